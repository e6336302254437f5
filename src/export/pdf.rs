//! PDF 1.7, tagged, fonts subset and embedded; the same pages give the same bytes on every run and machine.

use typst::foundations::Smart;
use typst_pdf::{PdfOptions, PdfStandard, PdfStandards};

use crate::compile::Pages;
use crate::diag::Diagnostic;

/// A standard that a PDF can be held to.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Standard {
    /// PDF 1.7, tagged.
    Pdf17,
    /// PDF/UA-1: can be read by everybody, with whatever aid.
    Ua1,
}

/// Exports pages as a PDF.
///
/// `ident` names the document for good: the same CV and variant keep their identity over all revisions.
///
/// # Errors
/// Whatever Typst's exporter refuses.
pub fn pdf(pages: &Pages, ident: &str, standard: Standard) -> Result<Vec<u8>, Vec<Diagnostic>> {
    let standard = match standard {
        Standard::Pdf17 => PdfStandard::V_1_7,
        Standard::Ua1 => PdfStandard::Ua_1,
    };
    let standards =
        PdfStandards::new(&[standard]).map_err(|error| vec![Diagnostic::error("pdf", error.message().to_string())])?;
    let options = PdfOptions {
        standards,
        ident: Smart::Custom(ident.to_owned()),
        creator: Smart::Custom(Some(concat!("recto ", env!("CARGO_PKG_VERSION")).to_owned())),
        ..PdfOptions::default()
    };
    typst_pdf::pdf(pages.document(), &options)
        .map_err(|faults| faults.iter().map(|fault| Diagnostic::error("pdf", &*fault.message)).collect())
}
