//! The PDFs that a call of `recto build` asks for: built on all cores, told in their order.

use std::collections::BTreeSet;
use std::ops::{ControlFlow, Range};
use std::path::{Path, PathBuf};
use std::sync::Arc;

use recto::diag::{Diagnostic, Severity, Sink};
use recto::fit::FitReport;
use recto::layout::Layouts;
use recto::project::{
    self, Asked, Cache, Ending, InOrder, Job, JobReport, Orders, Outcome, Overrides, Project, Report, Tally, Timings,
    Worker, jobs,
};
use recto::source::Sources;
use recto::world::Fonts;

use crate::Status;
use crate::args::BuildArgs;
use crate::commands::report;
use crate::explain::{self, Explained, summary};
use crate::progress::Progress;
use crate::setting::{LAYOUTS, layouts, overrides, shared_layouts};
use crate::shard;
use crate::terminal::Terminal;

/// The folder in a project where it is remembered what was built.
const CACHE: &str = ".recto-cache";

/// A project and what is to be done about it.
pub struct Batch<'a> {
    args: &'a BuildArgs,
    project: Project,
    jobs: Vec<Job>,
    /// Those that this machine does.
    part: Range<usize>,
    orders: Orders,
    fonts: Arc<Fonts>,
}

impl<'a> Batch<'a> {
    /// `None` if there is a fault in the project, or in flags, which was told.
    pub fn new(args: &'a BuildArgs, mut project: Project, terminal: &mut Terminal) -> Result<Option<Self>, String> {
        project.root.clone_from(&args.setting.root);
        let asked = Asked {
            variants: args.variant.clone(),
            overrides: Overrides { dpi: args.dpi, ..overrides(&args.setting)? },
            formats: args.format.clone(),
            output: args.output.clone(),
            threads: threads(args),
        };
        let layouts = layouts_of(args, &project, &asked.overrides)?;
        let strict = args.strict || project.settings.strict;
        terminal.format(&args.messages, strict);
        let (mut sources, mut sink) = (project.sources(), Sink::new());
        let jobs = jobs(&project, &asked, &layouts, &mut sources, &mut sink);
        show(&sink, &sources, strict, terminal);
        if sink.has_errors() || (strict && sink.iter().next().is_some()) {
            return Ok(None);
        }
        args.many.report.iter().chain(&args.fit_report).try_for_each(|path| harmless(path, &jobs))?;
        let part = part(args, &project, jobs.len(), terminal)?;
        let mut font_args = args.fonts.clone();
        font_args.font_path.extend(project.settings.font_paths.iter().map(|path| project.path(&path.value)));
        let fonts = crate::fonts::load(&font_args)?;
        let mut shared = vec![project.folder.join(LAYOUTS)];
        shared.extend(shared_layouts());
        shared.dedup();
        // CVs that are named have no folder of their own for it.
        let cache = args.many.cache.clone().or((!project.is_named()).then(|| project.folder.join(CACHE)));
        let orders = Orders {
            strict,
            check: args.many.check,
            layouts: shared,
            layouts_beside: LAYOUTS.to_owned(),
            workers: asked.threads.min(part.len()),
            keep: args.output.as_deref() == Some("-"),
            cache: cache.map(|folder| Cache::new(folder, &project.folder)),
            // What fitting did is not remembered.
            force: args.many.force || args.explain.is_some() || args.fit_report.is_some(),
        };
        Ok(Some(Self { args, project, jobs, part, orders, fonts }))
    }

    /// Builds what there is to build, or lists it.
    pub fn run(self, terminal: &mut Terminal) -> Status {
        let jobs = &self.jobs[self.part.clone()];
        if self.args.many.list {
            jobs.iter().for_each(|job| terminal.result(line(job)));
            return Status::Fine;
        }
        if !self.orders.check && !self.orders.keep {
            self.folders().into_iter().for_each(project::sweep);
        }
        silence_jobs();
        // Of thousands of jobs it is kept only if it is asked for.
        let report = (!self.args.many.report.is_empty()).then(|| Report::new(self.jobs.len(), self.orders.strict));
        let mut told = Told::new(report);
        let mut order = InOrder::default();
        let progress = Progress::new(if self.is_single() { 1 } else { jobs.len() });
        let mut failures = 0;
        project::work(
            jobs.len(),
            self.orders.workers,
            || Worker::new(&self.project, &self.orders, &self.fonts),
            |worker, index| worker.work(&jobs[index]),
            |index, outcome| {
                let outcome = outcome.unwrap_or_else(|message| Outcome::panicked(&jobs[index], &message));
                let failed = matches!(outcome.ending, Ending::Failed | Ending::Unwritten);
                failures += usize::from(failed);
                progress.step(failures);
                for (index, outcome) in order.take(index, outcome) {
                    self.tell(self.part.start + index, outcome, &mut told, &progress, terminal);
                }
                match failed && self.args.many.fail_fast {
                    true => ControlFlow::Break(()),
                    false => ControlFlow::Continue(()),
                }
            },
        );
        for (index, outcome) in order.rest() {
            self.tell(self.part.start + index, outcome, &mut told, &progress, terminal);
        }
        progress.end();
        if let (Some(why), Some(cache)) = (&told.forgotten, &self.orders.cache) {
            let folder = cache.folder().display();
            terminal.say(format_args!(
                "note: cannot write to the cache `{folder}` ({why}); what was built now is built again next time"
            ));
        }
        if !self.is_single() {
            terminal.say(told.tally.summary(jobs.len()));
        }
        if let Some(report) = &told.report {
            for path in &self.args.many.report {
                if let Err(message) = report::write(report, path) {
                    told.status = terminal.refuse(message, None);
                }
            }
        }
        let (explain, file) = (self.args.explain, self.args.fit_report.as_deref());
        told.status.max(explain::tell(&told.explained, explain, file, terminal))
    }

