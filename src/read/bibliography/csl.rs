//! CSL-JSON, which Zotero, Mendeley and the registries of DOIs write.

use super::Format;
use super::record::{Record, list, map, person};
use super::tree::{escaped, get, items, text};
use super::when::{When, date, status, when};
use crate::diag::Sink;
use crate::source::{FileId, Source};
use crate::syntax::{self, Node, Value};

/// CSL-JSON.
pub(super) struct Csl;

impl Format for Csl {
    fn extensions(&self) -> &'static [&'static str] {
        &["json"]
    }

    fn read(&self, file: FileId, source: &Source, sink: &mut Sink) -> Vec<Record> {
        let json = syntax::by_name("json").expect("it is one of the syntaxes");
        let Some(tree) = json.parse(file, source, sink) else { return Vec::new() };
        let entries = match &tree.value {
            Value::List(entries) => entries.as_slice(),
            _ => items(&tree, &["items"]),
        };
        entries.iter().map(record).collect()
    }
}

/// Types of CSL that are kinds of publications.
const KINDS: &[(&str, &str)] = &[
    ("article-journal", "journal"),
    ("article-magazine", "journal"),
    ("article-newspaper", "journal"),
    ("article", "preprint"),
    ("paper-conference", "conference"),
    ("book", "book"),
    ("chapter", "chapter"),
    ("thesis", "thesis"),
    ("report", "report"),
    ("patent", "patent"),
    ("software", "software"),
    ("dataset", "dataset"),
];

/// Texts that stand as they are.
const PLAIN: &[(&str, &str)] =
    &[("DOI", "doi"), ("ISBN", "isbn"), ("URL", "url"), ("volume", "volume"), ("issue", "issue"), ("page", "pages")];

fn record(entry: &Node) -> Record {
    let span = entry.span;
    let mut record = Record::new(text(entry, &["id"]).map(|(key, _)| key), span);
    if let Some(Node { value: Value::Map(own), .. }) =
        get(entry, &["custom"]).and_then(|custom| get(custom, &["recto"]))
    {
        for (name, node) in own.iter() {
            record.set_own(&name.value, node.clone());
        }
    }
    if let Some((title, span)) = text(entry, &["title"]) {
        record.set_text("name", markdown(&title), span);
    }
    let authors: Vec<_> = items(entry, &["author", "editor"]).iter().map(author).collect();
    record.set("authors", list(authors, span), span);
    let kind = text(entry, &["type"]).map(|(kind, _)| kind.replace('_', "-"));
    if let Some((_, kind)) = KINDS.iter().find(|(known, _)| Some(*known) == kind.as_deref()) {
        record.set_text("kind", *kind, span);
    }
    for (key, field) in PLAIN {
        if let Some((value, span)) = text(entry, &[key]) {
            record.set_text(field, value, span);
        }
    }
    let is_arxiv = text(entry, &["archive"]).is_some_and(|(archive, _)| archive.eq_ignore_ascii_case("arxiv"));
    if let Some((id, span)) = text(entry, &["archive_location", "archive-location"]).filter(|_| is_arxiv) {
        record.set_text("arxiv", id, span);
    }
    let venue = text(entry, &["container-title", "event-title", "event", "publisher"]);
    let short = text(entry, &["container-title-short", "journalAbbreviation"]);
    if let Some((name, span)) = venue {
        let short = short.map(|(short, _)| markdown(&short)).unwrap_or_default();
        let name = match text(entry, &["genre"]).filter(|_| kind.as_deref() == Some("thesis")) {
            Some((genre, _)) => format!("{genre}, {name}"),
            None => name,
        };
        let fields = [("name", Value::Text(markdown(&name))), ("short", Value::Text(short))];
        record.set("venue", list([map(fields, span)], span), span);
    }
    if let Some((state, span)) = text(entry, &["status"])
        && let Some(status) = status(&state)
    {
        record.set_text("status", status, span);
    }
    if let Some(issued) = get(entry, &["issued"]) {
        match issued_on(issued) {
            Some(When::Date(date)) => record.set_text("date", date, issued.span),
            Some(When::Status(status)) => record.set_text("status", status, issued.span),
            None => {}
        }
    }
    if let Some((note, span)) = text(entry, &["note"]) {
        record.set_text("note", markdown(&note), span);
    }
    record
}

fn author(node: &Node) -> Value {
    let part = |keys: &[&str]| text(node, keys).map(|(part, _)| part).unwrap_or_default();
    let family = part(&["literal"]);
    match family.is_empty() {
        false => map(person("", "", &family, ""), node.span),
        true => {
            let particle = part(&["non-dropping-particle", "dropping-particle"]);
            map(person(&part(&["given"]), &particle, &part(&["family"]), &part(&["suffix"])), node.span)
        }
    }
}

/// `{"date-parts": [[2023, 5, 1]]}`, `{"raw": "2023-05"}` or a text.
fn issued_on(issued: &Node) -> Option<When> {
    let parts = items(issued, &["date-parts"]).first().map(|parts| match &parts.value {
        Value::List(parts) => parts.as_slice(),
        _ => std::slice::from_ref(parts),
    });
    let number = |at: usize| parts?.get(at)?.value.scalar()?.parse::<u16>().ok();
    if let Some(year) = number(0).filter(|year| *year >= 1000) {
        let small = |at| number(at).and_then(|number| u8::try_from(number).ok());
        return Some(When::Date(date(&year.to_string(), small(1), small(2))));
    }
    let words = text(issued, &["raw", "literal"]).map(|(words, _)| words);
    when(&words.or_else(|| Some(issued.value.scalar()?.into_owned()))?)
}

/// A text with the little HTML that CSL knows; all else is as typed.
fn markdown(html: &str) -> String {
    const TAGS: &[(&str, &str)] = &[
        ("<i>", "*"),
        ("</i>", "*"),
        ("<em>", "*"),
        ("</em>", "*"),
        ("<b>", "**"),
        ("</b>", "**"),
        ("<strong>", "**"),
        ("</strong>", "**"),
        ("<sup>", ""),
        ("</sup>", ""),
        ("<sub>", ""),
        ("</sub>", ""),
        ("<scp>", ""),
        ("</scp>", ""),
        ("</span>", ""),
    ];
    let mut out = escaped(html);
    for (tag, meant) in TAGS {
        out = out.replace(tag, meant);
    }
    while let Some(start) = out.find("<span ") {
        let Some(length) = out[start..].find('>') else { break };
        out.replace_range(start..=start + length, "");
    }
    for (entity, meant) in [("&lt;", "<"), ("&gt;", ">"), ("&quot;", "\""), ("&amp;", "&")] {
        out = out.replace(entity, meant);
    }
    out
}
