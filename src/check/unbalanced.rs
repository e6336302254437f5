//! Brackets and quotes without their partner.

use super::{Rule, Subject};
use crate::diag::{Diagnostic, Sink};

/// A bracket that is opened and not closed, or the other way round; `“` without `”`; an odd number of `"`.
///
/// Half-open intervals such as `[0, 1)` balance. Not counted are: what stands in backticks, smileys, the bracket of `a)` and
/// `1)`, `"` as inches behind a number or between two letters, and single quotes, which are mostly apostrophes. Addresses are not looked at, nor
/// languages that open with `„` or close with `“`.
pub(super) struct Unbalanced;

const SMILEYS: &[&str] = &[":)", ":-)", ";)", ";-)", ":(", ":-(", ":]", "(:"];

impl Rule for Unbalanced {
    fn id(&self) -> &'static str {
        "unbalanced"
    }

    fn check(&self, subject: &Subject, sink: &mut Sink) {
        let id = self.id();
        subject.texts(|path, node, text| {
            if text.contains("://") && !text.contains(char::is_whitespace) {
                return;
            }
            if let Some(message) = unbalanced(text) {
                sink.push(Diagnostic::advice(id, message).at(node.span).in_field(path));
            }
        });
    }
}

fn unbalanced(text: &str) -> Option<String> {
    let text = without_code(text);
    let mut open = Vec::new();
    let mut straight = 0;
    let words = text.split_whitespace().filter(|word| !SMILEYS.contains(word));
    for word in words {
        let mut before = None;
        for (length, character) in word.chars().enumerate() {
            let after = word.chars().nth(length + 1);
            match character {
                // Hebrew abbreviations have it before their last letter.
                '"' if [before, after].iter().all(|c| c.is_some_and(char::is_alphabetic)) => {}
                '(' | '[' | '{' => open.push(character),
                // `a)`, `1)`, `iv)` number what follows.
                ')' if open.is_empty() && (1..=3).contains(&length) && is_number(&word[..word.find(')')?]) => {}
                ')' | ']' | '}' if open.pop().is_none() => return Some(format!("`{character}` closes nothing")),
                '"' if before.is_some_and(|c: char| c.is_ascii_digit()) && straight % 2 == 0 => {}
                '"' => straight += 1,
                _ => {}
            }
            before = Some(character);
        }
    }
    if let Some(bracket) = open.pop() {
        return Some(format!("`{bracket}` is not closed"));
    }
    if straight % 2 == 1 {
        return Some("`\"` has no partner".to_owned());
    }
    // Every paragraph of a quotation may open it anew.
    let (opened, closed) = (text.matches('“').count(), text.matches('”').count());
    match (opened, closed) {
        _ if opened == closed || text.contains(['„', '\n', '«', '»']) => None,
        _ if opened > closed => Some("`“` has no partner".to_owned()),
        _ if opened == 0 => None,
        _ => Some("`”` has no partner".to_owned()),
    }
}

fn is_number(text: &str) -> bool {
    let roman = text.chars().all(|c| "ivxIVX".contains(c));
    let digits = text.chars().all(|c| c.is_ascii_digit());
    !text.is_empty() && (roman || digits || text.chars().count() == 1)
}

/// The text without what stands between backticks, and without what is escaped.
fn without_code(text: &str) -> String {
    let mut out = String::new();
    for (index, part) in text.split('`').enumerate() {
        if index % 2 == 0 {
            out.push_str(part);
        }
    }
    let mut kept = String::new();
    let mut characters = out.chars();
    while let Some(character) = characters.next() {
        match character {
            '\\' => drop(characters.next()),
            other => kept.push(other),
        }
    }
    kept
}

#[cfg(test)]
mod tests {
    use super::unbalanced;

    #[test]
    fn partners_are_missed() {
        for text in ["a (b", "a bee)", "see [this", "{x", "say \"no", "a “quote", "f(g(x)"] {
            assert!(unbalanced(text).is_some(), "{text}");
        }
    }

    #[test]
    fn what_is_meant_so_is_left_alone() {
        for text in [
            "f(g(x))",
            "on [0, 1)",
            "a) one b) two",
            "1) one 2) two iv) four",
            "glad :)",
            "a 19\" rack",
            "`(` is a bracket",
            "rock 'n' roll",
            "„so“",
            "»so«",
            "\"so\"",
            "“so”",
            "“one\n“two”",
            "a \\( b",
            "[link](https://e.org/a_(b))",
            "12\" and 7\" records",
            "x < y > z",
        ] {
            assert_eq!(unbalanced(text), None, "{text}");
        }
    }
}
