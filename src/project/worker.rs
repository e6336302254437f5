//! One job of a project after another, each from its file to its file, whatever becomes of the others.

use std::collections::BTreeMap;
use std::path::PathBuf;
use std::sync::Arc;
use std::time::{Duration, Instant};

use rayon::{ThreadPool, ThreadPoolBuilder};

use super::cache::{Cache, Remembered};
use super::config::Project;
use super::fingerprint::{fingerprint, hash};
use super::input::Input;
use super::job::{Built, Timings, set};
use super::matrix::{Goal, Job};
use super::output::{parts, read, write};
use super::plan::Plan;
use super::reading::Reading;
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
    /// Whether PDFs are handed back and not written.
    pub keep: bool,
    /// Whether nothing is written, and what lies on disk must be what would be.
    pub check: bool,
    /// Folders of layouts besides that of each CV.
    pub layouts: Vec<PathBuf>,
    /// The name of such a folder beside a CV.
    pub layouts_beside: String,
    /// How many workers there are.
    pub workers: usize,
    /// Where it is remembered what was built.
    pub cache: Option<Cache>,
    /// Whether that is not asked: everything is built.
    pub force: bool,
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
    /// The size of the output.
    pub bytes: Option<usize>,
    /// The output, if it is handed back.
    pub file: Option<Vec<u8>>,
    /// What the fitter did.
    pub fit: Option<FitReport>,
    /// How many warnings were told when it was set, and are not told again.
    pub told_before: usize,
    /// Why it cannot be remembered that the PDF was built, if so.
    pub forgotten: Option<String>,
    /// Where the time went, if anything was set.
    pub timings: Option<Timings>,
    /// How long it took, reading and writing included.
    pub took: Duration,
    /// What was found: first what the text told, then what showed when it was set.
    pub found: Vec<Diagnostic>,
    /// How much of that the text told.
    pub told_by_text: usize,
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

thread_local! {
    /// A pool of this thread alone: what Typst does in parallel is done where it is asked for. Documents are what is parallel;
    /// handed to other threads, their parts would wait for one another.
    static POOL: Option<ThreadPool> = ThreadPoolBuilder::new().num_threads(1).use_current_thread().build().ok();
}

/// Does jobs, one after another.
pub struct Worker<'a> {
    project: &'a Project,
    orders: &'a Orders,
    world: World,
    /// What tells the fonts from others.
    fonts: String,
}

impl<'a> Worker<'a> {
    /// A worker with these fonts, on the thread that it is made on.
    pub fn new(project: &'a Project, orders: &'a Orders, fonts: &Arc<Fonts>) -> Self {
        POOL.with(|_| ());
        Self { project, orders, world: World::among(Arc::clone(fonts), orders.workers), fonts: fonts.stamp() }
    }

    /// Does one job.
    pub fn work(&mut self, job: &Job) -> Outcome {
        let started = Instant::now();
        let reading = job.reading.clone().unwrap_or_else(|| Arc::new(Reading::of(self.project, &job.cv)));
        let (mut sources, mut sink) = (reading.sources.clone(), reading.sink.clone());
        let told_by_text = sink.iter().count();
        let input = reading.input.as_ref().filter(|_| !self.fails(&sink));
        let done = match (input, &job.goal) {
            (Some(input), Some(goal)) => self.reach(goal, input, &mut sources, &mut sink),
            _ => None,
        };
        if job.goal.is_none() && !self.fails(&sink) {
            sink.push(changed());
        }
        let found = sink.into_vec();
        // Thousands of texts without findings need not be kept.
        let sources = if found.is_empty() { Sources::new() } else { sources };
        let done = done.unwrap_or_else(|| Outcome::new(Ending::Failed));
        Outcome { found, told_by_text, sources, took: started.elapsed(), ..done }
    }

