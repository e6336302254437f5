//! Prizes, scholarships, honours.

use std::sync::Arc;

use super::SectionKind;
use crate::document::{Entry, Shape};
use crate::model::field::{Field, Kind};
use crate::model::fields::Fields;
use crate::model::item::Body;
use crate::model::lower::{Setting, line};
use crate::model::text::Text;

/// `awards`
pub(super) struct Award;

#[derive(Debug)]
struct Prize {
    title: Option<Text>,
    awarder: Option<Text>,
}

static FIELDS: &[Field] = &[
    Field::new("title", Kind::Text, "The prize.", &["Best Paper Award"]).also(&["name"]),
    Field::new("awarder", Kind::Text, "Who awarded it.", &["Example Society of Biology"]),
];

impl SectionKind for Award {
    fn key(&self) -> &'static str {
        "awards"
    }

    fn doc(&self) -> &'static str {
        "Prizes, scholarships, honours."
    }

    fn fields(&self) -> &'static [Field] {
        FIELDS
    }

    fn primary(&self) -> &'static str {
        "title"
    }

    fn weight(&self) -> u32 {
        48
    }

    fn read(&self, fields: &mut Fields) -> Arc<dyn Body> {
        Arc::new(Prize { title: fields.text("title"), awarder: fields.text("awarder") })
    }
}

impl Body for Prize {
    fn lower(&self, setting: &Setting) -> Entry {
        Entry {
            shape: Shape::Line,
            title: line(&self.title, setting),
            subtitle: line(&self.awarder, setting),
            ..Entry::default()
        }
    }
}
