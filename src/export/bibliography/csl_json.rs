//! CSL-JSON, which Zotero, pandoc and others read.

use indexmap::IndexMap;
use serde_json::{Value as Json, json};

use super::{Entry, Format};
use crate::document::{Date, Day, Inline};
use crate::model::{Person, Text};
use crate::syntax::Ordered;

/// CSL-JSON.
pub(super) struct CslJson;

/// Kinds of publications as types of CSL, with a word for what it has no type for.
const TYPES: &[(&str, &str, Option<&str>)] = &[
    ("journal", "article-journal", None),
    ("conference", "paper-conference", None),
    ("workshop", "paper-conference", Some("Workshop paper")),
    ("preprint", "article", Some("Preprint")),
    ("book", "book", None),
    ("chapter", "chapter", None),
    ("thesis", "thesis", None),
    ("report", "report", None),
    ("patent", "patent", None),
    ("software", "software", None),
    ("dataset", "dataset", None),
    ("poster", "speech", Some("Poster")),
];

impl Format for CslJson {
    fn name(&self) -> &'static str {
        "csl-json"
    }

    fn extension(&self) -> &'static str {
        "json"
    }

    fn entry(&self, entry: &Entry) -> String {
        let mut item = item(entry);
        if !entry.rest.is_empty() {
            let rest = entry.rest.iter().map(|(name, json)| ((*name).to_owned(), json.clone())).collect();
            let custom = [("recto".to_owned(), Ordered::Map(rest))].into_iter().collect();
            item.insert("custom".to_owned(), Ordered::Map(custom));
        }
        serde_json::to_string_pretty(&item).expect("texts become JSON")
    }

    fn file(&self, entries: &[String]) -> String {
        let entries: Vec<_> = entries.iter().map(|entry| format!("  {}", entry.replace('\n', "\n  "))).collect();
        if entries.is_empty() { "[]\n".to_owned() } else { format!("[\n{}\n]\n", entries.join(",\n")) }
    }
}

fn item(entry: &Entry) -> IndexMap<String, Ordered> {
    let reference = entry.reference;
    let mut item = IndexMap::new();
    let mut add = |name: &str, value: String| {
        if !value.is_empty() {
            item.insert(name.to_owned(), Ordered::Text(value));
        }
    };
    let html_of =
        |text: &Option<Text>| text.as_ref().map(|text| html(&text.in_language(entry.lang))).unwrap_or_default();
    let plain = |text: &Option<String>| text.clone().unwrap_or_default();
    let (kind, word) = TYPES
        .iter()
        .find(|(kind, ..)| Some(*kind) == reference.likely_kind())
        .map_or(("document", None), |(_, kind, word)| (*kind, *word));
    add("id", entry.key.clone());
    add("type", kind.to_owned());
    add("title", html_of(&reference.title));
    if let Some(venue) = reference.venues.first() {
        let is_container = matches!(kind, "article-journal" | "paper-conference" | "chapter" | "speech");
        add(if is_container { "container-title" } else { "publisher" }, html_of(&venue.name));
        add("container-title-short", html_of(&venue.short));
    }
    add("genre", word.unwrap_or_default().to_owned());
    add("status", reference.status.unwrap_or_default().replace('-', " "));
    add("volume", plain(&reference.volume));
    add("issue", plain(&reference.issue));
    add("page", plain(&reference.pages));
    add("DOI", plain(&reference.doi));
    add("ISBN", plain(&reference.isbn));
    add("URL", plain(&reference.url));
    if let Some(id) = &reference.arxiv {
        add("archive", "arXiv".to_owned());
        add("archive_location", id.clone());
    }
    add("note", html_of(&reference.note));
    let words = reference.keywords.iter().map(|word| html(&word.in_language(entry.lang)));
    add("keyword", words.collect::<Vec<_>>().join(", "));
    let authors: Vec<_> = reference.authors.iter().map(|person| ordered(author(person))).collect();
    if !authors.is_empty() {
        item.insert("author".to_owned(), Ordered::List(authors));
    }
    if let Some(issued) = &reference.date.clone().or_else(|| reference.day().map(Date::Day)) {
        item.insert("issued".to_owned(), ordered(date(issued)));
    }
    item
}

fn ordered(json: Json) -> Ordered {
    serde_json::from_value(json).expect("any JSON is a tree")
}

fn author(person: &Person) -> Json {
    if person.is_group() {
        return json!({ "literal": person.family });
    }
    let parts = [
        ("family", &person.family),
        ("given", &person.given),
        ("non-dropping-particle", &person.particle),
        ("suffix", &person.suffix),
    ];
    let said = parts.into_iter().filter(|(_, part)| !part.is_empty());
    Json::Object(said.map(|(name, part)| (name.to_owned(), part.clone().into())).collect())
}

fn date(date: &Date) -> Json {
    match date {
        Date::Words(words) => json!({ "literal": words }),
        Date::Day(Day { year, month, day }) => {
            let parts = [Some(*year), month.map(u16::from), day.map(u16::from)];
            json!({ "date-parts": [parts.into_iter().map_while(|part| part).collect::<Vec<_>>()] })
        }
    }
}

/// Text with the few tags that CSL knows.
fn html(text: &[Inline]) -> String {
    let one = |inline: &Inline| match inline {
        Inline::Text(text) | Inline::Code(text) => text.clone(),
        Inline::Strong(inner) => format!("<b>{}</b>", html(inner)),
        Inline::Emph(inner) => format!("<i>{}</i>", html(inner)),
        Inline::Link(_, inner) | Inline::Lang(_, inner) | Inline::Together(inner) => html(inner),
        Inline::Break => " ".to_owned(),
        Inline::Opportunity => String::new(),
    };
    text.iter().map(one).collect()
}
