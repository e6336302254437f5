//! `recto report`, and the files that reports are written to.

use std::path::Path;

use recto::project::{self, Report};

use crate::Status;
use crate::args::{MergeArgs, ReportCommand, ShowArgs};
use crate::terminal::Terminal;

pub fn run(command: &ReportCommand, terminal: &mut Terminal) -> Status {
    let done = match command {
        ReportCommand::Merge(args) => merge(args, terminal),
        ReportCommand::Show(args) => show(args, terminal),
    };
    done.unwrap_or_else(|message| terminal.refuse(message, None))
}

fn merge(args: &MergeArgs, terminal: &mut Terminal) -> Result<Status, String> {
    format_of(&args.out)?;
    let reports = args.reports.iter().map(|path| read(path)).collect::<Result<Vec<_>, _>>()?;
    let merged = Report::merge(reports).map_err(|fault| fault.to_string())?;
    write(&merged, &args.out)?;
    let tally = merged.tally();
    terminal.say(tally.summary(merged.total));
    let is_whole = merged.jobs.len() == merged.total;
    Ok(if is_whole && tally.failed() == 0 { Status::Fine } else { Status::Problems })
}

fn show(args: &ShowArgs, terminal: &mut Terminal) -> Result<Status, String> {
    let since = args.since.as_deref().map(read).transpose()?;
    terminal.result(read(&args.report)?.markdown(since.as_ref()).trim_end());
    Ok(Status::Fine)
}

fn read(path: &Path) -> Result<Report, String> {
    let shown = path.display();
    let text = std::fs::read(path).map_err(|error| format!("cannot read `{shown}` ({error})"))?;
    serde_json::from_slice(&text).map_err(|error| format!("`{shown}` is no report ({error})"))
}

/// Writes a report in the format that the file's extension names.
///
/// # Errors
/// A sentence on why that cannot be done.
pub fn write(report: &Report, path: &Path) -> Result<(), String> {
    let text = match format_of(path)? {
        Format::Json => report.json(),
        Format::Junit => report.junit(),
        Format::Markdown => report.markdown(None),
    };
    project::write(path, text.as_bytes()).map_err(|error| format!("cannot write `{}` ({error})", path.display()))
}

pub enum Format {
    Json,
    Junit,
    Markdown,
}

/// The format that a file's extension names.
///
/// # Errors
/// A sentence on an extension that names none.
pub fn format_of(path: &Path) -> Result<Format, String> {
    match path.extension().and_then(|extension| extension.to_str()) {
        Some("json") => Ok(Format::Json),
        Some("xml") => Ok(Format::Junit),
        Some("md") => Ok(Format::Markdown),
        _ => {
            Err(format!("`{}` is no report: it ends in none of .json, .xml (JUnit) and .md (Markdown)", path.display()))
        }
    }
}
