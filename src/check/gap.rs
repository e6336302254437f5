//! Months of which the CV does not tell.

use super::months::{Bound, Months, count};
use super::subject::JOBS;
use super::{Rule, Subject};
use crate::diag::{Diagnostic, Sink};

/// More than six months between the end of one job and the start of the next, of which nothing else in the CV tells either.
///
/// Both must be given to the month. Studies, volunteering, projects and whatever else has a time span cover what they span;
/// what is known no better than the year covers all of it. Where any job has no dates, or words for dates, nothing is said.
pub(super) struct EmploymentGap;

/// Breaks up to this many months need no explanation.
const LONGEST: i32 = 6;

/// What a degree of which only the end is given covers before it, in months.
const STUDIES: i32 = 60;

/// Lists of jobs longer than this are not looked at: the work grows with the square.
const MOST_JOBS: usize = 200;

impl Rule for EmploymentGap {
    fn id(&self) -> &'static str {
        "employment-gap"
    }

    fn check(&self, subject: &Subject, sink: &mut Sink) {
        let jobs: Option<Vec<_>> =
            subject.jobs().map(|(section, item)| Some((section, item, Months::of(item.dates.as_ref()?)?))).collect();
        let Some(jobs) = jobs else { return };
        if jobs.len() > MOST_JOBS {
            return;
        }
        let rest = subject.items().filter(|(section, _)| section.kind.key() != JOBS);
        let rest = rest.filter_map(|(_, item)| Months::of(item.dates.as_ref()?));
        let rest = rest.map(|months| covered(months, months.end.earliest().map_or(i32::MIN, |end| end - STUDIES)));
        let mut covers: Vec<_> = jobs.iter().map(|(_, _, months)| covered(*months, i32::MIN)).chain(rest).collect();
        covers.sort_unstable();
        let mut told_until = i32::MIN;
        for (start, end) in covers {
            let months = start.saturating_sub(told_until).saturating_sub(1);
            let left = jobs.iter().find(|(_, _, job)| job.end == Bound::Month(told_until));
            let joined = jobs.iter().find(|(_, _, job)| job.start == Bound::Month(start));
            if let (Some((_, left, _)), Some((section, joined, _)), true) = (left, joined, months > LONGEST) {
                let (left, name) = (subject.name_of(left), subject.name_of(joined));
                let message = format!("nothing is told of the {} between `{left}` and `{name}`", count(months));
                sink.push(
                    Diagnostic::advice(self.id(), message)
                        .at(subject.place(section, joined, "startDate"))
                        .in_field(format!("{}.startDate", joined.path))
                        .hint("if you like, say in a line what you did".to_owned()),
                );
            }
            told_until = told_until.max(end);
        }
    }
}

/// The most that a span can cover.
fn covered(months: Months, without_start: i32) -> (i32, i32) {
    (months.start.earliest().unwrap_or(without_start), months.end.latest().unwrap_or(i32::MAX))
}
