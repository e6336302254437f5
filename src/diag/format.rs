//! The ways in which findings can be written, one file each.

use super::{Located, Severity, full, github, json, junit, short};
use crate::source::Sources;

/// What was found about one file, or whatever else was looked at by itself.
#[derive(Debug, Clone, PartialEq)]
pub struct Case {
    /// The file, as it was named.
    pub name: String,
    /// All that was found about it.
    pub findings: Vec<Located>,
    /// Whether warnings and advice fail it as errors do.
    pub strict: bool,
    /// How long it took, if that is known.
    pub seconds: Option<f64>,
}

impl Case {
    /// Whether a finding makes the case fail.
    pub fn is_failure(&self, found: &Located) -> bool {
        self.strict || found.severity == Severity::Error
    }
}

/// A way to write findings. One file each; registered in [`MESSAGE_FORMATS`].
pub trait MessageFormat: Sync {
    /// The name, as in `--message-format json`.
    fn name(&self) -> &'static str;

    /// Whether it is read by programs, and belongs on standard output.
    fn is_for_machines(&self) -> bool;

    /// What is written as soon as something is found. Coloured with ANSI escapes if `color`.
    fn finding(&self, found: &Finding, color: bool) -> Option<String>;

    /// What is written at the end, about everything that was looked at.
    fn end(&self, _cases: &[Case]) -> Option<String> {
        None
    }
}

/// A finding with its text at hand.
#[derive(Debug, Clone, Copy)]
pub struct Finding<'a> {
    /// The finding.
    pub diagnostic: &'a super::Diagnostic,
    /// The texts its span lies in.
    pub sources: &'a Sources,
    /// The same with its place worked out.
    pub located: &'a Located,
}

/// Every format, the default first.
pub static MESSAGE_FORMATS: &[&dyn MessageFormat] =
    &[&full::Full, &short::Short, &json::Json, &github::Github, &junit::Junit];

/// The format called `name`.
pub fn message_format(name: &str) -> Option<&'static dyn MessageFormat> {
    MESSAGE_FORMATS.iter().copied().find(|format| format.name() == name)
}
