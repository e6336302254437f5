//! A finding with its place worked out, which no longer needs the texts: what formats for machines are made from.

use std::borrow::Cow;

use serde::{Deserialize, Serialize};

use super::{Diagnostic, Severity};
use crate::source::{LineColumn, Sources};

/// A finding and its place as people count it. Keys of the JSON form are only ever added.
#[derive(Debug, Clone, PartialEq, Eq, Hash, Serialize, Deserialize)]
pub struct Located {
    /// The stable name of the diagnostic.
    pub id: Cow<'static, str>,
    /// How bad it is.
    pub severity: Severity,
    /// What is wrong.
    pub message: String,
    /// The file, as it was named on the command line; `None` if the finding belongs to none.
    pub file: Option<String>,
    /// The line, from 1; `None` if the finding has no place in a text.
    pub line: Option<usize>,
    /// The column in characters, from 1.
    pub column: Option<usize>,
    /// The place behind the last character.
    pub end: Option<LineColumn>,
    /// The path of the field, such as `work[0].endDate`; empty if it has none.
    pub path: String,
    /// Ways out.
    pub hints: Vec<String>,
}

impl Located {
    /// Works out the place of a finding; one without a place is said of the file `about`.
    pub fn new(diagnostic: &Diagnostic, sources: &Sources, about: Option<&str>) -> Self {
        let source = diagnostic.span.map(|span| (sources.get(span.file), span));
        let place = |offset: fn(&crate::source::Span) -> u32| {
            source.map(|(source, span)| source.line_column(offset(&span) as usize))
        };
        let start = place(|span| span.start);
        Self {
            id: Cow::Borrowed(diagnostic.id),
            severity: diagnostic.severity,
            message: diagnostic.message.clone(),
            file: source.map(|(source, _)| source.name()).or(about).map(str::to_owned),
            line: start.map(|place| place.line),
            column: start.map(|place| place.column),
            end: place(|span| span.end),
            path: diagnostic.path.clone(),
            hints: diagnostic.hints.clone(),
        }
    }

    /// `cv.yaml:4:5`, as far as it is known.
    pub(crate) fn place(&self) -> Option<String> {
        let file = self.file.as_ref()?;
        Some(match (self.line, self.column) {
            (Some(line), Some(column)) => format!("{file}:{line}:{column}"),
            _ => file.clone(),
        })
    }
}

impl Serialize for Severity {
    fn serialize<S: serde::Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        serializer.serialize_str(self.name())
    }
}

impl<'de> Deserialize<'de> for Severity {
    fn deserialize<D: serde::Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        let name = Cow::<str>::deserialize(deserializer)?;
        let known = [Self::Error, Self::Warning, Self::Advice].into_iter().find(|severity| severity.name() == name);
        known.ok_or_else(|| serde::de::Error::custom(format_args!("unknown severity `{name}`")))
    }
}
