//! `recto build` without a CV: the project found in the working directory or above it.

use std::ops::{ControlFlow, Range};
use std::path::{Path, PathBuf};
use std::sync::Arc;

use recto::diag::{Diagnostic, Severity, Sink};
use recto::project::{
    self, Asked, Cache, Ending, InOrder, Job, JobReport, Orders, Outcome, PROJECT_FILE, Project, Report, THREAD,
    Worker, jobs,
};
use recto::source::Sources;
use recto::world::Fonts;

use super::build::{describe, is_one_file, times};
use super::report;
use crate::Status;
use crate::args::BuildArgs;
use crate::explain::{self, Explained};
use crate::progress::Progress;
use crate::setting::{LAYOUTS, layouts, overrides, shared_layouts};
use crate::shard;
use crate::terminal::Terminal;

/// The folder in a project where it is remembered what was built.
const CACHE: &str = ".recto-cache";

pub fn run(args: &BuildArgs, terminal: &mut Terminal) -> Status {
    terminal.format(&args.messages, args.strict);
    let Some(folder) = find() else {
        let message = format!("no CV is named, and there is no `{PROJECT_FILE}` in this folder or one above it");
        return terminal.refuse(message, Some("name a CV: `recto build cv.yaml`"));
    };
    match Build::new(args, folder, terminal) {
        Ok(Some(build)) => build.run(terminal),
        Ok(None) => Status::Problems,
        Err(message) => terminal.refuse(message, None),
    }
}

/// The nearest folder with a project file, seen from the working directory.
pub(super) fn find() -> Option<PathBuf> {
    let above = std::env::current_dir().map_or(0, |folder| folder.ancestors().count() - 1);
    let folders = (0..=above).map(|steps| (0..steps).map(|_| "..").collect::<PathBuf>());
    folders.into_iter().find(|folder| folder.join(PROJECT_FILE).is_file())
}

/// A project and what is to be done about it.
struct Build<'a> {
    args: &'a BuildArgs,
    project: Project,
    jobs: Vec<Job>,
    /// Those that this machine does.
    part: Range<usize>,
    orders: Orders,
    fonts: Arc<Fonts>,
}

impl<'a> Build<'a> {
    /// `None` if there is a fault in the project, which was told.
    fn new(args: &'a BuildArgs, folder: PathBuf, terminal: &mut Terminal) -> Result<Option<Self>, String> {
        if args.output.as_deref() == Some("-") {
            return Err("`-o -` takes a single PDF: name one CV and one `--variant`".into());
        }
        if args.explain.is_some() && terminal.finds_on_out() {
            return Err(
                "`--explain` and this `--message-format` both want standard output; use `--fit-report FILE`".into()
            );
        }
        args.project.report.iter().try_for_each(|path| report::format_of(path).map(|_| ()))?;
        let asked = Asked {
            variants: args.variant.clone(),
            overrides: overrides(&args.setting)?,
            output: args.output.clone(),
            threads: threads(args),
        };
        let layouts = layouts(&folder, &asked.overrides)?;
        terminal.about(folder.join(PROJECT_FILE).display());
        let (mut sources, mut sink) = (Sources::new(), Sink::new());
        let project = Project::read(&folder, &mut sources, &mut sink)?;
        let Some(mut project) = project.filter(|_| !sink.has_errors()) else {
            show(&sink, &sources, args.strict, terminal);
            return Ok(None);
        };
        project.root = args.setting.root.clone();
        let strict = args.strict || project.settings.strict;
        terminal.format(&args.messages, strict);
        let jobs = jobs(&project, &asked, &layouts, &mut sources, &mut sink);
        show(&sink, &sources, strict, terminal);
        if sink.has_errors() || (strict && sink.iter().next().is_some()) {
            return Ok(None);
        }
        args.project.report.iter().chain(&args.fit_report).try_for_each(|path| harmless(path, &jobs))?;
        let part = part(args, jobs.len(), terminal)?;
        let mut font_args = args.fonts.clone();
        font_args.font_path.extend(project.settings.font_paths.iter().map(|path| project.path(&path.value)));
        let fonts = crate::fonts::load(&font_args)?;
        let mut shared = vec![project.folder.join(LAYOUTS)];
        shared.extend(shared_layouts());
        shared.dedup();
        let orders = Orders {
            strict,
            check: args.project.check,
            layouts: shared,
            layouts_beside: LAYOUTS.to_owned(),
            workers: asked.threads.min(part.len()),
            cache: Some(Cache::new(
                args.project.cache.clone().unwrap_or_else(|| project.folder.join(CACHE)),
                &project.folder,
            )),
            // What fitting did is not remembered.
            force: args.project.force || args.explain.is_some() || args.fit_report.is_some(),
        };
        Ok(Some(Self { args, project, jobs, part, orders, fonts }))
    }

