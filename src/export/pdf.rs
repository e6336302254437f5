//! PDF, tagged, fonts subset and embedded; the same pages give the same bytes on every run and machine.

use typst::diag::SourceDiagnostic;
use typst::foundations::Smart;
use typst::syntax::DiagSpan;
use typst_pdf::{PdfOptions, PdfStandard, PdfStandards};

use crate::compile::Pages;
use crate::document::Standard;

/// Why pages cannot be exported, as Typst tells it.
#[derive(Debug, Clone)]
pub struct Refusal {
    /// The standards that demand more, such as `PDF/UA-1`; `None` if no PDF at all can be made.
    pub demanded_by: Option<String>,
    /// What is wrong, without full stop.
    pub message: String,
    /// Ways out that Typst sees.
    pub hints: Vec<String>,
    /// The place in the layout.
    pub(crate) span: DiagSpan,
}

/// Exports pages as a PDF that meets some standards; of none, as PDF 1.7.
///
/// `ident` names the document for good: the same CV and variant keep their identity over all revisions.
///
/// # Errors
/// Whatever Typst's exporter refuses.
pub fn pdf(pages: &Pages, ident: &str, standards: &[Standard]) -> Result<Vec<u8>, Vec<Refusal>> {
    let standards = combined(standards)
        .map_err(|(message, hints)| vec![Refusal { demanded_by: None, message, hints, span: DiagSpan::detached() }])?;
    let options = PdfOptions {
        standards,
        ident: Smart::Custom(ident.to_owned()),
        creator: Smart::Custom(Some(concat!("recto ", env!("CARGO_PKG_VERSION")).to_owned())),
        ..PdfOptions::default()
    };
    typst_pdf::pdf(pages.document(), &options).map_err(|faults| faults.iter().map(Refusal::new).collect())
}

/// Whether a PDF can meet all of some standards.
///
/// # Errors
/// Why not, and ways out.
pub fn go_together(standards: &[Standard]) -> Result<(), (String, Vec<String>)> {
    combined(standards).map(|_| ())
}

fn combined(standards: &[Standard]) -> Result<PdfStandards, (String, Vec<String>)> {
    let standards: Vec<_> = match standards {
        [] => vec![PdfStandard::V_1_7],
        standards => standards.iter().map(|standard| known_to_typst(*standard)).collect(),
    };
    PdfStandards::new(&standards).map_err(|error| {
        let hints = error.hints().iter().map(ToString::to_string).collect();
        (error.message().to_string(), hints)
    })
}

fn known_to_typst(standard: Standard) -> PdfStandard {
    match standard {
        Standard::Pdf17 => PdfStandard::V_1_7,
        Standard::Pdf20 => PdfStandard::V_2_0,
        Standard::Ua1 => PdfStandard::Ua_1,
        Standard::A2b => PdfStandard::A_2b,
        Standard::A2u => PdfStandard::A_2u,
        Standard::A2a => PdfStandard::A_2a,
        Standard::A3b => PdfStandard::A_3b,
        Standard::A3u => PdfStandard::A_3u,
        Standard::A3a => PdfStandard::A_3a,
        Standard::A4 => PdfStandard::A_4,
        Standard::A4f => PdfStandard::A_4f,
    }
}

impl Refusal {
    /// Typst's messages start with those who demand something: `PDF/UA-1 error: missing alt text`.
    fn new(fault: &SourceDiagnostic) -> Self {
        let (demanded_by, message) = match fault.message.split_once(" error: ") {
            Some((standards, rest)) if standards.starts_with("PDF") => (Some(standards.to_owned()), rest),
            _ => (None, &*fault.message),
        };
        let hints = fault.hints.iter().map(|hint| hint.v.to_string()).collect();
        Self { demanded_by, message: message.to_owned(), hints, span: fault.span }
    }
}
