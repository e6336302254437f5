//! Fitting: what to leave out and how tight to set, so that a CV has the pages it may have.
//!
//! A fit is a search over trials. Each [`Trial`] says what is left out and how the layout's options stand; the caller
//! lays it out and says what came of it. Nothing here is estimated: a fit is what was really laid out.
//! `docs/fitting.md` explains the rules.

mod search;
mod tightness;
mod worth;

use std::collections::BTreeSet;

use crate::layout::Options;

pub use search::fit;
pub use tightness::Tightness;
pub use worth::{Unit, units};

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
    /// Whether shorter wordings are used where there are any.
    pub brief: bool,
    /// The options.
    pub options: Options,
}

/// What came of a trial.
#[derive(Debug, Clone, PartialEq)]
pub struct Outcome<P> {
    /// How many pages there are.
    pub pages: usize,
    /// How much of the last page's type area is filled, 0–1.
    pub fill: f64,
    /// How much does not fit on the goal's pages, in points.
    pub overflow: f64,
    /// The pages themselves.
    pub laid_out: P,
}

/// A fit that reaches its goal.
#[derive(Debug, Clone)]
pub struct Fitted<P> {
    /// The trial that was chosen.
    pub trial: Trial,
    /// What came of it.
    pub outcome: Outcome<P>,
    /// What was left out, the dearest first.
    pub dropped: Vec<Unit>,
    /// How tight it is set: 0 as designed, 1 as tight as the layout allows, below 0 opened up.
    pub tightness: f64,
    /// How many trials were laid out.
    pub trials: usize,
}

/// Why there is no fit.
#[derive(Debug, Clone, PartialEq)]
pub enum Unfit<E> {
    /// A trial could not be laid out.
    Failed(E),
    /// Even with everything left out that may be, at the tightest, this much is too much, in points.
    Overflow(f64),
}
