//! Names for entries: the owner's, else of family name, year and a word of the title.

use std::collections::HashSet;

use unicode_normalization::UnicodeNormalization;

use crate::document::plain_text;
use crate::model::Reference;

/// Words that titles start with and that tell nothing.
const SMALL: &[&str] =
    &["a", "an", "the", "on", "of", "for", "and", "in", "to", "der", "die", "das", "le", "la", "les", "un"];

/// A key for each entry, all different; the owner's come first.
pub(super) fn keys<'a>(references: impl Iterator<Item = &'a Reference>, lang: &str) -> Vec<String> {
    let references: Vec<_> = references.collect();
    let own: Vec<_> = references.iter().map(|reference| reference.key.as_deref().map(tidy)).collect();
    let mut taken: HashSet<String> = HashSet::new();
    let mut keys: Vec<Option<String>> =
        own.into_iter().map(|own| own.filter(|key| taken.insert(key.to_lowercase()))).collect();
    for (reference, key) in references.iter().zip(&mut keys) {
        if key.is_none() {
            let made = reference.key.as_deref().map_or_else(|| made(reference, lang), tidy);
            *key = Some(free(made, &mut taken));
        }
    }
    keys.into_iter().flatten().collect()
}

/// Whether a key is the owner's, or the owner's with a letter behind it because another entry has it as well.
pub(super) fn is_of(own: &str, key: &str) -> bool {
    let own = own.trim();
    key.strip_prefix(own).is_some_and(|behind| behind.is_empty() || behind.starts_with('-'))
}

/// `ma2023pit`
fn made(reference: &Reference, lang: &str) -> String {
    let family = reference.authors.first().map(|author| letters(&author.family)).unwrap_or_default();
    let year = reference.day().map(|day| day.year.to_string()).unwrap_or_default();
    let title = reference.title.as_ref().map(|title| plain_text(&title.in_language(lang))).unwrap_or_default();
    let mut words = title.split(|c: char| !c.is_alphanumeric()).map(letters);
    let word = words.find(|word| word.len() > 1 && !SMALL.contains(&word.as_str())).unwrap_or_default();
    let key = format!("{family}{year}{word}");
    if key.is_empty() { "entry".to_owned() } else { key }
}

/// The letters and digits of ASCII in a text, accents taken off.
fn letters(text: &str) -> String {
    text.nfkd().filter(char::is_ascii_alphanumeric).collect::<String>().to_ascii_lowercase()
}

/// Without what ends a key or starts something else.
fn tidy(key: &str) -> String {
    let is_fit = |c: char| c.is_ascii_alphanumeric() || "-_:/.+".contains(c);
    let tidy: String = key.trim().chars().map(|c| if is_fit(c) { c } else { '-' }).collect();
    if tidy.is_empty() { "entry".to_owned() } else { tidy }
}

/// A key that no other has: `ma2023pit-b`.
fn free(key: String, taken: &mut HashSet<String>) -> String {
    if taken.insert(key.to_lowercase()) {
        return key;
    }
    let letters = (b'b'..=b'z').map(|letter| format!("{key}-{}", char::from(letter)));
    let mut more = letters.chain((2..).map(|number| format!("{key}-{number}")));
    more.find(|key| taken.insert(key.to_lowercase())).unwrap_or(key)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn keys_are_plain_and_different() {
        let mut taken = HashSet::new();
        assert_eq!(tidy("a key, {odd}/1"), "a-key---odd-/1");
        assert_eq!(letters("Gödel-Łuk"), "godeluk");
        assert_eq!(free("ma2023".to_owned(), &mut taken), "ma2023");
        assert_eq!(free("ma2023".to_owned(), &mut taken), "ma2023-b");
        assert_eq!(free("Ma2023".to_owned(), &mut taken), "Ma2023-c");
        assert!(is_of("ma2023", "ma2023-b") && !is_of("ma 2023", "ma-2023"));
    }
}
