//! What a CV consists of that can be left out or worded shorter, and what each piece is worth to its owner.

use crate::document::plain_text;
use crate::model::{Cv, Item, Section, Setting, groups, heading};
use crate::source::Span;

/// What each place further down in its section costs an entry: owners put the best first.
const PER_PLACE: f64 = 2.0;

/// What being the first of its section adds: a section should not vanish while others are long.
const FIRST_OF_SECTION: f64 = 25.0;

/// What a bullet is worth less than its entry.
const BULLET: f64 = 10.0;

/// What each place further down costs a bullet.
const PER_BULLET: f64 = 4.0;

/// Up to this minimum of a section every way to make it up is weighed; the states to weigh grow with it.
const MOST_COUNTED: usize = 6;

/// The greatest worth.
const FULL: f64 = 100.0;

/// An entry with its bullets, or one bullet.
#[derive(Debug, Clone, PartialEq)]
pub struct Unit {
    /// Where it stands in the CV, such as `work[0].highlights[1]`.
    pub path: String,
    /// What it says, in one line.
    pub text: String,
    /// Where it stands in the text.
    pub span: Span,
    /// What it is worth, 0–100.
    pub worth: f64,
    /// Whether its owner said that it may not be left out.
    pub kept: bool,
    /// Whether it may not be left out, because its owner said so of it or of one of its bullets.
    pub pinned: bool,
    /// Whether there is a shorter wording.
    pub has_short: bool,
}

/// An entry and its bullets.
#[derive(Debug, Clone, PartialEq)]
pub struct Entry {
    /// The entry itself.
    pub unit: Unit,
    /// Its bullets.
    pub bullets: Vec<Unit>,
}

/// A section with its entries by subheading, in the order in which they are set.
#[derive(Debug, Clone, PartialEq)]
pub struct Shelf {
    /// The heading.
    pub title: String,
    /// How many entries must stay.
    pub minimum: usize,
    /// Whether its entries are all worded alike: a list that is long here and short there looks like a mistake.
    pub uniform: bool,
    /// The entries.
    pub groups: Vec<Vec<Entry>>,
}

/// Everything in a CV that can be chosen.
#[derive(Debug, Clone, Default, PartialEq)]
pub struct Inventory {
    /// The sections that have entries.
    pub shelves: Vec<Shelf>,
}

impl Inventory {
    /// Takes stock of a CV.
    pub fn new(cv: &Cv, setting: &Setting) -> Self {
        let sections = cv.sections.iter().filter(|section| !section.items.is_empty());
        Self { shelves: sections.map(|section| shelf(section, setting)).collect() }
    }

    /// All entries in order.
    pub fn entries(&self) -> impl Iterator<Item = &Entry> {
        self.shelves.iter().flat_map(|shelf| shelf.groups.iter().flatten())
    }

    /// All entries and bullets in order, each entry before its bullets.
    pub fn units(&self) -> impl Iterator<Item = &Unit> {
        self.entries().flat_map(|entry| std::iter::once(&entry.unit).chain(&entry.bullets))
    }
}

fn shelf(section: &Section, setting: &Setting) -> Shelf {
    let place = |item: &Item| section.items.iter().position(|other| other.path == item.path).unwrap_or_default();
    let entries =
        |items: Vec<&Item>| items.into_iter().map(|item| entry(section, item, place(item), setting)).collect();
    let mut shelf = Shelf {
        title: plain_text(&heading(section, setting)),
        minimum: section.minimum.min(section.items.len()),
        uniform: section.kind.is_numbered(),
        groups: groups(&section.items, setting).into_iter().map(|(_, items)| entries(items)).collect(),
    };
    if shelf.minimum > MOST_COUNTED {
        pin_the_dearest(&mut shelf);
    }
    shelf
}

/// Of a large minimum the dearest entries are pinned, instead of weighing which of them make it up.
fn pin_the_dearest(shelf: &mut Shelf) {
    let mut entries: Vec<_> = shelf.groups.iter_mut().flatten().collect();
    entries.sort_by(|a, b| b.unit.pinned.cmp(&a.unit.pinned).then(b.unit.worth.total_cmp(&a.unit.worth)));
    entries.into_iter().take(shelf.minimum).for_each(|entry| entry.unit.pinned = true);
    shelf.minimum = 0;
}

fn entry(section: &Section, item: &Item, place: usize, setting: &Setting) -> Entry {
    let worth = entry_worth(section, item, place, setting);
    let bullets = item.highlights.iter().enumerate().map(|(place, highlight)| Unit {
        path: highlight.path.clone(),
        text: plain_text(&highlight.text.line(setting)),
        span: highlight.span,
        worth: highlight.choice.priority.map_or(worth - BULLET - PER_BULLET * place as f64, f64::from).max(0.0),
        kept: highlight.choice.keep,
        pinned: highlight.choice.keep,
        has_short: highlight.short.is_some(),
    });
    let bullets: Vec<_> = bullets.collect();
    let lowered = item.body.lower(setting);
    let head = [lowered.title, lowered.subtitle].into_iter().flatten().map(|part| plain_text(&part));
    let summary = item.summary.iter().map(|summary| plain_text(&summary.line(setting)));
    let mut text: Vec<_> = head.collect();
    if text.is_empty() {
        text.extend(summary);
    }
    let unit = Unit {
        path: item.path.clone(),
        text: text.join(&setting.locale.comma),
        span: item.span,
        worth,
        kept: item.choice.keep,
        pinned: item.choice.keep || bullets.iter().any(|bullet| bullet.pinned),
        has_short: item.has_short(),
    };
    Entry { unit, bullets }
}

/// The owner's priority, else: the weight of the kind, plus merit, less the place, plus a bonus for the first.
fn entry_worth(section: &Section, item: &Item, place: usize, setting: &Setting) -> f64 {
    if let Some(priority) = item.choice.priority {
        return f64::from(priority);
    }
    let first = if place == 0 { FIRST_OF_SECTION } else { 0.0 };
    let merit = f64::from(item.body.merit(setting));
    (f64::from(section.kind.weight()) + merit + first - PER_PLACE * place as f64).clamp(0.0, FULL)
}
