//! Months as numbers, for counting between dates that may be no more than a year.

use crate::document::{Date, Day, End};
use crate::model::Dates;

/// A time span in months from the year 0. What is known no better than the year may lie anywhere in it.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) struct Months {
    /// The first month, if it is known to be one.
    pub(super) start: Bound,
    /// The last month.
    pub(super) end: Bound,
}

/// One end of a span.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Bound {
    /// Nothing is said.
    Open,
    /// This month.
    Month(i32),
    /// A month of this year; holds its January.
    Year(i32),
}

impl Months {
    /// The span of an entry. `None` for a single date, and where words say when it was.
    pub(super) fn of(dates: &Dates) -> Option<Self> {
        let Dates::Span(start, end) = dates else { return None };
        let bound = |date: &Date| match date {
            Date::Day(day) => Some(Bound::of(*day)),
            Date::Words(_) => None,
        };
        let start = start.as_ref().map_or(Some(Bound::Open), bound)?;
        let end = match end {
            None | Some(End::Present) => Bound::Open,
            Some(End::On(date)) => bound(date)?,
        };
        Some(Self { start, end })
    }
}

impl Bound {
    fn of(day: Day) -> Self {
        let january = i32::from(day.year) * 12;
        day.month.map_or(Self::Year(january), |month| Self::Month(january + i32::from(month) - 1))
    }

    /// The earliest month it can be.
    pub(super) fn earliest(self) -> Option<i32> {
        match self {
            Self::Open => None,
            Self::Month(month) | Self::Year(month) => Some(month),
        }
    }

    /// The latest month it can be.
    pub(super) fn latest(self) -> Option<i32> {
        match self {
            Self::Open => None,
            Self::Month(month) => Some(month),
            Self::Year(january) => Some(january + 11),
        }
    }
}

/// The earliest and the latest month that a day can be in.
pub(super) fn range(day: Day) -> (i32, i32) {
    let bound = Bound::of(day);
    (bound.earliest().unwrap_or_default(), bound.latest().unwrap_or_default())
}

/// `7 months`, `1 month`, `3 years`
pub(super) fn count(months: i32) -> String {
    match months {
        1 => "1 month".to_owned(),
        months if months >= 24 && months % 12 == 0 => format!("{} years", months / 12),
        months => format!("{months} months"),
    }
}
