//! One dial for all that a layout lets the fitter move.

use crate::layout::{Manifest, OptionSpec, Options};

/// How finely the dial turns: a setting that was tried before costs nothing, so there are few.
pub(super) const STEPS: i32 = 16;

/// The options that may be moved, in the order in which they move.
///
/// As the dial turns from 0 to 1, options of the lowest order go from their default to their minimum, then those of
/// the next; from 0 to −1 they go to their maximum. What the owner has set himself stays.
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

    /// The options at a step of the dial, −[`STEPS`] to [`STEPS`].
    pub(super) fn at(&self, step: i32) -> Options {
        let turned = f64::from(step) / f64::from(STEPS) * self.orders.len() as f64;
        let mut options = self.options.clone();
        for spec in &self.movable {
            let Some(fit) = &spec.fit else { continue };
            let turn = self.orders.iter().position(|order| *order == fit.order).unwrap_or_default();
            let way = (turned.abs() - turn as f64).clamp(0.0, 1.0);
            let bound = if step > 0 { &fit.min } else { &fit.max };
            if let (Some(from), Some(to)) = (spec.default.magnitude(), bound.magnitude()) {
                let value = ((from + (to - from) * way) * 100.0).round() / 100.0;
                options.set(&spec.name, spec.default.with_magnitude(value));
            }
        }
        options
    }
}
