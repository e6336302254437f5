//! The kinds of sections, one file each. A new kind is a new file and a line in [`SECTION_KINDS`].

mod advising;
mod award;
mod certificate;
mod education;
mod free;
mod grant;
mod interest;
mod language;
mod patent;
mod press;
mod project;
mod publication;
mod reference;
mod service;
mod skill;
mod software;
mod talk;
mod teaching;
mod volunteer;
mod work;

use std::sync::Arc;

use super::field::{Field, Table};
use super::fields::Fields;
use super::item::{Body, ENTRY, Item};
use super::text::Text;
use crate::diag::Sink;
use crate::source::Span;
use crate::syntax::Node;

pub use free::{FREE, FREE_SECTION};
pub use publication::paper_kinds;

/// A kind of section: how its entries are read, and what it is worth when space is short.
pub trait SectionKind: Sync {
    /// The key in the CV, such as `work`.
    fn key(&self) -> &'static str;

    /// Other keys that are as good.
    fn also(&self) -> &'static [&'static str] {
        &[]
    }

    /// What belongs into it, in a sentence.
    fn doc(&self) -> &'static str;

    /// The fields that only this kind has.
    fn fields(&self) -> &'static [Field];

    /// Everything its entries may have.
    fn table(&self) -> Table {
        static SHARED: &[&Table] = &[&ENTRY];
        Table::new(self.key(), self.fields()).with(SHARED)
    }

    /// The field that a single text in place of an entry stands for.
    fn primary(&self) -> &'static str {
        "name"
    }

    /// Whether entries are numbered, the newest with the highest number.
    fn is_numbered(&self) -> bool {
        false
    }

    /// How much an entry of this kind is worth when space is short and its owner did not say, 0–100.
    fn weight(&self) -> u32;

    /// Reads the fields that only this kind has.
    fn read(&self, fields: &mut Fields) -> Arc<dyn Body>;
}

/// Every kind that has a key of its own, JSON Resume's first.
pub static SECTION_KINDS: &[&dyn SectionKind] = &[
    &work::Work,
    &volunteer::Volunteer,
    &education::Education,
    &award::Award,
    &certificate::Certificate,
    &publication::Publication,
    &skill::Skill,
    &language::Language,
    &interest::Interest,
    &reference::Reference,
    &project::Project,
    &patent::Patent,
    &talk::Talk,
    &grant::Grant,
    &teaching::Teaching,
    &advising::Advising,
    &service::Service,
    &press::Press,
    &software::Software,
];

/// A section as its owner wrote it.
#[derive(Clone)]
pub struct Section {
    /// What it is called in settings: the key of its kind, or the `id` or title of a free section.
    pub key: String,
    /// The heading, if it is not the usual one of its kind.
    pub title: Option<Text>,
    /// Where it stands in the text.
    pub span: Span,
    /// Its kind.
    pub kind: &'static dyn SectionKind,
    /// How many entries its owner wrote.
    pub total: usize,
    /// How many of them fitting must leave.
    pub minimum: usize,
    /// Its entries in order.
    pub items: Vec<Item>,
}

impl Section {
    /// Reads the list under the key of a kind.
    pub(crate) fn read(kind: &'static dyn SectionKind, fields: &mut Fields) -> Option<Self> {
        let span = fields.node_span(kind.key());
        let items = fields.list(kind.key(), |node, path, sink| Self::read_item(kind, node, path, sink));
        Some(Self { key: kind.key().to_owned(), title: None, span: span?, kind, total: items.len(), minimum: 0, items })
    }

    /// Reads an entry of a kind.
    pub(crate) fn read_item(kind: &'static dyn SectionKind, node: &Node, path: &str, sink: &mut Sink) -> Option<Item> {
        Item::read(node, path, kind, sink)
    }
}

impl std::fmt::Debug for Section {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.debug_struct("Section")
            .field("key", &self.key)
            .field("title", &self.title)
            .field("items", &self.items)
            .finish()
    }
}
