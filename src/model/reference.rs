//! A publication as bibliographic data: what is exported to other programs, and what styles of citation set.

use super::author::Author;
use super::authors::{apart, owner_among};
use super::field::Kind;
use super::fields::{Fields, same_key};
use super::identifiers::Identifiers;
use super::name::Owner;
use super::section::SECTION_KINDS;
use super::text::Text;
use super::venue::Venue;
use crate::diag::Sink;
use crate::document::{Date, Day, plain_text};
use crate::syntax::Node;

/// What stands in the names of venues, in lower case, and what is published there.
const VENUES: &[(&[&str], &str)] = &[
    (&["arxiv", "biorxiv", "preprint"], "preprint"),
    (&["workshop"], "workshop"),
    (&["proceedings", "conference", "symposium", "meeting of"], "conference"),
    (&["thesis", "dissertation"], "thesis"),
    (&["technical report"], "report"),
    (&["patent "], "patent"),
    (&["journal", "transactions", "letters", "magazine", "annals", "archives of", "review of"], "journal"),
];

/// A publication as bibliographic data. What is absent was not said.
#[derive(Debug, Clone, Default)]
pub struct Reference {
    /// The name it goes by in files of references.
    pub key: Option<String>,
    /// What it is: a word such as `journal`.
    pub kind: Option<&'static str>,
    /// The title.
    pub title: Option<Text>,
    /// The authors in order.
    pub authors: Vec<Person>,
    /// Whether others follow that are not named.
    pub others: bool,
    /// Where it was published.
    pub venues: Vec<Place>,
    /// When.
    pub date: Option<Date>,
    /// How far it has come: a word such as `in-press`.
    pub status: Option<&'static str>,
    /// The volume of the journal.
    pub volume: Option<String>,
    /// The issue of the volume.
    pub issue: Option<String>,
    /// The pages.
    pub pages: Option<String>,
    /// The DOI, bare.
    pub doi: Option<String>,
    /// The number at arXiv, bare.
    pub arxiv: Option<String>,
    /// The ISBN.
    pub isbn: Option<String>,
    /// Where it can be seen.
    pub url: Option<String>,
    /// Where its parts can be seen, by what they are.
    pub links: Vec<(String, String)>,
    /// Prizes.
    pub awards: Vec<Text>,
    /// What else is to be said.
    pub note: Option<Text>,
    /// Words that describe it.
    pub keywords: Vec<Text>,
    /// Whether it is one of the best.
    pub selected: bool,
    list: Vec<Author>,
}

/// An author in parts. A group has a family name only.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Person {
    /// The given name.
    pub given: String,
    /// What stands in front of the family name: `van der`.
    pub particle: String,
    /// The family name, or all of the name of a group.
    pub family: String,
    /// What stands behind the name: `Jr.`.
    pub suffix: String,
    /// The signs behind it.
    pub signs: Vec<char>,
    /// Whether its owner says that it is (or is not) the owner.
    pub me: Option<bool>,
}

/// A venue: its name and usual abbreviation.
#[derive(Debug, Clone)]
pub struct Place {
    /// The name.
    pub name: Option<Text>,
    /// The usual abbreviation.
    pub short: Option<Text>,
    /// The year at the end of the abbreviation.
    pub year: Option<u16>,
}

impl Reference {
    /// Reads an entry of `publications`. What is wrong in it is told where CVs are read, not here.
    pub fn read(node: &Node) -> Option<Self> {
        let mut sink = Sink::new();
        let kind = SECTION_KINDS.iter().find(|kind| kind.key() == "publications")?;
        let mut fields = Fields::open(node, "", &kind.table(), &mut sink)?;
        let list = fields.list("authors", Author::read);
        let identifiers = Identifiers::read(&mut fields);
        let [volume, issue, pages] = ["volume", "issue", "pages"].map(|key| fields.plain(key).map(|text| text.value));
        let links = pairs(fields.node("links"));
        let (named, others) = apart(&list);
        Some(Self {
            key: fields.plain("key").map(|key| key.value),
            kind: word(&mut fields, "kind"),
            title: fields.text("name"),
            authors: named.iter().map(Author::person).collect(),
            others,
            venues: Venue::read_all(&mut fields).into_iter().map(Venue::place).collect(),
            date: fields.date("date"),
            status: word(&mut fields, "status"),
            volume,
            issue,
            pages,
            doi: identifiers.doi,
            arxiv: identifiers.arxiv,
            isbn: identifiers.isbn,
            url: fields.url("url").map(|url| url.as_str().to_owned()),
            links,
            awards: fields.texts("awards"),
            note: fields.text("note"),
            keywords: fields.texts("keywords"),
            selected: fields.flag("selected").unwrap_or(false),
            list,
        })
    }

    /// Which of the authors is the owner.
    pub fn owner(&self, owner: &Owner) -> Option<usize> {
        owner_among(apart(&self.list).0, owner)
    }

    /// When it was published; without a date, the year in the abbreviation of a venue.
    pub fn day(&self) -> Option<Day> {
        let year = |venue: &Place| Some(Day { year: venue.year?, month: None, day: None });
        match &self.date {
            Some(Date::Day(day)) => Some(*day),
            Some(Date::Words(_)) => None,
            None => self.venues.iter().find_map(year),
        }
    }

    /// What it is; if its owner does not say, what the names of its venue sound like.
    pub fn likely_kind(&self) -> Option<&'static str> {
        let name = self.venues.first().and_then(|venue| venue.name.as_ref().or(venue.short.as_ref()));
        let name = name.map(|name| plain_text(&name.in_language("en")).to_lowercase()).unwrap_or_default();
        let sounds = || VENUES.iter().find(|(words, _)| words.iter().any(|word| name.contains(word)));
        let is_preprint = self.venues.is_empty() && self.arxiv.is_some();
        let by_volume = || self.volume.as_ref().map(|_| "journal");
        let heard = || sounds().map(|(_, kind)| *kind).or(is_preprint.then_some("preprint")).or_else(by_volume);
        self.kind.or_else(heard)
    }

    /// An address for what it is called: `doi`, `arXiv`.
    pub fn registries(&self) -> Vec<(String, String)> {
        let (doi, arxiv, isbn) = (self.doi.clone(), self.arxiv.clone(), None);
        Identifiers { doi, arxiv, isbn }.links().map(|(name, url)| (name.to_owned(), url)).collect()
    }
}

impl Person {
    /// Whether it is a group, or known by one name.
    pub fn is_group(&self) -> bool {
        self.given.is_empty() && self.particle.is_empty() && self.suffix.is_empty()
    }
}

/// One of the words that a field is declared to have.
fn word(fields: &mut Fields, key: &'static str) -> Option<&'static str> {
    let said = fields.node(key)?.value.scalar()?.into_owned();
    let kinds = SECTION_KINDS.iter().find(|kind| kind.key() == "publications")?;
    let Kind::Choice(words) = kinds.table().field(key)?.kind else { return None };
    words().into_iter().find(|word| same_key(word, &said))
}

/// The texts of a map, in order.
fn pairs(node: Option<&Node>) -> Vec<(String, String)> {
    let Some(Node { value: crate::syntax::Value::Map(map), .. }) = node else { return Vec::new() };
    let text = |node: &Node| Some(node.value.scalar()?.trim().to_owned()).filter(|text| !text.is_empty());
    map.iter().filter_map(|(name, node)| Some((name.value.clone(), text(node)?))).collect()
}
