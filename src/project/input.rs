//! A CV that was read, with all that is needed to speak about it.

use std::path::PathBuf;

use crate::diag::Sink;
use crate::model::Cv;
use crate::read;
use crate::source::{FileId, Sources};
use crate::syntax::{self, Node, Syntax};

/// A CV that was read.
#[derive(Debug)]
pub struct Input {
    /// The name of outputs: the file's, without its extension.
    pub stem: String,
    /// The folder it lies in: where paths in it start.
    pub folder: PathBuf,
    /// The CV.
    pub cv: Cv,
    /// The tree it was read from; for finding the field a character stands in.
    pub node: Node,
}

impl Input {
    /// Reads a text that was added to `sources`. `None` if it is no CV; errors are in the sink in any case.
    pub fn read(
        stem: impl Into<String>,
        folder: impl Into<PathBuf>,
        file: FileId,
        syntax: &dyn Syntax,
        sources: &Sources,
        sink: &mut Sink,
    ) -> Option<Self> {
        let node = syntax::parse(syntax, file, sources, sink)?;
        let cv = read::read(&node, sink)?;
        Some(Self { stem: stem.into(), folder: folder.into(), cv, node })
    }
}
