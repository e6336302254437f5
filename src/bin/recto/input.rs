//! CVs that are read.

use std::path::Path;

use recto::diag::Sink;
use recto::project::{self, Input, read_text};
use recto::source::Sources;
use recto::syntax::{self, Syntax};

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
    let Some(syntax) = piped.filter(|_| path == Path::new("-")) else {
        return project::load_below(root, path, sources, sink);
    };
    let text = read_text(std::io::stdin().lock(), "<stdin>")?;
    let file = sources.add("<stdin>", text);
    Ok(Input::read("cv", "", file, syntax, sources, sink))
}

/// The syntax of standard input.
pub fn piped(syntax: SyntaxArg) -> Option<&'static dyn Syntax> {
    syntax::by_name(match syntax {
        SyntaxArg::Yaml => "yaml",
        SyntaxArg::Json => "json",
        SyntaxArg::Toml => "toml",
    })
}
