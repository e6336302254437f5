//! Lays a CV out according to plan: as designed, tidied, or fitted.

use std::cell::RefCell;
use std::collections::BTreeSet;
use std::time::{Duration, Instant};

use super::attachment::printed;
use super::blame::blame;
use super::plan::Plan;
use crate::compile::{Pages, Setup, compile};
use crate::diag::{Diagnostic, Sink, Warned};
use crate::export::json;
use crate::fit::{DESIGNED, FitReport, Fitted, Goal, Inventory, Outcome, Tightness, Trial, Unfit, fit, pull_in};
use crate::model::Cv;
use crate::source::Sources;
use crate::syntax::Node;
use crate::world::World;

/// A last page filled less than this is pulled in, if that can be done without setting tighter than reads well.
const NEARLY_EMPTY: f64 = 0.25;

/// What came off the press.
pub(super) struct Printed {
    pub(super) pages: Pages,
    /// What was chosen.
    pub(super) trial: Trial,
    pub(super) fit: Option<FitReport>,
    pub(super) warnings: Vec<Diagnostic>,
    /// How many layouts were made, and how long that took.
    pub(super) compiles: usize,
    pub(super) compiling: Duration,
}

/// Lays out what it is given, according to plan.
pub(super) struct Press<'a> {
    plan: &'a Plan,
    world: &'a mut World,
    sources: &'a mut Sources,
    /// Whether data goes along in the pages.
    attach: bool,
    compiles: usize,
    compiling: Duration,
}

/// Pages with the trial that they came of, and what the fitter did, if it had anything to do.
struct Chosen {
    pages: Warned<Pages>,
    trial: Trial,
    fit: Option<FitReport>,
}

type Failure = Vec<Diagnostic>;

impl<'a> Press<'a> {
    pub(super) fn new(plan: &'a Plan, world: &'a mut World, sources: &'a mut Sources) -> Self {
        world.set_photo(plan.photo.as_ref().map(|photo| photo.bytes.clone()));
        Self { plan, world, sources, attach: false, compiles: 0, compiling: Duration::ZERO }
    }

    /// Sets a CV on as many pages as the plan says, or as it takes.
    pub(super) fn print(mut self, cv: &Cv, tree: &Node, variant: &str) -> Result<Printed, Failure> {
        let Chosen { mut pages, trial, fit } = match self.plan.pages {
            Some(limit) => self.fit(cv, limit, variant)?,
            None => self.tidy(cv)?,
        };
        if self.plan.kind.attach {
            // The data says what was chosen, which is known only now.
            let data = json(printed(cv, tree, variant, self.plan, &trial));
            self.world.set_attachment(Some(data));
            self.attach = true;
            pages = self.lay_out(cv, &trial)?;
        }
        let Warned { output: pages, mut warnings } = pages;
        if fit.as_ref().is_some_and(|fit| fit.hard) {
            let message = format!("variant `{variant}` is set tighter than reads well: what must stay leaves no room");
            let hint = "take `keep: true` from some entries, or allow more pages".to_owned();
            warnings.push(Diagnostic::warning("tight", message).hint(hint));
        }
        Ok(Printed { pages, trial, fit, warnings, compiles: self.compiles, compiling: self.compiling })
    }

    fn lay_out(&mut self, cv: &Cv, trial: &Trial) -> Result<Warned<Pages>, Failure> {
        self.set(cv, trial).map_err(|faults| blame(self, cv, trial, faults))
    }

    /// Lays out what the trial says.
    pub(super) fn set(&mut self, cv: &Cv, trial: &Trial) -> Result<Warned<Pages>, Failure> {
        let plan = self.plan;
        let Warned { output: document, warnings } = plan.document(cv, trial);
        let (paper, options) = (plan.paper, &trial.options);
        let one_page = plan.pages == Some(1);
        let (layout, endless, attach, bleed) = (&plan.layout, trial.endless, self.attach, plan.kind.bleed);
        let setup = Setup { layout, options, paper, one_page, endless, attach, bleed };
        let started = Instant::now();
        let pages = compile(self.world, &document, setup, self.sources);
        self.compiling += started.elapsed();
        self.compiles += 1;
        let mut pages = pages.map_err(|faults| match &plan.photo {
            Some(photo) => faults.into_iter().map(|fault| photo.blame(fault)).collect(),
            None => faults,
        })?;
        pages.warnings.extend(warnings);
        Ok(pages)
    }

