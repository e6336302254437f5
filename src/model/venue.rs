//! Where something was published.

use super::fields::{Fields, Names};
use super::lower::Setting;
use super::text::Text;
use crate::diag::Sink;
use crate::document::Inline;
use crate::syntax::{Node, Value};

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
        let is_detailed =
            matches!(&node.value, Value::Map(map) if ["name", "short"].iter().any(|key| map.get(key).is_some()));
        if !is_detailed {
            return Some(Self { name: Some(Text::read(node, path, sink)?), short: None });
        }
        let mut fields = Fields::open(node, path, Names::default(), sink)?;
        let venue = Self { name: fields.text("name"), short: fields.text("short") };
        fields.finish();
        Some(venue)
    }

    /// Whether it is shorter in brief.
    pub(super) fn has_short(&self) -> bool {
        self.name.is_some() && self.short.is_some()
    }

    /// `Accepted by the 18th Symposium on … (OSDI'24)`; in brief `Accepted by OSDI'24`.
    pub(super) fn line(&self, status: Option<&str>, setting: &Setting) -> Vec<Inline> {
        let mut line = Vec::new();
        line.extend(status.map(|status| Inline::text(format!("{status} "))));
        match (&self.name, &self.short) {
            (Some(_), Some(short)) if setting.brief => line.extend(short.line(setting)),
            (Some(name), Some(short)) => {
                line.extend(name.line(setting));
                line.push(Inline::text(" "));
                let mut parts = vec![Inline::text("(")];
                parts.extend(short.line(setting));
                parts.push(Inline::text(")"));
                line.push(Inline::Together(parts));
            }
            (name, short) => line.extend(name.iter().chain(short).flat_map(|text| text.line(setting))),
        }
        line
    }
}
