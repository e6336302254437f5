//! Reads the fields of one map, remembers which keys were asked for, and reports the rest.
//!
//! A field is asked for by its canonical name in camelCase; `start_date`, `start-date` and `startDate` are one key.
//! Nulls and empty texts count as absent.

use super::dates::Dates;
use super::text::{Text, clean, unseen};
use super::url::Url;
use crate::diag::{Diagnostic, Sink, near, near_hint};
use crate::document::{Date, End};
use crate::source::{Span, Spanned};
use crate::syntax::{Key, Map, Node, Value};

/// Other names a map's fields go by.
#[derive(Debug, Clone, Copy, Default)]
pub struct Names {
    /// Names that are as good: (other, canonical).
    pub also: &'static [(&'static str, &'static str)],
    /// Names of old versions of JSON Resume, read with a warning: (old, canonical).
    pub old: &'static [(&'static str, &'static str)],
}

/// The fields of one map.
pub struct Fields<'a> {
    map: &'a Map,
    span: Span,
    path: String,
    names: Names,
    known: Vec<&'static str>,
    used: Vec<bool>,
    sink: &'a mut Sink,
}

impl<'a> Fields<'a> {
    /// Opens a map for reading. `None`, with an error, if the node is no map.
    pub fn open(node: &'a Node, path: &str, names: Names, sink: &'a mut Sink) -> Option<Self> {
        let Value::Map(map) = &node.value else {
            sink.push(wrong_type("a map was expected here", node, path));
            return None;
        };
        let used = vec![false; map.iter().len()];
        Some(Self { map, span: node.span, path: path.to_owned(), names, known: Vec::new(), used, sink })
    }

    /// Where the map stands.
    pub fn span(&self) -> Span {
        self.span
    }

    /// The path of the map, such as `work[0]`.
    pub fn path(&self) -> &str {
        &self.path
    }

    /// The path of one of its fields.
    pub fn path_of(&self, key: &str) -> String {
        match self.path.is_empty() {
            true => key.to_owned(),
            false => format!("{}.{key}", self.path),
        }
    }

    /// Where findings go.
    pub fn sink(&mut self) -> &mut Sink {
        self.sink
    }

    /// Whether a key is there with a value.
    pub fn has(&mut self, key: &'static str) -> bool {
        self.find(key).is_some_and(|node| !is_absent(&node.value))
    }

    /// Where the value under a key stands.
    pub fn node_span(&mut self, key: &'static str) -> Option<Span> {
        self.find(key).map(|node| node.span)
    }

