//! The CV as its owner writes it.

use std::sync::LazyLock;

use super::basics::{BASICS, Basics};
use super::field::{Field, Kind, Table};
use super::section::{FREE, FREE_SECTION, SECTION_KINDS, Section, SectionKind};
use super::settings::{SETTINGS, Settings};
use crate::document::Day;

/// A whole CV.
#[derive(Debug, Clone)]
pub struct Cv {
    /// Who it is of and how to reach them.
    pub basics: Basics,
    /// The sections in the order of the text.
    pub sections: Vec<Section>,
    /// How its owner wants it set: the block `recto:`.
    pub settings: Settings,
    /// `meta.lastModified`.
    pub last_modified: Option<Day>,
}

impl Cv {
    /// The fields of the whole document.
    pub fn table() -> Table {
        static FIELDS: LazyLock<Vec<Field>> = LazyLock::new(|| {
            let mut fields = vec![Field::new("basics", Kind::Map(&BASICS), "Who you are and how to reach you.", &[])];
            fields.extend(SECTION_KINDS.iter().map(|kind| section(*kind)));
            let own = "Sections of your own, of any title: whatever has no other place.";
            fields.push(Field::new(FREE.key(), FREE_SECTIONS, own, &[]));
            let settings = "How the CV is set: layout, paper, language, order of sections, variants.";
            fields.push(Field::new("recto", Kind::Map(&SETTINGS), settings, &[]));
            fields.push(Field::new("meta", Kind::Map(&META), "JSON Resume's data about the file.", &[]));
            fields
        });
        Table::new("cv", &FIELDS)
    }
}

const FREE_SECTIONS: Kind = Kind::List(&Kind::Map(&FREE_SECTION));

fn section(kind: &'static dyn SectionKind) -> Field {
    Field::new(kind.key(), Kind::Entries(kind), kind.doc(), &[]).also(kind.also())
}

/// `meta` is JSON Resume's and open to anyone; of it, only the date matters here.
pub static META: Table = Table::new(
    "meta",
    &[
        Field::new("lastModified", Kind::Day, "The date of the PDF.", &["2026-09-14"]),
        Field::new("canonical", Kind::Any, "Where the newest version is; not used.", &["https://example.org/cv.json"]),
        Field::new("version", Kind::Any, "The version of the file; not used.", &["v1.0.0"]),
    ],
)
.open();