    /// Sets a variant and writes it. `None` if that failed for a reason in the sink.
    fn reach(&mut self, goal: &Goal, input: &Input, sources: &mut Sources, sink: &mut Sink) -> Option<Outcome> {
        let Some(variant) = input.cv.settings.variant(&goal.variant) else {
            sink.push(changed());
            return None;
        };
        let beside = input.folder.join(&self.orders.layouts_beside);
        let layouts = Layouts::in_folders(std::iter::once(beside).chain(self.orders.layouts.iter().cloned()));
        let mut fault = |faults: Vec<Diagnostic>| sink.extend(faults);
        let plan = Plan::new(input, variant, &goal.overrides, &layouts, sources).map_err(&mut fault).ok()?;
        let strict = self.orders.strict;
        let known = self.orders.cache.as_ref();
        let known = known.map(|cache| (cache, fingerprint(input, &goal.variant, &plan, &self.fonts, strict, sources)));
        if let Some((cache, fingerprint)) = known.as_ref().filter(|_| !self.orders.force)
            && let Some(known) = cache.unchanged(&goal.output, fingerprint, &plan.layout.files)
        {
            return Some(Outcome::unchanged(&known));
        }
        self.world.take_read();
        let built = set(input, variant, &plan, &mut self.world, sources).map_err(&mut fault).ok()?;
        let told = sink.count(Severity::Warning);
        sink.extend(built.warnings.iter().cloned());
        let mut outcome = Outcome::of(&built);
        if self.orders.keep && !self.fails(sink) {
            let [file] = <[_; 1]>::try_from(built.files).map_err(|files| sink.push(several(files.len()))).ok()?;
            return Some(Outcome { file: Some(file), ..outcome });
        }
        outcome.ending = self.deliver(goal, &built.files, sink);
        // What was read is hashed, not what lies there by now.
        let files = self.world.take_read().into_iter().map(|(path, bytes)| Some((path, hash(&bytes?))));
        let files: Option<BTreeMap<_, _>> = files.collect();
        if let (Ending::Built, false, Some((cache, fingerprint)), Some(files)) =
            (outcome.ending, self.orders.check, known, files)
        {
            let warnings = sink.count(Severity::Warning) - told;
            let (pages, fill) = (built.pages.count(), built.pages.fill());
            let parts = built.files.iter().map(|file| (hash(file), file.len())).collect();
            let what = Remembered { fingerprint, files, parts, pages, fill, warnings };
            // Without it the PDF is built again next time, which harms nobody.
            outcome.forgotten = cache.remember(&goal.output, &what).err().map(|error| error.to_string());
        }
        Some(outcome)
    }

    /// Writes the files of an output, or checks those that are there.
    fn deliver(&self, goal: &Goal, files: &[Vec<u8>], sink: &mut Sink) -> Ending {
        if self.fails(sink) {
            return Ending::Failed;
        }
        for (path, file) in parts(&goal.output, files.len()).iter().zip(files) {
            let output = path.display();
            if !self.orders.check {
                if let Err(error) = write(path, file) {
                    sink.push(Diagnostic::error("could-not-run", format!("cannot write `{output}` ({error})")));
                    return Ending::Unwritten;
                }
                continue;
            }
            let what = match read(path, |size| size == file.len() as u64) {
                Ok(old) if old == *file => continue,
                _ if path.exists() => "out of date",
                _ => "missing",
            };
            let fault = Diagnostic::error("out-of-date", format!("`{output}` is {what}"));
            sink.push(fault.hint("build it: `recto build`".to_owned()));
            return Ending::Failed;
        }
        let more = parts(&goal.output, files.len() + 1).pop();
        if let Some(left) = more.filter(|more| goal.overrides.format.is_paged && more.exists()) {
            let message = format!("`{}` is left of an earlier build, which had more pages", left.display());
            sink.push(Diagnostic::warning("left-over", message).hint("delete it".to_owned()));
        }
        if self.orders.check { Ending::Unchanged } else { Ending::Built }
    }

    fn fails(&self, sink: &Sink) -> bool {
        sink.has_errors() || (self.orders.strict && sink.iter().next().is_some())
    }
}

impl Outcome {
    fn new(ending: Ending) -> Self {
        let (found, sources) = (Vec::new(), Sources::new());
        Self {
            ending,
            pages: None,
            fill: None,
            bytes: None,
            file: None,
            fit: None,
            told_before: 0,
            told_by_text: 0,
            forgotten: None,
            timings: None,
            took: Duration::ZERO,
            found,
            sources,
        }
    }

    fn of(built: &Built) -> Self {
        Self {
            pages: Some(built.pages.count()),
            fill: Some(built.pages.fill()),
            bytes: Some(built.files.iter().map(Vec::len).sum()),
            fit: built.fit.clone(),
            timings: Some(built.timings),
            ..Self::new(Ending::Built)
        }
    }

    fn unchanged(known: &Remembered) -> Self {
        Self {
            pages: Some(known.pages),
            fill: Some(known.fill),
            bytes: Some(known.bytes()),
            told_before: known.warnings,
            ..Self::new(Ending::Unchanged)
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

/// Standard output takes one file.
fn several(files: usize) -> Diagnostic {
    let fault = Diagnostic::error("could-not-run", format!("standard output takes one file, and these are {files}"));
    fault.hint("name a file or a folder with `-o`".to_owned())
}

fn changed() -> Diagnostic {
    Diagnostic::error("could-not-run", "the CV was changed while the project was read")
}
