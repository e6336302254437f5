//! Reads the fields of one map, remembers which keys were asked for, and reports the rest.
//!
//! A field is asked for by the name it is declared with; `start_date`, `start-date` and `startDate` are one key.
//! Nulls and empty texts count as absent.

use super::dates::Dates;
use super::field::{Field, Kind, Table};
use super::text::{Text, clean, unseen};
use super::url::Url;
use crate::diag::{Diagnostic, Sink, near, near_hint};
use crate::document::{Date, End};
use crate::source::{Span, Spanned};
use crate::syntax::{Key, Map, Node, Value};

/// The fields of one map.
pub struct Fields<'a> {
    map: &'a Map,
    span: Span,
    path: String,
    table: Table,
    /// The fields that were asked for; in the end, all that are declared.
    asked: Vec<&'static str>,
    used: Vec<bool>,
    sink: &'a mut Sink,
}

impl<'a> Fields<'a> {
    /// Opens a map for reading the fields of a table. `None`, with an error, if the node is no map.
    pub fn open(node: &'a Node, path: &str, table: &Table, sink: &'a mut Sink) -> Option<Self> {
        let Value::Map(map) = &node.value else {
            sink.push(wrong_type("a map was expected here", node, path));
            return None;
        };
        let used = vec![false; map.iter().len()];
        Some(Self { map, span: node.span, path: path.to_owned(), table: *table, asked: Vec::new(), used, sink })
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
        let field = self.ask(key)?;
        self.map.iter().find(|(name, _)| is_name_of(&name.value, field)).map(|(_, node)| node)
    }

