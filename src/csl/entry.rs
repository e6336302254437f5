//! A publication as hayagriva has it.

use hayagriva::Entry;
use hayagriva::types::{
    ChunkKind, ChunkedString, Date, EntryType, FormatString, MaybeTyped, Numeric, PageRanges, Person as Named,
    Publisher, QualifiedUrl,
};

use crate::document::{Date as Published, Day, Inline, plain_text};
use crate::model::{Person, Place, Reference, Text};

/// The entry of a publication; its key is the path.
pub(super) fn entry(path: &str, reference: &Reference, lang: &str) -> Entry {
    let kind = reference.likely_kind();
    let mut entry = Entry::new(path, kind_of(kind, reference));
    if let Some(title) = &reference.title {
        entry.set_title(plain(chunked(&title.in_language(lang))));
    }
    let authors: Vec<_> = reference.authors.iter().map(named).collect();
    if !authors.is_empty() {
        entry.set_authors(authors);
    }
    if let Some(date) = day(reference) {
        entry.set_date(date);
    }
    venue(&mut entry, kind, reference, lang);
    if let Some(pages) = &reference.pages {
        let range = pages.replace("--", "-").parse::<PageRanges>();
        entry.set_page_range(range.map_or_else(|_| MaybeTyped::String(pages.clone()), MaybeTyped::Typed));
    }
    if let Some(doi) = &reference.doi {
        entry.set_doi(doi.clone());
    }
    if let Some(arxiv) = &reference.arxiv {
        entry.set_arxiv(arxiv.clone());
    }
    if let Some(isbn) = &reference.isbn {
        entry.set_isbn(isbn.clone());
    }
    let arxiv = || reference.registries().into_iter().find(|(name, _)| name == "arXiv").map(|(_, url)| url);
    let own = reference.url.clone().or_else(|| arxiv().filter(|_| reference.doi.is_none()));
    if let Some(url) = own.and_then(|url| url.parse().ok()) {
        entry.set_url(QualifiedUrl { value: url, visit_date: None });
    }
    entry
}

fn kind_of(kind: Option<&str>, reference: &Reference) -> EntryType {
    match kind {
        Some("journal" | "conference" | "workshop" | "poster" | "preprint") => EntryType::Article,
        Some("book") => EntryType::Book,
        Some("chapter") => EntryType::Chapter,
        Some("thesis") => EntryType::Thesis,
        Some("report") => EntryType::Report,
        Some("patent") => EntryType::Patent,
        Some("software" | "dataset") => EntryType::Repository,
        _ if reference.venues.is_empty() => EntryType::Misc,
        _ => EntryType::Article,
    }
}

/// What it stands in, or who published it.
fn venue(entry: &mut Entry, kind: Option<&str>, reference: &Reference, lang: &str) {
    let volume = reference.volume.as_ref().map(|volume| number(volume));
    let issue = reference.issue.as_ref().map(|issue| number(issue));
    let name = reference.venues.first().map(|venue| title(venue, lang));
    let within = match kind {
        Some("conference" | "workshop" | "poster") => EntryType::Proceedings,
        Some("chapter") => EntryType::Book,
        Some("book" | "software" | "dataset") => {
            if let Some(name) = name {
                entry.set_publisher(Publisher::new(Some(name), None));
            }
            return;
        }
        Some("thesis" | "report" | "patent") => {
            genre(entry, reference, lang);
            return;
        }
        _ => EntryType::Periodical,
    };
    let Some(name) = name else { return };
    let mut parent = Entry::new("", within);
    parent.set_title(name);
    volume.into_iter().for_each(|volume| parent.set_volume(volume));
    issue.into_iter().for_each(|issue| parent.set_issue(issue));
    entry.set_parents(vec![parent]);
}

/// `PhD thesis, Peking University`
fn genre(entry: &mut Entry, reference: &Reference, lang: &str) {
    let Some(text) = reference.venues.first().and_then(|venue| venue.name.as_ref()) else { return };
    let text = plain_text(&text.in_language(lang));
    let verbatim = |text: &str| plain(chunked(&[Inline::text(text)]));
    match text.split_once(", ") {
        Some((genre, place)) => {
            entry.set_genre(verbatim(genre));
            entry.set_publisher(Publisher::new(Some(verbatim(place)), None));
        }
        None => entry.set_publisher(Publisher::new(Some(verbatim(&text)), None)),
    }
}

/// The name of a venue, with its abbreviation for styles that want it.
fn title(venue: &Place, lang: &str) -> FormatString {
    let of = |text: &Option<Text>| text.as_ref().map(|text| chunked(&text.in_language(lang)));
    match (of(&venue.name), of(&venue.short)) {
        (Some(name), short) => FormatString { value: name, short: short.map(Box::new) },
        (None, short) => plain(short.unwrap_or_default()),
    }
}

/// As its owner wrote it, capitals included: what is a name in it, no program can know.
fn chunked(text: &[Inline]) -> ChunkedString {
    let mut chunks = ChunkedString::new();
    chunks.push_str(&plain_text(text), ChunkKind::Verbatim);
    chunks
}

fn plain(value: ChunkedString) -> FormatString {
    FormatString { value, short: None }
}

fn named(person: &Person) -> Named {
    let said = |part: &String| Some(part.clone()).filter(|part| !part.is_empty());
    // What stands in front of a family name, the style drops or keeps; hayagriva finds it in the name.
    let family = [&person.particle, &person.family].into_iter().filter(|part| !part.is_empty());
    Named {
        name: family.map(String::as_str).collect::<Vec<_>>().join(" "),
        given_name: said(&person.given),
        prefix: None,
        suffix: said(&person.suffix),
        alias: None,
        comma_suffix: false,
    }
}

/// The date in numbers; of words, the year among them.
fn day(reference: &Reference) -> Option<Date> {
    let words = |words: &str| {
        words
            .split(|c: char| !c.is_ascii_digit())
            .find_map(|number| (number.len() == 4).then(|| number.parse().ok()).flatten())
    };
    let day = reference.day().or_else(|| match &reference.date {
        Some(Published::Words(text)) => Some(Day { year: words(text)?, month: None, day: None }),
        _ => None,
    })?;
    Some(Date {
        year: i32::from(day.year),
        // From 0.
        month: day.month.map(|month| month - 1),
        day: day.day.map(|day| day - 1),
        approximate: false,
        season: None,
    })
}

fn number(text: &str) -> MaybeTyped<Numeric> {
    text.parse::<Numeric>().map_or_else(|_| MaybeTyped::String(text.to_owned()), MaybeTyped::Typed)
}
