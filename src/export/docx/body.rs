//! The blocks of the document as paragraphs with styles.

use indexmap::IndexSet;

use super::package::escaped;
use super::runs::{Look, Runs};
use super::width::fits;
use crate::document::{Contact, Document, Inline, plain_text};
use crate::export::outline::{Block, Item, Piece, outline};

/// A paragraph stays on the page of the next one, or does not where its style says so.
const KEEP: &str = "<w:keepNext/>";
const LEAVE: &str = "<w:keepNext w:val=\"0\"/>";

/// Paragraphs, and what they refer to.
pub struct Body {
    /// Paragraphs, one a line.
    pub text: String,
    /// Whose document it is and what, as runs.
    pub footer: String,
    /// Relationships `link-0`, `link-1` … of the links.
    pub links: String,
}

/// Writes paragraphs of a width in twentieths of a point.
pub fn body(document: &Document, width: u32) -> Body {
    let mut paragraphs = Paragraphs {
        text: String::new(),
        links: IndexSet::new(),
        right_to_left: document.right_to_left,
        width,
        was_tall: false,
    };
    outline(document).iter().for_each(|block| paragraphs.block(block));
    let mut footer = Runs::new(document.right_to_left);
    footer.push(&format!("{} · {}", plain_text(&document.header.name), document.words.cv), Look::default());
    let links = paragraphs.links.iter().enumerate().map(|(number, url)| {
        let kind = "http://schemas.openxmlformats.org/officeDocument/2006/relationships/hyperlink";
        let url = escaped(&address(url));
        format!("  <Relationship Id=\"link-{number}\" Type=\"{kind}\" Target=\"{url}\" TargetMode=\"External\"/>\n")
    });
    Body { text: paragraphs.text, footer: footer.xml(&mut IndexSet::new()), links: links.collect() }
}

struct Paragraphs {
    text: String,
    links: IndexSet<String>,
    right_to_left: bool,
    width: u32,
    /// Whether the last entry had more than one line.
    was_tall: bool,
}

impl Paragraphs {
    fn block(&mut self, block: &Block) {
        match block {
            Block::Name(name) => self.plain("Title", name),
            Block::Label(label) => self.plain("Subtitle", label),
            Block::Contacts(contacts) => self.contacts(contacts),
            Block::About(paragraph) => self.plain("BodyText", paragraph),
            Block::Section(title) => self.heading("Heading1", title),
            Block::Group(title) => self.heading("Heading2", title),
            Block::Entry(item) => self.entry(item),
            Block::Note(note) => self.plain("Note", note),
        }
    }

    fn contacts(&mut self, contacts: &[Contact]) {
        let mut runs = Runs::new(self.right_to_left);
        for (at, contact) in contacts.iter().enumerate() {
            if at > 0 {
                runs.push(" · ", Look::default());
            }
            runs.inlines(&contact.text, Look { link: contact.url.as_deref(), ..Look::default() });
        }
        self.paragraph("ContactDetails", "", &runs);
    }

    fn heading(&mut self, style: &str, title: &[Inline]) {
        self.plain(style, title);
        self.was_tall = false;
    }

    fn entry(&mut self, item: &Item) {
        self.head(item);
        self.was_tall = !item.body.is_empty();
        let is_numbered = item.number.is_some();
        for (at, piece) in item.body.iter().enumerate() {
            let is_last = at + 1 == item.body.len();
            match piece {
                Piece::Line(line) => {
                    let style = if is_numbered { "ReferenceDetails" } else { "EntryDetails" };
                    self.text(style, if is_last { "" } else { KEEP }, line);
                }
                Piece::Paragraph(text) if is_numbered => self.plain("ReferenceDetails", text),
                Piece::Paragraph(text) => self.plain("BodyText", text),
                Piece::Bullets(bullets) => {
                    let style = if is_numbered { "ListBullet2" } else { "ListBullet" };
                    bullets.iter().for_each(|bullet| self.plain(style, bullet));
                }
            }
        }
    }

    /// The first line of an entry, with its dates at the end of the line.
    fn head(&mut self, item: &Item) {
        let mut runs = Runs::new(self.right_to_left);
        if let Some(number) = &item.number {
            runs.push(&format!("[{number}]\t"), Look::default());
        }
        // Where there is no title, the whole line leads there.
        let link = item.url.filter(|_| !has_link(&item.head));
        runs.inlines(&item.head, Look { link, ..Look::default() });
        if let Some(dates) = item.dates {
            let head = format!("{} {}", item.number.as_deref().unwrap_or_default(), plain_text(&item.head));
            runs.push(if fits(&head, dates, self.width) { "\t" } else { "\n\t" }, Look::default());
            runs.push(dates, Look { style: Some("Dates"), ..Look::default() });
        }
        if runs.is_empty() {
            return;
        }
        let is_tall = !item.body.is_empty();
        let (style, properties) = match (&item.number, is_tall, self.was_tall) {
            (Some(_), true, _) => ("Reference", KEEP),
            (Some(_), false, _) => ("Reference", ""),
            (None, true, _) => ("EntryHeading", ""),
            (None, false, true) => ("EntryHeading", LEAVE),
            (None, false, false) => ("EntryLine", ""),
        };
        self.paragraph(style, properties, &runs);
    }

    fn plain(&mut self, style: &str, text: &[Inline]) {
        self.text(style, "", text);
    }

    fn text(&mut self, style: &str, properties: &str, text: &[Inline]) {
        let mut runs = Runs::new(self.right_to_left);
        runs.inlines(text, Look::default());
        self.paragraph(style, properties, &runs);
    }

    fn paragraph(&mut self, style: &str, properties: &str, runs: &Runs) {
        let runs = runs.xml(&mut self.links);
        self.text += &format!("<w:p><w:pPr><w:pStyle w:val=\"{style}\"/>{properties}</w:pPr>{runs}</w:p>\n");
    }
}

fn has_link(text: &[Inline]) -> bool {
    text.iter().any(|inline| match inline {
        Inline::Link(..) => true,
        Inline::Strong(text) | Inline::Emph(text) | Inline::Lang(_, text) | Inline::Together(text) => has_link(text),
        Inline::Text(_) | Inline::Code(_) | Inline::Break | Inline::Opportunity => false,
    })
}

/// Word takes a file for damaged if an address holds what none may hold (RFC 3986, RFC 3987).
fn address(url: &str) -> String {
    let mut out = String::new();
    let bytes = url.as_bytes();
    for (at, c) in url.char_indices() {
        let is_code = |at: usize| bytes.get(at).is_some_and(u8::is_ascii_hexdigit);
        let is_wrong = match c {
            '%' => !(is_code(at + 1) && is_code(at + 2)),
            c => c.is_whitespace() || c.is_control() || "<>\"{}|\\^`".contains(c),
        };
        if is_wrong {
            c.encode_utf8(&mut [0; 4]).bytes().for_each(|byte| out += &format!("%{byte:02X}"));
        } else {
            out.push(c);
        }
    }
    out
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn addresses_can_be_taken_by_word() {
        for (url, taken) in [
            ("https://example.org/a?b=c&d=%20#e", "https://example.org/a?b=c&d=%20#e"),
            ("https://example.org/100% <a>", "https://example.org/100%25%20%3Ca%3E"),
            ("https://example.org/Übersicht", "https://example.org/Übersicht"),
            ("mailto:ada@example.org", "mailto:ada@example.org"),
        ] {
            assert_eq!(address(url), taken);
        }
    }
}
