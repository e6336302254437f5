//! `recto layouts document`

use recto::diag::{Severity, Sink};
use recto::project::{Overrides, document};
use recto::source::Sources;

use crate::Status;
use crate::args::DocumentArgs;
use crate::input;
use crate::setting::variant_of;
use crate::terminal::Terminal;

pub fn run(args: &DocumentArgs, terminal: &mut Terminal) -> Status {
    let mut sources = Sources::new();
    let mut sink = Sink::new();
    let input = match input::load(&args.cv, None, args.root.as_deref(), &mut sources, &mut sink) {
        Ok(input) => input,
        Err(message) => return terminal.refuse(message, None),
    };
    let mut document_of = None;
    if let Some(input) = input.filter(|_| !sink.has_errors()) {
        let variant = match variant_of(&input, args.variant.as_deref()) {
            Ok(variant) => variant,
            Err(message) => return terminal.refuse(message, None),
        };
        let overrides = Overrides { lang: args.lang.clone(), ..Overrides::default() };
        document_of = document(&input, variant, &overrides, &mut sink);
    }
    for diagnostic in sink.iter().filter(|diagnostic| diagnostic.severity != Severity::Advice) {
        terminal.diagnostic(diagnostic, &sources);
    }
    let Some(document) = document_of else { return Status::Problems };
    match serde_json::to_string_pretty(&document) {
        Ok(json) => {
            terminal.result(json);
            Status::Fine
        }
        Err(error) => terminal.refuse(format_args!("the document cannot be written as JSON ({error})"), None),
    }
}
