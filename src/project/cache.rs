//! What is remembered of PDFs that were built, one small file each, so that they are not built again without need.
//!
//! Nothing here is trusted: a PDF counts as unchanged only if all that goes into it and its own bytes are what they were.
//! So it does not matter whether a run was killed between PDF and cache, another runs at the same time, or the clock is wrong.

use std::collections::BTreeMap;
use std::io;
use std::path::{Path, PathBuf};

use serde::{Deserialize, Serialize};

use super::fingerprint::hash;
use super::output::{parts, read, write};
use crate::layout::Layouts;

/// What is remembered of one PDF is smaller, in bytes.
const LARGEST: u64 = 1 << 20;

/// A folder with what is remembered.
#[derive(Debug, Clone)]
pub struct Cache {
    folder: PathBuf,
    /// What paths of outputs are seen from, so that a project can be moved.
    root: PathBuf,
}

/// What is remembered of one PDF.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub(super) struct Remembered {
    /// The hash of all that went into it but the files of its layout.
    pub(super) fingerprint: String,
    /// The hashes of the files of layouts that were read.
    pub(super) files: BTreeMap<String, String>,
    /// The hash of each file of the output, and its size in bytes.
    pub(super) parts: Vec<(String, usize)>,
    pub(super) pages: usize,
    pub(super) fill: f64,
    /// How many warnings setting it gave.
    pub(super) warnings: usize,
}

impl Remembered {
    /// How large the output is, in bytes.
    pub(super) fn bytes(&self) -> usize {
        self.parts.iter().map(|(_, bytes)| bytes).sum()
    }
}

impl Cache {
    /// The cache in a folder, for a project in another.
    pub fn new(folder: impl Into<PathBuf>, project: impl Into<PathBuf>) -> Self {
        Self { folder: folder.into(), root: project.into() }
    }

    /// What is remembered of a PDF, if nothing changed since: neither what goes into it nor itself.
    pub(super) fn unchanged(&self, output: &Path, fingerprint: &str, layouts: &Layouts) -> Option<Remembered> {
        let known: Remembered = serde_json::from_slice(&read(&self.file(output), |size| size < LARGEST).ok()?).ok()?;
        let is_same = known.fingerprint == fingerprint
            && known.files.iter().all(|(path, old)| hash_of(path, layouts).as_ref() == Some(old))
            && parts(output, known.parts.len()).iter().zip(&known.parts).all(|(path, (old, bytes))| {
                read(path, |size| size == *bytes as u64).is_ok_and(|file| hash(&file) == *old)
            });
        is_same.then_some(known)
    }

    /// Remembers a PDF that was written.
    ///
    /// # Errors
    /// Whatever the disk says. The PDF is then built again next time, which is all.
    pub(super) fn remember(&self, output: &Path, what: &Remembered) -> io::Result<()> {
        let ignore = self.folder.join(".gitignore");
        if !ignore.exists() {
            write(&ignore, b"*\n")?;
        }
        write(&self.file(output), &serde_json::to_vec(what)?)
    }

    /// Where it lies.
    pub fn folder(&self) -> &Path {
        &self.folder
    }

    fn file(&self, output: &Path) -> PathBuf {
        let name = output.strip_prefix(&self.root).unwrap_or(output);
        self.folder.join(hash(name.to_string_lossy().as_bytes())[..32].to_owned() + ".json")
    }
}

/// The hash of a file of a layout, wherever it lies now.
fn hash_of(path: &str, layouts: &Layouts) -> Option<String> {
    layouts.file(path).ok().map(|bytes| hash(&bytes))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn only_what_is_wholly_the_same_is_unchanged() {
        let folder = tempfile::tempdir().expect("there is room for files");
        let at = |name: &str| folder.path().join(name);
        let write = |name: &str, content: &str| super::write(&at(name), content.as_bytes()).expect("it can be written");
        let cache = Cache::new(at("cache"), folder.path());
        let layouts = Layouts::in_folders([at("layouts")]);
        write("layouts/mine/layout.typ", "one");
        write("ada.pdf", "pdf");
        let files = ["mine/layout.typ", "kit/base.typ"];
        let files = files.map(|path| (path.to_owned(), hash_of(path, &layouts).expect("it is there"))).into();
        let (fingerprint, parts) = ("f".to_owned(), vec![(hash(b"pdf"), 3)]);
        let known = Remembered { fingerprint, files, parts, pages: 1, fill: 0.5, warnings: 0 };
        let is_same = |fingerprint| cache.unchanged(&at("ada.pdf"), fingerprint, &layouts).is_some();
        assert!(!is_same("f"));
        cache.remember(&at("ada.pdf"), &known).expect("it can be written");
        assert!(is_same("f") && !is_same("g"));
        write("layouts/mine/layout.typ", "two");
        assert!(!is_same("f"));
        write("layouts/mine/layout.typ", "one");
        // A file that comes to stand before the one that was read.
        write("layouts/kit/base.typ", "mine");
        assert!(!is_same("f"));
        std::fs::remove_file(at("layouts/kit/base.typ")).expect("it is there");
        assert!(is_same("f"));
        write("ada.pdf", "pd");
        assert!(!is_same("f"));
        std::fs::remove_file(at("ada.pdf")).expect("it is there");
        assert!(!is_same("f"));
        let file = cache.file(&at("ada.pdf"));
        std::fs::write(file, "{\"fingerprint\": ").expect("it can be written");
        write("ada.pdf", "pdf");
        assert!(!is_same("f"));
    }
}
