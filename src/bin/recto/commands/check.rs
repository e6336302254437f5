//! `recto check`

use std::path::Path;

use recto::diag::{Severity, Sink};
use recto::document::Day;
use recto::project::{self, Overrides};
use recto::source::Sources;

use crate::Status;
use crate::args::CheckArgs;
use crate::input::{load, piped};
use crate::setting::{layouts, today};
use crate::terminal::Terminal;

pub fn run(args: &CheckArgs, terminal: &mut Terminal) -> Status {
    terminal.format(&args.messages, args.strict);
    let today = match today() {
        Ok(today) => today,
        Err(message) => return terminal.refuse(message, None),
    };
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
    sink.iter().for_each(|diagnostic| terminal.diagnostic(diagnostic, &sources));
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
