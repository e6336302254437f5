//! The program: reads the command line, the environment and files, calls the library, prints what it found.

mod args;
mod batch;
mod commands;
mod explain;
mod fonts;
mod input;
mod progress;
mod setting;
mod shard;
mod terminal;
mod watcher;

use std::process::ExitCode;

use clap::Parser;

use args::{Arguments, Command, SchemaArgs};
use commands::{
    bibliography, build, check, convert, explain as explain_id, fit, fonts as list_fonts, init, layouts, read, report,
    schema, watch,
};
use terminal::Terminal;

/// How a run ended, as CI sees it.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq, PartialOrd, Ord)]
pub enum Status {
    /// All went well.
    #[default]
    Fine = 0,
    /// A CV has problems.
    Problems = 1,
    /// recto could not do what was asked.
    CouldNotRun = 2,
}

fn main() -> ExitCode {
    let arguments = Arguments::parse();
    #[cfg(unix)]
    survive_limits();
    let mut terminal = Terminal::new();
    let status = dispatch(arguments.command, &mut terminal);
    terminal.end();
    ExitCode::from(terminal.finish(status) as u8)
}

/// A file that outgrows `ulimit -f` is an error of writing it, not the end of the program.
#[cfg(unix)]
fn survive_limits() {
    // Where the signal cannot be handled it kills, as it would anyway.
    let _ = signal_hook::flag::register(signal_hook::consts::SIGXFSZ, std::sync::Arc::default());
}

fn dispatch(command: Command, terminal: &mut Terminal) -> Status {
    match command {
        Command::Build(args) => build::run(&args, terminal),
        Command::Watch(args) => watch::run(&args, terminal),
        Command::Check(args) => check::run(&args, terminal),
        Command::Convert(args) => convert::run(&args, terminal),
        Command::Fit(args) => fit::run(&args, terminal),
        Command::Bibliography(args) => bibliography::run(&args, terminal),
        Command::Init(args) => init::run(&args, terminal),
        Command::Layouts(args) => layouts::run(&args, terminal),
        Command::Fonts(args) => list_fonts::run(&args, terminal),
        Command::Explain(args) => explain_id::run(&args, terminal),
        Command::Schema(SchemaArgs {}) => schema::run(terminal),
        Command::Read(args) => read::read(&args, terminal),
        Command::Extract(args) => read::extract(&args, terminal),
        Command::Report(command) => report::run(&command, terminal),
    }
}