    fn outcome(&mut self, cv: &Cv, trial: &Trial, limit: usize) -> Result<Outcome<Warned<Pages>>, Failure> {
        let laid_out = self.lay_out(cv, trial)?;
        let pages = &laid_out.output;
        let (top, bottom) = pages.margins();
        let area = self.plan.paper.height() - top - bottom;
        let surpluses = self.surpluses(pages, limit);
        let (marks, pages, fill) = (pages.marks(), pages.count(), pages.fill());
        Ok(Outcome { pages, fill, surpluses, marks, top, area, laid_out })
    }

    /// For each column of type how much is too much for so many pages, in points.
    fn surpluses(&self, pages: &Pages, limit: usize) -> Vec<f64> {
        let (top, bottom) = pages.margins();
        let area = self.plan.paper.height() - top - bottom;
        let surplus = |(page, y): (usize, f64)| y - top + (page as f64 - limit as f64) * area;
        pages.column_ends().into_iter().map(surplus).collect()
    }

    fn fit(&mut self, cv: &Cv, limit: usize, variant: &str) -> Result<Chosen, Failure> {
        let inventory = self.inventory(cv);
        let plan = self.plan;
        let tightness = Tightness::new(&plan.layout.manifest, &plan.options);
        let goal = Goal { pages: limit };
        match fit(&inventory, &tightness, goal, |trial| self.outcome(cv, trial, limit)) {
            Ok(fitted) => {
                let (chosen, is_whole) = reported(fitted, &inventory, &tightness, limit);
                // More pages were allowed than it takes: the last is no emptier for that.
                if is_whole && self.is_worth_tidying(&chosen.pages.output) {
                    return Ok(self.pull_in(cv, &inventory, &chosen.pages.output)?.unwrap_or(chosen));
                }
                Ok(chosen)
            }
            Err(Unfit::Failed(diagnostics)) => Err(diagnostics),
            Err(Unfit::Overflow { surplus, heights }) => {
                let line = self.line_height();
                Err(does_not_fit(&inventory, limit, variant, surplus, line, &heights))
            }
        }
    }

    /// As designed; unless the last page would be nearly empty, or hold only the end of an entry.
    fn tidy(&mut self, cv: &Cv) -> Result<Chosen, Failure> {
        let plan = self.plan;
        let tightness = Tightness::new(&plan.layout.manifest, &plan.options);
        let nothing = BTreeSet::new();
        let options = tightness.at(DESIGNED);
        let trial = Trial { dropped: nothing.clone(), short: nothing, options, endless: false };
        let mut pages = self.lay_out(cv, &trial)?;
        if !self.is_worth_tidying(&pages.output) {
            return Ok(Chosen { pages, trial, fit: None });
        }
        let inventory = self.inventory(cv);
        if let Some(chosen) = self.pull_in(cv, &inventory, &pages.output)? {
            return Ok(chosen);
        }
        let message = format!(
            "the last page is {:.0} % full, and cannot be pulled in without setting too tight",
            pages.output.fill() * 100.0
        );
        let hint = "shorten a few lines, or say `tidy: false`".to_owned();
        pages.warnings.push(Diagnostic::advice("last-page", message).hint(hint));
        Ok(Chosen { pages, trial, fit: None })
    }

    fn is_worth_tidying(&self, pages: &Pages) -> bool {
        self.plan.tidy && pages.count() >= 2 && is_untidy(pages)
    }

