//! The jobs of a project: CVs × variants × layouts × languages × papers, and where each goes.

use std::collections::{BTreeMap, BTreeSet};
use std::path::{Path, PathBuf};
use std::sync::Arc;

use super::batch::map;
use super::config::{PROJECT_FILE, Project};
use super::output::{Names, Pattern, PatternFault};
use super::plan::{Overrides, unknown_language};
use super::reading::Reading;
use crate::diag::{Diagnostic, Sink, near_hint};
use crate::document::Paper;
use crate::export::{FORMATS, Format};
use crate::layout::{Layouts, name_of};
use crate::model::Locale;
use crate::source::{Sources, Spanned};

/// So many CVs are kept from when the jobs are listed to when they are done: of thousands that would take too much memory.
const KEPT: usize = 16;

/// One PDF that a project asks for.
#[derive(Debug, Clone)]
pub struct Job {
    /// The CV's file.
    pub cv: PathBuf,
    /// What is made of it; `None` if it cannot be read, which is told when its turn comes.
    pub goal: Option<Goal>,
    /// What came of reading it, if that was kept; otherwise it is read again when its turn comes.
    pub reading: Option<Arc<Reading>>,
}

/// What is made of a CV.
#[derive(Debug, Clone)]
pub struct Goal {
    /// The name of the CV: its file's, without the extension.
    pub stem: String,
    /// The variant.
    pub variant: String,
    /// The name of the layout.
    pub layout: String,
    /// The language.
    pub lang: String,
    /// The paper.
    pub paper: Paper,
    /// Where the PDF goes.
    pub output: PathBuf,
    /// What wins over what the CV says.
    pub overrides: Arc<Overrides>,
}

/// What flags ask for beside the project's file; they win over it.
#[derive(Debug, Clone, Default)]
pub struct Asked {
    /// The only variants that are built; those of the project if empty.
    pub variants: Vec<String>,
    /// How they are set.
    pub overrides: Overrides,
    /// The formats; those of the project if empty.
    pub formats: Vec<&'static Format>,
    /// Where PDFs go.
    pub output: Option<String>,
    /// How many threads read CVs.
    pub threads: usize,
}

impl Job {
    /// `cvs/ada.yaml (full, scholar, en, a4)`
    pub fn name(&self) -> String {
        let cv = self.cv.display();
        match &self.goal {
            Some(goal) => format!("{cv} ({}, {}, {}, {})", goal.variant, goal.layout, goal.lang, goal.paper.name()),
            None => cv.to_string(),
        }
    }
}

/// Every job of a project, CVs in order. `layouts` are looked up for those that `recto.toml` names. Whatever would go wrong
/// for all of them is an error in the sink: then nothing is to be built.
pub fn jobs(project: &Project, asked: &Asked, layouts: &Layouts, sources: &mut Sources, sink: &mut Sink) -> Vec<Job> {
    let matrix = matrix(project, asked, layouts, sources, sink);
    let pattern = pattern(project, asked, &matrix, sink);
    let cvs = project.inputs(sink);
    let Some(pattern) = pattern.filter(|_| !sink.has_errors()) else { return Vec::new() };
    // What goes wrong here goes wrong again when it is built, and is told then.
    // A flag is seen from where recto was called, `recto.toml` from its folder.
    let root = if asked.output.is_some() { Path::new("") } else { &project.folder };
    let is_kept = cvs.len() <= KEPT;
    let read = map(&cvs, asked.threads, |cv| {
        let reading = Reading::of(project, cv);
        let goals = goals(&reading, &matrix, &pattern, root);
        (goals, is_kept.then(|| Arc::new(reading)))
    });
    let (mut read, readings): (Vec<_>, Vec<_>) = read.into_iter().map(Result::unwrap_or_default).unzip();
    pick(&cvs, &mut read, project, &asked.variants, sink);
    let mut jobs = Vec::new();
    for ((cv, goals), reading) in cvs.into_iter().zip(read).zip(readings) {
        let job = |goal| Job { cv: cv.clone(), goal, reading: reading.clone() };
        match goals {
            Some(goals) => jobs.extend(goals.into_iter().map(|goal| job(Some(goal)))),
            None => jobs.push(job(None)),
        }
    }
    check_outputs(&jobs, project, sink);
    jobs
}

