//! Degrees and schools.

use std::sync::Arc;

use super::SectionKind;
use crate::document::{Detail, Entry, Role};
use crate::model::field::{Field, Kind};
use crate::model::fields::Fields;
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

static FIELDS: &[Field] = &[
    Field::new("institution", Kind::Text, "The school or university.", &["Example University"]),
    Field::new("studyType", Kind::Text, "The degree.", &["M.Sc.", "Ph.D."]).also(&["degree"]),
    Field::new("area", Kind::Text, "The subject.", &["Marine Biology"]),
    Field::new(
        "score",
        Kind::Text,
        "The grade, or what else is to be said of the result.",
        &["with distinction", "3.9"],
    )
    .old(&["gpa"]),
    Field::new("courses", Kind::List(&Kind::Text), "Courses worth naming.", &["[Statistics, Oceanography]"]),
];

impl SectionKind for Education {
    fn key(&self) -> &'static str {
        "education"
    }

    fn doc(&self) -> &'static str {
        "Degrees and schools."
    }

    fn fields(&self) -> &'static [Field] {
        FIELDS
    }

    fn primary(&self) -> &'static str {
        "institution"
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
