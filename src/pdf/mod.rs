//! Reads PDFs back as programs do that take in CVs: text in the order of the file, tags, files that go along.
//!
//! Whatever the bytes are, there is an answer or an error, never a crash.

mod attachments;
mod tags;
mod text;

use std::panic::{AssertUnwindSafe, catch_unwind};

use hayro_interpret::hayro_syntax::{self as syntax, LoadPdfError};

pub use attachments::Attachment;
pub use tags::Tag;
pub use text::{Oddity, PageText};

/// What a PDF says.
#[derive(Debug, Clone, Default)]
pub struct Contents {
    /// What it says of itself: names and values, such as `title`.
    pub info: Vec<(String, String)>,
    /// Its pages.
    pub pages: Vec<PageText>,
    /// The root of its tags, if it has any.
    pub tags: Option<Tag>,
    /// The files that go along.
    pub attachments: Vec<Attachment>,
}

/// Reads a PDF.
///
/// # Errors
/// A sentence on why it cannot be read.
pub fn read(bytes: Vec<u8>) -> Result<Contents, String> {
    let read = catch_unwind(AssertUnwindSafe(|| {
        let pdf = syntax::Pdf::new(bytes).map_err(|error| match error {
            LoadPdfError::Decryption(_) => "it is locked with a password".to_owned(),
            LoadPdfError::Invalid => "it is no PDF, or a broken one".to_owned(),
        })?;
        let pages = text::pages(&pdf);
        if pages.is_empty() {
            return Err("it has no pages".to_owned());
        }
        let tags = tags::tree(&pdf, &pages);
        Ok(Contents { info: info(&pdf), pages, tags, attachments: attachments::attachments(&pdf) })
    }));
    read.unwrap_or_else(|_| Err("it is broken in a way that stops the reader".to_owned()))
}

fn info(pdf: &syntax::Pdf) -> Vec<(String, String)> {
    let about = pdf.metadata();
    let named = [
        ("title", &about.title),
        ("author", &about.author),
        ("subject", &about.subject),
        ("keywords", &about.keywords),
        ("creator", &about.creator),
        ("producer", &about.producer),
    ];
    let known = named.into_iter().filter_map(|(name, value)| Some((name.to_owned(), string(value.as_deref()?))));
    known.collect()
}

/// A text string of a PDF: UTF-16 or UTF-8 with a mark in front, else Latin-1.
fn string(bytes: &[u8]) -> String {
    match bytes {
        [0xfe, 0xff, rest @ ..] => {
            let units: Vec<_> = rest.chunks_exact(2).map(|pair| u16::from_be_bytes([pair[0], pair[1]])).collect();
            String::from_utf16_lossy(&units)
        }
        [0xef, 0xbb, 0xbf, rest @ ..] => String::from_utf8_lossy(rest).into_owned(),
        bytes => bytes.iter().map(|byte| char::from(*byte)).collect(),
    }
}
