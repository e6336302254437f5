//! The search: measure everything, choose the best that fits at a comfortable setting, verify it on the page, and open
//! up the setting until the page is filled.

use std::collections::BTreeSet;

use super::inventory::{Inventory, Shelf, Unit};
use super::problem::{Form, Measured, Problem};
use super::solve::{Solution, UNIT, solve};
use super::tightness::{COMFORTABLE, DESIGNED, HARD, OPEN, Step, Tightness};
use super::{Fitted, Goal, Outcome, Trial, Unfit};
use crate::compile::Mark;

/// A page filled less than this was not meant to be full and is left as designed.
const WORTH_FILLING: f64 = 0.75;

/// How many of what was left out are tried one by one, the dearest first, where pages are broken.
const SECOND_CHANCES: usize = 24;

/// A last page filled so far needs no more content.
const FULL: f64 = 0.97;

/// Nor is its setting opened up for less than about a line, which nobody sees.
const BRIMFUL: f64 = 0.985;

/// Where all of a CV is set on a page less than as designed, this much of the last page is full enough: more white would only
/// go between the lines.
const TIDY: f64 = 0.95;

/// White that page breaks may take away or leave, in points a page: no sum of heights knows it.
const BREAK: f64 = 60.0;

/// Finds the best trial that reaches the goal.
///
/// # Errors
/// If what must stay does not fit, or a trial cannot be laid out.
pub fn fit<P, E>(
    inventory: &Inventory,
    tightness: &Tightness,
    goal: Goal,
    lay_out: impl FnMut(&Trial) -> Result<Outcome<P>, E>,
) -> Result<Fitted<P>, Unfit<E>> {
    let mut search =
        Search { inventory, tightness, goal, lay_out, enough: BRIMFUL, trials: 0, best: None, failed: None };
    let all = Choice::default();
    let everything = search.measure(&all, COMFORTABLE)?;
    // On one page the sum decides; where pages are broken, only the page does.
    let may_fit = everything.surplus() <= BREAK * (goal.pages - 1) as f64;
    if may_fit && search.settle(&all, DESIGNED)? {
        if search.is_worth_filling() {
            search.open_up(&all, OPEN, DESIGNED)?;
        }
        return Ok(search.finish(&everything.marks));
    }
    if may_fit && let Some(step) = search.close_in(&all, COMFORTABLE, Some(everything.surplus()))? {
        search.open_up(&all, DESIGNED, step)?;
        return Ok(search.finish(&everything.marks));
    }
    let (choice, step) = search.choose(&everything)?;
    search.open_up(&choice, OPEN, step)?;
    Ok(search.finish(&everything.marks))
}

/// Sets everything on fewer pages than it takes as designed, within what reads well; `surplus` is by how much it is too high
/// then, and `area` the height of the type area of a page, in points. `None` if that cannot be.
///
/// # Errors
/// If a trial cannot be laid out.
pub fn pull_in<P, E>(
    inventory: &Inventory,
    tightness: &Tightness,
    goal: Goal,
    surplus: f64,
    area: f64,
    lay_out: impl FnMut(&Trial) -> Result<Outcome<P>, E>,
) -> Result<Option<Fitted<P>>, Unfit<E>> {
    let all = Choice::default();
    let failed = Some(Failed { choice: all.clone(), step: DESIGNED, surplus, area });
    let mut search = Search { inventory, tightness, goal, lay_out, enough: TIDY, trials: 0, best: None, failed };
    let Some(step) = search.close_in(&all, COMFORTABLE, None)? else { return Ok(None) };
    search.open_up(&all, DESIGNED, step)?;
    Ok(Some(search.finish(&[])))
}

/// What is left out and what is worded shorter.
#[derive(Debug, Clone, Default, PartialEq)]
pub(super) struct Choice {
    dropped: BTreeSet<String>,
    short: BTreeSet<String>,
}

impl Choice {
    /// The choice that the solutions of all columns stand for.
    fn of(solutions: &[Solution], inventory: &Inventory) -> Self {
        let form = |unit: &&Unit| solutions.iter().find_map(|solution| solution.forms.get(&unit.path)).copied();
        let paths = |wanted: Option<Form>| {
            inventory.units().filter(|unit| form(unit) == wanted).map(|unit| unit.path.clone()).collect()
        };
        Self { dropped: paths(None), short: paths(Some(Form::Short)) }
    }
}

pub(super) struct Search<'a, P, F> {
    inventory: &'a Inventory,
    tightness: &'a Tightness<'a>,
    pub(super) goal: Goal,
    lay_out: F,
    /// How much of the last page must be filled so that the setting is not opened up further, 0–1.
    pub(super) enough: f64,
    trials: usize,
    /// The last trial that fitted.
    pub(super) best: Option<Best<P>>,
    /// The last that did not.
    pub(super) failed: Option<Failed>,
}

