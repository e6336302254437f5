//! Authors as one line: who is named in which form, who is the owner, and what the signs behind names mean.

use super::author::{Author, CORRESPONDING, EQUAL};
use super::lower::Setting;
use super::name::{Owner, indexed};
use super::person::{PersonName, signs_in};
use super::publications::Names;
use crate::document::{Detail, Inline, Role, plain_text};

/// Names longer than this, in characters, may be broken over two lines.
const LONGEST_TOGETHER: usize = 40;

/// In brief, lists with more authors than this are cut.
const LONGEST_LIST: usize = 5;

/// How many of the first authors of a cut list are named.
const FIRST_IN_BRIEF: usize = 3;

/// What stands at the end of a list for authors that are not named.
const OTHERS: &[&str] = &["et al.", "et al", "others", "and others"];

/// Whether a list is cut in brief.
pub(super) fn is_long(authors: &[Author]) -> bool {
    authors.len() > LONGEST_LIST
}

/// The authors as one line: each name kept together, the owner's strong. `None` if there are none.
///
/// Of a long list in brief, and of one longer than `max-authors`, only the first and the owner are named; the owner always
/// is.
pub(super) fn authors(authors: &[Author], setting: &Setting) -> Option<Vec<Inline>> {
    let (authors, others) = apart(authors);
    let owner = owner(authors, setting);
    let names: Vec<_> = authors.iter().map(|author| author.name.compared()).collect();
    let indexed = indexed(&names.iter().map(String::as_str).collect::<Vec<_>>());
    let mut shown = shown(authors.len(), owner, setting);
    shown.extend((others && shown.last().is_some_and(Option::is_some)).then_some(None));
    let comma = &setting.locale.comma;
    let mut line = Vec::with_capacity(2 * shown.len());
    let mut rest = shown.iter().peekable();
    while let Some(place) = rest.next() {
        let text = match place {
            Some(index) => written(&authors[*index], indexed.as_ref().map(|names| &*names[*index]), setting),
            None if rest.peek().is_some() => "…".to_owned(),
            None => setting.locale.et_al.clone(),
        };
        let is_together = text.contains(' ') && text.chars().count() <= LONGEST_TOGETHER;
        let inline = Inline::text(text);
        let is_owner = place.is_some() && *place == owner;
        let mut parts = vec![if is_owner { Inline::Strong(vec![inline]) } else { inline }];
        if rest.peek().is_some() {
            parts.push(Inline::text(comma.trim_end()));
        }
        match is_together {
            true => line.push(Inline::Together(parts)),
            false => line.extend(parts),
        }
        if rest.peek().is_some() && comma.ends_with(' ') {
            line.push(Inline::text(" "));
        }
    }
    (!line.is_empty()).then_some(line)
}

/// The authors without what stands for more of them at the end, and whether that is there.
pub(super) fn apart(authors: &[Author]) -> (&[Author], bool) {
    let is_others = |author: &Author| OTHERS.contains(&author.name.full().to_lowercase().as_str());
    match authors.split_last() {
        Some((last, rest)) if !rest.is_empty() && is_others(last) => (rest, true),
        _ => (authors, false),
    }
}

/// Which author is the owner: whom the owner says, else who is called so.
pub(super) fn owner(authors: &[Author], setting: &Setting) -> Option<usize> {
    owner_among(authors, setting.owner)
}

/// The same where nothing is set.
pub(super) fn owner_among(authors: &[Author], owner: &Owner) -> Option<usize> {
    let said = authors.iter().position(|author| author.me == Some(true));
    // Who is said not to be the owner does not hide who is.
    let compared = |author: &Author| if author.me == Some(false) { String::new() } else { author.name.compared() };
    let names: Vec<_> = authors.iter().map(compared).collect();
    said.or_else(|| owner.among(&names.iter().map(String::as_str).collect::<Vec<_>>()))
}

/// Whether the owner is the first author, or contributed as much as the first.
pub(super) fn owner_leads(authors: &[Author], setting: &Setting) -> bool {
    let is_equal = |place: usize| authors.get(place).is_some_and(|author| author.signs.contains(&EQUAL));
    owner(authors, setting).is_some_and(|place| place == 0 || (is_equal(place) && is_equal(0)))
}

/// What the signs mean that stand behind the names of authors, as one line; `None` if none does that has a meaning.
pub(super) fn legend<'a>(details: impl IntoIterator<Item = &'a Detail>, setting: &Setting) -> Option<Vec<Inline>> {
    let lines: String = details
        .into_iter()
        .filter(|detail| detail.role == Role::Authors)
        .map(|detail| plain_text(&detail.text))
        .collect();
    let words = &setting.locale.marks;
    let meaning = |sign: char| {
        let own = setting.publications.marks.iter().find(|(known, _)| *known == sign);
        let usual = || match sign {
            EQUAL => Some(vec![Inline::text(&words.equal)]),
            CORRESPONDING => Some(vec![Inline::text(&words.corresponding)]),
            _ => None,
        };
        own.map(|(_, text)| text.line(setting)).or_else(usual)
    };
    let mut legend = Vec::new();
    for (sign, meaning) in signs_in(&lines).filter_map(|sign| Some((sign, meaning(sign)?))) {
        legend.extend((!legend.is_empty()).then(|| Inline::text(&setting.locale.comma)));
        legend.push(Inline::text(format!("{sign} ")));
        legend.extend(meaning);
    }
    (!legend.is_empty()).then_some(legend)
}

