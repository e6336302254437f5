//! Paragraphs as runs: characters that look the same, are in one language, and run one way.

use indexmap::IndexSet;
use unicode_bidi::{BidiClass, BidiInfo, Level, bidi_class};

use super::package::escaped;
use crate::document::{Inline, plain_text};

/// How characters look, and what they are.
#[derive(Debug, Clone, Copy, Default, PartialEq)]
pub struct Look<'a> {
    /// Whether they stand out strongly.
    pub strong: bool,
    /// Whether they stand out lightly.
    pub emph: bool,
    /// Whether they are computer text.
    pub code: bool,
    /// The style that is theirs, unless they are a link.
    pub style: Option<&'static str>,
    /// Where they lead.
    pub link: Option<&'a str>,
    /// Their language, if it is not that of the document.
    pub lang: Option<&'a str>,
}

/// The characters of a paragraph: `\t` goes to the next tab stop, `\n` to the next line.
#[derive(Debug, Default)]
pub struct Runs<'a> {
    runs: Vec<(String, Look<'a>)>,
    right_to_left: bool,
}

impl<'a> Runs<'a> {
    /// A paragraph without characters, in a document from right to left or from left to right.
    pub fn new(right_to_left: bool) -> Self {
        Self { runs: Vec::new(), right_to_left }
    }

    /// Whether there are no characters.
    pub fn is_empty(&self) -> bool {
        self.runs.iter().all(|(text, _)| text.is_empty())
    }

    /// Adds characters.
    pub fn push(&mut self, text: &str, look: Look<'a>) {
        match self.runs.last_mut() {
            Some((last, same)) if *same == look => last.push_str(text),
            _ => self.runs.push((text.to_owned(), look)),
        }
    }

    /// Adds a text.
    pub fn inlines(&mut self, inlines: &'a [Inline], look: Look<'a>) {
        for inline in inlines {
            match inline {
                Inline::Text(text) => self.push(&on_a_line(text), look),
                Inline::Code(text) => self.push(&on_a_line(text), Look { code: true, ..look }),
                Inline::Strong(text) => self.inlines(text, Look { strong: true, ..look }),
                Inline::Emph(text) => self.inlines(text, Look { emph: true, ..look }),
                Inline::Link(url, text) => self.inlines(text, Look { link: Some(url), ..look }),
                Inline::Lang(lang, text) => self.foreign(text, Look { lang: Some(lang), ..look }),
                // A space that does not break is another character to those who search for the text.
                Inline::Together(text) => self.inlines(text, look),
                Inline::Break => self.push("\n", look),
                // Word breaks such words where it must.
                Inline::Opportunity => {}
            }
        }
    }

    /// Signs at the ends of a text that runs against the document would fall off it to the wrong side.
    fn foreign(&mut self, text: &'a [Inline], look: Look<'a>) {
        let plain = plain_text(text);
        let mark = match plain.chars().find_map(direction) {
            Some(false) if self.right_to_left => "\u{200e}",
            Some(true) if !self.right_to_left => "\u{200f}",
            _ => return self.inlines(text, look),
        };
        let lies_open = |c: Option<char>| c.is_some_and(|c| direction(c).is_none());
        if lies_open(plain.chars().next()) {
            self.push(mark, look);
        }
        self.inlines(text, look);
        if lies_open(plain.chars().next_back()) {
            self.push(mark, look);
        }
    }

    /// The runs as XML. Addresses join `links`; the nth of them, from 0, is the relationship `link-n`.
    pub fn xml(&self, links: &mut IndexSet<String>) -> String {
        let (mut out, mut open) = (String::new(), None);
        for (text, look, right_to_left) in self.directed() {
            if look.link != open {
                out += if open.is_some() { "</w:hyperlink>" } else { "" };
                open = look.link;
                if let Some(url) = open {
                    let (number, _) = links.insert_full(url.to_owned());
                    out += &format!("<w:hyperlink r:id=\"link-{number}\">");
                }
            }
            out += &run(text, look, right_to_left);
        }
        out + if open.is_some() { "</w:hyperlink>" } else { "" }
    }

    /// The runs in pieces that run one way, with whether that is from right to left.
    fn directed(&self) -> Vec<(&str, Look<'a>, bool)> {
        let whole: String = self.runs.iter().map(|(text, _)| text.as_str()).collect();
        if !self.right_to_left && !whole.chars().any(|c| direction(c) == Some(true)) {
            return self.runs.iter().map(|(text, look)| (text.as_str(), *look, false)).collect();
        }
        let base = if self.right_to_left { Level::rtl() } else { Level::ltr() };
        let levels = BidiInfo::new(&whole, Some(base)).levels;
        let (mut pieces, mut at) = (Vec::new(), 0);
        for (text, look) in &self.runs {
            let is_rtl = |index: usize| levels[at + index].is_rtl();
            let mut start = 0;
            for (index, _) in text.char_indices().skip(1) {
                if is_rtl(index) != is_rtl(start) {
                    pieces.push((&text[start..index], *look, is_rtl(start)));
                    start = index;
                }
            }
            if !text.is_empty() {
                pieces.push((&text[start..], *look, is_rtl(start)));
            }
            at += text.len();
        }
        pieces
    }
}

/// Which way a letter turns the text: from right to left, from left to right, or neither.
fn direction(c: char) -> Option<bool> {
    match bidi_class(c) {
        BidiClass::L => Some(false),
        BidiClass::R | BidiClass::AL => Some(true),
        _ => None,
    }
}

fn on_a_line(text: &str) -> String {
    text.replace(['\t', '\n', '\r'], " ")
}

/// A run as XML; its properties have an order.
fn run(text: &str, look: Look, right_to_left: bool) -> String {
    let mut properties = String::new();
    if let Some(style) = look.link.map(|_| "Hyperlink").or(look.style) {
        properties += &format!("<w:rStyle w:val=\"{style}\"/>");
    }
    if look.code {
        properties += r#"<w:rFonts w:ascii="Consolas" w:hAnsi="Consolas" w:cs="Consolas"/>"#;
    }
    properties += if look.strong { "<w:b/><w:bCs/>" } else { "" };
    properties += if look.emph { "<w:i/><w:iCs/>" } else { "" };
    properties += if right_to_left { "<w:rtl/>" } else { "" };
    if let Some(lang) = look.lang {
        let (script, lang) = match super::east_asian(lang) {
            _ if right_to_left => ("bidi", lang),
            Some((lang, _)) => ("eastAsia", lang),
            None => ("val", lang),
        };
        properties += &format!("<w:lang w:{script}=\"{}\"/>", escaped(lang));
    }
    if !properties.is_empty() {
        properties = format!("<w:rPr>{properties}</w:rPr>");
    }
    let text = escaped(text).replace('\t', TAB).replace('\n', BREAK);
    let text = format!("<w:t xml:space=\"preserve\">{text}</w:t>").replace(EMPTY, "");
    format!("<w:r>{properties}{text}</w:r>")
}

const TAB: &str = "</w:t><w:tab/><w:t xml:space=\"preserve\">";
const BREAK: &str = "</w:t><w:br/><w:t xml:space=\"preserve\">";
const EMPTY: &str = "<w:t xml:space=\"preserve\"></w:t>";