    /// Whether a single CV was named: then its few PDFs are told one by one, and nothing is to be counted.
    fn is_single(&self) -> bool {
        self.args.cvs.len() == 1
    }

    /// Every folder that something is written to.
    fn folders(&self) -> BTreeSet<&Path> {
        let outputs = self.jobs[self.part.clone()].iter().filter_map(|job| Some(&*job.goal.as_ref()?.output));
        let reports = self.args.many.report.iter().chain(&self.args.fit_report).map(|path| &**path);
        let folders = outputs.chain(reports).filter_map(Path::parent);
        folders.chain(self.orders.cache.iter().map(Cache::folder)).collect()
    }

    /// Tells what came of a job.
    fn tell(&self, number: usize, outcome: Outcome, told: &mut Told, progress: &Progress, terminal: &mut Terminal) {
        let job = &self.jobs[number];
        if told.about.as_ref() != Some(&job.cv) {
            terminal.about(job.cv.display());
            told.about = Some(job.cv.clone());
        }
        // What holds for several jobs is said once.
        // Advice on the text is `recto check`'s; what shows only on the page is told here or nowhere.
        let is_shown = |(place, found): &(usize, &Diagnostic)| {
            found.severity != Severity::Advice || self.orders.strict || *place >= outcome.told_by_text
        };
        for (_, found) in outcome.found.iter().enumerate().filter(is_shown) {
            progress.aside(|| terminal.diagnostic_once(found, &outcome.sources));
        }
        // On a terminal the bar says it all.
        let is_written = outcome.ending == Ending::Built && progress.is_hidden() && outcome.file.is_none();
        if let (true, Some(goal), Some(pages), Some(bytes)) = (is_written, &job.goal, outcome.pages, outcome.bytes) {
            let described = describe(pages, bytes, outcome.fit.as_ref());
            terminal.say(format_args!("{}  {described}", goal.output.display()));
        }
        if let Some(timings) = outcome.timings.filter(|_| self.args.timings && progress.is_hidden()) {
            terminal.say(format_args!("  {}", times(&timings)));
        }
        told.status = told.status.max(match outcome.ending {
            Ending::Built | Ending::Unchanged => Status::Fine,
            // A CV that is named and cannot be read is a slip on the command line.
            Ending::Failed
                if self.project.is_named() && outcome.found.iter().any(|found| found.id == "could-not-run") =>
            {
                Status::CouldNotRun
            }
            Ending::Failed => Status::Problems,
            Ending::Unwritten => Status::CouldNotRun,
        });
        if let Some(Err(error)) = outcome.file.as_ref().map(|file| terminal.bytes(file)) {
            told.status = terminal.refuse(format_args!("cannot write to standard output ({error})"), None);
        }
        let report = JobReport::new(number, job, &outcome);
        told.tally.add(&report);
        if let Some(reports) = &mut told.report {
            reports.jobs.push(report);
        }
        told.forgotten = told.forgotten.take().or(outcome.forgotten);
        // Of thousands of CVs that would be much.
        let is_asked = self.args.explain.is_some() || self.args.fit_report.is_some();
        if let (Some(fit), Some(goal)) = (outcome.fit.filter(|_| is_asked), &job.goal) {
            told.explained.push(Explained { cv: goal.stem.clone(), variant: goal.variant.clone(), fit });
        }
    }
}

/// What was told so far.
struct Told {
    status: Status,
    /// The CV that was told of last.
    about: Option<PathBuf>,
    tally: Tally,
    report: Option<Report>,
    explained: Vec<Explained>,
    /// Why the cache cannot be written to, if so.
    forgotten: Option<String>,
}

