//! Fields that stand apart because JSON Resume would refuse them where they belong.

use crate::syntax::{Map, Node, Value};

/// Under which key they stand.
const EXTENSION: &str = "x-recto";

/// Puts what stands under `x-recto` where it belongs, in place of what stands there for other programs.
pub fn unfold(node: Node) -> Node {
    let span = node.span;
    let value = match node.value {
        Value::List(items) => Value::List(items.into_iter().map(unfold).collect()),
        Value::Map(map) => Value::Map(unfolded(map)),
        single => single,
    };
    Node::new(value, span)
}

fn unfolded(map: Map) -> Map {
    let (mut apart, mut fields) = (Vec::new(), Vec::new());
    for (key, node) in map {
        match node.value {
            Value::Map(inner) if key.value == EXTENSION => apart.extend(inner),
            _ => fields.push((key, unfold(node))),
        }
    }
    for (key, node) in apart {
        match fields.iter_mut().find(|(known, _)| known.value == key.value) {
            Some((_, field)) => *field = node,
            None => fields.push((key, node)),
        }
    }
    fields.into_iter().collect()
}