    /// The declaration of a field that is asked for.
    fn ask(&mut self, key: &'static str) -> Option<&'static Field> {
        let field = self.table.field(key);
        debug_assert!(field.is_some(), "`{key}` is read but not declared in `{}`", self.table.name);
        self.asked.push(key);
        field
    }

    /// Asserts that a field is declared as what it is read as.
    fn expect(&self, key: &str, is_fit: fn(Kind) -> bool) {
        let is_declared = self.table.field(key).is_none_or(|field| is_fit(field.kind));
        debug_assert!(is_declared, "`{key}` in `{}` is declared as something else than it is read as", self.table.name);
    }

    /// The value under a key, unless it is null or an empty text. Of several names, the key's own wins.
    pub fn node(&mut self, key: &'static str) -> Option<&'a Node> {
        let field = self.ask(key)?;
        let named = named(self.map, field, &self.used);
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
        self.expect(key, |kind| matches!(kind, Kind::Text));
        let node = self.node(key)?;
        let path = self.path_of(key);
        Text::read(node, &path, self.sink)
    }

    /// A text without markup.
    pub fn plain(&mut self, key: &'static str) -> Option<Spanned<String>> {
        self.expect(key, |kind| matches!(kind, Kind::Plain | Kind::Email | Kind::Doi | Kind::Day | Kind::Lang));
        self.scalar(key)
    }

    fn scalar(&mut self, key: &'static str) -> Option<Spanned<String>> {
        let node = self.node(key)?;
        let path = self.path_of(key);
        plain(node, &path, self.sink)
    }

    /// A web address.
    pub fn url(&mut self, key: &'static str) -> Option<Url> {
        self.expect(key, |kind| matches!(kind, Kind::Url));
        let text = self.scalar(key)?;
        let path = self.path_of(key);
        Url::read(&text, &path, self.sink)
    }

    /// A point in time.
    pub fn date(&mut self, key: &'static str) -> Option<Date> {
        self.expect(key, |kind| matches!(kind, Kind::Date));
        let text = self.time(key)?;
        let path = self.path_of(key);
        keep(Date::parse(&text.value), text.span, &path, self.sink)
    }

    /// The text of a point in time: no true or false, which would pass for words.
    fn time(&mut self, key: &'static str) -> Option<Spanned<String>> {
        let node = self.node(key)?;
        let path = self.path_of(key);
        if let Value::Bool(..) = node.value {
            self.sink.push(wrong_type("a date was expected here", node, &path));
            return None;
        }
        plain(node, &path, self.sink)
    }

    /// The time span between `startDate` and `endDate`; or the point in time `date`.
    pub fn dates(&mut self) -> Option<Dates> {
        let start = self.date("startDate");
        self.expect("endDate", |kind| matches!(kind, Kind::End));
        let end = self.time("endDate").and_then(|text| {
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

    /// A whole number within the bounds that are declared.
    pub fn number(&mut self, key: &'static str) -> Option<u32> {
        self.expect(key, |kind| matches!(kind, Kind::Number { .. }));
        let Kind::Number { least, most } = self.table.field(key)?.kind else { return None };
        let text = self.scalar(key)?;
        let number = text.value.parse().ok().filter(|number| (least..=most).contains(number));
        if number.is_none() {
            let message = format!("`{}` must be a whole number from {least} to {most}", text.value);
            let path = self.path_of(key);
            self.sink.push(Diagnostic::error("bad-number", message).at(text.span).in_field(path));
        }
        number
    }

    /// One of several words; anything else is an error that names them.
    pub fn choice<T: Copy>(&mut self, key: &'static str, choices: &[(&str, T)]) -> Option<T> {
        self.expect(key, |kind| matches!(kind, Kind::Choice(_)));
        let text = self.scalar(key)?;
        let found = choices.iter().find(|(name, _)| same_key(name, &text.value)).map(|(_, value)| *value);
        if found.is_none() {
            let names = choices.iter().map(|(name, _)| *name);
            let path = self.path_of(key);
            self.sink.push(
                Diagnostic::error("unknown-choice", format!("unknown {key} `{}`", text.value))
                    .at(text.span)
                    .in_field(path)
                    .hint(near_hint(&text.value, names)),
            );
        }
        found
    }

    /// True or false.
    pub fn flag(&mut self, key: &'static str) -> Option<bool> {
        self.expect(key, |kind| matches!(kind, Kind::Flag));
        let node = self.node(key)?;
        if let Value::Bool(value, _) = node.value {
            return Some(value);
        }
        let path = self.path_of(key);
        let meant = match node.value.scalar().unwrap_or_default().to_lowercase().as_str() {
            "yes" | "on" | "1" => Some("true"),
            "no" | "off" | "0" => Some("false"),
            _ => None,
        };
        let fault = wrong_type("`true` or `false` was expected here", node, &path);
        self.sink.push(fault.hint(meant.map(|meant| format!("write `{meant}`"))));
        None
    }

    /// A list, each item read by `read` with its path. A single value counts as a list of one.
    pub fn list<T>(
        &mut self,
        key: &'static str,
        mut read: impl FnMut(&'a Node, &str, &mut Sink) -> Option<T>,
    ) -> Vec<T> {
        self.expect(key, |kind| matches!(kind, Kind::List(_) | Kind::Entries(_)));
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
        self.expect(key, |kind| matches!(kind, Kind::List(Kind::Text)));
        self.list(key, Text::read)
    }

    /// A list of texts without markup.
    pub fn plains(&mut self, key: &'static str) -> Vec<Spanned<String>> {
        self.expect(key, |kind| matches!(kind, Kind::List(Kind::Plain)));
        self.list(key, plain)
    }

    /// Reports every key that nobody asked for: an error if it is close to one that exists, else a warning.
    pub fn finish(self) {
        let fields: Vec<_> = self.table.fields().into_iter().map(|(_, field)| field).collect();
        for field in &fields {
            let is_asked = self.asked.contains(&field.name);
            debug_assert!(is_asked, "`{}` is declared in `{}` but not read", field.name, self.table.name);
        }
        if self.table.open {
            return;
        }
        for ((key, node), used) in self.map.iter().zip(&self.used) {
            // `$schema` and `x-…` belong to others by convention.
            if *used || key.value.starts_with('$') || key.value.starts_with("x-") || key.value.starts_with("x_") {
                continue;
            }
            let path = match self.path.is_empty() {
                true => key.value.clone(),
                false => format!("{}.{}", self.path, key.value),
            };
            let others = fields.iter().flat_map(|field| field.also.iter().chain(field.old).copied());
            let known = fields.iter().map(|field| field.name).chain(others);
            let unknown = match near(&key.value, known) {
                Some(meant) => Diagnostic::error("unknown-key", format!("unknown key `{}`", key.value))
                    .hint(format!("did you mean `{meant}`?")),
                None if is_absent(&node.value) => continue,
                None => Diagnostic::warning("unknown-key", format!("unknown key `{}` is left out", key.value))
                    .hint(format!("known here: {}", list(&fields))),
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

/// Whether a key is one of the names of a field, in whatever spelling.
pub(crate) fn is_name_of(key: &str, field: &Field) -> bool {
    same_key(key, field.name) || field.also.iter().chain(field.old).any(|other| same_key(key, other))
}

/// Which entry of a map a field is read from, of those not used by others: its own name before others, then the first with
/// a value. All of its names are used then.
pub(super) fn chosen(map: &Map, field: &Field, used: &mut [bool]) -> Option<usize> {
    let mut named = named(map, field, used);
    named.iter().for_each(|(_, _, index)| used[*index] = true);
    named.retain(|(_, _, index)| map.iter().nth(*index).is_some_and(|(_, node)| !is_absent(&node.value)));
    named.first().map(|(_, _, index)| *index)
}

/// The entries of a map that go by a name of a field: whether it is another than its own, and an old one, and the index.
fn named(map: &Map, field: &Field, used: &[bool]) -> Vec<(bool, bool, usize)> {
    let mut named = Vec::new();
    for (index, (name, _)) in map.iter().enumerate().filter(|(index, _)| !used[*index]) {
        let is_own = same_key(&name.value, field.name);
        if is_own || is_name_of(&name.value, field) {
            let is_old = !is_own && field.old.iter().any(|old| same_key(old, &name.value));
            named.push((!is_own, is_old, index));
        }
    }
    named.sort_by_key(|(is_other, ..)| *is_other);
    named
}

pub(super) fn is_absent(value: &Value) -> bool {
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

/// The names of fields, for a hint.
fn list(fields: &[&Field]) -> String {
    fields.iter().map(|field| format!("`{}`", field.name)).collect::<Vec<_>>().join(", ")
}
