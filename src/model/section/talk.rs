//! Talks.

use std::sync::Arc;

use super::SectionKind;
use crate::document::{Entry, Shape};
use crate::model::fields::{Fields, Names};
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

impl SectionKind for Talk {
    fn key(&self) -> &'static str {
        "talks"
    }

    fn primary(&self) -> &'static str {
        "title"
    }

    fn names(&self) -> Names {
        Names { also: &[("name", "title")], old: &[] }
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
