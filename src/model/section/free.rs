//! Sections of any title with entries of any form: whatever no other kind has a place for.

use std::sync::Arc;

use super::SectionKind;
use crate::document::{Entry, Shape};
use crate::model::field::{Field, Kind, Table};
use crate::model::fields::Fields;
use crate::model::item::Body;
use crate::model::lower::{Setting, line};
use crate::model::text::Text;

/// The kind of every section under `sections`.
pub static FREE: &dyn SectionKind = &Free;

/// A section under `sections`.
pub static FREE_SECTION: Table = Table::new(
    "section",
    &[
        Field::new("title", Kind::Text, "The heading.", &["Field Work"]).also(&["name"]),
        Field::new(
            "id",
            Kind::Plain,
            "What it is called in settings; its title unless said otherwise.",
            &["field-work"],
        ),
        Field::new("entries", Kind::Entries(FREE), "What stands in it.", &["[A plain line is an entry, too.]"])
            .also(&["items"]),
    ],
);

struct Free;

#[derive(Debug)]
struct Anything {
    title: Option<Text>,
    subtitle: Option<Text>,
    shape: Shape,
}

static FIELDS: &[Field] = &[
    Field::new("title", Kind::Text, "What it is.", &["Bay of Fundy survey"]).also(&["name"]),
    Field::new(
        "subtitle",
        Kind::Text,
        "What stands behind the title, such as an organisation.",
        &["Example Institute"],
    )
    .also(&["organization"]),
    Field::new("summary", Kind::Text, "Some sentences.", &["Member since 2019."]).also(&["text"]),
    Field::new("location", Kind::Text, "Where it was.", &["Halifax, Canada"]).also(&["place"]),
];

impl SectionKind for Free {
    fn key(&self) -> &'static str {
        "sections"
    }

    fn doc(&self) -> &'static str {
        "An entry of a section of your own."
    }

    fn fields(&self) -> &'static [Field] {
        FIELDS
    }

    fn primary(&self) -> &'static str {
        "summary"
    }

    fn weight(&self) -> u32 {
        40
    }

    /// An entry with bullets is a block; one with a title, an organisation or a date a line; any other a paragraph.
    fn read(&self, fields: &mut Fields) -> Arc<dyn Body> {
        let title = fields.text("title");
        let subtitle = fields.text("subtitle");
        let has_head = title.is_some() || subtitle.is_some();
        let shape = if fields.has("highlights") {
            Shape::Block
        } else if has_head || ["date", "startDate", "endDate"].into_iter().any(|key| fields.has(key)) {
            Shape::Line
        } else {
            Shape::Paragraph
        };
        Arc::new(Anything { title, subtitle, shape })
    }
}

impl Body for Anything {
    fn lower(&self, setting: &Setting) -> Entry {
        Entry {
            shape: self.shape,
            title: line(&self.title, setting),
            subtitle: line(&self.subtitle, setting),
            ..Entry::default()
        }
    }
}
