//! Interests.

use std::sync::Arc;

use super::SectionKind;
use crate::document::{Entry, Shape};
use crate::model::field::{Field, Kind};
use crate::model::fields::Fields;
use crate::model::item::Body;
use crate::model::lower::{Setting, line, list};
use crate::model::text::Text;

/// `interests`
pub(super) struct Interest;

#[derive(Debug)]
struct Pastime {
    name: Option<Text>,
    keywords: Vec<Text>,
}

static FIELDS: &[Field] = &[
    Field::new("name", Kind::Text, "The interest, or what several have in common.", &["Outdoors"]),
    Field::new("keywords", Kind::List(&Kind::Text), "The interests.", &["[open-water swimming, bookbinding]"]),
];

impl SectionKind for Interest {
    fn key(&self) -> &'static str {
        "interests"
    }

    fn doc(&self) -> &'static str {
        "Interests, a group a line."
    }

    fn fields(&self) -> &'static [Field] {
        FIELDS
    }

    fn weight(&self) -> u32 {
        20
    }

    fn read(&self, fields: &mut Fields) -> Arc<dyn Body> {
        Arc::new(Pastime { name: fields.text("name"), keywords: fields.texts("keywords") })
    }
}

impl Body for Pastime {
    fn lower(&self, setting: &Setting) -> Entry {
        Entry {
            shape: Shape::Labelled,
            title: line(&self.name, setting),
            subtitle: list(&self.keywords, setting),
            ..Entry::default()
        }
    }
}
