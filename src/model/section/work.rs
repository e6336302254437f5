//! Jobs.

use std::sync::Arc;

use super::SectionKind;
use crate::document::Entry;
use crate::model::dates::Dates;
use crate::model::fields::{Fields, Names};
use crate::model::item::Body;
use crate::model::lower::{Setting, keywords, line};
use crate::model::text::Text;
use crate::model::url::Url;

/// `work`
pub(super) struct Work;

#[derive(Debug)]
struct Job {
    name: Option<Text>,
    position: Option<Text>,
    location: Option<Text>,
    description: Option<Text>,
    url: Option<Url>,
    dates: Option<Dates>,
    summary: Option<Text>,
    keywords: Vec<Text>,
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
            location: fields.text("location"),
            description: fields.text("description"),
            url: fields.url("url"),
            dates: fields.dates(),
            summary: fields.text("summary"),
            keywords: fields.texts("keywords"),
        })
    }
}

impl Body for Job {
    fn lower(&self, setting: &Setting) -> Entry {
        let mut summary = setting.paragraphs(&self.description);
        summary.extend(setting.paragraphs(&self.summary));
        Entry {
            title: line(&self.position, setting),
            subtitle: line(&self.name, setting),
            place: line(&self.location, setting),
            url: setting.url(&self.url),
            details: keywords(&self.keywords, setting),
            summary,
            ..Entry::default()
        }
    }

    fn dates(&self) -> Option<&Dates> {
        self.dates.as_ref()
    }
}
