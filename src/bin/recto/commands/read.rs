//! `recto read` and `recto extract`

use std::io::ErrorKind;
use std::path::Path;

use recto::pdf::{self, Contents, Tag};
use recto::project;

use crate::Status;
use crate::args::{ExtractArgs, ReadArgs};
use crate::terminal::Terminal;

/// Larger files are no CVs, in bytes.
const MOST_BYTES: u64 = 100_000_000;

/// Reads a PDF from disk.
///
/// # Errors
/// A sentence on why that cannot be done.
pub fn open(path: &Path) -> Result<Contents, String> {
    let shown = path.display();
    let size = std::fs::metadata(path).map_err(|error| format!("cannot read `{shown}` ({error})"))?.len();
    if size > MOST_BYTES {
        return Err(format!("`{shown}` is too large: more than 100 MB"));
    }
    let bytes = std::fs::read(path).map_err(|error| format!("cannot read `{shown}` ({error})"))?;
    pdf::read(bytes).map_err(|why| format!("cannot read `{shown}`: {why}"))
}

pub fn read(args: &ReadArgs, terminal: &mut Terminal) -> Status {
    let contents = match open(&args.pdf) {
        Ok(contents) => contents,
        Err(message) => return terminal.refuse(message, None),
    };
    if args.tags {
        match &contents.tags {
            Some(root) => root.children.iter().for_each(|tag| show(tag, 0, terminal)),
            None => terminal.say("there are no tags"),
        }
        return Status::Fine;
    }
    for (name, value) in &contents.info {
        terminal.say(format_args!("{name}: {value}"));
    }
    for file in &contents.attachments {
        terminal.say(format_args!("attached: {} ({} bytes)", file.name, file.bytes.len()));
    }
    let count = contents.pages.len();
    for (index, page) in contents.pages.iter().enumerate() {
        if count > 1 {
            terminal.result(format_args!("--- page {} of {count} ---", index + 1));
        }
        terminal.result(page.text.trim_end());
    }
    Status::Fine
}

/// A tag in a line, those below it indented.
fn show(tag: &Tag, depth: usize, terminal: &mut Terminal) {
    let text = tag.text.split_whitespace().collect::<Vec<_>>().join(" ");
    let text = tag.alt.as_ref().map_or(text, |alt| format!("[{alt}]"));
    terminal.result(format!("{}{} {text}", "  ".repeat(depth), tag.kind).trim_end());
    tag.children.iter().for_each(|child| show(child, depth + 1, terminal));
}

pub fn extract(args: &ExtractArgs, terminal: &mut Terminal) -> Status {
    let contents = match open(&args.pdf) {
        Ok(contents) => contents,
        Err(message) => return terminal.refuse(message, None),
    };
    let Some(data) = data_of(&contents) else {
        let message = format!("`{}` holds no CV as data", args.pdf.display());
        return terminal.refuse(message, Some("`recto build --attach` makes PDFs that do"));
    };
    let Some(path) = args.output.as_deref().filter(|path| *path != Path::new("-")) else {
        return match terminal.bytes(data) {
            Ok(()) => Status::Fine,
            Err(error) => terminal.refuse(format_args!("cannot write to standard output ({error})"), None),
        };
    };
    match project::write_new(path, data) {
        Ok(()) => {
            terminal.say(path.display());
            Status::Fine
        }
        Err(error) if error.kind() == ErrorKind::AlreadyExists => terminal.there_already(path),
        Err(error) => terminal.refuse(format_args!("cannot write `{}` ({error})", path.display()), None),
    }
}

/// The CV that goes along in a PDF: JSON that the PDF was made from, else any JSON.
pub fn data_of(contents: &Contents) -> Option<&[u8]> {
    let json = || contents.attachments.iter().filter(|file| file.name.to_lowercase().ends_with(".json"));
    let source = json().find(|file| file.relationship.as_deref() == Some("Source"));
    source.or_else(|| json().next()).map(|file| file.bytes.as_slice())
}
