//! Fitting: what to leave out, what to word shorter and how tight to set, so that a CV has the pages it may have.
//!
//! A fit is a search over trials. Each [`Trial`] says what is left out, what is worded shorter and how the layout's
//! options stand; the caller lays it out and says what came of it. Heights are measured, never estimated, and what is
//! returned is what was really laid out. `docs/fitting.md` explains the rules.

mod dial;
mod inventory;
mod problem;
mod report;
mod search;
mod solve;
mod tightness;

use std::collections::BTreeSet;

use crate::compile::Mark;
use crate::layout::Options;

pub use inventory::{Entry, Inventory, Shelf, Unit};
pub use problem::Form;
pub use report::{Fate, FitReport, ShelfReport, UnitReport};
pub use search::{fit, pull_in};
pub use tightness::{COMFORTABLE, DESIGNED, HARD, OPEN, Step, Tightness};

/// What a fit is to reach.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Goal {
    /// How many pages there may be, at least 1.
    pub pages: usize,
}

/// One way to set the CV.
#[derive(Debug, Clone, PartialEq)]
pub struct Trial {
    /// The paths of the entries and bullets that are left out.
    pub dropped: BTreeSet<String>,
    /// The paths of those that are set in their shorter wording.
    pub short: BTreeSet<String>,
    /// The options.
    pub options: Options,
    /// Whether it is set on one page without an end, for measuring.
    pub endless: bool,
}

/// What came of a trial.
#[derive(Debug, Clone, PartialEq)]
pub struct Outcome<P> {
    /// How many pages there are.
    pub pages: usize,
    /// How much of the last page's type area is filled, 0–1.
    pub fill: f64,
    /// For each column of type how much is too much for the goal, in points; below 0 how much room is left. For an endless
    /// page, the goal's pages are taken as one.
    pub surpluses: Vec<f64>,
    /// Where everything was set.
    pub marks: Vec<Mark>,
    /// Where the type area starts on a page, in points from its top.
    pub top: f64,
    /// The height of the type area of one page, in points.
    pub area: f64,
    /// The pages themselves.
    pub laid_out: P,
}

impl<P> Outcome<P> {
    /// How much is too much in the highest column, in points; below 0 how much room is left there.
    pub fn surplus(&self) -> f64 {
        self.surpluses.iter().copied().fold(f64::NEG_INFINITY, f64::max)
    }
}

/// A fit that reaches its goal.
#[derive(Debug, Clone)]
pub struct Fitted<P> {
    /// The trial that was chosen.
    pub trial: Trial,
    /// What came of it.
    pub outcome: Outcome<P>,
    /// Its step of the dial.
    pub step: Step,
    /// Heights in points of entries and bullets as measured, by path: those of the fuller wording.
    pub heights: Vec<(String, f64)>,
    /// How many trials were laid out.
    pub trials: usize,
}

/// Why there is no fit.
#[derive(Debug, Clone, PartialEq)]
pub enum Unfit<E> {
    /// A trial could not be laid out.
    Failed(E),
    /// Even with everything left out that may be, at the tightest, this much is too much, in points.
    Overflow {
        /// How much is too much, in points.
        surplus: f64,
        /// What was laid out of the pinned entries and bullets: paths and heights in points.
        heights: Vec<(String, f64)>,
    },
}