/// A name in the form asked for, with its signs; `indexed` tells given and family name apart where the name itself does not.
fn written(author: &Author, indexed: Option<&str>, setting: &Setting) -> String {
    let name = match (setting.publications.names(), indexed) {
        (Names::Full, _) => author.name.full(),
        (Names::Initials, Some(name)) => PersonName::Typed(name.to_owned()).initials(),
        (Names::Initials, None) => author.name.initials(),
    };
    name + &author.signs.iter().collect::<String>()
}

/// Which authors are named; `None` for those that are not.
fn shown(count: usize, owner: Option<usize>, setting: &Setting) -> Vec<Option<usize>> {
    let most = setting.publications.max_authors.filter(|most| *most < count);
    match most {
        // The owner takes the last of the places, if not among the first.
        Some(most) if !setting.brief || most <= FIRST_IN_BRIEF => {
            let first = if owner.is_some_and(|owner| owner >= most) { most - 1 } else { most };
            cut(count, owner, first)
        }
        _ if setting.brief && count > LONGEST_LIST => cut(count, owner, FIRST_IN_BRIEF),
        _ => (0..count).map(Some).collect(),
    }
}

/// The first of the authors, and the owner.
fn cut(count: usize, owner: Option<usize>, first: usize) -> Vec<Option<usize>> {
    let mut shown: Vec<_> = (0..first).map(Some).collect();
    let mut behind = first;
    if let Some(owner) = owner.filter(|owner| *owner >= first) {
        shown.extend((owner > first).then_some(None));
        shown.push(Some(owner));
        behind = owner + 1;
    }
    shown.extend((behind < count).then_some(None));
    shown
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::model::{Locale, Publications};

    fn set(names: &str, brief: bool, max_authors: Option<usize>) -> String {
        let owner = Owner::new(["Ada Byron"]);
        let locale = Locale::by_code("en").expect("English is built in");
        let (short, sink) = Default::default();
        let publications = Publications { max_authors, ..Publications::default() };
        let setting = Setting::new("en", &locale, &owner, &short, &sink).with_publications(&publications);
        let list: Vec<_> = names.split(", ").map(Author::typed).collect();
        plain_text(&authors(&list, &Setting { brief, ..setting }).unwrap_or_default())
    }

    #[test]
    fn the_owner_is_always_named() {
        let in_brief = |names| set(names, true, None);
        assert_eq!(in_brief("A, B, C, Ada Byron, E"), "A, B, C, Ada Byron, E");
        assert_eq!(in_brief("Ada Byron, B, C, D, E, F"), "Ada Byron, B, C, et al.");
        assert_eq!(in_brief("A, B, C, Ada Byron, E, F"), "A, B, C, Ada Byron, et al.");
        assert_eq!(in_brief("A, B, C, D, Ada Byron, F"), "A, B, C, …, Ada Byron, et al.");
        assert_eq!(in_brief("A, B, C, D, E, Ada Byron"), "A, B, C, …, Ada Byron");
        assert_eq!(in_brief("A, B, C, D, E, F"), "A, B, C, et al.");
    }

    #[test]
    fn initials_of_indexed_names_come_in_front() {
        let owner = Owner::new(["Ada Byron"]);
        let locale = Locale::by_code("en").expect("English is built in");
        let (short, sink) = Default::default();
        let publications = Publications { names: Some(Names::Initials), ..Publications::default() };
        let setting = Setting::new("en", &locale, &owner, &short, &sink).with_publications(&publications);
        let list = ["Weber BC", "Byron A", "van der Berg J"].map(Author::typed);
        let line = authors(&list, &setting).unwrap_or_default();
        assert_eq!(plain_text(&line), "B. C. Weber, A. Byron, J. van der Berg");
        assert!(owner_leads(&list[1..], &setting) && !owner_leads(&list, &setting));
    }

    #[test]
    fn the_owner_is_named_at_any_greatest_number() {
        let at_most = |most, names| set(names, false, Some(most));
        assert_eq!(at_most(1, "A, B, Ada Byron, D"), "…, Ada Byron, et al.");
        assert_eq!(at_most(1, "Ada Byron, B"), "Ada Byron, et al.");
        assert_eq!(at_most(1, "A, Ada Byron"), "…, Ada Byron");
        assert_eq!(at_most(2, "A, B, C, Ada Byron"), "A, …, Ada Byron");
        assert_eq!(at_most(3, "A, B, Ada Byron, D"), "A, B, Ada Byron, et al.");
        assert_eq!(at_most(3, "A, B, C, Ada Byron"), "A, B, …, Ada Byron");
        assert_eq!(at_most(4, "A, B, C, Ada Byron"), "A, B, C, Ada Byron");
        assert_eq!(at_most(2, "A, B, C"), "A, B, et al.");
        assert_eq!(at_most(9, "A, Ada Byron, et al."), "A, Ada Byron, et al.");
        assert_eq!(at_most(1, "A, Ada Byron, others"), "…, Ada Byron, et al.");
        assert_eq!(set("A, B, C, D, E, Ada Byron", true, Some(2)), "A, …, Ada Byron");
    }
}
