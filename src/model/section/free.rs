//! Sections of any title with entries of any form: whatever no other kind has a place for.

use std::sync::Arc;

use super::SectionKind;
use crate::document::{Entry, Shape};
use crate::model::fields::{Fields, Names};
use crate::model::item::Body;
use crate::model::lower::{Setting, line};
use crate::model::text::Text;

/// The kind of every section under `sections`.
pub static FREE: &dyn SectionKind = &Free;

struct Free;

#[derive(Debug)]
struct Anything {
    title: Option<Text>,
    subtitle: Option<Text>,
    shape: Shape,
}

impl SectionKind for Free {
    fn key(&self) -> &'static str {
        "sections"
    }

    fn primary(&self) -> &'static str {
        "summary"
    }

    fn names(&self) -> Names {
        Names {
            also: &[("name", "title"), ("text", "summary"), ("organization", "subtitle"), ("place", "location")],
            old: &[],
        }
    }

    fn weight(&self) -> u32 {
        40
    }

    /// An entry with bullets is a block; one with a title, an organisation or a date a line; any other a paragraph.
    fn read(&self, fields: &mut Fields) -> Arc<dyn Body> {
        let title = fields.text("title");
        let subtitle = fields.text("subtitle");
        let has_head = title.is_some() || subtitle.is_some();
        let shape = if fields.has("highlights") {
            Shape::Block
        } else if has_head || ["date", "startDate", "endDate"].into_iter().any(|key| fields.has(key)) {
            Shape::Line
        } else {
            Shape::Paragraph
        };
        Arc::new(Anything { title, subtitle, shape })
    }
}

impl Body for Anything {
    fn lower(&self, setting: &Setting) -> Entry {
        Entry {
            shape: self.shape,
            title: line(&self.title, setting),
            subtitle: line(&self.subtitle, setting),
            ..Entry::default()
        }
    }
}
