//! What a CV consists of that can be left out or worded shorter, and what each piece is worth to its owner.

use std::cmp::Reverse;
use std::collections::BTreeMap;

use crate::document::{Day, plain_text};
use crate::model::{Cv, Item, Section, Setting, Standing, groups, heading};
use crate::source::Span;

/// What each place further down in its section costs an entry: owners put the best first.
const PER_PLACE: f64 = 2.0;

/// Behind so many places each costs less, so that what is far down is still told apart.
const STEEP_PLACES: f64 = 20.0;

/// What all the places behind that cost together, at most.
const REST: f64 = 30.0;

/// What being the owner's choice adds.
const SELECTED: f64 = 25.0;

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
    /// Where that comes from, for an entry: `priority 80`, or its place in its section and what gave it that.
    pub rank: Option<String>,
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

impl Entry {
    /// Whether it, or one of its bullets, has a shorter wording.
    pub fn has_short(&self) -> bool {
        std::iter::once(&self.unit).chain(&self.bullets).any(|unit| unit.has_short)
    }
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
    let ranks = ranks(section, setting);
    let rank = |item: &Item| ranks.get(item.path.as_str()).cloned().unwrap_or_default();
    let entries =
        |items: Vec<&Item>| items.into_iter().map(|item| entry(section, item, &rank(item), setting)).collect();
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

/// Where an entry comes among those of its section.
#[derive(Debug, Clone, Default)]
struct Rank {
    place: usize,
    standing: Option<Standing>,
}

/// Owners put the best first. Publications come by what distinguishes them, then the newest first; what has no date counts
/// as old as what stands before it.
fn ranks<'a>(section: &'a Section, setting: &Setting) -> BTreeMap<&'a str, Rank> {
    let mut last = Day { year: u16::MAX, month: None, day: None };
    let mut items = Vec::new();
    for item in &section.items {
        let standing = item.body.standing(setting);
        last = item.day().unwrap_or(last);
        let order = standing.clone().map(|standing| Reverse((standing, last)));
        items.push((order, item.path.as_str(), standing));
    }
    items.sort_by(|a, b| a.0.cmp(&b.0));
    let rank = |(place, (_, path, standing))| (path, Rank { place, standing });
    items.into_iter().enumerate().map(rank).collect()
}

fn entry(section: &Section, item: &Item, rank: &Rank, setting: &Setting) -> Entry {
    let worth = entry_worth(section, item, rank);
    let bullets = item.highlights.iter().enumerate().map(|(place, highlight)| Unit {
        path: highlight.path.clone(),
        text: plain_text(&highlight.text.line(setting)),
        span: highlight.span,
        rank: highlight.choice.priority.map(|priority| format!("priority {priority}")),
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
        rank: Some(rank_in_words(section, item, rank)),
        kept: item.choice.keep,
        pinned: item.choice.keep || bullets.iter().any(|bullet| bullet.pinned),
        has_short: item.has_short(),
    };
    Entry { unit, bullets }
}

/// The owner's priority, else: the weight of the kind, less the place, plus a bonus for the first and for the owner's choice.
fn entry_worth(section: &Section, item: &Item, rank: &Rank) -> f64 {
    if let Some(priority) = item.choice.priority {
        return f64::from(priority);
    }
    let first = if rank.place == 0 { FIRST_OF_SECTION } else { 0.0 };
    let is_selected = rank.standing.as_ref().is_some_and(|standing| standing.selected);
    let selected = if is_selected { SELECTED } else { 0.0 };
    (f64::from(section.kind.weight()) + first + selected - fall(rank.place as f64)).clamp(0.0, FULL)
}

/// What a place costs: always more than the one before.
fn fall(place: f64) -> f64 {
    let steep = PER_PLACE * place.min(STEEP_PLACES);
    steep + if place > STEEP_PLACES { REST * (1.0 - STEEP_PLACES / place) } else { 0.0 }
}

/// `no. 3 of 20: award, first author`
fn rank_in_words(section: &Section, item: &Item, rank: &Rank) -> String {
    if let Some(priority) = item.choice.priority {
        return format!("priority {priority}");
    }
    let reasons = rank.standing.iter().flat_map(Standing::reasons).collect::<Vec<_>>();
    let reasons = match reasons.is_empty() {
        true if rank.standing.is_some() => " by date".to_owned(),
        true => String::new(),
        false => format!(": {}", reasons.join(", ")),
    };
    format!("no. {} of {}{reasons}", rank.place + 1, section.items.len())
}
