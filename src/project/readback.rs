//! A PDF read back and held against the CV: what a program that takes in CVs would miss or get wrong.

use std::collections::BTreeMap;

use super::input::Input;
use crate::diag::Diagnostic;
use crate::document::{Document, Entry, Inline, Shape, plain_text};
use crate::pdf::{Contents, Oddity};
use crate::source::Span;

/// A page with less text than this and more shapes than that has its letters drawn.
const FEW_LETTERS: usize = 40;
const MANY_SHAPES: usize = 100;

/// What is wrong with the PDF itself, whatever CV it is of.
pub fn faults_of_pdf(contents: &Contents) -> Vec<Diagnostic> {
    let mut found = Vec::new();
    for (number, page) in contents.pages.iter().enumerate() {
        let page_number = number + 1;
        let letters = page.text.chars().filter(|c| c.is_alphanumeric()).count();
        if letters < FEW_LETTERS && page.shapes > MANY_SHAPES {
            let message = format!("page {page_number} has no text: its letters are drawn as shapes");
            let hint = "save the PDF with its fonts embedded, not with text as outlines".to_owned();
            found.push(Diagnostic::error("pdf-no-text", message).hint(hint));
        }
        for (oddity, count) in &page.odd {
            let what = match oddity {
                Oddity::NoCharacter => "a glyph that stands for no character".to_owned(),
                Oddity::Private(c) => format!("the character U+{:04X}, which is of private use", u32::from(*c)),
                Oddity::Ligature(c) => format!("the sign `{c}` (U+{:04X}) in place of its letters", u32::from(*c)),
                Oddity::SoftHyphen => "a soft hyphen, which parts a word in two".to_owned(),
            };
            let times = if *count == 1 { String::new() } else { format!(", {count} times") };
            found.push(Diagnostic::error(
                "pdf-odd-character",
                format!("the text of page {page_number} has {what}{times}"),
            ));
        }
    }
    if contents.pages.iter().all(|page| page.text.trim().is_empty()) && found.is_empty() {
        found.push(Diagnostic::error("pdf-no-text", "there is no text at all: the pages are pictures"));
    }
    if contents.tags.is_none() {
        found.push(Diagnostic::warning("pdf-untagged", "the PDF has no tags: reading aids must guess its structure"));
    }
    found
}

/// What does not come back of a CV. If entries may have been left out to save space, those of which nothing is there are none
/// that is missed.
pub fn faults_of_text(contents: &Contents, document: &Document, input: &Input, may_leave_out: bool) -> Vec<Diagnostic> {
    let text: String = contents.pages.iter().map(|page| page.text.clone() + "\n").collect();
    let mut reader = Reader {
        text: Bare::new(&text),
        spans: spans(input),
        right_to_left: document.right_to_left,
        partial: may_leave_out,
        found: Vec::new(),
    };
    reader.header(document);
    let mut before: Option<(usize, String)> = None;
    for section in &document.sections {
        let entries: Vec<_> = section.groups.iter().flat_map(|group| &group.entries).collect();
        let present: Vec<_> = entries.iter().filter(|entry| !may_leave_out || reader.has_some(entry)).collect();
        if present.is_empty() {
            continue;
        }
        let title = plain_text(&section.title);
        // In its order if that can be, since its word may stand elsewhere, too.
        let last = before.as_ref().map_or(0, |(last, _)| *last);
        let start = reader.text.find_line(&title, last).or_else(|| reader.text.find_line(&title, 0));
        match (start, &before) {
            (None, _) if reader.has(&title, 0) => {}
            (None, _) => reader.lost(&format!("the heading `{title}`"), &section.kind),
            (Some(start), Some((last, other))) if start < *last && !document.right_to_left => {
                let message =
                    format!("the section `{title}` comes before `{other}`, which stands in front of it in the CV");
                let fault = Diagnostic::warning("pdf-order", message).in_field(&section.kind);
                reader
                    .found
                    .push(fault.hint("columns of text are read one after another: take a layout with one".to_owned()));
            }
            (Some(start), _) => before = Some((start, title)),
        }
        let mut from = start.unwrap_or(0);
        for entry in present {
            from = reader.entry(entry, from);
        }
    }
    reader.found
}

struct Reader {
    text: Bare,
    /// Where entries stand in the CV.
    spans: BTreeMap<String, Span>,
    right_to_left: bool,
    /// Whether bullets may have been left out, and others stand in a shorter wording.
    partial: bool,
    found: Vec<Diagnostic>,
}

impl Reader {
    fn header(&mut self, document: &Document) {
        let header = &document.header;
        let contacts =
            header.contacts.iter().map(|contact| (format!("basics ({})", contact.kind), plain_text(&contact.text)));
        let label = header.label.iter().map(|label| ("basics.label".to_owned(), plain_text(label)));
        let fields = std::iter::once(("basics.name".to_owned(), plain_text(&header.name))).chain(label).chain(contacts);
        for (path, text) in fields.collect::<Vec<_>>() {
            self.expect(&text, 0, &path);
        }
        for (index, paragraph) in header.summary.iter().enumerate() {
            self.expect_runs(paragraph, 0, &format!("basics.summary (paragraph {})", index + 1));
        }
    }

