//! Whether two ways of writing a field say the same: what is exported is held against what it is read back as.

use super::author::Author;
use super::field::{Field, Kind, Table};
use super::fields::{is_name_of, same_key};
use super::identifiers::{bare_arxiv, bare_doi, bare_isbn};
use super::text::{Text, clean, is_text};
use crate::diag::Sink;
use crate::document::{Date, End};
use crate::syntax::{Node, Value};

/// Whether two values of a field come to the same in a CV. Absent and null are the same.
pub fn same(field: &Field, a: Option<&Node>, b: Option<&Node>) -> bool {
    let is_there = |node: &&Node| match &node.value {
        Value::Null => false,
        Value::List(items) => !items.is_empty(),
        other => other.scalar().is_none_or(|text| !text.trim().is_empty()),
    };
    let (Some(a), Some(b)) = (a.filter(is_there), b.filter(is_there)) else {
        return a.filter(is_there).is_none() && b.filter(is_there).is_none();
    };
    let by = |tidy: fn(&str) -> String| plain(a).map(|text| tidy(&text)) == plain(b).map(|text| tidy(&text));
    match field.name {
        // All dashes between numbers are set alike.
        "pages" => by(|text| text.replace("--", "-").replace('–', "-")),
        "arxiv" => by(|text| bare_arxiv(text).to_owned()),
        "isbn" => by(|text| bare_isbn(text).to_owned()),
        _ => alike(field.kind, a, b),
    }
}

fn alike(kind: Kind, a: &Node, b: &Node) -> bool {
    match kind {
        Kind::Text => texts(a) == texts(b),
        Kind::Doi => plain(a).map(|text| bare_doi(&text).to_owned()) == plain(b).map(|text| bare_doi(&text).to_owned()),
        Kind::Date => plain(a).map(|text| Date::parse(&text)) == plain(b).map(|text| Date::parse(&text)),
        Kind::End => plain(a).map(|text| End::parse(&text)) == plain(b).map(|text| End::parse(&text)),
        Kind::Choice(_) => matches!((plain(a), plain(b)), (Some(a), Some(b)) if same_key(&a, &b)),
        Kind::List(item) => {
            let (a, b) = (items(a), items(b));
            a.len() == b.len() && a.iter().zip(b).all(|(a, b)| alike(*item, a, b))
        }
        Kind::Map(table) => fields(table, a, b),
        Kind::TextOr(table) => match (is_text(a), is_text(b)) {
            (true, true) => texts(a) == texts(b),
            (false, false) => fields(table, a, b),
            (true, false) => is_first_alone(table, b, a),
            (false, true) => is_first_alone(table, a, b),
        },
        Kind::PersonOr(_) => person(a).is_some_and(|a| person(b).is_some_and(|b| a.is_like(&b))),
        Kind::ByName(item) => match (&a.value, &b.value) {
            (Value::Map(a), Value::Map(b)) => {
                let pair = |((a, x), (b, y)): (&(_, Node), &(_, Node))| same_name(a, b) && alike(*item, x, y);
                a.iter().len() == b.iter().len() && a.iter().zip(b.iter()).all(pair)
            }
            _ => false,
        },
        Kind::Plain | Kind::Email | Kind::Url | Kind::Day | Kind::Lang | Kind::Number { .. } | Kind::Flag => {
            plain(a) == plain(b) && plain(a).is_some()
        }
        Kind::Named(_) | Kind::Entries(_) | Kind::Standard | Kind::Any => a.to_json() == b.to_json(),
    }
}

fn same_name(a: &crate::syntax::Key, b: &crate::syntax::Key) -> bool {
    a.value == b.value
}

/// Two maps, field by field.
fn fields(table: &Table, a: &Node, b: &Node) -> bool {
    let (Value::Map(a), Value::Map(b)) = (&a.value, &b.value) else { return false };
    table.fields().into_iter().all(|(_, field)| {
        let [a, b] =
            [a, b].map(|map| map.iter().find(|(name, _)| is_name_of(&name.value, field)).map(|(_, node)| node));
        same(field, a, b)
    })
}

/// Whether a map says no more than a text does, which stands for its first field.
fn is_first_alone(table: &Table, map: &Node, text: &Node) -> bool {
    let Value::Map(entries) = &map.value else { return false };
    let is_first = |name: &str| table.own.first().is_some_and(|field| is_name_of(name, field));
    entries.iter().len() == 1 && entries.iter().all(|(name, node)| is_first(&name.value) && texts(node) == texts(text))
}

fn items(node: &Node) -> &[Node] {
    match &node.value {
        Value::List(items) => items,
        _ => std::slice::from_ref(node),
    }
}

fn texts(node: &Node) -> Option<Vec<(Option<String>, Vec<crate::document::Inline>)>> {
    let text = Text::read(node, "", &mut Sink::new())?;
    Some(text.every_language().map(|(lang, text)| (lang.map(str::to_owned), text)).collect())
}

fn person(node: &Node) -> Option<Author> {
    Author::read(node, "", &mut Sink::new())
}

fn plain(node: &Node) -> Option<String> {
    Some(clean(&node.value.scalar()?).split_whitespace().collect::<Vec<_>>().join(" "))
}
