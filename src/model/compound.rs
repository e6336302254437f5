//! Keeps words with a hyphen in them on one line.
//!
//! Programs that read a PDF take a hyphen at the end of a line for one that the typesetter put there: "Hardware-" and
//! "aware" on two lines come out as "Hardwareaware".

use crate::document::Inline;

/// Longer words may be broken: kept together they would leave a hole in the line before.
const LONGEST: usize = 40;

/// A text as runs and words to be kept together.
pub(super) fn keep_compounds(text: &str) -> Vec<Inline> {
    let mut pieces = Vec::new();
    let mut rest = text;
    while let Some((start, end)) = compound(rest) {
        if start > 0 {
            pieces.push(Inline::text(&rest[..start]));
        }
        pieces.push(Inline::Together(vec![Inline::text(&rest[start..end])]));
        rest = &rest[end..];
    }
    if !rest.is_empty() {
        pieces.push(Inline::text(rest));
    }
    pieces
}

/// The first word with a hyphen between letters or digits, with the punctuation that clings to it.
fn compound(text: &str) -> Option<(usize, usize)> {
    let mut from = 0;
    loop {
        let hyphen = from + text[from..].find('-')?;
        let start = text[..hyphen].rfind(char::is_whitespace).map_or(0, |at| at + 1).max(from);
        let start = text.ceil_char_boundary(start);
        let end = hyphen + text[hyphen..].find(char::is_whitespace).unwrap_or(text.len() - hyphen);
        let word = &text[start..end];
        let is_compound = word.split('-').all(|part| part.chars().any(|c| c.is_ascii_alphanumeric()));
        if is_compound && word.is_ascii() && word.len() <= LONGEST {
            return Some((start, end));
        }
        from = end;
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn kept(text: &str) -> Vec<String> {
        let together = |inline| match inline {
            Inline::Together(parts) => Some(crate::document::plain_text(&parts)),
            _ => None,
        };
        keep_compounds(text).into_iter().filter_map(together).collect()
    }

    #[test]
    fn words_with_hyphens_are_kept_together() {
        assert_eq!(kept("through Hardware-aware Tensor"), ["Hardware-aware"]);
        assert_eq!(kept("Attribute (Tensor-with-Sparsity), N:M-Sparse"), ["(Tensor-with-Sparsity),", "N:M-Sparse"]);
        assert_eq!(kept("2019 - 2022, -5 and a - b"), [""; 0]);
        assert_eq!(kept("《希望-2014年》 and e-mail"), ["e-mail"]);
    }

    #[test]
    fn nothing_is_lost() {
        for text in ["a-b c-d", "x", "", "é-b ü", "a-b", " a-b-", "《希望-2014年》"] {
            assert_eq!(crate::document::plain_text(&keep_compounds(text)), text);
        }
    }
}
