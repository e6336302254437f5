//! CVs that are read.

use std::io::Read;
use std::path::Path;

use recto::diag::Sink;
use recto::project::Input;
use recto::source::Sources;
use recto::syntax::{self, MAX_BYTES, Syntax};

use crate::args::SyntaxArg;

/// Reads a CV. `piped` is the syntax of standard input, which has no extension to tell it; the files that the CV
/// names must lie below `root`, if not in its folder. `None` if it is no CV; what was
/// found is in the sink in any case.
///
/// # Errors
/// A sentence on why it cannot be read.
pub fn load(
    path: &Path,
    piped: Option<&'static dyn Syntax>,
    root: Option<&Path>,
    sources: &mut Sources,
    sink: &mut Sink,
) -> Result<Option<Input>, String> {
    let is_piped = path == Path::new("-");
    let syntax = if is_piped { piped } else { syntax::by_path(path) };
    let syntax = syntax
        .ok_or_else(|| format!("`{}` has no extension that recto knows; use .yaml, .json or .toml", path.display()))?;
    let (text, name) = read(path)?;
    let file = sources.add(name, text);
    let stem = path.file_stem().filter(|_| !is_piped).map_or("cv".into(), |stem| stem.to_string_lossy());
    let folder = path.parent().filter(|_| !is_piped).unwrap_or(Path::new(""));
    Ok(Input::read_below(root.unwrap_or(folder), stem, folder, file, syntax, sources, sink))
}

/// The syntax of standard input.
pub fn piped(syntax: SyntaxArg) -> Option<&'static dyn Syntax> {
    syntax::by_name(match syntax {
        SyntaxArg::Yaml => "yaml",
        SyntaxArg::Json => "json",
        SyntaxArg::Toml => "toml",
    })
}

/// The text of a file, or of standard input for `-`, and the name to show for it.
///
/// # Errors
/// A sentence on why it cannot be read.
fn read(path: &Path) -> Result<(String, String), String> {
    let mut bytes = Vec::new();
    // Some files have no end.
    let most = MAX_BYTES as u64 + 1;
    let (result, name) = match path == Path::new("-") {
        true => (std::io::stdin().lock().take(most).read_to_end(&mut bytes), "<stdin>".to_owned()),
        false => {
            let result = std::fs::File::open(path).and_then(|file| file.take(most).read_to_end(&mut bytes));
            (result, path.display().to_string())
        }
    };
    result.map_err(|error| format!("cannot read `{name}` ({error})"))?;
    if bytes.len() > MAX_BYTES {
        return Err(format!("`{name}` is larger than {} MiB, which no CV is", MAX_BYTES >> 20));
    }
    String::from_utf8(bytes).map(|text| (text, name.clone())).map_err(|error| {
        format!("`{name}` is not UTF-8 text (byte {}); save it as UTF-8", error.utf8_error().valid_up_to())
    })
}
