//! Texts from left to right in a document from right to left.
//!
//! Signs at the end of a text take the direction of what surrounds it: `B.Sc.` would be printed as `.B.Sc`. So texts that
//! run from left to right are set apart, as text of another language.

use unicode_bidi::{BidiClass, bidi_class};

use crate::document::{Document, Inline, plain_text};

/// What texts that are set apart are in, for want of knowing better.
const LANGUAGE: &str = "en";

/// Sets texts from left to right apart, wherever they stand in the document.
pub(super) fn isolate(document: &mut Document) {
    let header = &mut document.header;
    let texts = header.label.iter_mut().chain(&mut header.summary).chain([&mut header.name]);
    texts.for_each(isolate_text);
    for section in &mut document.sections {
        isolate_text(&mut section.title);
        for group in &mut section.groups {
            group.title.iter_mut().for_each(isolate_text);
        }
        for entry in section.groups.iter_mut().flat_map(|group| &mut group.entries) {
            let parts = [&mut entry.title, &mut entry.subtitle, &mut entry.place].into_iter().flatten();
            let details = entry.details.iter_mut().map(|detail| &mut detail.text);
            let bullets = entry.highlights.iter_mut().map(|bullet| &mut bullet.text);
            parts.chain(details).chain(&mut entry.summary).chain(bullets).for_each(isolate_text);
        }
    }
}

pub(crate) fn isolate_text(text: &mut Vec<Inline>) {
    // Of a list, only the signs between its words lie open; it runs as the document does.
    let is_list = text.iter().all(|inline| match inline {
        Inline::Text(text) => !text.chars().any(char::is_alphanumeric),
        other => matches!(other, Inline::Together(_)),
    });
    if !is_list && runs_left_to_right(&plain_text(text)) {
        let inner = std::mem::take(text);
        // Something in front keeps the line itself from running that way.
        *text = vec![Inline::Opportunity, Inline::Lang(LANGUAGE.to_owned(), inner)];
        return;
    }
    // Names in lists and the like: what parts them belongs to the list.
    for inline in text {
        if let Inline::Together(pieces) = inline {
            for piece in pieces.iter_mut().filter(|piece| runs_left_to_right(&plain_text(std::slice::from_ref(*piece))))
            {
                *piece = Inline::Lang(LANGUAGE.to_owned(), vec![piece.clone()]);
            }
        }
    }
}

/// Whether a text has letters from left to right and few of the others.
fn runs_left_to_right(text: &str) -> bool {
    let is_of = |classes: &[BidiClass]| text.chars().filter(|c| classes.contains(&bidi_class(*c))).count();
    let (left, right) = (is_of(&[BidiClass::L]), is_of(&[BidiClass::R, BidiClass::AL]));
    let first = text.chars().map(bidi_class).find(|class| [BidiClass::L, BidiClass::R, BidiClass::AL].contains(class));
    first == Some(BidiClass::L) && 2 * right <= left
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn texts_know_their_direction() {
        assert!(runs_left_to_right("B.Sc."));
        assert!(runs_left_to_right("On Things (and על דברים) in 3D"));
        assert!(!runs_left_to_right("תואר ראשון (B.A.)"));
        assert!(!runs_left_to_right("Python שימש לבניית הכלים"));
        assert!(!runs_left_to_right("2019 – 2022"));
    }

    #[test]
    fn a_list_runs_as_the_document_does() {
        let word = |word: &str| Inline::Together(vec![Inline::text(word)]);
        let apart = |word: &str| Inline::Together(vec![Inline::Lang(LANGUAGE.to_owned(), vec![Inline::text(word)])]);
        let mut list = vec![word("Python"), Inline::text("، "), word("C#")];
        isolate_text(&mut list);
        assert_eq!(list, [apart("Python"), Inline::text("، "), apart("C#")]);
    }
}
