//! One dial for all that a layout lets the fitter move.

use crate::layout::{Manifest, OptionSpec, Options, Value};

/// How finely the dial turns between two of its marks: a setting seen before costs nothing, so there are few.
const STEPS: i32 = 16;

/// Steps of the dial.
pub type Step = i32;

/// The most open setting that still looks intended.
pub const OPEN: Step = -STEPS;
/// As the layout was designed.
pub const DESIGNED: Step = 0;
/// The tightest setting that reads well.
pub const COMFORTABLE: Step = STEPS;
/// The tightest setting that can be read at all.
pub const HARD: Step = 2 * STEPS;

/// The options that may be moved, in the order in which they move.
///
/// From [`DESIGNED`] to [`COMFORTABLE`] options of the lowest order go from their default to their comfortable bound, then
/// those of the next; from there to [`HARD`] they go on to their minimum; from [`DESIGNED`] to [`OPEN`] to their maximum.
/// What the owner has set himself stays.
#[derive(Debug, Clone)]
pub struct Tightness<'a> {
    options: &'a Options,
    movable: Vec<&'a OptionSpec>,
    orders: Vec<u32>,
}

impl<'a> Tightness<'a> {
    /// The dial for a layout whose options stand as given.
    pub fn new(manifest: &'a Manifest, options: &'a Options) -> Self {
        let is_movable = |spec: &&OptionSpec| spec.fit.is_some() && !options.is_given(&spec.name);
        let movable: Vec<_> = manifest.options.iter().filter(is_movable).collect();
        let mut orders: Vec<_> = movable.iter().filter_map(|spec| Some(spec.fit.as_ref()?.order)).collect();
        orders.sort_unstable();
        orders.dedup();
        Self { options, movable, orders }
    }

    /// The options at a step of the dial.
    pub fn at(&self, step: Step) -> Options {
        let mut options = self.options.clone();
        for spec in &self.movable {
            let Some(fit) = &spec.fit else { continue };
            let (from, to, turned) = if step <= DESIGNED {
                (&spec.default, &fit.max, -step)
            } else if step <= COMFORTABLE {
                (&spec.default, &fit.comfort, step)
            } else {
                (&fit.comfort, &fit.min, step - COMFORTABLE)
            };
            let turn = self.orders.iter().position(|order| *order == fit.order).unwrap_or_default();
            let turned = f64::from(turned) / f64::from(STEPS) * self.orders.len() as f64;
            options.set(&spec.name, between(from, to, (turned - turn as f64).clamp(0.0, 1.0)));
        }
        options
    }

    /// How large the gaps are at a step, as a part of those designed; 1 if the layout has none that move.
    pub fn spacing(&self, step: Step) -> f64 {
        let options = self.at(step);
        let first = self.orders.first();
        let gaps = self.movable.iter().filter(|spec| spec.fit.as_ref().map(|fit| fit.order).as_ref() == first);
        let parts: Vec<_> = gaps
            .filter_map(|spec| Some(options.get(&spec.name)?.magnitude()? / spec.default.magnitude()?))
            .filter(|part| part.is_finite())
            .collect();
        if parts.is_empty() { 1.0 } else { parts.iter().sum::<f64>() / parts.len() as f64 }
    }

    /// Whether a step goes beyond what reads well, for anything that moves.
    pub fn is_hard(&self, step: Step) -> bool {
        step > COMFORTABLE && self.at(step) != self.at(COMFORTABLE)
    }
}

/// A value part of the way from one to another, rounded to hundredths so that equal settings are equal.
fn between(from: &Value, to: &Value, part: f64) -> Value {
    match (from.magnitude(), to.magnitude()) {
        (Some(a), Some(b)) => from.with_magnitude(((a + (b - a) * part) * 100.0).round() / 100.0),
        _ => from.clone(),
    }
}
