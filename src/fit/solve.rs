//! The best choice there is, by dynamic programming over heights.
//!
//! A precedence-constrained multiple-choice knapsack: a bullet needs its entry, a heading is paid for once its section or
//! group has an entry, each entry and bullet is set in one of its wordings or not at all. First the bullets of each
//! entry are solved for every height they may take; then all entries in order, with a state that knows which headings
//! are paid for and how many entries the section has. The result is the greatest value any choice can have, up to the
//! rounding of heights to a [`UNIT`].

mod beaten;

use std::collections::BTreeMap;

use self::beaten::beaten;
use super::problem::{Bullet, Choosable, Form, Group, Problem, Section};

/// Heights are rounded to this, in points.
pub(super) const UNIT: f64 = 0.25;

/// No choice reaches this state.
const NEVER: f64 = f64::NEG_INFINITY;

/// The best choice.
#[derive(Debug, Clone, Default, PartialEq)]
pub struct Solution {
    /// The wording of every entry and bullet that was chosen, by path.
    pub forms: BTreeMap<String, Form>,
    /// The sum of their values.
    pub value: f64,
    /// The sum of their heights with headings and gaps, in points.
    pub height: f64,
}

/// Solves a problem. `None` if what must be chosen is too high already.
pub fn solve(problem: &Problem) -> Option<Solution> {
    solve_among(problem, &beaten)
}

/// Solves a problem among the entries of each group that are not left out of account.
fn solve_among(problem: &Problem, is_out: &dyn Fn(&Group, usize) -> Vec<bool>) -> Option<Solution> {
    let capacity = (problem.capacity / UNIT + 1e-6).floor();
    if capacity < 0.0 {
        return None;
    }
    let mut table = Table::new(1, capacity as usize);
    table.best[0] = 0.0;
    let mut layers = Vec::new();
    for section in &problem.sections {
        solve_section(section, is_out, &mut table, &mut layers);
    }
    let (mut height, value) = (0..=table.capacity).map(|height| (height, table.best[height])).fold(
        (0, NEVER),
        // Of equal values the lowest: what is left can be used for air.
        |best, next| if next.1 > best.1 { next } else { best },
    );
    if value == NEVER {
        return None;
    }
    let sum = height as f64 * UNIT;
    let mut forms = BTreeMap::new();
    let mut state = 0;
    for layer in layers.iter().rev() {
        let step = Step(layer.steps[state * (table.capacity + 1) + height]);
        if let Some((choosable, choices)) = &layer.entry
            && let Some(choice) = step.choice().and_then(|choice| choices.choices.get(choice))
        {
            forms.insert(choosable.path.clone(), choice.form);
            choices.collect(choosable, choice, &mut forms);
        }
        (state, height) = (step.state().unwrap_or(state), height - step.added());
    }
    Some(Solution { forms, value, height: sum })
}

/// Which headings of a section are paid for.
const CLOSED: usize = 0;
const OPEN: usize = 1;
const GROUP: usize = 2;

/// The states within a section: which headings are paid for, how many entries there are, and in a uniform section in
/// which wording they are set.
struct States {
    counts: usize,
    forms: &'static [Option<Form>],
}

impl States {
    fn of(section: &Section) -> Self {
        let forms: &[_] = if section.uniform { &[Some(Form::Full), Some(Form::Short)] } else { &[None] };
        Self { counts: section.minimum + 1, forms }
    }

    fn total(&self) -> usize {
        3 * self.counts * self.forms.len()
    }

    fn at(&self, opened: usize, count: usize, form: usize) -> usize {
        (form * 3 + opened) * self.counts + count
    }

    /// Every (count, form).
    fn rows(&self) -> impl Iterator<Item = (usize, usize)> {
        (0..self.forms.len()).flat_map(|form| (0..self.counts).map(move |count| (count, form)))
    }
}