    fn find(&mut self, key: &'static str) -> Option<&'a Node> {
        self.known.push(key);
        let names = |name: &str| {
            same_key(name, key)
                || lookup(self.names.also, name) == Some(key)
                || lookup(self.names.old, name) == Some(key)
        };
        self.map.iter().find(|(name, _)| names(&name.value)).map(|(_, node)| node)
    }

    /// The value under a key, unless it is null or an empty text. Of several names, the key's own wins.
    pub fn node(&mut self, key: &'static str) -> Option<&'a Node> {
        self.known.push(key);
        let mut named = Vec::new();
        for (index, (name, _)) in self.map.iter().enumerate().filter(|(index, _)| !self.used[*index]) {
            let is_own = same_key(&name.value, key);
            let is_old = !is_own && lookup(self.names.old, &name.value) == Some(key);
            if is_own || is_old || lookup(self.names.also, &name.value) == Some(key) {
                named.push((!is_own, is_old, index));
            }
        }
        named.sort_by_key(|(is_other, ..)| *is_other);
        let mut found: Option<&'a (Key, Node)> = None;
        for (_, is_old, index) in named {
            self.used[index] = true;
            let Some(entry @ (name, node)) = self.map.iter().nth(index) else { continue };
            let path = self.path_of(&name.value);
            if is_absent(&node.value) {
                self.sink.push(absent(&name.value, node, &path));
            } else if let Some((first, _)) = found {
                let message = format!("`{}` is left out: `{}` is given as well", name.value, first.value);
                self.sink.push(Diagnostic::warning("duplicate-key", message).at(name.span).in_field(path));
            } else {
                if is_old {
                    let message = format!("`{}` is the old name of `{key}`", name.value);
                    let fault = Diagnostic::warning("old-name", message).at(name.span).in_field(path);
                    self.sink.push(fault.hint(format!("rename it to `{key}`")));
                }
                found = Some(entry);
            }
        }
        found.map(|(_, node)| node)
    }

    /// A text with emphasis and links, perhaps in several languages.
    pub fn text(&mut self, key: &'static str) -> Option<Text> {
        let node = self.node(key)?;
        let path = self.path_of(key);
        Text::read(node, &path, self.sink)
    }

    /// A text without markup.
    pub fn plain(&mut self, key: &'static str) -> Option<Spanned<String>> {
        let node = self.node(key)?;
        let path = self.path_of(key);
        plain(node, &path, self.sink)
    }

    /// A web address.
    pub fn url(&mut self, key: &'static str) -> Option<Url> {
        let text = self.plain(key)?;
        let path = self.path_of(key);
        Url::read(&text, &path, self.sink)
    }

    /// A point in time.
    pub fn date(&mut self, key: &'static str) -> Option<Date> {
        let text = self.plain(key)?;
        let path = self.path_of(key);
        keep(Date::parse(&text.value), text.span, &path, self.sink)
    }

    /// The time span between `startDate` and `endDate`; or the point in time `date`.
    pub fn dates(&mut self) -> Option<Dates> {
        let start = self.date("startDate");
        let end = self.plain("endDate").and_then(|text| {
            let path = self.path_of("endDate");
            keep(End::parse(&text.value), text.span, &path, self.sink)
        });
        let span = self.node_span("date");
        let on = self.date("date");
        if on.is_some() && (start.is_some() || end.is_some()) {
            let message = "`date` is left out: `startDate` or `endDate` is given as well";
            let path = self.path_of("date");
            self.sink.push(Diagnostic::warning("duplicate-key", message).at(span).in_field(path));
        }
        if let (Some(Date::Day(start)), Some(End::On(Date::Day(end)))) = (&start, &end)
            && start.is_after(*end)
        {
            let path = self.path_of("endDate");
            let span = self.node_span("endDate");
            self.sink.push(Diagnostic::error("bad-date", "this ends before it starts").at(span).in_field(path));
        }
        Dates::new(start, end, on)
    }

    /// A whole number from 0 to `max`.
    pub fn number(&mut self, key: &'static str, max: u32) -> Option<u32> {
        let text = self.plain(key)?;
        let number = text.value.parse().ok().filter(|number| *number <= max);
        if number.is_none() {
            let message = format!("`{}` must be a whole number from 0 to {max}", text.value);
            let path = self.path_of(key);
            self.sink.push(Diagnostic::error("bad-number", message).at(text.span).in_field(path));
        }
        number
    }

    /// True or false; false if absent.
    pub fn flag(&mut self, key: &'static str) -> bool {
        let Some(node) = self.node(key) else { return false };
        if let Value::Bool(value, _) = node.value {
            return value;
        }
        let path = self.path_of(key);
        let meant = match node.value.scalar().unwrap_or_default().to_lowercase().as_str() {
            "yes" | "on" | "1" => Some("true"),
            "no" | "off" | "0" => Some("false"),
            _ => None,
        };
        let fault = wrong_type("`true` or `false` was expected here", node, &path);
        self.sink.push(fault.hint(meant.map(|meant| format!("write `{meant}`"))));
        false
    }

    /// A list, each item read by `read` with its path. A single value counts as a list of one.
    pub fn list<T>(
        &mut self,
        key: &'static str,
        mut read: impl FnMut(&'a Node, &str, &mut Sink) -> Option<T>,
    ) -> Vec<T> {
        let Some(node) = self.node(key) else { return Vec::new() };
        let path = self.path_of(key);
        let items = match &node.value {
            Value::List(items) => items.as_slice(),
            _ => std::slice::from_ref(node),
        };
        let mut out = Vec::new();
        for (index, item) in items.iter().enumerate() {
            let path = format!("{path}[{index}]");
            match is_absent(&item.value) {
                true => self.sink.push(absent(&path, item, &path)),
                false => out.extend(read(item, &path, self.sink)),
            }
        }
        out
    }

    /// A list of texts with emphasis and links.
    pub fn texts(&mut self, key: &'static str) -> Vec<Text> {
        self.list(key, Text::read)
    }

    /// A list of texts without markup.
    pub fn plains(&mut self, key: &'static str) -> Vec<Spanned<String>> {
        self.list(key, plain)
    }

    /// Reports every key that nobody asked for: an error if it is close to one that exists, else a warning.
    pub fn finish(self) {
        for ((key, node), used) in self.map.iter().zip(&self.used) {
            // `$schema` and `x-…` belong to others by convention.
            if *used || key.value.starts_with('$') || key.value.starts_with("x-") || key.value.starts_with("x_") {
                continue;
            }
            let path = match self.path.is_empty() {
                true => key.value.clone(),
                false => format!("{}.{}", self.path, key.value),
            };
            let others = self.names.also.iter().chain(self.names.old).map(|(other, _)| *other);
            let known = self.known.iter().copied().chain(others);
            let unknown = match near(&key.value, known) {
                Some(meant) => Diagnostic::error("unknown-key", format!("unknown key `{}`", key.value))
                    .hint(format!("did you mean `{meant}`?")),
                None if is_absent(&node.value) => continue,
                None => Diagnostic::warning("unknown-key", format!("unknown key `{}` is left out", key.value))
                    .hint(format!("known here: {}", list(self.known.clone()))),
            };
            self.sink.push(unknown.at(key.span).in_field(path));
        }
    }
}

/// A text without markup, composed and with its white space tidied.
pub(super) fn plain(node: &Node, path: &str, sink: &mut Sink) -> Option<Spanned<String>> {
    let Some(text) = node.value.scalar() else {
        sink.push(wrong_type("a text was expected here", node, path));
        return None;
    };
    unseen(&text, node, path, sink);
    let text = clean(&text).split_whitespace().collect::<Vec<_>>().join(" ");
    (!text.is_empty()).then(|| Spanned::new(text, node.span))
}

/// One of several words; anything else is an error that names them.
pub(super) fn choice<T: Copy>(
    text: &Spanned<String>,
    what: &str,
    path: &str,
    choices: &[(&str, T)],
    sink: &mut Sink,
) -> Option<T> {
    let found = choices.iter().find(|(name, _)| same_key(name, &text.value)).map(|(_, value)| *value);
    if found.is_none() {
        let names = choices.iter().map(|(name, _)| *name);
        sink.push(
            Diagnostic::error("unknown-choice", format!("unknown {what} `{}`", text.value))
                .at(text.span)
                .in_field(path)
                .hint(near_hint(&text.value, names)),
        );
    }
    found
}

/// Whether two spellings are one key: case, `-` and `_` do not count.
pub(crate) fn same_key(a: &str, b: &str) -> bool {
    let letters = |text| str::bytes(text).filter(|c| !matches!(c, b'-' | b'_')).map(|c| c.to_ascii_lowercase());
    a == b || letters(a).eq(letters(b))
}

pub(super) fn wrong_type(expected: &str, node: &Node, path: &str) -> Diagnostic {
    let hint = match &node.value {
        Value::Text(text) if text.contains('：') => Some("write `: ` for `：`".to_owned()),
        Value::Text(text) => text
            .split_once(':')
            .filter(|(key, _)| !key.contains(' '))
            .map(|(key, _)| format!("if `{key}` is a key, it takes a space behind its colon")),
        _ => None,
    };
    let fault = Diagnostic::error("wrong-type", format!("{expected}, not {}", node.value.kind()));
    fault.at(node.span).in_field(path).hint(hint)
}

fn lookup(table: &'static [(&'static str, &'static str)], name: &str) -> Option<&'static str> {
    table.iter().find(|(other, _)| same_key(other, name)).map(|(_, canonical)| *canonical)
}

fn is_absent(value: &Value) -> bool {
    match value {
        Value::Null => true,
        Value::Text(text) => text.trim().is_empty(),
        _ => false,
    }
}

fn absent(name: &str, node: &Node, path: &str) -> Diagnostic {
    let what = if node.value == Value::Null { "null" } else { "empty" };
    Diagnostic::advice("empty-field", format!("`{name}` is {what} and counts as absent")).at(node.span).in_field(path)
}

fn keep<T>(result: Result<T, crate::document::DateFault>, span: Span, path: &str, sink: &mut Sink) -> Option<T> {
    result
        .map_err(|fault| {
            sink.push(Diagnostic::error("bad-date", fault.message).at(span).in_field(path).hint(fault.hint));
        })
        .ok()
}

/// Names in the order in which they were asked for, each once.
fn list(mut names: Vec<&str>) -> String {
    let mut seen = std::collections::BTreeSet::new();
    names.retain(|name| seen.insert(*name));
    names.iter().map(|name| format!("`{name}`")).collect::<Vec<_>>().join(", ")
}
