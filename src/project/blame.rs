//! Which entry of the CV a layout cannot set: found by setting less and less of it.

use std::collections::BTreeSet;

use super::press::Press;
use crate::diag::Diagnostic;
use crate::fit::{Trial, Unit};
use crate::model::Cv;
use crate::source::Sources;

/// Faults of Typst with a hint that names the entry that gives rise to them. If the layout cannot even set a CV without
/// entries, the fault is its own, and nothing is added.
pub(super) fn blame(press: &mut Press, cv: &Cv, trial: &Trial, mut faults: Vec<Diagnostic>) -> Vec<Diagnostic> {
    let is_of_typst = |faults: &[Diagnostic]| faults.iter().any(|fault| fault.id == "typst");
    if !is_of_typst(&faults) {
        return faults;
    }
    let inventory = press.inventory(cv);
    let entries: Vec<_> =
        inventory.entries().map(|entry| &entry.unit).filter(|unit| !trial.dropped.contains(&unit.path)).collect();
    let mut fails = |count: usize| {
        let dropped: BTreeSet<_> = entries[count..].iter().map(|unit| unit.path.clone()).collect();
        let fewer = Trial { dropped: &trial.dropped | &dropped, ..trial.clone() };
        press.set(cv, &fewer).is_err_and(|faults| is_of_typst(&faults))
    };
    if entries.is_empty() || fails(0) {
        return faults;
    }
    // With the first `sound` entries it can be set, with the first `faulty` it cannot.
    let (mut sound, mut faulty) = (0, entries.len());
    while faulty - sound > 1 {
        let middle = usize::midpoint(sound, faulty);
        if fails(middle) { faulty = middle } else { sound = middle }
    }
    let hint = place(entries[sound], press.sources());
    for fault in faults.iter_mut().filter(|fault| fault.id == "typst") {
        fault.path.clone_from(&entries[sound].path);
        fault.hints.push(hint.clone());
    }
    faults
}

/// `it comes of `work[2]` at cv.yaml:12:5`
fn place(unit: &Unit, sources: &Sources) -> String {
    let source = sources.get(unit.span.file);
    let at = source.line_column(unit.span.range().start);
    format!("it comes of `{}` at {}:{}:{}", unit.path, source.name(), at.line, at.column)
}
