//! Publications set as a style of citation says: CSL, by hayagriva, which is part of Typst.
//!
//! The owner is found by the tags that hayagriva puts on names, never by looking for characters. What the style would cut
//! behind `et al.` it does not cut before the owner. Nothing here is touched unless a CV names a style.

mod entry;
mod style;
mod text;

use std::collections::BTreeMap;

use hayagriva::citationberg::{Locale, LocaleCode};
use hayagriva::{
    BibliographyDriver, BibliographyRequest, CitationItem, CitationRequest, ElemChild, ElemChildren, ElemMeta, Entry,
};

use crate::document::Inline;
use crate::model::{Owner, Reference};
pub use style::{Style, StyleFault};

/// A publication as it is set: the reference, and whether an address stands in it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Cited {
    /// The reference, with the owner's name set strong.
    pub text: Vec<Inline>,
    /// Whether something in it is linked.
    pub is_linked: bool,
}

/// Sets publications, each under the path it came with. `most` is the greatest number of authors to be named, if not the
/// style's.
pub fn cite(
    style: &Style,
    lang: &str,
    owner: &Owner,
    most: Option<usize>,
    references: &[(String, Reference)],
) -> BTreeMap<String, Cited> {
    let locales = hayagriva::archive::locales();
    let owners: Vec<_> = references.iter().map(|(_, reference)| reference.owner(owner)).collect();
    let entries: Vec<_> = references.iter().map(|(path, reference)| entry::entry(path, reference, lang)).collect();
    let locale = style.locale(lang, &locales);
    let usual = style.with_authors(most.map(|most| (most + 1, most)));
    let mut rendered = render(&usual, &entries, &locale, &locales);
    // Where the style cuts the owner, it cuts behind the owner.
    let is_cut = |content: &ElemChildren, at: usize| !names(content).contains(&at);
    let cut: Vec<_> = (0..entries.len())
        .filter_map(|index| Some((index, owners[index]?)))
        .filter(|(index, at)| rendered.get(*index).is_some_and(|content| is_cut(content, *at)))
        .collect();
    let mut depths: Vec<_> = cut.iter().map(|(_, at)| *at).collect();
    depths.sort_unstable();
    depths.dedup();
    for depth in depths {
        let deeper = style.with_authors(Some((depth + 2, depth + 1)));
        let again = render(&deeper, &entries, &locale, &locales);
        for (index, _) in cut.iter().filter(|(_, at)| *at == depth) {
            rendered[*index] = again[*index].clone();
        }
    }
    let all = references.iter().zip(&rendered).zip(owners);
    all.map(|(((path, reference), content), owner)| (path.clone(), text::cited(content, reference, owner, lang)))
        .collect()
}

/// The references in the order of the entries. Each is set alone: in a CV none is cited, so that none must be told from
/// others by more names or letters behind the year.
fn render(style: &Style, entries: &[Entry], locale: &Option<LocaleCode>, locales: &[Locale]) -> Vec<ElemChildren> {
    let one = |entry| {
        let mut driver = BibliographyDriver::new();
        let items = vec![CitationItem::with_entry(entry)];
        driver.citation(CitationRequest::new(items, style.independent(), locale.clone(), locales, None));
        let list = driver.finish(BibliographyRequest::new(style.independent(), locale.clone(), locales)).bibliography;
        list.and_then(|list| list.items.into_iter().next()).map(|item| item.content).unwrap_or_default()
    };
    entries.iter().map(one).collect()
}

/// Which authors are named.
fn names(content: &ElemChildren) -> Vec<usize> {
    let mut found = Vec::new();
    for child in &content.0 {
        if let ElemChild::Elem(elem) = child {
            match elem.meta {
                Some(ElemMeta::Name(_, index)) => found.push(index),
                _ => found.extend(names(&elem.children)),
            }
        }
    }
    found
}
