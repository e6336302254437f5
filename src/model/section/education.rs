//! Degrees and schools.

use std::sync::Arc;

use super::SectionKind;
use crate::document::{Detail, Entry, Role};
use crate::model::fields::{Fields, Names};
use crate::model::item::Body;
use crate::model::lower::{Setting, join, keywords, line};
use crate::model::text::Text;

/// `education`
pub(super) struct Education;

#[derive(Debug)]
struct Degree {
    institution: Option<Text>,
    area: Option<Text>,
    study_type: Option<Text>,
    score: Option<Text>,
    courses: Vec<Text>,
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
            score: fields.text("score"),
            courses: fields.texts("courses"),
        })
    }
}

impl Body for Degree {
    /// The degree is the title, the subject and the school stand behind it; where there is no degree, the subject is.
    fn lower(&self, setting: &Setting) -> Entry {
        let parts = [&self.study_type, &self.area, &self.institution];
        let mut parts: Vec<_> = parts.into_iter().filter_map(|part| line(part, setting)).collect();
        let title = (!parts.is_empty()).then(|| parts.remove(0));
        let mut details = Vec::new();
        details.extend(line(&self.score, setting).map(|text| Detail::new(Role::Note, text)));
        details.extend(keywords(&self.courses, setting));
        Entry { title, subtitle: join(parts, &setting.comma()), details, ..Entry::default() }
    }
}
