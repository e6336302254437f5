//! Names of people, and which of them is the owner of the CV.
//!
//! Names are compared by their parts, never by searching in text: "Liang Ma" and a title with "Ma" in it are not
//! "Lingxiao Ma".

use unicode_normalization::UnicodeNormalization;

/// A name taken apart for comparing: lower case, without accents.
#[derive(Debug, Clone, PartialEq, Eq)]
struct Parts {
    given: Vec<String>,
    family: String,
}

/// The forms of the owner's name.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Owner {
    forms: Vec<Parts>,
}

/// How well a name fits the owner's.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
enum Likeness {
    /// Another person.
    None,
    /// The same family name and initials that do not contradict.
    Compatible,
    /// The same name.
    Same,
}

impl Owner {
    /// An owner who is called by any of `names`.
    pub fn new<'a>(names: impl IntoIterator<Item = &'a str>) -> Self {
        Self { forms: names.into_iter().flat_map(Parts::orders).collect() }
    }

    /// Which of the authors is the owner: the one with the same name, else the only one whose name is compatible.
    pub fn among(&self, authors: &[&str]) -> Option<usize> {
        let likeness: Vec<_> = authors.iter().map(|author| self.likeness(author)).collect();
        let only = |wanted: Likeness| {
            let mut found = (0..authors.len()).filter(|index| likeness[*index] == wanted);
            found.next().filter(|_| found.next().is_none())
        };
        match likeness.contains(&Likeness::Same) {
            true => only(Likeness::Same),
            false => only(Likeness::Compatible),
        }
    }

    fn likeness(&self, name: &str) -> Likeness {
        let name = Parts::new(name);
        self.forms.iter().map(|form| form.likeness(&name)).max().unwrap_or(Likeness::None)
    }
}

impl Parts {
    /// Takes `Given Family` or `Family, Given` apart.
    fn new(name: &str) -> Self {
        let name = fold(name);
        let words =
            |text: &str| text.split([' ', '.', '-']).filter(|word| !word.is_empty()).map(str::to_owned).collect();
        match name.split_once(',') {
            Some((family, given)) => Self { given: words(given), family: family.trim().to_owned() },
            None => match name.rsplit_once(' ') {
                Some((given, family)) => Self { given: words(given), family: family.to_owned() },
                None => Self { given: Vec::new(), family: name },
            },
        }
    }

    /// An owner's name of two words may also be printed family name first.
    fn orders(name: &str) -> Vec<Self> {
        let mut orders = vec![Self::new(name)];
        if let [first, second] = name.split_whitespace().collect::<Vec<_>>()[..]
            && !name.contains(',')
        {
            orders.push(Self::new(&format!("{second} {first}")));
        }
        orders
    }

    fn likeness(&self, other: &Self) -> Likeness {
        if self.family != other.family {
            return Likeness::None;
        }
        if self.given == other.given {
            return Likeness::Same;
        }
        let compatible = |(a, b): (&String, &String)| {
            let short = a.chars().count() == 1 || b.chars().count() == 1;
            a == b || (short && a.chars().next() == b.chars().next())
        };
        let both = !self.given.is_empty() && !other.given.is_empty();
        match both && self.given.iter().zip(&other.given).all(compatible) {
            true => Likeness::Compatible,
            false => Likeness::None,
        }
    }
}

/// Lower case, without accents, without the marks that papers put behind names.
fn fold(name: &str) -> String {
    let is_mark = |c: char| "*∗†‡§¶‖&^#⁎".contains(c) || c.is_ascii_digit() || ('\u{300}'..='\u{36f}').contains(&c);
    let letters: String = name.nfkd().filter(|c| !is_mark(*c)).collect();
    letters.to_lowercase().split_whitespace().collect::<Vec<_>>().join(" ")
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
    }
}
