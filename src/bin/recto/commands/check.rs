//! `recto check`

use std::path::Path;

use recto::diag::{Severity, Sink};
use recto::document::Day;
use recto::project::{self, Input, Overrides, faults_of_pdf, faults_of_text};
use recto::source::Sources;
use recto::syntax;
use recto::world::ATTACHMENT;

use crate::Status;
use crate::args::CheckArgs;
use crate::commands::read::{data_of, open};
use crate::input::{load, piped};
use crate::setting::{layouts, today, variant_of};
use crate::terminal::Terminal;

pub fn run(args: &CheckArgs, terminal: &mut Terminal) -> Status {
    terminal.format(&args.messages, args.strict);
    let today = match today() {
        Ok(today) => today,
        Err(message) => return terminal.refuse(message, None),
    };
    if let Some(pdf) = &args.pdf {
        return check_pdf(pdf, args, terminal);
    }
    let check = |path| check(path, args, today, terminal);
    args.cvs.iter().map(|path| path.as_path()).map(check).max().unwrap_or(Status::Fine)
}

/// Checks one CV and says in a line what came of it.
fn check(path: &Path, args: &CheckArgs, today: Option<Day>, terminal: &mut Terminal) -> Status {
    let mut sources = Sources::new();
    let mut sink = Sink::new();
    terminal.about(path.display());
    let checked = load(path, piped(args.syntax), args.root.as_deref(), &mut sources, &mut sink).and_then(|input| {
        let Some(input) = input else { return Ok(()) };
        let layouts = layouts(&input.folder, &Overrides::default())?;
        sink.extend(project::check(&input, today, &layouts, &mut sources));
        Ok(())
    });
    if let Err(message) = checked {
        return terminal.refuse(message, None);
    }
    tell(path, &sink, &sources, args, terminal)
}

/// Reads a PDF back and says what does not come back of the CV, or of the data that goes along.
fn check_pdf(pdf: &Path, args: &CheckArgs, terminal: &mut Terminal) -> Status {
    terminal.about(pdf.display());
    let contents = match open(pdf) {
        Ok(contents) => contents,
        Err(message) => return terminal.refuse(message, None),
    };
    let mut sources = Sources::new();
    let mut sink = Sink::new();
    let read = match args.cvs.as_slice() {
        [] => Ok(data_of(&contents).and_then(|data| attached(data, &mut sources, &mut sink))),
        [cv] => load(cv, piped(args.syntax), None, &mut sources, &mut sink),
        _ => Err("`--pdf` takes one CV".to_owned()),
    };
    let input = match read {
        Ok(input) => input,
        Err(message) => return terminal.refuse(message, None),
    };
    sink.retain(|found| found.severity == Severity::Error);
    sink.extend(faults_of_pdf(&contents));
    match input.filter(|_| !sink.has_errors() || !contents.pages.is_empty()) {
        Some(input) => {
            let variant = match variant_of(&input, args.variant.as_deref()) {
                Ok(variant) => variant,
                Err(message) => return terminal.refuse(message, None),
            };
            // What goes along is what is printed.
            let may_leave_out = !args.cvs.is_empty() && variant.pages.is_some();
            if let Some(document) = project::document(&input, variant, &Overrides::default(), &mut sink) {
                sink.extend(faults_of_text(&contents, &document, &input, may_leave_out));
            }
        }
        None if args.cvs.is_empty() => {
            terminal.say("no CV goes along in the PDF: name one to compare with, `recto check --pdf FILE CV`");
        }
        None => {}
    }
    tell(pdf, &sink, &sources, args, terminal)
}

/// The CV that goes along in a PDF.
fn attached(data: &[u8], sources: &mut Sources, sink: &mut Sink) -> Option<Input> {
    let file = sources.add(ATTACHMENT, String::from_utf8_lossy(data).into_owned());
    Input::read("cv", "", file, syntax::by_name("json")?, sources, sink)
}

/// Tells what was found, and in a line how much.
fn tell(path: &Path, sink: &Sink, sources: &Sources, args: &CheckArgs, terminal: &mut Terminal) -> Status {
    sink.iter().for_each(|diagnostic| terminal.diagnostic(diagnostic, sources));
    let [errors, warnings, advice] =
        [Severity::Error, Severity::Warning, Severity::Advice].map(|severity| sink.count(severity));
    let plural = |count: usize, one: &str, more: &str| format!("{count} {}", if count == 1 { one } else { more });
    terminal.say(format_args!(
        "{}: {}, {}, {}",
        path.display(),
        plural(errors, "error", "errors"),
        plural(warnings, "warning", "warnings"),
        plural(advice, "piece of advice", "pieces of advice"),
    ));
    match errors > 0 || (args.strict && warnings + advice > 0) {
        true => Status::Problems,
        false => Status::Fine,
    }
}
