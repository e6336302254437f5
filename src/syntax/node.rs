//! The tree every syntax is parsed into.

use std::borrow::Cow;

use serde::{Serialize, Serializer};

use crate::source::Spanned;

/// A value and where it was written.
pub type Node = Spanned<Value>;

/// A key of a map and where it was written.
pub type Key = Spanned<String>;

/// What a node holds. Numbers and booleans keep their spelling: a phone number is no number.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Value {
    /// `null`, `~` or nothing at all.
    Null,
    /// `true` or `false`, and how it was typed.
    Bool(bool, String),
    /// A number, as it was typed.
    Number(String),
    /// A string, or a TOML date.
    Text(String),
    /// A list.
    List(Vec<Node>),
    /// A map in the order of the text.
    Map(Map),
}

/// A map in the order of the text. Keys are unique: parsers report a second one and keep the first.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Map {
    entries: Vec<(Key, Node)>,
}

impl Map {
    /// Adds an entry. A key that is there already is handed back and nothing is changed.
    pub fn insert(&mut self, key: Key, node: Node) -> Result<(), Key> {
        if self.get(&key.value).is_some() {
            return Err(key);
        }
        self.entries.push((key, node));
        Ok(())
    }

    /// The value under a key.
    pub fn get(&self, key: &str) -> Option<&Node> {
        self.entries.iter().find(|(known, _)| known.value == key).map(|(_, node)| node)
    }

    /// All entries in order.
    pub fn iter(&self) -> impl ExactSizeIterator<Item = &(Key, Node)> {
        self.entries.iter()
    }
}

/// Of two entries with one key the first is kept.
impl FromIterator<(Key, Node)> for Map {
    fn from_iter<I: IntoIterator<Item = (Key, Node)>>(entries: I) -> Self {
        let mut map = Self::default();
        for (key, node) in entries {
            let _ = map.insert(key, node);
        }
        map
    }
}

impl IntoIterator for Map {
    type Item = (Key, Node);
    type IntoIter = std::vec::IntoIter<(Key, Node)>;

    fn into_iter(self) -> Self::IntoIter {
        self.entries.into_iter()
    }
}

impl Value {
    /// What it is, in words for messages: `a list`.
    pub fn kind(&self) -> &'static str {
        match self {
            Self::Null => "nothing",
            Self::Bool(..) => "true or false",
            Self::Number(_) => "a number",
            Self::Text(_) => "a text",
            Self::List(_) => "a list",
            Self::Map(_) => "a map",
        }
    }

    /// The text of a single value, as it was typed; `None` for lists, maps and nothing.
    pub fn scalar(&self) -> Option<Cow<'_, str>> {
        match self {
            Self::Bool(_, text) | Self::Number(text) | Self::Text(text) => Some(text.into()),
            Self::Null | Self::List(_) | Self::Map(_) => None,
        }
    }
}

/// As JSON, in the order of the text. What JSON has no number for, such as `0xFF`, becomes a text.
impl Serialize for Node {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        match &self.value {
            Value::Null => serializer.serialize_unit(),
            Value::Bool(value, _) => serializer.serialize_bool(*value),
            Value::Number(text) => match serde_json::from_str::<serde_json::Number>(text) {
                Ok(number) => number.serialize(serializer),
                Err(_) => serializer.serialize_str(text),
            },
            Value::Text(text) => serializer.serialize_str(text),
            Value::List(items) => serializer.collect_seq(items),
            Value::Map(map) => serializer.collect_map(map.iter().map(|(key, node)| (&key.value, node))),
        }
    }
}

impl Node {
    /// The tree as JSON. What JSON has no number for, such as `0xFF`, becomes a text.
    pub fn to_json(&self) -> serde_json::Value {
        use serde_json::Value as Json;
        match &self.value {
            Value::Null => Json::Null,
            Value::Bool(value, _) => Json::Bool(*value),
            Value::Number(text) => serde_json::from_str(text).map_or_else(|_| text.as_str().into(), Json::Number),
            Value::Text(text) => text.as_str().into(),
            Value::List(items) => items.iter().map(Self::to_json).collect(),
            Value::Map(map) => map.iter().map(|(key, node)| (key.value.clone(), node.to_json())).collect(),
        }
    }

    /// How many nodes the tree has, itself included.
    pub fn size(&self) -> usize {
        1 + match &self.value {
            Value::List(items) => items.iter().map(Node::size).sum(),
            Value::Map(map) => map.iter().map(|(_, node)| node.size()).sum(),
            _ => 0,
        }
    }

    /// Calls `visit` on every single value below this node with its path, such as `work[0].name`.
    pub fn walk(&self, visit: &mut impl FnMut(&str, &Node)) {
        fn step(node: &Node, path: &mut String, visit: &mut impl FnMut(&str, &Node)) {
            let length = path.len();
            match &node.value {
                Value::List(items) => {
                    for (index, item) in items.iter().enumerate() {
                        path.push_str(&format!("[{index}]"));
                        step(item, path, visit);
                        path.truncate(length);
                    }
                }
                Value::Map(map) => {
                    for (key, item) in map.iter() {
                        if length > 0 {
                            path.push('.');
                        }
                        path.push_str(&key.value);
                        step(item, path, visit);
                        path.truncate(length);
                    }
                }
                _ => visit(path, node),
            }
        }
        step(self, &mut String::new(), visit);
    }
}
