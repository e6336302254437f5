//! Jobs.

use std::sync::Arc;

use super::SectionKind;
use crate::document::Entry;
use crate::model::fields::{Fields, Names};
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

impl SectionKind for Work {
    fn key(&self) -> &'static str {
        "work"
    }

    fn names(&self) -> Names {
        Names { also: &[("title", "position")], old: &[("company", "name"), ("website", "url")] }
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
