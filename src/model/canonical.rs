//! A CV's tree with every field under its own name and in one form, as the declarations have it; nothing that is not read.
//!
//! What the reader makes of it is what it made of the tree it came from. Fields keep their order, which is that of sections.

use super::cv::Cv;
use super::field::{Field, Kind, Table};
use super::fields::{chosen, is_absent};
use super::section::SectionKind;
use super::text::{is_text, preferred};
use crate::source::Spanned;
use crate::syntax::{Map, Node, Value};

/// How much of a CV is kept.
#[derive(Clone, Copy)]
pub struct Canonical<'a> {
    /// The language of texts that are given in several; all are kept if `None`.
    pub lang: Option<&'a str>,
    /// Fields that are left out, by the name of the table that declares them and their own.
    pub without: &'a [(&'a str, &'a str)],
}

/// Texts that are printed in all their languages, by table and field.
const IN_ALL_LANGUAGES: &[(&str, &str)] = &[("patents", "originalTitle")];

impl Canonical<'_> {
    /// Everything.
    pub const WHOLE: Canonical<'static> = Canonical { lang: None, without: &[] };

    /// A whole CV.
    pub fn tree(&self, tree: &Node) -> Node {
        self.map(tree, &Cv::table()).unwrap_or_else(|| Node::new(Value::Map(Map::default()), tree.span))
    }

    /// An entry of a section: a map, or a single text.
    pub fn entry(&self, node: &Node, kind: &dyn SectionKind) -> Option<Node> {
        if is_text(node) { self.text(node) } else { self.map(node, &kind.table()) }
    }

    /// A map with the fields of a table.
    pub fn map(&self, node: &Node, table: &Table) -> Option<Node> {
        let Value::Map(map) = &node.value else { return None };
        let mut used = vec![false; map.iter().len()];
        let mut found = Vec::new();
        for (origin, field) in table.fields() {
            let Some(index) = chosen(map, field, &mut used) else { continue };
            if self.without.contains(&(origin, field.name)) {
                continue;
            }
            let value = map.iter().nth(index).and_then(|(_, node)| self.field(node, table.name, field));
            found.extend(value.map(|value| (index, field.name, value)));
        }
        found.sort_by_key(|(index, ..)| *index);
        let mut out = Map::default();
        for (_, name, value) in found {
            // Names are unique among the fields of a table.
            let _ = out.insert(Spanned::new(name.to_owned(), value.span), value);
        }
        Some(Node::new(Value::Map(out), node.span))
    }

    /// The values of a CV's fields under their own names, as they were written.
    pub fn raw(&self, tree: &Node) -> Vec<(String, Node)> {
        self.raw_of(tree, &Cv::table())
    }

    /// The same of any map.
    pub fn raw_of(&self, node: &Node, table: &Table) -> Vec<(String, Node)> {
        let Value::Map(map) = &node.value else { return Vec::new() };
        let mut used = vec![false; map.iter().len()];
        let mut value = |field: &Field| {
            let index = chosen(map, field, &mut used)?;
            map.iter().nth(index).map(|(_, node)| (field.name.to_owned(), node.clone()))
        };
        table.fields().into_iter().filter_map(|(_, field)| value(field)).collect()
    }

    fn field(&self, node: &Node, table: &str, field: &Field) -> Option<Node> {
        match IN_ALL_LANGUAGES.contains(&(table, field.name)) {
            true => Self { lang: None, ..*self }.value(node, field.kind),
            false => self.value(node, field.kind),
        }
    }

    fn value(&self, node: &Node, kind: Kind) -> Option<Node> {
        if is_absent(&node.value) {
            return None;
        }
        match kind {
            Kind::Text => self.text(node),
            Kind::Flag | Kind::Number { .. } | Kind::Any => Some(node.clone()),
            Kind::List(item) => Some(list(node, |node| self.value(node, *item))),
            Kind::Entries(kind) => Some(list(node, |node| self.entry(node, kind))),
            Kind::Map(table) => self.map(node, table),
            Kind::TextOr(table) if !is_text(node) => self.map(node, table),
            Kind::TextOr(_) => self.text(node),
            Kind::PersonOr(table) => self.map(node, table).or_else(|| typed(node)),
            Kind::Named(value) | Kind::ByName(value) => self.by_name(node, *value).or_else(|| typed(node)),
            _ => typed(node),
        }
    }

    fn by_name(&self, node: &Node, kind: Kind) -> Option<Node> {
        let Value::Map(map) = &node.value else { return None };
        let mut out = Map::default();
        for (key, node) in map.iter() {
            // A variant may have nothing to say, and is one all the same.
            let value = self.value(node, kind).unwrap_or_else(|| Node::new(Value::Null, node.span));
            let _ = out.insert(key.clone(), value);
        }
        Some(Node::new(Value::Map(out), node.span))
    }

    /// A text, or a map from languages to texts.
    fn text(&self, node: &Node) -> Option<Node> {
        let Value::Map(map) = &node.value else { return typed(node) };
        let forms = map.iter().filter(|(_, text)| !is_absent(&text.value));
        let forms: Vec<_> = forms.filter_map(|(key, text)| Some((key, typed(text)?))).collect();
        let Some(lang) = self.lang else {
            let mut out = Map::default();
            forms.into_iter().for_each(|(key, text)| drop(out.insert(key.clone(), text)));
            return Some(Node::new(Value::Map(out), node.span));
        };
        let languages: Vec<_> = forms.iter().map(|(key, _)| Some(key.value.to_lowercase())).collect();
        let index = preferred(languages.iter().map(Option::as_deref), lang).unwrap_or(0);
        forms.into_iter().nth(index).map(|(_, text)| text)
    }
}

fn list(node: &Node, read: impl FnMut(&Node) -> Option<Node>) -> Node {
    let items = match &node.value {
        Value::List(items) => items.as_slice(),
        _ => std::slice::from_ref(node),
    };
    let items = items.iter().filter(|item| !is_absent(&item.value)).filter_map(read).collect();
    Node::new(Value::List(items), node.span)
}

/// A single value as it was typed: to the reader, `1842` and `"1842"` are one.
fn typed(node: &Node) -> Option<Node> {
    node.value.scalar().map(|text| Node::new(Value::Text(text.into_owned()), node.span))
}
