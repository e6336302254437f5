//! Programs and other software.

use std::sync::Arc;

use super::SectionKind;
use crate::document::{Entry, Shape};
use crate::model::field::{Field, Kind};
use crate::model::fields::Fields;
use crate::model::item::Body;
use crate::model::lower::{Setting, join, line};
use crate::model::text::Text;

/// `software`
pub(super) struct Software;

#[derive(Debug)]
struct Program {
    name: Option<Text>,
    description: Option<Text>,
    role: Option<Text>,
    shape: Shape,
}

static FIELDS: &[Field] = &[
    Field::new("name", Kind::Text, "The name.", &["herring-hear"]).also(&["title"]),
    Field::new("description", Kind::Text, "What it is.", &["R package"]).also(&["subtitle"]),
    Field::new("role", Kind::Text, "What you are in it.", &["Author and maintainer"]),
];

impl SectionKind for Software {
    fn key(&self) -> &'static str {
        "software"
    }

    fn doc(&self) -> &'static str {
        "Programs, packages and other software."
    }

    fn fields(&self) -> &'static [Field] {
        FIELDS
    }

    fn primary(&self) -> &'static str {
        "name"
    }

    fn weight(&self) -> u32 {
        40
    }

    fn read(&self, fields: &mut Fields) -> Arc<dyn Body> {
        Arc::new(Program {
            name: fields.text("name"),
            description: fields.text("description"),
            role: fields.text("role"),
            shape: if fields.has("highlights") { Shape::Block } else { Shape::Line },
        })
    }
}

impl Body for Program {
    /// Name, what it is, and the role.
    fn lower(&self, setting: &Setting) -> Entry {
        let about = [line(&self.description, setting), line(&self.role, setting)].into_iter().flatten().collect();
        Entry {
            shape: self.shape,
            title: line(&self.name, setting),
            subtitle: join(about, &setting.comma()),
            ..Entry::default()
        }
    }
}