fn solve_section<'a>(
    section: &'a Section,
    is_out: &dyn Fn(&Group, usize) -> Vec<bool>,
    table: &mut Table,
    layers: &mut Vec<Layer<'a>>,
) {
    let states = States::of(section);
    let mut step = |mut next: Table, table: &mut Table, fill: &mut dyn FnMut(&mut Table, &Table, &mut Layer<'a>)| {
        let mut layer = Layer::new(&next);
        fill(&mut next, table, &mut layer);
        layers.push(layer);
        *table = next;
    };
    // The section starts with no heading paid for and no entry.
    let capacity = table.capacity;
    let none = |states: usize| Table::new(states, capacity);
    step(none(states.total()), table, &mut |next, before, layer| {
        for form in 0..states.forms.len() {
            next.move_all(before, 0, states.at(CLOSED, 0, form), layer);
        }
    });
    for group in &section.groups {
        step(none(states.total()), table, &mut |next, before, layer| {
            for (count, form) in states.rows() {
                let at = |opened| states.at(opened, count, form);
                next.move_all(before, at(CLOSED), at(CLOSED), layer);
                next.move_all(before, at(OPEN), at(OPEN), layer);
                next.move_all(before, at(GROUP), at(OPEN), layer);
            }
        });
        let out = is_out(group, capacity);
        for choosable in group.entries.iter().zip(out).filter(|(_, out)| !out).map(|(choosable, _)| choosable) {
            // Unless it is pinned, all may stay as it was.
            let next = if choosable.pinned { none(states.total()) } else { table.clone() };
            step(next, table, &mut |next, before, layer| {
                let choices = Choices::new(choosable, capacity);
                for (count, form) in states.rows() {
                    for (opened, above) in [(CLOSED, section.heading), (OPEN, group.heading), (GROUP, choosable.gap)] {
                        let from = states.at(opened, count, form);
                        let to = states.at(GROUP, (count + 1).min(section.minimum), form);
                        next.take(before, (from, to), units(above), &choices, states.forms[form], layer);
                    }
                }
                layer.entry = Some((choosable, choices));
            });
        }
    }
    step(none(1), table, &mut |next, before, layer| {
        for form in 0..states.forms.len() {
            for opened in [CLOSED, OPEN, GROUP] {
                next.move_all(before, states.at(opened, section.minimum, form), 0, layer);
            }
        }
    });
}

fn units(height: f64) -> usize {
    (height.max(0.0) / UNIT).round() as usize
}

/// The greatest value for every state and height.
#[derive(Clone)]
struct Table {
    capacity: usize,
    /// No choice is higher so far.
    reach: usize,
    best: Vec<f64>,
}

/// How each state and height of a table was reached.
struct Layer<'a> {
    entry: Option<(&'a Choosable, Choices)>,
    /// A [`Step`] each.
    steps: Vec<u64>,
}

/// No way was chosen.
const NOTHING: u16 = u16::MAX;

/// From where a state and height was reached. Most stay as they were, which is written as 0: memory that is not touched costs
/// nothing.
#[derive(Clone, Copy)]
struct Step(u64);

impl Step {
    /// From a state, by one of the choices, if any, which added so much to the height.
    fn new(state: usize, choice: Option<usize>, added: usize) -> Self {
        let choice = choice.map_or(0, |choice| choice + 1);
        Self((added as u64) << 32 | (choice as u64) << 16 | (state as u64 + 1))
    }

    /// The state; `None` for the same.
    fn state(self) -> Option<usize> {
        (self.0 as u16 as usize).checked_sub(1)
    }

    fn choice(self) -> Option<usize> {
        ((self.0 >> 16) as u16 as usize).checked_sub(1)
    }

    fn added(self) -> usize {
        (self.0 >> 32) as usize
    }
}

impl Layer<'_> {
    fn new(table: &Table) -> Self {
        Self { entry: None, steps: vec![0; table.best.len()] }
    }
}

impl Table {
    fn new(states: usize, capacity: usize) -> Self {
        Self { capacity, reach: 0, best: vec![NEVER; states * (capacity + 1)] }
    }

    fn row(&self, state: usize) -> usize {
        state * (self.capacity + 1)
    }

    fn offer(&mut self, index: usize, value: f64, step: Step, layer: &mut Layer) {
        if value > self.best[index] {
            self.best[index] = value;
            layer.steps[index] = step.0;
        }
    }

