//! PDF 1.7, tagged, fonts subset and embedded; the same pages give the same bytes on every run and machine.

use typst::foundations::Smart;
use typst_pdf::PdfOptions;

use crate::compile::Pages;
use crate::diag::Diagnostic;

/// Exports pages as a PDF.
///
/// `ident` names the document for good: the same CV and variant keep their identity over all revisions.
///
/// # Errors
/// Whatever Typst's exporter refuses.
pub fn pdf(pages: &Pages, ident: &str) -> Result<Vec<u8>, Vec<Diagnostic>> {
    let options = PdfOptions {
        ident: Smart::Custom(ident.to_owned()),
        creator: Smart::Custom(Some(concat!("recto ", env!("CARGO_PKG_VERSION")).to_owned())),
        ..PdfOptions::default()
    };
    typst_pdf::pdf(pages.document(), &options)
        .map_err(|faults| faults.iter().map(|fault| Diagnostic::error("pdf", &*fault.message)).collect())
}
