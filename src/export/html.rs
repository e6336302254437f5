//! One HTML page that needs nothing else: real headings and lists, a style sheet for screen and print, and what search
//! engines read of a person (schema.org, JSON-LD).

use std::fmt::Write;

use quick_xml::escape::escape;
use serde_json::{Map, Value, json};

use super::outline::{Block, Item, Piece, outline};
use crate::document::{Contact, Document, Inline, plain_text};

const STYLE: &str = include_str!("html.css");

/// The document as a page of HTML. `photo` is the address of a picture of the person, such as a `data:` URL.
pub fn html(document: &Document, photo: Option<&str>) -> String {
    let direction = if document.right_to_left { " dir=\"rtl\"" } else { "" };
    let (lang, title) = (escape(&document.lang), escape(&document.meta.title));
    let mut page = Page { out: String::new(), open: Vec::new(), sections: 0 };
    page.body(document, photo);
    let body = page.out;
    format!(
        "<!DOCTYPE html>\n<html lang=\"{lang}\"{direction}>\n<head>\n<meta charset=\"utf-8\">\n\
         <meta name=\"viewport\" content=\"width=device-width, initial-scale=1\">\n<title>{title}</title>\n\
         <meta name=\"author\" content=\"{title}\">\n<style>\n{STYLE}</style>\n\
         <script type=\"application/ld+json\">{}</script>\n</head>\n<body>\n<main>\n{body}</main>\n</body>\n</html>\n",
        person(document),
    )
}

/// A page as it grows.
struct Page {
    out: String,
    /// The elements that were opened and not closed yet, from the outermost.
    open: Vec<&'static str>,
    sections: usize,
}

impl Page {
    fn body(&mut self, document: &Document, photo: Option<&str>) {
        self.start("header", "");
        let picture = document.header.photo.as_ref().zip(photo);
        for block in outline(document) {
            match block {
                Block::Name(name) => {
                    self.element("h1", &inline(name));
                    if let Some((photo, url)) = picture {
                        let _ = writeln!(self.out, "<img src=\"{}\" alt=\"{}\">", escape(url), escape(&photo.alt));
                    }
                }
                Block::Label(label) => self.classed("p", "label", &inline(label)),
                Block::Contacts(contacts) => self.contacts(contacts),
                Block::About(paragraph) => self.element("p", &inline(paragraph)),
                Block::Section(title) => self.section(&inline(&title)),
                Block::Group(title) => {
                    self.close_to("section");
                    self.element("h3", &inline(title));
                }
                Block::Entry(item) => self.entry(&item),
                Block::Note(note) => {
                    self.close_to("section");
                    self.classed("p", "note", &inline(note));
                }
            }
        }
        self.close_to("");
    }

    fn contacts(&mut self, contacts: &[Contact]) {
        self.start("address", "");
        self.start("ul", " class=\"contacts\"");
        for contact in contacts {
            let text = inline(&contact.text);
            self.element("li", &contact.url.as_ref().map_or(text.clone(), |url| link(url, &text)));
        }
        self.end();
        self.end();
    }

    fn section(&mut self, title: &str) {
        self.close_to("");
        self.sections += 1;
        let id = format!("section-{}", self.sections);
        self.start("section", &format!(" aria-labelledby=\"{id}\""));
        let _ = writeln!(self.out, "<h2 id=\"{id}\">{title}</h2>");
    }

    fn entry(&mut self, item: &Item) {
        if self.open.last() != Some(&"ul") {
            self.start("ul", " class=\"entries\"");
        }
        self.start("li", "");
        let number = item.number.as_ref().map(|number| format!("<span class=\"number\">[{number}]</span> "));
        let dates = item.dates.map(|dates| format!(" <span class=\"dates\">{}</span>", escape(dates)));
        let head = format!("<span>{}{}</span>", number.unwrap_or_default(), inline(&item.head));
        self.classed("p", "head", &(head + &dates.unwrap_or_default()));
        for piece in &item.body {
            match piece {
                Piece::Line(line) => self.classed("p", "line", &inline(line)),
                Piece::Paragraph(paragraph) => self.element("p", &inline(paragraph)),
                Piece::Bullets(bullets) => {
                    self.start("ul", "");
                    bullets.iter().for_each(|bullet| self.element("li", &inline(bullet)));
                    self.end();
                }
            }
        }
        self.end();
    }

    fn start(&mut self, name: &'static str, attributes: &str) {
        let _ = writeln!(self.out, "<{name}{attributes}>");
        self.open.push(name);
    }

    fn end(&mut self) {
        if let Some(name) = self.open.pop() {
            let _ = writeln!(self.out, "</{name}>");
        }
    }

    /// Closes what is open inside of an element of this name; everything for an empty one.
    fn close_to(&mut self, name: &str) {
        while self.open.last().is_some_and(|open| *open != name) {
            self.end();
        }
    }

    fn element(&mut self, name: &str, content: &str) {
        let _ = writeln!(self.out, "<{name}>{content}</{name}>");
    }

    fn classed(&mut self, name: &str, class: &str, content: &str) {
        let _ = writeln!(self.out, "<{name} class=\"{class}\">{content}</{name}>");
    }
}

fn inline(text: &[Inline]) -> String {
    text.iter().map(piece).collect()
}

fn piece(piece: &Inline) -> String {
    match piece {
        Inline::Text(text) => escape(text).into_owned(),
        Inline::Strong(text) => format!("<strong>{}</strong>", inline(text)),
        Inline::Emph(text) => format!("<em>{}</em>", inline(text)),
        Inline::Code(text) => format!("<code>{}</code>", escape(text)),
        Inline::Link(url, text) => link(url, &inline(text)),
        Inline::Lang(lang, text) => format!("<span lang=\"{}\">{}</span>", escape(lang), inline(text)),
        Inline::Together(text) => format!("<span class=\"together\">{}</span>", inline(text)),
        Inline::Break => "<br>".to_owned(),
        Inline::Opportunity => "<wbr>".to_owned(),
    }
}

fn link(url: &str, text: &str) -> String {
    format!("<a href=\"{}\">{text}</a>", escape(url))
}

/// The person in the words of schema.org.
fn person(document: &Document) -> String {
    let mut person = Map::new();
    person.insert("@context".into(), json!("https://schema.org"));
    person.insert("@type".into(), json!("Person"));
    person.insert("name".into(), json!(plain_text(&document.header.name)));
    if let Some(label) = &document.header.label {
        person.insert("jobTitle".into(), json!(plain_text(label)));
    }
    let mut elsewhere = Vec::new();
    for contact in &document.header.contacts {
        let text = plain_text(&contact.text);
        let key = match contact.kind.as_str() {
            "email" => "email",
            "phone" => "telephone",
            "location" => "address",
            "url" => "url",
            _ => {
                elsewhere.extend(contact.url.clone());
                continue;
            }
        };
        let value = if key == "url" { contact.url.clone().unwrap_or(text) } else { text };
        person.entry(key).or_insert(json!(value));
    }
    if !elsewhere.is_empty() {
        person.insert("sameAs".into(), json!(elsewhere));
    }
    // A script ends at `</script>` wherever it stands.
    Value::Object(person).to_string().replace('<', "\\u003c")
}
