//! BibTeX, with the fields of BibLaTeX and al-folio where it has none.

use std::fmt::Write;

use super::latex::{escaped, latex, title};
use super::{Entry, Format};
use crate::document::{Date, Day, Inline, plain_text};
use crate::model::{Person, Text};

/// BibTeX.
pub(super) struct Bibtex;

/// Kinds of publications as types of entries, with what tells them from others of that type.
const TYPES: &[(&str, &str, Option<&str>)] = &[
    ("journal", "article", None),
    ("conference", "inproceedings", None),
    ("workshop", "inproceedings", Some("workshop")),
    ("preprint", "misc", Some("preprint")),
    ("book", "book", None),
    ("chapter", "incollection", None),
    ("thesis", "phdthesis", None),
    ("report", "techreport", None),
    ("patent", "patent", None),
    ("software", "software", None),
    ("dataset", "dataset", None),
    ("poster", "misc", Some("poster")),
];

/// How far something has come, in BibLaTeX's words.
const STATES: &[(&str, &str)] = &[
    ("accepted", "forthcoming"),
    ("in-press", "inpress"),
    ("under-review", "submitted"),
    ("preprint", "prepublished"),
];

const MONTHS: &[&str] = &["jan", "feb", "mar", "apr", "may", "jun", "jul", "aug", "sep", "oct", "nov", "dec"];

/// Links that al-folio has fields for.
const LINKS: &[&str] = &["pdf", "html", "code", "slides", "poster", "video", "website", "blog", "data"];

impl Format for Bibtex {
    fn name(&self) -> &'static str {
        "bibtex"
    }

    fn extension(&self) -> &'static str {
        "bib"
    }

    fn entry(&self, entry: &Entry) -> String {
        let mut fields = fields(entry);
        for (name, json) in &entry.rest {
            fields.push((
                format!("x-recto-{name}"),
                format!("{{{}}}", harmless(&serde_json::to_string(json).expect("texts become JSON"))),
            ));
        }
        let kind = TYPES
            .iter()
            .find(|(kind, ..)| Some(*kind) == entry.reference.likely_kind())
            .map_or("misc", |(_, kind, _)| kind);
        let mut text = format!("@{kind}{{{},\n", entry.key);
        for (name, value) in fields {
            writeln!(text, "  {name} = {value},").expect("writing to a string works");
        }
        text + "}\n"
    }

    fn file(&self, entries: &[String]) -> String {
        entries.join("\n")
    }
}

fn fields(entry: &Entry) -> Vec<(String, String)> {
    let reference = entry.reference;
    let mut fields: Vec<(String, String)> = Vec::new();
    let mut add = |name: &str, value: String| {
        if !value.is_empty() {
            fields.push((name.to_owned(), format!("{{{value}}}")));
        }
    };
    let text = |text: &Option<Text>| text.as_ref().map(|text| latex(&text.in_language(entry.lang))).unwrap_or_default();
    let plain = |text: &Option<String>| text.as_deref().map(escaped).unwrap_or_default();
    add("title", reference.title.as_ref().map(|text| title(&text.in_language(entry.lang))).unwrap_or_default());
    add("author", authors(&reference.authors, reference.others));
    add("author+an", annotations(&reference.authors));
    venues(entry, &mut add);
    if let Some(Date::Words(words)) = &reference.date {
        add("year", escaped(words));
    }
    // Without a date, the abbreviation of the venue tells the year.
    if let Some(Day { year, day, .. }) = reference.day() {
        add("year", year.to_string());
        add("day", day.map(|day| day.to_string()).unwrap_or_default());
    }
    add("volume", plain(&reference.volume));
    add("number", plain(&reference.issue));
    add("pages", reference.pages.as_deref().map(pages).unwrap_or_default());
    add("doi", plain(&reference.doi));
    add("eprint", plain(&reference.arxiv));
    add("archiveprefix", if reference.arxiv.is_some() { "arXiv".to_owned() } else { String::new() });
    add("isbn", plain(&reference.isbn));
    add("url", reference.url.as_deref().map(address).unwrap_or_default());
    for (name, url) in &reference.links {
        let name = if name == "supplement" { "supp" } else { name };
        if LINKS.contains(&name) || name == "supp" {
            add(name, address(url));
        }
    }
    let state = reference.status.and_then(|status| STATES.iter().find(|(known, _)| *known == status));
    add("pubstate", state.map(|(_, word)| (*word).to_owned()).unwrap_or_default());
    add(
        "award",
        reference.awards.iter().map(|award| latex(&award.in_language(entry.lang))).collect::<Vec<_>>().join("; "),
    );
    add("note", text(&reference.note));
    let words = reference.keywords.iter().map(|word| latex(&word.in_language(entry.lang)));
    add("keywords", words.collect::<Vec<_>>().join(", "));
    add("selected", if reference.selected { "true".to_owned() } else { String::new() });
    if let Some(Date::Day(Day { month: Some(month), .. })) = &reference.date
        && let Some(at) = fields.iter().position(|(name, _)| name == "year")
    {
        fields.insert(at + 1, ("month".to_owned(), MONTHS[usize::from(*month).clamp(1, 12) - 1].to_owned()));
    }
    fields
}

