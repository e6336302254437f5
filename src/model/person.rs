//! How the name of a person is written: in full, or with initials.

use super::fields::Fields;

/// Signs that papers put behind the names of authors.
const SIGNS: &str = "*†‡§¶‖#";

/// The same signs as they look elsewhere.
const LOOKALIKES: &[(char, char)] = &[('∗', '*'), ('⁎', '*'), ('＊', '*'), ('∥', '‖')];

/// Words that follow a name and belong to it.
const SUFFIXES: &[&str] = &["jr", "sr", "ii", "iii", "iv", "phd", "md"];

/// The name of a person, or of a group that signs as one.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) enum PersonName {
    /// As its owner typed it: `Robin Example`, `Example, Robin`.
    Typed(String),
    /// In parts.
    Parts { given: String, particle: String, family: String, suffix: String },
    /// Of a group: it has no initials.
    Group(String),
}

impl PersonName {
    /// Reads `given`, `particle`, `family` and `suffix` with the signs behind them. `None` if there is neither given nor
    /// family name.
    pub(super) fn read(fields: &mut Fields) -> Option<(Self, Vec<char>)> {
        let mut signs = Vec::new();
        let mut part = |key| {
            let (text, behind) = without_signs(&fields.plain(key).map(|part| part.value).unwrap_or_default());
            signs.extend(behind);
            text
        };
        let [given, particle, family, suffix] = ["given", "particle", "family", "suffix"].map(&mut part);
        let is_group = given.is_empty() && particle.is_empty() && suffix.is_empty();
        match is_group {
            true if family.is_empty() => None,
            true => Some((Self::Group(family), signs)),
            false => Some((Self::Parts { given, particle, family, suffix }, signs)),
        }
    }

    /// The whole name.
    pub(super) fn full(&self) -> String {
        match self {
            Self::Typed(name) | Self::Group(name) => name.clone(),
            // Names in Chinese characters have the family name in front, and no space.
            Self::Parts { given, family, .. } if is_ideographic(given) && is_ideographic(family) => {
                format!("{family}{given}")
            }
            Self::Parts { given, particle, family, suffix } => {
                let parts = [given, particle, family, suffix].into_iter().filter(|part| !part.is_empty());
                parts.map(String::as_str).collect::<Vec<_>>().join(" ")
            }
        }
    }

    /// Given name, particle, family name and suffix. What cannot be taken apart is a family name.
    pub(super) fn in_parts(&self) -> [String; 4] {
        let whole = |name: &String| [String::new(), String::new(), name.clone(), String::new()];
        match self {
            Self::Group(name) => whole(name),
            Self::Parts { given, particle, family, suffix } => [given, particle, family, suffix].map(String::clone),
            Self::Typed(name) => match parts(name) {
                Some(Self::Parts { given, family, suffix, .. }) => {
                    let words: Vec<_> = family.split_whitespace().collect();
                    let low = words.iter().take_while(|word| word.starts_with(char::is_lowercase)).count();
                    let (particle, family) = words.split_at(low.min(words.len().saturating_sub(1)));
                    [given, particle.join(" "), family.join(" "), suffix]
                }
                _ => whole(name),
            },
        }
    }

    /// The name with initials for given names: `J.-L. Picard`. Scripts without capitals have none.
    pub(super) fn initials(&self) -> String {
        match self {
            Self::Group(name) => name.clone(),
            Self::Parts { given, .. } if !is_cased(given) => self.full(),
            Self::Parts { given, particle, family, suffix } => Self::Parts {
                given: initials(given),
                particle: particle.clone(),
                family: family.clone(),
                suffix: suffix.clone(),
            }
            .full(),
            Self::Typed(name) => match parts(name) {
                Some(parts) => parts.initials(),
                None => name.clone(),
            },
        }
    }

    /// The name as its parts are told best: `van der Berg, Jan`.
    pub(super) fn compared(&self) -> String {
        match self {
            Self::Typed(name) | Self::Group(name) => name.clone(),
            Self::Parts { given, family, .. } if given.is_empty() || family.is_empty() => self.full(),
            Self::Parts { given, family, .. } if is_ideographic(given) && is_ideographic(family) => self.full(),
            Self::Parts { given, particle, family, .. } => format!("{particle} {family}, {given}"),
        }
    }
}

