//! Fonts: those in the binary, those in folders, those of the system. A face is parsed when it is first used.

use std::collections::BTreeSet;
use std::path::{Path, PathBuf};

use serde::{Deserialize, Serialize};
use typst::foundations::Bytes;
use typst::text::{Coverage, Font, FontFlags, FontInfo, FontStyle, FontVariant};
use typst_kit::fonts::{FontPath, FontSource, FontStore};

mod embedded {
    include!(concat!(env!("OUT_DIR"), "/fonts.rs"));
}

/// What is known of the faces in the binary without parsing them; made by [`index_of_bundled`].
const INDEX: &[u8] = include_bytes!("../../fonts/index.postcard");

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

/// What the index holds of a face: its [`FontInfo`] without the axes, which these faces have none of.
#[derive(Serialize, Deserialize)]
struct Indexed<'a> {
    path: &'a str,
    family: String,
    variant: FontVariant,
    flags: FontFlags,
    coverage: Coverage,
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
        let mut indexed: Vec<Indexed> = postcard::from_bytes(INDEX).unwrap_or_default();
        let mut fonts = Self { store: FontStore::new(), faces: Vec::new() };
        for (path, data) in embedded::FONT_FILES {
            let place = indexed.iter().position(|entry| entry.path == *path);
            let known = place.map(|place| indexed.swap_remove(place).into_info());
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

impl Indexed<'_> {
    fn into_info(self) -> FontInfo {
        let Self { family, variant, flags, coverage, .. } = self;
        FontInfo { family, variant, flags, axes: Vec::new(), coverage }
    }
}

/// What `fonts/index.postcard` must hold: every face in the binary that is not variable, parsed.
///
/// # Errors
/// If that cannot be written down, which would be a fault of ours.
pub fn index_of_bundled() -> Result<Vec<u8>, postcard::Error> {
    let parsed = embedded::FONT_FILES.iter().filter_map(|(path, data)| Some((*path, FontInfo::new(data, 0)?)));
    let indexed = parsed.filter(|(_, info)| info.axes.is_empty()).map(|(path, info)| {
        let FontInfo { family, variant, flags, coverage, .. } = info;
        Indexed { path, family, variant, flags, coverage }
    });
    postcard::to_extend(&indexed.collect::<Vec<_>>(), Vec::new())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_index_describes_the_fonts_in_the_binary() {
        let index = index_of_bundled().expect("it can be written down");
        if INDEX != index {
            let path = concat!(env!("CARGO_MANIFEST_DIR"), "/fonts/index.postcard");
            let message = match std::env::var_os("UPDATE") {
                Some(_) => std::fs::write(path, index).map(|()| "was renewed: build again"),
                None => Ok("is out of date: run `UPDATE=1 cargo test --lib index`"),
            };
            panic!("fonts/index.postcard {}", message.expect("the repository can be written"));
        }
    }
}
