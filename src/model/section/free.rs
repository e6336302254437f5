//! Sections of any title with entries of any form: whatever no other kind has a place for.

use std::sync::Arc;

use super::SectionKind;
use crate::document::{Entry, Shape};
use crate::model::dates::Dates;
use crate::model::fields::{Fields, Names};
use crate::model::item::Body;
use crate::model::lower::{Setting, keywords, line};
use crate::model::text::Text;
use crate::model::url::Url;

/// The kind of every section under `sections`.
pub static FREE: &dyn SectionKind = &Free;

struct Free;

#[derive(Debug)]
struct Anything {
    title: Option<Text>,
    subtitle: Option<Text>,
    location: Option<Text>,
    dates: Option<Dates>,
    url: Option<Url>,
    summary: Option<Text>,
    keywords: Vec<Text>,
    /// Whether the entry has bullets; they are read by the caller.
    has_highlights: bool,
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

    fn read(&self, fields: &mut Fields) -> Arc<dyn Body> {
        Arc::new(Anything {
            title: fields.text("title"),
            subtitle: fields.text("subtitle"),
            location: fields.text("location"),
            dates: fields.dates(),
            url: fields.url("url"),
            summary: fields.text("summary"),
            keywords: fields.texts("keywords"),
            has_highlights: fields.has("highlights"),
        })
    }
}

impl Body for Anything {
    /// An entry without a title is a paragraph, one without bullets a line, any other a block.
    fn lower(&self, setting: &Setting) -> Entry {
        let shape = match (&self.title, self.has_highlights) {
            (None, false) if self.subtitle.is_none() && self.dates.is_none() => Shape::Paragraph,
            (_, false) => Shape::Line,
            (_, true) => Shape::Block,
        };
        Entry {
            shape,
            title: line(&self.title, setting),
            subtitle: line(&self.subtitle, setting),
            place: line(&self.location, setting),
            url: setting.url(&self.url),
            details: keywords(&self.keywords, setting),
            summary: setting.paragraphs(&self.summary),
            ..Entry::default()
        }
    }

    fn dates(&self) -> Option<&Dates> {
        self.dates.as_ref()
    }
}
