//! YAML 1.2 with anchors, aliases and merge keys.

use std::collections::HashMap;

use saphyr_parser::{Event, Parser, ScalarStyle, Tag};

use super::{Key, MAX_DEPTH, Map, Node, Syntax, Value, duplicate_key, too_deep};
use crate::diag::{Diagnostic, Sink};
use crate::source::{FileId, Source, Span};

/// How many nodes aliases may add: enough for any honest file, too few for a bomb.
const MAX_ALIASED: usize = 100_000;

/// The YAML syntax.
pub(super) struct Yaml;

impl Syntax for Yaml {
    fn name(&self) -> &'static str {
        "yaml"
    }

    fn extensions(&self) -> &'static [&'static str] {
        &["yaml", "yml"]
    }

    fn parse(&self, file: FileId, source: &Source, sink: &mut Sink) -> Option<Node> {
        let mut builder = Builder::new(file, source.text());
        for event in Parser::new_from_str(source.text()) {
            let result = match event {
                Ok((event, span)) => {
                    let span = builder.places.span(&span);
                    builder.event(event, span, sink)
                }
                Err(error) => Err(builder.syntax_error(&error)),
            };
            if let Err(diagnostic) = result {
                sink.push(diagnostic);
                return None;
            }
        }
        if builder.root.is_none() {
            sink.push(Diagnostic::error("empty-file", format!("`{}` is empty", source.name())));
        }
        builder.root
    }
}

/// Turns the parser's character counts into spans of bytes.
struct Places {
    file: FileId,
    /// Byte offset of every character; empty where both are the same.
    offsets: Vec<u32>,
    length: usize,
}

impl Places {
    fn new(file: FileId, text: &str) -> Self {
        let offsets = match text.is_ascii() {
            true => Vec::new(),
            false => text.char_indices().map(|(at, _)| at as u32).collect(),
        };
        Self { file, offsets, length: text.len() }
    }

    fn byte(&self, character: usize) -> usize {
        match self.offsets.is_empty() {
            true => character.min(self.length),
            false => self.offsets.get(character).map_or(self.length, |at| *at as usize),
        }
    }

    fn span(&self, span: &saphyr_parser::Span) -> Span {
        Span::new(self.file, self.byte(span.start.index())..self.byte(span.end.index()))
    }
}

/// A list or map that is not finished yet.
struct Open {
    anchor: usize,
    span: Span,
    value: Value,
    /// The key whose value comes next.
    key: Option<Key>,
    /// Maps to be merged in by `<<`, once the map's own keys are all known.
    merges: Vec<Node>,
}

struct Builder<'a> {
    text: &'a str,
    places: Places,
    open: Vec<Open>,
    anchors: HashMap<usize, Node>,
    aliased: usize,
    root: Option<Node>,
}

type Step = Result<(), Diagnostic>;

impl<'a> Builder<'a> {
    fn new(file: FileId, text: &'a str) -> Self {
        let places = Places::new(file, text);
        Self { text, places, open: Vec::new(), anchors: HashMap::new(), aliased: 0, root: None }
    }

    fn event(&mut self, event: Event, span: Span, sink: &mut Sink) -> Step {
        match event {
            Event::Scalar(text, style, anchor, tag) => {
                let node = Node::new(scalar(&text, style, tag.as_deref()), self.trimmed(span));
                self.complete(node, anchor, sink)
            }
            Event::SequenceStart(anchor, _) => self.start(Value::List(Vec::new()), anchor, span),
            Event::MappingStart(anchor, _) => self.start(Value::Map(Map::default()), anchor, span),
            Event::SequenceEnd | Event::MappingEnd => self.end(span, sink),
            Event::Alias(anchor) => {
                let mut node = self.anchors.get(&anchor).cloned().ok_or_else(|| recursive(span))?;
                self.aliased += node.size();
                if self.aliased > MAX_ALIASED {
                    return Err(Diagnostic::error("alias-limit", "aliases expand to too much").at(span));
                }
                node.span = span;
                self.complete(node, 0, sink)
            }
            Event::DocumentStart(_) if self.root.is_some() => {
                Err(Diagnostic::error("second-document", "the file holds a second YAML document")
                    .at(span)
                    .hint("keep one CV in a file; remove the `---` between them".to_owned()))
            }
            Event::DocumentStart(_) | Event::DocumentEnd | Event::StreamStart | Event::StreamEnd | Event::Nothing => {
                Ok(())
            }
        }
    }

