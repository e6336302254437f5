//! Dates as precise as their owner gave them, and no more precise.

use serde::Serialize;

/// A year, or a month, or a day.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Serialize)]
pub struct Day {
    /// The year, 1000–2999.
    pub year: u16,
    /// The month, 1–12, if known.
    pub month: Option<u8>,
    /// The day of the month, 1–31, if known; only with a month.
    pub day: Option<u8>,
}

/// A point in time as a CV gives it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Date {
    /// A date with a precision.
    Day(Day),
    /// Words that say when, such as `Spring 2021`.
    Words(String),
}

/// The end of a time span.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum End {
    /// Still going on.
    Present,
    /// Ended then.
    On(Date),
}

/// Why a text is no date.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct DateFault {
    /// What is wrong, for a message.
    pub message: String,
    /// The way out.
    pub hint: Option<String>,
}

/// Words for "still going on", in lower case.
const PRESENT: &[&str] =
    &["present", "now", "current", "currently", "ongoing", "today", "to date", "heute", "aujourd'hui", "至今", "现在"];

impl Date {
    /// Reads `2024`, `2024-03`, `2024-03-09` or words such as `Spring 2021`.
    ///
    /// # Errors
    /// For numbers that are no date, and for what looks like a mistyped `present`.
    pub fn parse(text: &str) -> Result<Self, DateFault> {
        let text = text.trim();
        if text.chars().all(|c| c.is_ascii_digit() || "-/. –".contains(c)) {
            return Day::parse(text).map(Self::Day);
        }
        let lower = text.to_lowercase();
        if PRESENT.contains(&lower.as_str()) || strsim::damerau_levenshtein(&lower, "present") <= 2 {
            return Err(fault(format!("`{text}` is not a date here"), "only `endDate` can be `present`"));
        }
        Ok(Self::Words(text.to_owned()))
    }
}

impl End {
    /// Reads a date, or a word for "still going on" such as `present`.
    ///
    /// # Errors
    /// As for [`Date::parse`]: a mistyped `present` is an error, never a guess.
    pub fn parse(text: &str) -> Result<Self, DateFault> {
        let text = text.trim();
        let lower = text.to_lowercase();
        if PRESENT.contains(&lower.as_str()) {
            return Ok(Self::Present);
        }
        if strsim::damerau_levenshtein(&lower, "present") <= 2 {
            return Err(fault(format!("`{text}` is not a date"), "did you mean `present`?"));
        }
        Date::parse(text).map(Self::On)
    }
}

impl Day {
    /// Reads `2024`, `2024-03` or `2024-03-09`.
    ///
    /// # Errors
    /// If the text has another form, or no calendar has such a day.
    pub fn parse(text: &str) -> Result<Self, DateFault> {
        let parts: Vec<_> = text.split('-').collect();
        let widths: Vec<_> = parts.iter().map(|part| part.len()).collect();
        let digits = parts.iter().all(|part| part.bytes().all(|byte| byte.is_ascii_digit()));
        if !digits || !matches!(widths[..], [4] | [4, 2] | [4, 2, 2]) {
            return Err(fault(
                format!("`{text}` is not a date"),
                "write `2024`, `2024-03` or `2024-03-09`; a time span takes `startDate` and `endDate`",
            ));
        }
        let number = |at: usize| parts.get(at).and_then(|part| part.parse::<u16>().ok());
        let year = number(0).filter(|year| (1000..3000).contains(year)).ok_or_else(|| DateFault {
            message: format!("the year in `{text}` must be between 1000 and 2999"),
            hint: None,
        })?;
        let month = number(1).map(|month| in_range(month, 12, "month", text)).transpose()?;
        let last = month.map_or(31, |month| days_in(year, month));
        let day = number(2).map(|day| in_range(day, last, "day", text)).transpose()?;
        Ok(Self { year, month, day })
    }
}

fn in_range(number: u16, last: u16, what: &str, text: &str) -> Result<u8, DateFault> {
    match u8::try_from(number) {
        Ok(small) if number >= 1 && number <= last => Ok(small),
        _ => Err(DateFault { message: format!("the {what} in `{text}` must be between 1 and {last}"), hint: None }),
    }
}

fn days_in(year: u16, month: u8) -> u16 {
    let leap = year.is_multiple_of(4) && (!year.is_multiple_of(100) || year.is_multiple_of(400));
    match month {
        2 if leap => 29,
        2 => 28,
        4 | 6 | 9 | 11 => 30,
        _ => 31,
    }
}

fn fault(message: String, hint: &str) -> DateFault {
    DateFault { message, hint: Some(hint.to_owned()) }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn day(year: u16, month: Option<u8>, day: Option<u8>) -> Date {
        Date::Day(Day { year, month, day })
    }

    #[test]
    fn precision_is_kept() {
        assert_eq!(Date::parse("2024"), Ok(day(2024, None, None)));
        assert_eq!(Date::parse("2024-03"), Ok(day(2024, Some(3), None)));
        assert_eq!(Date::parse("2024-02-29"), Ok(day(2024, Some(2), Some(29))));
        assert_eq!(Date::parse("Spring 2021"), Ok(Date::Words("Spring 2021".into())));
    }

    #[test]
    fn what_no_calendar_has_is_an_error() {
        for (text, message) in [
            ("2024-13", "the month in `2024-13` must be between 1 and 12"),
            ("2023-02-29", "the day in `2023-02-29` must be between 1 and 28"),
            ("2013-12-021", "`2013-12-021` is not a date"),
            ("03/2024", "`03/2024` is not a date"),
            ("2019-2022", "`2019-2022` is not a date"),
            ("0204-03", "the year in `0204-03` must be between 1000 and 2999"),
        ] {
            assert_eq!(Date::parse(text).map_err(|fault| fault.message), Err(message.to_owned()), "{text}");
        }
    }

    #[test]
    fn only_the_word_itself_is_present() {
        assert_eq!(End::parse("Present"), Ok(End::Present));
        assert_eq!(End::parse("presnt").map_err(|fault| fault.hint), Err(Some("did you mean `present`?".into())));
        assert!(Date::parse("present").is_err());
    }
}