    /// Everything on one page less than as designed, if that reads well.
    fn pull_in(&mut self, cv: &Cv, inventory: &Inventory, designed: &Pages) -> Result<Option<Chosen>, Failure> {
        let plan = self.plan;
        let count = designed.count() - 1;
        let surplus = self.surpluses(designed, count).into_iter().fold(f64::MIN_POSITIVE, f64::max);
        let tightness = Tightness::new(&plan.layout.manifest, &plan.options);
        let goal = Goal { pages: count };
        let (top, bottom) = designed.margins();
        let area = plan.paper.height() - top - bottom;
        match pull_in(inventory, &tightness, goal, surplus, area, |trial| self.outcome(cv, trial, count)) {
            Ok(fitted) => Ok(fitted.map(|fitted| reported(fitted, inventory, &tightness, count).0)),
            Err(Unfit::Failed(diagnostics)) => Err(diagnostics),
            Err(Unfit::Overflow { .. }) => Ok(None),
        }
    }

    /// The texts that were read.
    pub(super) fn sources(&self) -> &Sources {
        self.sources
    }

    pub(super) fn inventory(&self, cv: &Cv) -> Inventory {
        // What is missing in the language is told when it is set.
        let (nothing, unheard) = (BTreeSet::new(), RefCell::new(Sink::new()));
        Inventory::new(cv, &self.plan.setting(&nothing, &unheard))
    }

    /// The height of a line with its leading at the tightest, in points, for speaking of overflow in lines.
    fn line_height(&self) -> f64 {
        let size = self.plan.options.get("text-size").and_then(|size| size.magnitude()).unwrap_or(10.0);
        let leading = self.plan.options.get("leading").and_then(|leading| leading.magnitude()).unwrap_or(0.3);
        size * (1.0 + leading)
    }
}

/// What was fitted, and whether all of the CV is in it in full.
fn reported(
    fitted: Fitted<Warned<Pages>>,
    inventory: &Inventory,
    tightness: &Tightness,
    limit: usize,
) -> (Chosen, bool) {
    let report = FitReport::new(&fitted, inventory, tightness, limit);
    let is_whole = report.left_out() == 0 && report.shortened == 0;
    (Chosen { pages: fitted.outcome.laid_out, trial: fitted.trial, fit: Some(report) }, is_whole)
}

/// Whether the last page is nearly empty, or no entry starts on it.
fn is_untidy(pages: &Pages) -> bool {
    let last = pages.count() - 1;
    pages.fill() < NEARLY_EMPTY || pages.marks().iter().all(|mark| mark.top.0 != last)
}

/// An error that says by how many lines, at the first pin that alone is to blame, or else at the first pin.
fn does_not_fit(
    inventory: &Inventory,
    limit: usize,
    variant: &str,
    surplus: f64,
    line: f64,
    heights: &[(String, f64)],
) -> Vec<Diagnostic> {
    let pages = if limit == 1 { "1 page".to_owned() } else { format!("{limit} pages") };
    let lines = (surplus / line).ceil().max(1.0);
    let lines = if lines == 1.0 { "1 line".to_owned() } else { format!("{lines} lines") };
    let message =
        format!("variant `{variant}` does not fit on {pages}: {lines} too many, with everything left out that may be");
    let height = |path: &str| heights.iter().find(|(known, _)| known == path).map_or(0.0, |(_, height)| *height);
    let pins: Vec<_> = inventory.units().filter(|unit| unit.kept).collect();
    let cures: Vec<_> = pins.iter().filter(|unit| height(&unit.path) >= surplus).collect();
    let mut fault = Diagnostic::error("does-not-fit", message);
    match (pins.first(), cures.as_slice()) {
        (None, _) => {
            fault = fault.hint("ask for a lower `minimum`, shorten `basics.summary`, or allow more pages".to_owned())
        }
        (Some(first), []) => {
            let hint = "no single `keep: true` is to blame: take it from several entries, or allow more pages";
            fault = fault.at(first.span).in_field(&first.path).hint(hint.to_owned());
        }
        (Some(_), [cure, rest @ ..]) => {
            fault = fault.at(cure.span).in_field(&cure.path);
            let others = rest.iter().map(|unit| format!(", or from `{}`", unit.path)).collect::<String>();
            fault = fault.hint(format!("take `keep: true` from `{}`{others}; or allow more pages", cure.path));
        }
    }
    vec![fault]
}
