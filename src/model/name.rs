//! Names of people, and which of them is the owner of the CV.
//!
//! Names are compared by their parts, never by searching in text: "Liang Ma" and a title with "Ma" in it are not
//! "Lingxiao Ma".

mod forms;

use std::cell::RefCell;
use std::collections::HashMap;

use unicode_normalization::UnicodeNormalization;

/// A name taken apart for comparing: words in lower case, without accents, titles and marks.
#[derive(Debug, Clone, PartialEq, Eq)]
struct Name {
    /// The words in the order given name, family name.
    words: Vec<String>,
    /// How many of them are the family name, if a comma says so.
    family: Option<usize>,
}

/// Words that belong to no name.
const TITLES: &[&str] = &[
    "dr",
    "prof",
    "professor",
    "mr",
    "mrs",
    "ms",
    "phd",
    "md",
    "msc",
    "bsc",
    "mba",
    "dipl",
    "ing",
    "jr",
    "sr",
    "ii",
    "iii",
    "iv",
    "esq",
];

/// The forms of the owner's name.
#[derive(Debug, Clone, Default)]
pub struct Owner {
    forms: Vec<Name>,
    /// Names that were compared with it: lists of authors are looked through each time that a CV is set.
    known: RefCell<HashMap<String, Likeness>>,
}

/// How well a name fits the owner's.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
enum Likeness {
    /// Another person.
    None,
    /// The same family name and initials that do not contradict.
    Compatible,
    /// The same two words the other way round.
    Reversed,
    /// The same name.
    Same,
}

impl Owner {
    /// An owner who is called by any of `names`.
    pub fn new<'a>(names: impl IntoIterator<Item = &'a str>) -> Self {
        let forms = names.into_iter().flat_map(forms::forms).map(|form| Name::new(&form)).collect();
        Self { forms, known: RefCell::default() }
    }

    /// Which of the authors is the owner: the one with the same name, else the only one whose name is compatible.
    pub fn among(&self, authors: &[&str]) -> Option<usize> {
        let indexed = indexed(authors);
        let likeness = |place: usize| {
            let indexed = indexed.as_ref().map_or(Likeness::None, |indexed| self.likeness(&indexed[place]));
            self.likeness(authors[place]).max(indexed)
        };
        let likeness: Vec<_> = (0..authors.len()).map(likeness).collect();
        let only = |wanted: Likeness| {
            let mut found = (0..authors.len()).filter(|index| likeness[*index] == wanted);
            found.next().filter(|_| found.next().is_none())
        };
        let best = likeness.iter().copied().max().filter(|best| *best > Likeness::None);
        best.and_then(only)
    }

    fn likeness(&self, name: &str) -> Likeness {
        if let Some(known) = self.known.borrow().get(name) {
            return *known;
        }
        let likeness = self.compared(name);
        self.known.borrow_mut().insert(name.to_owned(), likeness);
        likeness
    }

    fn compared(&self, name: &str) -> Likeness {
        let names: Vec<_> = forms::forms(name).iter().map(|form| Name::new(form)).collect();
        let pairs = self.forms.iter().flat_map(|form| names.iter().map(move |name| form.likeness(name)));
        pairs.max().unwrap_or(Likeness::None)
    }
}

/// The names as `Schmidt, A B` where all are written `Schmidt AB`, as indexes of medicine do; else `None`: `Weinan E` is a
/// name like any other, and so is `Lingxiao MA` unless one of the list has one initial.
pub(super) fn indexed(authors: &[&str]) -> Option<Vec<String>> {
    let names: Vec<_> = authors.iter().map(|author| forms::indexed(author)).collect::<Option<_>>()?;
    let has_one = |name: &String| name.rsplit_once(", ").is_some_and(|(_, initials)| !initials.contains(' '));
    names.iter().any(has_one).then_some(names)
}

impl Name {
    /// Takes `Given Family` or `Family, Given` apart; a title or suffix behind a comma does not count.
    fn new(name: &str) -> Self {
        let folded = fold(name);
        let words = |part: &str| -> Vec<String> {
            let words = part.split([' ', '.', '-']).filter(|word| !word.is_empty() && !TITLES.contains(word));
            words.map(str::to_owned).collect()
        };
        let parts: Vec<_> = folded.split(',').map(words).filter(|part| !part.is_empty()).collect();
        match parts.as_slice() {
            [family, given, ..] => Self { words: [given.as_slice(), family].concat(), family: Some(family.len()) },
            [words] => Self { words: words.clone(), family: None },
            [] => Self { words: Vec::new(), family: None },
        }
    }

    /// Given and family name, in every way the words can be parted: family names may have several.
    fn splits(&self) -> impl Iterator<Item = (&[String], &[String])> {
        let count = self.words.len();
        let sizes = self.family.map_or(1..=count.saturating_sub(1), |size| size..=size);
        sizes.map(move |size| self.words.split_at(count - size))
    }

    fn likeness(&self, other: &Self) -> Likeness {
        let is_reversed = self.words.len() == 2 && other.family.is_none() && self.words.iter().rev().eq(&other.words);
        if self.words.is_empty() {
            return Likeness::None;
        }
        if self.words == other.words {
            return Likeness::Same;
        }
        if is_reversed {
            return Likeness::Reversed;
        }
        let is_compatible = self.splits().any(|(given, family)| {
            let mut others = other.splits();
            others.any(|(other_given, other_family)| family == other_family && initials_agree(given, other_given))
        });
        if is_compatible { Likeness::Compatible } else { Likeness::None }
    }
}

