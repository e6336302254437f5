//! `recto report merge`, and the files that reports are written to.

use std::path::Path;

use recto::project::{self, Report, ReportStatus};

use crate::Status;
use crate::args::{MergeArgs, ReportCommand};
use crate::terminal::Terminal;

pub fn run(command: &ReportCommand, terminal: &mut Terminal) -> Status {
    let ReportCommand::Merge(args) = command;
    let merged = merge(args).and_then(|merged| write(&merged, &args.out).map(|()| merged));
    match merged {
        Ok(merged) => {
            terminal.say(merged.summary(merged.total));
            let is_whole = merged.jobs.len() == merged.total;
            if is_whole && merged.count(ReportStatus::Failed) == 0 { Status::Fine } else { Status::Problems }
        }
        Err(message) => terminal.refuse(message, None),
    }
}

/// Writes a report in the format that the file's extension names.
///
/// # Errors
/// A sentence on why that cannot be done.
pub fn write(report: &Report, path: &Path) -> Result<(), String> {
    let text = match format_of(path)? {
        Format::Json => report.json(),
        Format::Junit => report.junit(),
    };
    project::write(path, text.as_bytes()).map_err(|error| format!("cannot write `{}` ({error})", path.display()))
}

pub enum Format {
    Json,
    Junit,
}

/// The format that a file's extension names.
///
/// # Errors
/// A sentence on an extension that names none.
pub fn format_of(path: &Path) -> Result<Format, String> {
    match path.extension().and_then(|extension| extension.to_str()) {
        Some("json") => Ok(Format::Json),
        Some("xml") => Ok(Format::Junit),
        _ => Err(format!("`{}` is no report: it ends in neither .json nor .xml (JUnit)", path.display())),
    }
}

fn merge(args: &MergeArgs) -> Result<Report, String> {
    format_of(&args.out)?;
    let read = |path: &std::path::PathBuf| {
        let shown = path.display();
        let text = std::fs::read(path).map_err(|error| format!("cannot read `{shown}` ({error})"))?;
        serde_json::from_slice::<Report>(&text).map_err(|error| format!("`{shown}` is no report ({error})"))
    };
    let reports = args.reports.iter().map(read).collect::<Result<Vec<_>, _>>()?;
    Report::merge(reports).map_err(|fault| fault.to_string())
}
