//! Certificates and licences.

use std::sync::Arc;

use super::SectionKind;
use crate::document::{Entry, Shape};
use crate::model::field::{Field, Kind};
use crate::model::fields::Fields;
use crate::model::item::Body;
use crate::model::lower::{Setting, line};
use crate::model::text::Text;

/// `certificates`
pub(super) struct Certificate;

#[derive(Debug)]
struct Licence {
    name: Option<Text>,
    issuer: Option<Text>,
}

static FIELDS: &[Field] = &[
    Field::new("name", Kind::Text, "What it certifies.", &["Advanced Cardiac Life Support"]).also(&["title"]),
    Field::new("issuer", Kind::Text, "Who issued it.", &["Example Heart Foundation"]),
];

impl SectionKind for Certificate {
    fn key(&self) -> &'static str {
        "certificates"
    }

    fn doc(&self) -> &'static str {
        "Certificates and licences."
    }

    fn fields(&self) -> &'static [Field] {
        FIELDS
    }

    fn weight(&self) -> u32 {
        45
    }

    fn read(&self, fields: &mut Fields) -> Arc<dyn Body> {
        Arc::new(Licence { name: fields.text("name"), issuer: fields.text("issuer") })
    }
}

impl Body for Licence {
    fn lower(&self, setting: &Setting) -> Entry {
        Entry {
            shape: Shape::Line,
            title: line(&self.name, setting),
            subtitle: line(&self.issuer, setting),
            ..Entry::default()
        }
    }
}
