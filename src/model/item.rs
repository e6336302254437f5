//! One entry of a section, whatever its kind, and one bullet: what every kind has in common.

use std::fmt::Debug;
use std::sync::Arc;

use super::dates::Dates;
use super::field::{Field, Kind, Table};
use super::fields::Fields;
use super::lower::Setting;
use super::section::SectionKind;
use super::standing::Standing;
use super::text::{Text, is_text};
use super::url::Url;
use crate::diag::{Diagnostic, Sink, near};
use crate::document::{Day, Entry, Inline};
use crate::source::{Span, Spanned};
use crate::syntax::{Node, Value};

/// What every kind of entry has.
pub static ENTRY: Table = Table::new(
    "entry",
    &[
        Field::new(
            "startDate",
            Kind::Date,
            "When it began. A start without an end goes on.",
            &["2021-04", "2021", "2021-04-01", "Spring 2021"],
        ),
        Field::new("endDate", Kind::End, "When it ended, or `present`.", &["present", "2022-03", "2022"]),
        Field::new("date", Kind::Date, "When it was, if it has no start and end.", &["2022-05", "2022"]),
        Field::new("location", Kind::Text, "Where it was.", &["Halifax, Canada"]),
        Field::new("url", Kind::Url, "Where it can be seen.", &["https://example.org"]).old(&["website"]),
        Field::new("summary", Kind::Text, "Some sentences, in paragraphs.", &["Worked on the hearing of *herring*."]),
        Field::new(
            "highlights",
            Kind::List(&Kind::TextOr(&HIGHLIGHT)),
            "Bullets: each a text, or a map with `text` and what is said of it.",
            &["[Tagged 400 herring.]", "[{text: Tagged 400 herring., keep: true}]"],
        ),
        Field::new("keywords", Kind::List(&Kind::Text), "Words that describe it.", &["[telemetry, R]"]),
        Field::new("group", Kind::Text, "A subheading within the section.", &["Recent Awards"]),
        Field::new(
            "short",
            Kind::Text,
            "What takes the place of summary and keywords when space is short.",
            &["Herring."],
        ),
    ],
)
.with(&[&CHOICE]);

/// A bullet that is more than a text.
static HIGHLIGHT: Table = Table::new(
    "highlight",
    &[
        Field::new("text", Kind::Text, "The text.", &["Tagged 400 herring in three summers."]),
        Field::new("short", Kind::Text, "A shorter wording for when space is short.", &["Tagged 400 herring."]),
    ],
)
.with(&[&CHOICE]);

/// What makes an entry or a bullet appear or not.
static CHOICE: Table = Table::new(
    "choice",
    &[
        Field::new("tags", Kind::List(&Kind::Plain), "Labels that variants pick by.", &["[teaching]"]),
        Field::new("only", Kind::List(&Kind::Plain), "The only variants it appears in.", &["[full]"]),
        Field::new("except", Kind::List(&Kind::Plain), "Variants it does not appear in.", &["[onepage]"]),
        Field::new(
            "priority",
            Kind::Number { least: 0, most: 100 },
            "How much you want to keep it when space is short: 0 to 100.",
            &["80"],
        ),
        Field::new("keep", Kind::Flag, "Whether it is never left out to save space.", &["true"]),
    ],
);

/// In which variants something appears, and how dear it is to its owner.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Choice {
    /// Labels that variants pick by.
    pub tags: Vec<Spanned<String>>,
    /// The only variants it appears in; empty for all.
    pub only: Vec<Spanned<String>>,
    /// Variants it does not appear in.
    pub except: Vec<Spanned<String>>,
    /// How much its owner wants to keep it when space is short, 0–100.
    pub priority: Option<u32>,
    /// Never left out to save space.
    pub keep: bool,
}

impl Choice {
    pub(super) fn read(fields: &mut Fields) -> Self {
        Self {
            tags: fields.plains("tags"),
            only: fields.plains("only"),
            except: fields.plains("except"),
            priority: fields.number("priority"),
            keep: fields.flag("keep").unwrap_or(false),
        }
    }
}

/// A bullet.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Highlight {
    /// Where it stands in the CV, such as `work[0].highlights[1]`.
    pub path: String,
    /// Where it stands in the text.
    pub span: Span,
    /// In which variants it appears.
    pub choice: Choice,
    /// The text.
    pub text: Text,
    /// A shorter wording, for when space is short.
    pub short: Option<Text>,
}

