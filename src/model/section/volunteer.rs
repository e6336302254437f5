//! Unpaid work.

use std::sync::Arc;

use super::SectionKind;
use crate::document::Entry;
use crate::model::field::{Field, Kind};
use crate::model::fields::Fields;
use crate::model::item::Body;
use crate::model::lower::{Setting, line};
use crate::model::text::Text;

/// `volunteer`
pub(super) struct Volunteer;

#[derive(Debug)]
struct Service {
    organization: Option<Text>,
    position: Option<Text>,
}

static FIELDS: &[Field] = &[
    Field::new("organization", Kind::Text, "Whom you worked for.", &["Lakeside Rescue"])
        .also(&["name", "organisation"]),
    Field::new("position", Kind::Text, "What you were there.", &["First Responder"]),
];

impl SectionKind for Volunteer {
    fn key(&self) -> &'static str {
        "volunteer"
    }

    fn doc(&self) -> &'static str {
        "Unpaid work."
    }

    fn fields(&self) -> &'static [Field] {
        FIELDS
    }

    fn primary(&self) -> &'static str {
        "organization"
    }

    fn weight(&self) -> u32 {
        40
    }

    fn read(&self, fields: &mut Fields) -> Arc<dyn Body> {
        Arc::new(Service { organization: fields.text("organization"), position: fields.text("position") })
    }
}

impl Body for Service {
    fn lower(&self, setting: &Setting) -> Entry {
        Entry { title: line(&self.position, setting), subtitle: line(&self.organization, setting), ..Entry::default() }
    }
}