/// A name without the signs behind it, and these.
pub(super) fn without_signs(name: &str) -> (String, Vec<char>) {
    let sign = |c: char| {
        let known = LOOKALIKES.iter().find(|(other, _)| *other == c).map_or(c, |(_, sign)| *sign);
        SIGNS.contains(known).then_some(known)
    };
    let rest = name.trim_end_matches(|c: char| sign(c).is_some() || " ,".contains(c));
    match rest.is_empty() {
        true => (name.to_owned(), Vec::new()),
        false => (rest.to_owned(), name[rest.len()..].chars().filter_map(sign).collect()),
    }
}

/// Whether a character is a sign that papers put behind names.
pub(super) fn is_sign(c: char) -> bool {
    SIGNS.contains(c)
}

/// The signs among the characters of a text.
pub(super) fn signs_in(text: &str) -> impl Iterator<Item = char> {
    SIGNS.chars().filter(move |sign| text.contains(*sign))
}

/// Takes a typed name apart. `None` if it is one word, or in a script without capitals.
fn parts(name: &str) -> Option<PersonName> {
    let is_suffix = |word: &str| SUFFIXES.contains(&word.trim_matches(['.', ',']).to_lowercase().as_str());
    let pieces: Vec<_> = name.split(',').map(str::trim).filter(|piece| !piece.is_empty()).collect();
    let (given, family, suffix) = match pieces.as_slice() {
        [family, given, suffix] => ((*given).to_owned(), (*family).to_owned(), (*suffix).to_owned()),
        [family, given] if !is_suffix(given) => ((*given).to_owned(), (*family).to_owned(), String::new()),
        [name, rest @ ..] => {
            let mut words: Vec<_> = name.split_whitespace().collect();
            let behind = words.last().filter(|word| words.len() > 2 && is_suffix(word)).map(|word| (*word).to_owned());
            words.truncate(words.len() - usize::from(behind.is_some()));
            let particle = words.iter().skip(1).position(|word| word.starts_with(char::is_lowercase));
            let family = particle.map_or(words.len().saturating_sub(1), |at| at + 1);
            (words[..family].join(" "), words[family..].join(" "), behind.unwrap_or_else(|| rest.join(" ")))
        }
        [] => return None,
    };
    let is_apart = is_cased(&given) && !given.is_empty() && !family.is_empty();
    is_apart.then_some(PersonName::Parts { given, particle: String::new(), family, suffix })
}

/// `Jean-Luc` → `J.-L.`
fn initials(given: &str) -> String {
    let word = |word: &str| {
        let initial = |part: &str| part.chars().next().map(|first| format!("{first}."));
        word.split('-').filter_map(initial).collect::<Vec<_>>().join("-")
    };
    // `J.R.R.` are three.
    given.replace('.', ". ").replace(". -", ".-").split_whitespace().map(word).collect::<Vec<_>>().join(" ")
}

/// Whether it starts with a letter that has a capital and a small form.
fn is_cased(text: &str) -> bool {
    text.starts_with(|c: char| c.is_uppercase() || c.is_lowercase())
}

fn is_ideographic(text: &str) -> bool {
    !text.is_empty()
        && text.chars().all(|c| ('\u{2e80}'..='\u{9fff}').contains(&c) || ('\u{ac00}'..='\u{d7af}').contains(&c))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn initials_of_typed_names() {
        for (name, expected) in [
            ("Lingxiao Ma", "L. Ma"),
            ("Ma, Lingxiao", "L. Ma"),
            ("Jean-Luc Picard", "J.-L. Picard"),
            ("J.-L. Picard", "J.-L. Picard"),
            ("J.R.R. Tolkien", "J. R. R. Tolkien"),
            ("Jan van der Berg", "J. van der Berg"),
            ("Robert Smith Jr.", "R. Smith Jr."),
            ("Smith, Robert, III", "R. Smith III"),
            ("马凌霄", "马凌霄"),
            ("Plato", "Plato"),
            ("Élodie Martin", "É. Martin"),
        ] {
            assert_eq!(PersonName::Typed(name.to_owned()).initials(), expected);
        }
        assert_eq!(PersonName::Group("Google Brain Team".to_owned()).initials(), "Google Brain Team");
    }

    #[test]
    fn signs_are_taken_from_the_end() {
        assert_eq!(without_signs("Lei Wang *†"), ("Lei Wang".to_owned(), vec!['*', '†']));
        assert_eq!(without_signs("Lei Wang∗"), ("Lei Wang".to_owned(), vec!['*']));
        assert_eq!(without_signs("Lei Wang*,‡"), ("Lei Wang".to_owned(), vec!['*', '‡']));
        assert_eq!(without_signs("Lei Wang"), ("Lei Wang".to_owned(), vec![]));
    }
}
