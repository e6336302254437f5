//! Papers, books and whatever else is published.

use std::sync::Arc;

use super::SectionKind;
use crate::document::{Day, Detail, Entry, Inline, Role, Shape, plain_text};
use crate::model::author::{AUTHORS, Author};
use crate::model::authors::{authors, is_long, owner_leads};
use crate::model::dates::Dates;
use crate::model::field::{Field, Kind, Table};
use crate::model::fields::{Fields, plain, same_key};
use crate::model::identifiers::{IDENTIFIERS, Identifiers};
use crate::model::item::{Body, ENTRY, Item};
use crate::model::locale::Statuses;
use crate::model::lower::{Setting, line};
use crate::model::publications::{Grouping, Identifier, Links};
use crate::model::settings::open_map;
use crate::model::standing::{Standing, standing_of};
use crate::model::text::Text;
use crate::model::url::Url;
use crate::model::venue::{LOCATOR, Locator, VENUE, Venue};

/// `publications`
pub(super) struct Publication;

#[derive(Debug)]
struct Paper {
    kind: Option<PaperKind>,
    name: Option<Text>,
    authors: Vec<Author>,
    status: Status,
    venues: Vec<Venue>,
    locator: Locator,
    awards: Vec<Text>,
    note: Option<Text>,
    identifiers: Identifiers,
    /// Where its parts can be seen, by what they are.
    links: Vec<(String, Url)>,
    selected: bool,
}

/// How far a paper has come.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Status {
    Published,
    Accepted,
    InPress,
    UnderReview,
    Preprint,
}

const STATUSES: &[(&str, Status)] = &[
    ("published", Status::Published),
    ("accepted", Status::Accepted),
    ("in-press", Status::InPress),
    ("under-review", Status::UnderReview),
    ("preprint", Status::Preprint),
];

/// What may be published, each with a heading in the locales and the letters in front of its numbers.
const KINDS: &[(&str, PaperKind)] = &[
    kind("journal", "J"),
    kind("conference", "C"),
    kind("workshop", "W"),
    kind("preprint", "P"),
    kind("book", "B"),
    kind("chapter", "Ch"),
    kind("thesis", "T"),
    kind("report", "R"),
    kind("patent", "Pat"),
    kind("software", "S"),
    kind("dataset", "D"),
    kind("poster", "Po"),
];

/// The kinds of publications, by name.
pub fn paper_kinds() -> Vec<&'static str> {
    words(KINDS)
}

/// A kind of publication.
#[derive(Debug, Clone, Copy)]
struct PaperKind {
    name: &'static str,
    letters: &'static str,
}

const fn kind(name: &'static str, letters: &'static str) -> (&'static str, PaperKind) {
    (name, PaperKind { name, letters })
}

fn words<T>(choices: &'static [(&'static str, T)]) -> Vec<&'static str> {
    choices.iter().map(|(name, _)| *name).collect()
}

static FIELDS: &[Field] = &[
    Field::new("name", Kind::Text, "The title.", &["On the Hearing of Herring"]).also(&["title"]),
    Field::new(
        "authors",
        AUTHORS,
        "The authors in order; your own name is found and set strong.",
        &["[Robin Example, Kim Sample]"],
    ),
    Field::new("kind", Kind::Choice(|| words(KINDS)), "What it is.", &["journal"]),
    Field::new(
        "venue",
        Kind::List(&Kind::TextOr(&VENUE)),
        "Where it was published: a journal, a conference or a publisher; several as a list.",
        &["{name: Journal of Exemplary Biology, short: JEB}", "arXiv:1810.08403"],
    )
    .also(&["publisher", "venues"]),
    Field::new("date", Kind::Date, "When it was published.", &["2022-11", "2022"]).also(&["releaseDate"]),
    Field::new(
        "status",
        Kind::Choice(|| words(STATUSES)),
        "How far it has come; `published` unless said otherwise.",
        &["accepted"],
    ),
    Field::new("awards", Kind::List(&Kind::Text), "Prizes it won.", &["[Best Paper Award]"]).also(&["award"]),
    Field::new("note", Kind::Text, "What else is to be said.", &["Extended version of the conference paper."]),
    Field::new(
        "links",
        Kind::ByName(&Kind::Url),
        "Where more can be seen, by what it is: `pdf`, `code`, `slides`, `poster`, `video`, `website`, `data` or another word.",
        &["{pdf: \"https://example.org/herring.pdf\", code: \"https://example.org/herring.git\"}"],
    ),
    Field::new("selected", Kind::Flag, "Whether it is one of your best, which stays when space is short.", &["true"]),
    Field::new(
        "key",
        Kind::Plain,
        "The name it goes by in the files of `recto.bibliography`; what is said here wins over what they say.",
        &["example2022herring"],
    ),
];

