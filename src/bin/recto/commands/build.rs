//! `recto build`

use std::path::{Path, PathBuf};

use recto::diag::{Diagnostic, Severity, Sink};
use recto::fit::FitReport;
use recto::layout::name_of;
use recto::model::Variant;
use recto::project::{self, Built, Input, Names, Overrides, Pattern, Timings};
use recto::source::Sources;
use recto::world::World;

use super::project as project_command;
use crate::Status;
use crate::args::BuildArgs;
use crate::explain::{self, Explained, summary};
use crate::input::{load, piped};
use crate::setting::{layouts, overrides, unknown};
use crate::terminal::Terminal;

pub fn run(args: &BuildArgs, terminal: &mut Terminal) -> Status {
    if args.cvs.is_empty() {
        return project_command::run(args, terminal);
    }
    terminal.format(&args.messages, args.strict);
    let mut builder = match Builder::new(args, terminal) {
        Ok(builder) => builder,
        Err(message) => return terminal.refuse(message, None),
    };
    // Every CV is tried, whatever becomes of the others.
    let status = args.cvs.iter().map(|path| builder.build(path, terminal)).max().unwrap_or(Status::Fine);
    status.max(explain::tell(&builder.explained, args.explain, args.fit_report.as_deref(), terminal))
}

/// The flags as decisions.
struct Builder<'a> {
    args: &'a BuildArgs,
    overrides: Overrides,
    target: Target,
    world: World,
    /// The outputs so far: two with one name would destroy each other.
    taken: Vec<PathBuf>,
    /// What fitting did so far.
    explained: Vec<Explained>,
}

/// Where PDFs go.
enum Target {
    Stdout,
    Files(Pattern),
}

impl<'a> Builder<'a> {
    fn new(args: &'a BuildArgs, terminal: &Terminal) -> Result<Self, String> {
        let target = match args.output.as_deref() {
            Some("-") if terminal.out_is_terminal() => {
                return Err("a PDF is not for the terminal; send standard output to a file or a program".into());
            }
            Some("-") if args.cvs.len() != 1 || args.variant.len() != 1 => {
                return Err("`-o -` takes a single PDF: name one CV and one `--variant`".into());
            }
            Some("-") if args.explain.is_some() => {
                return Err("`-o -` and `--explain` both want standard output; use `--fit-report FILE`".into());
            }
            Some("-") if terminal.finds_on_out() => {
                return Err("`-o -` and this `--message-format` both want standard output".into());
            }
            Some("-") => Target::Stdout,
            asked => Target::Files(Pattern::new(asked).map_err(|fault| fault.to_string())?),
        };
        if args.explain.is_some() && terminal.finds_on_out() {
            return Err(
                "`--explain` and this `--message-format` both want standard output; use `--fit-report FILE`".into()
            );
        }
        let is_input = |path: &Path| args.cvs.iter().any(|cv| is_one_file(cv, path));
        if let Some(report) = args.fit_report.as_deref().filter(|path| is_input(path) || *path == Path::new("-")) {
            let message = match report == Path::new("-") {
                true => "`--fit-report` takes a file; `--explain=json` writes to standard output".to_owned(),
                false => format!("`{}` is a CV and is not overwritten", report.display()),
            };
            return Err(message);
        }
        let overrides = overrides(&args.setting)?;
        let world = World::new(crate::fonts::load(&args.fonts)?);
        Ok(Self { args, overrides, target, world, taken: Vec::new(), explained: Vec::new() })
    }

    fn build(&mut self, path: &Path, terminal: &mut Terminal) -> Status {
        let mut sources = Sources::new();
        let mut sink = Sink::new();
        terminal.about(path.display());
        let input =
            match load(path, piped(self.args.syntax), self.args.setting.root.as_deref(), &mut sources, &mut sink) {
                Ok(input) => input,
                Err(message) => return terminal.refuse(message, None),
            };
        let usable = input.filter(|_| !self.fails(&sink));
        self.report(&sink, &sources, terminal);
        let Some(input) = usable else { return Status::Problems };
        let jobs = match self.variants(&input).and_then(|variants| self.jobs(&input, variants)) {
            Ok(jobs) => jobs,
            Err(message) => return terminal.refuse(message, None),
        };
        self.set(&input, jobs, sink, &mut sources, terminal)
    }

    /// Sets every variant and writes it; `said` is what was reported of the CV already.
    fn set(
        &mut self,
        input: &Input,
        jobs: Vec<(&Variant, Option<PathBuf>)>,
        mut said: Sink,
        sources: &mut Sources,
        terminal: &mut Terminal,
    ) -> Status {
        let layouts = match layouts(&input.folder, &self.overrides) {
            Ok(layouts) => layouts,
            Err(message) => return terminal.refuse(message, None),
        };
        let mut status = Status::Fine;
        let mut finished = Vec::new();
        for (variant, path) in jobs {
            let built = project::build(input, variant, &self.overrides, &layouts, &mut self.world, sources);
            if let Some(fit) = built.as_ref().ok().and_then(|built| built.fit.clone()) {
                let (cv, variant) = (input.stem.clone(), variant.name.value.clone());
                self.explained.push(Explained { cv, variant, fit });
            }
            let (found, built) = match built {
                Ok(built) => (built.warnings.clone(), Some(built)),
                Err(diagnostics) => (diagnostics, None),
            };
            // What holds for several variants is said once.
            let is_new = |diagnostic: &&Diagnostic| said.iter().all(|known| known != *diagnostic);
            let new: Sink = found.iter().filter(is_new).cloned().collect();
            // What shows only on the page is told here or nowhere, advice as well.
            new.iter().for_each(|diagnostic| terminal.diagnostic(diagnostic, sources));
            said.extend(new.iter().cloned());
            match built.filter(|_| !self.fails(&found.into_iter().collect())) {
                // Under `--strict` it is not known yet whether anything may be written.
                Some(built) if self.args.strict => finished.push((path, built)),
                Some(built) => status = status.max(self.write(path, &built, terminal)),
                None => status = status.max(Status::Problems),
            }
        }
        match status {
            Status::Fine => {
                finished.into_iter().map(|(path, built)| self.write(path, &built, terminal)).max().unwrap_or(status)
            }
            _ => status,
        }
    }

