//! A CV's file, read from disk.

use std::io::{self, Read};
use std::path::Path;

use super::input::Input;
use crate::diag::Sink;
use crate::source::Sources;
use crate::syntax::{self, MAX_BYTES, Syntax};

/// Reads a CV from a file. `None` if it is no CV; what was found is in the sink in any case.
///
/// # Errors
/// A sentence on why it cannot be read.
pub fn load(path: &Path, sources: &mut Sources, sink: &mut Sink) -> Result<Option<Input>, String> {
    load_below(None, path, sources, sink)
}

/// The same where the files that the CV names may lie anywhere below `root`, if there is one.
///
/// # Errors
/// A sentence on why it cannot be read.
pub fn load_below(
    root: Option<&Path>,
    path: &Path,
    sources: &mut Sources,
    sink: &mut Sink,
) -> Result<Option<Input>, String> {
    let syntax = syntax_of(path)?;
    let name = path.display().to_string();
    let text = std::fs::File::open(path).map_err(|error| format!("cannot read `{name}` ({error})"));
    let text = read_text(text?, &name)?;
    let file = sources.add(name, text);
    let stem = path.file_stem().unwrap_or_default().to_string_lossy();
    let folder = path.parent().unwrap_or(Path::new(""));
    Ok(Input::read_below(root.unwrap_or(folder), stem, folder, file, syntax, sources, sink))
}

/// The text of a file that is called `name`.
///
/// # Errors
/// A sentence on why it is no text.
pub fn read_text(from: impl Read, name: &str) -> Result<String, String> {
    let mut bytes = Vec::new();
    // Some files have no end.
    let read: io::Result<_> = from.take(MAX_BYTES as u64 + 1).read_to_end(&mut bytes);
    read.map_err(|error| format!("cannot read `{name}` ({error})"))?;
    if bytes.len() > MAX_BYTES {
        return Err(format!("`{name}` is larger than {} MiB, which no CV is", MAX_BYTES >> 20));
    }
    String::from_utf8(bytes).map_err(|error| {
        format!("`{name}` is not UTF-8 text (byte {}); save it as UTF-8", error.utf8_error().valid_up_to())
    })
}

pub(super) fn syntax_of(path: &Path) -> Result<&'static dyn Syntax, String> {
    syntax::by_path(path)
        .ok_or_else(|| format!("`{}` has no extension that recto knows; use .yaml, .json or .toml", path.display()))
}