/// Every combination of what flags and the lists of the project say.
fn matrix(
    project: &Project,
    asked: &Asked,
    layouts: &Layouts,
    sources: &mut Sources,
    sink: &mut Sink,
) -> Vec<Arc<Overrides>> {
    let (settings, flags) = (&project.settings, &asked.overrides);
    for layout in &settings.layouts {
        layouts.find(&layout.value, &project.folder, Some(layout.span), sources, sink);
    }
    for lang in settings.languages.iter().filter(|lang| Locale::by_code(&lang.value).is_none()) {
        sink.push(unknown_language(&lang.value).at(lang.span).in_field("languages"));
    }
    // What wins starts where recto was called; what the project says, in its folder.
    let path = |layout: &Spanned<String>| match layout.value.contains('/') {
        true => project.path(&layout.value).to_string_lossy().into_owned(),
        false => layout.value.clone(),
    };
    let layouts = choices(&flags.layout, settings.layouts.iter().map(path));
    let langs = choices(&flags.lang, settings.languages.iter().map(|lang| lang.value.clone()));
    let papers = choices(&flags.paper, settings.papers.iter().copied());
    let formats = formats(project, asked, sink);
    let mut combinations = Vec::new();
    for layout in layouts {
        for lang in &langs {
            for paper in &papers {
                // What differs in the format only is set once and remembered.
                for &format in &formats {
                    let (layout, lang) = (layout.clone(), lang.clone());
                    combinations.push(Arc::new(Overrides { layout, lang, paper: *paper, format, ..flags.clone() }));
                }
            }
        }
    }
    combinations
}

/// The formats that are asked for, each once: by a flag, else by the name of the output, else by the project.
fn formats(project: &Project, asked: &Asked, sink: &mut Sink) -> Vec<&'static Format> {
    let settings = &project.settings;
    let known = |name: &Spanned<String>| {
        let format = Format::by_name(&name.value);
        if format.is_none() {
            let fault = Diagnostic::error("unknown-choice", format!("unknown format `{}`", name.value));
            let hint = near_hint(&name.value, FORMATS.iter().map(|format| format.name));
            sink.push(fault.at(name.span).in_field("formats").hint(hint));
        }
        format
    };
    let listed: Vec<_> = settings.formats.iter().filter_map(known).collect();
    let of_path = |path: &String| Format::by_path(Path::new(path));
    let of_flag = asked.output.as_ref().and_then(of_path);
    let of_setting = settings.output.as_ref().and_then(|output| of_path(&output.value));
    let wanted = match (asked.formats.is_empty(), of_flag, listed.is_empty()) {
        (false, ..) => asked.formats.clone(),
        (true, Some(format), _) => vec![format],
        (true, None, false) => listed,
        (true, None, true) => vec![of_setting.unwrap_or_default()],
    };
    let mut formats = Vec::new();
    for format in wanted {
        if !formats.contains(&format) {
            formats.push(format);
        }
    }
    formats
}

/// A flag alone, or what the project lists, each once, or whatever the CV says.
fn choices<T: Clone + PartialEq>(flag: &Option<T>, listed: impl Iterator<Item = T>) -> Vec<Option<T>> {
    let mut choices = Vec::new();
    for choice in listed.map(Some).filter(|_| flag.is_none()) {
        if !choices.contains(&choice) {
            choices.push(choice);
        }
    }
    if choices.is_empty() { vec![flag.clone()] } else { choices }
}

/// Where PDFs go: where a flag says, or the project. In a folder they get names that tell apart what is combined.
fn pattern(project: &Project, asked: &Asked, matrix: &[Arc<Overrides>], sink: &mut Sink) -> Option<Pattern> {
    let said = project.settings.output.as_ref().filter(|_| asked.output.is_none());
    if asked.output.as_deref() == Some("-") {
        return Pattern::new(Some("-")).ok();
    }
    let mut path = match (&asked.output, said) {
        (Some(flag), _) => flag.clone(),
        (None, Some(said)) => {
            let slash = if said.value.ends_with('/') { "/" } else { "" };
            project.path(&said.value).to_string_lossy().trim_end_matches('/').to_owned() + slash
        }
        (None, None) => project.path("").to_string_lossy().into_owned(),
    };
    if path.is_empty() || path.ends_with('/') || Path::new(&path).is_dir() {
        let varies = |differs: fn(&Overrides, &Overrides) -> bool| matrix.iter().any(|one| differs(one, &matrix[0]));
        let mut name = "{stem}-{variant}".to_owned();
        for (part, is_needed) in [
            ("-{layout}", varies(|a, b| a.layout != b.layout)),
            ("-{lang}", varies(|a, b| a.lang != b.lang)),
            ("-{paper}", varies(|a, b| a.paper != b.paper)),
        ] {
            name += if is_needed { part } else { "" };
        }
        path = Path::new(&path).join(name + ".pdf").to_string_lossy().into_owned();
    }
    let fault = |fault: PatternFault| {
        let span = said.map(|said| said.span);
        sink.push(Diagnostic::error(fault_id(project), fault.to_string()).at(span).in_field("output"));
    };
    Pattern::new(Some(&path)).map_err(fault).ok()
}

