//! Node → Cv, one file a dialect. Knows no file syntax and no Typst.

pub mod bibliography;
mod extension;
mod native;

pub use extension::unfold;

use crate::diag::{Diagnostic, Sink};
use crate::model::Cv;
use crate::syntax::{Node, Value};

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