    fn start(&mut self, value: Value, anchor: usize, span: Span) -> Step {
        if self.open.len() == MAX_DEPTH {
            return Err(too_deep(span));
        }
        self.open.push(Open { anchor, span, value, key: None, merges: Vec::new() });
        Ok(())
    }

    fn end(&mut self, span: Span, sink: &mut Sink) -> Step {
        let Some(mut open) = self.open.pop() else { return Ok(()) };
        if let Value::Map(map) = &mut open.value {
            merge(map, open.merges, sink);
        }
        let span = self.trimmed(Span { end: span.start.max(open.span.start), ..open.span });
        self.complete(Node::new(open.value, span), open.anchor, sink)
    }

    /// Puts a finished node where it belongs: into the list or map around it, or at the root.
    fn complete(&mut self, node: Node, anchor: usize, sink: &mut Sink) -> Step {
        if anchor != 0 {
            self.anchors.insert(anchor, node.clone());
        }
        let Some(open) = self.open.last_mut() else {
            self.root.get_or_insert(node);
            return Ok(());
        };
        match (&mut open.value, open.key.take()) {
            (Value::Map(_), None) => {
                let text = node.value.scalar().ok_or_else(|| {
                    Diagnostic::error("bad-key", format!("a key must be a text, not {}", node.value.kind()))
                        .at(node.span)
                })?;
                open.key = Some(Key::new(text.into_owned(), node.span));
            }
            (Value::Map(_), Some(key)) if key.value == "<<" => open.merges.push(node),
            (Value::Map(map), Some(key)) => {
                if let Err(key) = map.insert(key, node) {
                    sink.push(duplicate_key(&key));
                }
            }
            (Value::List(items), _) => items.push(node),
            _ => {}
        }
        Ok(())
    }

    /// The span without the white space and line breaks that the parser counts to block scalars and maps.
    fn trimmed(&self, span: Span) -> Span {
        let text = self.text.get(span.range()).unwrap_or_default().trim_end();
        Span { end: span.start + text.len() as u32, ..span }
    }

    fn syntax_error(&self, error: &saphyr_parser::ScanError) -> Diagnostic {
        let at = self.places.byte(error.marker().index());
        let end = self.text[at..].chars().next().map_or(at, |character| at + character.len_utf8());
        Diagnostic::error("yaml-syntax", format!("this is not valid YAML ({})", error.info()))
            .at(Span::new(self.places.file, at..end))
            .hint("put texts that hold `: `, ` #` or start with a special character in quotes".to_owned())
    }
}

/// The core schema of YAML 1.2: only plain scalars can be anything but text.
fn scalar(text: &str, style: ScalarStyle, tag: Option<&Tag>) -> Value {
    let is_text = tag.is_some_and(|tag| tag.is_yaml_core_schema() && tag.suffix == "str");
    if style != ScalarStyle::Plain || is_text {
        return Value::Text(text.to_owned());
    }
    match text {
        "" | "~" | "null" | "Null" | "NULL" => Value::Null,
        "true" | "True" | "TRUE" => Value::Bool(true, text.to_owned()),
        "false" | "False" | "FALSE" => Value::Bool(false, text.to_owned()),
        _ if is_number(text) => Value::Number(text.to_owned()),
        _ => Value::Text(text.to_owned()),
    }
}

fn is_number(text: &str) -> bool {
    let digits = text.trim_start_matches(['+', '-']);
    digits.starts_with(|c: char| c.is_ascii_digit() || c == '.') && digits.parse::<f64>().is_ok()
}

/// Adds what `<<` refers to; keys the map has itself win.
fn merge(map: &mut Map, merges: Vec<Node>, sink: &mut Sink) {
    for node in merges {
        match node.value {
            Value::Map(other) => {
                for (key, value) in other.iter() {
                    // A key that is there already is meant to win.
                    let _ = map.insert(key.clone(), value.clone());
                }
            }
            Value::List(items) => merge(map, items, sink),
            other => sink
                .push(Diagnostic::error("bad-merge", format!("`<<` merges a map, not {}", other.kind())).at(node.span)),
        }
    }
}

fn recursive(span: Span) -> Diagnostic {
    Diagnostic::error("recursive-alias", "an alias may not contain itself").at(span)
}
