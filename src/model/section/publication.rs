//! Papers, books and whatever else is published.

use std::sync::Arc;

use super::SectionKind;
use crate::document::{Detail, Entry, Inline, Role, Shape};
use crate::model::author::{AUTHORS, Author, authors, is_long, owner};
use crate::model::field::{Field, Kind};
use crate::model::fields::Fields;
use crate::model::item::Body;
use crate::model::locale::Statuses;
use crate::model::lower::{Setting, line};
use crate::model::text::Text;
use crate::model::venue::{VENUE, Venue};

/// `publications`
pub(super) struct Publication;

#[derive(Debug)]
struct Paper {
    name: Option<Text>,
    authors: Vec<Author>,
    status: Status,
    venues: Vec<Venue>,
    awards: Vec<Text>,
    note: Option<Text>,
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

fn statuses() -> Vec<&'static str> {
    STATUSES.iter().map(|(name, _)| *name).collect()
}

static FIELDS: &[Field] = &[
    Field::new("name", Kind::Text, "The title.", &["On the Hearing of Herring"]).also(&["title"]),
    Field::new(
        "authors",
        AUTHORS,
        "The authors in order; your own name is found and set strong.",
        &["[Robin Example, Kim Sample]"],
    ),
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
        Kind::Choice(statuses),
        "How far it has come; `published` unless said otherwise.",
        &["accepted"],
    ),
    Field::new("awards", Kind::List(&Kind::Text), "Prizes it won.", &["[Best Paper Award]"]).also(&["award"]),
    Field::new("note", Kind::Text, "What else is to be said.", &["Extended version of the conference paper."]),
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

    fn is_numbered(&self) -> bool {
        true
    }

    fn weight(&self) -> u32 {
        70
    }

    fn read(&self, fields: &mut Fields) -> Arc<dyn Body> {
        Arc::new(Paper {
            name: fields.text("name"),
            authors: fields.list("authors", Author::read),
            status: fields.choice("status", STATUSES).unwrap_or(Status::Published),
            venues: Venue::read_all(fields),
            awards: fields.texts("awards"),
            note: fields.text("note"),
        })
    }
}

impl Body for Paper {
    fn lower(&self, setting: &Setting) -> Entry {
        let mut details = Vec::new();
        details.extend(self.awards.iter().map(|award| Detail::new(Role::Award, award.line(setting))));
        details.extend(authors(&self.authors, setting).map(|text| Detail::new(Role::Authors, text)));
        let status = self.status_words(&setting.locale.status).zip(self.status_words(&setting.locale.status_alone));
        let of_first = |index: usize| status.filter(|_| index == 0);
        details.extend(self.venues.iter().enumerate().map(|(index, venue)| venue.detail(of_first(index), setting)));
        if let Some((_, alone)) = status.filter(|_| self.venues.is_empty()) {
            details.push(Detail::new(Role::Venue, vec![Inline::text(alone)]));
        }
        details.extend(line(&self.note, setting).map(|text| Detail::new(Role::Note, text)));
        Entry { shape: Shape::Cited, title: line(&self.name, setting), details, ..Entry::default() }
    }

    fn has_short(&self) -> bool {
        // In brief, layouts set authors, venue and awards in one line.
        let is_joined = !self.authors.is_empty() && self.venues.len() + self.awards.len() > 0;
        is_joined || is_long(&self.authors) || self.venues.iter().any(Venue::has_short)
    }

    /// A prize counts most, then being the first author, then being the second.
    fn merit(&self, setting: &Setting) -> u32 {
        let place = match owner(&self.authors, setting) {
            Some(0) => 12,
            Some(1) => 4,
            _ => 0,
        };
        place + if self.awards.is_empty() { 0 } else { 10 }
    }
}

impl Paper {
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
