//! A layout as Rust sees it: a folder with a manifest and Typst files. No layout is known here by name.
//!
//! Knows neither the CV nor Typst: what a layout draws is the layout's business.

mod manifest;
mod options;
mod value;

use std::borrow::Cow;

use crate::diag::{Diagnostic, Sink, near_hint};
use crate::source::{Sources, Span};

pub use manifest::{Fit, Manifest, OptionSpec, Parse};
pub use options::{Given, Options};
pub use value::{Length, OptionKind, Unit, Value};

mod embedded {
    include!(concat!(env!("OUT_DIR"), "/layouts.rs"));
}

/// The layout that is used when nobody asks for another.
pub const DEFAULT: &str = "scholar";

/// Where layouts are looked up.
#[derive(Debug, Clone, Default)]
pub struct Layouts {}

/// One layout.
#[derive(Debug, Clone)]
pub struct Layout {
    /// The name: that of its folder.
    pub name: String,
    /// What it says of itself.
    pub manifest: Manifest,
}

impl Layouts {
    /// The layouts that are built in.
    pub fn built_in() -> Self {
        Self {}
    }

    /// The names of all layouts, sorted.
    pub fn names(&self) -> impl Iterator<Item = &'static str> + Clone {
        embedded::LAYOUT_FILES.iter().filter_map(|(path, _)| path.strip_suffix("/layout.toml"))
    }

    /// A file below the folder of all layouts, such as `scholar/layout.typ`.
    pub fn file(&self, path: &str) -> Option<Cow<'static, str>> {
        let found = embedded::LAYOUT_FILES.iter().find(|(known, _)| *known == path);
        found.map(|(_, text)| Cow::Borrowed(*text))
    }

    /// Reads the manifest of a layout. `span` is where the name was written, if it was.
    pub fn find(&self, name: &str, span: Option<Span>, sources: &mut Sources, sink: &mut Sink) -> Option<Layout> {
        let path = format!("{name}/layout.toml");
        let Some(text) = self.file(&path) else {
            sink.push(
                Diagnostic::error("unknown-layout", format!("unknown layout `{name}`"))
                    .at(span)
                    .hint(near_hint(name, self.names())),
            );
            return None;
        };
        let shown = format!("layouts/{path}");
        let file = sources.find(&shown).unwrap_or_else(|| sources.add(shown, text));
        match manifest::parse(file, sources.get(file).text()) {
            Ok(manifest) => Some(Layout { name: name.to_owned(), manifest }),
            Err(faults) => {
                sink.extend(faults.iter().cloned());
                None
            }
        }
    }
}
