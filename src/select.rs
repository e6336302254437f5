//! Cv × Variant → Cv: what appears, in which order, under which headings.

use std::cmp::Reverse;
use std::collections::{BTreeMap, BTreeSet};

use crate::document::Day;
use crate::model::{Choice, Cv, Item, Order, Section, SectionChoice, Variant};
use crate::source::Spanned;

/// The part of a CV that a variant shows.
pub fn select(cv: &Cv, variant: &Variant) -> Cv {
    let mut selected = cv.clone();
    selected.sections = ordered(&cv.sections, &cv.settings.sections, variant);
    let publications = cv.settings.publications(variant);
    for section in &mut selected.sections {
        if section.kind.is_numbered() {
            count(&mut section.items, cv.settings.publications.order());
        }
        // What is written for other variants is no part of "9 of 20".
        section.items.retain(|item| is_for(&item.choice, variant));
        section.total = section.items.len();
        section.items.retain(|item| has_tags_for(&item.choice, variant));
        for item in &mut section.items {
            item.highlights
                .retain(|highlight| is_for(&highlight.choice, variant) && has_tags_for(&highlight.choice, variant));
        }
        let declared = |of: fn(&SectionChoice) -> Option<usize>| {
            choices(cv, variant).filter(|choice| choice.key.value == section.key).filter_map(of)
        };
        let own = |counts: &[(Spanned<String>, usize)]| {
            counts.iter().find(|(key, _)| key.value == section.key).map(|(_, count)| *count)
        };
        let limit = own(&variant.limit).or_else(|| declared(|choice| choice.limit).next());
        section.minimum = own(&variant.minimum).or_else(|| declared(|choice| choice.minimum).next()).unwrap_or(0);
        if section.kind.is_numbered() && publications.order() == Order::Date {
            by_date(&mut section.items);
        }
        section.items.truncate(limit.unwrap_or(usize::MAX));
    }
    selected
}

/// Counts each kind by itself: everything in the CV, in the order that the block `recto` asks for. So an entry has the same
/// number in every variant, whatever that leaves out and in whatever order and groups it sets the rest.
fn count(items: &mut [Item], order: Order) {
    let mut places: Vec<_> = (0..items.len()).collect();
    if order == Order::Date {
        let days = days(items);
        places.sort_by_key(|place| days[*place]);
    }
    let mut counts: BTreeMap<&str, usize> = BTreeMap::new();
    for place in &places {
        let count = counts.entry(items[*place].body.letters()).or_default();
        *count += 1;
        items[*place].serial = Some((*count, 0));
    }
    for item in items {
        let all = counts.get(item.body.letters()).copied().unwrap_or_default();
        item.serial = item.serial.map(|(place, _)| (place, all));
    }
}

/// The newest first; what has no date stays behind what it stood behind.
fn by_date(items: &mut Vec<Item>) {
    let mut dated: Vec<_> = days(items).into_iter().zip(items.drain(..)).collect();
    dated.sort_by_key(|(day, _)| *day);
    items.extend(dated.into_iter().map(|(_, item)| item));
}

/// When each was; what has no date was when that before it was.
fn days(items: &[Item]) -> Vec<Reverse<Day>> {
    let mut last = Reverse(Day { year: u16::MAX, month: None, day: None });
    let day = |item: &Item| {
        last = item.day().map_or(last, Reverse);
        last
    };
    items.iter().map(day).collect()
}

/// A CV without the entries and bullets at these paths, such as `work[0].highlights[1]`.
pub fn without(cv: &Cv, dropped: &BTreeSet<String>) -> Cv {
    let mut rest = cv.clone();
    for section in &mut rest.sections {
        section.items.retain(|item| !dropped.contains(&item.path));
        for item in &mut section.items {
            item.highlights.retain(|highlight| !dropped.contains(&highlight.path));
        }
    }
    rest
}

/// The sections a variant shows: those it names, else all; those named in settings first, the rest as in the text.
fn ordered(sections: &[Section], settings: &[SectionChoice], variant: &Variant) -> Vec<Section> {
    let titled = |section: &Section| {
        let title = variant.sections.iter().flatten().chain(settings).filter(|choice| choice.key.value == section.key);
        let title = title.filter_map(|choice| choice.title.clone()).next().or_else(|| section.title.clone());
        Section { title, ..section.clone() }
    };
    let find = |choice: &SectionChoice| sections.iter().find(|section| section.key == choice.key.value);
    let picked: Vec<_> = match &variant.sections {
        Some(choices) => choices.iter().filter_map(find).map(titled).collect(),
        None => {
            let named = settings.iter().filter_map(find);
            let rest = sections.iter().filter(|section| settings.iter().all(|choice| choice.key.value != section.key));
            named.chain(rest).map(titled).collect()
        }
    };
    let named = |names: &Option<Vec<Spanned<String>>>, section: &Section| {
        names.iter().flatten().any(|name| name.value == section.key)
    };
    picked
        .into_iter()
        .filter(|section| is_empty(&variant.only) || named(&variant.only, section))
        .filter(|section| !named(&variant.except, section))
        .collect()
}

fn choices<'a>(cv: &'a Cv, variant: &'a Variant) -> impl Iterator<Item = &'a SectionChoice> {
    variant.sections.iter().flatten().chain(&cv.settings.sections)
}

/// Whether something is meant for a variant by name.
fn is_for(choice: &Choice, variant: &Variant) -> bool {
    let names_it = |names: &[Spanned<String>]| names.iter().any(|name| name.value == variant.name.value);
    (choice.only.is_empty() || names_it(&choice.only)) && !names_it(&choice.except)
}

/// Whether its tags let something appear; things without tags appear everywhere.
fn has_tags_for(choice: &Choice, variant: &Variant) -> bool {
    let has = |tag: &Spanned<String>| choice.tags.iter().any(|own| own.value == tag.value);
    let shares = |tags: &Option<Vec<Spanned<String>>>| tags.iter().flatten().any(has);
    (is_empty(&variant.tags) || choice.tags.is_empty() || shares(&variant.tags)) && !shares(&variant.except_tags)
}

fn is_empty(names: &Option<Vec<Spanned<String>>>) -> bool {
    names.as_ref().is_none_or(Vec::is_empty)
}
