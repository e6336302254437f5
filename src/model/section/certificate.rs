//! Certificates and licences.

use std::sync::Arc;

use super::SectionKind;
use crate::document::{Entry, Shape};
use crate::model::fields::{Fields, Names};
use crate::model::item::Body;
use crate::model::lower::{Setting, line};
use crate::model::text::Text;

/// `certificates`
pub(super) struct Certificate;

#[derive(Debug)]
struct Licence {
    name: Option<Text>,
    issuer: Option<Text>,
}

impl SectionKind for Certificate {
    fn key(&self) -> &'static str {
        "certificates"
    }

    fn names(&self) -> Names {
        Names { also: &[("title", "name")], old: &[("website", "url")] }
    }

    fn weight(&self) -> u32 {
        45
    }

    fn read(&self, fields: &mut Fields) -> Arc<dyn Body> {
        Arc::new(Licence { name: fields.text("name"), issuer: fields.text("issuer") })
    }
}

impl Body for Licence {
    fn lower(&self, setting: &Setting) -> Entry {
        Entry {
            shape: Shape::Line,
            title: line(&self.name, setting),
            subtitle: line(&self.issuer, setting),
            ..Entry::default()
        }
    }
}
