//! Text → [`Node`]: a tree with a span on every key and every value, the same for YAML, JSON and TOML.
//!
//! Knows no field of a CV. Parsing reports all it can and never panics on any input.

mod json;
mod limits;
mod node;
mod ordered;
mod toml;
mod yaml;

use std::path::Path;

use crate::diag::{Diagnostic, Sink};
use crate::source::{FileId, Source, Sources};

pub use limits::MAX_BYTES;
pub use node::{Key, Map, Node, Value};
pub use ordered::Ordered;
pub use yaml::write::{Comments, commented, write as write_yaml};

/// A file syntax. One file each; registered in [`SYNTAXES`].
pub trait Syntax: Sync {
    /// The name, as in `--syntax yaml`.
    fn name(&self) -> &'static str;
    /// The file extensions it is known by, without dot.
    fn extensions(&self) -> &'static [&'static str];
    /// Parses a text. `None` when no tree could be made; then the sink holds the reason.
    fn parse(&self, file: FileId, source: &Source, sink: &mut Sink) -> Option<Node>;
}

/// Every syntax, the default first.
pub static SYNTAXES: &[&dyn Syntax] = &[&yaml::Yaml, &json::Json, &toml::Toml];

/// The syntax called `name`, such as `yaml`.
pub fn by_name(name: &str) -> Option<&'static dyn Syntax> {
    SYNTAXES.iter().copied().find(|syntax| syntax.name() == name)
}

/// The syntax that a file's extension stands for.
pub fn by_path(path: &Path) -> Option<&'static dyn Syntax> {
    let extension = path.extension()?.to_str()?.to_lowercase();
    SYNTAXES.iter().copied().find(|syntax| syntax.extensions().contains(&extension.as_str()))
}

/// Parses a text in the given syntax. `None` when there is no tree; the sink then holds an error.
pub fn parse(syntax: &dyn Syntax, file: FileId, sources: &Sources, sink: &mut Sink) -> Option<Node> {
    let source = sources.get(file);
    limits::text(file, source, sink)?;
    let node = syntax.parse(file, source, sink)?;
    (!limits::tree(&node, sink)).then_some(node)
}

fn duplicate_key(key: &Key) -> Diagnostic {
    Diagnostic::error("duplicate-key", format!("the key `{}` occurs twice in one map", key.value))
        .at(key.span)
        .hint("keep one of the two".to_owned())
}
