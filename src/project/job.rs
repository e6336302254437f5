//! One job: a variant of a CV, set and exported.

use std::collections::BTreeSet;
use std::time::{Duration, Instant};

use unicode_normalization::UnicodeNormalization;

use super::input::Input;
use super::plan::{Overrides, Plan};
use super::press::{Press, Printed};
use crate::compile::Pages;
use crate::diag::Diagnostic;
use crate::export::{self, Standard};
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
    /// The pages as they were laid out.
    pub pages: Pages,
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
    let lost = lost_text(&pages, input);
    if !lost.is_empty() {
        return Err(lost);
    }
    warnings.extend(missing_characters(&pages, input));
    warnings.extend(plan.warnings.iter().cloned());
    let choosing = started.elapsed().saturating_sub(compiling);
    let ident = format!("recto/{}/{}/{}/{}", input.stem, variant.name.value, plan.layout.name, plan.lang);
    let exported = Instant::now();
    let pdf = export::pdf(&pages, &ident, Standard::Pdf17)?;
    let timings = Timings { compiles, compiling, choosing, exporting: exported.elapsed() };
    Ok(Built { pdf, pages, fit, warnings, timings })
}

/// A warning for each character that shows as a box, at each field it stands in.
fn missing_characters(pages: &Pages, input: &Input) -> Vec<Diagnostic> {
    let mut warnings = Vec::new();
    for missing in pages.missing_characters() {
        let codes = missing.chars().map(|c| format!("U+{:04X}", u32::from(c))).collect::<Vec<_>>().join(" ");
        let hint = "add a folder with a font that has it: `--font-path FOLDER`".to_owned();
        let message = format!("no font has the character `{missing}` ({codes})");
        warnings.extend(at_fields(input, &missing, |place| {
            Diagnostic::warning("missing-glyph", format!("{message}{place}: a box is printed")).hint(hint.clone())
        }));
    }
    warnings
}

/// An error for each piece of text that would be set beyond the edge of the paper.
fn lost_text(pages: &Pages, input: &Input) -> Vec<Diagnostic> {
    let start = |text: &String| text.trim().chars().take(40).collect::<String>();
    let lost: BTreeSet<_> = pages.lost_text().iter().map(start).filter(|text| !text.is_empty()).collect();
    let mut fields = BTreeSet::new();
    let found = lost.iter().flat_map(|text| {
        at_fields(input, text, |place| {
            Diagnostic::error("lost-text", format!("`{text}…`{place} does not fit on the paper"))
                .hint("break it into shorter words or entries".to_owned())
        })
    });
    // One field may lose many lines: it is named once.
    found.filter(|fault| fault.path.is_empty() || fields.insert(fault.path.clone())).collect()
}

/// A diagnostic for each field that holds a text; one without a place if none does.
fn at_fields(input: &Input, wanted: &str, say: impl Fn(&str) -> Diagnostic) -> Vec<Diagnostic> {
    let mut found = Vec::new();
    input.node.walk(&mut |path, node| {
        let text: String = node.value.scalar().unwrap_or_default().nfc().collect();
        if text.contains(wanted) {
            found.push(say(&format!(" in `{path}`")).at(node.span).in_field(path));
        }
    });
    if found.is_empty() {
        found.push(say(""));
    }
    found
}
