//! Files of other tools as recto's own YAML, of which nothing is lost: what has no place stands in comments.

use std::path::Path;

use super::archive;
use super::load::{read_text, syntax_of};
use crate::diag::{Diagnostic, Severity, Sink};
use crate::read::{self, Translation};
use crate::source::{FileId, Sources};
use crate::syntax::{self, Syntax, commented, write_yaml};

/// A file of another tool in recto's own YAML.
#[derive(Debug)]
pub struct Converted {
    /// The YAML.
    pub text: String,
    /// What it was made from, for people: `RenderCV`.
    pub from: &'static str,
}

/// The first line, by which editors find the schema.
const SCHEMA_LINE: &str = "# yaml-language-server: $schema=cv.schema.json\n";

/// Converts a file or a folder. `None` if there is no CV in it; what was found is in the sink in any case.
///
/// # Errors
/// A sentence on why it cannot be read.
pub fn convert(path: &Path, sources: &mut Sources, sink: &mut Sink) -> Result<Option<Converted>, String> {
    let extension = path.extension().unwrap_or_default().to_string_lossy().to_lowercase();
    if path.is_dir() || extension == "zip" {
        let tables = archive::tables(path)?;
        let files: Vec<_> =
            tables.into_iter().map(|(name, text)| (sources.add(shown(path, &name), text), name)).collect();
        let files: Vec<_> = files.iter().map(|(id, name)| (name.as_str(), *id, sources.get(*id).text())).collect();
        return Ok(read::linkedin(&files, sink).map(|made| finish("LinkedIn", &made, sink)));
    }
    let name = path.display().to_string();
    let file = std::fs::File::open(path).map_err(|error| format!("cannot read `{name}` ({error})"))?;
    if extension == "xml" {
        let text = read_text(file, &name)?;
        let id = sources.add(name, text);
        return Ok(read::europass(id, sources.get(id), sink).map(|made| finish("Europass", &made, sink)));
    }
    let syntax = syntax_of(path).map_err(|_| {
        format!("`{name}` is of no kind that recto knows: .yaml, .json and .toml, .xml (Europass), .zip or a folder (LinkedIn)")
    })?;
    let id = sources.add(&*name, read_text(file, &name)?);
    Ok(convert_text(id, syntax, sources, sink))
}

/// Converts a text that was added to `sources`.
pub fn convert_text(id: FileId, syntax: &dyn Syntax, sources: &Sources, sink: &mut Sink) -> Option<Converted> {
    let node = read::unfold(syntax::parse(syntax, id, sources, sink)?);
    match read::dialect(&node) {
        Some(dialect) => {
            let made = dialect.translate(&node, sink);
            Some(finish(dialect.name(), &made, sink))
        }
        None => {
            // What is wrong is told with the places and the names of the file as it is.
            let mut said = Sink::new();
            read::read(&node, &mut said);
            sink.extend(said.into_vec().into_iter().filter(|found| !is_mended(found)));
            let made = Translation { node, comments: syntax::Comments::default(), remains: Vec::new() };
            Some(written("JSON Resume", &made, false))
        }
    }
}

/// Says what stands in the way of building what was made, then writes it.
fn finish(from: &'static str, made: &Translation, sink: &mut Sink) -> Converted {
    let mut said = Sink::new();
    read::read(&made.node, &mut said);
    sink.extend(said.into_vec().into_iter().filter(|found| !is_mended(found)));
    // The order of sections stands in `recto.sections`.
    written(from, made, true)
}

/// Whether a finding is about what is not written again: old names, empty fields.
fn is_mended(found: &Diagnostic) -> bool {
    found.severity != Severity::Error && ["old-name", "empty-field"].contains(&found.id)
}

fn written(from: &'static str, made: &Translation, own_last: bool) -> Converted {
    let mut text = SCHEMA_LINE.to_owned();
    for comment in made.comments.at("") {
        text.push_str(&commented(comment, 0));
    }
    text.push('\n');
    text.push_str(&write_yaml(&read::in_order(&made.node, own_last), &made.comments));
    for (block, rest) in &made.remains {
        text.push_str(&format!("\n# From `{block}`, what is not said above, or in another form:\n#\n"));
        text.push_str(&commented(&write_yaml(rest, &syntax::Comments::default()).replace("\n\n", "\n"), 0));
    }
    Converted { text, from }
}

/// How a file in an archive or a folder is named to people.
fn shown(path: &Path, name: &str) -> String {
    path.join(name).display().to_string()
}
