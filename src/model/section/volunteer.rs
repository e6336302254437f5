//! Unpaid work.

use std::sync::Arc;

use super::SectionKind;
use crate::document::Entry;
use crate::model::fields::{Fields, Names};
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

impl SectionKind for Volunteer {
    fn key(&self) -> &'static str {
        "volunteer"
    }

    fn primary(&self) -> &'static str {
        "organization"
    }

    fn names(&self) -> Names {
        Names { also: &[("name", "organization"), ("organisation", "organization")], old: &[("website", "url")] }
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