    /// Looks for what an entry says, behind `from`; returns where its title was found.
    fn entry(&mut self, entry: &Entry, from: usize) -> usize {
        let title = entry.title.as_ref().map(|title| plain_text(title)).unwrap_or_default();
        let start = self.text.find(&title, from).or_else(|| self.text.find(&title, 0)).unwrap_or(from);
        // Behind a label, a shorter wording may stand.
        let subtitle = entry.subtitle.iter().filter(|_| !self.partial || entry.shape == Shape::Block);
        let whole = entry.title.iter().chain(subtitle).filter(|_| !self.partial || self.has(&title, 0));
        for part in whole.collect::<Vec<_>>() {
            self.expect_runs(part, from.min(start), &entry.id);
        }
        let rest = entry.summary.iter().map(|text| (text, &entry.id));
        for (text, id) in rest.chain(entry.highlights.iter().map(|bullet| (&bullet.text, &bullet.id))) {
            if !self.partial {
                self.expect_runs(text, from.min(start), id);
            }
        }
        if let Some(dates) = &entry.dates {
            let body = entry.highlights.iter().map(|bullet| &bullet.text).chain(&entry.summary).next();
            let end = body.and_then(|body| self.text.find(&plain_text(body), start));
            match self.text.find(dates, start.saturating_sub(80)) {
                _ if self.right_to_left => self.expect(dates, 0, &entry.id),
                None => self.expect(dates, 0, &entry.id),
                Some(place) if end.is_some_and(|end| place > end) => {
                    let message = format!("the dates `{dates}` do not stand with `{title}`");
                    self.push(Diagnostic::error("pdf-order", message), &entry.id);
                }
                Some(_) => {}
            }
        }
        start
    }

    /// Whether anything of an entry is there.
    fn has_some(&self, entry: &Entry) -> bool {
        let bullets = entry.highlights.iter().map(|bullet| &bullet.text);
        let texts = entry.title.iter().chain(&entry.summary).chain(bullets);
        texts.map(|text| plain_text(text)).any(|text| self.has(&text, 0))
    }

    fn has(&self, text: &str, from: usize) -> bool {
        self.text.find(text, from).is_some() || (self.right_to_left && self.text.holds_letters(text))
    }

    /// A text in pieces: between them an address may be written out.
    fn expect_runs(&mut self, text: &[Inline], from: usize, path: &str) {
        for run in text.split_inclusive(|inline| matches!(inline, Inline::Link(..))) {
            self.expect(&plain_text(run), from, path);
        }
    }

    fn expect(&mut self, text: &str, from: usize, path: &str) {
        if !self.has(text, from) && !self.has(text, 0) {
            return self.lost(&format!("`{}`", shortened(text)), path);
        }
        if let Some(place) = self.text.find(text, from).or_else(|| self.text.find(text, 0)) {
            let wanted = text.split_whitespace().filter(|word| word.is_ascii()).count();
            // A few may be lost at the ends of lines.
            if self.text.spaces(text, place) * 2 + 2 < wanted {
                let message = format!("`{}` has no spaces between its words", shortened(text));
                self.push(Diagnostic::error("pdf-spaces", message), path);
            }
        }
    }

    fn lost(&mut self, what: &str, path: &str) {
        let hint = "see what a program gets: `recto read FILE`".to_owned();
        self.push(Diagnostic::error("pdf-lost-field", format!("{what} does not come back")).hint(hint), path);
    }

    fn push(&mut self, fault: Diagnostic, path: &str) {
        self.found.push(fault.at(self.spans.get(path).copied()).in_field(path));
    }
}

/// A text without white and signs that layouts add, in capitals, with where each character stood.
struct Bare {
    text: Vec<char>,
    /// Whether white stood before the character.
    white: Vec<bool>,
    /// Whether it starts a line.
    starts: Vec<bool>,
}

impl Bare {
    fn new(text: &str) -> Self {
        let mut bare = Self { text: Vec::new(), white: Vec::new(), starts: Vec::new() };
        let (mut white, mut starts) = (false, true);
        for c in text.chars() {
            if c.is_whitespace() {
                white = true;
                starts |= c == '\n';
            } else if !".\u{200b}\u{200e}\u{200f}\u{2060}\u{2066}\u{2067}\u{2069}".contains(c) {
                for upper in c.to_uppercase() {
                    bare.text.push(upper);
                    bare.white.push(std::mem::take(&mut white));
                    bare.starts.push(std::mem::take(&mut starts));
                }
            }
        }
        bare
    }

    fn find(&self, wanted: &str, from: usize) -> Option<usize> {
        let wanted = Self::new(wanted).text;
        if wanted.is_empty() {
            return Some(from);
        }
        let rest = self.text.get(from..)?;
        rest.windows(wanted.len()).position(|found| found == wanted.as_slice()).map(|place| from + place)
    }

    /// The same at the start of a line.
    fn find_line(&self, wanted: &str, mut from: usize) -> Option<usize> {
        loop {
            let place = self.find(wanted, from)?;
            if self.starts.get(place).is_none_or(|starts| *starts) {
                return Some(place);
            }
            from = place + 1;
        }
    }

    /// How many times white stands in a text that was found at a place.
    fn spaces(&self, text: &str, place: usize) -> usize {
        let length = Self::new(text).text.len();
        self.white.iter().skip(place + 1).take(length.saturating_sub(1)).filter(|white| **white).count()
    }

    /// Whether nearly all letters of a text are there: of lines from right to left no more can be said.
    fn holds_letters(&self, text: &str) -> bool {
        let letters: Vec<_> = Self::new(text).text.into_iter().filter(|c| c.is_alphabetic()).collect();
        let lost = letters.iter().filter(|c| !self.text.contains(c)).count();
        lost * 10 <= letters.len()
    }
}

fn spans(input: &Input) -> BTreeMap<String, Span> {
    let items = || input.cv.sections.iter().flat_map(|section| &section.items);
    let entries = items().map(|item| (item.path.clone(), item.span));
    let bullets = items().flat_map(|item| &item.highlights).map(|bullet| (bullet.path.clone(), bullet.span));
    entries.chain(bullets).collect()
}

fn shortened(text: &str) -> String {
    let start: String = text.chars().take(60).collect();
    if start.len() < text.len() { start + "…" } else { start }
}
