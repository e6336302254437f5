//! Where something was published.

use super::field::{Field, Kind, Table};
use super::fields::Fields;
use super::lower::{Setting, line};
use super::text::{Text, is_text};
use crate::diag::Sink;
use crate::document::{Detail, Inline, Label, Role};
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

    /// Whether it is shorter in brief.
    pub(super) fn has_short(&self) -> bool {
        self.name.is_some() && self.short.is_some()
    }

    /// `Accepted by the 18th Symposium on … (OSDI'24)`; in brief `Accepted by OSDI'24`. `status` is what stands in front of a
    /// venue, and what stands alone.
    pub(super) fn detail(&self, status: Option<(&str, &str)>, setting: &Setting) -> Detail {
        let front = status.map(|(front, _)| Inline::text(format!("{front} ")));
        let (name, short) = (line(&self.name, setting), line(&self.short, setting));
        let (Some(name), Some(short)) = (&name, &short) else {
            let text = name.or(short).unwrap_or_default();
            return Detail::new(Role::Venue, front.into_iter().chain(text).collect());
        };
        let (text, rest) = if setting.brief {
            let alone = status.map(|(_, alone)| Inline::text(alone));
            (short.clone(), alone.into_iter().collect())
        } else {
            let mut parts = vec![Inline::text("(")];
            parts.extend(short.iter().cloned());
            parts.push(Inline::text(")"));
            let text = name.iter().cloned().chain([Inline::text(" "), Inline::Together(parts)]).collect();
            (text, front.iter().chain(name).cloned().collect())
        };
        let text = front.into_iter().chain(text).collect();
        Detail { role: Role::Venue, text, label: Some(Label { text: short.clone(), rest }) }
    }
}
