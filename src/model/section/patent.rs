//! Patents.

use std::sync::Arc;

use super::SectionKind;
use crate::document::{Detail, Entry, Inline, Role, Shape};
use crate::model::author::{AUTHORS, Author};
use crate::model::authors::{authors, is_long};
use crate::model::field::{Field, Kind};
use crate::model::fields::Fields;
use crate::model::item::Body;
use crate::model::lower::{Setting, join, line};
use crate::model::text::Text;

/// `patents`
pub(super) struct Patent;

#[derive(Debug)]
struct Invention {
    title: Option<Text>,
    original_title: Option<Text>,
    number: Option<Text>,
    office: Option<Text>,
    status: Option<Text>,
    inventors: Vec<Author>,
}

static FIELDS: &[Field] = &[
    Field::new("title", Kind::Text, "The title.", &["Graph Processing Method"]).also(&["name"]),
    Field::new(
        "originalTitle",
        Kind::Text,
        "The title as it was filed; printed in all the languages it is given in.",
        &["{zh: 图计算方法}"],
    ),
    Field::new("id", Kind::Text, "The number.", &["\"201710533444.5\""]).also(&["number"]),
    Field::new("office", Kind::Text, "The patent office.", &["European Patent Office"]).also(&["issuer"]),
    Field::new("status", Kind::Text, "How far it has come.", &["granted"]),
    Field::new(
        "inventors",
        AUTHORS,
        "The inventors in order; your own name is found and set strong.",
        &["[Robin Example, Kim Sample]"],
    )
    .also(&["authors"]),
];

impl SectionKind for Patent {
    fn key(&self) -> &'static str {
        "patents"
    }

    fn doc(&self) -> &'static str {
        "Patents."
    }

    fn fields(&self) -> &'static [Field] {
        FIELDS
    }

    fn primary(&self) -> &'static str {
        "title"
    }

    fn weight(&self) -> u32 {
        45
    }

    fn read(&self, fields: &mut Fields) -> Arc<dyn Body> {
        Arc::new(Invention {
            title: fields.text("title"),
            original_title: fields.text("originalTitle"),
            number: fields.text("id"),
            office: fields.text("office"),
            status: fields.text("status"),
            inventors: fields.list("inventors", Author::read),
        })
    }
}

impl Body for Invention {
    /// Title; the title in other languages; office, status and number; inventors.
    fn lower(&self, setting: &Setting) -> Entry {
        let mut details = Vec::new();
        if let Some(title) = &self.original_title {
            details.extend(title.every_language().map(|(lang, text)| {
                let in_its_language = match lang {
                    Some(lang) => vec![Inline::Lang(lang.to_owned(), text)],
                    None => text,
                };
                Detail::new(Role::Title, in_its_language)
            }));
        }
        let number = line(&self.number, setting).map(|number| {
            let mut text = vec![Inline::text(format!("ID{}", setting.locale.colon))];
            text.extend(number);
            vec![Inline::Together(text)]
        });
        let parts = [line(&self.office, setting), line(&self.status, setting), number].into_iter().flatten().collect();
        let note = join(parts, &setting.comma());
        details.extend(note.map(|text| Detail::new(Role::Note, text)));
        details.extend(authors(&self.inventors, setting).map(|text| Detail::new(Role::Authors, text)));
        Entry { shape: Shape::Cited, title: line(&self.title, setting), details, ..Entry::default() }
    }
    fn has_short(&self) -> bool {
        is_long(&self.inventors)
    }
}