impl Told {
    fn new(report: Option<Report>) -> Self {
        Self {
            status: Status::Fine,
            about: None,
            tally: Tally::default(),
            report,
            explained: Vec::new(),
            forgotten: None,
        }
    }
}

/// Where layouts are looked up. One that is named must lie where it is looked up for some CV; each has a place beside it.
fn layouts_of(args: &BuildArgs, project: &Project, overrides: &Overrides) -> Result<Layouts, String> {
    let mut beside = args.cvs.iter().filter_map(|cv| cv.parent()).map(|folder| layouts(folder, overrides));
    beside.find(Result::is_ok).unwrap_or_else(|| layouts(&project.folder, overrides))
}

/// Sees to it that a report takes the place of no CV and no PDF.
fn harmless(report: &Path, jobs: &[Job]) -> Result<(), String> {
    let is_same = |path: &Path| path == report || is_one_file(path, report);
    let outputs = jobs.iter().filter_map(|job| job.goal.as_ref());
    let shown = report.display();
    if jobs.iter().any(|job| is_same(&job.cv)) {
        return Err(format!("`{shown}` is a CV and is not overwritten"));
    }
    match outputs.map(|goal| &goal.output).any(|output| output == report) {
        true => Err(format!("`{shown}` is to hold both a PDF and a report")),
        false => Ok(()),
    }
}

/// The part of the jobs that this machine does; what the environment has to say on that is told.
fn part(args: &BuildArgs, project: &Project, jobs: usize, terminal: &mut Terminal) -> Result<Range<usize>, String> {
    if let Some(shard) = args.many.shard {
        return Ok(shard.range(jobs));
    }
    if project.is_named() {
        // Whoever names CVs means these.
        return Ok(0..jobs);
    }
    let Some((shard, place)) = shard::of_environment()? else { return Ok(0..jobs) };
    let part = shard.range(jobs);
    terminal.say(format_args!("shard {shard}, as {place} say: {} of {jobs} PDFs", part.len()));
    Ok(part)
}

/// `cvs/ada.yaml  full  scholar  en  a4  → ada-full.pdf`
fn line(job: &Job) -> String {
    match &job.goal {
        Some(goal) => format!(
            "{}  {}  {}  {}  {}  → {}",
            job.cv.display(),
            goal.variant,
            goal.layout,
            goal.lang,
            goal.paper.name(),
            goal.output.display()
        ),
        None => format!("{}  cannot be read", job.cv.display()),
    }
}

/// Prints what was found, each once; advice only where it counts.
pub fn show(sink: &Sink, sources: &Sources, strict: bool, terminal: &mut Terminal) {
    for found in sink.iter().filter(|found| strict || found.severity != Severity::Advice) {
        terminal.diagnostic_once(found, sources);
    }
}

/// As many as were asked for, or one a core.
fn threads(args: &BuildArgs) -> usize {
    let cores = || std::thread::available_parallelism().map_or(1, usize::from);
    args.many.jobs.map_or_else(cores, usize::from)
}

/// Panics in jobs are told as what became of the job.
fn silence_jobs() {
    let others = std::panic::take_hook();
    std::panic::set_hook(Box::new(move |panic| {
        if !project::is_at_work() {
            others(panic);
        }
    }));
}

/// Whether two paths lead to one file that is there.
fn is_one_file(a: &Path, b: &Path) -> bool {
    std::fs::canonicalize(a).is_ok_and(|a| std::fs::canonicalize(b).is_ok_and(|b| a == b))
}

/// `3 pages, 96 KiB`, and for a fitted one `98 % filled, 31 of 54 items, spacing 82 %, 10pt`.
fn describe(pages: usize, bytes: usize, fit: Option<&FitReport>) -> String {
    let pages = if pages == 1 { "1 page".to_owned() } else { format!("{pages} pages") };
    let fit = fit.map(|fit| format!(", {}", summary(fit))).unwrap_or_default();
    format!("{pages}, {} KiB{fit}", bytes.div_ceil(1024))
}

/// `9 layouts 85 ms, choosing 4 ms, PDF 6 ms`
fn times(timings: &Timings) -> String {
    let ms = |time: std::time::Duration| time.as_secs_f64() * 1000.0;
    let Timings { compiles, compiling, choosing, exporting } = timings;
    let layouts = if *compiles == 1 { "1 layout".to_owned() } else { format!("{compiles} layouts") };
    format!("{layouts} {:.0} ms, choosing {:.0} ms, PDF {:.0} ms", ms(*compiling), ms(*choosing), ms(*exporting))
}
