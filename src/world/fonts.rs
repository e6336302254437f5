//! Fonts: those in the binary, those in folders, those of the system. A face is parsed when it is first used.

use std::collections::BTreeSet;
use std::path::{Path, PathBuf};

use serde::{Deserialize, Serialize};
use typst::foundations::Bytes;
use typst::text::{Font, FontInfo, FontStyle};
use typst_kit::fonts::{FontPath, FontSource, FontStore};

mod embedded {
    include!(concat!(env!("OUT_DIR"), "/fonts.rs"));
}

/// What is known of the faces in the binary without parsing them; made by [`index_of_bundled`].
const INDEX: &str = include_str!("../../fonts/index.json");

/// The fonts a document may use.
pub struct Fonts {
    store: FontStore,
    faces: Vec<Face>,
}

/// One face of a family, for listing.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord)]
pub struct Face {
    /// The family, as layouts name it.
    pub family: String,
    /// The weight, 100–900.
    pub weight: u16,
    /// Whether it is italic or oblique.
    pub italic: bool,
    /// The file, or `None` for a face in the binary.
    pub path: Option<PathBuf>,
}

/// Why fonts could not be loaded.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum FontFault {
    /// The folder is not there or cannot be read.
    NoFolder(PathBuf),
    /// There is no font in the folder.
    NoFont(PathBuf),
}

/// One entry of `fonts/index.json`.
#[derive(Serialize, Deserialize)]
struct Indexed<'a> {
    path: &'a str,
    info: FontInfo,
}

/// A face in the binary.
struct Bundled(&'static [u8]);

impl FontSource for Bundled {
    fn load(&self) -> Option<Font> {
        Font::new(Bytes::new(self.0), 0)
    }
}

impl Fonts {
    /// The fonts in the binary: the same on every machine.
    pub fn bundled() -> Self {
        let indexed: Vec<Indexed> = serde_json::from_str(INDEX).unwrap_or_default();
        let mut fonts = Self { store: FontStore::new(), faces: Vec::new() };
        for (path, data) in embedded::FONT_FILES {
            let known = indexed.iter().find(|entry| entry.path == *path).map(|entry| entry.info.clone());
            // A font that was added without renewing the index still works; a test asks for the index.
            if let Some(info) = known.or_else(|| FontInfo::new(data, 0)) {
                fonts.push(Bundled(data), info, None);
            }
        }
        fonts
    }

    /// Adds all fonts in a folder and its subfolders.
    ///
    /// # Errors
    /// If the folder is not there or has no font in it.
    pub fn add_folder(&mut self, folder: &Path) -> Result<(), FontFault> {
        if !folder.is_dir() {
            return Err(FontFault::NoFolder(folder.to_owned()));
        }
        let mut database = fontdb::Database::new();
        database.load_fonts_dir(folder);
        match self.add_database(&database) {
            0 => Err(FontFault::NoFont(folder.to_owned())),
            _ => Ok(()),
        }
    }

    /// Adds the fonts installed on this machine. The page may then differ from machine to machine.
    pub fn add_system(&mut self) {
        let mut database = fontdb::Database::new();
        database.load_system_fonts();
        self.add_database(&database);
    }

    /// Every face, by family, weight and style.
    pub fn faces(&self) -> Vec<Face> {
        let mut faces = self.faces.clone();
        faces.sort();
        faces
    }

    /// What tells these fonts from others: path, size and time of every file that is not in the binary.
    pub fn stamp(&self) -> String {
        let paths: BTreeSet<_> = self.faces.iter().filter_map(|face| face.path.as_ref()).collect();
        let stamp = |path: &PathBuf| {
            let about = std::fs::metadata(path).ok();
            let time = about.as_ref().and_then(|about| about.modified().ok());
            format!("{path:?} {:?} {time:?}\n", about.map(|about| about.len()))
        };
        paths.into_iter().map(stamp).collect()
    }

    pub(super) fn store(&self) -> &FontStore {
        &self.store
    }

    /// Adds what the database found, in an order that does not depend on the file system; returns how many.
    fn add_database(&mut self, database: &fontdb::Database) -> usize {
        let mut found: Vec<_> = database
            .faces()
            .filter_map(|face| {
                let (fontdb::Source::File(path) | fontdb::Source::SharedFile(path, _)) = &face.source else {
                    return None;
                };
                // The file is mapped for this, not read.
                let info = database.with_face_data(face.id, FontInfo::new)??;
                Some((path.clone(), face.index, info))
            })
            .collect();
        found.sort_by(|a, b| (&a.0, a.1).cmp(&(&b.0, b.1)));
        let count = found.len();
        for (path, index, info) in found {
            self.push(FontPath { path: path.clone(), index }, info, Some(path));
        }
        count
    }

    fn push(&mut self, source: impl FontSource, info: FontInfo, path: Option<PathBuf>) {
        self.faces.push(Face {
            family: info.family.clone(),
            weight: info.variant.weight.to_number(),
            italic: info.variant.style != FontStyle::Normal,
            path,
        });
        self.store.push((source, info));
    }
}

/// What `fonts/index.json` must hold: every face in the binary, parsed.
pub fn index_of_bundled() -> String {
    let entries = embedded::FONT_FILES.iter().filter_map(|(path, data)| {
        let entry = Indexed { path, info: FontInfo::new(data, 0)? };
        serde_json::to_string(&entry).ok()
    });
    format!("[\n{}\n]\n", entries.collect::<Vec<_>>().join(",\n"))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_index_describes_the_fonts_in_the_binary() {
        if INDEX != index_of_bundled() {
            let path = concat!(env!("CARGO_MANIFEST_DIR"), "/fonts/index.json");
            let message = match std::env::var_os("UPDATE") {
                Some(_) => std::fs::write(path, index_of_bundled()).map(|()| "was renewed: build again"),
                None => Ok("is out of date: run `UPDATE=1 cargo test --lib index`"),
            };
            panic!("fonts/index.json {}", message.expect("the repository can be written"));
        }
    }
}
