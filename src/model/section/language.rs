//! Languages the owner speaks.

use std::sync::Arc;

use super::SectionKind;
use crate::document::{Entry, Shape};
use crate::model::fields::{Fields, Names};
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

impl SectionKind for Language {
    fn key(&self) -> &'static str {
        "languages"
    }

    fn primary(&self) -> &'static str {
        "language"
    }

    fn names(&self) -> Names {
        Names { also: &[("name", "language")], old: &[("level", "fluency")] }
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
