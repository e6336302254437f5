//! What is set on the page: pure data, the same for every layout and every output format.
//!
//! A layout draws *shapes*, not kinds of sections: whatever a section holds has been lowered to [`Entry`] before it
//! arrives here. Serialised as JSON this is what layouts read from `/cv.json`; the fields are described in
//! `layouts/README.md`. Knows neither fields of a CV nor file formats nor Typst.

mod date;
mod inline;
mod paper;
mod standard;

use serde::Serialize;

pub use date::{Date, DateFault, Day, End, PRESENT};
pub use inline::{Inline, is_blank, plain_text};
pub use paper::Paper;
pub use standard::Standard;

/// A whole CV, ready to be set.
#[derive(Debug, Clone, PartialEq, Serialize)]
#[serde(rename_all = "kebab-case")]
pub struct Document {
    /// The language of the text, as in `en` or `zh`.
    pub lang: String,
    /// Whether it is written from right to left.
    pub right_to_left: bool,
    /// What the file says of itself.
    pub meta: Meta,
    /// Name and contact data.
    pub header: Header,
    /// The sections in order; none is empty.
    pub sections: Vec<Section>,
    /// Words that layouts print on their own account, in the document's language.
    pub words: Words,
}

/// What the file says of itself.
#[derive(Debug, Clone, PartialEq, Serialize)]
#[serde(rename_all = "kebab-case")]
pub struct Meta {
    /// The title: the name alone, since some readers put it in front of the text.
    pub title: String,
    /// Whom the CV is of.
    pub author: String,
    /// For searching in a store of files.
    pub keywords: Vec<String>,
    /// When the CV was last changed, if that is known.
    pub date: Option<Day>,
}

/// The top of the first page.
#[derive(Debug, Clone, Default, PartialEq, Serialize)]
#[serde(rename_all = "kebab-case")]
pub struct Header {
    /// The name.
    pub name: Vec<Inline>,
    /// The profession or position under the name.
    pub label: Option<Vec<Inline>>,
    /// Ways to reach the person, in the order in which they are printed.
    pub contacts: Vec<Contact>,
    /// Some sentences, one item a paragraph.
    pub summary: Vec<Vec<Inline>>,
    /// A picture of the person.
    pub photo: Option<Photo>,
}

/// A picture of the person.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
#[serde(rename_all = "kebab-case")]
pub struct Photo {
    /// Where it is: as the owner wrote it; in what layouts read, where they find it.
    pub path: String,
    /// What is read out in its place.
    pub alt: String,
}

/// One way to reach the person.
#[derive(Debug, Clone, PartialEq, Serialize)]
#[serde(rename_all = "kebab-case")]
pub struct Contact {
    /// What it is: `email`, `phone`, `url`, `location` or the name of a network in lower case.
    pub kind: String,
    /// What is printed.
    pub text: Vec<Inline>,
    /// Whether it may be too long for a line.
    pub long: bool,
    /// Where it leads; http, https, mailto or tel.
    pub url: Option<String>,
}

/// A section with its heading.
#[derive(Debug, Clone, PartialEq, Serialize)]
#[serde(rename_all = "kebab-case")]
pub struct Section {
    /// The key of the section in the CV, such as `work`.
    pub kind: String,
    /// The heading.
    pub title: Vec<Inline>,
    /// How many of the owner's entries are shown, in words, if a numbered section shows fewer than there are.
    pub count: Option<String>,
    /// Entries by group; a section without groups has one group without title.
    pub groups: Vec<Group>,
    /// What the signs in it mean, if there are any: a line behind all entries.
    pub note: Option<Vec<Inline>>,
}

/// Entries under one subheading.
#[derive(Debug, Clone, PartialEq, Serialize)]
#[serde(rename_all = "kebab-case")]
pub struct Group {
    /// The subheading, if there is one.
    pub title: Option<Vec<Inline>>,
    /// The entries; at least one.
    pub entries: Vec<Entry>,
}

