//! The files of references that a CV names: read from disk, so that their entries become part of it.

use std::path::Path;

use super::inside::{Refusal, inside, unread};
use crate::diag::{Diagnostic, Sink};
use crate::read::bibliography;
use crate::source::{FileId, Sources, Spanned};
use crate::syntax::{MAX_BYTES, Node};

/// Adds the entries of all files that a CV in `folder` names; they must lie below `root`. Those that cannot be read are
/// told.
pub(super) fn add(cv: Node, folder: &Path, root: &Path, sources: &mut Sources, sink: &mut Sink) -> Node {
    let mut read: Vec<(Spanned<String>, FileId)> = Vec::new();
    for (index, name) in bibliography::files(&cv).into_iter().enumerate() {
        match text(&name.value, folder, root) {
            Ok(text) => {
                let shown = folder.join(&name.value).display().to_string();
                let file = sources.add(shown, text);
                read.push((name, file));
            }
            Err((why, hint)) => {
                let message = format!("the bibliography `{}` {why}", name.value);
                let fault = Diagnostic::error("bad-bibliography", message).at(name.span);
                sink.push(fault.in_field(format!("recto.bibliography[{index}]")).hint(hint.to_owned()));
            }
        }
    }
    let files: Vec<_> = read.into_iter().map(|(name, file)| (name, file, sources.get(file))).collect();
    bibliography::add(cv, &files, sink)
}

/// The text of a file, or why it is not taken and what to do.
fn text(name: &str, folder: &Path, root: &Path) -> Result<String, Refusal> {
    let extension = Path::new(name).extension().unwrap_or_default().to_string_lossy().to_lowercase();
    if !bibliography::extensions().any(|known| known == extension) {
        let hint = "it is told by its extension: .bib, .json (CSL), .yaml (Hayagriva) or .ris";
        return Err(("is of no format that is known".to_owned(), hint));
    }
    let path = inside(name, folder, root)?;
    let about = std::fs::metadata(&path).map_err(unread)?;
    if !about.is_file() || about.len() > MAX_BYTES as u64 {
        let what = if about.is_file() { "is larger than 4 MiB" } else { "is no file" };
        return Err((what.to_owned(), "name a file with your own publications alone"));
    }
    let bytes = std::fs::read(&path).map_err(unread)?;
    String::from_utf8(bytes).map_err(|_| ("is not UTF-8 text".to_owned(), "save it as UTF-8"))
}
