//! What recto has to say about its input: diagnostics, where they are gathered, and how they are shown.
//!
//! Building a diagnostic is one thing, showing it another: stages push into a [`Sink`], the program picks a renderer.
//! This module does not know which stages exist.

mod explain;
mod format;
mod full;
mod github;
mod json;
mod junit;
mod located;
mod near;
mod short;

pub use explain::{Explanation, explain, explanations};
pub use format::{Case, Finding, MESSAGE_FORMATS, MessageFormat, message_format};
pub use full::full;
pub use located::Located;
pub use near::{near, near_hint};

use std::collections::HashSet;

use crate::source::Span;

/// How bad a finding is.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub enum Severity {
    /// The result would be wrong: nothing is built.
    Error,
    /// The result stands, but something in the input was not used as written.
    Warning,
    /// Worth knowing; shown only when asked for.
    Advice,
}

impl Severity {
    /// The word shown to people.
    pub fn name(self) -> &'static str {
        match self {
            Self::Error => "error",
            Self::Warning => "warning",
            Self::Advice => "advice",
        }
    }
}

/// One finding. Messages are lower case, without full stop, with the owner's text in backticks.
#[derive(Debug, Clone, PartialEq, Eq, Hash)]
pub struct Diagnostic {
    /// A stable kebab-case name people can search for, such as `unknown-key`.
    pub id: &'static str,
    /// How bad it is.
    pub severity: Severity,
    /// What is wrong, in one sentence.
    pub message: String,
    /// Where, if it has a place in a text.
    pub span: Option<Span>,
    /// The path of the field, such as `work[0].endDate`; empty if it has none.
    pub path: String,
    /// Ways out, one sentence each.
    pub hints: Vec<String>,
}

impl Diagnostic {
    /// A diagnostic without a place or hints.
    pub fn new(severity: Severity, id: &'static str, message: impl Into<String>) -> Self {
        Self { id, severity, message: message.into(), span: None, path: String::new(), hints: Vec::new() }
    }

    /// An error.
    pub fn error(id: &'static str, message: impl Into<String>) -> Self {
        Self::new(Severity::Error, id, message)
    }

    /// A warning.
    pub fn warning(id: &'static str, message: impl Into<String>) -> Self {
        Self::new(Severity::Warning, id, message)
    }

    /// A piece of advice.
    pub fn advice(id: &'static str, message: impl Into<String>) -> Self {
        Self::new(Severity::Advice, id, message)
    }

    /// Says where.
    pub fn at(mut self, span: impl Into<Option<Span>>) -> Self {
        self.span = span.into();
        self
    }

    /// Says in which field.
    pub fn in_field(mut self, path: impl Into<String>) -> Self {
        self.path = path.into();
        self
    }

    /// Adds a way out, if there is one.
    pub fn hint(mut self, hint: impl Into<Option<String>>) -> Self {
        self.hints.extend(hint.into());
        self
    }
}

/// Gathers diagnostics in the order in which they were found.
#[derive(Debug, Clone, Default)]
pub struct Sink {
    diagnostics: Vec<Diagnostic>,
    /// The same once more, for telling quickly what was found before.
    found: HashSet<Diagnostic>,
}

impl Sink {
    /// An empty sink.
    pub fn new() -> Self {
        Self::default()
    }

    /// Takes a finding, unless the very same was found before.
    pub fn push(&mut self, diagnostic: Diagnostic) {
        if self.found.insert(diagnostic.clone()) {
            self.diagnostics.push(diagnostic);
        }
    }

    /// Takes several.
    pub fn extend(&mut self, diagnostics: impl IntoIterator<Item = Diagnostic>) {
        diagnostics.into_iter().for_each(|diagnostic| self.push(diagnostic));
    }

    /// Forgets those for which `keep` is false; they are not taken again.
    pub fn retain(&mut self, keep: impl FnMut(&Diagnostic) -> bool) {
        self.diagnostics.retain(keep);
    }

    /// Whether an error is among them.
    pub fn has_errors(&self) -> bool {
        self.count(Severity::Error) > 0
    }

    /// How many there are of one severity.
    pub fn count(&self, severity: Severity) -> usize {
        self.diagnostics.iter().filter(|diagnostic| diagnostic.severity == severity).count()
    }

    /// All of them, as found.
    pub fn iter(&self) -> impl Iterator<Item = &Diagnostic> {
        self.diagnostics.iter()
    }

    /// All of them, as found.
    pub fn into_vec(self) -> Vec<Diagnostic> {
        self.diagnostics
    }
}

impl FromIterator<Diagnostic> for Sink {
    fn from_iter<T: IntoIterator<Item = Diagnostic>>(diagnostics: T) -> Self {
        let mut sink = Self::new();
        sink.extend(diagnostics);
        sink
    }
}

/// A result and what was noticed on the way to it.
#[derive(Debug, Clone)]
pub struct Warned<T> {
    /// The result.
    pub output: T,
    /// Findings that did not prevent it.
    pub warnings: Vec<Diagnostic>,
}

/// A text without what a terminal would act upon: control characters, and those that turn the direction of writing.
pub(crate) fn visible(text: &str) -> String {
    let acts = |c: char| c.is_control() || matches!(c, '\u{202a}'..='\u{202e}' | '\u{2066}'..='\u{2069}');
    text.chars().map(|c| if acts(c) { '\u{fffd}' } else { c }).collect()
}
