//! Languages the owner speaks.

use std::sync::Arc;

use super::SectionKind;
use crate::document::{Entry, Shape};
use crate::model::field::{Field, Kind};
use crate::model::fields::Fields;
use crate::model::item::Body;
use crate::model::lower::{Setting, line};
use crate::model::text::Text;

/// `languages`
pub(super) struct Language;

#[derive(Debug)]
struct Tongue {
    language: Option<Text>,
    fluency: Option<Text>,
}

static FIELDS: &[Field] = &[
    Field::new("language", Kind::Text, "The language.", &["English"]).also(&["name"]),
    Field::new("fluency", Kind::Text, "How well you speak it.", &["native", "C1"]).old(&["level"]),
];

impl SectionKind for Language {
    fn key(&self) -> &'static str {
        "languages"
    }

    fn doc(&self) -> &'static str {
        "Languages you speak."
    }

    fn fields(&self) -> &'static [Field] {
        FIELDS
    }

    fn primary(&self) -> &'static str {
        "language"
    }

    fn weight(&self) -> u32 {
        75
    }

    fn read(&self, fields: &mut Fields) -> Arc<dyn Body> {
        Arc::new(Tongue { language: fields.text("language"), fluency: fields.text("fluency") })
    }
}

impl Body for Tongue {
    fn lower(&self, setting: &Setting) -> Entry {
        Entry {
            shape: Shape::Labelled,
            title: line(&self.language, setting),
            subtitle: line(&self.fluency, setting),
            ..Entry::default()
        }
    }
}
