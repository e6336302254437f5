//! Where something was published.

use super::field::{Field, Kind, Table};
use super::fields::Fields;
use super::lower::{Setting, line};
use super::publications::VenueForm;
use super::reference::Place;
use super::standing::{in_every_language, is_called};
use super::text::{Text, is_text};
use crate::diag::Sink;
use crate::document::{Detail, Inline, Label, Role, plain_text};
use crate::syntax::Node;

/// A venue that is more than a text.
pub(super) static VENUE: Table = Table::new(
    "venue",
    &[
        Field::new("name", Kind::Text, "The name.", &["Journal of Exemplary Biology"]),
        Field::new("short", Kind::Text, "The usual abbreviation; in brief it stands alone.", &["JEB", "OSDI'23"]),
    ],
);

/// A journal, conference or publisher.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Venue {
    name: Option<Text>,
    /// The usual abbreviation, such as `OSDI'23`.
    short: Option<Text>,
}

impl Venue {
    /// Reads `venue`: a text, a map with `name` and `short`, or a list of these.
    pub(super) fn read_all(fields: &mut Fields) -> Vec<Self> {
        // A single text may itself be a map of languages, which must not be taken for a list of one.
        fields.list("venue", Self::read)
    }

    fn read(node: &Node, path: &str, sink: &mut Sink) -> Option<Self> {
        if is_text(node) {
            return Some(Self { name: Some(Text::read(node, path, sink)?), short: None });
        }
        let mut fields = Fields::open(node, path, &VENUE, sink)?;
        let venue = Self { name: fields.text("name"), short: fields.text("short") };
        fields.finish();
        Some(venue)
    }

    /// Its name and abbreviation.
    pub(super) fn place(self) -> Place {
        let year = self.year();
        Place { name: self.name, short: self.short, year }
    }

    /// Whether it is shorter in brief.
    pub(super) fn has_short(&self) -> bool {
        self.name.is_some() && self.short.is_some()
    }

    /// Whether it goes by a name or abbreviation, whatever the year.
    pub(super) fn is_called(&self, listed: &str) -> bool {
        let names = [&self.name, &self.short].map(|text| in_every_language(text.as_ref()));
        names.iter().flatten().any(|name| is_called(name, listed))
    }

    /// The year at the end of the abbreviation: 2023 of `OSDI'23`.
    pub(super) fn year(&self) -> Option<u16> {
        let short = self.short.as_ref()?.every_language().next().map(|(_, text)| plain_text(&text))?;
        let digits = short.len() - short.trim_end_matches(|c: char| c.is_ascii_digit()).len();
        let (name, year) = short.split_at(short.len() - digits);
        let year: u16 = year.parse().ok()?;
        match digits {
            4 => (1900..2100).contains(&year).then_some(year),
            2 if name.ends_with(['\'', '’']) => Some(if year < 70 { 2000 + year } else { 1900 + year }),
            _ => None,
        }
    }

    /// `Accepted by the 18th Symposium on … (OSDI'24)`; in brief `Accepted by OSDI'24`. `status` is what stands in front of a
    /// venue, and what stands alone; `locator` where in it to look.
    pub(super) fn detail(&self, status: Option<(&str, &str)>, locator: Option<&str>, setting: &Setting) -> Detail {
        let front = status.map(|(front, _)| Inline::text(format!("{front} ")));
        let behind = locator.map(|locator| Inline::text(format!("{}{locator}", setting.locale.comma)));
        let (name, short) = (line(&self.name, setting), line(&self.short, setting));
        let (Some(name), Some(short)) = (&name, &short) else {
            let text = name.or(short).unwrap_or_default();
            return Detail::new(Role::Venue, front.into_iter().chain(text).chain(behind).collect());
        };
        let (text, rest) = if setting.brief || setting.publications.venue() == VenueForm::Short {
            let rest = [status.map(|(_, alone)| alone), locator].into_iter().flatten().collect::<Vec<_>>();
            let rest = (!rest.is_empty()).then(|| Inline::text(rest.join(&setting.locale.comma)));
            (short.iter().cloned().chain(behind).collect(), rest.into_iter().collect())
        } else {
            let mut parts = vec![Inline::text("(")];
            parts.extend(short.iter().cloned());
            parts.push(Inline::text(")"));
            let short = [Inline::text(" "), Inline::Together(parts)];
            let text = name.iter().cloned().chain(short).chain(behind.clone()).collect::<Vec<_>>();
            (text, front.iter().chain(name).cloned().chain(behind).collect())
        };
        let text = front.into_iter().chain(text).collect();
        Detail { role: Role::Venue, text, label: Some(Label { text: short.clone(), rest }) }
    }
}

/// Where in a venue to look.
pub(super) static LOCATOR: Table = Table::new(
    "locator",
    &[
        Field::new("volume", Kind::Plain, "The volume of the journal.", &["12"]),
        Field::new("issue", Kind::Plain, "The issue of the volume.", &["3"]),
        Field::new("pages", Kind::Plain, "The pages.", &["881-897"]),
    ],
);

/// Where in a venue to look.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub(super) struct Locator {
    volume: Option<String>,
    issue: Option<String>,
    pages: Option<String>,
}

impl Locator {
    pub(super) fn read(fields: &mut Fields) -> Self {
        let [volume, issue, pages] = ["volume", "issue", "pages"].map(|key| fields.plain(key).map(|text| text.value));
        Self { volume, issue, pages }
    }

    /// `12(3), 881–897, ISBN 978-…`; in brief nothing.
    pub(super) fn shown(&self, isbn: Option<&str>, setting: &Setting) -> Option<String> {
        let issue = self.issue.as_ref().map(|issue| format!("({issue})"));
        let volume: String = self.volume.iter().cloned().chain(issue).collect();
        let pages = self.pages.as_ref().map(|pages| between_numbers(pages));
        let isbn = isbn.map(|isbn| format!("ISBN {isbn}"));
        let parts: Vec<_> = [Some(volume), pages, isbn].into_iter().flatten().filter(|part| !part.is_empty()).collect();
        (!parts.is_empty() && !setting.brief).then(|| parts.join(&setting.locale.comma))
    }
}

/// `881--897` and `881-897` with the dash that stands between numbers.
fn between_numbers(pages: &str) -> String {
    let ends: Vec<_> = pages.split('-').filter(|end| !end.is_empty()).map(str::trim).collect();
    let is_span = ends.len() == 2 && ends.iter().all(|end| end.ends_with(|c: char| c.is_ascii_digit()));
    if is_span { ends.join("–") } else { pages.to_owned() }
}
