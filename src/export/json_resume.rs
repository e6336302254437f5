//! A tree in recto's format as JSON Resume 1.x accepts it: what it has no form for goes under `x-recto`, from where
//! recto reads it back (`read::unfold`).

use crate::source::{Span, Spanned};
use crate::syntax::{Map, Node, Value};

/// Where fields stand that JSON Resume would refuse.
const EXTENSION: &str = "x-recto";

/// Fields that hold a day, a month or a year in JSON Resume, and nothing else.
const DATES: [&str; 5] = ["date", "startDate", "endDate", "releaseDate", "lastModified"];

/// Sections of JSON Resume whose entries are maps, and the field that a text alone stands for.
const MAPS: [(&str, &str); 3] = [("interests", "name"), ("skills", "name"), ("languages", "language")];

/// Sections that JSON Resume knows; what others hold is none of its business.
const SECTIONS: [&str; 12] = [
    "work",
    "volunteer",
    "education",
    "awards",
    "certificates",
    "publications",
    "skills",
    "languages",
    "interests",
    "references",
    "projects",
    "meta",
];

/// A CV's tree as JSON that JSON Resume's schema accepts.
pub fn json(tree: Node) -> Vec<u8> {
    let mut text = serde_json::to_vec_pretty(&json_resume(tree)).expect("a tree of texts, lists and maps can be JSON");
    text.push(b'\n');
    text
}

fn json_resume(node: Node) -> Node {
    let span = node.span;
    let Value::Map(map) = node.value else { return node };
    let fields = map.into_iter().map(|(key, value)| {
        let value = match key.value.as_str() {
            "basics" => basics(value),
            name if SECTIONS.contains(&name) => section(name, value),
            _ => value,
        };
        (key, value)
    });
    Node::new(Value::Map(fields.collect()), span)
}

/// A place in one text becomes an address.
fn basics(node: Node) -> Node {
    refused(
        node,
        |key, value| key == "location" && matches!(value, Value::Text(_)),
        |value| {
            let span = value.span;
            Some(map_of("address", value, span))
        },
    )
}

fn section(name: &str, node: Node) -> Node {
    let span = node.span;
    match node.value {
        Value::List(items) => Node::new(Value::List(items.into_iter().map(|item| entry(name, item)).collect()), span),
        _ => entry(name, node),
    }
}

fn entry(section: &str, node: Node) -> Node {
    let span = node.span;
    let main = MAPS.iter().find(|(known, _)| *known == section);
    if let (Value::Text(_), Some((_, field))) = (&node.value, main) {
        return map_of(field, node, span);
    }
    refused(node, |key, value| DATES.contains(&key) && !is_date(value), |_| None)
}

/// Moves the fields of a map that are refused; `instead` may put something in their place.
fn refused(node: Node, is_refused: impl Fn(&str, &Value) -> bool, instead: impl Fn(Node) -> Option<Node>) -> Node {
    let span = node.span;
    let Value::Map(map) = node.value else { return node };
    let (mut kept, mut moved) = (Vec::new(), Vec::new());
    for (key, value) in map {
        if is_refused(&key.value, &value.value) {
            kept.extend(instead(value.clone()).map(|instead| (key.clone(), instead)));
            moved.push((key, value));
        } else {
            kept.push((key, value));
        }
    }
    if !moved.is_empty() {
        let key = Spanned::new(EXTENSION.to_owned(), span);
        kept.push((key, Node::new(Value::Map(moved.into_iter().collect()), span)));
    }
    Node::new(Value::Map(kept.into_iter().collect()), span)
}

/// `2024`, `2024-03` or `2024-03-09`, which is all that the schema's pattern takes, from 1000 to 2999.
fn is_date(value: &Value) -> bool {
    let Some(text) = value.scalar() else { return false };
    let shape: String = text.chars().map(|c| if c.is_ascii_digit() { '0' } else { c }).collect();
    ["0000", "0000-00", "0000-00-00"].contains(&shape.as_str()) && text.starts_with(['1', '2'])
}

fn map_of(field: &str, value: Node, span: Span) -> Node {
    let fields = std::iter::once((Spanned::new(field.to_owned(), span), value));
    Node::new(Value::Map(fields.collect::<Map>()), span)
}
