//! Where layouts are looked up: in folders, one after another, then in the binary. A file in an earlier place stands in
//! for the one at the same path in a later, so that a single piece can be replaced.

use std::borrow::Cow;
use std::collections::BTreeSet;
use std::io::{self, ErrorKind};
use std::path::{Path, PathBuf};

use super::{Layout, manifest};
use crate::diag::{Diagnostic, Sink, near_hint};
use crate::source::{Sources, Span};

mod embedded {
    include!(concat!(env!("OUT_DIR"), "/layouts.rs"));
}

/// The file that makes a folder a layout.
const MANIFEST: &str = "layout.toml";

/// The places where layouts are looked up.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Layouts {
    folders: Vec<PathBuf>,
}

impl Layouts {
    /// The layouts that are built in, and no others.
    pub fn built_in() -> Self {
        Self::default()
    }

    /// Folders that hold layouts, each in a folder of its own, the first winning; then those that are built in. A folder
    /// that is not there is passed over.
    pub fn in_folders(folders: impl IntoIterator<Item = PathBuf>) -> Self {
        Self { folders: folders.into_iter().collect() }
    }

    /// The names of all layouts, sorted.
    pub fn names(&self) -> Vec<String> {
        let built_in = embedded::LAYOUT_FILES.iter().filter_map(|(path, _)| path.strip_suffix(MANIFEST));
        let mut names: BTreeSet<_> = built_in.map(|folder| folder.trim_end_matches('/').to_owned()).collect();
        for folder in &self.folders {
            let entries = std::fs::read_dir(folder).into_iter().flatten().flatten();
            let layouts = entries.filter(|entry| entry.path().join(MANIFEST).is_file());
            names.extend(layouts.filter_map(|entry| entry.file_name().into_string().ok()));
        }
        names.into_iter().collect()
    }

    /// A file below the folder of all layouts, such as `scholar/layout.typ`.
    ///
    /// # Errors
    /// [`ErrorKind::NotFound`] if it is nowhere; else whatever the disk says of the first place that has it.
    pub fn file(&self, path: &str) -> io::Result<Cow<'static, [u8]>> {
        for folder in &self.folders {
            match std::fs::read(folder.join(path)) {
                Ok(bytes) => return Ok(Cow::Owned(bytes)),
                Err(error) if matches!(error.kind(), ErrorKind::NotFound | ErrorKind::NotADirectory) => {}
                Err(error) => return Err(error),
            }
        }
        let found = embedded::LAYOUT_FILES.iter().find(|(known, _)| *known == path);
        found.map(|(_, bytes)| Cow::Borrowed(*bytes)).ok_or_else(|| ErrorKind::NotFound.into())
    }

    /// All files of the first place that has the folder, such as `scholar`, with their paths below it.
    ///
    /// # Errors
    /// Whatever the disk says.
    pub fn below(&self, folder: &str) -> io::Result<Vec<(String, Cow<'static, [u8]>)>> {
        if let Some(found) = self.folders.iter().map(|place| place.join(folder)).find(|path| path.is_dir()) {
            return on_disk(&found);
        }
        let prefix = format!("{folder}/");
        let files =
            embedded::LAYOUT_FILES.iter().filter_map(|(path, bytes)| Some((path.strip_prefix(&prefix)?, bytes)));
        Ok(files.map(|(path, bytes)| (path.to_owned(), Cow::Borrowed(*bytes))).collect())
    }

    /// How a file is named to people: by its path on disk, or below `layouts/` if it is built in.
    pub fn shown(&self, path: &str) -> String {
        let on_disk = self.folders.iter().map(|folder| folder.join(path)).find(|path| path.is_file());
        on_disk.map_or_else(|| format!("layouts/{path}"), |path| path.display().to_string())
    }

    /// Reads the manifest of a layout: one of these by its name, or any folder by a path with a `/` in it, which starts
    /// at `base`. `span` is where it was asked for, if in a file.
    pub fn find(
        &self,
        asked: &str,
        base: &Path,
        span: Option<Span>,
        sources: &mut Sources,
        sink: &mut Sink,
    ) -> Option<Layout> {
        let (name, files) = match asked.contains('/') {
            true => self.with_folder(&base.join(asked)),
            false => (asked.to_owned(), self.clone()),
        };
        let path = format!("{name}/{MANIFEST}");
        // Dots would lead out of the folders.
        let text = if name.starts_with('.') { Err(ErrorKind::NotFound.into()) } else { files.file(&path) };
        let text = match text {
            Ok(bytes) => String::from_utf8_lossy(&bytes).into_owned(),
            Err(error) => {
                sink.push(self.not_found(asked, &error).at(span));
                return None;
            }
        };
        let shown = files.shown(&path);
        let file = sources.find(&shown).unwrap_or_else(|| sources.add(shown, text));
        match manifest::parse(file, sources.get(file).text()) {
            Ok(manifest) => Some(Layout { name, manifest, files }),
            Err(faults) => {
                sink.extend(faults.iter().cloned());
                None
            }
        }
    }

    /// The name of the layout in a folder, and the places with it in front. Its neighbours are found as well, as they are
    /// by Typst's own tools.
    fn with_folder(&self, folder: &Path) -> (String, Self) {
        // `.` and `..` do not tell the name of the folder.
        let folder = match folder.file_name() {
            Some(_) => folder.to_owned(),
            None => std::fs::canonicalize(folder).unwrap_or_else(|_| folder.to_owned()),
        };
        let name = folder.file_name().map(|name| name.to_string_lossy().into_owned()).unwrap_or_default();
        let parent = folder.parent().map(Path::to_owned).unwrap_or_default();
        (name, Self { folders: std::iter::once(parent).chain(self.folders.iter().cloned()).collect() })
    }

    fn not_found(&self, asked: &str, error: &io::Error) -> Diagnostic {
        let fault = |message: String| Diagnostic::error("unknown-layout", message);
        if error.kind() != ErrorKind::NotFound {
            return fault(format!("the layout `{asked}` cannot be read ({error})"));
        }
        if asked.contains('/') {
            let hint = "start one with `recto layouts new NAME`".to_owned();
            return fault(format!("there is no layout in `{asked}`: it has no `{MANIFEST}`")).hint(hint);
        }
        let names = self.names();
        fault(format!("unknown layout `{asked}`")).hint(near_hint(asked, names.iter().map(String::as_str)))
    }
}

