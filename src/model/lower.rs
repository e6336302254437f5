//! Cv → Document: words are chosen by language, dates written out, entries numbered.

use std::cell::RefCell;
use std::collections::BTreeSet;

use super::authors::legend;
use super::cv::Cv;
use super::direction::isolate;
use super::item::{Highlight, Item};
use super::locale::Locale;
use super::name::Owner;
use super::publications::{Count, Grouping, Numbering, Publications};
use super::section::Section;
use super::text::Text;
use crate::diag::{Diagnostic, Sink};
use crate::document::{self, Detail, Document, Entry, Group, Header, Inline, Meta, Photo, Role, Shape, plain_text};

/// Places longer than this, in characters, may be broken over two lines.
const LONGEST_PLACE: usize = 30;

/// In what language, and for whom, a CV is set.
#[derive(Debug, Clone, Copy)]
pub struct Setting<'a> {
    /// The language wanted, as in `en` or `zh-Hans`.
    pub lang: &'a str,
    /// Its words.
    pub locale: &'a Locale,
    /// Whose CV it is.
    pub owner: &'a Owner,
    /// The paths of entries and bullets that are set in their shorter wording.
    pub short: &'a BTreeSet<String>,
    /// How lists of publications are set.
    pub publications: &'a Publications,
    /// Whether the entry at hand is one of them.
    pub(super) brief: bool,
    pub(super) sink: &'a RefCell<Sink>,
}

impl<'a> Setting<'a> {
    /// A setting that tells `sink` of texts that are missing in the language wanted.
    pub fn new(
        lang: &'a str,
        locale: &'a Locale,
        owner: &'a Owner,
        short: &'a BTreeSet<String>,
        sink: &'a RefCell<Sink>,
    ) -> Self {
        Self { lang, locale, owner, short, publications: Publications::USUAL, brief: false, sink }
    }

    /// The same setting with publications set as asked for.
    pub fn with_publications(self, publications: &'a Publications) -> Self {
        Self { publications, ..self }
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
pub fn lower(cv: &Cv, setting: &Setting) -> Document {
    let header = header(cv, setting);
    let name = plain_text(&header.name);
    let mut document = Document {
        lang: setting.lang.to_owned(),
        right_to_left: setting.locale.right_to_left,
        meta: Meta { title: name.clone(), author: name, keywords: keywords_of(cv, setting), date: cv.last_modified },
        header,
        sections: cv.sections.iter().filter(|section| !section.items.is_empty()).map(|s| section(s, setting)).collect(),
        words: setting.locale.words(),
    };
    if document.right_to_left {
        isolate(&mut document);
    }
    document
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
    list(words, setting).map(|text| Detail::new(Role::Keywords, text)).into_iter().collect()
}

/// Words as a list in one line, if there are any.
pub(super) fn list(words: &[Text], setting: &Setting) -> Option<Vec<Inline>> {
    let word = |word: &Text| {
        let word = word.line(setting);
        // Among words from right to left, several in a row that run the other way would stand in the wrong order.
        if setting.locale.right_to_left { vec![Inline::Together(word)] } else { word }
    };
    join(words.iter().map(word).collect(), &[Inline::text(&setting.locale.list)])
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
        photo: cv.basics.image.as_ref().map(|image| photo(&image.value, cv, setting)),
    }
}

/// The name in the text that is read out tells whose picture it is.
fn photo(path: &str, cv: &Cv, setting: &Setting) -> Photo {
    let Locale { photo, colon, .. } = setting.locale;
    let name = line(&cv.basics.name, setting).unwrap_or_default();
    Photo { path: path.to_owned(), alt: format!("{photo}{colon}{}", plain_text(&name)) }
}

fn keywords_of(cv: &Cv, setting: &Setting) -> Vec<String> {
    line(&cv.basics.label, setting).map(|label| plain_text(&label)).into_iter().collect()
}

fn section(section: &Section, setting: &Setting) -> document::Section {
    let count = section.items.len();
    let mut before = 0;
    let mut numbered = |item: &Item| {
        before += 1;
        let descending = |(place, count): (usize, usize)| count + 1 - place;
        let number = match setting.publications.numbering() {
            _ if !section.kind.is_numbered() => None,
            Numbering::None => None,
            Numbering::Ascending => Some(before),
            Numbering::Descending => Some(descending((before, count))),
            Numbering::PerKind => item.serial.map(descending),
            Numbering::PerKindAscending => item.serial.map(|(place, _)| place),
        };
        let label =
            number.filter(|_| setting.publications.numbering.is_some()).map(|number| label(item, number, setting));
        Entry { number, label, ..entry(item, setting) }
    };
    let groups = groups(&section.items, setting).into_iter();
    let groups = groups.map(|(title, items)| Group { title, entries: items.into_iter().map(&mut numbered).collect() });
    let groups: Vec<_> = groups.collect();
    let count = shown_of(section, setting);
    document::Section {
        kind: section.kind.key().to_owned(),
        title: heading(section, setting),
        count,
        note: legend(groups.iter().flat_map(|group| &group.entries).flat_map(|entry| &entry.details), setting),
        groups,
    }
}

/// `C12`, or `12` where kinds are not numbered by themselves.
fn label(item: &Item, number: usize, setting: &Setting) -> String {
    match setting.publications.numbering() {
        Numbering::PerKind | Numbering::PerKindAscending => format!("{}{number}", item.body.letters()),
        _ => number.to_string(),
    }
}

/// The heading of a section.
pub fn heading(section: &Section, setting: &Setting) -> Vec<Inline> {
    let usual = || match is_selection(section) && setting.publications.count() == Count::Selected {
        true => &setting.locale.selected_publications,
        false => setting.locale.section(section.kind.key()),
    };
    line(&section.title, setting).unwrap_or_else(|| vec![Inline::text(usual())])
}

/// How many of a section's entries are shown, in words, if it tells that these are not all.
pub fn shown_of(section: &Section, setting: &Setting) -> Option<String> {
    let is_counted = is_selection(section) && setting.publications.count() != Count::None;
    is_counted.then(|| setting.locale.count(section.items.len(), section.total))
}

/// Whether a list that tells of it does not show all there is.
fn is_selection(section: &Section) -> bool {
    section.kind.is_numbered() && section.items.len() < section.total
}

/// A subheading with its place among others.
type Heading = (usize, Vec<Inline>);

/// Entries by subheading, in the order in which they are set; groups stand in the order in which they first occur,
/// entries without one before all.
pub fn groups<'a>(items: &'a [Item], setting: &Setting) -> Vec<(Option<Vec<Inline>>, Vec<&'a Item>)> {
    let mut groups: Vec<(Option<Heading>, Vec<&Item>)> = Vec::new();
    for item in items {
        let own = line(&item.group, setting).map(|title| (0, title));
        let heading = own.or_else(|| item.body.group(item, setting));
        match groups.iter_mut().find(|(known, _)| *known == heading) {
            Some((_, members)) => members.push(item),
            None => groups.push((heading, vec![item])),
        }
    }
    // Behind a subheading, what has none would seem to belong to it.
    groups.sort_by_key(|(heading, _)| heading.as_ref().map(|(place, _)| *place));
    // Where nothing belongs to any of them, "Other" says nothing.
    let is_said =
        |place: usize| setting.publications.group() != Grouping::Tag || place < usize::MAX || groups.len() > 1;
    let title = |heading: Option<Heading>| heading.filter(|(place, _)| is_said(*place)).map(|(_, title)| title);
    groups.iter().cloned().map(|(heading, items)| (title(heading), items)).collect()
}