/// How an entry wants to be set.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq, Serialize)]
#[serde(rename_all = "kebab-case")]
pub enum Shape {
    /// A head with dates, and a body: jobs, degrees, projects.
    #[default]
    Block,
    /// A line with a date at its end, seldom more: awards, talks, certificates.
    Line,
    /// A numbered title with lines of detail: publications, patents.
    Cited,
    /// A name and a list of words behind it: skills, languages.
    Labelled,
    /// Plain paragraphs.
    Paragraph,
}

/// One entry of a section. Whatever is absent is not printed, nor is the space for it.
#[derive(Debug, Clone, Default, PartialEq, Serialize)]
#[serde(rename_all = "kebab-case")]
pub struct Entry {
    /// Where the entry stands in the CV, such as `work[0]`.
    pub id: String,
    /// How it wants to be set.
    pub shape: Shape,
    /// Whether its shorter wording was chosen: layouts may then join lines.
    pub brief: bool,
    /// About how many lines it takes, at 80 characters a line.
    pub lines: usize,
    /// Its number in a numbered section.
    pub number: Option<usize>,
    /// What it is referred to by, such as `C12`, where its owner asked for that: every layout prints it.
    pub label: Option<String>,
    /// What it is: the position, the degree, the title of a paper.
    pub title: Option<Vec<Inline>>,
    /// Where or by whom: the employer, the school, the awarder.
    pub subtitle: Option<Vec<Inline>>,
    /// The town or country.
    pub place: Option<Vec<Inline>>,
    /// When, as printed.
    pub dates: Option<String>,
    /// Where it can be seen.
    pub url: Option<String>,
    /// Single lines with a meaning of their own.
    pub details: Vec<Detail>,
    /// Paragraphs.
    pub summary: Vec<Vec<Inline>>,
    /// Bullets.
    pub highlights: Vec<Highlight>,
}

/// A bullet.
#[derive(Debug, Clone, PartialEq, Serialize)]
#[serde(rename_all = "kebab-case")]
pub struct Highlight {
    /// Where it stands in the CV, such as `work[0].highlights[1]`.
    pub id: String,
    /// The text.
    pub text: Vec<Inline>,
}

/// A line of an entry with a meaning of its own.
#[derive(Debug, Clone, PartialEq, Serialize)]
#[serde(rename_all = "kebab-case")]
pub struct Detail {
    /// What the line says.
    pub role: Role,
    /// The text.
    pub text: Vec<Inline>,
    /// For layouts that set the usual abbreviation apart, if there is one.
    pub label: Option<Label>,
}

/// A text in two parts.
#[derive(Debug, Clone, PartialEq, Serialize)]
#[serde(rename_all = "kebab-case")]
pub struct Label {
    /// The usual abbreviation: "OSDI'24".
    pub text: Vec<Inline>,
    /// What the text says beside it; may be empty.
    pub rest: Vec<Inline>,
}

impl Detail {
    /// A line without an abbreviation.
    pub fn new(role: Role, text: Vec<Inline>) -> Self {
        Self { role, text, label: None }
    }
}

/// What a [`Detail`] says.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize)]
#[serde(rename_all = "kebab-case")]
pub enum Role {
    /// The title in another language.
    Title,
    /// A prize for this very entry.
    Award,
    /// Authors or inventors.
    Authors,
    /// Where it was published.
    Venue,
    /// Words that describe the entry: technologies, courses.
    Keywords,
    /// Anything else.
    Note,
}

/// Words that layouts print on their own account.
#[derive(Debug, Clone, PartialEq, Serialize)]
#[serde(rename_all = "kebab-case")]
pub struct Words {
    /// What the document is called in footers: "CV".
    pub cv: String,
    /// Between a label and its value: ": ".
    pub colon: String,
    /// Between the parts of one line: ", ".
    pub comma: String,
    /// The heading of the contact data, where a layout gives them one: "Contact".
    pub contact: String,
    /// The heading of the summary, where a layout gives it one: "Profile".
    pub profile: String,
}
