//! What kind of PDF is asked for, and what that demands of the CV before a page is set.

use super::input::Input;
use crate::diag::{Diagnostic, Sink};
use crate::document::{Day, Standard};
use crate::export::go_together;
use crate::model::{PdfSettings, Said};
use crate::source::Span;

/// How far a PDF for a print shop reaches beyond the edge of the paper, in millimetres.
const USUAL_BLEED: u32 = 3;

/// What kind of PDF is made.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub(super) struct Kind {
    /// What it is held to; PDF 1.7 if empty.
    pub(super) standards: Vec<Standard>,
    /// How far it reaches beyond the edge of the paper, in millimetres, if it is for a print shop.
    pub(super) bleed: Option<u32>,
    /// Whether the CV goes along as data.
    pub(super) attach: bool,
}

impl Kind {
    /// Every choice made; what cannot be is told at the setting that asks for it. `date` is that of the document.
    pub(super) fn new(said: &PdfSettings, input: &Input, date: Option<Day>, sink: &mut Sink) -> Self {
        let print = said.print.filter(|print| print.value);
        let attach = said.attach.filter(|attach| attach.value);
        let standards = said.standard.as_ref().map(|said| said.value.clone()).unwrap_or_default();
        if let Some(said) = &said.standard {
            let demands = Demands { standards: &said.value, print, attach, span: said.span };
            sink.extend(demands.faults(input, date));
        }
        let bleed = print.map(|_| said.bleed.unwrap_or(USUAL_BLEED));
        Self { standards, bleed, attach: attach.is_some() }
    }
}

/// What a setting asks for, with where it does.
struct Demands<'a> {
    standards: &'a [Standard],
    print: Option<Said<bool>>,
    attach: Option<Said<bool>>,
    span: Option<Span>,
}

impl Demands<'_> {
    fn faults(&self, input: &Input, date: Option<Day>) -> Vec<Diagnostic> {
        let bad = |message: String, field: &str, span: Option<Span>, hint: &str| {
            Diagnostic::error("bad-standard", message).at(span).in_field(field.to_owned()).hint(hint.to_owned())
        };
        let mut faults = Vec::new();
        if let Err((message, _)) = go_together(self.standards) {
            let names = self.standards.iter().map(|standard| format!("`{}`", standard.name())).collect::<Vec<_>>();
            let message = format!("a PDF cannot be {} at once: {}", names.join(" and "), reason(&message));
            let hint = "ua-1 goes with one of a-2b, a-2u, a-2a, a-3b, a-3u, a-3a";
            faults.push(bad(message, "standard", self.span, hint));
        }
        let Some(archival) = self.standards.iter().copied().find(|standard| standard.is_archival()) else {
            return self.with_title(input, faults);
        };
        let name = archival.name();
        if let Some(print) = self.print {
            let message = format!("a PDF for a print shop cannot be `{name}`: PDF/A takes no pure black ink");
            let hint = "build two files: one with `standard`, one with `print`";
            faults.push(bad(message, "print", print.span.or(self.span), hint));
        }
        if let Some(attach) = self.attach.filter(|_| !archival.takes_files()) {
            let message = format!("a PDF that is `{name}` cannot hold the CV as data");
            let other = name.replace("a-2", "a-3");
            let hint = format!("take `{}`", if archival == Standard::A4 { "a-4f" } else { &other });
            faults.push(bad(message, "attach", attach.span.or(self.span), &hint));
        }
        if archival == Standard::A4f && self.attach.is_none() {
            let message = "a PDF that is `a-4f` must hold a file".to_owned();
            faults.push(bad(message, "standard", self.span, "add `attach: true`, or take `a-4`"));
        }
        if date.is_none_or(|date| date.day.is_none()) {
            let message = format!("`{name}` demands a date, and the CV has none");
            let hint = "give it with its day: `meta: {lastModified: 2026-09-14}`; or set SOURCE_DATE_EPOCH";
            let fault = Diagnostic::error("unmet-standard", message).at(self.span).in_field("standard");
            faults.push(fault.hint(hint.to_owned()));
        }
        self.with_title(input, faults)
    }

    fn with_title(&self, input: &Input, mut faults: Vec<Diagnostic>) -> Vec<Diagnostic> {
        if self.standards.contains(&Standard::Ua1) && input.cv.basics.name.is_none() {
            let fault =
                Diagnostic::error("unmet-standard", "`ua-1` demands a title, which is the name, and the CV has none");
            faults.push(fault.at(self.span).in_field("standard").hint("give it under `basics.name`".to_owned()));
        }
        faults
    }
}

/// Typst's reason as the end of a sentence of ours.
fn reason(message: &str) -> &str {
    match message {
        message if message.starts_with("choose at most") => message,
        message if message.contains("overlapping") => "no version of PDF takes both",
        _ => "they exclude each other",
    }
}
