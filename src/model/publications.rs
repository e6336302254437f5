//! How lists of publications are set: `recto.publications`.

use super::field::{Field, Kind, Table};
use super::fields::{Fields, plain, same_key};
use super::person::is_sign;
use super::settings::open_map;
use super::text::Text;
use crate::diag::{Diagnostic, Sink, near_hint};
use crate::source::Spanned;
use crate::syntax::Node;

/// The fields of `publications` in the block and in each variant.
pub(super) static PUBLICATIONS: Table = Table::new(
    "publications-setting",
    &[
        Field::new(
            "names",
            Kind::Choice(|| words(NAMES)),
            "How authors are named; `full` unless said otherwise.",
            &["initials"],
        ),
        Field::new(
            "max-authors",
            Kind::Number { least: 1, most: 10_000 },
            "The greatest number of authors that are named; you always are.",
            &["5"],
        ),
        Field::new(
            "order",
            Kind::Choice(|| words(ORDERS)),
            "As `given`, which is usual, or the newest first by `date`; what has no date stays at its place.",
            &["date"],
        ),
        Field::new(
            "group",
            Kind::Choice(|| words(GROUPS)),
            "What stands under one subheading, unless an entry has a `group` of its own; `none` unless said otherwise.",
            &["kind", "tag"],
        ),
        Field::new(
            "groups",
            Kind::ByName(&Kind::Text),
            "Subheadings in the order in which they stand, by tag with `group: tag` or by kind with `group: kind`. An entry stands under the first of its tags; what has none of them stands at the end.",
            &["{systems: Systems, ml: Machine Learning}"],
        ),
        Field::new(
            "numbering",
            Kind::Choice(|| words(NUMBERINGS)),
            "Whether the last has the number 1, which is usual, or the first has, or none. `per-kind` numbers each kind by itself, as in [C12] and [J3]; such a number is that among all entries of the CV and the same in every variant.",
            &["per-kind", "ascending"],
        ),
        Field::new(
            "count",
            Kind::Choice(|| words(COUNTS)),
            "What the heading tells where not all are shown: that they are `selected` with the `number`, as in Selected Publications (9 of 20), which is usual; only the `number`; or `none` of it. A heading of your own stays as it is.",
            &["number"],
        ),
        Field::new(
            "venue",
            Kind::Choice(|| words(VENUES)),
            "Whether venues are named in full with their abbreviation, which is usual, or by it alone.",
            &["short"],
        ),
        Field::new(
            "venues",
            Kind::List(&Kind::Plain),
            "The venues you care for most, the best first, by name or abbreviation: when space is short, what was published there goes before what is only newer.",
            &["[OSDI, SOSP]"],
        ),
        Field::new(
            "links",
            Kind::Choice(|| words(LINKS)),
            "Whether titles are linked, which is usual, or `badges` such as [pdf] and [code] follow as well, or nothing is linked.",
            &["badges"],
        ),
        Field::new(
            "style",
            Kind::Plain,
            "A style of citation in place of the layout's own: `csl:` and a name such as `apa`, `ieee`, `mla`, `nature`, or the path of a .csl file from the CV's folder.",
            &["\"csl:apa\""],
        ),
        Field::new(
            "identifiers",
            Kind::List(&Kind::Choice(|| words(IDENTIFIERS))),
            "Which identifiers are printed, in brief as well; unless said otherwise only the ISBN, and not in brief.",
            &["[doi]", "[doi, isbn]"],
        ),
        Field::new(
            "marks",
            Kind::ByName(&Kind::Text),
            "What signs behind the names of authors mean, for the legend, if not the usual: `*` equal contribution, `†` corresponding author.",
            &["{\"†\": advised this work}"],
        ),
    ],
);

/// How authors are named.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Names {
    /// As they are given.
    Full,
    /// With initials for given names.
    Initials,
}

/// In what order publications stand.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Order {
    /// As the owner wrote them.
    Given,
    /// The newest first.
    Date,
}

/// What stands under one subheading.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Grouping {
    /// All that has no `group` of its own.
    None,
    /// Publications of a kind.
    Kind,
    /// Publications of a year.
    Year,
    /// Publications with a tag.
    Tag,
}

/// How publications are numbered.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Numbering {
    /// Not at all.
    None,
    /// The first has the number 1.
    Ascending,
    /// The last has the number 1.
    Descending,
    /// Each kind by itself with a letter in front; the last of each in the CV has the number 1.
    PerKind,
    /// The same; the first of each has the number 1.
    PerKindAscending,
}

/// What tells that a list does not show all there are.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Count {
    /// Nothing.
    None,
    /// `(9 of 20)` behind the heading.
    Number,
    /// That, and a heading such as `Selected Publications`, if the owner gives no other.
    Selected,
}

