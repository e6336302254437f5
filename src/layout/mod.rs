//! A layout as Rust sees it: a folder with a manifest and Typst files. No layout is known here by name.
//!
//! Knows neither the CV nor Typst: what a layout draws is the layout's business.

mod manifest;
mod options;
mod search;
mod value;

pub use manifest::{Fit, Manifest, OptionSpec, Parse};
pub use options::{Given, Options};
pub use search::{Layouts, name_of};
pub use value::{Length, OptionKind, Unit, Value};

/// The layout that is used when nobody asks for another.
pub const DEFAULT: &str = "scholar";

/// One layout.
#[derive(Debug, Clone)]
pub struct Layout {
    /// The name: that of its folder.
    pub name: String,
    /// What it says of itself.
    pub manifest: Manifest,
    /// Where its files, and those of the kit, are looked up.
    pub files: Layouts,
}
