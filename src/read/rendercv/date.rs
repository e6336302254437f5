//! Dates of an entry: RenderCV prefers `date`, which may be any text.

use super::Work;
use crate::diag::Diagnostic;
use crate::document::{Date, Day, End};
use crate::read::draft::{Draft, below, is_nothing, text};
use crate::syntax::{Node, Value};

/// Takes over the dates of an entry that stands at `path`.
pub(super) fn dates(entry: &Node, path: &str, draft: &mut Draft, work: &mut Work) {
    let get = |key: &str| below(entry, key).filter(|node| !is_nothing(&node.value));
    let (start, end, on) = (get("start_date"), get("end_date"), get("date"));
    if let Some(on) = on {
        for (key, node) in [("start_date", start), ("end_date", end)] {
            let Some(node) = node else { continue };
            let message = format!("`{key}` is left out: `date` is given as well");
            work.sink
                .push(Diagnostic::warning("duplicate-key", message).at(node.span).in_field(format!("{path}.{key}")));
            let said = node.value.scalar().unwrap_or_default();
            work.comments.add(path, format!("left out, as `date` is given: {key}: {said}"));
        }
        return single(on, path, draft, work);
    }
    for (key, node) in [("startDate", start), ("endDate", end)] {
        if let Some(node) = node {
            put(key, node, draft);
        }
    }
}

/// `date`: a day, words, or a time span in words.
fn single(on: &Node, path: &str, draft: &mut Draft, work: &mut Work) {
    let Some(words) = on.value.scalar() else { return draft.put("date", on.clone()) };
    let words = words.trim();
    if Date::parse(words).is_ok() {
        return put("date", on, draft);
    }
    if let Some((start, end)) = span(words) {
        work.comments.add(path, format!("guessed: `date: {words}` is a time span"));
        draft.date("startDate", &start, on.span);
        draft.date("endDate", &end, on.span);
        return;
    }
    match day(words) {
        Some(day) => {
            work.comments.add(format!("{path}.date"), format!("guessed: from `{words}`"));
            draft.date("date", &day, on.span);
        }
        // It is told at its line when the CV is read.
        None => draft.put("date", text(words, on.span)),
    }
}

/// Takes over a date as it is; a bare year takes no quotes.
fn put(key: &str, node: &Node, draft: &mut Draft) {
    match &node.value {
        Value::Text(words) => draft.date(key, words.trim(), node.span),
        _ => draft.put(key, node.clone()),
    }
}

/// The ends of a time span that is written in words.
fn span(words: &str) -> Option<(String, String)> {
    let dashes = ["–", "—", " - ", " to ", " until "];
    let found = dashes.iter().find_map(|dash| words.split_once(dash)).or_else(|| years(words));
    let (start, end) = found?;
    let (start, end) = (day(start.trim())?, end.trim());
    let end = match End::parse(end) {
        Ok(_) => end.to_owned(),
        Err(_) => day(end)?,
    };
    Some((start, end))
}

/// `2019-2022`
fn years(words: &str) -> Option<(&str, &str)> {
    let (start, end) = words.split_once('-')?;
    let is_year = |text: &str| text.len() == 4 && text.bytes().all(|byte| byte.is_ascii_digit());
    (is_year(start) && (is_year(end) || End::parse(end) == Ok(End::Present))).then_some((start, end))
}

/// A date as it may stand in a CV: as it is, or `2024/3` and `03.2024` as `2024-03`.
fn day(words: &str) -> Option<String> {
    if Date::parse(words).is_ok() {
        return Some(words.to_owned());
    }
    let parts: Vec<&str> = words.split(['/', '.']).collect();
    let (year, month) = match parts[..] {
        [year, month] if year.len() == 4 => (year, month),
        [month, year] if year.len() == 4 => (year, month),
        _ => return None,
    };
    let date = format!("{year}-{:02}", month.parse::<u8>().ok()?);
    Day::parse(&date).ok().map(|_| date)
}

/// Whether a value is a date that stands for itself.
pub(super) fn is_day(node: &Node) -> bool {
    !matches!(node.value, Value::Bool(..)) && node.value.scalar().is_some_and(|text| Day::parse(text.trim()).is_ok())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn spans_in_words_have_ends() {
        for (words, start, end) in [
            ("2019 – 2022", "2019", "2022"),
            ("2019-2022", "2019", "2022"),
            ("Fall 2019 - Spring 2020", "Fall 2019", "Spring 2020"),
            ("Jan 2019 to present", "Jan 2019", "present"),
            ("03/2019 – 04/2020", "2019-03", "2020-04"),
        ] {
            assert_eq!(span(words), Some((start.to_owned(), end.to_owned())), "{words}");
        }
        assert_eq!(span("Fall 2023"), None);
    }
}