/// How venues are named.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum VenueForm {
    /// In full, with the usual abbreviation.
    Long,
    /// By the usual abbreviation, if there is one.
    Short,
}

/// A number by which a publication is found.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Identifier {
    /// Of any publication.
    Doi,
    /// Of a preprint at arXiv.
    Arxiv,
    /// Of a book.
    Isbn,
}

/// What of a publication is linked.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Links {
    /// Nothing.
    None,
    /// Its title.
    Title,
    /// Its title, and a word for each address.
    Badges,
}

const NAMES: &[(&str, Names)] = &[("full", Names::Full), ("initials", Names::Initials)];
const ORDERS: &[(&str, Order)] = &[("given", Order::Given), ("date", Order::Date)];
const GROUPS: &[(&str, Grouping)] =
    &[("none", Grouping::None), ("kind", Grouping::Kind), ("year", Grouping::Year), ("tag", Grouping::Tag)];
const NUMBERINGS: &[(&str, Numbering)] = &[
    ("none", Numbering::None),
    ("ascending", Numbering::Ascending),
    ("descending", Numbering::Descending),
    ("per-kind", Numbering::PerKind),
    ("per-kind-ascending", Numbering::PerKindAscending),
];
const COUNTS: &[(&str, Count)] = &[("selected", Count::Selected), ("number", Count::Number), ("none", Count::None)];
const VENUES: &[(&str, VenueForm)] = &[("long", VenueForm::Long), ("short", VenueForm::Short)];
const IDENTIFIERS: &[(&str, Identifier)] =
    &[("doi", Identifier::Doi), ("arxiv", Identifier::Arxiv), ("isbn", Identifier::Isbn)];
const LINKS: &[(&str, Links)] = &[("none", Links::None), ("title", Links::Title), ("badges", Links::Badges)];

fn words<T>(choices: &'static [(&'static str, T)]) -> Vec<&'static str> {
    choices.iter().map(|(word, _)| *word).collect()
}

/// How lists of publications are set. What is `None` is not said.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Publications {
    /// How authors are named.
    pub names: Option<Names>,
    /// The greatest number of authors that are named.
    pub max_authors: Option<usize>,
    /// In what order they stand.
    pub order: Option<Order>,
    /// What stands under one subheading.
    pub group: Option<Grouping>,
    /// Subheadings in order, by tag or kind.
    pub groups: Vec<(Spanned<String>, Text)>,
    /// How they are numbered.
    pub numbering: Option<Numbering>,
    /// What tells that not all are shown.
    pub count: Option<Count>,
    /// How venues are named.
    pub venue: Option<VenueForm>,
    /// The venues that count most when space is short, the best first.
    pub venues: Vec<String>,
    /// What is linked.
    pub links: Option<Links>,
    /// A style of citation: `csl:` and a name, or the path of a file.
    pub style: Option<Spanned<String>>,
    /// Which identifiers are printed, in that order.
    pub identifiers: Option<Vec<Identifier>>,
    /// What signs behind the names of authors mean.
    pub marks: Vec<(char, Text)>,
}

