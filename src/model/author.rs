//! Authors and inventors.

use super::field::{Field, Kind, Table};
use super::fields::{Fields, plain};
use super::lower::Setting;
use crate::diag::{Diagnostic, Sink};
use crate::document::Inline;
use crate::syntax::{Node, Value};

/// Names longer than this, in characters, may be broken over two lines.
const LONGEST_TOGETHER: usize = 40;

/// In brief, lists with more authors than this are cut.
const LONGEST_LIST: usize = 5;

/// How many of the first authors of a cut list are named.
const FIRST_IN_BRIEF: usize = 3;

/// A list of authors.
pub(super) const AUTHORS: Kind = Kind::List(&Kind::PersonOr(&AUTHOR));

/// An author who is more than a name.
static AUTHOR: Table = Table::new(
    "author",
    &[
        Field::new("name", Kind::Plain, "The whole name.", &["Robin Example"]),
        Field::new("given", Kind::Plain, "The given name, if there is no `name`.", &["Robin"]),
        Field::new("family", Kind::Plain, "The family name, if there is no `name`.", &["Example"]),
        Field::new("me", Kind::Flag, "Whether it is you, where the name alone does not tell.", &["true"]),
    ],
);

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
            // Some mark their own name as strong themselves.
            if let Some(inner) = name.strip_prefix("**").and_then(|rest| rest.strip_suffix("**")) {
                return Some(Self { name: inner.to_owned(), me: Some(true) });
            }
            if name.matches(',').count() > 1 || name.contains(" and ") {
                sink.push(
                    Diagnostic::error("author-list", "several names stand in one text")
                        .at(node.span)
                        .in_field(path)
                        .hint("write authors as a list: `[Ada Byron, Charles Babbage]`".to_owned())
                        .hint(
                            "write a name that is one all the same as `{name: Bill and Melinda Gates Foundation}`"
                                .to_owned(),
                        ),
                );
                return None;
            }
            return Some(Self { name, me: None });
        }
        let mut fields = Fields::open(node, path, &AUTHOR, sink)?;
        let whole = fields.plain("name");
        let parts = [fields.plain("given"), fields.plain("family")].map(|part| part.filter(|_| whole.is_none()));
        let me = fields.flag("me");
        fields.finish();
        let name =
            whole.into_iter().chain(parts.into_iter().flatten()).map(|part| part.value).collect::<Vec<_>>().join(" ");
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

/// Whether a list is cut in brief.
pub(super) fn is_long(authors: &[Author]) -> bool {
    authors.len() > LONGEST_LIST
}

/// The authors as one line: each name kept together, the owner's strong. `None` if there are none.
///
/// In brief, of a long list only the first and the owner are named; the owner always is.
pub(super) fn authors(authors: &[Author], setting: &Setting) -> Option<Vec<Inline>> {
    let names: Vec<_> = authors.iter().map(Author::name).collect();
    let owner = owner(authors, setting);
    let shown = match setting.brief && is_long(authors) {
        true => brief(names.len(), owner),
        false => (0..names.len()).map(Some).collect(),
    };
    let comma = &setting.locale.comma;
    let mut line = Vec::with_capacity(2 * shown.len());
    let mut rest = shown.iter().peekable();
    while let Some(place) = rest.next() {
        let text = match place {
            Some(index) => names[*index],
            None if rest.peek().is_some() => "…",
            None => &setting.locale.et_al,
        };
        let inline = Inline::text(text);
        let is_owner = place.is_some() && *place == owner;
        let mut parts = vec![if is_owner { Inline::Strong(vec![inline]) } else { inline }];
        if rest.peek().is_some() {
            parts.push(Inline::text(comma.trim_end()));
        }
        match text.contains(' ') && text.chars().count() <= LONGEST_TOGETHER {
            true => line.push(Inline::Together(parts)),
            false => line.extend(parts),
        }
        if rest.peek().is_some() && comma.ends_with(' ') {
            line.push(Inline::text(" "));
        }
    }
    (!line.is_empty()).then_some(line)
}

/// Which author is the owner: whom the owner says, else who is called so.
pub(super) fn owner(authors: &[Author], setting: &Setting) -> Option<usize> {
    let said = authors.iter().position(|author| author.me == Some(true));
    // Who is said not to be the owner does not hide who is.
    let names: Vec<_> =
        authors.iter().map(|author| if author.me == Some(false) { "" } else { author.name() }).collect();
    said.or_else(|| setting.owner.among(&names))
}

/// Which of a long list of authors are named in brief; `None` for those that are not.
fn brief(count: usize, owner: Option<usize>) -> Vec<Option<usize>> {
    let mut shown: Vec<_> = (0..FIRST_IN_BRIEF).map(Some).collect();
    let last = match owner {
        Some(owner) if owner >= FIRST_IN_BRIEF => {
            if owner > FIRST_IN_BRIEF {
                shown.push(None);
            }
            shown.push(Some(owner));
            owner
        }
        _ => FIRST_IN_BRIEF - 1,
    };
    if last + 1 < count {
        shown.push(None);
    }
    shown
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::document::plain_text;
    use crate::model::{Locale, Owner};

    fn in_brief(names: &str) -> String {
        let owner = Owner::new(["Ada Byron"]);
        let locale = Locale::by_code("en").expect("English is built in");
        let (short, sink) = Default::default();
        let setting = Setting { brief: true, ..Setting::new("en", &locale, &owner, &short, &sink) };
        let list: Vec<_> = names.split(", ").map(|name| Author { name: name.to_owned(), me: None }).collect();
        plain_text(&authors(&list, &setting).unwrap_or_default())
    }

    #[test]
    fn the_owner_is_always_named() {
        assert_eq!(in_brief("A, B, C, Ada Byron, E"), "A, B, C, Ada Byron, E");
        assert_eq!(in_brief("Ada Byron, B, C, D, E, F"), "Ada Byron, B, C, et al.");
        assert_eq!(in_brief("A, B, C, Ada Byron, E, F"), "A, B, C, Ada Byron, et al.");
        assert_eq!(in_brief("A, B, C, D, Ada Byron, F"), "A, B, C, …, Ada Byron, et al.");
        assert_eq!(in_brief("A, B, C, D, E, Ada Byron"), "A, B, C, …, Ada Byron");
        assert_eq!(in_brief("A, B, C, D, E, F"), "A, B, C, et al.");
    }
}
