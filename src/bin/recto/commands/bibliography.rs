//! `recto bibliography`

use std::path::Path;

use recto::diag::{Severity, Sink};
use recto::export::bibliography;
use recto::project::{self, Overrides};
use recto::source::Sources;

use crate::Status;
use crate::args::BibliographyArgs;
use crate::input::{load, piped};
use crate::setting::variant_of;
use crate::terminal::Terminal;

pub fn run(args: &BibliographyArgs, terminal: &mut Terminal) -> Status {
    terminal.about(args.cv.display());
    let by_extension = || {
        let extension = args.output.as_deref()?.extension()?;
        bibliography::FORMATS.iter().copied().find(|format| extension == format.extension())
    };
    let format = match &args.format {
        Some(format) => bibliography::by_name(format.name()),
        None => by_extension().or_else(|| bibliography::by_name("bibtex")),
    };
    let Some(format) = format else { return terminal.refuse("there is no such format", None) };
    let mut sources = Sources::new();
    let mut sink = Sink::new();
    let input = match load(&args.cv, piped(args.syntax), args.root.as_deref(), &mut sources, &mut sink) {
        Ok(input) => input,
        Err(message) => return terminal.refuse(message, None),
    };
    for diagnostic in sink.iter().filter(|diagnostic| diagnostic.severity != Severity::Advice) {
        terminal.diagnostic(diagnostic, &sources);
    }
    let Some(input) = input.filter(|_| !sink.has_errors()) else { return Status::Problems };
    let variant = match args.variant.as_deref().map(|name| variant_of(&input, Some(name))).transpose() {
        Ok(variant) => variant,
        Err(message) => return terminal.refuse(message, None),
    };
    let overrides = Overrides { lang: args.lang.clone(), ..Overrides::default() };
    let text = project::references(&input, variant, &overrides, format);
    let written = match args.output.as_deref().filter(|path| *path != Path::new("-")) {
        Some(path) => project::write(path, text.as_bytes()).map_err(|error| (path.display().to_string(), error)),
        None => terminal.bytes(text.as_bytes()).map_err(|error| ("standard output".to_owned(), error)),
    };
    match written {
        Ok(()) => Status::Fine,
        Err((name, error)) => terminal.refuse(format_args!("cannot write `{name}` ({error})"), None),
    }
}
