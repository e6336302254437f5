//! When something was published, from whatever stands in a field for the year.

/// How far something has come, in words that stand where a year is expected.
const STATUSES: &[(&str, &str)] = &[
    ("to appear", "accepted"),
    ("accepted", "accepted"),
    ("forthcoming", "accepted"),
    ("in press", "in-press"),
    ("inpress", "in-press"),
    ("under review", "under-review"),
    ("in review", "under-review"),
    ("submitted", "under-review"),
    ("in submission", "under-review"),
    ("prepublished", "preprint"),
    ("preprint", "preprint"),
];

/// What a text says of time.
#[derive(Debug, PartialEq, Eq)]
pub(super) enum When {
    /// A date that a CV may hold: `2024`, `2024-03`, `2024-03-09`, or words.
    Date(String),
    /// How far it has come.
    Status(&'static str),
}

/// How far something has come, if a text says nothing else.
pub(super) fn status(text: &str) -> Option<&'static str> {
    let text = text.trim().trim_matches(['(', ')', '.', ',']).to_lowercase();
    STATUSES.iter().find(|(words, _)| *words == text).map(|(_, status)| *status)
}

/// What a text says of time: a date, a year somewhere in it, a status, or words.
pub(super) fn when(text: &str) -> Option<When> {
    let text = text.trim();
    // Of a span, when it began; of what is doubtful, what is said.
    let start = text.split(['/', '~', '?', '%']).next().unwrap_or_default().trim();
    let parts: Vec<_> = start.split('-').collect();
    let is_date = matches!(parts.len(), 1..=3)
        && parts[0].len() == 4
        && parts[1..].iter().all(|part| matches!(part.len(), 1 | 2))
        && parts.iter().all(|part| part.bytes().all(|byte| byte.is_ascii_digit()));
    if is_date {
        let number = |at: usize| parts.get(at).and_then(|part| part.parse().ok());
        return Some(When::Date(date(parts[0], number(1), number(2))));
    }
    let word = text.to_lowercase();
    if ["n.d.", "n.d", "nd", "no date", "s.d.", "o.j.", "n.a.", "unknown", "????"].contains(&word.as_str()) {
        return None;
    }
    let numbers = text.split(|c: char| !c.is_ascii_digit());
    let year = numbers.filter(|number| number.len() == 4).find(|number| is_year(number));
    match (year, status(text)) {
        (Some(year), _) => Some(When::Date(year.to_owned())),
        (None, Some(status)) => Some(When::Status(status)),
        (None, None) if text.is_empty() || text.contains(|c: char| c.is_ascii_digit()) => None,
        (None, None) => Some(When::Date(text.to_owned())),
    }
}

/// A date as precise as it is known; what no calendar has is left away.
pub(super) fn date(year: &str, month: Option<u8>, day: Option<u8>) -> String {
    let Some(month) = month.filter(|month| (1..=12).contains(month)) else { return year.to_owned() };
    let with_day = day.map(|day| format!("{year}-{month:02}-{day:02}"));
    let with_day = with_day.filter(|text| crate::document::Day::parse(text).is_ok());
    with_day.unwrap_or_else(|| format!("{year}-{month:02}"))
}

/// The number of a month by its name or number: `nov`, `November`, `11`.
pub(in crate::read) fn month(text: &str) -> Option<u8> {
    const NAMES: &[&str] = &["jan", "feb", "mar", "apr", "may", "jun", "jul", "aug", "sep", "oct", "nov", "dec"];
    let word: String = text.trim().chars().take_while(|c| c.is_alphanumeric()).collect::<String>().to_lowercase();
    let named = word.get(..3).and_then(|front| NAMES.iter().position(|name| *name == front)).map(|at| at as u8 + 1);
    named.or_else(|| word.parse().ok().filter(|month| (1..=12).contains(month)))
}

fn is_year(number: &str) -> bool {
    number.parse::<u16>().is_ok_and(|year| (1400..2200).contains(&year))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn dates_are_found_in_whatever_there_is() {
        let date = |text: &str| Some(When::Date(text.to_owned()));
        for (text, expected) in [
            ("2024", date("2024")),
            ("2024-3", date("2024-03")),
            ("2024-02-30", date("2024-02")),
            ("2020/2021", date("2020")),
            ("2021a", date("2021")),
            ("c. 1999", date("1999")),
            ("Spring 2020", date("2020")),
            ("to appear", Some(When::Status("accepted"))),
            ("in press", Some(When::Status("in-press"))),
            ("n.d.", None),
            ("12", None),
        ] {
            assert_eq!(when(text), expected, "{text}");
        }
        assert_eq!((month("nov"), month("11"), month("September"), month("x")), (Some(11), Some(11), Some(9), None));
    }
}