/// The files below a folder, sorted.
fn on_disk(folder: &Path) -> io::Result<Vec<(String, Cow<'static, [u8]>)>> {
    let mut found = Vec::new();
    let mut pending = vec![folder.to_owned()];
    while let Some(next) = pending.pop() {
        for entry in std::fs::read_dir(next)? {
            let path = entry?.path();
            if path.is_dir() {
                pending.push(path);
                continue;
            }
            let parts = path.strip_prefix(folder).into_iter().flat_map(Path::iter);
            let name = parts.map(|part| part.to_string_lossy()).collect::<Vec<_>>().join("/");
            found.push((name, Cow::Owned(std::fs::read(&path)?)));
        }
    }
    found.sort();
    Ok(found)
}

/// The name of a layout that was asked for by name or by path.
pub fn name_of(asked: &str) -> &str {
    asked.trim_end_matches('/').rsplit('/').next().unwrap_or(asked)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_file_on_disk_stands_in_for_the_one_that_is_built_in() {
        let folder = tempfile::tempdir().expect("there is room for files");
        let write = |path: &str, text: &str| {
            let path = folder.path().join(path);
            std::fs::create_dir_all(path.parent().expect("it has one")).expect("folders can be made");
            std::fs::write(path, text).expect("files can be written");
        };
        write("kit/entry.typ", "mine");
        write("mine/layout.toml", "");
        let layouts = Layouts::in_folders([folder.path().join("nowhere"), folder.path().to_owned()]);
        assert_eq!(layouts.file("kit/entry.typ").ok().as_deref(), Some(&b"mine"[..]));
        assert!(layouts.file("kit/inline.typ").is_ok_and(|bytes| bytes.starts_with(b"//")));
        assert_eq!(layouts.file("kit/none.typ").map_err(|error| error.kind()), Err(ErrorKind::NotFound));
        assert!(layouts.names().iter().any(|name| name == "mine"));
        assert!(layouts.names().iter().any(|name| name == "scholar"));
        assert_eq!(layouts.shown("kit/inline.typ"), "layouts/kit/inline.typ");
        assert_eq!(layouts.shown("kit/entry.typ"), folder.path().join("kit/entry.typ").display().to_string());
    }

    #[test]
    fn paths_end_in_the_name() {
        assert_eq!(name_of("scholar"), "scholar");
        assert_eq!(name_of("./designs/mine/"), "mine");
    }
}
