//! The only code that prints. Results go to standard output, talk to standard error; colour only where it shows.

use std::fmt::Display;
use std::io::{self, IsTerminal, Write};

use anstream::{AutoStream, ColorChoice};
use recto::diag::{Diagnostic, full};
use recto::source::Sources;

use crate::Status;

/// Both output streams.
pub struct Terminal {
    out: AutoStream<io::Stdout>,
    err: AutoStream<io::Stderr>,
}

impl Terminal {
    /// Streams that honour NO_COLOR and drop colours where no person looks.
    pub fn new() -> Self {
        Self { out: AutoStream::auto(io::stdout()), err: AutoStream::auto(io::stderr()) }
    }

    /// Prints a line of a result.
    pub fn result(&mut self, line: impl Display) {
        // A closed pipe is the reader's decision, not an error of ours.
        let _ = writeln!(self.out, "{line}");
    }

    /// Writes bytes to standard output.
    pub fn bytes(&mut self, bytes: &[u8]) -> io::Result<()> {
        let mut out = io::stdout().lock();
        out.write_all(bytes)?;
        out.flush()
    }

    /// Whether standard output is a terminal, which binary data would garble.
    pub fn out_is_terminal(&self) -> bool {
        io::stdout().is_terminal()
    }

    /// Prints a line of talk.
    pub fn say(&mut self, line: impl Display) {
        let _ = writeln!(self.err, "{line}");
    }

    /// Prints a diagnostic with its place in the text.
    pub fn diagnostic(&mut self, diagnostic: &Diagnostic, sources: &Sources) {
        let color = self.err.current_choice() != ColorChoice::Never;
        let _ = writeln!(self.err, "{}\n", full(diagnostic, sources, color));
    }

    /// Prints why recto could not do what was asked.
    pub fn refuse(&mut self, message: impl Display, hint: Option<&str>) -> Status {
        let style = anstyle_error();
        let _ = writeln!(self.err, "{style}error{style:#}: {message}");
        if let Some(hint) = hint {
            let _ = writeln!(self.err, "hint: {hint}");
        }
        Status::CouldNotRun
    }
}

fn anstyle_error() -> clap::builder::styling::Style {
    clap::builder::styling::AnsiColor::Red.on_default().bold()
}