/// Where it was published, in the fields that its kind has for that.
fn venues(entry: &Entry, add: &mut impl FnMut(&str, String)) {
    let kind = entry.reference.likely_kind();
    let subtype = TYPES.iter().find(|(known, ..)| Some(*known) == kind).and_then(|(_, _, subtype)| *subtype);
    add("entrysubtype", subtype.unwrap_or_default().to_owned());
    let mut venues = entry.reference.venues.iter();
    let Some(first) = venues.next() else { return };
    let line = |text: &Option<Text>| text.as_ref().map(|text| text.in_language(entry.lang)).unwrap_or_default();
    let (name, short) = (line(&first.name), latex(&line(&first.short)));
    // `PhD thesis, Peking University`
    let whole = plain_text(&name);
    let parted = whole
        .split_once(", ")
        .filter(|_| name.iter().all(|inline| matches!(inline, Inline::Text(_) | Inline::Together(_))));
    match (kind, parted) {
        (Some("thesis"), Some((word, school))) => {
            add("type", escaped(word));
            add("school", escaped(school));
        }
        (Some("report"), Some((word, institution))) => {
            add("type", escaped(word));
            add("institution", escaped(institution));
        }
        (Some("patent"), Some((number, holder))) if number.starts_with("Patent ") => {
            add("number", escaped(&number["Patent ".len()..]));
            add("holder", escaped(holder));
        }
        _ => add(
            match kind {
                Some("journal") => "journal",
                Some("conference" | "workshop" | "chapter") => "booktitle",
                Some("thesis") => "school",
                Some("report") => "institution",
                Some("patent") => "holder",
                Some("book" | "dataset" | "software") => "publisher",
                _ => "howpublished",
            },
            latex(&name),
        ),
    }
    add(if kind == Some("journal") { "shortjournal" } else { "abbr" }, short);
    // Proceedings and a journal stand beside each other; there is no field for more.
    if let Some(second) = venues.next().filter(|_| matches!(kind, Some("conference" | "workshop"))) {
        add("journal", latex(&line(&second.name)));
        add("shortjournal", latex(&line(&second.short)));
    }
}

/// `van der Berg, Jan and {The Group} and others`
fn authors(authors: &[Person], others: bool) -> String {
    let name = |person: &Person| {
        let [given, particle, family, suffix] =
            [&person.given, &person.particle, &person.family, &person.suffix].map(|part| part_of(part));
        if person.is_group() {
            // A group is one word, whatever stands in its name.
            return format!("{{{}}}", escaped(&person.family));
        }
        let front = [particle, family].into_iter().filter(|part| !part.is_empty()).collect::<Vec<_>>().join(" ");
        [front, suffix, given].into_iter().filter(|part| !part.is_empty()).collect::<Vec<_>>().join(", ")
    };
    let names = authors.iter().map(name).chain(others.then(|| "others".to_owned()));
    names.collect::<Vec<_>>().join(" and ")
}

/// A part of a name, in braces if what stands in it would part it.
fn part_of(part: &str) -> String {
    let parts = part.contains(',') || part.split_whitespace().any(|word| word.eq_ignore_ascii_case("and"));
    if parts { format!("{{{}}}", escaped(part)) } else { escaped(part) }
}

/// `1=self,equal; 3=corresponding`
fn annotations(authors: &[Person]) -> String {
    let of = |person: &Person| {
        let signs = person.signs.iter().map(|sign| match sign {
            '*' => "equal".to_owned(),
            '†' => "corresponding".to_owned(),
            other => format!("\"{other}\""),
        });
        let me = (person.me == Some(true)).then(|| "self".to_owned());
        me.into_iter().chain(signs).collect::<Vec<_>>().join(",")
    };
    let notes = authors.iter().map(of).enumerate().filter(|(_, notes)| !notes.is_empty());
    notes.map(|(index, notes)| format!("{}={notes}", index + 1)).collect::<Vec<_>>().join("; ")
}

/// `881--897`
fn pages(pages: &str) -> String {
    match pages.replace('–', "-").split('-').filter(|end| !end.is_empty()).map(str::trim).collect::<Vec<_>>().as_slice()
    {
        [start, end] => format!("{}--{}", escaped(start), escaped(end)),
        _ => escaped(pages),
    }
}

/// Addresses stand as they are; what would end a field or comment it out is coded.
fn address(url: &str) -> String {
    url.replace('{', "%7B").replace('}', "%7D").replace('\\', "%5C").replace('%', "\\%")
}

/// JSON without characters that mean something in .bib files: braces stand in pairs, a backslash before a `u`.
fn harmless(json: &str) -> String {
    let mut out = String::with_capacity(json.len());
    let mut is_text = false;
    let mut rest = json.chars();
    let code = |c: char| format!("\\u{:04x}", u32::from(c));
    while let Some(c) = rest.next() {
        match c {
            '"' => is_text = !is_text,
            '\\' => {
                match rest.next() {
                    Some(sign @ ('"' | '\\' | '/')) => out.push_str(&code(sign)),
                    Some('n') => out.push_str(&code('\n')),
                    Some('t') => out.push_str(&code('\t')),
                    Some('r') => out.push_str(&code('\r')),
                    Some('b') => out.push_str(&code('\u{8}')),
                    Some('f') => out.push_str(&code('\u{c}')),
                    Some(other) => out.extend(['\\', other]),
                    None => {}
                }
                continue;
            }
            '{' | '}' | '%' | '@' | '#' | '$' | '~' if is_text => {
                out.push_str(&code(c));
                continue;
            }
            _ => {}
        }
        out.push(c);
    }
    out
}
