//! What others say, or who can be asked.

use std::sync::Arc;

use super::SectionKind;
use crate::document::Entry;
use crate::model::field::{Field, Kind};
use crate::model::fields::Fields;
use crate::model::item::Body;
use crate::model::lower::{Setting, line};
use crate::model::text::Text;

/// `references`
pub(super) struct Reference;

#[derive(Debug)]
struct Referee {
    name: Option<Text>,
    reference: Option<Text>,
}

static FIELDS: &[Field] = &[
    Field::new("name", Kind::Text, "Who says it.", &["Dr. Ines Example, Limmat Hospital"]),
    Field::new("reference", Kind::Text, "What is said.", &["Available on request."]),
];

impl SectionKind for Reference {
    fn key(&self) -> &'static str {
        "references"
    }

    fn doc(&self) -> &'static str {
        "What others say of you, or who can be asked."
    }

    fn fields(&self) -> &'static [Field] {
        FIELDS
    }

    fn weight(&self) -> u32 {
        15
    }

    fn read(&self, fields: &mut Fields) -> Arc<dyn Body> {
        Arc::new(Referee { name: fields.text("name"), reference: fields.text("reference") })
    }
}

impl Body for Referee {
    fn lower(&self, setting: &Setting) -> Entry {
        Entry { title: line(&self.name, setting), summary: setting.paragraphs(&self.reference), ..Entry::default() }
    }
}
