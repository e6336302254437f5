//! People who were advised.

use std::sync::Arc;

use super::SectionKind;
use crate::document::{Entry, Inline, Shape};
use crate::model::field::{Field, Kind};
use crate::model::fields::Fields;
use crate::model::item::Body;
use crate::model::lower::{Setting, line};
use crate::model::text::Text;

/// `advising`
pub(super) struct Advising;

#[derive(Debug)]
struct Advisee {
    name: Option<Text>,
    degree: Option<Text>,
    now: Option<Text>,
    shape: Shape,
}

static FIELDS: &[Field] = &[
    Field::new("name", Kind::Text, "Who.", &["Kim Sample"]).also(&["title"]),
    Field::new("degree", Kind::Text, "What they worked for.", &["Ph.D."]).also(&["subtitle"]),
    Field::new("now", Kind::Text, "Where they are now.", &["assistant professor, Example University"]),
];

impl SectionKind for Advising {
    fn key(&self) -> &'static str {
        "advising"
    }

    fn doc(&self) -> &'static str {
        "People you advise or advised, and where they are now."
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
        Arc::new(Advisee {
            name: fields.text("name"),
            degree: fields.text("degree"),
            now: fields.text("now"),
            shape: if fields.has("highlights") { Shape::Block } else { Shape::Line },
        })
    }
}

impl Body for Advisee {
    /// Name and degree; then where they are now.
    fn lower(&self, setting: &Setting) -> Entry {
        let (before, behind) = setting.locale.now.split_once("{position}").unwrap_or_default();
        let now = line(&self.now, setting)
            .map(|now| std::iter::once(Inline::text(before)).chain(now).chain([Inline::text(behind)]).collect());
        Entry {
            shape: self.shape,
            title: line(&self.name, setting),
            subtitle: line(&self.degree, setting),
            summary: now.into_iter().collect(),
            ..Entry::default()
        }
    }
}
