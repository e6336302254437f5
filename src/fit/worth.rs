//! What entries and bullets are worth to their owner when space is short.

use crate::model::{Cv, Item, Section, Setting};

/// Worth that the owner's own `priority` and the default rule are measured in goes from 0 to about this.
const FULL: f64 = 100.0;

/// What each place further down in its section costs an entry: owners put the best first.
const PER_PLACE: f64 = 2.0;

/// What being the first of its section adds: a section should not vanish while others are long.
const FIRST_OF_SECTION: f64 = 25.0;

/// What a bullet is worth less than its entry.
const BULLET: f64 = 10.0;

/// What each place further down costs a bullet.
const PER_BULLET: f64 = 4.0;

/// Something that can be left out by itself: an entry with its bullets, or one bullet.
#[derive(Debug, Clone, PartialEq)]
pub struct Unit {
    /// Where it stands in the CV, such as `work[0].highlights[1]`.
    pub path: String,
    /// What it is worth; what is worth least goes first.
    pub worth: f64,
}

/// Everything that may be left out, by worth, the least first; of equals the later goes first.
///
/// What is marked `keep`, and entries with a bullet so marked, are not among it.
pub fn units(cv: &Cv, setting: &Setting) -> Vec<Unit> {
    let mut units: Vec<_> = cv.sections.iter().flat_map(|section| section_units(section, setting)).collect();
    units.reverse();
    units.sort_by(|a, b| a.worth.total_cmp(&b.worth));
    units
}

fn section_units(section: &Section, setting: &Setting) -> Vec<Unit> {
    let mut units = Vec::new();
    for (place, item) in section.items.iter().enumerate() {
        let entry = entry_worth(section, item, place, setting);
        let pinned = item.choice.keep || item.highlights.iter().any(|highlight| highlight.choice.keep);
        if !pinned {
            units.push(Unit { path: item.path.clone(), worth: entry });
        }
        for (place, highlight) in item.highlights.iter().enumerate().filter(|(_, highlight)| !highlight.choice.keep) {
            let default = entry - BULLET - PER_BULLET * place as f64;
            let worth = highlight.choice.priority.map_or(default, f64::from);
            units.push(Unit { path: highlight.path.clone(), worth });
        }
    }
    units
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
