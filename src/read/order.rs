//! A tree in recto's own dialect with today's names, in the order in which the reference lists the fields.

use super::draft::is_nothing;
use crate::model::{Cv, Kind, Table, is_name_of};
use crate::source::Spanned;
use crate::syntax::{Map, Node, Value};

/// The same CV with today's names for all fields. What says nothing is left away; sections stay in the order of the text,
/// but for those of their own if `own_last`; what has no field is kept behind the others, under its name with `x-` in front.
pub fn in_order(node: &Node, own_last: bool) -> Node {
    let table = Cv::table();
    let Value::Map(map) = &node.value else { return node.clone() };
    let place = |key: &str| match key {
        "basics" => 0,
        "sections" if own_last => 2,
        "meta" => 3,
        "recto" => 4,
        _ => 1,
    };
    let mut entries = renamed(map, &table);
    if !own_last {
        // Sections keep the order of the file, under whatever name they stood there.
        entries.sort_by_key(|(_, node, _)| node.span.start);
    }
    entries.sort_by_key(|(name, _, _)| place(name));
    of(entries.into_iter().map(|(name, key_node, _)| (name, key_node)), node)
}

/// The entries of a map by today's names, each with the place of its field in the table.
fn renamed(map: &Map, table: &Table) -> Vec<(String, Node, usize)> {
    let fields = table.fields();
    let mut entries: Vec<(String, Node, usize)> = Vec::new();
    // Of several names for one field, its own wins, as for the reader.
    let is_own = |key: &str| fields.iter().any(|(_, field)| crate::model::same_key(key, field.name));
    let (own, other): (Vec<_>, Vec<_>) = map.iter().partition(|(key, _)| is_own(&key.value));
    for (key, node) in own.into_iter().chain(other) {
        if is_nothing(&node.value) || key.value.starts_with('$') {
            continue;
        }
        let found = fields.iter().position(|(_, field)| is_name_of(&key.value, field));
        let taken = |name: &str| entries.iter().any(|(known, ..)| known == name);
        let is_kept = table.open || key.value.starts_with("x-") || key.value.starts_with("x_");
        let entry = match found.map(|at| (at, fields[at].1)) {
            Some((at, field)) if !taken(field.name) => (field.name.to_owned(), value(node, field.kind), at),
            None if is_kept => (key.value.clone(), node.clone(), usize::MAX),
            _ => (format!("x-{}", key.value), node.clone(), usize::MAX),
        };
        entries.push(entry);
    }
    if table.name != "cv" {
        entries.sort_by_key(|(_, _, at)| *at);
    }
    entries
}

fn of(entries: impl Iterator<Item = (String, Node)>, node: &Node) -> Node {
    let mut map = Map::default();
    for (name, value) in entries {
        let _ = map.insert(Spanned::new(name, value.span), value);
    }
    Node::new(Value::Map(map), node.span)
}

fn value(node: &Node, kind: Kind) -> Node {
    let inner = match kind {
        Kind::List(inner) => *inner,
        Kind::Entries(_) => kind,
        Kind::Named(inner) | Kind::ByName(inner) => return by_name(node, *inner),
        other => other,
    };
    match &node.value {
        Value::List(items) => {
            let items = items.iter().filter(|item| !is_nothing(&item.value)).map(|item| value(item, inner));
            Node::new(Value::List(items.collect()), node.span)
        }
        Value::Map(_) if matches!(inner, Kind::Named(_) | Kind::ByName(_)) => value(node, inner),
        Value::Map(map) if !crate::model::is_text(node) => match inner.table() {
            Some(table) => {
                let entries = renamed(map, &table);
                of(entries.into_iter().map(|(name, node, _)| (name, node)), node)
            }
            None => node.clone(),
        },
        _ => node.clone(),
    }
}

/// A map whose keys are the owner's.
fn by_name(node: &Node, kind: Kind) -> Node {
    let Value::Map(map) = &node.value else { return node.clone() };
    // A variant of which nothing is said is one all the same.
    of(map.iter().map(|(key, node)| (key.value.clone(), value(node, kind))), node)
}
