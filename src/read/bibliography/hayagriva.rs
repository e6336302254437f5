//! Hayagriva, the YAML of Typst's own bibliographies.

use super::Format;
use super::record::{Record, list, map, person};
use super::tree::{escaped, get, items, text};
use super::when::{When, when};
use crate::diag::Sink;
use crate::source::{FileId, Source};
use crate::syntax::{self, Node, Value};

/// Hayagriva.
pub(super) struct Hayagriva;

impl Format for Hayagriva {
    fn extensions(&self) -> &'static [&'static str] {
        &["yaml", "yml"]
    }

    fn read(&self, file: FileId, source: &Source, sink: &mut Sink) -> Vec<Record> {
        let yaml = syntax::by_name("yaml").expect("it is one of the syntaxes");
        let Some(tree) = yaml.parse(file, source, sink) else { return Vec::new() };
        let Value::Map(entries) = &tree.value else { return Vec::new() };
        entries.iter().map(|(key, entry)| record(&key.value, entry)).collect()
    }
}

fn record(key: &str, entry: &Node) -> Record {
    let span = entry.span;
    let mut record = Record::new(Some(key.to_owned()), span);
    let parents = items(entry, &["parent"]);
    if let Some((title, span)) = text(entry, &["title"]) {
        record.set_text("name", escaped(&title), span);
    }
    let authors: Vec<_> = items(entry, &["author", "editor"]).iter().map(author).collect();
    record.set("authors", list(authors, span), span);
    if let Some(kind) = kind(entry, parents) {
        record.set_text("kind", kind, span);
    }
    let venues: Vec<_> = parents.iter().filter_map(venue).collect();
    let own = text(entry, &["publisher", "organization"]).or_else(|| text(get(entry, &["publisher"])?, &["name"]));
    let own = own.filter(|_| venues.is_empty()).map(|(name, _)| match text(entry, &["genre"]) {
        Some((genre, _)) => Value::Text(escaped(&format!("{genre}, {name}"))),
        None => Value::Text(escaped(&name)),
    });
    record.set("venue", list(venues.into_iter().chain(own), span), span);
    let around = || std::iter::once(entry).chain(parents);
    if let Some((date, span)) = around().find_map(|node| text(node, &["date"])) {
        match when(&date) {
            Some(When::Date(date)) => record.set_text("date", date, span),
            Some(When::Status(status)) => record.set_text("status", status, span),
            None => {}
        }
    }
    for (key, field) in [("volume", "volume"), ("issue", "issue"), ("page-range", "pages"), ("url", "url")] {
        if let Some((value, span)) = around().find_map(|node| text(node, &[key])) {
            record.set_text(field, value, span);
        }
    }
    let numbers = get(entry, &["serial-number"]);
    for field in ["doi", "arxiv", "isbn"] {
        let number = text(entry, &[field]).or_else(|| text(numbers?, &[field]));
        if let Some((number, span)) = number {
            record.set_text(field, number, span);
        }
    }
    if let Some((note, span)) = text(entry, &["note"]) {
        record.set_text("note", escaped(&note), span);
    }
    record
}

/// The type, by what it stands in where it alone does not tell.
fn kind(entry: &Node, parents: &[Node]) -> Option<&'static str> {
    let of = |node: &Node| text(node, &["type"]).map(|(kind, _)| kind.to_lowercase()).unwrap_or_default();
    let around = parents.first().map(of).unwrap_or_default();
    Some(match (of(entry).as_str(), around.as_str()) {
        ("article", "proceedings" | "conference") => "conference",
        ("article", "repository") => "preprint",
        ("article", _) => "journal",
        ("chapter" | "entry", _) | ("anthos", _) => "chapter",
        ("book" | "proceedings" | "anthology", _) => "book",
        ("thesis", _) => "thesis",
        ("report", _) => "report",
        ("patent", _) => "patent",
        ("repository", _) => "software",
        _ => return None,
    })
}

/// `Family, Given`, or a map with `name`, `given-name`, `prefix` and `suffix`.
fn author(node: &Node) -> Value {
    let part = |key: &str| text(node, &[key]).map(|(part, _)| part).unwrap_or_default();
    match node.value.scalar() {
        Some(name) => match name.split_once(',') {
            Some((family, given)) => {
                let low = family.split_whitespace().take_while(|word| word.starts_with(char::is_lowercase)).count();
                let words: Vec<_> = family.split_whitespace().collect();
                let (particle, family) = words.split_at(low.min(words.len().saturating_sub(1)));
                map(person(given.trim(), &particle.join(" "), &family.join(" "), ""), node.span)
            }
            None => map(person("", "", name.trim(), ""), node.span),
        },
        None => map(person(&part("given-name"), &part("prefix"), &part("name"), &part("suffix")), node.span),
    }
}

fn venue(parent: &Node) -> Option<Value> {
    let (name, span) = text(parent, &["title"])?;
    let short = get(parent, &["title"]).and_then(|title| text(title, &["short"]));
    let short = short.map(|(short, _)| escaped(&short)).unwrap_or_default();
    Some(map([("name", Value::Text(escaped(&name))), ("short", Value::Text(short))], span))
}
