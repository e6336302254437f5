//! An entry of a bibliography on its way to a publication: the fields that `publications` has, each with its place.

use crate::model::{SECTION_KINDS, SectionKind, is_name_of};
use crate::source::{Span, Spanned};
use crate::syntax::{Map, Node, Value};

/// A publication as a file of a bibliography gives it.
#[derive(Debug)]
pub(super) struct Record {
    /// The name it goes by in its file.
    pub(super) key: Option<String>,
    /// Where it stands.
    pub(super) span: Span,
    /// Whether recto wrote it.
    pub(super) is_own: bool,
    fields: Map,
}

impl Record {
    pub(super) fn new(key: Option<String>, span: Span) -> Self {
        Self { key, span, is_own: false, fields: Map::default() }
    }

    /// Says what a field holds, unless that was said before or is nothing.
    pub(super) fn set(&mut self, field: &'static str, value: Value, span: Span) {
        let is_nothing = match &value {
            Value::Text(text) => text.is_empty(),
            Value::List(items) => items.is_empty(),
            Value::Map(map) => map.iter().len() == 0,
            _ => false,
        };
        if !is_nothing {
            // The first wins.
            let _ = self.fields.insert(Spanned::new(field.to_owned(), span), Node::new(value, span));
        }
    }

    /// The same of a text.
    pub(super) fn set_text(&mut self, field: &'static str, text: impl Into<String>, span: Span) {
        self.set(field, Value::Text(text.into()), span);
    }

    /// What recto wrote of a field because the format has none for it; null keeps out what others say. `false` if CVs have
    /// no such field.
    pub(super) fn set_own(&mut self, field: &str, node: Node) -> bool {
        let table = publications().table();
        let Some(field) = table.fields().into_iter().map(|(_, known)| known).find(|known| is_name_of(field, known))
        else {
            return false;
        };
        self.is_own = true;
        match field.name {
            "key" => self.key = node.value.scalar().map(|key| key.into_owned()).or(self.key.take()),
            name => drop(self.fields.insert(Spanned::new(name.to_owned(), node.span), node)),
        }
        true
    }

    /// Whether a field was said.
    pub(super) fn has(&self, field: &str) -> bool {
        self.fields.get(field).is_some_and(|node| node.value != Value::Null)
    }

    /// The entry as it would stand in a CV.
    pub(super) fn into_node(mut self) -> Node {
        if let Some(key) = self.key.take() {
            self.set_text("key", key, self.span);
        }
        Node::new(Value::Map(without_nulls(&self.fields)), self.span)
    }

    /// The entry under what the CV says of it: the CV's fields win, whatever they are called.
    pub(super) fn under(self, own: &Map, span: Span) -> Node {
        let mut merged = own.clone();
        let kind = publications();
        for (name, node) in without_nulls(&self.fields).iter() {
            let field = kind.table().field(&name.value);
            let is_said = field.is_some_and(|field| own.iter().any(|(own, _)| is_name_of(&own.value, field)));
            if !is_said {
                let _ = merged.insert(name.clone(), node.clone());
            }
        }
        Node::new(Value::Map(merged), span)
    }
}

/// The kind of section that entries go into.
pub(super) fn publications() -> &'static dyn SectionKind {
    let mut kinds = SECTION_KINDS.iter();
    *kinds.find(|kind| kind.key() == "publications").expect("it is one of the kinds")
}

/// A map of texts, without those that are empty.
pub(super) fn map<'a>(entries: impl IntoIterator<Item = (&'a str, Value)>, span: Span) -> Value {
    let mut map = Map::default();
    for (key, value) in entries {
        if value != Value::Text(String::new()) && value != Value::List(Vec::new()) {
            let _ = map.insert(Spanned::new(key.to_owned(), span), Node::new(value, span));
        }
    }
    Value::Map(map)
}

/// A list.
pub(super) fn list(values: impl IntoIterator<Item = Value>, span: Span) -> Value {
    Value::List(values.into_iter().map(|value| Node::new(value, span)).collect())
}

/// A name in parts; one that has only a family name is that of a group.
pub(super) fn person(given: &str, particle: &str, family: &str, suffix: &str) -> Vec<(&'static str, Value)> {
    let parts = [("given", given), ("particle", particle), ("family", family), ("suffix", suffix)];
    parts.into_iter().map(|(key, part)| (key, Value::Text(part.to_owned()))).collect()
}

fn without_nulls(map: &Map) -> Map {
    let mut kept = Map::default();
    for (key, node) in map.iter().filter(|(_, node)| node.value != Value::Null) {
        let _ = kept.insert(key.clone(), node.clone());
    }
    kept
}
