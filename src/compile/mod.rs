//! Document + Layout + Options → Pages. Knows neither disk nor output formats.

mod boxes;
mod diagnostics;
mod pages;

use serde::Serialize;
use typst_layout::PagedDocument;

use crate::diag::{Diagnostic, Warned};
use crate::document::{Document, Paper};
use crate::layout::{Layout, Options};
use crate::source::Sources;
use crate::world::World;

pub use boxes::TextBox;
pub(crate) use diagnostics::place;
pub use pages::{COLUMN, Mark, Pages};

/// How a document is to be set, apart from what it says.
#[derive(Debug, Clone, Copy)]
pub struct Setup<'a> {
    /// The layout.
    pub layout: &'a Layout,
    /// A value for each of its options.
    pub options: &'a Options,
    /// The paper.
    pub paper: Paper,
    /// Whether it is meant to have one page only: then layouts need no page numbers.
    pub one_page: bool,
    /// Whether everything is set on one page without an end, for measuring.
    pub endless: bool,
    /// Whether what [`World::set_attachment`] took goes along in the PDF.
    pub attach: bool,
    /// How far it reaches beyond the edge of the paper, in millimetres, if it is for a print shop.
    pub bleed: Option<u32>,
}

/// What layouts read from `/options.json`.
#[derive(Serialize)]
#[serde(rename_all = "kebab-case")]
struct Job<'a> {
    layout: &'a str,
    paper: Paper,
    one_page: bool,
    endless: bool,
    #[serde(skip_serializing_if = "Option::is_none")]
    print: Option<Print>,
    #[serde(skip_serializing_if = "std::ops::Not::not")]
    attach: bool,
    options: &'a Options,
}

/// What is different for a print shop.
#[derive(Serialize)]
struct Print {
    /// In points.
    bleed: f64,
}

/// Lays a document out. What Typst remembers of it grows until [`forget`] is called.
///
/// # Errors
/// Typst's errors as diagnostics that point into the layout's files; the texts of these files are added to `sources`.
pub fn compile(
    world: &mut World,
    document: &Document,
    setup: Setup,
    sources: &mut Sources,
) -> Result<Warned<Pages>, Vec<Diagnostic>> {
    let (cv, options) = data(document, setup)?;
    world.set_layouts(&setup.layout.files);
    world.set_data(cv, options);
    let result = typst::compile::<PagedDocument>(world);
    let (errors, warnings) = diagnostics::split(world, setup.options, result.warnings, sources);
    if !errors.is_empty() {
        return Err(errors);
    }
    match result.output {
        Ok(document) => Ok(Warned { output: Pages::new(document)?, warnings }),
        Err(faults) => Err(faults.iter().map(|fault| diagnostics::convert(world, fault, sources)).collect()),
    }
}

/// Lets Typst forget what was of no use lately: memory stays flat over many documents only if this runs before each. Before,
/// not after, so that a process that sets a single one need not tidy up.
///
/// The memory is the whole process's, and locked while it is searched, so once a document is often enough. What was used since
/// each other world began its document is kept; should one still need what is forgotten, that costs time and nothing else.
pub fn forget(world: &World) {
    comemo::evict(world.worlds() - 1);
}

/// What layouts read: the contents of `/cv.json` and `/options.json`.
///
/// # Errors
/// If the data cannot be written as JSON, which would be a fault of ours.
pub fn data(document: &Document, setup: Setup) -> Result<(Vec<u8>, Vec<u8>), Vec<Diagnostic>> {
    let Setup { layout, options, paper, one_page, endless, attach, bleed } = setup;
    let print = bleed.map(|bleed| Print { bleed: f64::from(bleed) * 72.0 / 25.4 });
    let job = Job { layout: &layout.name, paper, one_page, endless, print, attach, options };
    Ok((json(document)?, json(&job)?))
}

fn json(value: &impl Serialize) -> Result<Vec<u8>, Vec<Diagnostic>> {
    serde_json::to_vec(value)
        .map_err(|error| vec![Diagnostic::error("internal", format!("the data cannot be written as JSON ({error})"))])
}
