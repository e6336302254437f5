//! When something was: a point in time or a span.

use super::locale::Locale;
use crate::document::{Date, Day, End};

/// When something was.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Dates {
    /// A point in time.
    On(Date),
    /// A span. A missing start is left open; a span with a start and no end goes on, as JSON Resume has it.
    Span(Option<Date>, Option<End>),
}

impl Dates {
    /// Puts together what was given. A span wins over a single date.
    pub(super) fn new(start: Option<Date>, end: Option<End>, on: Option<Date>) -> Option<Self> {
        match (start, end, on) {
            (None, None, on) => on.map(Self::On),
            (start, end, _) => Some(Self::Span(start, end)),
        }
    }

    /// The day it began, or was; of words, the year in them.
    pub fn day(&self) -> Option<Day> {
        let date = match self {
            Self::On(date) | Self::Span(Some(date), _) | Self::Span(None, Some(End::On(date))) => date,
            Self::Span(None, _) => return None,
        };
        match date {
            Date::Day(day) => Some(*day),
            Date::Words(words) => {
                let mut numbers = words.split(|c: char| !c.is_ascii_digit()).filter(|number| number.len() == 4);
                numbers.find_map(|number| Day::parse(number).ok())
            }
        }
    }

    /// As printed: `Nov. 2017 – Jan. 2020`, `2011–2015`, `Jul. 2020`, `Present`.
    pub fn shown(&self, locale: &Locale) -> String {
        let date = |date: &Date| locale.date(date);
        match self {
            Self::On(on) => date(on),
            Self::Span(None, None) => String::new(),
            Self::Span(None, Some(End::Present)) => locale.present.clone(),
            Self::Span(None, Some(End::On(end))) => date(end),
            Self::Span(Some(start), None | Some(End::Present)) => range(&date(start), &locale.present),
            Self::Span(Some(start), Some(End::On(end))) if start == end => date(start),
            Self::Span(Some(start), Some(End::On(end))) => range(&date(start), &date(end)),
        }
    }
}

/// Bare years are set close, all else with spaces round the dash.
fn range(start: &str, end: &str) -> String {
    let is_year = |text: &str| text.len() == 4 && text.bytes().all(|byte| byte.is_ascii_digit());
    match is_year(start) && is_year(end) {
        true => format!("{start}–{end}"),
        false => format!("{start} – {end}"),
    }
}