impl SectionKind for Publication {
    fn key(&self) -> &'static str {
        "publications"
    }

    fn doc(&self) -> &'static str {
        "Papers, books and whatever else is published. They are numbered, the newest with the highest number."
    }

    fn fields(&self) -> &'static [Field] {
        FIELDS
    }

    fn table(&self) -> Table {
        static SHARED: &[&Table] = &[&LOCATOR, &IDENTIFIERS, &ENTRY];
        Table::new(self.key(), self.fields()).with(SHARED)
    }

    fn is_numbered(&self) -> bool {
        true
    }

    fn weight(&self) -> u32 {
        70
    }

    fn read(&self, fields: &mut Fields) -> Arc<dyn Body> {
        fields.plain("key");
        Arc::new(Paper {
            kind: fields.choice("kind", KINDS),
            name: fields.text("name"),
            authors: fields.list("authors", Author::read),
            status: fields.choice("status", STATUSES).unwrap_or(Status::Published),
            venues: Venue::read_all(fields),
            locator: Locator::read(fields),
            awards: fields.texts("awards"),
            note: fields.text("note"),
            identifiers: Identifiers::read(fields),
            links: links(fields),
            selected: fields.flag("selected").unwrap_or(false),
        })
    }
}

/// A map from what is linked to addresses.
fn links(fields: &mut Fields) -> Vec<(String, Url)> {
    let path = fields.path_of("links");
    let Some(node) = fields.node("links") else { return Vec::new() };
    let Some(map) = open_map(node, &path, fields.sink()) else { return Vec::new() };
    let mut links = Vec::new();
    for (name, node) in map.iter() {
        let path = format!("{path}.{}", name.value);
        let url = plain(node, &path, fields.sink()).and_then(|text| Url::read(&text, &path, fields.sink()));
        links.extend(url.map(|url| (name.value.clone(), url)));
    }
    links
}

impl Body for Paper {
    fn lower(&self, setting: &Setting) -> Entry {
        let mut details = Vec::new();
        details.extend(self.awards.iter().map(|award| Detail::new(Role::Award, award.line(setting))));
        details.extend(authors(&self.authors, setting).map(|text| Detail::new(Role::Authors, text)));
        details.extend(self.venue_lines(setting));
        details.extend(line(&self.note, setting).map(|text| Detail::new(Role::Note, text)));
        Entry { shape: Shape::Cited, title: line(&self.name, setting), details, ..Entry::default() }
    }

    fn has_short(&self) -> bool {
        // In brief, layouts set authors, venue and awards in one line.
        let is_joined = !self.authors.is_empty() && self.venues.len() + self.awards.len() > 0;
        is_joined || is_long(&self.authors) || self.venues.iter().any(Venue::has_short)
    }

    fn standing(&self, setting: &Setting) -> Option<Standing> {
        Some(Standing {
            selected: self.selected,
            awarded: !self.awards.is_empty(),
            leading: owner_leads(&self.authors, setting),
            venue: standing_of(&self.venues, &setting.publications.venues),
        })
    }

    fn link(&self, url: Option<&Url>, setting: &Setting) -> Option<String> {
        let own = || self.identifiers.links().map(|(_, url)| url).next();
        match setting.publications.links() {
            Links::None => None,
            Links::Title | Links::Badges => url.map(|url| url.as_str().to_owned()).or_else(own),
        }
    }

