//! `recto layouts new`

use std::io::{self, ErrorKind};
use std::path::{Path, PathBuf};

use recto::diag::Sink;
use recto::layout::{Layout, Layouts};
use recto::project;
use recto::source::Sources;

use crate::Status;
use crate::args::NewLayoutArgs;
use crate::setting::LAYOUTS;
use crate::terminal::Terminal;

/// Copies a layout under another name, and perhaps all that plain Typst needs to set it.
pub fn run(args: &NewLayoutArgs, layouts: &Layouts, terminal: &mut Terminal) -> Status {
    let is_name = args.name.chars().all(|c| c.is_ascii_alphanumeric() || "-_".contains(c));
    if args.name == "kit" {
        return terminal.refuse("`kit` is the folder of the shared pieces", Some("choose another name"));
    }
    if !is_name || args.name.is_empty() {
        let message = format!("`{}` is no name for a layout", args.name);
        return terminal.refuse(message, Some("take letters, digits and hyphens"));
    }
    let mut sink = Sink::new();
    let mut sources = Sources::new();
    let Some(from) = layouts.find(&args.from, Path::new(""), None, &mut sources, &mut sink) else {
        sink.iter().for_each(|diagnostic| terminal.diagnostic(diagnostic, &sources));
        return Status::CouldNotRun;
    };
    let folder = Path::new(LAYOUTS).join(&args.name);
    if folder.exists() {
        let message = format!("`{}` is there already and is left as it is", folder.display());
        return terminal.refuse(message, Some("choose another name"));
    }
    match copies(&from, args).and_then(|copies| write(&copies)) {
        Ok(()) => {
            let name = &args.name;
            terminal
                .say(format_args!("wrote {}; now edit it and run `recto build CV --layout {name}`", folder.display()));
            if args.kit {
                let command = format!("typst watch {LAYOUTS}/preview.typ --root {LAYOUTS} --input layout={name}");
                terminal.say(format_args!("or watch it with the sample document: `{command}`"));
            }
            Status::Fine
        }
        Err(error) => terminal.refuse(format_args!("cannot write to `{LAYOUTS}` ({error})"), None),
    }
}

/// What is written where.
type Copies = Vec<(PathBuf, Vec<u8>)>;

fn copies(from: &Layout, args: &NewLayoutArgs) -> io::Result<Copies> {
    let mut copies = Copies::new();
    for (path, bytes) in from.files.below(&from.name)? {
        let bytes = if path == "layout.toml" { retitled(&bytes, &args.name) } else { bytes.into_owned() };
        copies.push((Path::new(LAYOUTS).join(&args.name).join(path), bytes));
    }
    if args.kit {
        let built_in = Layouts::built_in();
        for (path, bytes) in built_in.below("kit")? {
            copies.push((Path::new(LAYOUTS).join("kit").join(path), bytes.into_owned()));
        }
        for path in PREVIEW {
            copies.push((Path::new(LAYOUTS).join(path), built_in.file(path)?.into_owned()));
        }
    }
    Ok(copies)
}

/// What plain Typst needs beside a layout and the kit.
const PREVIEW: [&str; 3] = ["preview.typ", "cv.json", "photo.svg"];

/// A manifest with another title.
fn retitled(manifest: &[u8], name: &str) -> Vec<u8> {
    let text = String::from_utf8_lossy(manifest);
    let line =
        |line: &str| if line.starts_with("title =") { format!("title = \"{name}\"\n") } else { format!("{line}\n") };
    text.lines().map(line).collect::<String>().into_bytes()
}

/// Writes what is not there yet.
fn write(copies: &Copies) -> io::Result<()> {
    for (path, bytes) in copies {
        match project::write_new(path, bytes) {
            Err(error) if error.kind() == ErrorKind::AlreadyExists => {}
            result => result?,
        }
    }
    Ok(())
}
