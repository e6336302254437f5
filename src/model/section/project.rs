//! Projects.

use std::sync::Arc;

use super::SectionKind;
use crate::document::Entry;
use crate::model::field::{Field, Kind};
use crate::model::fields::Fields;
use crate::model::item::Body;
use crate::model::lower::{Setting, join, line};
use crate::model::text::Text;

/// `projects`
pub(super) struct Project;

#[derive(Debug)]
struct Undertaking {
    name: Option<Text>,
    entity: Option<Text>,
    kind: Option<Text>,
    roles: Vec<Text>,
    description: Option<Text>,
}

static FIELDS: &[Field] = &[
    Field::new("name", Kind::Text, "The project.", &["pagecheck"]).also(&["title"]),
    Field::new("roles", Kind::List(&Kind::Text), "What you were in it.", &["[Author]"]),
    Field::new("entity", Kind::Text, "Whose project it is: a company, a university.", &["Example University"]),
    Field::new("type", Kind::Text, "What kind of project it is.", &["open source"]),
    Field::new("description", Kind::Text, "What it does.", &["Finds torn writes in B-tree files."]),
];

impl SectionKind for Project {
    fn key(&self) -> &'static str {
        "projects"
    }

    fn doc(&self) -> &'static str {
        "What you made or took part in."
    }

    fn fields(&self) -> &'static [Field] {
        FIELDS
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
            description: fields.text("description"),
        })
    }
}

impl Body for Undertaking {
    /// Roles, organisation and type stand behind the name, in this order.
    fn lower(&self, setting: &Setting) -> Entry {
        let mut behind: Vec<_> = self.roles.iter().map(|role| role.line(setting)).collect();
        behind.extend([&self.entity, &self.kind].into_iter().filter_map(|part| line(part, setting)));
        Entry {
            title: line(&self.name, setting),
            subtitle: join(behind, &setting.comma()),
            summary: setting.paragraphs(&self.description),
            ..Entry::default()
        }
    }
}
