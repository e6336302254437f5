//! Node → Cv, one file a dialect. Knows no file syntax and no Typst.

pub mod bibliography;
mod draft;
mod europass;
mod extension;
mod linkedin;
mod markup;
mod native;
mod order;
mod rendercv;

pub use extension::unfold;

use crate::diag::{Diagnostic, Sink};
use crate::model::Cv;
use crate::syntax::{Node, Value};

pub use draft::Translation;
pub use europass::europass;
pub use linkedin::linkedin;
pub use order::in_order;

/// The CV format of another program. One file each; registered in [`DIALECTS`].
pub trait Dialect: Sync {
    /// The name, for messages.
    fn name(&self) -> &'static str;

    /// Whether a tree is written in it.
    fn is(&self, node: &Node) -> bool;

    /// The same CV in recto's own dialect. Reports what it does not take over.
    fn translate(&self, node: &Node, sink: &mut Sink) -> Translation;
}

/// Every dialect but recto's own, of which JSON Resume is a part.
pub static DIALECTS: &[&dyn Dialect] = &[&rendercv::RenderCv];

/// The dialect that a tree is written in; `None` for recto's own.
pub fn dialect(node: &Node) -> Option<&'static dyn Dialect> {
    DIALECTS.iter().copied().find(|dialect| dialect.is(node))
}

/// A tree in recto's own dialect, in whichever it was written. Places stay those of the file.
pub fn translate(node: Node, sink: &mut Sink) -> Node {
    match dialect(&node) {
        Some(dialect) => dialect.translate(&node, sink).node,
        None => node,
    }
}

/// Reads a CV in recto's own dialect, of which JSON Resume is a part.
///
/// Reports everything it finds. `None` only when the tree is no CV at all; a CV read with errors in the sink is there
/// for further checks and is not to be set.
pub fn read(node: &Node, sink: &mut Sink) -> Option<Cv> {
    if matches!(&node.value, Value::Map(map) if map.iter().len() == 0) {
        sink.push(Diagnostic::error("empty-file", "the file holds nothing").at(node.span));
        return None;
    }
    native::read(node, sink)
}
