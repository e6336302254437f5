//! Dates that have not come yet.

use super::months::range;
use super::{Rule, Subject};
use crate::diag::{Diagnostic, Sink};
use crate::document::{Date, Day, End};
use crate::model::Dates;

/// What lies further ahead than people plan. A job that starts next month, a degree expected in two years and a paper of
/// next spring's conference are left alone.
pub(super) struct FutureDate;

/// How far ahead, in months, something may start or happen.
const SOON: i32 = 12;

/// How far ahead, in months, something may end: long contracts and degrees.
const LATER: i32 = 96;

impl Rule for FutureDate {
    fn id(&self) -> &'static str {
        "future-date"
    }

    fn check(&self, subject: &Subject, sink: &mut Sink) {
        let Some(today) = subject.today else { return };
        let (_, now) = range(today);
        let day = |date: &Date| match date {
            Date::Day(day) => Some(*day),
            Date::Words(_) => None,
        };
        for (section, item) in subject.items() {
            let ends: Vec<(&str, Option<Day>, i32)> = match &item.dates {
                None => continue,
                Some(Dates::On(on)) => vec![("date", day(on), SOON)],
                Some(Dates::Span(start, end)) => {
                    let end = match end {
                        Some(End::On(end)) => day(end),
                        _ => None,
                    };
                    vec![("startDate", start.as_ref().and_then(day), SOON), ("endDate", end, LATER)]
                }
            };
            for (key, day, ahead) in ends {
                let Some(day) = day.filter(|day| range(*day).0 > now + ahead) else { continue };
                sink.push(
                    Diagnostic::advice(self.id(), format!("the year {} lies in the future", day.year))
                        .at(subject.place(section, item, key))
                        .in_field(format!("{}.{key}", item.path)),
                );
            }
        }
    }
}
