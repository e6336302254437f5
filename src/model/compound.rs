//! Keeps on one line what reads badly over two: words with a hyphen, short ones with a slash, numbers with their units.
//!
//! Programs that read a PDF take a hyphen at the end of a line for one that the typesetter put there: "Hardware-" and
//! "aware" on two lines come out as "Hardwareaware".

use crate::document::Inline;

/// Longer words may be broken: kept together they would leave a hole in the line before.
const LONGEST: usize = 40;

/// `I/O` and `CI/CD` are words; longer ones are alternatives or paths, which may be broken.
const LONGEST_WITH_SLASH: usize = 8;

/// Words longer than this, in characters, may fit on no line.
const LONGEST_LINE: usize = 50;

/// Pieces between two places to break are about this long, in characters.
const PIECE: usize = 8;

/// Units have at most this many letters: `s`, `km`, `%`.
const LONGEST_UNIT: usize = 2;

/// A text as runs, and pieces to be kept together.
pub(crate) fn keep_together(text: &str) -> Vec<Inline> {
    let mut pieces = Vec::new();
    let mut run = 0;
    let mut words = words(text).peekable();
    while let Some((start, mut end)) = words.next() {
        let word = &text[start..end];
        let unit = words.peek().filter(|(next, behind)| is_number(word) && is_unit(&text[*next..*behind]));
        let has_unit = unit.is_some();
        if let Some((_, behind)) = unit {
            end = *behind;
            words.next();
        }
        if text[start..end].chars().count() > LONGEST_LINE {
            pieces.extend((run < start).then(|| Inline::text(&text[run..start])));
            pieces.extend(breakable(&text[start..end]));
            run = end;
        } else if has_unit || is_compound(word) {
            pieces.extend((run < start).then(|| Inline::text(&text[run..start])));
            pieces.push(Inline::Together(vec![Inline::text(&text[start..end])]));
            run = end;
        }
    }
    pieces.extend((run < text.len()).then(|| Inline::text(&text[run..])));
    pieces
}

/// A word that may fit on no line, with places to break it: where a reader of addresses would, else anywhere.
fn breakable(word: &str) -> Vec<Inline> {
    let mut pieces = Vec::new();
    let mut piece = String::new();
    for character in word.chars() {
        piece.push(character);
        let count = piece.chars().count();
        if (count >= PIECE && "/?&=._-,;:".contains(character)) || count >= 2 * PIECE {
            pieces.push(Inline::Text(std::mem::take(&mut piece)));
            pieces.push(Inline::Opportunity);
        }
    }
    pieces.push(Inline::Text(piece));
    pieces
}

/// The words of a text, with the punctuation that clings to them, as byte ranges.
fn words(text: &str) -> impl Iterator<Item = (usize, usize)> {
    let offset = |word: &str| word.as_ptr() as usize - text.as_ptr() as usize;
    text.split(' ').filter(|word| !word.is_empty()).map(move |word| (offset(word), offset(word) + word.len()))
}

fn is_compound(word: &str) -> bool {
    let is_of = |sign: char, longest: usize| {
        word.len() <= longest
            && word.contains(sign)
            && word.split(sign).all(|part| part.bytes().any(|byte| byte.is_ascii_alphanumeric()))
    };
    word.is_ascii() && (is_of('-', LONGEST) || is_of('/', LONGEST_WITH_SLASH))
}

fn is_number(word: &str) -> bool {
    let digits = word.trim_start_matches(['(', '≈', '~', '<', '>', '+', '±', '−', '-']);
    digits.starts_with(|c: char| c.is_ascii_digit())
        && digits.chars().all(|c| c.is_ascii_digit() || ".,".contains(c))
        && !digits.ends_with(['.', ','])
}

fn is_unit(word: &str) -> bool {
    let unit = word.trim_end_matches(['.', ',', ';', ':', ')']);
    !unit.is_empty()
        && unit.chars().count() <= LONGEST_UNIT
        && unit.chars().all(|c| c.is_alphabetic() || "%°µ€$£".contains(c))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn kept(text: &str) -> Vec<String> {
        let together = |inline| match inline {
            Inline::Together(parts) => Some(crate::document::plain_text(&parts)),
            _ => None,
        };
        keep_together(text).into_iter().filter_map(together).collect()
    }

    #[test]
    fn words_with_hyphens_are_kept_together() {
        assert_eq!(kept("through Hardware-aware Tensor"), ["Hardware-aware"]);
        assert_eq!(kept("Attribute (Tensor-with-Sparsity), N:M-Sparse"), ["(Tensor-with-Sparsity),", "N:M-Sparse"]);
        assert_eq!(kept("2019 - 2022, -5 and a - b"), [""; 0]);
        assert_eq!(kept("Linux I/O, CI/CD and/or client/server"), ["I/O,", "CI/CD", "and/or"]);
        assert_eq!(kept("《希望-2014年》 and e-mail"), ["e-mail"]);
    }

    #[test]
    fn numbers_keep_their_units() {
        assert_eq!(kept("from 40 s to under 2 s, down by 38 %."), ["40 s", "2 s,", "38 %."]);
        assert_eq!(kept("64 reviewed proposals in 2022, 11 teams"), [""; 0]);
    }

    #[test]
    fn nothing_is_lost() {
        let long = "https://example.org/".repeat(9);
        for text in
            [long.as_str(), "a-b c-d", "x", "", "é-b ü", "a-b", " a-b-", "《希望-2014年》", "2 s", "2  s ", " 3 %  x"]
        {
            assert_eq!(crate::document::plain_text(&keep_together(text)), text);
        }
    }
}
