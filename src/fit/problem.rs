//! What is to be chosen from, with heights measured on the page: the input of [`solve`](super::solve).

use std::collections::BTreeMap;

use super::inventory::{Entry, Inventory, Shelf, Unit};
use crate::compile::{COLUMN, Mark};

/// Shorter wordings cost as much as leaving out something of this worth, so that they are used where they make room…
const SHORT_COSTS: f64 = 5.0;

/// … but never more than this part of the value.
const SHORT_COSTS_AT_MOST: f64 = 0.2;

/// So many points more of worth are worth twice as much: a dear entry is not given up for several cheap ones.
const DOUBLE: f64 = 10.0;

/// The mark round what stands above the sections of a column and is never left out.
const HEADER: &str = "header";

/// How something is set.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Form {
    /// As its owner wrote it.
    Full,
    /// In its shorter wording.
    Short,
}

/// One way to set an entry or bullet.
#[derive(Debug, Clone, PartialEq)]
pub struct Way {
    /// The wording.
    pub form: Form,
    /// What it adds to the height of the page, in points; for an entry, without bullets and without the gap above.
    pub height: f64,
    /// What it adds to the value of the page.
    pub value: f64,
}

/// A bullet that can be chosen.
#[derive(Debug, Clone, PartialEq)]
pub struct Bullet {
    /// Its path.
    pub path: String,
    /// Whether it must be chosen if its entry is.
    pub pinned: bool,
    /// How it can be set.
    pub ways: Vec<Way>,
}

/// An entry that can be chosen.
#[derive(Debug, Clone, PartialEq)]
pub struct Choosable {
    /// Its path.
    pub path: String,
    /// Whether it must be chosen.
    pub pinned: bool,
    /// The gap between it and the entry before it in its group, in points.
    pub gap: f64,
    /// How it can be set.
    pub ways: Vec<Way>,
    /// Its bullets.
    pub bullets: Vec<Bullet>,
}

/// Entries under one subheading.
#[derive(Debug, Clone, PartialEq)]
pub struct Group {
    /// What comes on top of the first chosen entry if the section has a heading already: gaps and subheading, in points.
    pub heading: f64,
    /// The entries in order.
    pub entries: Vec<Choosable>,
}

/// A section: its heading is paid for once it has an entry.
#[derive(Debug, Clone, PartialEq)]
pub struct Section {
    /// What comes on top of the first chosen entry: gaps, heading and the first subheading, in points.
    pub heading: f64,
    /// How many entries must be chosen.
    pub minimum: usize,
    /// Whether all its entries are set in one wording, as far as they have it.
    pub uniform: bool,
    /// The groups in order.
    pub groups: Vec<Group>,
}

/// What is to be chosen from, for one column of type.
#[derive(Debug, Clone, PartialEq)]
pub struct Problem {
    /// The height there is for sections, in points.
    pub capacity: f64,
    /// The sections in order.
    pub sections: Vec<Section>,
}

impl Problem {
    /// The least height that an entry or bullet adds, in its lowest wording and without any heading.
    pub fn least_height(&self, path: &str) -> Option<f64> {
        let least = |ways: &[Way]| ways.iter().map(|way| way.height).min_by(f64::total_cmp);
        let entries = self.sections.iter().flat_map(|section| section.groups.iter().flat_map(|group| &group.entries));
        for entry in entries {
            if entry.path == path {
                return least(&entry.ways);
            }
            if let Some(bullet) = entry.bullets.iter().find(|bullet| bullet.path == path) {
                return least(&bullet.ways);
            }
        }
        None
    }
}

/// The value of something of this worth.
pub fn value(worth: f64) -> f64 {
    (worth / DOUBLE).exp2()
}

/// Heights as measured in two layouts of everything: in full wordings, and in shorter ones where there are any.
pub struct Measured<'a> {
    /// For each column, where its sections start, as far as there is a mark that tells.
    starts: Vec<Option<f64>>,
    /// The column that each mark lies in.
    columns: BTreeMap<&'a str, usize>,
    full: BTreeMap<&'a str, &'a Mark>,
    short: BTreeMap<&'a str, &'a Mark>,
    /// The white between two bullets, where an entry has only one.
    usual_gap: f64,
}

impl<'a> Measured<'a> {
    /// From the marks of both layouts; the second is empty if nothing has a shorter wording.
    pub fn new(full: &'a [Mark], short: &'a [Mark]) -> Self {
        let by_id = |marks: &'a [Mark]| marks.iter().map(|mark| (mark.id.as_str(), mark)).collect();
        let (starts, columns) = columns(full);
        Self { starts, columns, full: by_id(full), short: by_id(short), usual_gap: 0.0 }
    }

