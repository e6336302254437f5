//! What kind of PDF is made: for screens and archives, or for a print shop.

use super::field::{Field, Kind};
use super::fields::{Fields, plain, same_key};
use crate::diag::{Diagnostic, Sink, near_hint};
use crate::document::Standard;
use crate::source::{Span, Spanned};
use crate::syntax::Node;

pub(super) const STANDARD: Field = Field::new(
    "standard",
    Kind::List(&Kind::Standard),
    "What the PDF is held to, such as PDF/UA-1 for reading aids and PDF/A-2a for archives; a list, or names with `+` between them.",
    &["ua-1+a-2a", "[ua-1, a-2a]", "1.7"],
);

pub(super) const PRINT: Field = Field::new(
    "print",
    Kind::Flag,
    "Whether the PDF is for a print shop: black ink alone, no pale tints, bleed. Not together with PDF/A.",
    &["true"],
);

pub(super) const BLEED: Field = Field::new(
    "bleed",
    Kind::Number { least: 0, most: 25 },
    "How far a PDF for a print shop reaches beyond the edge of the paper, in millimetres; 3 unless said otherwise.",
    &["5"],
);

pub(super) const ATTACH: Field = Field::new(
    "attach",
    Kind::Flag,
    "Whether what is printed of the CV goes along in the PDF as data, for `recto extract`.",
    &["true"],
);

/// Something that was said, and where; a flag stands in no file.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Said<T> {
    /// What.
    pub value: T,
    /// Where.
    pub span: Option<Span>,
}

impl<T> Said<T> {
    /// Something said by a flag.
    pub fn by_flag(value: T) -> Self {
        Self { value, span: None }
    }
}

/// What kind of PDF is made. What is `None` is not said.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct PdfSettings {
    /// What it is held to.
    pub standard: Option<Said<Vec<Standard>>>,
    /// Whether it is for a print shop.
    pub print: Option<Said<bool>>,
    /// How far it then reaches beyond the edge of the paper, in millimetres.
    pub bleed: Option<u32>,
    /// Whether the CV goes along as data.
    pub attach: Option<Said<bool>>,
}

impl PdfSettings {
    pub(super) fn read(fields: &mut Fields) -> Self {
        let span = fields.node_span("standard");
        let mut is_whole = true;
        let standard = fields.list("standard", |node, path, sink| {
            let names = standards(node, path, sink);
            is_whole &= names.is_some();
            names
        });
        let standard: Vec<_> = standard.into_iter().flatten().collect();
        let standard = (is_whole && !standard.is_empty()).then_some(Said { value: standard, span });
        Self { standard, print: flag("print", fields), bleed: fields.number("bleed"), attach: flag("attach", fields) }
    }

    /// What is said here, else what another says.
    pub fn over(&self, base: &Self) -> Self {
        Self {
            standard: self.standard.clone().or_else(|| base.standard.clone()),
            print: self.print.or(base.print),
            bleed: self.bleed.or(base.bleed),
            attach: self.attach.or(base.attach),
        }
    }
}

/// Names of standards with `+` between them.
///
/// # Errors
/// A sentence on the name that none has.
pub fn parse_standards(text: &str) -> Result<Vec<Standard>, String> {
    let find = |name: &str| {
        let found = Standard::ALL.iter().find(|(known, _)| same_key(known, name));
        found.map(|(_, standard)| *standard).ok_or_else(|| format!("unknown standard `{name}`"))
    };
    text.split('+').map(str::trim).map(find).collect()
}

fn standards(node: &Node, path: &str, sink: &mut Sink) -> Option<Vec<Standard>> {
    let Spanned { value: text, span } = plain(node, path, sink)?;
    let fault = |message: String| {
        let name = message.split('`').nth(1).unwrap_or_default();
        let hint = near_hint(name, Standard::ALL.iter().map(|(name, _)| *name));
        Diagnostic::error("unknown-choice", &*message).at(span).in_field(path).hint(hint)
    };
    parse_standards(&text).map_err(|message| sink.push(fault(message))).ok()
}

fn flag(key: &'static str, fields: &mut Fields) -> Option<Said<bool>> {
    let span = fields.node_span(key);
    fields.flag(key).map(|value| Said { value, span })
}