    fn group(&self, item: &Item, setting: &Setting) -> Option<(usize, Vec<Inline>)> {
        let own = |belongs: &dyn Fn(&str) -> bool| {
            setting.publications.heading(belongs).map(|(place, title)| (place, title.line(setting)))
        };
        let behind = |title: &str| (usize::MAX, vec![Inline::text(title)]);
        match setting.publications.group() {
            Grouping::None => None,
            Grouping::Kind => self.kind.map(|kind| {
                let usual = || behind(setting.locale.publication_kind(kind.name));
                own(&|key| same_key(key, kind.name)).unwrap_or_else(usual)
            }),
            Grouping::Year => self.day(item.dates.as_ref()).map(|day| (0, vec![Inline::text(day.year.to_string())])),
            Grouping::Tag => {
                let tags = &item.choice.tags;
                let other = || behind(&setting.locale.other_publications);
                Some(own(&|key| tags.iter().any(|tag| tag.value == key)).unwrap_or_else(other))
            }
        }
    }

    fn letters(&self) -> &'static str {
        self.kind.map_or("", |kind| kind.letters)
    }

    /// Where no date is given, the venue's abbreviation tells the year: `OSDI'23`.
    fn day(&self, dates: Option<&Dates>) -> Option<Day> {
        let given = dates.and_then(Dates::day);
        given.or_else(|| self.venues.iter().find_map(|venue| Some(Day { year: venue.year()?, month: None, day: None })))
    }
}

impl Paper {
    /// Venues, the first with the status and where to look in it; then badges.
    fn venue_lines(&self, setting: &Setting) -> Vec<Detail> {
        let status = self.status_words(&setting.locale.status).zip(self.status_words(&setting.locale.status_alone));
        let isbn = self.identifiers.isbn.as_deref().filter(|_| setting.publications.identifiers.is_none());
        let locator = self.locator.shown(isbn, setting);
        let first = |index: usize| index == 0;
        let mut lines: Vec<_> = (self.venues.iter().enumerate())
            .map(|(index, venue)| {
                let (status, locator) = (status.filter(|_| first(index)), locator.as_deref().filter(|_| first(index)));
                venue.detail(status, locator, setting)
            })
            .collect();
        if lines.is_empty() {
            let alone = status.map(|(_, alone)| alone.to_owned());
            let is_printed = setting.publications.identifiers.iter().flatten().any(|which| *which == Identifier::Arxiv);
            let arxiv = self.identifiers.arxiv.as_ref().filter(|_| !is_printed).map(|id| format!("arXiv:{id}"));
            let parts: Vec<_> = alone.into_iter().chain(arxiv).chain(locator).collect();
            let text = vec![Inline::text(parts.join(&setting.locale.comma))];
            lines.extend((!parts.is_empty()).then(|| Detail::new(Role::Venue, text)));
        }
        for which in setting.publications.identifiers.iter().flatten() {
            let printed = self.identifiers.printed(*which);
            printed.into_iter().for_each(|printed| add(&mut lines, &setting.locale.comma, &printed));
        }
        self.add_badges(&mut lines, setting);
        lines
    }

    /// `[pdf] [code]` at the end of the last line.
    fn add_badges(&self, lines: &mut Vec<Detail>, setting: &Setting) {
        if setting.publications.links() != Links::Badges {
            return;
        }
        let own = self.links.iter().map(|(name, url)| (name.as_str(), url.as_str().to_owned()));
        for (name, url) in own.chain(self.identifiers.links()) {
            let link = Inline::Link(url, vec![Inline::text(name)]);
            let badge = Inline::Together(vec![Inline::text("["), link, Inline::text("]")]);
            add(lines, " ", &badge);
        }
    }

    fn status_words<'a>(&self, words: &'a Statuses) -> Option<&'a str> {
        match self.status {
            Status::Published => None,
            Status::Accepted => Some(&words.accepted),
            Status::InPress => Some(&words.in_press),
            Status::UnderReview => Some(&words.under_review),
            Status::Preprint => Some(&words.preprint),
        }
    }
}

/// Adds something at the end of the last line, and of what it says beside its label.
fn add(lines: &mut Vec<Detail>, between: &str, what: &Inline) {
    if lines.is_empty() {
        lines.push(Detail::new(Role::Venue, Vec::new()));
    }
    let Some(last) = lines.last_mut() else { return };
    let texts = [Some(&mut last.text), last.label.as_mut().map(|label| &mut label.rest)];
    for text in texts.into_iter().flatten() {
        text.extend((!plain_text(text).is_empty()).then(|| Inline::text(between)));
        text.push(what.clone());
    }
}