    /// What is to be chosen from in each column, if the type area is `area` points high in all and starts at `top`.
    pub fn problems(mut self, inventory: &Inventory, area: f64, top: f64) -> Vec<Problem> {
        self.usual_gap = inventory.entries().find_map(|entry| self.gap_between_bullets(entry)).unwrap_or(0.0);
        (0..self.starts.len()).map(|column| self.problem(inventory, column, area, top)).collect()
    }

    fn problem(&self, inventory: &Inventory, column: usize, area: f64, top: f64) -> Problem {
        let mut bottom = self.starts[column].unwrap_or(top);
        let header = bottom - top;
        let mut sections = Vec::new();
        for shelf in inventory.shelves.iter().filter(|shelf| self.column_of(shelf) == column) {
            let mut groups: Vec<Group> = Vec::new();
            for entries in &shelf.groups {
                let heading =
                    entries.first().map_or(0.0, |first| self.top(&first.unit.path).unwrap_or(bottom) - bottom);
                let mut group = Group { heading, entries: Vec::new() };
                for entry in entries {
                    let gap = self.top(&entry.unit.path).unwrap_or(bottom) - bottom;
                    group.entries.push(self.choosable(entry, gap));
                    bottom = self.bottom(&entry.unit.path).unwrap_or(bottom);
                }
                groups.push(group);
            }
            let heading = groups.first().map_or(0.0, |group| group.heading);
            sections.push(Section { heading, minimum: shelf.minimum, uniform: shelf.uniform, groups });
        }
        Problem { capacity: area - header, sections }
    }

    fn choosable(&self, entry: &Entry, gap: f64) -> Choosable {
        let between = self.gap_between_bullets(entry).unwrap_or(self.usual_gap);
        let base = |marks: &BTreeMap<&str, &Mark>| {
            let bullets: f64 = entry.bullets.iter().map(|bullet| height(marks, &bullet.path) + between).sum();
            (height(marks, &entry.unit.path) - bullets).max(0.0)
        };
        let bullet = |bullet: &Unit| Bullet {
            path: bullet.path.clone(),
            pinned: bullet.pinned,
            ways: self.ways(bullet, |marks| height(marks, &bullet.path) + between),
        };
        Choosable {
            path: entry.unit.path.clone(),
            pinned: entry.unit.pinned,
            gap,
            ways: self.ways(&entry.unit, base),
            bullets: entry.bullets.iter().map(bullet).collect(),
        }
    }

    fn ways(&self, unit: &Unit, height: impl Fn(&BTreeMap<&str, &Mark>) -> f64) -> Vec<Way> {
        let full = value(unit.worth);
        let mut ways = vec![Way { form: Form::Full, height: height(&self.full), value: full }];
        if unit.has_short && !self.short.is_empty() {
            let value = full - value(SHORT_COSTS).min(full * SHORT_COSTS_AT_MOST);
            ways.push(Way { form: Form::Short, height: height(&self.short), value });
        }
        ways
    }

    /// The white between two bullets of an entry; the same is taken for that above the first.
    fn gap_between_bullets(&self, entry: &Entry) -> Option<f64> {
        let place = |index: usize| self.full.get(entry.bullets.get(index)?.path.as_str());
        Some(place(1)?.top.1 - place(0)?.bottom.1)
    }

    fn column_of(&self, shelf: &Shelf) -> usize {
        let entries = shelf.groups.iter().flatten();
        entries.filter_map(|entry| self.columns.get(entry.unit.path.as_str())).next().copied().unwrap_or_default()
    }

    fn top(&self, id: &str) -> Option<f64> {
        self.full.get(id).map(|mark| mark.top.1)
    }

    fn bottom(&self, id: &str) -> Option<f64> {
        self.full.get(id).map(|mark| mark.bottom.1)
    }
}

/// Where the sections of each column start, and what lies in which column. What stands before the first column, or in a
/// layout without columns, counts to the first.
fn columns(marks: &[Mark]) -> (Vec<Option<f64>>, BTreeMap<&str, usize>) {
    let mut starts = Vec::new();
    let mut columns = BTreeMap::new();
    let mut header = None;
    for mark in marks {
        match mark.id.as_str() {
            id if id.starts_with(COLUMN) => starts.push(Some(mark.top.1)),
            // The header, and whatever else is in every fit, is what the sections of its column stand below.
            HEADER => match starts.last_mut() {
                Some(start) => *start = Some(mark.bottom.1),
                None => header = Some(mark.bottom.1),
            },
            id => {
                columns.insert(id, starts.len().saturating_sub(1));
            }
        }
    }
    if starts.is_empty() {
        starts.push(header);
    }
    (starts, columns)
}

fn height(marks: &BTreeMap<&str, &Mark>, id: &str) -> f64 {
    marks.get(id).map_or(0.0, |mark| mark.bottom.1 - mark.top.1)
}
