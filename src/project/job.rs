//! One job: a variant of a CV, set and exported.

use std::time::{Duration, Instant};

use unicode_normalization::UnicodeNormalization;

use super::input::Input;
use super::plan::{Overrides, Plan};
use super::press::{Press, Printed};
use crate::compile::Pages;
use crate::diag::Diagnostic;
use crate::export;
use crate::fit::FitReport;
use crate::layout::Layouts;
use crate::model::Variant;
use crate::select::select;
use crate::source::Sources;
use crate::world::World;

/// A finished job.
#[derive(Debug)]
pub struct Built {
    /// The PDF.
    pub pdf: Vec<u8>,
    /// How many pages it has.
    pub pages: usize,
    /// How much of the last page is filled, 0–1.
    pub fill: f64,
    /// The text in reading order, one run of characters a line.
    pub text: String,
    /// What the fitter did, if it had anything to do.
    pub fit: Option<FitReport>,
    /// What was noticed.
    pub warnings: Vec<Diagnostic>,
    /// Where the time went.
    pub timings: Timings,
}

/// Where the time of a job went.
#[derive(Debug, Clone, Copy, Default)]
pub struct Timings {
    /// How many layouts were made.
    pub compiles: usize,
    /// Laying out.
    pub compiling: Duration,
    /// Choosing, and whatever else happens between layouts.
    pub choosing: Duration,
    /// Writing the PDF.
    pub exporting: Duration,
}

/// Sets a variant of a CV and exports it.
///
/// # Errors
/// Everything that stands in the way, at its place; files of the layout that are named are added to `sources`.
pub fn build(
    input: &Input,
    variant: &Variant,
    overrides: &Overrides,
    layouts: &Layouts,
    world: &mut World,
    sources: &mut Sources,
) -> Result<Built, Vec<Diagnostic>> {
    let started = Instant::now();
    let plan = Plan::new(input, variant, overrides, layouts, sources)?;
    let press = Press::new(&plan, world, sources);
    let Printed { pages, fit, mut warnings, compiles, compiling } =
        press.print(&select(&input.cv, variant), &variant.name.value)?;
    warnings.extend(missing_characters(&pages, input));
    let choosing = started.elapsed().saturating_sub(compiling);
    let ident = format!("recto/{}/{}/{}/{}", input.stem, variant.name.value, plan.layout.name, plan.lang);
    let exported = Instant::now();
    let pdf = export::pdf(&pages, &ident)?;
    let timings = Timings { compiles, compiling, choosing, exporting: exported.elapsed() };
    Ok(Built { pdf, pages: pages.count(), fill: pages.fill(), text: pages.text(), fit, warnings, timings })
}

/// A warning for each character that shows as a box, at each field it stands in.
fn missing_characters(pages: &Pages, input: &Input) -> Vec<Diagnostic> {
    let mut warnings = Vec::new();
    for missing in pages.missing_characters() {
        let message = |place: &str| {
            format!("no font has the character `{missing}` (U+{:04X}){place}: a box is printed", u32::from(missing))
        };
        let hint = || "add a folder with a font that has it: `--font-path FOLDER`".to_owned();
        let found = warnings.len();
        input.node.walk(&mut |path, node| {
            let text = node.value.scalar().unwrap_or_default();
            if text.nfc().any(|character| character == missing) {
                let warning = Diagnostic::warning("missing-glyph", message(&format!(" in `{path}`")));
                warnings.push(warning.at(node.span).in_field(path).hint(hint()));
            }
        });
        if warnings.len() == found {
            warnings.push(Diagnostic::warning("missing-glyph", message("")).hint(hint()));
        }
    }
    warnings
}