/// What can be made of one CV, in all its variants, with the pattern starting at `root`; `None` if it cannot be read.
fn goals(reading: &Reading, matrix: &[Arc<Overrides>], pattern: &Pattern, root: &Path) -> Option<Vec<Goal>> {
    let input = reading.input.as_ref().filter(|_| !reading.sink.has_errors())?;
    let mut goals = Vec::new();
    for variant in &input.cv.settings.variants {
        for overrides in matrix {
            let (layout, lang) = overrides.layout_and_lang(input, variant);
            let (layout, paper) = (name_of(layout), overrides.paper(input, variant));
            let folder = input.folder.strip_prefix(root).unwrap_or(&input.folder);
            let (stem, name) = (&*input.stem, &*variant.name.value);
            let output = pattern.path(&Names { folder, stem, variant: name, layout, lang, paper });
            let output = named_for(output, overrides.format);
            let (variant, layout, lang) = (name.to_owned(), layout.to_owned(), lang.to_owned());
            goals.push(Goal {
                stem: stem.to_owned(),
                variant,
                layout,
                lang,
                paper,
                output,
                overrides: Arc::clone(overrides),
            });
        }
    }
    Some(goals)
}

/// The path with the extension of a format in place of that of another.
fn named_for(path: PathBuf, format: &Format) -> PathBuf {
    match Format::by_path(&path) {
        Some(other) if other != format => path.with_extension(format.name),
        _ => path,
    }
}

/// Keeps the variants that are asked for, of each CV those it has.
fn pick(cvs: &[PathBuf], read: &mut [Option<Vec<Goal>>], project: &Project, flags: &[String], sink: &mut Sink) {
    let listed = project.settings.variants.iter().map(|name| (name.value.as_str(), Some(name.span)));
    let wanted: Vec<_> = match flags.is_empty() {
        true => listed.collect(),
        false => flags.iter().map(|name| (name.as_str(), None)).collect(),
    };
    if wanted.is_empty() {
        return;
    }
    let known: BTreeSet<_> = read.iter().flatten().flatten().map(|goal| goal.variant.clone()).collect();
    // A CV that cannot be read may be the one that has it.
    if read.iter().all(Option::is_some) {
        for (name, span) in wanted.iter().filter(|(name, _)| !known.contains(*name)) {
            let fault = Diagnostic::error("unknown-variant", format!("no CV has a variant `{name}`")).at(*span);
            sink.push(fault.hint(near_hint(name, known.iter().map(String::as_str))));
        }
    }
    if sink.has_errors() {
        return;
    }
    for (cv, goals) in cvs.iter().zip(read) {
        let Some(goals) = goals else { continue };
        goals.retain(|goal| wanted.iter().any(|(name, _)| *name == goal.variant));
        if goals.is_empty() {
            let message = format!("`{}` has none of the variants that are asked for and is left out", cv.display());
            sink.push(Diagnostic::warning("unknown-variant", message).at(wanted[0].1));
        }
    }
}

/// What is wrong with flags is no fault of a file.
fn fault_id(project: &Project) -> &'static str {
    if project.is_named() { "could-not-run" } else { "bad-project" }
}

/// No output may destroy another, or a CV.
fn check_outputs(jobs: &[Job], project: &Project, sink: &mut Sink) {
    let span = project.settings.output.as_ref().map(|output| output.span);
    let own = project.path(PROJECT_FILE);
    // Two paths may lead to one file.
    let whole = |path: &Path| std::fs::canonicalize(path).unwrap_or_else(|_| path.to_owned());
    let cvs: BTreeSet<_> = jobs.iter().map(|job| whole(&job.cv)).collect();
    let mut taken = BTreeMap::new();
    for job in jobs {
        let Some(goal) = job.goal.as_ref().filter(|goal| goal.output != Path::new("-")) else { continue };
        let output = goal.output.display();
        let is_own = goal.output == own && !project.is_named();
        let fault = if is_own || cvs.contains(&whole(&goal.output)) {
            let what = if is_own { "the project's file" } else { "a CV" };
            let hint = if project.is_named() { "choose another name with `-o`" } else { "choose another `output`" };
            Some((format!("`{output}` is {what} and is not overwritten"), hint.to_owned()))
        } else {
            let first: Option<&Job> = taken.insert(&goal.output, job);
            first.map(|first| {
                let message = format!("`{output}` would be written by {} and by {}", first.name(), job.name());
                let pattern = "{folder}/{stem}-{variant}.pdf";
                let cure =
                    if project.is_named() { format!("-o '{pattern}'") } else { format!("output = \"{pattern}\"") };
                (message, format!("tell outputs apart: `{cure}`"))
            })
        };
        if let Some((message, hint)) = fault {
            sink.push(Diagnostic::error(fault_id(project), message).at(span).in_field("output").hint(hint));
        }
    }
}