impl Publications {
    /// Nothing said: everything as usual.
    pub(super) const USUAL: &'static Self = &Self {
        names: None,
        max_authors: None,
        order: None,
        group: None,
        groups: Vec::new(),
        numbering: None,
        count: None,
        venue: None,
        venues: Vec::new(),
        links: None,
        style: None,
        identifiers: None,
        marks: Vec::new(),
    };

    /// Reads the block.
    pub(super) fn read(fields: &mut Fields) -> Self {
        let path = fields.path_of("publications");
        let node = fields.node("publications");
        let Some(mut fields) = node.and_then(|node| Fields::open(node, &path, &PUBLICATIONS, fields.sink())) else {
            return Self::default();
        };
        let read = Self {
            names: fields.choice("names", NAMES),
            max_authors: fields.number("max-authors").map(|most| most as usize),
            order: fields.choice("order", ORDERS),
            group: fields.choice("group", GROUPS),
            groups: groups(&mut fields),
            numbering: fields.choice("numbering", NUMBERINGS),
            count: fields.choice("count", COUNTS),
            venue: fields.choice("venue", VENUES),
            venues: fields.plains("venues").into_iter().map(|venue| venue.value).collect(),
            links: fields.choice("links", LINKS),
            style: fields.plain("style"),
            identifiers: identifiers(&mut fields),
            marks: marks(&mut fields),
        };
        fields.finish();
        read
    }

    /// What is said here, else what another says.
    pub fn over(&self, base: &Self) -> Self {
        // Headings of tags are none of kinds.
        let is_own = !self.groups.is_empty() || self.group.is_some_and(|group| group != base.group());
        let others = base.marks.iter().filter(|(sign, _)| self.marks.iter().all(|(own, _)| own != sign));
        Self {
            names: self.names.or(base.names),
            max_authors: self.max_authors.or(base.max_authors),
            order: self.order.or(base.order),
            group: self.group.or(base.group),
            groups: if is_own { self.groups.clone() } else { base.groups.clone() },
            numbering: self.numbering.or(base.numbering),
            count: self.count.or(base.count),
            venue: self.venue.or(base.venue),
            venues: if self.venues.is_empty() { base.venues.clone() } else { self.venues.clone() },
            links: self.links.or(base.links),
            style: self.style.clone().or_else(|| base.style.clone()),
            identifiers: self.identifiers.clone().or_else(|| base.identifiers.clone()),
            marks: others.chain(&self.marks).cloned().collect(),
        }
    }

    /// How authors are named.
    pub fn names(&self) -> Names {
        self.names.unwrap_or(Names::Full)
    }

    /// In what order they stand.
    pub fn order(&self) -> Order {
        self.order.unwrap_or(Order::Given)
    }

    /// What stands under one subheading.
    pub fn group(&self) -> Grouping {
        self.group.unwrap_or(Grouping::None)
    }

    /// The place among the subheadings, and the subheading, of the first that an entry belongs to.
    pub fn heading(&self, belongs: impl Fn(&str) -> bool) -> Option<(usize, &Text)> {
        let mut groups = self.groups.iter().enumerate();
        groups.find(|(_, (key, _))| belongs(&key.value)).map(|(place, (_, title))| (place, title))
    }

    /// What tells that not all are shown.
    pub fn count(&self) -> Count {
        self.count.unwrap_or(Count::Selected)
    }

    /// How they are numbered.
    pub fn numbering(&self) -> Numbering {
        self.numbering.unwrap_or(Numbering::Descending)
    }

    /// How venues are named.
    pub fn venue(&self) -> VenueForm {
        self.venue.unwrap_or(VenueForm::Long)
    }

    /// What is linked.
    pub fn links(&self) -> Links {
        self.links.unwrap_or(Links::Title)
    }
}

/// A list of identifiers; an empty one is said as well.
fn identifiers(fields: &mut Fields) -> Option<Vec<Identifier>> {
    let is_said = fields.has("identifiers");
    let read = |node: &Node, path: &str, sink: &mut Sink| {
        let text = plain(node, path, sink)?;
        let known = IDENTIFIERS.iter().find(|(name, _)| same_key(name, &text.value)).map(|(_, known)| *known);
        if known.is_none() {
            let fault = Diagnostic::error("unknown-choice", format!("unknown identifier `{}`", text.value));
            sink.push(fault.at(text.span).in_field(path).hint(near_hint(&text.value, words(IDENTIFIERS))));
        }
        known
    };
    let list = fields.list("identifiers", read);
    is_said.then_some(list)
}

/// A map from tags or kinds to subheadings.
fn groups(fields: &mut Fields) -> Vec<(Spanned<String>, Text)> {
    let path = fields.path_of("groups");
    let Some(node) = fields.node("groups") else { return Vec::new() };
    let Some(map) = open_map(node, &path, fields.sink()) else { return Vec::new() };
    let title = |(key, node): &(Spanned<String>, Node), sink: &mut Sink| {
        Some((key.clone(), Text::read(node, &format!("{path}.{}", key.value), sink)?))
    };
    map.iter().filter_map(|group| title(group, fields.sink())).collect()
}

/// A map from signs to what they mean.
fn marks(fields: &mut Fields) -> Vec<(char, Text)> {
    let path = fields.path_of("marks");
    let Some(node) = fields.node("marks") else { return Vec::new() };
    let Some(map) = open_map(node, &path, fields.sink()) else { return Vec::new() };
    let mut marks = Vec::new();
    for (sign, node) in map.iter() {
        let path = format!("{path}.{}", sign.value);
        let text = Text::read(node, &path, fields.sink());
        let mut characters = sign.value.chars();
        match (characters.next(), characters.next()) {
            (Some(known), None) if is_sign(known) => marks.extend(text.map(|text| (known, text))),
            _ => {
                let fault = Diagnostic::warning("unknown-mark", format!("`{}` is no sign behind names", sign.value));
                let hint = "the signs are `*`, `†`, `‡`, `§`, `¶`, `‖` and `#`".to_owned();
                fields.sink().push(fault.at(sign.span).in_field(path).hint(hint));
            }
        }
    }
    marks
}
