//! PDF/UA-1 and PDF/A, as an independent validator judges them, on pages that the other tests set anyway.

use std::io::Write;
use std::process::Command;

use page_validation::{ValidationOptions, ValidationProfile, validate_pdf_bytes};
use recto::compile::Pages;
use recto::document::Standard;
use recto::export;

/// What pages are exported as, and the profiles that must then hold.
const EXPORTS: &[(&[Standard], &[ValidationProfile])] = &[
    (&[Standard::Ua1, Standard::A2a], &[ValidationProfile::PdfUa1, ValidationProfile::PdfA2a]),
    (&[Standard::A3a], &[ValidationProfile::PdfA3a]),
];

/// Panics unless the pages can be exported as each standard and are what they claim.
pub fn check(pages: &Pages, what: &str) {
    for (standards, profiles) in EXPORTS {
        let pdf = export::pdf(pages, "recto/test", standards);
        let pdf = pdf.unwrap_or_else(|refusals| panic!("{what}: no {standards:?}: {refusals:?}"));
        for profile in *profiles {
            conforms(&pdf, *profile, what);
        }
    }
}

/// Panics unless a PDF meets a profile.
pub fn conforms(pdf: &[u8], profile: ValidationProfile, what: &str) {
    let report = validate_pdf_bytes(pdf, &ValidationOptions::default().profile(profile));
    let report = report.unwrap_or_else(|error| panic!("{what}: {profile:?}: {error}"));
    let faults = report.failures.iter().filter(|fault| !is_slip_of_the_validator(&fault.message, pdf));
    let faults: Vec<_> = faults.map(|fault| format!("{}: {}", fault.rule_id, fault.message)).collect();
    assert!(faults.is_empty(), "{what} is not {profile:?}:\n{}", faults.join("\n"));
}

/// Two verdicts of version 0.12 are wrong, and held against the file itself where that can be done:
///
/// * A stream that ends in a carriage return, as one in 256 does, seems to it a byte shorter than it is.
/// * It skips real numbers in the `FontMatrix` of a CFF font by character ids, as the Chinese ones are, takes the matrix
///   for zero and every glyph for as wide as nothing.
fn is_slip_of_the_validator(message: &str, pdf: &[u8]) -> bool {
    match message {
        "a stream /Length does not match its raw content length" => lengths_are_right(pdf),
        other => other.contains(" width 0.000 in its embedded CIDFontType0C program but "),
    }
}

/// Whether each stream ends where its `/Length` says: there stand a line feed and `endstream`.
fn lengths_are_right(pdf: &[u8]) -> bool {
    let find = |wanted: &[u8], from: usize| pdf[from..].windows(wanted.len()).position(|found| found == wanted);
    let mut at = 0;
    while let Some(found) = find(b"\nstream\n", at) {
        let dictionary = String::from_utf8_lossy(&pdf[at..at + found]);
        let length = dictionary.rsplit_once("/Length ").map(|(_, behind)| behind);
        let digits = length.and_then(|text| text.split(|c: char| !c.is_ascii_digit()).next());
        let Some(length) = digits.and_then(|digits| digits.parse::<usize>().ok()) else { return false };
        let end = at + found + b"\nstream\n".len() + length;
        if !pdf.get(end..).is_some_and(|rest| rest.starts_with(b"\nendstream")) {
            return false;
        }
        at = end;
    }
    at > 0
}

/// Panics at what `qpdf` and `pdffonts` find wrong in a PDF, where they are installed.
pub fn is_sound(pdf: &[u8], what: &str) {
    let mut file = tempfile::Builder::new().suffix(".pdf").tempfile().expect("there is room for a file");
    file.write_all(pdf).expect("it can be written");
    if let Ok(checked) = Command::new("qpdf").arg("--check").arg(file.path()).output() {
        let said = String::from_utf8_lossy(&checked.stdout).into_owned() + &String::from_utf8_lossy(&checked.stderr);
        assert!(checked.status.success(), "{what}: {said}");
    }
    if let Ok(listed) = Command::new("pdffonts").arg(file.path()).output() {
        for font in String::from_utf8_lossy(&listed.stdout).lines().skip(2) {
            assert!(font.contains("yes yes yes"), "{what}: not embedded, subset and readable: {font}");
        }
    }
}