/// A trial that did not fit.
pub(super) struct Failed {
    pub(super) choice: Choice,
    pub(super) step: Step,
    pub(super) surplus: f64,
    /// The height of the type area of one page.
    pub(super) area: f64,
}

/// A trial that fitted.
pub(super) struct Best<P> {
    pub(super) choice: Choice,
    pub(super) step: Step,
    trial: Trial,
    pub(super) outcome: Outcome<P>,
}

impl<P, E, F: FnMut(&Trial) -> Result<Outcome<P>, E>> Search<'_, P, F> {
    fn try_out(&mut self, choice: &Choice, step: Step, endless: bool) -> Result<(Trial, Outcome<P>), Unfit<E>> {
        let Choice { dropped, short } = choice.clone();
        let trial = Trial { dropped, short, options: self.tightness.at(step), endless };
        self.trials += 1;
        let outcome = (self.lay_out)(&trial).map_err(Unfit::Failed)?;
        Ok((trial, outcome))
    }

    /// Sets a choice on a page without an end.
    fn measure(&mut self, choice: &Choice, step: Step) -> Result<Outcome<P>, Unfit<E>> {
        self.try_out(choice, step, true).map(|(_, outcome)| outcome)
    }

    /// Sets a choice on real pages and returns by how much it is too high. What fits is kept.
    pub(super) fn set(&mut self, choice: &Choice, step: Step) -> Result<f64, Unfit<E>> {
        let (trial, outcome) = self.try_out(choice, step, false)?;
        let surplus = outcome.surplus();
        if outcome.pages <= self.goal.pages {
            self.best = Some(Best { choice: choice.clone(), step, trial, outcome });
            return Ok(surplus.min(0.0));
        }
        let surplus = surplus.max(f64::MIN_POSITIVE);
        self.failed = Some(Failed { choice: choice.clone(), step, surplus, area: outcome.area });
        Ok(surplus)
    }

    pub(super) fn settle(&mut self, choice: &Choice, step: Step) -> Result<bool, Unfit<E>> {
        Ok(self.set(choice, step)? <= 0.0)
    }

    fn is_worth_filling(&self) -> bool {
        let is_worth = |outcome: &Outcome<P>| outcome.pages == self.goal.pages && outcome.fill >= WORTH_FILLING;
        self.best.as_ref().is_some_and(|best| is_worth(&best.outcome))
    }

    /// The best choice that fits at a comfortable setting; if what must stay does not, that alone at a harder one.
    fn choose(&mut self, everything: &Outcome<P>) -> Result<(Choice, Step), Unfit<E>> {
        let problems = self.problems(everything, COMFORTABLE)?;
        if let Some(choice) = self.best_that_fits(problems, COMFORTABLE)? {
            return Ok((choice, COMFORTABLE));
        }
        // Content is left out before type is set tighter than reads well, so nothing else is kept here.
        let least = self.least();
        let surplus = self.set(&least, HARD)?;
        if surplus > 0.0 {
            let marks = self.measure(&least, HARD)?.marks;
            return Err(Unfit::Overflow { surplus, heights: heights(&marks) });
        }
        Ok((least, HARD))
    }

    /// What must stay, in its shorter wording: pins, and the first of sections that need more entries than that.
    fn least(&self) -> Choice {
        let mut choice = Choice::default();
        for shelf in &self.inventory.shelves {
            let pinned = shelf.groups.iter().flatten().filter(|entry| entry.unit.pinned).count();
            let mut needed = shelf.minimum.saturating_sub(pinned);
            for entry in shelf.groups.iter().flatten() {
                let stays = entry.unit.pinned || needed > 0;
                needed -= usize::from(stays && !entry.unit.pinned);
                let bullets = entry.bullets.iter().map(|bullet| (bullet, bullet.pinned && stays));
                for (unit, stays) in std::iter::once((&entry.unit, stays)).chain(bullets) {
                    let paths = if !stays { &mut choice.dropped } else { &mut choice.short };
                    if !stays || unit.has_short {
                        paths.insert(unit.path.clone());
                    }
                }
            }
        }
        choice
    }

    /// Measures the shorter wordings, too, and puts the problem of each column together.
    fn problems(&mut self, everything: &Outcome<P>, step: Step) -> Result<Vec<Problem>, Unfit<E>> {
        let paths = |units: &mut dyn Iterator<Item = &Unit>| units.map(|unit| unit.path.clone()).collect();
        let short: BTreeSet<_> = paths(&mut self.inventory.units().filter(|unit| unit.has_short));
        let shorter = match short.is_empty() {
            true => Vec::new(),
            // What has no shorter wording was measured already.
            false => {
                let same = self.inventory.entries().filter(|entry| !entry.has_short());
                let dropped = paths(&mut same.map(|entry| &entry.unit));
                self.measure(&Choice { dropped, short }, step)?.marks
            }
        };
        let area = everything.area * self.goal.pages as f64;
        Ok(Measured::new(&everything.marks, &shorter).problems(self.inventory, area, everything.top))
    }

    /// Solves, sets, and solves again with less room as long as the pages hold less than the sum says.
    fn best_that_fits(&mut self, mut problems: Vec<Problem>, step: Step) -> Result<Option<Choice>, Unfit<E>> {
        let mut less = UNIT;
        loop {
            let solutions: Option<Vec<_>> = problems.iter().map(solve).collect();
            let Some(solutions) = solutions else { return Ok(None) };
            let choice = Choice::of(&solutions, self.inventory);
            let (trial, outcome) = self.try_out(&choice, step, false)?;
            if outcome.pages <= self.goal.pages {
                self.best = Some(Best { choice: choice.clone(), step, trial, outcome });
                return self.second_chances(&problems, choice, step).map(Some);
            }
            let highest = outcome.surplus();
            for (index, (problem, solution)) in problems.iter_mut().zip(&solutions).enumerate() {
                let surplus = outcome.surpluses.get(index).copied().unwrap_or(highest);
                // So much less that the same choice cannot come again, and that there is an end to it.
                if surplus > 0.0 || surplus >= highest {
                    problem.capacity = solution.height - surplus.max(less);
                }
            }
            less *= 2.0;
        }
    }

    /// Takes back, dearest first, what still fits: rounding, and breaking pages, may have left room.
    fn second_chances(&mut self, problems: &[Problem], mut choice: Choice, step: Step) -> Result<Choice, Unfit<E>> {
        let mut left: Vec<_> = self.inventory.units().filter(|unit| choice.dropped.contains(&unit.path)).collect();
        left.sort_by(|a, b| b.worth.total_cmp(&a.worth));
        let mut chances = SECOND_CHANCES;
        // First what fits on the last page for sure, then what white on earlier pages may have room for.
        for white in [UNIT, BREAK * (self.goal.pages - 1) as f64] {
            for unit in &left {
                let is_full = self.goal.pages > 1 && self.best.as_ref().is_some_and(|best| best.outcome.fill >= FULL);
                let needs_entry = choice.dropped.iter().any(|other| is_bullet_of(&unit.path, other));
                let is_too_high = self.least_excess(problems, &unit.path) > white;
                if chances == 0 || is_full || needs_entry || is_too_high || !choice.dropped.contains(&unit.path) {
                    continue;
                }
                chances -= 1;
                let mut more = choice.clone();
                more.dropped.remove(&unit.path);
                if unit.has_short && self.may_be_short(unit, &choice) {
                    more.short.insert(unit.path.clone());
                }
                if self.settle(&more, step)? {
                    choice = more;
                }
            }
        }
        Ok(choice)
    }

    /// By how much something is higher, at the least, than the room that is left in its column, in points.
    fn least_excess(&self, problems: &[Problem], path: &str) -> f64 {
        let surpluses = self.best.iter().flat_map(|best| &best.outcome.surpluses);
        let mut columns = problems.iter().zip(surpluses);
        let excess = columns.find_map(|(problem, surplus)| Some(problem.least_height(path)? + surplus));
        excess.unwrap_or(f64::INFINITY)
    }

    /// Whether the shorter wording of a unit goes with the others of its section.
    fn may_be_short(&self, unit: &Unit, choice: &Choice) -> bool {
        let is_in = |shelf: &&Shelf| shelf.groups.iter().flatten().any(|entry| entry.unit.path == unit.path);
        let shelf = self.inventory.shelves.iter().find(is_in).filter(|shelf| shelf.uniform);
        let mut others = shelf.into_iter().flat_map(|shelf| shelf.groups.iter().flatten());
        shelf.is_none() || others.any(|entry| choice.short.contains(&entry.unit.path))
    }

    fn finish(self, marks: &[Mark]) -> Fitted<P> {
        let Best { step, trial, outcome, .. } = self.best.expect("a search ends with a trial that fits");
        Fitted { trial, outcome, step, heights: heights(marks), trials: self.trials }
    }
}

fn heights(marks: &[Mark]) -> Vec<(String, f64)> {
    marks.iter().map(|mark| (mark.id.clone(), mark.bottom.1 - mark.top.1)).collect()
}

/// Whether `path` is that of a bullet of the entry at `entry`.
fn is_bullet_of(path: &str, entry: &str) -> bool {
    path.strip_prefix(entry).is_some_and(|rest| rest.starts_with('.'))
}