    /// Where each variant goes; `None` for standard output.
    ///
    /// # Errors
    /// If two outputs would have one name.
    fn jobs<'b>(
        &mut self,
        input: &Input,
        variants: Vec<&'b Variant>,
    ) -> Result<Vec<(&'b Variant, Option<PathBuf>)>, String> {
        let mut jobs = Vec::new();
        for variant in variants {
            let Target::Files(pattern) = &self.target else {
                jobs.push((variant, None));
                continue;
            };
            let (layout, lang) = self.overrides.layout_and_lang(input, variant);
            let path = pattern.path(&Names {
                folder: &input.folder,
                stem: &input.stem,
                variant: &variant.name.value,
                layout: name_of(layout),
                lang,
                paper: self.overrides.paper(input, variant),
            });
            if self.args.cvs.iter().any(|cv| is_one_file(cv, &path)) {
                return Err(format!(
                    "`{}` is a CV and is not overwritten; choose another name with `-o`",
                    path.display()
                ));
            }
            if self.args.fit_report.as_ref() == Some(&path) {
                return Err(format!("`{}` is to hold both a PDF and the report of `--fit-report`", path.display()));
            }
            if self.taken.contains(&path) {
                let shown = path.display();
                return Err(format!(
                    "`{shown}` would be written twice; tell outputs apart: `-o '{{stem}}-{{variant}}.pdf'`"
                ));
            }
            self.taken.push(path.clone());
            jobs.push((variant, Some(path)));
        }
        Ok(jobs)
    }

    /// Writes a finished PDF and says so.
    fn write(&self, path: Option<PathBuf>, built: &Built, terminal: &mut Terminal) -> Status {
        let Some(path) = path else {
            return match terminal.bytes(&built.pdf) {
                Ok(()) => Status::Fine,
                Err(error) => terminal.refuse(format_args!("cannot write to standard output ({error})"), None),
            };
        };
        if let Err(error) = project::write(&path, &built.pdf) {
            return terminal.refuse(format_args!("cannot write `{}` ({error})", path.display()), None);
        }
        let described = describe(built.pages.count(), built.pdf.len(), built.fit.as_ref());
        terminal.say(format_args!("{}  {described}", path.display()));
        if self.args.timings {
            terminal.say(format_args!("  {}", times(&built.timings)));
        }
        Status::Fine
    }

    fn variants<'b>(&self, input: &'b Input) -> Result<Vec<&'b Variant>, String> {
        let known = &input.cv.settings.variants;
        if self.args.variant.is_empty() {
            return Ok(known.iter().collect());
        }
        let find = |name: &String| {
            input.cv.settings.variant(name).ok_or_else(|| {
                let names = known.iter().map(|variant| variant.name.value.as_str());
                unknown(&format!("variant of `{}`", input.stem), name, names)
            })
        };
        let mut names = self.args.variant.clone();
        names.dedup();
        names.iter().map(find).collect()
    }

    /// Whether nothing may be built from this: after errors, and under `--strict` after anything.
    fn fails(&self, sink: &Sink) -> bool {
        sink.has_errors() || (self.args.strict && sink.iter().next().is_some())
    }

    fn report(&self, sink: &Sink, sources: &Sources, terminal: &mut Terminal) {
        let shown = |severity| severity != Severity::Advice || self.args.strict;
        for diagnostic in sink.iter().filter(|diagnostic| shown(diagnostic.severity)) {
            terminal.diagnostic(diagnostic, sources);
        }
    }
}

/// Whether two paths lead to one file that is there.
pub(super) fn is_one_file(a: &Path, b: &Path) -> bool {
    std::fs::canonicalize(a).is_ok_and(|a| std::fs::canonicalize(b).is_ok_and(|b| a == b))
}

/// `3 pages, 96 KiB`, and for a fitted one `98 % filled, 31 of 54 items, spacing 82 %, 10pt`.
pub(super) fn describe(pages: usize, bytes: usize, fit: Option<&FitReport>) -> String {
    let pages = if pages == 1 { "1 page".to_owned() } else { format!("{pages} pages") };
    let fit = fit.map(|fit| format!(", {}", summary(fit))).unwrap_or_default();
    format!("{pages}, {} KiB{fit}", bytes.div_ceil(1024))
}

/// `9 layouts 85 ms, choosing 4 ms, PDF 6 ms`
pub(super) fn times(timings: &Timings) -> String {
    let ms = |time: std::time::Duration| time.as_secs_f64() * 1000.0;
    let Timings { compiles, compiling, choosing, exporting } = timings;
    let layouts = if *compiles == 1 { "1 layout".to_owned() } else { format!("{compiles} layouts") };
    format!("{layouts} {:.0} ms, choosing {:.0} ms, PDF {:.0} ms", ms(*compiling), ms(*choosing), ms(*exporting))
}
