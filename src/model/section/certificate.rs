//! Certificates and licences.

use std::sync::Arc;

use super::SectionKind;
use crate::document::{Entry, Shape};
use crate::model::dates::Dates;
use crate::model::fields::{Fields, Names};
use crate::model::item::Body;
use crate::model::lower::{Setting, line};
use crate::model::text::Text;
use crate::model::url::Url;

/// `certificates`
pub(super) struct Certificate;

#[derive(Debug)]
struct Licence {
    name: Option<Text>,
    issuer: Option<Text>,
    dates: Option<Dates>,
    url: Option<Url>,
    summary: Option<Text>,
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
        Arc::new(Licence {
            name: fields.text("name"),
            issuer: fields.text("issuer"),
            dates: Dates::on(fields.date("date")),
            url: fields.url("url"),
            summary: fields.text("summary"),
        })
    }
}

impl Body for Licence {
    fn lower(&self, setting: &Setting) -> Entry {
        Entry {
            shape: Shape::Line,
            title: line(&self.name, setting),
            subtitle: line(&self.issuer, setting),
            url: setting.url(&self.url),
            summary: setting.paragraphs(&self.summary),
            ..Entry::default()
        }
    }

    fn dates(&self) -> Option<&Dates> {
        self.dates.as_ref()
    }
}