    fn run(self, terminal: &mut Terminal) -> Status {
        let jobs = &self.jobs[self.part.clone()];
        if self.args.project.list {
            jobs.iter().for_each(|job| terminal.result(line(job)));
            return Status::Fine;
        }
        silence_jobs();
        let mut told = Told::new(Report::new(self.jobs.len(), self.orders.strict));
        let mut order = InOrder::default();
        let progress = Progress::new(jobs.len());
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
                match failed && self.args.project.fail_fast {
                    true => ControlFlow::Break(()),
                    false => ControlFlow::Continue(()),
                }
            },
        );
        for (index, outcome) in order.rest() {
            self.tell(self.part.start + index, outcome, &mut told, &progress, terminal);
        }
        progress.end();
        terminal.say(told.report.summary(jobs.len()));
        for path in &self.args.project.report {
            if let Err(message) = report::write(&told.report, path) {
                told.status = terminal.refuse(message, None);
            }
        }
        let (explain, file) = (self.args.explain, self.args.fit_report.as_deref());
        told.status.max(explain::tell(&told.explained, explain, file, terminal))
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
        let is_written = outcome.ending == Ending::Built && progress.is_hidden();
        if let (true, Some(goal), Some(pages), Some(bytes)) = (is_written, &job.goal, outcome.pages, outcome.bytes) {
            let described = describe(pages, bytes, outcome.fit.as_ref());
            terminal.say(format_args!("{}  {described}", goal.output.display()));
        }
        if let Some(timings) = outcome.timings.filter(|_| self.args.timings && progress.is_hidden()) {
            terminal.say(format_args!("  {}", times(&timings)));
        }
        told.status = told.status.max(match outcome.ending {
            Ending::Built | Ending::Unchanged => Status::Fine,
            Ending::Failed => Status::Problems,
            Ending::Unwritten => Status::CouldNotRun,
        });
        told.report.jobs.push(JobReport::new(number, job, &outcome));
        if let (Some(fit), Some(goal)) = (outcome.fit, &job.goal) {
            let cv = job.cv.file_stem().unwrap_or_default().to_string_lossy().into_owned();
            told.explained.push(Explained { cv, variant: goal.variant.clone(), fit });
        }
    }
}

/// What was told so far.
struct Told {
    status: Status,
    /// The CV that was told of last.
    about: Option<PathBuf>,
    report: Report,
    explained: Vec<Explained>,
}

impl Told {
    fn new(report: Report) -> Self {
        Self { status: Status::Fine, about: None, report, explained: Vec::new() }
    }
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
fn part(args: &BuildArgs, jobs: usize, terminal: &mut Terminal) -> Result<Range<usize>, String> {
    if let Some(shard) = args.project.shard {
        return Ok(shard.range(jobs));
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

fn show(sink: &Sink, sources: &Sources, strict: bool, terminal: &mut Terminal) {
    for found in sink.iter().filter(|found| strict || found.severity != Severity::Advice) {
        terminal.diagnostic_once(found, sources);
    }
}

/// As many as were asked for, or one a core.
fn threads(args: &BuildArgs) -> usize {
    let cores = || std::thread::available_parallelism().map_or(1, usize::from);
    args.project.jobs.map_or_else(cores, usize::from)
}

/// Panics in jobs are told as what became of the job.
fn silence_jobs() {
    let others = std::panic::take_hook();
    std::panic::set_hook(Box::new(move |panic| {
        if !std::thread::current().name().is_some_and(|name| name.starts_with(THREAD)) {
            others(panic);
        }
    }));
}