    /// Goes from one state to another without choosing anything.
    fn move_all(&mut self, before: &Table, from: usize, to: usize, layer: &mut Layer) {
        self.reach = self.reach.max(before.reach);
        let step = Step::new(from, None, 0);
        for height in 0..=before.reach {
            let value = before.best[before.row(from) + height];
            self.offer(self.row(to) + height, value, step, layer);
        }
    }

    /// Goes from one state to another by any of the choices, with something on top of it; only by those in `form`, where
    /// one is prescribed.
    fn take(
        &mut self,
        before: &Table,
        (from, to): (usize, usize),
        above: usize,
        choices: &Choices,
        form: Option<Form>,
        layer: &mut Layer,
    ) {
        // What has no shorter wording is set in full among short ones.
        let form = form.filter(|form| choices.choices.iter().any(|choice| choice.form == *form));
        let allowed = choices.choices.iter().enumerate();
        for (index, choice) in allowed.filter(|(_, choice)| form.is_none_or(|form| choice.form == form)) {
            let added = above + choice.height;
            let highest = self.capacity.min(before.reach + added);
            let step = Step::new(from, Some(index), added);
            for height in added..=highest {
                let value = before.best[before.row(from) + height - added];
                if value > NEVER {
                    self.reach = self.reach.max(height);
                    self.offer(self.row(to) + height, value + choice.value, step, layer);
                }
            }
        }
    }
}

/// The ways to set one entry that no other way of the same wording beats in both height and value.
struct Choices {
    choices: Vec<Choice>,
    /// For each bullet, which of its ways is best at each height of all bullets up to it.
    bullets: Vec<Vec<u16>>,
}

struct Choice {
    form: Form,
    height: usize,
    value: f64,
    /// The height of its bullets.
    bullets: usize,
}

impl Choices {
    fn new(entry: &Choosable, capacity: usize) -> Self {
        let most: usize = entry.bullets.iter().map(highest).sum();
        let room = most.min(capacity);
        let mut best = vec![NEVER; room + 1];
        best[0] = 0.0;
        let mut bullets = Vec::new();
        for bullet in &entry.bullets {
            let mut next = vec![NEVER; room + 1];
            let mut ways = vec![NOTHING; room + 1];
            if !bullet.pinned {
                next.copy_from_slice(&best);
            }
            for (index, way) in bullet.ways.iter().enumerate() {
                let added = units(way.height);
                for height in added..=room {
                    let value = best[height - added] + way.value;
                    if value > next[height] {
                        next[height] = value;
                        ways[height] = index as u16;
                    }
                }
            }
            bullets.push(ways);
            best = next;
        }
        let mut choices: Vec<_> = entry
            .ways
            .iter()
            .flat_map(|way| {
                let reached = best.iter().enumerate().filter(|(_, value)| **value > NEVER);
                reached.map(|(bullets, value)| Choice {
                    form: way.form,
                    height: units(way.height) + bullets,
                    value: way.value + value,
                    bullets,
                })
            })
            .collect();
        // Wordings are kept apart: a uniform section may need the one that is beaten.
        choices.sort_by(|a, b| (a.form, a.height).cmp(&(b.form, b.height)).then(b.value.total_cmp(&a.value)));
        let mut greatest = (Form::Full, NEVER);
        choices.retain(|choice| {
            let better = choice.form != greatest.0 || choice.value > greatest.1;
            greatest = if better { (choice.form, choice.value) } else { greatest };
            better
        });
        Self { choices, bullets }
    }

    /// Adds the bullets of a choice.
    fn collect(&self, entry: &Choosable, choice: &Choice, forms: &mut BTreeMap<String, Form>) {
        let mut height = choice.bullets;
        for (bullet, ways) in entry.bullets.iter().zip(&self.bullets).rev() {
            if let Some(way) = bullet.ways.get(ways[height] as usize) {
                forms.insert(bullet.path.clone(), way.form);
                height -= units(way.height);
            }
        }
    }
}

fn highest(bullet: &Bullet) -> usize {
    bullet.ways.iter().map(|way| units(way.height)).max().unwrap_or(0)
}

#[cfg(test)]
mod tests;
