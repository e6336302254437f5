//! `recto convert`

use std::io::ErrorKind;
use std::path::Path;

use recto::diag::{Severity, Sink};
use recto::project::{self, Converted, convert_text, read_text};
use recto::source::Sources;

use super::init::write_schema;
use crate::Status;
use crate::args::ConvertArgs;
use crate::input::piped;
use crate::terminal::Terminal;

pub fn run(args: &ConvertArgs, terminal: &mut Terminal) -> Status {
    terminal.format(&args.messages, false);
    if let Some(output) = args.output.as_deref().filter(|output| *output != Path::new("-")) {
        let extension = output.extension().unwrap_or_default().to_string_lossy().to_lowercase();
        if !["yaml", "yml"].contains(&extension.as_str()) {
            let hint = "comments keep what has no place: end the name in .yaml";
            return terminal.refuse(format_args!("`{}` is no name for YAML", output.display()), Some(hint));
        }
        if output.exists() {
            return terminal.there_already(output);
        }
    } else if terminal.finds_on_out() {
        return terminal
            .refuse("the YAML and this `--message-format` both want standard output", Some("name a file with `-o`"));
    }
    let mut sources = Sources::new();
    let mut sink = Sink::new();
    terminal.about(args.from.display());
    let converted = match convert(args, &mut sources, &mut sink) {
        Ok(converted) => converted,
        Err(message) => return terminal.refuse(message, None),
    };
    sink.iter()
        .filter(|found| found.severity != Severity::Advice)
        .for_each(|found| terminal.diagnostic(found, &sources));
    let Some(converted) = converted else { return Status::Problems };
    let status = write(args, &converted, terminal);
    if sink.has_errors() {
        terminal.say("some of it cannot be built as it is: mend what is told above, then run `recto check`");
    }
    status.max(if sink.has_errors() { Status::Problems } else { Status::Fine })
}

fn convert(args: &ConvertArgs, sources: &mut Sources, sink: &mut Sink) -> Result<Option<Converted>, String> {
    let Some(syntax) = piped(args.syntax).filter(|_| args.from == Path::new("-")) else {
        return project::convert(&args.from, sources, sink);
    };
    let text = read_text(std::io::stdin().lock(), "<stdin>")?;
    let file = sources.add("<stdin>", text);
    Ok(convert_text(file, syntax, sources, sink))
}

/// Writes the YAML where it was asked for, with the schema beside it.
fn write(args: &ConvertArgs, converted: &Converted, terminal: &mut Terminal) -> Status {
    let Some(output) = args.output.as_deref().filter(|output| *output != Path::new("-")) else {
        return match terminal.bytes(converted.text.as_bytes()) {
            Ok(()) => Status::Fine,
            Err(error) if error.kind() == ErrorKind::BrokenPipe => Status::Fine,
            Err(error) => terminal.refuse(format_args!("cannot write to standard output ({error})"), None),
        };
    };
    let shown = output.display();
    match project::write_new(output, converted.text.as_bytes()) {
        Ok(()) => {
            let from = converted.from;
            terminal
                .say(format_args!("wrote {shown}, made from {from}; look it through, then run `recto build {shown}`"));
            write_schema(&output.with_file_name(super::init::SCHEMA), terminal)
        }
        Err(error) if error.kind() == ErrorKind::AlreadyExists => terminal.there_already(output),
        Err(error) => terminal.refuse(format_args!("cannot write `{shown}` ({error})"), None),
    }
}
