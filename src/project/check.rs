//! A CV checked without setting a page: what would stand in the way of a build, then advice.

use super::input::Input;
use super::plan::{Overrides, Plan};
use crate::check::{self, Subject};
use crate::diag::{Diagnostic, Sink};
use crate::document::Day;
use crate::layout::Layouts;
use crate::source::Sources;

/// Checks what [`Input::read`] could not: every variant's layout, options, paper and language, and the photo; then what the rules of
/// [`crate::check`] have to say. `today` is the day it is, if that is known.
pub fn check(input: &Input, today: Option<Day>, layouts: &Layouts, sources: &mut Sources) -> Vec<Diagnostic> {
    let overrides = Overrides::default();
    let mut sink = Sink::new();
    for variant in &input.cv.settings.variants {
        match Plan::new(input, variant, &overrides, layouts, sources) {
            Ok(plan) => sink.extend(plan.warnings),
            Err(faults) => sink.extend(faults),
        }
    }
    sink.extend(check::check(&Subject::new(&input.cv, &input.node, today)));
    sink.retain(|found| !input.allows(found));
    sink.into_vec()
}
