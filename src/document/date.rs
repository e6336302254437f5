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
pub const PRESENT: &[&str] =
    &["present", "now", "current", "currently", "ongoing", "today", "to date", "heute", "aujourd'hui", "至今", "现在"];

impl Date {
    /// Reads `2024`, `2024-03`, `2024-03-09`, with or without a time of day, or words such as `Spring 2021`.
    ///
    /// # Errors
    /// For what looks like a date and is none, for time spans, and for a word for "still going on".
    pub fn parse(text: &str) -> Result<Self, DateFault> {
        let text = text.trim();
        if let Some(day) = timestamp(text) {
            return Day::parse(day).map(Self::Day);
        }
        if is_numeric(text) {
            return Day::parse(text).map(Self::Day);
        }
        if is_span(text) {
            return Err(fault(format!("`{text}` is a time span"), "give its ends as `startDate` and `endDate`"));
        }
        if is_present(text) || is_almost_present(text) {
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
        if PRESENT.contains(&text.to_lowercase().as_str()) {
            return Ok(Self::Present);
        }
        if !is_span(text) && (is_present(text) || is_almost_present(text)) {
            return Err(fault(format!("`{text}` is not a date"), "did you mean `present`?"));
        }
        Date::parse(text).map(Self::On)
    }
}

/// The day of `2024-03-09T00:00:00Z` or `2024-03-09 12:00`.
fn timestamp(text: &str) -> Option<&str> {
    let (day, time) = text.split_once(['T', ' '])?;
    let is_time =
        time.len() >= 4 && time.chars().all(|c| c.is_ascii_digit() || ":.+-Z".contains(c)) && time.contains(':');
    (is_time && day.len() == 10).then_some(day)
}

/// Whether a text can only have been meant as a date in numbers: `2020-13`, `03/2024`, `2O24`, `2024-xx`, `+2024`.
fn is_numeric(text: &str) -> bool {
    let is_ordinal = |word: &str| {
        let letters = word.trim_start_matches(|c: char| c.is_ascii_digit()).trim_end_matches([',', '.']);
        ["st", "nd", "rd", "th", "e", "er", "a", "o"].contains(&letters)
    };
    let one_word = !text.contains(char::is_whitespace);
    let starts_like_one = text.starts_with(|c: char| c.is_ascii_digit() || "+-".contains(c));
    let all_numbers = text.chars().all(|c| c.is_ascii_digit() || "-/. +".contains(c));
    !text.is_empty() && (all_numbers || (one_word && starts_like_one && !is_ordinal(text) && text.is_ascii()))
}

/// Whether a text is two dates with a dash between them.
fn is_span(text: &str) -> bool {
    let dash = text.split_once(['–', '—']).or_else(|| text.split_once(" - "));
    let is_end = |part: &str| part.contains(|c: char| c.is_ascii_digit()) || is_present(part);
    dash.is_some_and(|(start, end)| is_end(start) && is_end(end))
}

fn is_present(text: &str) -> bool {
    let lower = text.trim().to_lowercase();
    PRESENT.iter().any(|word| lower == *word || lower.ends_with(&format!(" {word}")))
}

/// A slip of the keyboard on `present`: `presnt`, `prsent`.
fn is_almost_present(text: &str) -> bool {
    let lower = text.to_lowercase();
    lower.starts_with('p') && strsim::damerau_levenshtein(&lower, "present") <= 2
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
            let usual = "write `2024`, `2024-03` or `2024-03-09`; a time span takes `startDate` and `endDate`";
            let hint = other_form(text).map_or_else(|| usual.to_owned(), |meant| format!("did you mean `{meant}`?"));
            return Err(DateFault { message: format!("`{text}` is not a date"), hint: Some(hint) });
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

impl Day {
    /// Whether it is certainly later than another: months and days count only where both are known.
    pub fn is_after(self, other: Self) -> bool {
        let known = |a: Option<u8>, b: Option<u8>| if a.is_some() && b.is_some() { (a, b) } else { (None, None) };
        let (month, other_month) = known(self.month, other.month);
        let (day, other_day) = known(self.day, other.day);
        (self.year, month, day) > (other.year, other_month, other_day)
    }
}

/// What was meant by `2024/3`, `2024-3-9`, `03.2024`, `202403`: the year tells itself by its four digits. `03/04/2024` may be
/// two days, so nothing is offered for it.
fn other_form(text: &str) -> Option<String> {
    let parts: Vec<&str> = match text.bytes().all(|byte| byte.is_ascii_digit()) && matches!(text.len(), 6 | 8) {
        true => {
            [text.get(..4), text.get(4..6), text.get(6..).filter(|day| !day.is_empty())].into_iter().flatten().collect()
        }
        false => text.split(['-', '/', '.']).collect(),
    };
    let (year, rest) = match parts.as_slice() {
        [year, rest @ ..] if year.len() == 4 => (year, rest),
        [month, year] if year.len() == 4 => (year, std::slice::from_ref(month)),
        _ => return None,
    };
    let rest = rest.iter().map(|part| part.parse::<u8>().ok().map(|number| format!("-{number:02}")));
    let meant = format!("{year}{}", rest.collect::<Option<String>>()?);
    // A year that is none would come back here for ever.
    (meant != text && Day::parse(&meant).is_ok()).then_some(meant)
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
        assert_eq!(Date::parse("2024-03-09T00:00:00Z"), Ok(day(2024, Some(3), Some(9))));
        assert_eq!(Date::parse("2024-03-09 12:00"), Ok(day(2024, Some(3), Some(9))));
        for words in ["Spring 2021", "1st term 2020", "recent", "Michaelmas–Hilary", "2nd"] {
            assert_eq!(Date::parse(words), Ok(Date::Words(words.into())));
        }
    }

    #[test]
    fn what_no_calendar_has_is_an_error() {
        for (text, message) in [
            ("2024-13", "the month in `2024-13` must be between 1 and 12"),
            ("2023-02-29", "the day in `2023-02-29` must be between 1 and 28"),
            ("2013-12-021", "`2013-12-021` is not a date"),
            ("03/2024", "`03/2024` is not a date"),
            ("2019-2022", "`2019-2022` is not a date"),
            ("2019—2022", "`2019—2022` is a time span"),
            ("2019 - present", "`2019 - present` is a time span"),
            ("2024-xx", "`2024-xx` is not a date"),
            ("2O24", "`2O24` is not a date"),
            ("+2024", "`+2024` is not a date"),
            ("1e3", "`1e3` is not a date"),
            ("0204-03", "the year in `0204-03` must be between 1000 and 2999"),
        ] {
            assert_eq!(Date::parse(text).map_err(|fault| fault.message), Err(message.to_owned()), "{text}");
        }
    }

    #[test]
    fn what_was_meant_is_offered_where_it_is_certain() {
        for (text, meant) in [
            ("2024/3", Some("2024-03")),
            ("2024-3-9", Some("2024-03-09")),
            ("03.2024", Some("2024-03")),
            ("202403", Some("2024-03")),
            ("20240309", Some("2024-03-09")),
            ("03/04/2024", None),
            ("2024/13", None),
            ("2019-2022", None),
            ("12345", None),
        ] {
            assert_eq!(other_form(text).as_deref(), meant, "{text}");
        }
    }

    #[test]
    fn only_the_word_itself_is_present() {
        assert_eq!(End::parse("Present"), Ok(End::Present));
        assert_eq!(End::parse("presnt").map_err(|fault| fault.hint), Err(Some("did you mean `present`?".into())));
        assert!(Date::parse("present").is_err() && End::parse("till now").is_err());
    }
}
