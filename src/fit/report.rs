//! What a fit did, for people and for machines.

use std::collections::BTreeSet;

use serde::Serialize;

use super::inventory::{Inventory, Shelf, Unit};
use super::{Fitted, Step, Tightness};

/// What a fit did. The JSON form is stable: keys are only ever added.
#[derive(Debug, Clone, PartialEq, Serialize)]
#[serde(rename_all = "kebab-case")]
pub struct FitReport {
    /// How many pages there may be.
    pub goal: usize,
    /// How many there are.
    pub pages: usize,
    /// How much of the last page's type area is filled, 0–1.
    pub fill: f64,
    /// How many entries and bullets are set.
    pub kept: usize,
    /// How many of these in their shorter wording.
    pub shortened: usize,
    /// How many there are in all.
    pub total: usize,
    /// The step of the dial: 0 as designed, above tighter, below more open.
    pub step: Step,
    /// How large gaps are, as a part of those designed.
    pub spacing: f64,
    /// The size of the text, as the layout's option `text-size` stands.
    pub size: Option<String>,
    /// Whether something had to be set tighter than reads well.
    pub hard: bool,
    /// How many trials were laid out.
    pub trials: usize,
    /// Everything, by section.
    pub sections: Vec<ShelfReport>,
}

/// What became of a section.
#[derive(Debug, Clone, PartialEq, Serialize)]
pub struct ShelfReport {
    /// The heading.
    pub title: String,
    /// Entries and bullets, each entry before its bullets.
    pub units: Vec<UnitReport>,
}

/// What became of an entry or bullet.
#[derive(Debug, Clone, PartialEq, Serialize)]
pub struct UnitReport {
    /// Where it stands in the CV.
    pub path: String,
    /// What it says, in one line.
    pub text: String,
    /// What became of it.
    pub fate: Fate,
    /// Why.
    pub reason: String,
    /// What it is worth, 0–100.
    pub worth: f64,
    /// How high its fuller wording is, in points, if it was measured.
    pub height: Option<f64>,
}

/// What became of an entry or bullet.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize)]
#[serde(rename_all = "kebab-case")]
pub enum Fate {
    /// It is set as it was written.
    Kept,
    /// It is set in its shorter wording.
    Shortened,
    /// It is left out.
    LeftOut,
}

impl FitReport {
    /// Reports on a fit.
    pub fn new<P>(fitted: &Fitted<P>, inventory: &Inventory, tightness: &Tightness, goal: usize) -> Self {
        let sections: Vec<_> = inventory.shelves.iter().map(|shelf| shelf_report(shelf, fitted)).collect();
        let count = |fate| sections.iter().flat_map(|shelf| &shelf.units).filter(|unit| unit.fate == fate).count();
        let (kept, shortened, left_out) = (count(Fate::Kept), count(Fate::Shortened), count(Fate::LeftOut));
        Self {
            goal,
            pages: fitted.outcome.pages,
            fill: rounded(fitted.outcome.fill, 1e3),
            kept: kept + shortened,
            shortened,
            total: kept + shortened + left_out,
            step: fitted.step,
            spacing: rounded(tightness.spacing(fitted.step), 1e3),
            size: fitted.trial.options.get("text-size").map(ToString::to_string),
            hard: tightness.is_hard(fitted.step),
            trials: fitted.trials,
            sections,
        }
    }

    /// The paths of the entries and bullets that this became of.
    pub fn paths(&self, fate: Fate) -> BTreeSet<String> {
        let units = self.sections.iter().flat_map(|section| &section.units);
        units.filter(|unit| unit.fate == fate).map(|unit| unit.path.clone()).collect()
    }

    /// How many entries and bullets are left out.
    pub fn left_out(&self) -> usize {
        self.total - self.kept
    }
}

fn shelf_report<P>(shelf: &Shelf, fitted: &Fitted<P>) -> ShelfReport {
    let mut units = Vec::new();
    for entry in shelf.groups.iter().flatten() {
        let entry_is_out = fitted.trial.dropped.contains(&entry.unit.path);
        units.push(unit_report(&entry.unit, false, fitted));
        units.extend(entry.bullets.iter().map(|bullet| unit_report(bullet, entry_is_out, fitted)));
    }
    ShelfReport { title: shelf.title.clone(), units }
}

fn unit_report<P>(unit: &Unit, entry_is_out: bool, fitted: &Fitted<P>) -> UnitReport {
    let trial = &fitted.trial;
    let (fate, reason) = if trial.dropped.contains(&unit.path) {
        (Fate::LeftOut, if entry_is_out { "its entry is left out" } else { "what is kept is worth more in its place" })
    } else if trial.short.contains(&unit.path) {
        (Fate::Shortened, if unit.pinned { "pinned; shorter, so that more fits" } else { "shorter, so that more fits" })
    } else {
        (Fate::Kept, if unit.pinned { "pinned" } else { "worth its place" })
    };
    let height = fitted.heights.iter().find(|(path, _)| *path == unit.path).map(|(_, height)| rounded(*height, 10.0));
    let (path, text) = (unit.path.clone(), unit.text.clone());
    UnitReport { path, text, fate, reason: reason.to_owned(), worth: rounded(unit.worth, 10.0), height }
}

fn rounded(number: f64, parts: f64) -> f64 {
    (number * parts).round() / parts
}