impl Highlight {
    fn read(node: &Node, path: &str, sink: &mut Sink) -> Option<Self> {
        let bullet = |text, short, choice| Self { path: path.to_owned(), span: node.span, choice, text, short };
        if is_text(node) || !is_bullet(node) {
            return Some(bullet(Text::read(node, path, sink)?, None, Choice::default()));
        }
        let mut fields = Fields::open(node, path, &HIGHLIGHT, sink)?;
        let text = fields.text("text");
        if text.is_none() {
            let fault = Diagnostic::error("missing-text", "a bullet needs a text").at(node.span).in_field(path);
            fields.sink().push(fault);
        }
        let short = fields.text("short");
        let choice = Choice::read(&mut fields);
        fields.finish();
        Some(bullet(text?, short, choice))
    }
}

/// Whether a node is meant as a bullet with fields. A map of one key that is none of them is a text with a colon in it.
fn is_bullet(node: &Node) -> bool {
    let Value::Map(map) = &node.value else { return false };
    let names = || HIGHLIGHT.fields().into_iter().map(|(_, field)| field.name);
    map.iter().len() != 1 || map.iter().all(|(key, _)| near(&key.value, names()).is_some())
}

/// What one kind of section knows of its entries.
pub trait Body: Debug + Send + Sync {
    /// The entry as it is set; what every kind has is added by the caller, behind what this returns.
    fn lower(&self, setting: &Setting) -> Entry;

    /// Whether it is shorter in brief.
    fn has_short(&self) -> bool {
        false
    }

    /// Where its title leads, if `url` is what its owner says of that.
    fn link(&self, url: Option<&Url>, _setting: &Setting) -> Option<String> {
        url.map(|url| url.as_str().to_owned())
    }

    /// The subheading that the setting asks for, where its owner gives the `item` none, and its place among others.
    fn group(&self, _item: &Item, _setting: &Setting) -> Option<(usize, Vec<Inline>)> {
        None
    }

    /// The letters in front of its number where each kind is numbered by itself: `C` for a conference paper.
    fn letters(&self) -> &'static str {
        ""
    }

    /// When it was, for putting entries in order.
    fn day(&self, dates: Option<&Dates>) -> Option<Day> {
        dates.and_then(Dates::day)
    }

    /// What distinguishes it among those of its section when space is short. `None` if there is only its place.
    fn standing(&self, _setting: &Setting) -> Option<Standing> {
        None
    }
}

/// An entry of a section.
#[derive(Debug, Clone)]
pub struct Item {
    /// Where it stands in the CV, such as `work[0]`.
    pub path: String,
    /// Where it stands in the text.
    pub span: Span,
    /// In which variants it appears.
    pub choice: Choice,
    /// The subheading it stands under.
    pub group: Option<Text>,
    /// When it was: `startDate` and `endDate`, or `date`.
    pub dates: Option<Dates>,
    /// Where it was.
    pub location: Option<Text>,
    /// Where it can be seen.
    pub url: Option<Url>,
    /// Some sentences.
    pub summary: Option<Text>,
    /// What stands in place of summary and keywords when space is short.
    pub short: Option<Text>,
    /// Words that describe it.
    pub keywords: Vec<Text>,
    /// Its bullets.
    pub highlights: Vec<Highlight>,
    /// What its kind knows.
    pub body: Arc<dyn Body>,
    /// Which it is among all of its kind in the CV, from 1, and how many of these there are.
    pub serial: Option<(usize, usize)>,
}

impl Item {
    /// Whether there is a shorter wording of it, apart from its bullets.
    pub fn has_short(&self) -> bool {
        self.short.is_some() || self.body.has_short()
    }

    /// When it was, for putting entries in order.
    pub fn day(&self) -> Option<Day> {
        self.body.day(self.dates.as_ref())
    }

    /// Reads an entry: a map of fields, or a single text that stands for the kind's primary field.
    pub(super) fn read(node: &Node, path: &str, kind: &dyn SectionKind, sink: &mut Sink) -> Option<Self> {
        let wrapped = is_text(node).then(|| wrap(node, kind.primary()));
        let node = wrapped.as_ref().unwrap_or(node);
        let mut fields = Fields::open(node, path, &kind.table(), sink)?;
        // A kind may have a use of its own for a field that others have in common: it reads first.
        let body = kind.read(&mut fields);
        let item = Self {
            path: path.to_owned(),
            span: fields.span(),
            choice: Choice::read(&mut fields),
            group: fields.text("group"),
            dates: fields.dates(),
            location: fields.text("location"),
            url: fields.url("url"),
            summary: fields.text("summary"),
            short: fields.text("short"),
            keywords: fields.texts("keywords"),
            highlights: fields.list("highlights", Highlight::read),
            body,
            serial: None,
        };
        fields.finish();
        Some(item)
    }
}

/// `Chess` in a list of interests is short for `{name: Chess}`.
fn wrap(node: &Node, key: &str) -> Node {
    let mut map = crate::syntax::Map::default();
    let _ = map.insert(Spanned::new(key.to_owned(), node.span), node.clone());
    Node::new(Value::Map(map), node.span)
}
