//! Authors and inventors.

use super::field::{Field, Kind, Table};
use super::fields::{Fields, plain, same_key};
use super::person::{PersonName, without_signs};
use super::reference::Person;
use crate::diag::{Diagnostic, Sink, near_hint};
use crate::syntax::{Node, Value};

/// A list of authors.
pub(super) const AUTHORS: Kind = Kind::List(&Kind::PersonOr(&AUTHOR));

/// An author who is more than a name.
static AUTHOR: Table = Table::new(
    "author",
    &[
        Field::new(
            "name",
            Kind::Plain,
            "The whole name; it never becomes initials, which is right for groups.",
            &["Robin Example"],
        ),
        Field::new("given", Kind::Plain, "The given name, if there is no `name`.", &["Robin"]),
        Field::new("particle", Kind::Plain, "What stands in front of the family name and belongs to it.", &["van der"]),
        Field::new("family", Kind::Plain, "The family name, if there is no `name`.", &["Example"]),
        Field::new("suffix", Kind::Plain, "What stands behind the name and belongs to it.", &["Jr."]),
        Field::new("me", Kind::Flag, "Whether it is you, where the name alone does not tell.", &["true"]),
        Field::new(
            "marks",
            Kind::List(&Kind::Choice(marks)),
            "What a sign behind the name says: `*` for equal contribution, `†` for the corresponding author.",
            &["[equal]"],
        ),
    ],
);

/// Signs that have a meaning of their own.
const MARKS: &[(&str, char)] = &[("equal", EQUAL), ("corresponding", CORRESPONDING)];

/// The sign of those who contributed equally.
pub(super) const EQUAL: char = '*';

/// The sign of the corresponding author.
pub(super) const CORRESPONDING: char = '†';

fn marks() -> Vec<&'static str> {
    MARKS.iter().map(|(name, _)| *name).collect()
}

/// Someone in a list of authors.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Author {
    pub(super) name: PersonName,
    /// The signs behind the name, each once.
    pub(super) signs: Vec<char>,
    /// Whether the owner says that it is (or is not) the owner.
    pub(super) me: Option<bool>,
}

impl Author {
    /// Someone with this name, who may have signs behind it.
    pub(super) fn typed(name: &str) -> Self {
        let (name, signs) = without_signs(name);
        Self::new(PersonName::Typed(name), signs, None)
    }

    fn new(name: PersonName, signs: Vec<char>, me: Option<bool>) -> Self {
        let mut once = Vec::new();
        signs.into_iter().for_each(|sign| once.extend((!once.contains(&sign)).then_some(sign)));
        Self { name, signs: once, me }
    }

    /// Reads a name, or a map with `name`, or with `given` and `family`.
    pub(super) fn read(node: &Node, path: &str, sink: &mut Sink) -> Option<Self> {
        if !matches!(node.value, Value::Map(_)) {
            let name = plain(node, path, sink)?.value;
            // Some mark their own name as strong themselves.
            if let Some(inner) = name.strip_prefix("**").and_then(|rest| rest.strip_suffix("**")) {
                return Some(Self { me: Some(true), ..Self::typed(inner) });
            }
            if name.matches(',').count() > 1 || name.contains(" and ") {
                sink.push(several(node, path));
                return None;
            }
            return Some(Self::typed(&name));
        }
        let mut fields = Fields::open(node, path, &AUTHOR, sink)?;
        let whole = fields.plain("name").map(|name| without_signs(&name.value));
        let whole = whole.map(|(name, signs)| (PersonName::Group(name), signs));
        let parts = PersonName::read(&mut fields);
        let me = fields.flag("me");
        let marks = fields.list("marks", mark);
        fields.finish();
        let Some((name, signs)) = whole.or(parts) else {
            sink.push(Diagnostic::error("missing-name", "an author needs a name").at(node.span).in_field(path));
            return None;
        };
        Some(Self::new(name, signs.into_iter().chain(marks).collect(), me))
    }
}

impl Author {
    /// In parts.
    pub(super) fn person(&self) -> Person {
        let [given, particle, family, suffix] = self.name.in_parts();
        Person { given, particle, family, suffix, signs: self.signs.clone(), me: self.me }
    }

    /// Whether another is written and found in the same way.
    pub(super) fn is_like(&self, other: &Self) -> bool {
        let forms = |author: &Self| (author.name.full(), author.name.initials());
        forms(self) == forms(other) && self.signs == other.signs && self.me == other.me
    }
}

fn mark(node: &Node, path: &str, sink: &mut Sink) -> Option<char> {
    let text = plain(node, path, sink)?;
    let known = MARKS.iter().find(|(name, _)| same_key(name, &text.value)).map(|(_, sign)| *sign);
    if known.is_none() {
        let fault = Diagnostic::error("unknown-choice", format!("unknown mark `{}`", text.value));
        sink.push(fault.at(text.span).in_field(path).hint(near_hint(&text.value, marks())));
    }
    known
}

fn several(node: &Node, path: &str) -> Diagnostic {
    Diagnostic::error("author-list", "several names stand in one text")
        .at(node.span)
        .in_field(path)
        .hint("write authors as a list: `[Ada Byron, Charles Babbage]`".to_owned())
        .hint("write a name that is one all the same as `{name: Bill and Melinda Gates Foundation}`".to_owned())
}
