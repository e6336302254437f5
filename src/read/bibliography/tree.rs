//! Looking into the trees of formats that are JSON or YAML.

use crate::source::Span;
use crate::syntax::{Node, Value};

/// The value under the first of several keys that is there.
pub(super) fn get<'a>(node: &'a Node, keys: &[&str]) -> Option<&'a Node> {
    let Value::Map(map) = &node.value else { return None };
    keys.iter().find_map(|key| map.get(key)).filter(|node| node.value != Value::Null)
}

/// The text under the first of several keys that is there, with its white space tidied; of a list, its first item; of a map,
/// its `value`.
pub(super) fn text(node: &Node, keys: &[&str]) -> Option<(String, Span)> {
    let found = get(node, keys)?;
    let found = match &found.value {
        Value::List(items) => items.first()?,
        Value::Map(map) => map.get("value")?,
        _ => found,
    };
    let text = found.value.scalar()?.split_whitespace().collect::<Vec<_>>().join(" ");
    (!text.is_empty()).then_some((text, found.span))
}

/// The items of a list; a single value counts as a list of one.
pub(super) fn items<'a>(node: &'a Node, keys: &[&str]) -> &'a [Node] {
    match get(node, keys) {
        Some(Node { value: Value::List(items), .. }) => items,
        Some(other) => std::slice::from_ref(other),
        None => &[],
    }
}

/// A text of which nothing is Markdown.
pub(super) fn escaped(text: &str) -> String {
    let mut out = String::with_capacity(text.len());
    for c in text.chars() {
        if "*`[]\\".contains(c) {
            out.push('\\');
        }
        out.push(c);
    }
    out
}
