//! `recto build`: CVs that are named, or the project found in the working directory or above it.

use std::path::{Path, PathBuf};

use recto::diag::Sink;
use recto::project::{Named, PROJECT_FILE, Project, read_text};
use recto::source::Sources;

use super::report;
use crate::Status;
use crate::args::BuildArgs;
use crate::batch::{Batch, show};
use crate::input::piped;
use crate::terminal::Terminal;

pub fn run(args: &BuildArgs, terminal: &mut Terminal) -> Status {
    terminal.format(&args.messages, args.strict);
    if let Err(message) = sane(args, terminal) {
        return terminal.refuse(message, None);
    }
    let project = match args.cvs.is_empty() {
        true => match find() {
            Some(folder) => read(args, &folder, terminal),
            None => {
                let message =
                    format!("no CV is named, and there is no `{PROJECT_FILE}` in this folder or one above it");
                return terminal.refuse(message, Some("name a CV: `recto build cv.yaml`"));
            }
        },
        false => named(args).map(Some),
    };
    let project = match project {
        Ok(Some(project)) => project,
        Ok(None) => return Status::Problems,
        Err(message) => return terminal.refuse(message, None),
    };
    // What is wrong with flags stands in no file.
    let fault = if project.is_named() { Status::CouldNotRun } else { Status::Problems };
    match Batch::new(args, project, terminal) {
        Ok(Some(batch)) => batch.run(terminal),
        Ok(None) => fault,
        Err(message) => terminal.refuse(message, None),
    }
}

/// Flags that do not go together.
fn sane(args: &BuildArgs, terminal: &Terminal) -> Result<(), String> {
    let to_out = args.output.as_deref() == Some("-");
    let is_text = args.format.iter().all(|format| format.is_text) && !args.format.is_empty();
    let is_stdout = |path: &PathBuf| path == Path::new("-");
    Err(match () {
        () if to_out && terminal.out_is_terminal() && !is_text => {
            "a PDF is not for the terminal; send standard output to a file or a program"
        }
        () if to_out && (args.cvs.len() != 1 || args.variant.len() != 1 || args.format.len() > 1) => {
            "`-o -` takes a single file: name one CV, one `--variant` and no more than one `--format`"
        }
        () if to_out && args.explain.is_some() => {
            "`-o -` and `--explain` both want standard output; use `--fit-report FILE`"
        }
        () if to_out && terminal.finds_on_out() => "`-o -` and this `--message-format` both want standard output",
        () if to_out && (args.many.check || args.many.list) => "`-o -` goes with neither `--check` nor `--list`",
        () if args.explain.is_some() && terminal.finds_on_out() => {
            "`--explain` and this `--message-format` both want standard output; use `--fit-report FILE`"
        }
        () if args.fit_report.as_ref().is_some_and(is_stdout) => {
            "`--fit-report` takes a file; `--explain=json` writes to standard output"
        }
        () => return args.many.report.iter().try_for_each(|path| report::format_of(path).map(|_| ())),
    }
    .to_owned())
}

/// The CVs that are named, standard input among them.
fn named(args: &BuildArgs) -> Result<Project, String> {
    let has_piped = args.cvs.iter().any(|cv| cv == Path::new("-"));
    let syntax = piped(args.syntax).filter(|_| has_piped).map(|syntax| syntax.name());
    let text = |syntax| Ok::<_, String>((read_text(std::io::stdin().lock(), "<stdin>")?, syntax));
    let piped = syntax.map(text).transpose()?;
    Ok(Project::of(Named { cvs: args.cvs.clone(), piped }))
}

/// The project in a folder; `None` if there is a fault in its file, which was told.
fn read(args: &BuildArgs, folder: &Path, terminal: &mut Terminal) -> Result<Option<Project>, String> {
    terminal.about(folder.join(PROJECT_FILE).display());
    let (mut sources, mut sink) = (Sources::new(), Sink::new());
    let project = Project::read(folder, &mut sources, &mut sink)?;
    let is_sound = !sink.has_errors();
    show(&sink, &sources, args.strict || project.as_ref().is_some_and(|project| project.settings.strict), terminal);
    Ok(project.filter(|_| is_sound))
}

/// The nearest folder with a project file, seen from the working directory.
pub(super) fn find() -> Option<PathBuf> {
    let above = std::env::current_dir().map_or(0, |folder| folder.ancestors().count() - 1);
    let folders = (0..=above).map(|steps| (0..steps).map(|_| "..").collect::<PathBuf>());
    folders.into_iter().find(|folder| folder.join(PROJECT_FILE).is_file())
}
