//! Files that a CV names: they lie in its folder, or below a folder that was allowed.

use std::path::{Path, PathBuf};

/// What is wrong with a path, to stand behind its name, and what to do.
pub(super) type Refusal = (String, &'static str);

/// The path of a file that a CV in `folder` names; it must lie below `root`.
pub(super) fn inside(name: &str, folder: &Path, root: &Path) -> Result<PathBuf, Refusal> {
    let absolute = |path: &Path| {
        // The folder of a CV that is named alone is empty.
        let path = if path == Path::new("") { Path::new(".") } else { path };
        std::fs::canonicalize(path).map_err(unread)
    };
    // Links are followed before looking where it lies.
    let path = absolute(&folder.join(name))?;
    match path.starts_with(absolute(root)?) {
        true => Ok(path),
        false => {
            Err(("lies outside the folder of the CV".to_owned(), "copy it there, or allow more with `--root FOLDER`"))
        }
    }
}

/// A file that is there and cannot be read.
pub(super) fn unread(error: std::io::Error) -> Refusal {
    (format!("cannot be read ({error})"), "its path starts at the folder of the CV")
}
