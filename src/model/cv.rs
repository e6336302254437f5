//! The CV as its owner writes it.

use super::basics::Basics;
use super::section::Section;
use super::settings::Settings;
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
