//! What programs that read PDFs get of a page, compared with what was to be set on it.

use std::collections::BTreeMap;
use std::io::Write;
use std::process::{Command, Stdio};

use recto::compile::Pages;
use recto::document::{Document, Entry, Inline, plain_text};

/// A program that returns the text of a PDF.
pub struct Extractor {
    /// Its name in messages.
    pub name: &'static str,
    program: &'static str,
    /// Its arguments; `FILE` is the PDF.
    arguments: &'static [&'static str],
    /// Whether it looks at the places of words rather than at their order in the file: layouts with columns confuse it.
    pub sorts: bool,
}

/// The extractors that are tried: those of Debian's `poppler-utils`, `mupdf-tools` and `python3-pdfminer`.
pub const EXTRACTORS: [Extractor; 4] = [
    Extractor { name: "pdftotext -raw", program: "pdftotext", arguments: &["-raw", "FILE", "-"], sorts: false },
    Extractor { name: "mutool", program: "mutool", arguments: &["draw", "-F", "txt", "FILE"], sorts: false },
    Extractor { name: "pdftotext", program: "pdftotext", arguments: &["FILE", "-"], sorts: true },
    Extractor { name: "pdfminer", program: "pdf2txt", arguments: &["FILE"], sorts: true },
];

impl Extractor {
    /// Whether the program is installed.
    pub fn is_there(&self) -> bool {
        Command::new(self.program).arg("-h").stdout(Stdio::null()).stderr(Stdio::null()).status().is_ok()
    }

    /// The text it finds.
    pub fn run(&self, pdf: &[u8]) -> String {
        let mut file = tempfile::Builder::new().suffix(".pdf").tempfile().expect("there is room for a file");
        file.write_all(pdf).expect("it can be written");
        let path = file.path().to_string_lossy();
        let arguments = self.arguments.iter().map(|argument| if *argument == "FILE" { &*path } else { argument });
        let output = Command::new(self.program).args(arguments).output().expect("the program starts");
        assert!(output.status.success(), "{}: {}", self.name, String::from_utf8_lossy(&output.stderr));
        String::from_utf8_lossy(&output.stdout).into_owned()
    }
}

/// Panics if a character is in the text that only machines see.
pub fn no_odd_characters(text: &str, what: &str) {
    for character in text.chars() {
        let is_odd = matches!(character, '\u{ad}' | '\u{e000}'..='\u{f8ff}' | '\u{fb00}'..='\u{fb06}' | '\u{2060}');
        assert!(!is_odd, "{what}: U+{:04X} in the text", u32::from(character));
    }
}

/// Panics unless each run of the page follows the one before it, footers apart.
pub fn follows_the_page(text: &str, pages: &Pages, what: &str) {
    let extracted = bare(text);
    let mut position = 0;
    for line in pages.text().lines().map(bare).filter(|line| !line.is_empty()) {
        match extracted[position..].find(&line) {
            Some(found) => position += found,
            None => assert!(extracted.contains(&line), "{what}: `{line}` is lost"),
        }
    }
}

/// Panics unless each letter is there about as often as on the page. Of lines from right to left no more can be said:
/// mutool returns them in the order in which they lie on the page, and both it and pdftotext confuse joined letters.
pub fn holds_every_letter(text: &str, pages: &Pages, what: &str) {
    let found = letters(text);
    for (letter, times) in letters(&pages.text()) {
        let found = found.get(&letter).copied().unwrap_or(0);
        assert!(found + times / 10 + 1 >= times, "{what}: `{letter}` is there {found} times instead of {times}");
    }
}

/// Panics unless all letters of a CV's titles, paragraphs and bullets are there.
pub fn holds_the_cv(text: &str, document: &Document, what: &str) {
    let entries = document.sections.iter().flat_map(|section| &section.groups).flat_map(|group| &group.entries);
    let wanted: String = entries.flat_map(parts).map(|part| plain_text(part)).collect();
    let found = letters(text);
    for (letter, times) in letters(&wanted) {
        let found = found.get(&letter).copied().unwrap_or(0);
        assert!(found >= times, "{what}: `{letter}` is there {found} times instead of {times}");
    }
}

/// How often each letter occurs.
fn letters(text: &str) -> BTreeMap<char, usize> {
    let mut counts = BTreeMap::new();
    text.chars().filter(|c| c.is_alphabetic() && !is_mark(*c)).for_each(|c| *counts.entry(c).or_insert(0) += 1);
    counts
}

/// Vowel signs and the like, which stand above or below a letter.
fn is_mark(character: char) -> bool {
    matches!(character, '\u{591}'..='\u{5c7}' | '\u{610}'..='\u{61a}' | '\u{64b}'..='\u{65f}' | '\u{670}')
}

/// Panics unless each section's heading is followed by the titles, paragraphs and bullets of its entries, in order.
pub fn follows_the_cv(text: &str, document: &Document, what: &str) {
    let extracted = bare(text);
    let find = |wanted: &str, from: usize| extracted[from..].find(wanted).map(|found| from + found + wanted.len());
    for section in &document.sections {
        let title = bare(&plain_text(&section.title));
        let mut position = find(&title, 0).unwrap_or_else(|| panic!("{what}: the heading `{title}` is lost"));
        for entry in section.groups.iter().flat_map(|group| &group.entries) {
            for part in parts(entry).flat_map(|part| runs(part)) {
                let part = bare(&part);
                position = find(&part, position)
                    .unwrap_or_else(|| panic!("{what}: `{part}` of `{}` is lost or out of order", entry.id));
            }
        }
    }
}

/// Panics unless the dates of each entry stand behind its title and before its text.
pub fn dates_stand_with_their_entries(text: &str, document: &Document, what: &str) {
    let extracted = bare(text);
    for section in &document.sections {
        let mut position = extracted.find(&bare(&plain_text(&section.title))).unwrap_or_default();
        for entry in section.groups.iter().flat_map(|group| &group.entries) {
            let (Some(title), Some(dates)) = (&entry.title, &entry.dates) else { continue };
            let (title, dates) = (bare(&plain_text(title)), bare(dates));
            let start = position + extracted[position..].find(&title).unwrap_or_default() + title.len();
            let body = entry.summary.iter().chain(entry.highlights.iter().map(|highlight| &highlight.text)).next();
            let end = body.and_then(|body| extracted[start..].find(&bare(&plain_text(body))));
            let end = end.map_or(extracted.len(), |end| start + end);
            let found = extracted[start..end].find(&dates);
            assert!(found.is_some(), "{what}: `{dates}` does not stand with `{title}`");
            position = start + found.unwrap_or_default();
        }
    }
}

/// A text cut where a link ends, since its address may stand there.
fn runs(text: &[Inline]) -> Vec<String> {
    let is_link = |inline: &Inline| matches!(inline, Inline::Link(..));
    text.split_inclusive(is_link).map(plain_text).collect()
}

fn parts(entry: &Entry) -> impl Iterator<Item = &Vec<Inline>> {
    entry.title.iter().chain(&entry.summary).chain(entry.highlights.iter().map(|highlight| &highlight.text))
}

/// Letters and signs alone: white differs between programs, dots lead to dates, and capitals may be a matter of design.
fn bare(text: &str) -> String {
    let is_kept = |character: &char| {
        !character.is_whitespace() && !".\u{200e}\u{200f}\u{2066}\u{2067}\u{2069}".contains(*character)
    };
    text.chars().filter(is_kept).flat_map(char::to_uppercase).collect()
}
