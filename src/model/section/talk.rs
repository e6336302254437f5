//! Talks.

use std::sync::Arc;

use super::SectionKind;
use crate::document::{Entry, Shape};
use crate::model::field::{Field, Kind};
use crate::model::fields::Fields;
use crate::model::item::Body;
use crate::model::lower::{Setting, line};
use crate::model::text::Text;

/// `talks`
pub(super) struct Talk;

#[derive(Debug)]
struct Lecture {
    title: Option<Text>,
    event: Option<Text>,
}

static FIELDS: &[Field] = &[
    Field::new("title", Kind::Text, "The title.", &["What the Disk Told Me"]).also(&["name"]),
    Field::new("event", Kind::Text, "Where it was given.", &["Nordic Database Days"]),
];

impl SectionKind for Talk {
    fn key(&self) -> &'static str {
        "talks"
    }

    fn doc(&self) -> &'static str {
        "Talks. One without a title goes by its event."
    }

    fn fields(&self) -> &'static [Field] {
        FIELDS
    }

    fn primary(&self) -> &'static str {
        "title"
    }

    fn weight(&self) -> u32 {
        44
    }

    fn read(&self, fields: &mut Fields) -> Arc<dyn Body> {
        Arc::new(Lecture { title: fields.text("title"), event: fields.text("event") })
    }
}

impl Body for Lecture {
    /// A talk without a title goes by its event.
    fn lower(&self, setting: &Setting) -> Entry {
        let event = line(&self.event, setting);
        let (title, subtitle) = match line(&self.title, setting) {
            Some(title) => (Some(title), event),
            None => (event, None),
        };
        Entry { shape: Shape::Line, title, subtitle, ..Entry::default() }
    }
}
