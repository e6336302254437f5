//! What is laid out is looked at: characters that show as boxes, text that is cut off, each at the field it comes from.

use std::collections::BTreeSet;

use unicode_normalization::UnicodeNormalization;

use super::input::Input;
use crate::compile::{COLUMN, Pages};
use crate::diag::Diagnostic;
use crate::model::Variant;

/// So many missing characters of a field are named.
const MOST_NAMED: usize = 8;

/// A warning for each field with characters that show as boxes.
pub(super) fn missing_characters(pages: &Pages, input: &Input) -> Vec<Diagnostic> {
    let missing = pages.missing_characters();
    let warning = |found: &BTreeSet<&String>, place: &str| {
        let name = |character: &&&String| {
            let codes = character.chars().map(|c| format!("U+{:04X}", u32::from(c))).collect::<Vec<_>>().join(" ");
            format!("`{character}` ({codes})")
        };
        let mut names = found.iter().take(MOST_NAMED).map(|character| name(&character)).collect::<Vec<_>>().join(", ");
        if found.len() > MOST_NAMED {
            names.push_str(", …");
        }
        let (what, boxes) = match found.len() {
            1 => ("the character", "a box is"),
            _ => ("the characters", "boxes are"),
        };
        Diagnostic::warning("missing-glyph", format!("no font has {what} {names}{place}: {boxes} printed"))
            .hint("add a folder with a font for this script: `--font-path FOLDER`".to_owned())
    };
    let mut warnings = Vec::new();
    let mut placed = BTreeSet::new();
    input.node.walk(&mut |path, node| {
        let text: String = node.value.scalar().unwrap_or_default().nfc().collect();
        let found: BTreeSet<_> = missing.iter().filter(|character| text.contains(character.as_str())).collect();
        if !found.is_empty() {
            warnings.push(warning(&found, &format!(" in `{path}`")).at(node.span).in_field(path));
            placed.extend(found);
        }
    });
    let rest: BTreeSet<_> = missing.iter().filter(|character| !placed.contains(character)).collect();
    if !rest.is_empty() {
        warnings.push(warning(&rest, ""));
    }
    warnings
}

/// A warning if a CV has entries and none of them is on the page.
pub(super) fn nothing_but_the_header(pages: &Pages, input: &Input, variant: &Variant) -> Option<Diagnostic> {
    let has_entries = input.cv.sections.iter().any(|section| !section.items.is_empty());
    let is_bare = pages.marks().iter().all(|mark| mark.id == "header" || mark.id.starts_with(COLUMN));
    (has_entries && is_bare).then(|| {
        let message = format!("variant `{}` has no entry at all", variant.name.value);
        let hint = "look at its tags, limits and sections, or allow more pages".to_owned();
        // The variants that are built in stand in no file.
        let span = Some(variant.name.span).filter(|span| span.start < span.end);
        Diagnostic::warning("empty-variant", message).at(span).hint(hint)
    })
}

/// An error for each piece of text that would be set beyond the edge of the paper.
pub(super) fn lost_text(pages: &Pages, input: &Input) -> Vec<Diagnostic> {
    let start = |text: &String| text.trim().chars().take(40).collect::<String>();
    let lost: BTreeSet<_> = pages.lost_text().iter().map(start).filter(|text| !text.is_empty()).collect();
    let mut fields = BTreeSet::new();
    let found = lost.iter().flat_map(|text| {
        at_fields(input, text, |place| {
            Diagnostic::error("lost-text", format!("`{text}…`{place} does not fit on the paper"))
                .hint("break it into shorter words or entries".to_owned())
        })
    });
    // One field may lose many lines: it is named once.
    found.filter(|fault| fault.path.is_empty() || fields.insert(fault.path.clone())).collect()
}

/// A diagnostic for each field that holds a text; one without a place if none does.
pub(super) fn at_fields(input: &Input, wanted: &str, say: impl Fn(&str) -> Diagnostic) -> Vec<Diagnostic> {
    let mut found = Vec::new();
    input.node.walk(&mut |path, node| {
        let text: String = node.value.scalar().unwrap_or_default().nfc().collect();
        if text.contains(wanted) {
            found.push(say(&format!(" in `{path}`")).at(node.span).in_field(path));
        }
    });
    if found.is_empty() {
        found.push(say(""));
    }
    found
}
