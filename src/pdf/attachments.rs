//! Files that go along in a PDF.

use hayro_interpret::hayro_syntax::Pdf;
use hayro_interpret::hayro_syntax::object::{Array, Dict, Name, Stream, String as Text};

use super::string;

/// Trees of names nest no deeper than this.
const DEEPEST: usize = 32;

/// A file that goes along.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Attachment {
    /// Its name.
    pub name: String,
    /// How it belongs to the PDF, such as `Source`.
    pub relationship: Option<String>,
    /// What is in it.
    pub bytes: Vec<u8>,
}

pub(super) fn attachments(pdf: &Pdf) -> Vec<Attachment> {
    let mut found = Vec::new();
    let xref = pdf.xref();
    let Some(root) = xref.get::<Dict>(xref.root_id()) else { return found };
    if let Some(names) = root.get::<Dict>(b"Names").and_then(|names| names.get::<Dict>(b"EmbeddedFiles")) {
        walk(&names, DEEPEST, &mut found);
    }
    // Some writers name them here alone.
    for file in root.get::<Array>(b"AF").iter().flat_map(|files| files.iter::<Dict>()) {
        let file = attachment(&file);
        found.extend(file.filter(|file| !found.contains(file)));
    }
    found
}

fn walk(node: &Dict, deepest: usize, found: &mut Vec<Attachment>) {
    if deepest == 0 {
        return;
    }
    if let Some(names) = node.get::<Array>(b"Names") {
        let mut names = names.flex_iter();
        while names.next::<Text>().is_some() {
            let Some(file) = names.next::<Dict>() else { break };
            found.extend(attachment(&file));
        }
    }
    for kid in node.get::<Array>(b"Kids").iter().flat_map(|kids| kids.iter::<Dict>()) {
        walk(&kid, deepest - 1, found);
    }
}

fn attachment(file: &Dict) -> Option<Attachment> {
    let name = file.get::<Text>(b"UF").or_else(|| file.get::<Text>(b"F"))?;
    let embedded = file.get::<Dict>(b"EF")?;
    let stream = embedded.get::<Stream>(b"UF").or_else(|| embedded.get::<Stream>(b"F"))?;
    let relationship = file.get::<Name>(b"AFRelationship").map(|name| name.as_str().to_owned());
    Some(Attachment { name: string(name.as_bytes()), relationship, bytes: stream.decoded().ok()?.into_owned() })
}
