//! Trees as JSON in the order in which they were written.

use indexmap::IndexMap;
use serde::{Deserialize, Serialize};

use super::node::{Map, Node, Value};
use crate::source::{Span, Spanned};

/// A tree without places, whose maps keep their order.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
#[serde(untagged)]
pub enum Ordered {
    /// Nothing.
    Null,
    /// True or false.
    Bool(bool),
    /// A number that JSON spells as it was typed.
    Number(serde_json::Number),
    /// A text.
    Text(String),
    /// A list.
    List(Vec<Ordered>),
    /// A map.
    Map(IndexMap<String, Ordered>),
}

impl Ordered {
    /// A tree without its places.
    pub fn of(node: &Node) -> Self {
        match &node.value {
            Value::Null => Self::Null,
            Value::Bool(flag, _) => Self::Bool(*flag),
            Value::Number(text) => match serde_json::from_str::<serde_json::Number>(text) {
                // `1.50` is a version, maybe.
                Ok(number) if number.to_string() == *text => Self::Number(number),
                _ => Self::Text(text.clone()),
            },
            Value::Text(text) => Self::Text(text.clone()),
            Value::List(items) => Self::List(items.iter().map(Self::of).collect()),
            Value::Map(map) => Self::Map(map.iter().map(|(key, node)| (key.value.clone(), Self::of(node))).collect()),
        }
    }

    /// A tree, all of it at one place.
    pub fn into_node(self, span: Span) -> Node {
        let value = match self {
            Self::Null => Value::Null,
            Self::Bool(flag) => Value::Bool(flag, flag.to_string()),
            Self::Number(number) => Value::Number(number.to_string()),
            Self::Text(text) => Value::Text(text),
            Self::List(items) => Value::List(items.into_iter().map(|item| item.into_node(span)).collect()),
            Self::Map(entries) => {
                let mut map = Map::default();
                for (key, item) in entries {
                    let _ = map.insert(Spanned::new(key, span), item.into_node(span));
                }
                Value::Map(map)
            }
        };
        Node::new(value, span)
    }
}
