//! A business card (vCard 4.0, RFC 6350) of the contact data.

use crate::document::{Contact, Document, plain_text};

/// Lines end there, in octets, and go on below after a space (RFC 6350, 3.2).
const WIDTH: usize = 75;

/// The contact data as a vCard.
pub fn vcard(document: &Document) -> String {
    let name = plain_text(&document.header.name);
    let mut card = Card::default();
    card.line("BEGIN:VCARD");
    card.line("VERSION:4.0");
    card.line(&format!("FN:{}", escaped(&name)));
    if let Some(label) = &document.header.label {
        card.line(&format!("TITLE:{}", escaped(&plain_text(label))));
    }
    document.header.contacts.iter().for_each(|contact| card.contact(contact));
    card.line(&format!("LANG:{}", document.lang));
    card.line("END:VCARD");
    card.text
}

#[derive(Default)]
struct Card {
    text: String,
}

impl Card {
    fn contact(&mut self, contact: &Contact) {
        let text = plain_text(&contact.text);
        let url = contact.url.as_deref();
        let line = match (contact.kind.as_str(), url) {
            ("email", _) => format!("EMAIL:{}", escaped(&text)),
            ("phone", Some(url)) => format!("TEL;VALUE=uri:{url}"),
            ("phone", None) => format!("TEL:{}", escaped(&text)),
            // As it is written: what is the street and what the town is not known here.
            ("location", _) => format!("ADR;LABEL={}:;;;;;;", quoted(&text)),
            ("url", Some(url)) => format!("URL:{url}"),
            (network, Some(url)) => format!("SOCIALPROFILE;SERVICE-TYPE={}:{url}", quoted(network)),
            (kind, None) => format!("NOTE:{}", escaped(&format!("{kind}: {text}"))),
        };
        self.line(&line);
    }

    /// A line, folded between characters.
    fn line(&mut self, line: &str) {
        let mut length = 0;
        for c in line.chars() {
            if length + c.len_utf8() > WIDTH {
                self.text.push_str("\r\n ");
                length = 1;
            }
            self.text.push(c);
            length += c.len_utf8();
        }
        self.text.push_str("\r\n");
    }
}

fn escaped(text: &str) -> String {
    text.replace('\\', "\\\\").replace(',', "\\,").replace(';', "\\;").replace('\n', "\\n")
}

/// The value of a parameter, which has no sign for a quotation mark (RFC 6868 has).
fn quoted(text: &str) -> String {
    format!("\"{}\"", text.replace('^', "^^").replace('"', "^'").replace('\n', "^n"))
}
