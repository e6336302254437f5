//! A CV that was read, with all that is needed to speak about it.

use std::path::{Path, PathBuf};

use super::bibliography;
use crate::diag::{Diagnostic, Severity, Sink};
use crate::model::{Cv, Settings};
use crate::read;
use crate::source::{FileId, Sources, Span};
use crate::syntax::{self, Node, Syntax};

/// A CV that was read.
#[derive(Debug)]
pub struct Input {
    /// The name of outputs: the file's, without its extension.
    pub stem: String,
    /// The folder it lies in: where paths in it start.
    pub folder: PathBuf,
    /// The folder of the project it takes settings from: where paths in these start.
    pub project: Option<PathBuf>,
    /// The CV.
    pub cv: Cv,
    /// The tree it was read from; for finding the field a character stands in.
    pub node: Node,
}

impl Input {
    /// Reads a text that was added to `sources`, and the files of references that it names. `None` if it is no CV; errors are
    /// in the sink in any case.
    pub fn read(
        stem: impl Into<String>,
        folder: impl Into<PathBuf>,
        file: FileId,
        syntax: &dyn Syntax,
        sources: &mut Sources,
        sink: &mut Sink,
    ) -> Option<Self> {
        let folder = folder.into();
        let root = folder.clone();
        Self::read_below(&root, stem, folder, file, syntax, sources, sink)
    }

    /// The same where the files that the CV names may lie anywhere below `root`, not only in its folder.
    pub fn read_below(
        root: &Path,
        stem: impl Into<String>,
        folder: impl Into<PathBuf>,
        file: FileId,
        syntax: &dyn Syntax,
        sources: &mut Sources,
        sink: &mut Sink,
    ) -> Option<Self> {
        let folder = folder.into();
        let node = syntax::parse(syntax, file, sources, sink)?;
        let node = read::translate(read::unfold(node), sink);
        let node = bibliography::add(node, &folder, root, sources, sink);
        let mut found = Sink::new();
        let cv = read::read(&node, &mut found);
        sink.extend(found.into_vec().into_iter().map(|found| softened(found, file)));
        let cv = cv?;
        let input = Self { stem: stem.into(), folder, project: None, cv, node };
        sink.retain(|found| !input.allows(found));
        Some(input)
    }

    /// Takes from a project what the CV does not say.
    pub(super) fn in_project(mut self, defaults: &Settings, folder: &Path) -> Self {
        self.cv.settings.fall_back_on(defaults);
        self.project = Some(folder.to_owned());
        self
    }

    /// Where a path starts that was written at this place, in the CV or in the project's file.
    pub(super) fn base(&self, span: Option<Span>) -> &Path {
        let is_elsewhere = span.is_some_and(|span| span.file != self.node.span.file);
        self.project.as_ref().filter(|_| is_elsewhere).unwrap_or(&self.folder)
    }

    /// Whether the owner does not want to hear of a finding. Errors are always told.
    pub fn allows(&self, found: &Diagnostic) -> bool {
        let is_named = || self.cv.settings.allow.iter().any(|id| id.value == found.id);
        found.severity != Severity::Error && is_named()
    }
}

/// What is wrong in a file of references costs the field it stands in, not the CV: it is not the owner who writes it.
fn softened(found: Diagnostic, cv: FileId) -> Diagnostic {
    let is_elsewhere = found.span.is_some_and(|span| span.file != cv);
    let severity = if is_elsewhere { found.severity.max(Severity::Warning) } else { found.severity };
    Diagnostic { severity, ..found }
}
