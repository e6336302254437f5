//! Cv → Document: words are chosen by language, dates written out, entries numbered.

use std::cell::RefCell;

use super::cv::Cv;
use super::item::Item;
use super::locale::Locale;
use super::name::Owner;
use super::section::Section;
use super::text::Text;
use crate::diag::{Diagnostic, Sink, Warned};
use crate::document::{self, Detail, Document, Entry, Group, Header, Inline, Meta, Role, plain_text};

/// Places longer than this, in characters, may be broken over two lines.
const LONGEST_PLACE: usize = 30;

/// In what language, and for whom, a CV is set.
#[derive(Debug)]
pub struct Setting<'a> {
    /// The language wanted, as in `en` or `zh-Hans`.
    pub lang: &'a str,
    /// Its words.
    pub locale: &'a Locale,
    /// Whose CV it is.
    pub owner: &'a Owner,
    /// Whether shorter wordings are wanted where there are any.
    pub brief: bool,
    sink: RefCell<Sink>,
}

impl<'a> Setting<'a> {
    /// A setting with full wordings and nothing to say yet.
    pub fn new(lang: &'a str, locale: &'a Locale, owner: &'a Owner) -> Self {
        Self { lang, locale, owner, brief: false, sink: RefCell::default() }
    }

    /// The same, with shorter wordings or full ones.
    pub fn in_brief(self, brief: bool) -> Self {
        Self { brief, ..self }
    }

    pub(super) fn tell(&self, diagnostic: Diagnostic) {
        self.sink.borrow_mut().push(diagnostic);
    }

    /// The paragraphs of an optional text.
    pub(super) fn paragraphs(&self, text: &Option<Text>) -> Vec<Vec<Inline>> {
        text.as_ref().map(|text| text.paragraphs(self).to_vec()).unwrap_or_default()
    }

    /// What stands between the parts of a line.
    pub(super) fn comma(&self) -> [Inline; 1] {
        [Inline::text(&self.locale.comma)]
    }
}

/// Lowers a CV. Sections without entries are not set.
pub fn lower(cv: &Cv, setting: Setting) -> Warned<Document> {
    let header = header(cv, &setting);
    let name = plain_text(&header.name);
    let document = Document {
        lang: setting.lang.to_owned(),
        brief: setting.brief,
        meta: Meta { title: name.clone(), author: name, keywords: keywords_of(cv, &setting), date: cv.last_modified },
        header,
        sections: cv
            .sections
            .iter()
            .filter(|section| !section.items.is_empty())
            .map(|s| section(s, &setting))
            .collect(),
        words: setting.locale.words(),
    };
    Warned { output: document, warnings: setting.sink.into_inner().into_vec() }
}

/// An optional text as one line.
pub(super) fn line(text: &Option<Text>, setting: &Setting) -> Option<Vec<Inline>> {
    text.as_ref().map(|text| text.line(setting))
}

/// Several pieces as one line with something between them. `None` if there are none.
pub(super) fn join(parts: Vec<Vec<Inline>>, between: &[Inline]) -> Option<Vec<Inline>> {
    (!parts.is_empty()).then(|| parts.join(between))
}

/// Keywords as a line of detail, if there are any.
pub(super) fn keywords(words: &[Text], setting: &Setting) -> Vec<Detail> {
    let words = words.iter().map(|word| word.line(setting)).collect();
    let text = join(words, &setting.comma());
    text.map(|text| Detail { role: Role::Keywords, text }).into_iter().collect()
}

/// A place of usual length is kept on one line: "Beijing, China".
fn together(place: Vec<Inline>) -> Vec<Inline> {
    match plain_text(&place).chars().count() <= LONGEST_PLACE {
        true => vec![Inline::Together(place)],
        false => place,
    }
}

fn header(cv: &Cv, setting: &Setting) -> Header {
    Header {
        name: line(&cv.basics.name, setting).unwrap_or_default(),
        label: line(&cv.basics.label, setting),
        contacts: cv.basics.contacts(setting),
        summary: setting.paragraphs(&cv.basics.summary),
    }
}

fn keywords_of(cv: &Cv, setting: &Setting) -> Vec<String> {
    line(&cv.basics.label, setting).map(|label| plain_text(&label)).into_iter().collect()
}

fn section(section: &Section, setting: &Setting) -> document::Section {
    let title =
        line(&section.title, setting).unwrap_or_else(|| vec![Inline::text(setting.locale.section(section.kind.key()))]);
    let mut groups: Vec<Group> = Vec::new();
    let mut number = section.items.len();
    for item in grouped(&section.items, setting) {
        let group_title = line(&item.group, setting);
        let entry = entry(item, section.kind.is_numbered().then_some(number), setting);
        number -= 1;
        match groups.last_mut() {
            Some(group) if group.title == group_title => group.entries.push(entry),
            _ => groups.push(Group { title: group_title, entries: vec![entry] }),
        }
    }
    let count = (section.items.len() < section.total && section.kind.is_numbered())
        .then(|| setting.locale.count(section.items.len(), section.total));
    document::Section { kind: section.kind.key().to_owned(), title, count, groups }
}

/// The entries with those of one group together; groups stand in the order in which they first occur.
fn grouped<'a>(items: &'a [Item], setting: &Setting) -> Vec<&'a Item> {
    let title = |item: &Item| line(&item.group, setting).map(|title| plain_text(&title));
    let mut order: Vec<Option<String>> = Vec::new();
    for item in items {
        let title = title(item);
        if !order.contains(&title) {
            order.push(title);
        }
    }
    order.iter().flat_map(|group| items.iter().filter(move |item| title(item) == *group)).collect()
}

/// What the kind makes of an entry, then what every kind has. Without a title, what would stand behind it is the title.
fn entry(item: &Item, number: Option<usize>, setting: &Setting) -> Entry {
    let mut entry = item.body.lower(setting);
    if entry.title.is_none() {
        entry.title = entry.subtitle.take();
    }
    entry.id = item.path.clone();
    entry.number = number;
    entry.place = line(&item.location, setting).map(together);
    entry.dates = item.dates.as_ref().map(|dates| dates.shown(setting.locale));
    entry.url = item.url.as_ref().map(|url| url.as_str().to_owned());
    entry.summary.extend(setting.paragraphs(&item.summary));
    entry.details.extend(keywords(&item.keywords, setting));
    entry.highlights = item.highlights.iter().map(|highlight| highlight.wording(setting).line(setting)).collect();
    entry
}
