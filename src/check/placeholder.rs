//! What was to be filled in.

use super::{Rule, Subject};
use crate::diag::{Diagnostic, Sink};

/// Filler text, a note to oneself (`TODO:`), a figure that was never put in (`XX %`), a bracket that asks for something
/// (`[your name]`). A `TODO` without colon may be a product, so it is left alone unless it is all there is.
pub(super) struct Placeholder;

impl Rule for Placeholder {
    fn id(&self) -> &'static str {
        "placeholder"
    }

    fn check(&self, subject: &Subject, sink: &mut Sink) {
        let id = self.id();
        subject.texts(|path, node, text| {
            if let Some(found) = placeholder(text) {
                let message = format!("`{found}` looks as if something were still to be filled in");
                sink.push(Diagnostic::advice(id, message).at(node.span).in_field(path));
            }
        });
    }
}

fn placeholder(text: &str) -> Option<String> {
    let lower = text.to_lowercase();
    if lower.contains("lorem ipsum") {
        return Some("lorem ipsum".to_owned());
    }
    if ["TODO", "TBD", "TBC", "FIXME", "XXX", "???"].contains(&text.trim()) {
        return Some(text.trim().to_owned());
    }
    if let Some(note) = ["TODO:", "FIXME:", "TBD:", "XXX:"].iter().find(|note| text.contains(**note)) {
        return Some((*note).to_owned());
    }
    if let Some(bracket) = ["[your ", "<your ", "{your ", "[insert ", "<insert "].iter().find(|b| lower.contains(**b)) {
        let rest = &lower[lower.find(bracket)?..];
        return Some(rest.chars().take_while(|c| !"]>}".contains(*c)).chain([closing(bracket)]).collect());
    }
    let words: Vec<_> = text.split_whitespace().collect();
    let is_figure = |word: &str| word.len() >= 2 && word.bytes().all(|byte| byte == b'X');
    words.iter().enumerate().find_map(|(index, word)| {
        let (figure, has_sign) = match word.find(['%', '+', 'k', 'K']) {
            Some(at) => (&word[..at], word[at..].starts_with('%')),
            None => (*word, words.get(index + 1).is_some_and(|next| next.starts_with('%'))),
        };
        (is_figure(figure) && has_sign).then(|| (*word).to_owned())
    })
}

fn closing(bracket: &str) -> char {
    match bracket.chars().next() {
        Some('<') => '>',
        Some('{') => '}',
        _ => ']',
    }
}

#[cfg(test)]
mod tests {
    use super::placeholder;

    #[test]
    fn fillers_are_found_and_products_left_alone() {
        for text in
            ["Lorem ipsum dolor", "TODO", "TODO: numbers", "raised sales by XX%", "by XX %", "at [Your Company]"]
        {
            assert!(placeholder(text).is_some(), "{text}");
        }
        for text in ["Built a TODO app", "Super Bowl XX", "XXL shirts", "[12] papers", "XX chromosomes", "your own"] {
            assert_eq!(placeholder(text), None, "{text}");
        }
    }
}
