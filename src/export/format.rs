//! The formats that a CV can be had in.

use std::fmt;
use std::path::Path;

use super::{Refusal, docx, html, json, markdown, pdf, png, svg, text, vcard};
use crate::compile::Pages;
use crate::diag::Diagnostic;
use crate::document::{Document, Paper, Standard};
use crate::syntax::{Comments, Node, write_yaml};

/// All formats; the first is the one that is written unless another is asked for.
pub static FORMATS: &[Format] = &[
    Format { name: "pdf", about: "PDF", is_text: false, is_paged: false, write: of_pages },
    Format {
        name: "txt",
        about: "plain text in lines of 78 columns",
        is_text: true,
        is_paged: false,
        write: |of| one(text(&(of.document)())),
    },
    Format {
        name: "md",
        about: "Markdown",
        is_text: true,
        is_paged: false,
        write: |of| one(markdown(&(of.document)())),
    },
    Format {
        name: "html",
        about: "an HTML page that needs nothing else",
        is_text: true,
        is_paged: false,
        write: |of| one(html(&(of.document)(), (of.photo)().as_deref())),
    },
    Format {
        name: "docx",
        about: "a Word file to edit by hand",
        is_text: false,
        is_paged: false,
        write: |of| Ok(vec![docx(&(of.document)(), of.paper)]),
    },
    Format {
        name: "png",
        about: "a picture of each page",
        is_text: false,
        is_paged: true,
        write: |of| Ok(png(of.pages, of.dpi)?),
    },
    Format {
        name: "svg",
        about: "each page as a drawing",
        is_text: true,
        is_paged: true,
        write: |of| Ok(svg(of.pages).into_iter().map(String::into_bytes).collect()),
    },
    Format {
        name: "json",
        about: "what is printed as data, in JSON Resume and recto's fields beside it",
        is_text: true,
        is_paged: false,
        write: |of| Ok(vec![json((of.data)())]),
    },
    Format {
        name: "yaml",
        about: "what is printed as data, in recto's own YAML",
        is_text: true,
        is_paged: false,
        write: |of| one(write_yaml(&(of.data)(), &Comments::default())),
    },
    Format {
        name: "vcf",
        about: "the contact data as a vCard",
        is_text: true,
        is_paged: false,
        write: |of| one(vcard(&(of.document)())),
    },
];

/// A format.
pub struct Format {
    /// Its name, which is also the extension of its files.
    pub name: &'static str,
    /// What it is, in a few words.
    pub about: &'static str,
    /// Whether it can be shown on a terminal.
    pub is_text: bool,
    /// Whether each page is a file.
    pub is_paged: bool,
    write: fn(&Exported) -> Written,
}

/// One file, or one a page.
type Written = Result<Vec<Vec<u8>>, Fault>;

/// What there is to export; functions make what only some formats need.
pub struct Exported<'a> {
    /// What is set.
    pub document: &'a dyn Fn() -> Document,
    /// The pages it is set on.
    pub pages: &'a Pages,
    /// A picture of the person, as the address of one that is in the address.
    pub photo: &'a dyn Fn() -> Option<String>,
    /// What is set, as a CV of its own.
    pub data: &'a dyn Fn() -> Node,
    /// What names the document for good.
    pub ident: &'a str,
    /// The paper.
    pub paper: Paper,
    /// How many pixels an inch has in pictures.
    pub dpi: f32,
    /// What a PDF is held to.
    pub standards: &'a [Standard],
}

/// Why there is no file.
#[derive(Debug)]
pub enum Fault {
    /// The pages cannot be exported.
    Refused(Vec<Refusal>),
    /// Something else.
    Found(Vec<Diagnostic>),
}

impl Format {
    /// The format of a name.
    pub fn by_name(name: &str) -> Option<&'static Self> {
        FORMATS.iter().find(|format| format.name.eq_ignore_ascii_case(name))
    }

    /// The format of a file, by its extension.
    pub fn by_path(path: &Path) -> Option<&'static Self> {
        Self::by_name(path.extension()?.to_str()?)
    }

    /// Writes a CV in this format: one file, or one a page.
    ///
    /// # Errors
    /// Why it cannot be.
    pub fn write(&self, of: &Exported) -> Written {
        (self.write)(of)
    }
}

impl Default for &'static Format {
    fn default() -> Self {
        &FORMATS[0]
    }
}

impl fmt::Debug for Format {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(self.name)
    }
}

impl PartialEq for Format {
    fn eq(&self, other: &Self) -> bool {
        self.name == other.name
    }
}

impl From<Vec<Diagnostic>> for Fault {
    fn from(found: Vec<Diagnostic>) -> Self {
        Self::Found(found)
    }
}

fn of_pages(of: &Exported) -> Written {
    pdf(of.pages, of.ident, of.standards).map(|pdf| vec![pdf]).map_err(Fault::Refused)
}

fn one(text: String) -> Written {
    Ok(vec![text.into_bytes()])
}
