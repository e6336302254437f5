//! One job: a variant of a CV, set and exported.

use std::time::{Duration, Instant};

use super::attachment::printed;
use super::input::Input;
use super::inspect::{lost_text, missing_characters, nothing_but_the_header};
use super::photo::Photo;
use super::plan::{Overrides, Plan};
use super::press::{Press, Printed};
use super::refusal::explained;
use crate::compile::{Pages, forget};
use crate::diag::Diagnostic;
use crate::export::{Exported, Fault};
use crate::fit::FitReport;
use crate::layout::Layouts;
use crate::model::Variant;
use crate::select::select;
use crate::source::Sources;
use crate::world::World;

/// A finished job.
#[derive(Debug)]
pub struct Built {
    /// The files: one, or one a page.
    pub files: Vec<Vec<u8>>,
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
    forget(world);
    let started = Instant::now();
    let press = Press::new(plan, world, sources);
    let (cv, name) = (select(&input.cv, variant), variant.name.value.as_str());
    let Printed { pages, trial, fit, mut warnings, compiles, compiling } = press.print(&cv, &input.node, name)?;
    let lost = lost_text(&pages, input);
    if !lost.is_empty() {
        return Err(lost);
    }
    warnings.extend(missing_characters(&pages, input));
    warnings.extend(nothing_but_the_header(&pages, input, variant));
    warnings.extend(plan.warnings.iter().cloned());
    warnings.retain(|found| !input.allows(found));
    let choosing = started.elapsed().saturating_sub(compiling);
    let exported = Instant::now();
    let of = Exported {
        document: &|| plan.document(&cv, &trial).output,
        pages: &pages,
        photo: &|| plan.photo.as_ref().filter(|_| plan.shows_photo()).map(Photo::as_address),
        data: &|| printed(&cv, &input.node, name, plan, &trial),
        ident: &format!("recto/{}/{name}/{}/{}", input.stem, plan.layout.name, plan.lang),
        paper: plan.paper,
        dpi: plan.dpi,
        standards: &plan.kind.standards,
    };
    let files = plan.format.write(&of).map_err(|fault| match fault {
        Fault::Refused(refusals) => explained(refusals, input, plan, world, sources),
        Fault::Found(found) => found,
    })?;
    let timings = Timings { compiles, compiling, choosing, exporting: exported.elapsed() };
    Ok(Built { files, pages, fit, warnings, timings })
}

impl Built {
    /// The first file: the PDF, if that was asked for.
    pub fn pdf(&self) -> &[u8] {
        self.files.first().map_or(&[], Vec::as_slice)
    }
}
