//! Grants and other funding.

use std::sync::Arc;

use super::SectionKind;
use crate::document::{Entry, Inline, Shape};
use crate::model::field::{Field, Kind};
use crate::model::fields::Fields;
use crate::model::item::Body;
use crate::model::lower::{Setting, join, line};
use crate::model::text::Text;

/// `grants`
pub(super) struct Grant;

#[derive(Debug)]
struct Funding {
    title: Option<Text>,
    funder: Option<Text>,
    role: Option<Text>,
    amount: Option<Text>,
    shape: Shape,
}

static FIELDS: &[Field] = &[
    Field::new("title", Kind::Text, "What is funded.", &["The Hearing of Herring"]).also(&["name"]),
    Field::new("funder", Kind::Text, "Who pays for it.", &["Example Research Council"]).also(&["subtitle", "awarder"]),
    Field::new("role", Kind::Text, "What you are in it.", &["Principal investigator"]),
    Field::new("amount", Kind::Text, "How much it is.", &["$1,200,000"]),
];

impl SectionKind for Grant {
    fn key(&self) -> &'static str {
        "grants"
    }

    fn doc(&self) -> &'static str {
        "Grants and other funding."
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
        Arc::new(Funding {
            title: fields.text("title"),
            funder: fields.text("funder"),
            role: fields.text("role"),
            amount: fields.text("amount"),
            shape: if fields.has("highlights") { Shape::Block } else { Shape::Line },
        })
    }
}

impl Body for Funding {
    /// Title and funder; then role and amount.
    fn lower(&self, setting: &Setting) -> Entry {
        let about = [line(&self.role, setting), line(&self.amount, setting)].into_iter().flatten().collect();
        Entry {
            shape: self.shape,
            title: line(&self.title, setting),
            subtitle: line(&self.funder, setting),
            summary: join(about, &[Inline::text(" · ")]).into_iter().collect(),
            ..Entry::default()
        }
    }
}
