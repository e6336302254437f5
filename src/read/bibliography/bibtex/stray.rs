//! What stands between entries is a comment, unless it looks like an entry that a slip has broken.

use std::ops::Range;

use crate::diag::{Diagnostic, Sink};
use crate::source::{FileId, Span};

/// Tells of the first line between two pieces that looks like an entry or a part of one.
pub(super) fn tell(text: &str, pieces: impl Iterator<Item = Range<usize>>, file: FileId, sink: &mut Sink) {
    let mut behind = 0;
    for piece in pieces.chain(std::iter::once(text.len()..text.len())) {
        let gap = behind..piece.start.max(behind);
        behind = piece.end;
        let mut at = gap.start;
        for line in text[gap].split_inclusive('\n') {
            if is_entry(line.trim()) {
                let start = at + line.len() - line.trim_start().len();
                let message = "this stands outside of all entries and is left out".to_owned();
                let hint =
                    "an entry starts with `@article{key,`, and its braces close behind its last field".to_owned();
                let place = Span::new(file, start..at + line.trim_end().len());
                sink.push(Diagnostic::warning("bibliography-entry", message).at(place).hint(hint));
                break;
            }
            at += line.len();
        }
    }
}

/// `@articl e{key,`, `article{key,` or `, year = 2020}`
fn is_entry(line: &str) -> bool {
    if line.starts_with('%') {
        return false;
    }
    let is_word = |text: &str| !text.is_empty() && text.len() <= 24 && !text.contains(char::is_whitespace);
    let with_sign = line.strip_prefix('@').is_some_and(|rest| rest.starts_with(|c: char| !c.is_whitespace()));
    let head = line.split_once(['{', '(']).is_some_and(|(front, behind)| {
        is_word(front)
            && !front.contains('=')
            && (behind.trim().is_empty() || behind.ends_with(',') || (behind.contains(',') && behind.contains('=')))
    });
    let field = line.trim_start_matches([',', ' ']).split_once('=').is_some_and(|(name, value)| {
        let is_name = |c: char| c.is_ascii_alphanumeric() || "-_+".contains(c);
        is_word(name.trim()) && name.trim().chars().all(is_name) && value.trim_end().ends_with(['}', ',', '"'])
    });
    with_sign || head || field
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn broken_entries_are_told_from_comments() {
        for line in ["@inp#roceedings{key,", "misc{key,", "@misc,key,", ", year=2020}", "title = {A Title},", "@misc{"]
        {
            assert!(is_entry(line), "{line}");
        }
        for line in
            ["someone@example.org stands here", "% title = {A},", "Papers (2020), and others", "---", "", "a = b"]
        {
            assert!(!is_entry(line), "{line}");
        }
    }
}
