//! The same thing twice.

use super::{Rule, Subject};
use crate::diag::{Diagnostic, Sink};
use crate::document::{Entry, plain_text};
use crate::model::{Dates, Item};

/// Two entries of one section that are set alike in the same variants, but for bullets and summary if they have dates; or two
/// bullets of one entry with the same words. The same talk at two places, or the same title at two employers, is no duplicate.
pub(super) struct DuplicateEntry;

/// Longer lists are not looked at: the work grows with the square.
const MOST_ENTRIES: usize = 1000;

impl Rule for DuplicateEntry {
    fn id(&self) -> &'static str {
        "duplicate-entry"
    }

    fn check(&self, subject: &Subject, sink: &mut Sink) {
        for section in subject.cv.sections.iter().filter(|section| section.items.len() <= MOST_ENTRIES) {
            let faces: Vec<_> = section.items.iter().map(|item| Face::of(item, subject)).collect();
            for (index, face) in faces.iter().enumerate() {
                if face.has_words && faces[..index].contains(face) {
                    let item = &section.items[index];
                    let message = format!("`{}` stands here twice", subject.name_of(item));
                    sink.push(Diagnostic::advice(self.id(), message).at(item.span).in_field(&item.path));
                }
            }
        }
        for (_, item) in subject.items() {
            for (index, highlight) in item.highlights.iter().enumerate().take(MOST_ENTRIES) {
                let before = &item.highlights[..index];
                if before.iter().any(|other| is_same(&other.text, &highlight.text) && other.choice == highlight.choice)
                {
                    let fault = Diagnostic::advice(self.id(), "this bullet stands here twice");
                    sink.push(fault.at(highlight.span).in_field(&highlight.path));
                }
            }
        }
    }
}

/// What one sees of an entry.
#[derive(PartialEq)]
struct Face<'a> {
    entry: Entry,
    group: Option<String>,
    dates: &'a Option<Dates>,
    place: Option<String>,
    url: Option<&'a str>,
    words: Vec<String>,
    audience: [Vec<&'a str>; 3],
    /// Whether there is enough to tell it by.
    has_words: bool,
}

impl<'a> Face<'a> {
    fn of(item: &'a Item, subject: &Subject) -> Self {
        let first = |text: &crate::model::Text| {
            text.every_language().map(|(_, text)| plain_text(&text)).collect::<Vec<_>>().join("\n")
        };
        let names = |names: &'a [crate::source::Spanned<String>]| names.iter().map(|name| &*name.value).collect();
        let entry = subject.lowered(item);
        let has_head = entry.title.is_some() || entry.subtitle.is_some();
        // Without dates to tell them apart, two prizes of one name may differ in nothing but their words.
        let bullets = item.highlights.iter().filter(|_| item.dates.is_none()).map(|highlight| &highlight.text);
        let summary = item.summary.iter().filter(|_| !has_head || item.dates.is_none());
        let words: Vec<_> = summary.chain(&item.keywords).chain(bullets).map(first).collect();
        Self {
            has_words: has_head || !words.is_empty(),
            entry,
            group: item.group.as_ref().map(first),
            dates: &item.dates,
            place: item.location.as_ref().map(first),
            url: item.url.as_ref().map(|url| url.as_str()),
            words,
            audience: [names(&item.choice.tags), names(&item.choice.only), names(&item.choice.except)],
        }
    }
}

fn is_same(a: &crate::model::Text, b: &crate::model::Text) -> bool {
    a.every_language().eq(b.every_language())
}
