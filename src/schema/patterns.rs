//! The forms of texts as regular expressions: what the reader takes, as far as an editor can tell.
//!
//! Only what every dialect knows is used: no look-around, no flags.

use crate::document::PRESENT;
use crate::model::LANGUAGES;

/// Nothing: the empty text counts as absent.
pub(super) const EMPTY: &str = r"^\s*$";

/// `robin@example.org`: a bare address, with a dot in its host.
pub(super) const EMAIL: &str = r"^\s*([^@\s<>(),:;]+@[^@\s<>(),:;.]+(\.[^@\s<>(),:;.]+)+)?\s*$";

/// An address with a scheme that is set, or a bare domain such as `example.org/me`.
pub(super) const URL: &str =
    r"^\s*(([hH][tT][tT][pP][sS]?|[mM][aA][iI][lL][tT][oO]|[tT][eE][lL]):\S*|[^\s:/?#]*\.[^\s:/?#]*([/?#]\S*)?)?\s*$";

/// A DOI, bare or as an address.
pub(super) const DOI: &str = r"^\s*(.*10[.].*)?\s*$";

/// Digits.
pub(super) const NUMBER: &str = r"^\s*[0-9]*\s*$";

/// Several names in one text.
pub(super) const SEVERAL_NAMES: &str = r"^\s*[^*]+( and |,.*,)";

/// A key of a map by language, as it looks, but for `id`. [`language`] tells which there are.
pub(super) const LIKE_LANGUAGE: &str = "^([a-hj-z][a-z]|i[a-ce-z])([-_][A-Za-z0-9]{2,4})*$";

/// Keys that belong to others by convention.
pub(super) const OF_OTHERS: &str = "^([$]|x[-_])";

/// A day without month and year in front of it, by the length of the month.
const MONTHS: &str =
    "(0[13578]|1[02])(-(0[1-9]|[12][0-9]|3[01]))?|(0[469]|11)(-(0[1-9]|[12][0-9]|30))?|02(-(0[1-9]|[12][0-9]))?";

/// Words for a time: text that cannot have been meant as a date in numbers.
const WORDS: &[&str] = &[
    // Anything that does not start like a number: `Spring 2021`.
    r"[^-0-9+/. ].*",
    // Several words of which one is no number: `1st term 2020`.
    r"[-0-9+].*\s.*[^-0-9/.+\s].*",
    r"[-0-9+].*[^-0-9/.+\s].*\s.*",
    // `2nd`, and what is written with other letters than Latin: `2024年`.
    r"[0-9]+(st|nd|rd|th|e|er|a|o)[,.]*",
    r"[-0-9+]\S*[^\x00-\x7F]\S*",
];

/// `2024`, `2024-03`, `2024-03-09`, with or without a time of day.
pub(super) fn day() -> String {
    format!(r"^\s*({})?\s*$", day_inside())
}

/// A date in numbers, or words.
pub(super) fn date() -> String {
    format!(r"^\s*({}|{})?\s*$", day_inside(), WORDS.join("|"))
}

/// What is no point in time: a time span, or a word for "still going on".
pub(super) fn no_date() -> String {
    format!(r"{}|(^|\s)({})$|^({})$", span(), present().join("|"), slips().join("|"))
}

/// What is no end of a time span: a time span, or a mistyped `present`.
pub(super) fn no_end() -> String {
    format!(r"{}|\s({})$|^({})$", span(), present().join("|"), slips().join("|"))
}

/// The languages that texts may be given in, by their codes; but for `id`, if that is a field.
pub(super) fn language(with_id: bool) -> String {
    let codes: Vec<_> = LANGUAGES.split_ascii_whitespace().filter(|code| with_id || *code != "id").collect();
    format!("^({})([-_][A-Za-z0-9]{{2,4}})*$", codes.join("|"))
}

/// Words in the spellings that are as good as the given one: `A4` for `a4`, `in_press` for `in-press`. Or nothing.
pub(super) fn other_spellings(words: &[&str]) -> String {
    let words = words.iter().flat_map(|word| crate::model::spellings(word));
    let capital = |word: String| format!("[{0}{1}]{2}", &word[..1], word[..1].to_ascii_uppercase(), &word[1..]);
    format!(r"^\s*({})?\s*$", words.map(capital).collect::<Vec<_>>().join("|"))
}

/// Words with `+` between them, in any spelling. Or nothing.
pub(super) fn sums(words: &[&str]) -> String {
    let letter = |c: char| match c {
        '-' => "[-_]?".to_owned(),
        c if c.is_ascii_alphabetic() => format!("[{c}{}]", c.to_ascii_uppercase()),
        c => format!("[{c}]"),
    };
    let word = |word: &&str| word.chars().map(letter).collect::<String>();
    let words = words.iter().map(word).collect::<Vec<_>>().join("|");
    format!(r"^\s*(({words})(\s*\+\s*({words}))*)?\s*$")
}

fn day_inside() -> String {
    format!(r"[12][0-9]{{3}}(-({MONTHS}))?|[12][0-9]{{3}}-[0-9]{{2}}-[0-9]{{2}}[T ][-0-9:.+Z]{{4,}}")
}

/// Two dates with a dash between them.
fn span() -> String {
    format!(r"[0-9].*([–—]| - )(.*[0-9]|(.*\s)?({})$)", present().join("|"))
}

/// Words for "still going on", in small and large letters.
fn present() -> Vec<String> {
    let any_case = |c: char| match c.is_ascii_alphabetic() {
        true => format!("[{c}{}]", c.to_ascii_uppercase()),
        false => c.to_string(),
    };
    PRESENT.iter().map(|word| word.chars().map(any_case).collect()).collect()
}

/// `present` with one slip behind its first letter: a letter left out, swapped, doubled or wrong.
fn slips() -> Vec<String> {
    let rest = "resent";
    let mut slips = Vec::new();
    for (at, letter) in rest.char_indices() {
        let (before, behind) = (&rest[..at], &rest[at + 1..]);
        slips.push(format!("{before}{behind}"));
        slips.push(format!("{before}[^{letter}]{behind}"));
        slips.push(format!("{before}{letter}.{behind}"));
        if let Some(next) = behind.chars().next() {
            slips.push(format!("{before}{next}{letter}{}", &behind[1..]));
        }
    }
    slips.into_iter().map(|slip| format!("[pP]{slip}")).collect()
}
