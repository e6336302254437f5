//! Plain text for mails and forms: wrapped at 78 columns, dates aligned at the right.

use unicode_width::UnicodeWidthStr;

use super::outline::{Block, Item, Piece, outline};
use crate::document::{Document, Inline, plain_text};

/// Mails are quoted, and quoted again: RFC 5322 recommends no more.
const WIDTH: usize = 78;

/// How far bullets hang behind their sign.
const BULLET: &str = "- ";

/// The document as plain text in UTF-8, with a line feed behind each line.
pub fn text(document: &Document) -> String {
    let mut out = Text::default();
    for block in outline(document) {
        match block {
            Block::Name(name) => {
                let name = plain(name);
                out.lines(&name, "", "");
                out.line(&"=".repeat(name.width().min(WIDTH)));
            }
            Block::Label(label) => out.lines(&plain(label), "", ""),
            Block::Contacts(contacts) => contacts.iter().for_each(|contact| out.lines(&plain(&contact.text), "", "")),
            Block::About(paragraph) => {
                out.gap(1);
                out.lines(&plain(paragraph), "", "");
            }
            Block::Section(title) => {
                let title = plain(&title);
                out.gap(2);
                out.lines(&title, "", "");
                out.line(&"-".repeat(title.width().min(WIDTH)));
                out.is_open = true;
            }
            Block::Group(title) => {
                out.gap(1);
                out.lines(&plain(title), "", "");
                out.is_open = true;
            }
            Block::Entry(item) => out.item(&item),
            Block::Note(note) => {
                out.gap(1);
                out.lines(&plain(note), "", "");
            }
        }
    }
    out.text
}

#[derive(Default)]
struct Text {
    text: String,
    /// Whether a heading stands right above.
    is_open: bool,
    /// Whether the last entry had more than one line.
    was_tall: bool,
}

impl Text {
    fn line(&mut self, line: &str) {
        self.text.push_str(line.trim_end());
        self.text.push('\n');
    }

    /// At least so many empty lines, unless this is the top.
    fn gap(&mut self, lines: usize) {
        if !self.text.is_empty() {
            self.text.push_str(&"\n".repeat(lines));
        }
    }

    fn lines(&mut self, text: &str, first: &str, rest: &str) {
        for line in wrap(text, first, rest, WIDTH) {
            self.line(&line);
        }
    }

    fn item(&mut self, item: &Item) {
        let is_tall = !item.body.is_empty() || item.url.is_some();
        if !self.is_open && (is_tall || self.was_tall) {
            self.gap(1);
        }
        (self.is_open, self.was_tall) = (false, is_tall);
        let number = item.number.as_ref().map(|number| format!("[{number}] ")).unwrap_or_default();
        let hang = " ".repeat(number.width());
        let head = plain_text(&item.head);
        self.head(&head, item.dates, &number, &hang);
        if let Some(url) = item.url.filter(|url| !head.contains(short_address(url))) {
            self.lines(url, &hang, &hang);
        }
        for piece in &item.body {
            match piece {
                Piece::Line(line) => self.lines(&plain(line), &hang, &hang),
                Piece::Paragraph(paragraph) => self.lines(&plain(paragraph), &hang, &hang),
                Piece::Bullets(bullets) => {
                    for bullet in bullets {
                        self.lines(&plain(bullet), &format!("{hang}{BULLET}"), &format!("{hang}  "));
                    }
                }
            }
        }
    }

    /// The first line of an entry with its dates at the end; on a line of their own where there is no room.
    fn head(&mut self, head: &str, dates: Option<&str>, first: &str, rest: &str) {
        let mut lines = wrap(head, first, rest, WIDTH);
        if let Some(dates) = dates {
            let last = lines.last_mut().filter(|line| line.width() + dates.width() + 2 <= WIDTH);
            match last {
                Some(line) => {
                    let gap = WIDTH - line.width() - dates.width();
                    *line += &(" ".repeat(gap) + dates);
                }
                None => lines.push(format!("{:>width$}", dates, width = WIDTH)),
            }
        }
        lines.iter().for_each(|line| self.line(line));
    }
}

/// The characters, with the address of a link behind it unless it is what the link says.
fn plain(inlines: &[Inline]) -> String {
    let mut out = String::new();
    write(inlines, &mut out);
    out
}

fn write(inlines: &[Inline], out: &mut String) {
    for inline in inlines {
        match inline {
            Inline::Link(url, text) => {
                write(text, out);
                if url.starts_with("http") && !plain_text(text).contains(short_address(url)) {
                    *out += &format!(" ({url})");
                }
            }
            Inline::Strong(text) | Inline::Emph(text) | Inline::Lang(_, text) | Inline::Together(text) => {
                write(text, out);
            }
            other => *out += &plain_text(std::slice::from_ref(other)),
        }
    }
}

/// `example.org/a` of `https://www.example.org/a/`
fn short_address(url: &str) -> &str {
    let rest = url.trim_start_matches("https://").trim_start_matches("http://");
    rest.trim_start_matches("www.").trim_end_matches('/')
}

fn wrap(text: &str, first: &str, rest: &str, width: usize) -> Vec<String> {
    let options = textwrap::Options::new(width)
        .initial_indent(first)
        .subsequent_indent(rest)
        .break_words(false)
        .word_splitter(textwrap::WordSplitter::NoHyphenation);
    textwrap::wrap(text, options).into_iter().map(|line| line.into_owned()).collect()
}
