//! Projects.

use std::sync::Arc;

use super::SectionKind;
use crate::document::{Entry, Inline};
use crate::model::dates::Dates;
use crate::model::fields::{Fields, Names};
use crate::model::item::Body;
use crate::model::lower::{Setting, join, keywords, line};
use crate::model::text::Text;
use crate::model::url::Url;

/// `projects`
pub(super) struct Project;

#[derive(Debug)]
struct Undertaking {
    name: Option<Text>,
    entity: Option<Text>,
    kind: Option<Text>,
    roles: Vec<Text>,
    location: Option<Text>,
    url: Option<Url>,
    dates: Option<Dates>,
    description: Option<Text>,
    summary: Option<Text>,
    keywords: Vec<Text>,
}

impl SectionKind for Project {
    fn key(&self) -> &'static str {
        "projects"
    }

    fn names(&self) -> Names {
        Names { also: &[("title", "name")], old: &[("website", "url")] }
    }

    fn weight(&self) -> u32 {
        60
    }

    fn read(&self, fields: &mut Fields) -> Arc<dyn Body> {
        Arc::new(Undertaking {
            name: fields.text("name"),
            entity: fields.text("entity"),
            kind: fields.text("type"),
            roles: fields.texts("roles"),
            location: fields.text("location"),
            url: fields.url("url"),
            dates: fields.dates(),
            description: fields.text("description"),
            summary: fields.text("summary"),
            keywords: fields.texts("keywords"),
        })
    }
}

impl Body for Undertaking {
    /// Roles, organisation and type stand behind the name, in this order.
    fn lower(&self, setting: &Setting) -> Entry {
        let mut behind: Vec<_> = self.roles.iter().map(|role| role.line(setting)).collect();
        behind.extend([&self.entity, &self.kind].into_iter().filter_map(|part| line(part, setting)));
        let mut summary = setting.paragraphs(&self.description);
        summary.extend(setting.paragraphs(&self.summary));
        Entry {
            title: line(&self.name, setting),
            subtitle: join(behind, &[Inline::text(&setting.locale.comma)]),
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
