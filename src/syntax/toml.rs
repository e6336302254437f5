//! TOML 1.1.

use toml::de::{DeTable, DeValue};

use super::limits::{self, MAX_DEPTH, too_deep};
use super::{Key, Map, Node, Syntax, Value, duplicate_key};
use crate::diag::{Diagnostic, Sink};
use crate::source::{FileId, Source, Span};

/// The TOML syntax.
pub(super) struct Toml;

impl Syntax for Toml {
    fn name(&self) -> &'static str {
        "toml"
    }

    fn extensions(&self) -> &'static [&'static str] {
        &["toml"]
    }

    fn parse(&self, file: FileId, source: &Source, sink: &mut Sink) -> Option<Node> {
        let (table, errors) = DeTable::parse_recoverable(source.text());
        for error in &errors {
            let span = error.span().map(|range| Span::new(file, range));
            let key = error.span().and_then(|range| source.text().get(range));
            sink.push(match (error.message(), span, key) {
                (message, ..) if message.contains("recurs") => too_deep(span),
                ("duplicate key", Some(span), Some(key)) => duplicate(key, span, source.text()),
                _ => Diagnostic::error("toml-syntax", format!("this is not valid TOML ({})", error.message())).at(span),
            });
        }
        if !errors.is_empty() {
            return None;
        }
        let span = Span::new(file, table.span());
        map(table.into_inner(), file, source.text(), 0, sink).map(|map| Node::new(Value::Map(map), span))
    }
}

/// A key or a table that is given twice.
fn duplicate(key: &str, span: Span, text: &str) -> Diagnostic {
    let before = &text[..span.range().start];
    let is_table = before.ends_with('[') || before.rsplit('\n').next().is_some_and(|line| line.starts_with('['));
    let fault = duplicate_key(&Key::new(key.to_owned(), span));
    fault.hint(is_table.then(|| format!("for an entry of a list, write `[[{key}]]`, with two brackets, each time")))
}

fn map(table: DeTable, file: FileId, text: &str, depth: usize, sink: &mut Sink) -> Option<Map> {
    let mut map = Map::default();
    for (key, value) in table {
        let key = Key::new(key.get_ref().to_string(), Span::new(file, key.span()));
        let value = node(value, file, text, depth + 1, sink)?;
        if let Some(fault) = limits::keys(&map, &key) {
            sink.push(fault);
            return None;
        }
        if let Err(key) = map.insert(key, value) {
            sink.push(duplicate_key(&key));
        }
    }
    Some(map)
}

fn node(value: toml::Spanned<DeValue>, file: FileId, text: &str, depth: usize, sink: &mut Sink) -> Option<Node> {
    let span = Span::new(file, value.span());
    if depth > MAX_DEPTH {
        sink.push(too_deep(span));
        return None;
    }
    let value = match value.into_inner() {
        DeValue::String(string) => Value::Text(string.into_owned()),
        DeValue::Integer(_) | DeValue::Float(_) => Value::Number(text[span.range()].to_owned()),
        DeValue::Boolean(value) => Value::Bool(value, value.to_string()),
        // A date is kept as it was typed; the model reads its precision from the text.
        DeValue::Datetime(date) => Value::Text(date.to_string()),
        DeValue::Array(items) => {
            let items = items.into_iter().map(|item| node(item, file, text, depth + 1, sink));
            Value::List(items.collect::<Option<_>>()?)
        }
        DeValue::Table(table) => Value::Map(map(table, file, text, depth, sink)?),
    };
    Some(Node::new(value, span))
}
