//! Skills.

use std::sync::Arc;

use super::SectionKind;
use crate::document::{Entry, Inline, Shape};
use crate::model::field::{Field, Kind};
use crate::model::fields::Fields;
use crate::model::item::Body;
use crate::model::lower::{Setting, line, list};
use crate::model::text::Text;

/// `skills`
pub(super) struct Skill;

#[derive(Debug)]
struct Ability {
    name: Option<Text>,
    level: Option<Text>,
    keywords: Vec<Text>,
}

static FIELDS: &[Field] = &[
    Field::new("name", Kind::Text, "What the skills have in common.", &["Methods"]),
    Field::new("level", Kind::Text, "How well you have them.", &["advanced"]),
    Field::new("keywords", Kind::List(&Kind::Text), "The skills.", &["[acoustic telemetry, R, scientific diving]"]),
];

impl SectionKind for Skill {
    fn key(&self) -> &'static str {
        "skills"
    }

    fn doc(&self) -> &'static str {
        "Skills, a group a line: a label, and words behind it."
    }

    fn fields(&self) -> &'static [Field] {
        FIELDS
    }

    fn weight(&self) -> u32 {
        75
    }

    fn read(&self, fields: &mut Fields) -> Arc<dyn Body> {
        Arc::new(Ability { name: fields.text("name"), level: fields.text("level"), keywords: fields.texts("keywords") })
    }
}

impl Body for Ability {
    /// `Databases: PostgreSQL, SQLite (advanced)`
    fn lower(&self, setting: &Setting) -> Entry {
        let behind = match (list(&self.keywords, setting), line(&self.level, setting)) {
            (Some(mut words), Some(level)) => {
                words.push(Inline::text(" ("));
                words.extend(level);
                words.push(Inline::text(")"));
                Some(words)
            }
            (words, level) => words.or(level),
        };
        Entry { shape: Shape::Labelled, title: line(&self.name, setting), subtitle: behind, ..Entry::default() }
    }
}
