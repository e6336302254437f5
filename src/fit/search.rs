//! The search: leave out the least worthy until the rest fits at a comfortable setting, then open up to fill the page.

use std::collections::BTreeSet;

use super::tightness::{STEPS, Tightness};
use super::{Fitted, Goal, Outcome, Trial, Unfit, Unit};

/// The tightest setting that content is kept for; beyond it, content goes first.
const COMFORTABLE: i32 = STEPS * 5 / 8;

/// A page filled less than this was not meant to be full and is left as designed.
const WORTH_FILLING: f64 = 0.75;

/// How many of the dearest entries that were left out are tried again one by one.
const SECOND_CHANCES: usize = 6;

/// Finds a trial that reaches the goal. `units` is what may be left out, the least worthy first.
///
/// # Errors
/// If nothing fits, or a trial fails.
pub fn fit<P, E>(
    units: &[Unit],
    tightness: &Tightness,
    goal: Goal,
    lay_out: impl FnMut(&Trial) -> Result<Outcome<P>, E>,
) -> Result<Fitted<P>, Unfit<E>> {
    let mut search = Search { units, tightness, goal, lay_out, brief: false, trials: 0, best: None };
    let mut dropped = BTreeSet::new();
    let mut ceiling = STEPS;
    if search.fits(&dropped, 0)? {
        let is_full = search.best.as_ref().is_some_and(|(_, best)| best.fill >= WORTH_FILLING);
        if is_full {
            search.open_up(&dropped, -STEPS, 0)?;
        }
        return Ok(search.finish(&dropped));
    }
    if !search.fits(&dropped, STEPS)? {
        search.brief = true;
        ceiling = search.ceiling()?;
        dropped = search.leave_out(ceiling)?;
        dropped = search.second_chances(dropped, ceiling)?;
    }
    search.open_up(&dropped, -STEPS, ceiling)?;
    Ok(search.finish(&dropped))
}

struct Search<'a, P, F> {
    units: &'a [Unit],
    tightness: &'a Tightness<'a>,
    goal: Goal,
    lay_out: F,
    /// Whether shorter wordings are used: before anything is left out, everything that can be is worded shorter.
    brief: bool,
    trials: usize,
    /// The last trial that fitted, with its step.
    best: Option<((Trial, i32), Outcome<P>)>,
}

impl<P, E, F: FnMut(&Trial) -> Result<Outcome<P>, E>> Search<'_, P, F> {
    fn lay_out(&mut self, dropped: &BTreeSet<String>, step: i32) -> Result<(Trial, Outcome<P>), Unfit<E>> {
        let trial = Trial { dropped: dropped.clone(), brief: self.brief, options: self.tightness.at(step) };
        self.trials += 1;
        let outcome = (self.lay_out)(&trial).map_err(Unfit::Failed)?;
        Ok((trial, outcome))
    }

    fn fits(&mut self, dropped: &BTreeSet<String>, step: i32) -> Result<bool, Unfit<E>> {
        let (trial, outcome) = self.lay_out(dropped, step)?;
        let fits = outcome.pages <= self.goal.pages;
        if fits {
            self.best = Some(((trial, step), outcome));
        }
        Ok(fits)
    }

    /// How tight to set: comfortably, unless what must stay needs more.
    fn ceiling(&mut self) -> Result<i32, Unfit<E>> {
        let all = self.first(self.units.len());
        for step in [COMFORTABLE, STEPS] {
            if self.fits(&all, step)? {
                return Ok(step);
            }
        }
        let (_, outcome) = self.lay_out(&all, STEPS)?;
        Err(Unfit::Overflow(outcome.overflow))
    }

    /// The fewest units, from the least worthy up, without which the rest fits. All of them are known to be enough.
    fn leave_out(&mut self, step: i32) -> Result<BTreeSet<String>, Unfit<E>> {
        let (mut too_few, mut enough) = (0, self.units.len());
        while enough - too_few > 1 {
            let middle = usize::midpoint(too_few, enough);
            match self.fits(&self.first(middle), step)? {
                true => enough = middle,
                false => too_few = middle,
            }
        }
        Ok(self.first(enough))
    }

    /// Takes back, dearest first, what still fits: a small entry may find room where a large one did not.
    fn second_chances(&mut self, mut dropped: BTreeSet<String>, step: i32) -> Result<BTreeSet<String>, Unfit<E>> {
        let chances = self.units.iter().rev().filter(|unit| dropped.contains(&unit.path));
        let chances: Vec<_> = chances.map(|unit| unit.path.clone()).take(SECOND_CHANCES).collect();
        for path in chances {
            // A bullet needs its entry.
            if dropped.iter().any(|other| path.strip_prefix(other.as_str()).is_some_and(|rest| rest.starts_with('.'))) {
                continue;
            }
            let mut fewer = dropped.clone();
            fewer.remove(&path);
            if self.fits(&fewer, step)? {
                dropped = fewer;
            }
        }
        Ok(dropped)
    }

    /// Finds the most open setting that fits. The one at `fitting` is known to.
    fn open_up(&mut self, dropped: &BTreeSet<String>, open: i32, fitting: i32) -> Result<(), Unfit<E>> {
        let (mut too_open, mut fitting) = (open - 1, fitting);
        while fitting - too_open > 1 {
            let middle = (too_open + fitting).div_euclid(2);
            match self.fits(dropped, middle)? {
                true => fitting = middle,
                false => too_open = middle,
            }
        }
        // The last trial that fitted may be of another setting or another content.
        let is_best = |best: &((Trial, i32), Outcome<P>)| best.0.1 == fitting && best.0.0.dropped == *dropped;
        if !self.best.as_ref().is_some_and(is_best) {
            self.fits(dropped, fitting)?;
        }
        Ok(())
    }

    fn first(&self, count: usize) -> BTreeSet<String> {
        self.units[..count].iter().map(|unit| unit.path.clone()).collect()
    }

    fn finish(self, dropped: &BTreeSet<String>) -> Fitted<P> {
        let ((trial, step), outcome) = self.best.expect("a search ends with a trial that fits");
        let dropped = self.units.iter().rev().filter(|unit| dropped.contains(&unit.path)).cloned().collect();
        Fitted { trial, outcome, dropped, tightness: f64::from(step) / f64::from(STEPS), trials: self.trials }
    }
}
