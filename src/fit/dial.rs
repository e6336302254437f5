//! Where to turn the dial: from how much is too much at one setting to the setting that is tried next.

use super::search::{Choice, Failed, Search};
use super::tightness::Step;
use super::{Outcome, Trial, Unfit};

/// What a step of the dial usually adds to a page, as a part of its height: where to look first.
const USUAL_STEP: f64 = 0.018;

impl<P, E, F: FnMut(&Trial) -> Result<Outcome<P>, E>> Search<'_, P, F> {
    /// Finds a setting, not tighter than `tight`, at which a choice fits that was just too high at a more open one; `None` if
    /// there is none. By how much it was too high tells where to look, and by how much it may be at `tight`, if that is known.
    pub(super) fn close_in(
        &mut self,
        choice: &Choice,
        tight: Step,
        at_tight: Option<f64>,
    ) -> Result<Option<Step>, Unfit<E>> {
        let mut before: Option<(Step, f64)> = at_tight.map(|surplus| (tight, surplus));
        loop {
            let failed = self.failed.as_ref().filter(|failed| failed.choice == *choice && failed.step < tight);
            let Some(&Failed { step, surplus, area, .. }) = failed else { return Ok(None) };
            let a_step = match before {
                Some((other, known)) => self.slope(area, (surplus - known) / f64::from(other - step)),
                None => self.usual(area),
            };
            let steps = ((surplus - self.aim(area)) / a_step).ceil() as Step;
            let next = step.saturating_add(steps.max(1)).min(tight);
            if self.settle(choice, next)? {
                return Ok(Some(next));
            }
            before = Some((step, surplus));
        }
    }

    /// What a step of the dial usually adds to all pages, in points.
    fn usual(&self, area: f64) -> f64 {
        USUAL_STEP * area * self.goal.pages as f64
    }

    /// What a step adds by what two settings tell, which is not to be trusted far: lines break anew at some steps and not at
    /// others.
    fn slope(&self, area: f64, told: f64) -> f64 {
        let usual = self.usual(area);
        told.clamp(usual / 3.0, usual * 3.0)
    }

    /// The surplus to aim at: the middle of what is filled enough and not too high.
    fn aim(&self, area: f64) -> f64 {
        -area * (1.0 - self.enough) / 2.0
    }

    /// Finds the most open setting from `open` on at which a choice fits. At `fitting` it is known to. A page that is
    /// filled enough is as open as anybody can see.
    ///
    /// The height grows almost linearly as the dial turns, so that the last two settings tell where to look next.
    pub(super) fn open_up(&mut self, choice: &Choice, open: Step, fitting: Step) -> Result<(), Unfit<E>> {
        let mut room = match &self.best {
            Some(best) if best.step == fitting && best.choice == *choice => best.outcome.surplus(),
            _ => self.set(choice, fitting)?,
        };
        let known = self.failed.take_if(|failed| failed.choice == *choice && (open..fitting).contains(&failed.step));
        let area = self.best.as_ref().map_or(f64::INFINITY, |best| best.outcome.area);
        let mut fitting = fitting;
        let (mut too_open, mut a_step) = match known {
            Some(known) => (known.step, self.slope(area, (known.surplus - room) / f64::from(fitting - known.step))),
            None => (open - 1, self.usual(area)),
        };
        while fitting - too_open > 1 && !self.is_full_enough() {
            let steps = ((self.aim(area) - room) / a_step).floor() as Step;
            let middle = fitting - steps.clamp(1, fitting - too_open - 1);
            let surplus = self.set(choice, middle)?;
            a_step = self.slope(area, (surplus - room) / f64::from(fitting - middle));
            match surplus <= 0.0 {
                true => (fitting, room) = (middle, surplus),
                false => too_open = middle,
            }
        }
        if self.best.as_ref().is_none_or(|best| best.step != fitting || best.choice != *choice) {
            self.set(choice, fitting)?;
        }
        Ok(())
    }

    fn is_full_enough(&self) -> bool {
        let is_full = |outcome: &Outcome<P>| outcome.pages == self.goal.pages && outcome.fill >= self.enough;
        self.best.as_ref().is_some_and(|best| is_full(&best.outcome))
    }
}
