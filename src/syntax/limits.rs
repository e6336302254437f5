//! How much a file may hold: more than any CV does, and too little to do harm.

use super::{Node, Value};
use crate::diag::{Diagnostic, Sink};
use crate::source::{FileId, Source, Span};

/// The largest text that is read, in bytes: some twenty times the longest CV seen.
pub const MAX_BYTES: usize = 4 << 20;

/// How deep lists and maps may nest; a CV needs six levels.
pub(super) const MAX_DEPTH: usize = 64;

/// How many values a file may hold, those that aliases add included. Five hundred papers with ten authors each are 10,000.
pub(super) const MAX_VALUES: usize = 50_000;

/// How many keys a map may have.
const MAX_KEYS: usize = 1000;

/// How long a single text may be, in bytes: some ten pages.
const MAX_TEXT: usize = 32 << 10;

/// How long a key may be, in bytes.
const MAX_KEY: usize = 1 << 10;

/// Beyond this, one control character more tells nothing new.
const MOST_CONTROLS: usize = 5;

/// What stands in the way of parsing a text at all. `None` if nothing does.
pub(super) fn text(file: FileId, source: &Source, sink: &mut Sink) -> Option<()> {
    if source.text().len() > MAX_BYTES {
        sink.push(too_large(format!("`{}` is larger than {} MiB", source.name(), MAX_BYTES >> 20)));
        return None;
    }
    let is_control = |c: char| c.is_control() && !matches!(c, '\t' | '\n' | '\r' | '\u{85}');
    let controls: Vec<_> = source.text().char_indices().filter(|(_, c)| is_control(*c)).take(MOST_CONTROLS).collect();
    for (at, control) in &controls {
        let message = format!("the control character U+{:04X} stands here", u32::from(*control));
        sink.push(
            Diagnostic::error("control-character", message)
                .at(Span::new(file, *at..at + control.len_utf8()))
                .hint("remove it; if the file is full of them, it is not a text".to_owned()),
        );
    }
    controls.is_empty().then_some(())
}

/// Whether a tree is too large to be a CV; says so if it is.
pub(super) fn tree(node: &Node, sink: &mut Sink) -> bool {
    if node.size() > MAX_VALUES {
        sink.push(values(node.span));
        return true;
    }
    let mut faults = Sink::new();
    parts(node, &mut faults);
    let is_large = faults.has_errors();
    sink.extend(faults.into_vec());
    is_large
}

/// An error for more values than any CV has.
pub(super) fn values(span: Span) -> Diagnostic {
    too_large(format!("there are more than {MAX_VALUES} values")).at(span)
}

fn parts(node: &Node, sink: &mut Sink) {
    match &node.value {
        Value::Text(text) | Value::Number(text) if text.len() > MAX_TEXT => {
            sink.push(too_large(format!("a text is longer than {} KiB", MAX_TEXT >> 10)).at(node.span));
        }
        Value::List(items) => items.iter().for_each(|item| parts(item, sink)),
        Value::Map(map) => {
            for (key, item) in map.iter() {
                if key.value.len() > MAX_KEY {
                    sink.push(too_large(format!("a key is longer than {} KiB", MAX_KEY >> 10)).at(key.span));
                }
                parts(item, sink);
            }
        }
        _ => {}
    }
}

/// An error if a map gets more keys than any has. Told while it is read: looking keys up takes longer the more there are.
pub(super) fn keys(map: &super::Map, next: &super::Key) -> Option<Diagnostic> {
    (map.iter().len() >= MAX_KEYS).then(|| too_large(format!("a map has more than {MAX_KEYS} keys")).at(next.span))
}

pub(super) fn too_deep(span: impl Into<Option<Span>>) -> Diagnostic {
    Diagnostic::error("too-deep", format!("lists and maps are nested more than {MAX_DEPTH} levels deep")).at(span)
}

fn too_large(message: String) -> Diagnostic {
    Diagnostic::error("too-large", message).hint("this can be no CV; was another file meant?".to_owned())
}
