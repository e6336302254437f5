//! Degrees and schools.

use std::sync::Arc;

use super::SectionKind;
use crate::document::{Detail, Entry, Inline, Role};
use crate::model::dates::Dates;
use crate::model::fields::{Fields, Names};
use crate::model::item::Body;
use crate::model::lower::{Setting, join, keywords, line};
use crate::model::text::Text;
use crate::model::url::Url;

/// `education`
pub(super) struct Education;

#[derive(Debug)]
struct Degree {
    institution: Option<Text>,
    area: Option<Text>,
    study_type: Option<Text>,
    location: Option<Text>,
    url: Option<Url>,
    dates: Option<Dates>,
    score: Option<Text>,
    courses: Vec<Text>,
    summary: Option<Text>,
}

impl SectionKind for Education {
    fn key(&self) -> &'static str {
        "education"
    }

    fn primary(&self) -> &'static str {
        "institution"
    }

    fn names(&self) -> Names {
        Names { also: &[("degree", "studyType")], old: &[("gpa", "score"), ("website", "url")] }
    }

    fn weight(&self) -> u32 {
        80
    }

    fn read(&self, fields: &mut Fields) -> Arc<dyn Body> {
        Arc::new(Degree {
            institution: fields.text("institution"),
            area: fields.text("area"),
            study_type: fields.text("studyType"),
            location: fields.text("location"),
            url: fields.url("url"),
            dates: fields.dates(),
            score: fields.text("score"),
            courses: fields.texts("courses"),
            summary: fields.text("summary"),
        })
    }
}

impl Body for Degree {
    /// The degree is the title, the subject and the school stand behind it; where there is no degree, the subject is.
    fn lower(&self, setting: &Setting) -> Entry {
        let comma = [Inline::text(&setting.locale.comma)];
        let mut parts: Vec<_> = [&self.study_type, &self.area, &self.institution]
            .into_iter()
            .filter_map(|part| line(part, setting))
            .collect();
        let title = (!parts.is_empty()).then(|| parts.remove(0));
        let mut details = Vec::new();
        details.extend(line(&self.score, setting).map(|text| Detail { role: Role::Note, text }));
        details.extend(keywords(&self.courses, setting));
        Entry {
            title,
            subtitle: join(parts, &comma),
            place: line(&self.location, setting),
            url: setting.url(&self.url),
            details,
            summary: setting.paragraphs(&self.summary),
            ..Entry::default()
        }
    }

    fn dates(&self) -> Option<&Dates> {
        self.dates.as_ref()
    }
}
