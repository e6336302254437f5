//! How many jobs ended how, for people.

use super::report::{JobReport, Status};

/// How many jobs ended how.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub struct Tally {
    built: usize,
    unchanged: usize,
    failed: usize,
    /// How many of them have an output that is no PDF.
    others: usize,
}

impl Tally {
    /// Counts a job.
    pub fn add(&mut self, job: &JobReport) {
        *match job.status {
            Status::Built => &mut self.built,
            Status::Unchanged => &mut self.unchanged,
            Status::Failed => &mut self.failed,
        } += 1;
        self.others += usize::from(job.output.as_ref().is_some_and(|output| !output.ends_with(".pdf")));
    }

    /// How many jobs failed.
    pub fn failed(&self) -> usize {
        self.failed
    }

    /// Of so many jobs: `12 PDFs: 10 built, 1 unchanged, 1 failed`
    pub fn summary(&self, total: usize) -> String {
        let left = total.saturating_sub(self.built + self.unchanged + self.failed);
        let counts = [self.built, self.unchanged, self.failed, left];
        let counts = counts.into_iter().zip(["built", "unchanged", "failed", "not begun"]);
        let parts = counts.filter(|(count, _)| *count > 0).map(|(count, what)| format!("{count} {what}"));
        let parts = parts.collect::<Vec<_>>().join(", ");
        let kind = if self.others > 0 { "file" } else { "PDF" };
        format!("{total} {kind}{}: {parts}", if total == 1 { "" } else { "s" })
    }
}

impl<'a> FromIterator<&'a JobReport> for Tally {
    fn from_iter<I: IntoIterator<Item = &'a JobReport>>(jobs: I) -> Self {
        let mut tally = Self::default();
        jobs.into_iter().for_each(|job| tally.add(job));
        tally
    }
}
