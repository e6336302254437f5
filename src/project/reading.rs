//! A CV of a project as it was read: once for all its jobs where there are few.

use std::path::Path;

use super::config::Project;
use super::input::Input;
use crate::diag::{Diagnostic, Sink};
use crate::source::Sources;

/// What came of reading a CV.
#[derive(Debug)]
pub struct Reading {
    /// The CV, if it is one.
    pub(super) input: Option<Input>,
    /// What was found.
    pub(super) sink: Sink,
    /// The texts in which it was found.
    pub(super) sources: Sources,
}

impl Reading {
    /// Reads a CV.
    pub(super) fn of(project: &Project, cv: &Path) -> Self {
        let (mut sources, mut sink) = (project.sources(), Sink::new());
        let input = project.load(cv, &mut sources, &mut sink).unwrap_or_else(|message| {
            sink.push(Diagnostic::error("could-not-run", message));
            None
        });
        Self { input, sink, sources }
    }
}
