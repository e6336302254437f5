//! Entries that no best choice needs: of a list of a thousand, those that a page can hold remain.
//!
//! An entry is beaten by others that are no higher and worth no less in either wording. Where these together with it are too
//! high, any choice that has it lacks one of them, which can take its place. That holds within a group whose entries stand
//! equally far apart.

use super::units;
use crate::fit::problem::{Choosable, Form, Group, Way};

/// Which entries of a group can be left out of account, if there are so many units of height.
pub(super) fn beaten(group: &Group, capacity: usize) -> Vec<bool> {
    let mut beaten = vec![false; group.entries.len()];
    let mut gaps = group.entries.iter().skip(1).map(|entry| units(entry.gap));
    let gap = gaps.next().unwrap_or_default();
    if gaps.any(|other| other != gap) {
        return beaten;
    }
    let is_plain = |entry: &Choosable| !entry.pinned && entry.bullets.is_empty() && !entry.ways.is_empty();
    let plain = group.entries.iter().enumerate().filter(|(_, entry)| is_plain(entry));
    let mut plain: Vec<_> = plain.map(|(place, entry)| (place, Sizes::of(entry))).collect();
    plain.sort_by(|(_, a), (_, b)| b.values[0].total_cmp(&a.values[0]).then(a.heights.cmp(&b.heights)));
    let mut kept: Vec<Sizes> = Vec::new();
    for (place, entry) in plain {
        let better = kept.iter().filter(|other| other.beats(&entry));
        let together: usize = better.map(|other| other.least() + gap).sum();
        match together + entry.least() > capacity {
            true => beaten[place] = true,
            false => kept.push(entry),
        }
    }
    beaten
}

/// What an entry takes and gives, in full and in its shorter wording; if it has none, that is the full one.
struct Sizes {
    heights: [usize; 2],
    values: [f64; 2],
}

impl Sizes {
    fn of(entry: &Choosable) -> Self {
        let way = |form| entry.ways.iter().find(|way| way.form == form).unwrap_or(&entry.ways[0]);
        let both = |part: &dyn Fn(&Way) -> f64| [part(way(Form::Full)), part(way(Form::Short))];
        Self { heights: both(&|way| way.height).map(units), values: both(&|way| way.value) }
    }

    fn beats(&self, other: &Self) -> bool {
        (0..2).all(|form| self.heights[form] <= other.heights[form] && self.values[form] >= other.values[form])
    }

    fn least(&self) -> usize {
        self.heights[0].min(self.heights[1])
    }
}
