//! One job of a project after another, each from its file to its file, whatever becomes of the others.

use std::path::PathBuf;
use std::sync::Arc;

use super::config::Project;
use super::input::Input;
use super::job::{Built, Timings, build};
use super::matrix::{Goal, Job};
use super::output::write;
use crate::diag::{Diagnostic, Severity, Sink};
use crate::fit::FitReport;
use crate::layout::Layouts;
use crate::source::Sources;
use crate::world::{Fonts, World};

/// How the jobs of a project are done.
#[derive(Debug, Clone, Default)]
pub struct Orders {
    /// Whether warnings and advice fail a job.
    pub strict: bool,
    /// Whether nothing is written, and what lies on disk must be what would be.
    pub check: bool,
    /// Folders of layouts besides that of each CV.
    pub layouts: Vec<PathBuf>,
    /// The name of such a folder beside a CV.
    pub layouts_beside: String,
    /// How many workers there are.
    pub workers: usize,
}

/// What came of a job.
#[derive(Debug)]
pub struct Outcome {
    /// How it ended.
    pub ending: Ending,
    /// How many pages there are, if that is known.
    pub pages: Option<usize>,
    /// How much of the last page is filled, 0–1.
    pub fill: Option<f64>,
    /// The size of the PDF.
    pub bytes: Option<usize>,
    /// What the fitter did.
    pub fit: Option<FitReport>,
    /// Where the time went, if anything was set.
    pub timings: Option<Timings>,
    /// What was found.
    pub found: Vec<Diagnostic>,
    /// The texts in which it was found.
    pub sources: Sources,
}

/// How a job ended.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Ending {
    /// The PDF was set; it was written, unless that was only to be checked.
    Built,
    /// The PDF was as it should be already.
    Unchanged,
    /// The CV has problems; or the PDF that was to be checked is not the right one.
    Failed,
    /// The PDF was set and cannot be written.
    Unwritten,
}

/// Does jobs, one after another.
pub struct Worker<'a> {
    project: &'a Project,
    orders: &'a Orders,
    world: World,
}

impl<'a> Worker<'a> {
    /// A worker with these fonts.
    pub fn new(project: &'a Project, orders: &'a Orders, fonts: &Arc<Fonts>) -> Self {
        Self { project, orders, world: World::among(Arc::clone(fonts), orders.workers) }
    }

    /// Does one job.
    pub fn work(&mut self, job: &Job) -> Outcome {
        let mut sources = self.project.sources();
        let mut sink = Sink::new();
        let done = match self.project.load(&job.cv, &mut sources, &mut sink) {
            Ok(Some(input)) if !self.fails(&sink) => match &job.goal {
                Some(goal) => self.reach(goal, &input, &mut sources, &mut sink),
                None => None,
            },
            Ok(_) => None,
            Err(message) => {
                sink.push(Diagnostic::error("could-not-run", message));
                None
            }
        };
        if job.goal.is_none() && !self.fails(&sink) {
            sink.push(changed());
        }
        let found = sink.into_vec();
        // Thousands of texts without findings need not be kept.
        let sources = if found.is_empty() { Sources::new() } else { sources };
        match done {
            Some(done) => Outcome { found, sources, ..done },
            None => Outcome { found, sources, ..Outcome::new(Ending::Failed) },
        }
    }

    /// Sets a variant and writes it. `None` if that failed for a reason in the sink.
    fn reach(&mut self, goal: &Goal, input: &Input, sources: &mut Sources, sink: &mut Sink) -> Option<Outcome> {
        let Some(variant) = input.cv.settings.variant(&goal.variant) else {
            sink.push(changed());
            return None;
        };
        let beside = input.folder.join(&self.orders.layouts_beside);
        let layouts = Layouts::in_folders(std::iter::once(beside).chain(self.orders.layouts.iter().cloned()));
        let built = match build(input, variant, &goal.overrides, &layouts, &mut self.world, sources) {
            Ok(built) => built,
            Err(faults) => {
                sink.extend(faults);
                return None;
            }
        };
        sink.extend(built.warnings.iter().cloned());
        let mut outcome = Outcome::of(&built);
        if self.fails(sink) {
            outcome.ending = Ending::Failed;
        } else if self.orders.check {
            match std::fs::read(&goal.output) {
                Ok(old) if old == built.pdf => outcome.ending = Ending::Unchanged,
                old => {
                    let what = if old.is_ok() { "out of date" } else { "missing" };
                    let fault = Diagnostic::error("out-of-date", format!("`{}` is {what}", goal.output.display()));
                    sink.push(fault.hint("build it: `recto build`".to_owned()));
                    outcome.ending = Ending::Failed;
                }
            }
        } else if let Err(error) = write(&goal.output, &built.pdf) {
            let message = format!("cannot write `{}` ({error})", goal.output.display());
            sink.push(Diagnostic::error("could-not-run", message));
            outcome.ending = Ending::Unwritten;
        }
        Some(outcome)
    }

    fn fails(&self, sink: &Sink) -> bool {
        sink.has_errors() || (self.orders.strict && sink.iter().next().is_some())
    }
}

impl Outcome {
    fn new(ending: Ending) -> Self {
        let (found, sources) = (Vec::new(), Sources::new());
        Self { ending, pages: None, fill: None, bytes: None, fit: None, timings: None, found, sources }
    }

    fn of(built: &Built) -> Self {
        Self {
            pages: Some(built.pages.count()),
            fill: Some(built.pages.fill()),
            bytes: Some(built.pdf.len()),
            fit: built.fit.clone(),
            timings: Some(built.timings),
            ..Self::new(Ending::Built)
        }
    }

    /// What came of a job that panicked.
    pub fn panicked(job: &Job, message: &str) -> Self {
        let fault = Diagnostic::error("internal", format!("recto failed at `{}` ({message})", job.name()));
        let hint = "please report this with the CV; the other CVs are not affected".to_owned();
        Self { found: vec![fault.hint(hint)], ..Self::new(Ending::Failed) }
    }

    /// How many findings of a severity there are.
    pub fn count(&self, severity: Severity) -> usize {
        self.found.iter().filter(|found| found.severity == severity).count()
    }
}

fn changed() -> Diagnostic {
    Diagnostic::error("could-not-run", "the CV was changed while the project was read")
}
