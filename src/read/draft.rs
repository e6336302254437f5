//! A tree in recto's own dialect in the making: what is nothing is never put into it.

use crate::source::{Span, Spanned};
use crate::syntax::{Comments, Map, Node, Value};

/// A file of another tool in recto's own dialect.
#[derive(Debug, Clone)]
pub struct Translation {
    /// The tree; every value has the place in the other file that it comes from.
    pub node: Node,
    /// What is to be said of guesses, and what has no place, above what it belongs to.
    pub comments: Comments,
    /// What has no counterpart, each with the name of the block that it stood in.
    pub remains: Vec<(String, Node)>,
}

/// A map in the making.
#[derive(Debug)]
pub(super) struct Draft {
    map: Map,
    span: Span,
}

impl Draft {
    pub(super) fn new(span: Span) -> Self {
        Self { map: Map::default(), span }
    }

    /// Says what a field holds, unless that was said before or is nothing.
    pub(super) fn put(&mut self, key: &str, node: Node) {
        if !is_nothing(&node.value) {
            // The first wins.
            let _ = self.map.insert(Spanned::new(key.to_owned(), node.span), node);
        }
    }

    /// The same of a text.
    pub(super) fn text(&mut self, key: &str, text: impl Into<String>, span: Span) {
        self.put(key, Node::new(Value::Text(text.into()), span));
    }

    /// The same of a text; whether the field was free.
    pub(super) fn offer(&mut self, key: &str, text: impl Into<String>, span: Span) -> bool {
        let is_free = !self.has(key);
        self.text(key, text, span);
        is_free
    }

    /// The same of a date; a bare year takes no quotes.
    pub(super) fn date(&mut self, key: &str, date: &str, span: Span) {
        let is_year = date.len() == 4 && date.bytes().all(|byte| byte.is_ascii_digit());
        let value = if is_year { Value::Number(date.to_owned()) } else { Value::Text(date.to_owned()) };
        self.put(key, Node::new(value, span));
    }

    /// The same of a list.
    pub(super) fn list(&mut self, key: &str, items: Vec<Node>) {
        if let Some(span) = items.first().map(|item| item.span) {
            self.put(key, Node::new(Value::List(items), span));
        }
    }

    pub(super) fn has(&self, key: &str) -> bool {
        self.map.get(key).is_some()
    }

    /// Puts the entries into the order of the text that they come from.
    pub(super) fn sort(&mut self) {
        let mut entries: Vec<_> = self.map.iter().cloned().collect();
        entries.sort_by_key(|(_, node)| node.span.start);
        self.map = Map::default();
        for (key, node) in entries {
            let _ = self.map.insert(key, node);
        }
    }

    pub(super) fn is_empty(&self) -> bool {
        self.map.iter().len() == 0
    }

    pub(super) fn into_node(self) -> Node {
        Node::new(Value::Map(self.map), self.span)
    }
}

/// Whether a value says nothing.
pub(super) fn is_nothing(value: &Value) -> bool {
    match value {
        Value::Null => true,
        Value::Text(text) => text.trim().is_empty(),
        Value::List(items) => items.iter().all(|item| is_nothing(&item.value)),
        Value::Map(map) => map.iter().all(|(_, node)| is_nothing(&node.value)),
        Value::Bool(..) | Value::Number(_) => false,
    }
}

pub(super) fn text(text: impl Into<String>, span: Span) -> Node {
    Node::new(Value::Text(text.into()), span)
}

/// The items of a list; a single value counts as a list of one, nothing as none.
pub(super) fn items(node: &Node) -> &[Node] {
    match &node.value {
        Value::List(items) => items,
        value if is_nothing(value) => &[],
        _ => std::slice::from_ref(node),
    }
}

/// The value below a node, by keys with dots between them.
pub(super) fn below<'a>(node: &'a Node, path: &str) -> Option<&'a Node> {
    path.split('.').try_fold(node, |node, key| match &node.value {
        Value::Map(map) => map.get(key),
        _ => None,
    })
}

/// A text of which nothing is Markdown. Brackets alone are none.
pub(super) fn escaped(text: &str) -> String {
    let has_links = ["](", "]:"].iter().any(|sign| text.contains(sign));
    let mut out = String::with_capacity(text.len());
    for c in text.chars() {
        if "*`\\".contains(c) || (has_links && c == '[') {
            out.push('\\');
        }
        out.push(c);
    }
    out
}
