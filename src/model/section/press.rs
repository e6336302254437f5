//! What the press wrote.

use std::sync::Arc;

use super::SectionKind;
use crate::document::{Entry, Shape};
use crate::model::field::{Field, Kind};
use crate::model::fields::Fields;
use crate::model::item::Body;
use crate::model::lower::{Setting, line};
use crate::model::text::Text;

/// `press`
pub(super) struct Press;

#[derive(Debug)]
struct Report {
    title: Option<Text>,
    outlet: Option<Text>,
    shape: Shape,
}

static FIELDS: &[Field] = &[
    Field::new("title", Kind::Text, "The title.", &["They Listen to Fish"]).also(&["name"]),
    Field::new("outlet", Kind::Text, "Where it appeared.", &["Example Public Radio"]).also(&["subtitle", "publisher"]),
];

impl SectionKind for Press {
    fn key(&self) -> &'static str {
        "press"
    }

    fn doc(&self) -> &'static str {
        "What others wrote and said of you or your work."
    }

    fn fields(&self) -> &'static [Field] {
        FIELDS
    }

    fn primary(&self) -> &'static str {
        "title"
    }

    fn weight(&self) -> u32 {
        40
    }

    fn read(&self, fields: &mut Fields) -> Arc<dyn Body> {
        Arc::new(Report {
            title: fields.text("title"),
            outlet: fields.text("outlet"),
            shape: if fields.has("highlights") { Shape::Block } else { Shape::Line },
        })
    }
}

impl Body for Report {
    fn lower(&self, setting: &Setting) -> Entry {
        Entry {
            shape: self.shape,
            title: line(&self.title, setting),
            subtitle: line(&self.outlet, setting),
            ..Entry::default()
        }
    }
}
