//! `recto init`

use std::io::ErrorKind;
use std::path::Path;

use recto::project;
use recto::schema;
use recto::syntax;

use crate::Status;
use crate::args::InitArgs;
use crate::terminal::Terminal;

/// The starter in every syntax.
const STARTERS: &[(&str, &str)] = &[
    ("yaml", include_str!("../../../../data/starter/cv.yaml")),
    ("json", include_str!("../../../../data/starter/cv.json")),
    ("toml", include_str!("../../../../data/starter/cv.toml")),
];

/// The file that the starters name for editors.
pub(super) const SCHEMA: &str = "cv.schema.json";

pub fn run(args: &InitArgs, terminal: &mut Terminal) -> Status {
    let shown = args.file.display();
    let starter = syntax::by_path(&args.file)
        .and_then(|syntax| STARTERS.iter().find(|(name, _)| *name == syntax.name()))
        .map(|(_, text)| *text);
    let Some(starter) = starter else {
        return terminal
            .refuse(format_args!("`{shown}` has no extension that recto knows"), Some("use .yaml, .json or .toml"));
    };
    match project::write_new(&args.file, starter.as_bytes()) {
        Ok(()) => {
            terminal.say(format_args!("wrote {shown}; now edit it and run `recto build {shown}`"));
            write_schema(&args.file.with_file_name(SCHEMA), terminal)
        }
        Err(error) if error.kind() == ErrorKind::AlreadyExists => terminal
            .refuse(format_args!("`{shown}` is there already and is left as it is"), Some("choose another name")),
        Err(error) => terminal.refuse(format_args!("cannot write `{shown}` ({error})"), None),
    }
}

/// Writes the schema beside the CV. One that is there already may serve other CVs.
pub(super) fn write_schema(path: &Path, terminal: &mut Terminal) -> Status {
    let shown = path.display();
    match project::write_new(path, schema::json().as_bytes()) {
        Ok(()) => {
            terminal.say(format_args!("wrote {shown}, by which editors complete and check what you type"));
            Status::Fine
        }
        Err(error) if error.kind() == ErrorKind::AlreadyExists => Status::Fine,
        Err(error) => terminal.refuse(format_args!("cannot write `{shown}` ({error})"), None),
    }
}
