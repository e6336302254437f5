//! More jobs at once than there are hours.

use super::months::{Months, count};
use super::{Rule, Subject};
use crate::diag::{Diagnostic, Sink};

/// Three jobs or more at the same time for more than a year.
///
/// Two at once are common. Jobs whose title says that they leave time for others do not count; neither do those whose dates
/// are not certain to overlap.
pub(super) struct Overlap;

/// Handing over and winding up take up to this many months.
const LONGEST: i32 = 12;

/// Lists of jobs longer than this are not looked at: the work grows with the square.
const MOST_JOBS: usize = 200;

/// Parts of titles, in lower case, of what is done beside a job.
const BESIDE: &str = "part-time, part time, freelance, self-employed, consult, advis, board, intern, assistant, lecturer, tutor, \
    teach, mentor, founder, owner, partner, director, chair, member, fellow, volunteer, contract, student, \
    adjunct, visiting, editor, reviewer, author, speaker, trustee, ambassador";

impl Rule for Overlap {
    fn id(&self) -> &'static str {
        "overlapping-jobs"
    }

    fn check(&self, subject: &Subject, sink: &mut Sink) {
        let today = subject.today.map(|today| super::months::range(today).0);
        let mut jobs: Vec<_> = subject
            .jobs()
            .filter_map(|(section, item)| {
                let months = Months::of(item.dates.as_ref()?)?;
                // The least that it can cover.
                let span = (months.start.latest()?, months.end.earliest().or(today)?);
                let name = subject.name_of(item);
                let lower = name.to_lowercase();
                (!BESIDE.split(", ").any(|word| lower.contains(word))).then_some((span, section, item, name))
            })
            .take(MOST_JOBS)
            .collect();
        jobs.sort_by_key(|(span, ..)| *span);
        for (index, ((start, end), section, item, name)) in jobs.iter().enumerate() {
            // Of those that started before, the two that go on the longest.
            let mut before: Vec<_> = jobs[..index].iter().map(|((_, end), .., name)| (*end, name)).collect();
            before.sort_by(|a, b| b.cmp(a));
            let [(_, first), (shorter, second), ..] = before.as_slice() else { continue };
            let months = shorter.min(end) - start + 1;
            if months > LONGEST {
                let message = format!("`{name}`, `{first}` and `{second}` ran at once for {}", count(months));
                sink.push(
                    Diagnostic::advice(self.id(), message)
                        .at(subject.place(section, item, "startDate"))
                        .in_field(format!("{}.startDate", item.path))
                        .hint("look at the dates; if they are right, say what was part-time".to_owned()),
                );
            }
        }
    }
}
