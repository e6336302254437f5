//! The only code that prints. Results go to standard output, talk to standard error; colour only where it shows.

use std::collections::HashSet;
use std::fmt::Display;
use std::io::{self, IsTerminal, Write};
use std::path::Path;

use anstream::{AutoStream, ColorChoice};
use clap::ValueEnum;
use recto::diag::{Case, Diagnostic, Finding, Located, MESSAGE_FORMATS, MessageFormat, message_format};
use recto::source::Sources;

use crate::Status;
use crate::args::MessageArgs;

/// Both output streams.
pub struct Terminal {
    out: AutoStream<io::Stdout>,
    err: AutoStream<io::Stderr>,
    format: &'static dyn MessageFormat,
    /// What was looked at so far; the last is what is being looked at.
    cases: Vec<Case>,
    /// What is to be said once only.
    said: HashSet<Located>,
    strict: bool,
    /// Why standard output could not be written to, if so.
    failure: Option<io::Error>,
}

impl Terminal {
    /// Streams that honour NO_COLOR and drop colours where no person looks.
    pub fn new() -> Self {
        let (out, err) = (AutoStream::auto(io::stdout()), AutoStream::auto(io::stderr()));
        let (cases, said) = (Vec::new(), HashSet::new());
        Self { out, err, format: MESSAGE_FORMATS[0], cases, said, strict: false, failure: None }
    }

    /// Writes findings as asked from now on; if `strict`, all of them fail what they are about.
    pub fn format(&mut self, args: &MessageArgs, strict: bool) {
        self.strict = strict;
        let name = args.message_format.to_possible_value();
        self.format = name.and_then(|name| message_format(name.get_name())).unwrap_or(self.format);
    }

    /// Begins another run: what was said before is said again.
    pub fn begin(&mut self) {
        self.cases.clear();
        self.said.clear();
    }

    /// Whether findings go to standard output, where nothing else may go then.
    pub fn finds_on_out(&self) -> bool {
        self.format.is_for_machines()
    }

    /// What is found from now on is about this.
    pub fn about(&mut self, name: impl Display) {
        self.cases.push(Case { name: name.to_string(), findings: Vec::new(), strict: self.strict, seconds: None });
    }

    /// Writes what a format has to say at the end.
    pub fn end(&mut self) {
        if let Some(text) = self.format.end(&self.cases) {
            self.result(text);
        }
    }

    /// Prints a line of a result.
    pub fn result(&mut self, line: impl Display) {
        let written = writeln!(self.out, "{line}");
        self.keep(written);
    }

    /// Keeps the first failure of standard output. A closed pipe is the reader's decision, not an error of ours.
    fn keep(&mut self, written: io::Result<()>) {
        let failure = written.err().filter(|error| error.kind() != io::ErrorKind::BrokenPipe);
        self.failure = self.failure.take().or(failure);
    }

    /// Says so if standard output could not take all that was written to it.
    pub fn finish(&mut self, status: Status) -> Status {
        let flushed = self.out.flush();
        self.keep(flushed);
        match self.failure.take() {
            Some(error) => self.refuse(format_args!("cannot write to standard output ({error})"), None),
            None => status,
        }
    }

    /// Prints a line of a result that gives way to findings: where they take standard output, it is talk.
    pub fn answer(&mut self, line: impl Display) {
        match self.finds_on_out() {
            true => self.say(line),
            false => self.result(line),
        }
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
        let located = Located::new(diagnostic, sources, self.cases.last().map(|case| &*case.name));
        let color = self.err.current_choice() != ColorChoice::Never;
        let text = self.format.finding(&Finding { diagnostic, sources, located: &located }, color);
        match text {
            Some(text) if self.format.is_for_machines() => self.result(text),
            Some(text) => self.say(text),
            None => {}
        }
        if let Some(case) = self.cases.last_mut() {
            case.findings.push(located);
        }
    }

    /// Prints a diagnostic, unless the very same was printed of this place already.
    pub fn diagnostic_once(&mut self, diagnostic: &Diagnostic, sources: &Sources) {
        let located = Located::new(diagnostic, sources, self.cases.last().map(|case| &*case.name));
        if self.said.insert(located) {
            self.diagnostic(diagnostic, sources);
        }
    }

    /// Prints why recto could not do what was asked.
    pub fn refuse(&mut self, message: impl Display, hint: Option<&str>) -> Status {
        if self.format.is_for_machines() {
            let diagnostic = Diagnostic::error("could-not-run", message.to_string()).hint(hint.map(str::to_owned));
            self.diagnostic(&diagnostic, &Sources::new());
        }
        let style = anstyle_error();
        let _ = writeln!(self.err, "{style}error{style:#}: {message}");
        if let Some(hint) = hint {
            let _ = writeln!(self.err, "hint: {hint}");
        }
        Status::CouldNotRun
    }

    /// Refuses to write a file in the place of another.
    pub fn there_already(&mut self, path: &Path) -> Status {
        let message = format_args!("`{}` is there already and is left as it is", path.display());
        self.refuse(message, Some("choose another name"))
    }
}

fn anstyle_error() -> clap::builder::styling::Style {
    clap::builder::styling::AnsiColor::Red.on_default().bold()
}
