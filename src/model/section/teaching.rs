//! Courses taught.

use std::sync::Arc;

use super::SectionKind;
use crate::document::{Entry, Shape};
use crate::model::field::{Field, Kind};
use crate::model::fields::Fields;
use crate::model::item::Body;
use crate::model::lower::{Setting, join, line};
use crate::model::text::Text;

/// `teaching`
pub(super) struct Teaching;

#[derive(Debug)]
struct Course {
    title: Option<Text>,
    institution: Option<Text>,
    role: Option<Text>,
    shape: Shape,
}

static FIELDS: &[Field] = &[
    Field::new("title", Kind::Text, "The course.", &["Animal Acoustics"]).also(&["name", "course"]),
    Field::new("institution", Kind::Text, "Where it was taught, or what is to be said of it.", &["Example University"])
        .also(&["subtitle"]),
    Field::new("role", Kind::Text, "What you did in it.", &["Lecturer"]),
];

impl SectionKind for Teaching {
    fn key(&self) -> &'static str {
        "teaching"
    }

    fn doc(&self) -> &'static str {
        "Courses and other teaching."
    }

    fn fields(&self) -> &'static [Field] {
        FIELDS
    }

    fn primary(&self) -> &'static str {
        "title"
    }

    fn weight(&self) -> u32 {
        40
    }

    fn read(&self, fields: &mut Fields) -> Arc<dyn Body> {
        Arc::new(Course {
            title: fields.text("title"),
            institution: fields.text("institution"),
            role: fields.text("role"),
            shape: if fields.has("highlights") { Shape::Block } else { Shape::Line },
        })
    }
}

impl Body for Course {
    /// Title, role and institution.
    fn lower(&self, setting: &Setting) -> Entry {
        let about = [line(&self.role, setting), line(&self.institution, setting)].into_iter().flatten().collect();
        Entry {
            shape: self.shape,
            title: line(&self.title, setting),
            subtitle: join(about, &setting.comma()),
            ..Entry::default()
        }
    }
}
