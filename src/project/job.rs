//! One job: a variant of a CV, set and exported.

use std::time::{Duration, Instant};

use super::input::Input;
use super::inspect::{lost_text, missing_characters, nothing_but_the_header};
use super::plan::{Overrides, Plan};
use super::press::{Press, Printed};
use super::refusal::explained;
use crate::compile::{Pages, forget};
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
    let plan = Plan::new(input, variant, overrides, layouts, sources)?;
    set(input, variant, &plan, world, sources)
}

/// Sets a variant of a CV according to plan and exports it.
pub(super) fn set(
    input: &Input,
    variant: &Variant,
    plan: &Plan,
    world: &mut World,
    sources: &mut Sources,
) -> Result<Built, Vec<Diagnostic>> {
    let built = print(input, variant, plan, world, sources);
    forget(world);
    built
}

fn print(
    input: &Input,
    variant: &Variant,
    plan: &Plan,
    world: &mut World,
    sources: &mut Sources,
) -> Result<Built, Vec<Diagnostic>> {
    let started = Instant::now();
    let press = Press::new(plan, world, sources);
    let Printed { pages, fit, mut warnings, compiles, compiling } =
        press.print(&select(&input.cv, variant), &input.node, &variant.name.value)?;
    let lost = lost_text(&pages, input);
    if !lost.is_empty() {
        return Err(lost);
    }
    warnings.extend(missing_characters(&pages, input));
    warnings.extend(nothing_but_the_header(&pages, input, variant));
    warnings.extend(plan.warnings.iter().cloned());
    warnings.retain(|found| !input.allows(found));
    let choosing = started.elapsed().saturating_sub(compiling);
    let ident = format!("recto/{}/{}/{}/{}", input.stem, variant.name.value, plan.layout.name, plan.lang);
    let exported = Instant::now();
    let pdf = export::pdf(&pages, &ident, &plan.kind.standards)
        .map_err(|refusals| explained(refusals, input, plan, world, sources))?;
    let timings = Timings { compiles, compiling, choosing, exporting: exported.elapsed() };
    Ok(Built { pdf, pages, fit, warnings, timings })
}
