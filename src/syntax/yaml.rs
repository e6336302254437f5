//! YAML 1.2 with anchors, aliases and merge keys.

mod line;
mod silent;
mod trap;
pub(super) mod write;

use std::borrow::Cow;
use std::collections::HashMap;

use saphyr_parser::{Event, Parser, ScalarStyle, Tag};

use super::limits::{self, MAX_DEPTH, MAX_VALUES, too_deep};
use super::{Key, Map, Node, Syntax, Value, duplicate_key};
use crate::diag::{Diagnostic, Sink};
use crate::source::{FileId, Source, Span};
use silent::Plain;
use trap::Trap;

/// The YAML syntax.
pub(super) struct Yaml;

impl Syntax for Yaml {
    fn name(&self) -> &'static str {
        "yaml"
    }

    fn extensions(&self) -> &'static [&'static str] {
        &["yaml", "yml"]
    }

    /// After an error that can be repaired, the tree is there for finding what else is wrong with it.
    fn parse(&self, file: FileId, source: &Source, sink: &mut Sink) -> Option<Node> {
        let mut text = Cow::Borrowed(source.text());
        for _ in 0..=MAX_REPAIRS {
            let mut found = Sink::new();
            let repair = match events(file, &text, &mut found) {
                Ok(root) => {
                    sink.extend(found.into_vec());
                    if root.is_none() {
                        sink.push(Diagnostic::error("empty-file", format!("`{}` is empty", source.name())));
                    }
                    return root;
                }
                Err(fault) => {
                    let Fault { diagnostic, repair } = *fault;
                    let repair = repair.filter(|_| text.len() <= LARGEST_REPAIRED);
                    let repair = repair.filter(|_| sink.iter().all(|known| *known != diagnostic));
                    sink.push(diagnostic);
                    repair
                }
            };
            let (at, byte) = repair?;
            let mut bytes = text.into_owned().into_bytes();
            bytes[at] = byte;
            text = Cow::Owned(String::from_utf8(bytes).ok()?);
        }
        None
    }
}

/// How many times a faulty text is repaired to see what is wrong behind the fault.
const MAX_REPAIRS: usize = 20;

/// Larger texts, in bytes, are not worth reading again and again.
const LARGEST_REPAIRED: usize = 1 << 20;

/// What stops the parser.
struct Fault {
    diagnostic: Diagnostic,
    /// The byte to put in place of one, for reading on.
    repair: Option<(usize, u8)>,
}

fn events(file: FileId, text: &str, sink: &mut Sink) -> Result<Option<Node>, Box<Fault>> {
    let mut builder = Builder::new(file, text);
    for event in Parser::new_from_str(text) {
        match event {
            Ok((event, span)) => {
                let span = builder.places.span(&span);
                builder.event(event, span, sink).map_err(|diagnostic| Box::new(Fault { diagnostic, repair: None }))?;
            }
            Err(error) => return Err(Box::new(builder.syntax_error(&error))),
        }
    }
    sink.extend(builder.unused.iter().map(|(_, span)| silent::anchor(text, *span)));
    Ok(builder.root)
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
    /// Single values with a name that nothing has referred to yet.
    unused: Vec<(usize, Span)>,
    aliased: usize,
    /// How many values there are so far, but for those that aliases add.
    values: usize,
    root: Option<Node>,
}

type Step = Result<(), Diagnostic>;

impl<'a> Builder<'a> {
    fn new(file: FileId, text: &'a str) -> Self {
        let places = Places::new(file, text);
        Self {
            text,
            places,
            open: Vec::new(),
            anchors: HashMap::new(),
            unused: Vec::new(),
            aliased: 0,
            values: 0,
            root: None,
        }
    }

    fn event(&mut self, event: Event, span: Span, sink: &mut Sink) -> Step {
        match event {
            Event::Scalar(text, style, anchor, tag) => {
                self.look(&text, style, anchor, tag.as_deref(), span, sink);
                let node = Node::new(scalar(&text, style, tag.as_deref()), self.trimmed(span));
                self.complete(node, anchor, sink)
            }
            Event::SequenceStart(anchor, _) => self.start(Value::List(Vec::new()), anchor, span),
            Event::MappingStart(anchor, _) => self.start(Value::Map(Map::default()), anchor, span),
            Event::SequenceEnd | Event::MappingEnd => self.end(span, sink),
            Event::Alias(anchor) => {
                self.unused.retain(|(unused, _)| *unused != anchor);
                let mut node = self.anchors.get(&anchor).cloned().ok_or_else(|| recursive(span))?;
                self.aliased += node.size();
                if self.aliased > MAX_VALUES {
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

    /// Looks for what the parser takes without a word.
    fn look(&mut self, text: &str, style: ScalarStyle, anchor: usize, tag: Option<&Tag>, span: Span, sink: &mut Sink) {
        if anchor != 0 {
            self.unused.push((anchor, span));
        }
        sink.extend(tag.and_then(|tag| silent::tag(tag, span)));
        if style == ScalarStyle::Plain {
            let key = self.open.last().and_then(|open| open.key.as_ref());
            sink.extend(Plain { file: self.text, text, span: self.trimmed(span), key }.trap());
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
        self.values += 1;
        if self.values > MAX_VALUES {
            return Err(limits::values(node.span));
        }
        if anchor != 0 {
            self.anchors.insert(anchor, node.clone());
        }
        let Some(open) = self.open.last_mut() else {
            self.root.get_or_insert(node);
            return Ok(());
        };
        match (&mut open.value, open.key.take()) {
            (Value::Map(_), None) => {
                // Keys are no values.
                self.values -= 1;
                let text = node.value.scalar().ok_or_else(|| {
                    Diagnostic::error("bad-key", format!("a key must be a text, not {}", node.value.kind()))
                        .at(node.span)
                })?;
                open.key = Some(Key::new(text.into_owned(), node.span));
            }
            (Value::Map(_), Some(key)) if key.value == "<<" => open.merges.push(node),
            (Value::Map(map), Some(key)) => {
                if let Some(fault) = limits::keys(map, &key) {
                    return Err(fault);
                }
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

    fn syntax_error(&self, error: &saphyr_parser::ScanError) -> Fault {
        let at = self.places.byte(error.marker().index());
        if error.info().contains("recursion limit") {
            let diagnostic = too_deep(Span::new(self.places.file, at..at));
            return Fault { diagnostic, repair: None };
        }
        if let Some(Trap { message, range, hint, repair }) = trap::find(self.text, at, error.info()) {
            let diagnostic =
                Diagnostic::error("yaml-syntax", message).at(Span::new(self.places.file, range)).hint(hint);
            return Fault { diagnostic, repair };
        }
        let end = self.text[at..].chars().next().map_or(at, |character| at + character.len_utf8());
        let diagnostic = Diagnostic::error("yaml-syntax", format!("this is not valid YAML ({})", error.info()))
            .at(Span::new(self.places.file, at..end))
            .hint("put texts that hold `: `, ` #` or start with a special character in quotes".to_owned());
        Fault { diagnostic, repair: None }
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