/// What the kind makes of an entry, then what every kind has. Without a title, what would stand behind it is the title.
fn entry(item: &Item, setting: &Setting) -> Entry {
    let setting = &Setting { brief: setting.short.contains(&item.path), ..*setting };
    let mut entry = item.body.lower(setting);
    if entry.title.is_none() {
        entry.title = entry.subtitle.take();
    }
    entry.id = item.path.clone();
    entry.brief = setting.brief;
    entry.place = line(&item.location, setting).map(together);
    entry.dates = item.dates.as_ref().map(|dates| dates.shown(setting.locale));
    entry.url = item.body.link(item.url.as_ref(), setting);
    match item.short.as_ref().filter(|_| setting.brief) {
        // What stands behind a label are its words.
        Some(short) if entry.shape == Shape::Labelled => entry.subtitle = Some(short.line(setting)),
        Some(short) => entry.summary = short.paragraphs(setting).to_vec(),
        None => {
            entry.summary.extend(setting.paragraphs(&item.summary));
            entry.details.extend(keywords(&item.keywords, setting));
        }
    }
    entry.highlights = item.highlights.iter().map(|highlight| bullet(highlight, setting)).collect();
    if entry.title.is_none() && entry.summary.is_empty() {
        // An address with nothing to print it on is printed itself.
        entry.title = item.url.as_ref().map(|url| vec![Inline::text(url.shown())]);
    }
    entry.lines = lines(&entry);
    entry
}

fn lines(entry: &Entry) -> usize {
    let of = |text: &Vec<Inline>| {
        let breaks = text.iter().filter(|inline| **inline == Inline::Break).count();
        plain_text(text).chars().count() / 80 + 1 + breaks
    };
    let head: usize = [&entry.title, &entry.subtitle, &entry.place].into_iter().flatten().map(of).sum();
    head + entry.summary.iter().map(of).sum::<usize>()
        + entry.details.iter().map(|detail| of(&detail.text)).sum::<usize>()
        + entry.highlights.iter().map(|highlight| of(&highlight.text)).sum::<usize>()
}

fn bullet(highlight: &Highlight, setting: &Setting) -> document::Highlight {
    let short = highlight.short.as_ref().filter(|_| setting.short.contains(&highlight.path));
    document::Highlight { id: highlight.path.clone(), text: short.unwrap_or(&highlight.text).line(setting) }
}
