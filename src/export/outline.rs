//! The document as a flat list of blocks in reading order: what formats without pages are written from.
//!
//! The order is that of the default layout, so that each of them holds the words of the PDF in the same order.

use crate::document::{Contact, Detail, Document, Entry, Inline, Role, Section, Shape, is_blank};

/// A piece of the document.
#[derive(Debug, Clone, PartialEq)]
pub enum Block<'a> {
    /// The name of the person.
    Name(&'a [Inline]),
    /// The profession under the name.
    Label(&'a [Inline]),
    /// Ways to reach the person; at least one.
    Contacts(&'a [Contact]),
    /// A paragraph about the person.
    About(&'a [Inline]),
    /// The heading of a section.
    Section(Vec<Inline>),
    /// The heading of a group of entries in a section.
    Group(&'a [Inline]),
    /// An entry.
    Entry(Item<'a>),
    /// What the signs in a section mean.
    Note(&'a [Inline]),
}

/// An entry as it reads.
#[derive(Debug, Clone, PartialEq)]
pub struct Item<'a> {
    /// How it wants to be set.
    pub shape: Shape,
    /// What stands before it in a numbered list.
    pub number: Option<String>,
    /// The first line, or the first paragraph of an entry without a title; may be empty.
    pub head: Vec<Inline>,
    /// When.
    pub dates: Option<&'a str>,
    /// Where its title leads, in `head`, too.
    pub url: Option<&'a str>,
    /// Lines, paragraphs and bullets below it, in order.
    pub body: Vec<Piece<'a>>,
}

/// A piece of an entry.
#[derive(Debug, Clone, PartialEq)]
pub enum Piece<'a> {
    /// A single line.
    Line(Vec<Inline>),
    /// A paragraph.
    Paragraph(&'a [Inline]),
    /// Bullets; at least one.
    Bullets(Vec<&'a [Inline]>),
}

/// The blocks of a document.
pub fn outline(document: &Document) -> Vec<Block<'_>> {
    let header = &document.header;
    let mut blocks = Vec::new();
    if !is_blank(&header.name) {
        blocks.push(Block::Name(&header.name));
    }
    blocks.extend(header.label.as_deref().map(Block::Label));
    if !header.contacts.is_empty() {
        blocks.push(Block::Contacts(&header.contacts));
    }
    blocks.extend(header.summary.iter().map(|paragraph| Block::About(paragraph)));
    for section in &document.sections {
        blocks.push(Block::Section(heading(section)));
        for group in &section.groups {
            blocks.extend(group.title.as_deref().map(Block::Group));
            blocks.extend(group.entries.iter().map(|entry| Block::Entry(item(entry, document))));
        }
        blocks.extend(section.note.as_deref().map(Block::Note));
    }
    blocks
}

fn heading(section: &Section) -> Vec<Inline> {
    let count = section.count.as_ref().map(|count| Inline::Text(format!(" ({count})")));
    section.title.iter().cloned().chain(count).collect()
}

fn item<'a>(entry: &'a Entry, document: &Document) -> Item<'a> {
    let words = &document.words;
    let between = if entry.shape == Shape::Labelled { &words.colon } else { &words.comma };
    // Without any head the first paragraph stands in for it.
    let has_head = entry.title.is_some() || entry.subtitle.is_some() || entry.place.is_some();
    let lead = entry.summary.first().filter(|_| !has_head);
    let title = entry.title.as_ref().map(|title| linked(title, entry, lead.is_none() && is_strong(entry)));
    let label = join([title, entry.subtitle.clone()], between);
    let head = join([label, entry.place.clone()], &words.comma);
    let head = head.or_else(|| lead.map(|lead| linked(lead, entry, false))).unwrap_or_default();
    let summary = &entry.summary[usize::from(lead.is_some())..];
    let mut text: Vec<_> = summary.iter().map(|paragraph| Piece::Paragraph(paragraph)).collect();
    if !entry.highlights.is_empty() {
        text.push(Piece::Bullets(entry.highlights.iter().map(|highlight| highlight.text.as_slice()).collect()));
    }
    let details = details(entry).into_iter().map(Piece::Line);
    let body = match entry.shape {
        Shape::Cited | Shape::Labelled => details.chain(text).collect(),
        _ => text.into_iter().chain(details).collect(),
    };
    let number = entry.label.clone().or_else(|| entry.number.map(|number| number.to_string()));
    Item { shape: entry.shape, number, head, dates: entry.dates.as_deref(), url: entry.url.as_deref(), body }
}

/// Whether the title stands out from what follows on its line.
fn is_strong(entry: &Entry) -> bool {
    match entry.shape {
        Shape::Block | Shape::Paragraph => true,
        Shape::Labelled => entry.subtitle.is_some(),
        Shape::Line | Shape::Cited => false,
    }
}

fn linked(text: &[Inline], entry: &Entry, strong: bool) -> Vec<Inline> {
    let text = if strong { vec![Inline::Strong(text.to_vec())] } else { text.to_vec() };
    match &entry.url {
        Some(url) => vec![Inline::Link(url.clone(), text)],
        None => text,
    }
}

/// Single lines in the order in which they are set.
fn details(entry: &Entry) -> Vec<Vec<Inline>> {
    let all = |roles: &[Role]| -> Vec<Vec<Inline>> {
        let of = |role: Role| entry.details.iter().filter(move |detail| detail.role == role).map(text_of);
        roles.iter().flat_map(|role| of(*role)).collect()
    };
    if entry.shape != Shape::Cited {
        return entry.details.iter().map(text_of).collect();
    }
    let about = join(all(&[Role::Title, Role::Note, Role::Keywords]).into_iter().map(Some), " · ");
    let source = match entry.brief {
        true => {
            join(all(&[Role::Authors, Role::Venue, Role::Award]).into_iter().map(Some), " · ").into_iter().collect()
        }
        false => all(&[Role::Award, Role::Authors, Role::Venue]),
    };
    about.into_iter().chain(source).collect()
}

fn text_of(detail: &Detail) -> Vec<Inline> {
    match detail.role {
        Role::Venue => vec![Inline::Emph(detail.text.clone())],
        Role::Award => vec![Inline::Strong(detail.text.clone())],
        _ => detail.text.clone(),
    }
}

/// Texts with something between them; what is absent is left out.
fn join(texts: impl IntoIterator<Item = Option<Vec<Inline>>>, between: &str) -> Option<Vec<Inline>> {
    let mut joined = Vec::new();
    for text in texts.into_iter().flatten() {
        if !joined.is_empty() {
            joined.push(Inline::text(between));
        }
        joined.extend(text);
    }
    (!joined.is_empty()).then_some(joined)
}
