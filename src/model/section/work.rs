//! Jobs.

use std::sync::Arc;

use super::SectionKind;
use crate::document::Entry;
use crate::model::field::{Field, Kind};
use crate::model::fields::Fields;
use crate::model::item::Body;
use crate::model::lower::{Setting, line};
use crate::model::text::Text;

/// `work`
pub(super) struct Work;

#[derive(Debug)]
struct Job {
    name: Option<Text>,
    position: Option<Text>,
    description: Option<Text>,
}

static FIELDS: &[Field] = &[
    Field::new("name", Kind::Text, "The employer.", &["Example Institute of Ocean Science"]).old(&["company"]),
    Field::new("position", Kind::Text, "What you were there.", &["Research Associate"]).also(&["title"]),
    Field::new("description", Kind::Text, "What the employer does.", &["Public research institute, 200 people"]),
];

impl SectionKind for Work {
    fn key(&self) -> &'static str {
        "work"
    }

    fn also(&self) -> &'static [&'static str] {
        &["experience", "experiences"]
    }

    fn doc(&self) -> &'static str {
        "Jobs: what you were, where, and what came of it."
    }

    fn fields(&self) -> &'static [Field] {
        FIELDS
    }

    fn weight(&self) -> u32 {
        80
    }

    fn read(&self, fields: &mut Fields) -> Arc<dyn Body> {
        Arc::new(Job {
            name: fields.text("name"),
            position: fields.text("position"),
            description: fields.text("description"),
        })
    }
}

impl Body for Job {
    fn lower(&self, setting: &Setting) -> Entry {
        Entry {
            title: line(&self.position, setting),
            subtitle: line(&self.name, setting),
            summary: setting.paragraphs(&self.description),
            ..Entry::default()
        }
    }
}
