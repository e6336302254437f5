//! Authors and inventors.

use super::fields::{Fields, Names, plain};
use super::lower::Setting;
use crate::diag::{Diagnostic, Sink};
use crate::document::Inline;
use crate::syntax::{Node, Value};

/// Names longer than this, in characters, may be broken over two lines.
const LONGEST_TOGETHER: usize = 40;

/// Someone in a list of authors.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Author {
    name: String,
    /// Whether the owner says that it is (or is not) the owner.
    me: Option<bool>,
}

impl Author {
    /// Reads a name, or a map with `name`, or with `given` and `family`.
    pub(super) fn read(node: &Node, path: &str, sink: &mut Sink) -> Option<Self> {
        if !matches!(node.value, Value::Map(_)) {
            let name = plain(node, path, sink)?.value;
            if name.matches(',').count() > 1 || name.contains(" and ") {
                sink.push(
                    Diagnostic::error("author-list", "several names stand in one text")
                        .at(node.span)
                        .in_field(path)
                        .hint("write authors as a list: `[Ada Byron, Charles Babbage]`".to_owned()),
                );
                return None;
            }
            return Some(Self { name, me: None });
        }
        let mut fields = Fields::open(node, path, Names::default(), sink)?;
        let parts = [fields.plain("name"), fields.plain("given"), fields.plain("family")];
        let me = fields.has("me").then(|| fields.flag("me"));
        fields.finish();
        let name = parts.into_iter().flatten().map(|part| part.value).collect::<Vec<_>>().join(" ");
        if name.is_empty() {
            sink.push(Diagnostic::error("missing-name", "an author needs a name").at(node.span).in_field(path));
            return None;
        }
        Some(Self { name, me })
    }

    /// The name as it was written.
    pub(super) fn name(&self) -> &str {
        &self.name
    }
}

/// The authors as one line: each name kept together, the owner's strong. `None` if there are none.
pub(super) fn authors(authors: &[Author], setting: &Setting) -> Option<Vec<Inline>> {
    let last = authors.len().checked_sub(1)?;
    let names: Vec<_> = authors.iter().map(Author::name).collect();
    let said = authors.iter().position(|author| author.me == Some(true));
    let owner = said.or_else(|| setting.owner.among(&names)).filter(|index| authors[*index].me != Some(false));
    let comma = &setting.locale.comma;
    let mut line = Vec::with_capacity(2 * authors.len());
    for (index, name) in names.into_iter().enumerate() {
        let text = Inline::text(name);
        let mut parts = vec![if owner == Some(index) { Inline::Strong(vec![text]) } else { text }];
        if index < last {
            parts.push(Inline::text(comma.trim_end()));
        }
        match name.chars().count() <= LONGEST_TOGETHER && name.contains(' ') {
            true => line.push(Inline::Together(parts)),
            false => line.extend(parts),
        }
        if index < last && comma.ends_with(' ') {
            line.push(Inline::text(" "));
        }
    }
    Some(line)
}