/// Whether given names do not contradict: each word is the same or the initial of the other, and one may have more words.
fn initials_agree(a: &[String], b: &[String]) -> bool {
    let agree = |(a, b): (&String, &String)| {
        let is_initial = a.chars().count() == 1 || b.chars().count() == 1;
        a == b || (is_initial && a.chars().next() == b.chars().next())
    };
    !a.is_empty() && !b.is_empty() && a.iter().zip(b).all(agree)
}

/// Lower case, without accents, without the marks and numbers that papers put behind names.
fn fold(name: &str) -> String {
    let is_mark = |c: char| "*∗†‡§¶‖&^#⁎".contains(c) || c.is_ascii_digit() || ('\u{300}'..='\u{36f}').contains(&c);
    let letters: String = name.nfkd().filter(|c| !is_mark(*c)).collect();
    let letters = letters.to_lowercase().replace(['’', '‘', 'ʼ', '`'], "'");
    letters.split_whitespace().collect::<Vec<_>>().join(" ")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_owner_is_found_by_parts_of_the_name() {
        let owner = Owner::new(["Lingxiao Ma"]);
        for (authors, expected) in [
            (&["Lei Wang", "Lingxiao Ma"][..], Some(1)),
            (&["Ma, Lingxiao", "Lei Wang"], Some(0)),
            (&["L. Ma", "Lei Wang"], Some(0)),
            (&["Lingxiao Ma*", "Liang Ma"], Some(0)),
            (&["L. Ma", "Lingxiao Ma"], Some(1)),
            (&["Ma Lingxiao"], Some(0)),
            (&["LINGXIAO MA†"], Some(0)),
            (&["Liang Ma", "Lei Wang"], None),
            (&["L. Ma", "L. Ma"], None),
            (&["Ma"], None),
            (&["Lingxiao Mapping"], None),
        ] {
            assert_eq!(owner.among(authors), expected, "{authors:?}");
        }
    }

    #[test]
    fn accents_middle_names_and_other_scripts() {
        assert_eq!(Owner::new(["José Núñez"]).among(&["Jose Nunez"]), Some(0));
        assert_eq!(Owner::new(["Ada K. Byron"]).among(&["Ada Byron", "A. Other"]), Some(0));
        assert_eq!(Owner::new(["马凌霄"]).among(&["王雷", "马凌霄"]), Some(1));
        assert_eq!(Owner::new(["Jean-Luc Picard"]).among(&["J.-L. Picard"]), Some(0));
        assert_eq!(Owner::new(["Sarah O'Neil"]).among(&["Sarah O’Neil"]), Some(0));
    }

    #[test]
    fn names_as_others_write_them() {
        for (owner, authors, expected) in [
            ("Dr. med. Anna Schmidt, LL.M.", &["B. Weber", "Anna Schmidt"][..], Some(1)),
            ("Prof. Dr. Anna Schmidt", &["Schmidt, Anna, M.D."], Some(0)),
            ("Anna Schmidt née Weber", &["Weber, A.", "Lee, B."], Some(0)),
            ("Anna Schmidt (geb. Weber)", &["Anna Schmidt", "Anna Lee"], Some(0)),
            ("李伟 (Li Wei)", &["王雷", "李伟"], Some(1)),
            ("李伟 (Li Wei)", &["Lei Wang", "Wei Li"], Some(1)),
            ("Wei Li", &["王雷 (Lei Wang)", "李伟 (Wei Li)"], Some(1)),
            ("Anna Schmidt", &["Weber B", "Schmidt A", "Lee CD"], Some(1)),
            ("Anna Schmidt", &["Weber B", "Schmidt AB"], Some(1)),
            ("Anna B. Schmidt", &["Weber B", "Schmidt AB"], Some(1)),
            ("Jan van der Berg", &["van der Berg J", "Lee CD"], Some(0)),
            ("Jürgen Müller", &["J. Mueller", "B. Weber"], Some(0)),
            // Who else might be meant is not told apart.
            ("Anna Schmidt", &["Schmidt A", "Schmidt AB"], None),
            ("Anna Schmidt", &["Schmidt B", "Weber A"], None),
            ("Anna Schmidt", &["Weber, A.", "Schmidt, B."], None),
            // Not all are written as indexes do.
            ("Emil Weinan", &["Weinan E", "Jiequn Han"], None),
            ("Weinan E", &["Weinan E", "Jiequn Han"], Some(0)),
            ("Lingxiao Ma", &["Liang MA", "Lingxiao MA"], Some(1)),
            ("Ming Lingxiao", &["Liang MA", "Lingxiao MA"], None),
        ] {
            assert_eq!(Owner::new([owner]).among(authors), expected, "{owner} among {authors:?}");
        }
    }

    #[test]
    fn titles_suffixes_and_family_names_of_several_words() {
        for (owner, authors, expected) in [
            ("Dr. Robert Smith", &["Robert Smith", "D. Smith"][..], Some(0)),
            ("Robert Smith, PhD", &["Robert Smith"], Some(0)),
            ("Robert Smith Jr.", &["Smith, Robert"], Some(0)),
            ("Jan van der Berg", &["van der Berg, Jan"], Some(0)),
            ("Gabriel García Márquez", &["García Márquez, G."], Some(0)),
            ("James Thomas", &["T. James", "A. Miller"], None),
            ("James Thomas", &["Thomas James", "A. Miller"], Some(0)),
            ("James Thomas", &["Thomas James", "James Thomas"], Some(1)),
            ("Ada Byron", &["Ada Byron1,2"], Some(0)),
        ] {
            assert_eq!(Owner::new([owner]).among(authors), expected, "{owner} among {authors:?}");
        }
    }
}
