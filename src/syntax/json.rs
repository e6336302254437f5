//! JSON, strictly as in RFC 8259.

use jsonc_parser::ast;
use jsonc_parser::common::Ranged;
use jsonc_parser::errors::{ParseError, ParseErrorKind};
use jsonc_parser::{CollectOptions, ParseOptions, parse_to_ast};

use super::limits::{self, MAX_DEPTH, too_deep};
use super::{Key, Map, Node, Syntax, Value, duplicate_key};
use crate::diag::{Diagnostic, Sink};
use crate::source::{FileId, Source, Span};

/// The JSON syntax.
pub(super) struct Json;

impl Syntax for Json {
    fn name(&self) -> &'static str {
        "json"
    }

    fn extensions(&self) -> &'static [&'static str] {
        &["json"]
    }

    fn parse(&self, file: FileId, source: &Source, sink: &mut Sink) -> Option<Node> {
        let collect = CollectOptions::default();
        let value = match parse_to_ast(source.text(), &collect, &options(false)) {
            Ok(result) => result.value,
            Err(error) => {
                sink.push(fault(&error, file));
                // What people write by habit is understood, for finding what else is wrong.
                parse_to_ast(source.text(), &collect, &options(true)).ok()?.value
            }
        };
        match value {
            Some(value) => node(value, file, 0, sink),
            None => {
                sink.push(Diagnostic::error("empty-file", format!("`{}` is empty", source.name())));
                None
            }
        }
    }
}

fn options(loose: bool) -> ParseOptions {
    ParseOptions {
        allow_comments: loose,
        allow_loose_object_property_names: loose,
        allow_trailing_commas: loose,
        allow_missing_commas: loose,
        allow_single_quoted_strings: loose,
        allow_hexadecimal_numbers: loose,
        allow_unary_plus_numbers: loose,
        allow_bare_decimal_point_numbers: loose,
        allow_non_finite_numbers: loose,
        allow_extended_string_escapes: loose,
    }
}

fn fault(error: &ParseError, file: FileId) -> Diagnostic {
    let range = error.range();
    let span = Span::new(file, range.start..range.end);
    match error.kind() {
        ParseErrorKind::NestingDepthExceeded => too_deep(span),
        kind => {
            let message = format!("this is not valid JSON ({})", lower_first(&kind.to_string()));
            let hint = match kind {
                ParseErrorKind::CommentsNotAllowed => Some("JSON has no comments; YAML and TOML have"),
                ParseErrorKind::TrailingCommasNotAllowed => Some("remove the comma before the bracket"),
                ParseErrorKind::UnexpectedWord | ParseErrorKind::UnexpectedToken => {
                    Some("keys and texts stand in double quotes")
                }
                ParseErrorKind::SingleQuotedStringsNotAllowed => Some("put it in double quotes"),
                ParseErrorKind::ExpectedComma => Some("put a comma behind what comes before"),
                ParseErrorKind::UnterminatedObject | ParseErrorKind::UnterminatedArray => {
                    Some("a bracket that is opened here is never closed")
                }
                ParseErrorKind::String(_) => Some(
                    "a backslash is `\\\\`; characters beyond U+FFFF take two escapes in a row, or no escape at all",
                ),
                _ => None,
            };
            Diagnostic::error("json-syntax", message).at(span).hint(hint.map(str::to_owned))
        }
    }
}

fn node(value: ast::Value, file: FileId, depth: usize, sink: &mut Sink) -> Option<Node> {
    let range = value.range();
    let span = Span::new(file, range.start..range.end);
    if depth > MAX_DEPTH {
        sink.push(too_deep(span));
        return None;
    }
    let value = match value {
        ast::Value::NullKeyword(_) => Value::Null,
        ast::Value::BooleanLit(literal) => Value::Bool(literal.value, literal.value.to_string()),
        ast::Value::NumberLit(literal) => Value::Number(literal.value.to_owned()),
        ast::Value::StringLit(literal) => Value::Text(literal.value.into_owned()),
        ast::Value::Array(array) => {
            let items = array.elements.into_iter().map(|item| node(item, file, depth + 1, sink));
            Value::List(items.collect::<Option<_>>()?)
        }
        ast::Value::Object(object) => {
            let mut map = Map::default();
            for property in object.properties {
                let range = property.name.range();
                let key = Key::new(property.name.into_string(), Span::new(file, range.start..range.end));
                let value = node(property.value, file, depth + 1, sink)?;
                if let Some(fault) = limits::keys(&map, &key) {
                    sink.push(fault);
                    return None;
                }
                if let Err(key) = map.insert(key, value) {
                    sink.push(duplicate_key(&key));
                }
            }
            Value::Map(map)
        }
    };
    Some(Node::new(value, span))
}

fn lower_first(text: &str) -> String {
    let mut characters = text.chars();
    characters.next().map_or_else(String::new, |first| first.to_lowercase().chain(characters).collect())
}
