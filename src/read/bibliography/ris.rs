//! RIS, which publishers and reference managers write: a tag a line, `TY` to `ER` an entry.

use super::Format;
use super::record::{Record, list, map, person};
use super::tree::escaped;
use super::when::{When, date, when};
use crate::diag::{Diagnostic, Sink};
use crate::source::{FileId, Source, Span};
use crate::syntax::Value;

/// RIS.
pub(super) struct Ris;

/// A line: tag, text and place.
type Line<'a> = (&'a str, &'a str, Span);

impl Format for Ris {
    fn extensions(&self) -> &'static [&'static str] {
        &["ris"]
    }

    fn read(&self, file: FileId, source: &Source, sink: &mut Sink) -> Vec<Record> {
        let mut records = Vec::new();
        let mut open: Option<Vec<Line>> = None;
        let mut at = 0;
        for line in source.text().split_inclusive('\n') {
            let start = at;
            at += line.len();
            let Some((tag, text)) = tagged(line) else { continue };
            let from = start + line.len() - line[line.len().min(2)..].trim_start_matches([' ', '-']).len();
            let span = Span::new(file, from.min(start + line.trim_end().len())..start + line.trim_end().len());
            match (tag, &mut open) {
                ("TY", _) => {
                    // One that does not end is ended by the next.
                    records.extend(open.take().map(|lines| record(&lines)));
                    open = Some(vec![(tag, text, span)]);
                }
                ("ER", _) => records.extend(open.take().map(|lines| record(&lines))),
                (_, Some(lines)) => lines.push((tag, text, span)),
                (_, None) => {
                    let message = format!("`{tag}` stands outside of an entry and is left out");
                    sink.push(Diagnostic::warning("bibliography-entry", message).at(span));
                }
            }
        }
        records.extend(open.take().map(|lines| record(&lines)));
        records
    }
}

/// `AU  - Ma, Lingxiao`
fn tagged(line: &str) -> Option<(&str, &str)> {
    let (tag, text) = line.split_once('-')?;
    let tag = tag.trim();
    let is_tag = tag.len() == 2 && tag.bytes().all(|byte| byte.is_ascii_uppercase() || byte.is_ascii_digit());
    is_tag.then_some((tag, text.trim()))
}

fn record(lines: &[Line]) -> Record {
    let first = |tags: &[&str]| {
        let mut found =
            tags.iter().filter_map(|tag| lines.iter().find(|(known, text, _)| known == tag && !text.is_empty()));
        found.next().map(|(_, text, span)| (*text, *span))
    };
    let span = lines.first().map(|(_, _, span)| *span).expect("an entry starts with a line");
    let mut record = Record::new(first(&["ID"]).map(|(key, _)| key.to_owned()), span);
    if let Some((title, span)) = first(&["TI", "T1", "CT", "BT"]) {
        record.set_text("name", escaped(title), span);
    }
    let authors = lines.iter().filter(|(tag, text, _)| ["AU", "A1"].contains(tag) && !text.is_empty());
    let authors: Vec<_> = authors.map(|(_, name, span)| author(name, *span)).collect();
    record.set("authors", list(authors, span), span);
    let kind = match first(&["TY"]).map(|(kind, _)| kind).unwrap_or_default() {
        "JOUR" | "MGZN" | "EJOUR" | "NEWS" => Some("journal"),
        "CONF" | "CPAPER" => Some("conference"),
        "BOOK" | "EBOOK" | "EDBOOK" => Some("book"),
        "CHAP" | "ECHAP" => Some("chapter"),
        "THES" => Some("thesis"),
        "RPRT" => Some("report"),
        "PAT" => Some("patent"),
        "COMP" => Some("software"),
        "DATA" => Some("dataset"),
        "UNPB" => Some("preprint"),
        _ => None,
    };
    kind.into_iter().for_each(|kind| record.set_text("kind", kind, span));
    if let Some((name, span)) = first(&["T2", "JF", "JO", "BT", "PB"]) {
        let short = first(&["JA", "J2", "C3"]).map(|(short, _)| short).filter(|short| *short != name);
        let fields = [("name", escaped(name)), ("short", escaped(short.unwrap_or_default()))];
        let venue = map(fields.map(|(key, text)| (key, Value::Text(text))), span);
        record.set("venue", list([venue], span), span);
    }
    if let Some((text, span)) = first(&["DA", "PY", "Y1"]) {
        // `2023/05/01/`
        let parts: Vec<_> = text.split('/').collect();
        let small = |at: usize| parts.get(at).and_then(|part| part.trim().parse().ok());
        match when(parts[0]) {
            Some(When::Date(year)) if year.len() == 4 => record.set_text("date", date(&year, small(1), small(2)), span),
            Some(When::Date(words)) => record.set_text("date", words, span),
            Some(When::Status(status)) => record.set_text("status", status, span),
            None => {}
        }
    }
    for (tag, field) in [("VL", "volume"), ("IS", "issue"), ("DO", "doi"), ("N1", "note")] {
        if let Some((text, span)) = first(&[tag]) {
            record.set_text(field, if field == "note" { escaped(text) } else { text.to_owned() }, span);
        }
    }
    if let Some((start, span)) = first(&["SP"]) {
        let pages = first(&["EP"]).map_or(start.to_owned(), |(end, _)| format!("{start}–{end}"));
        record.set_text("pages", pages, span);
    }
    if let Some((number, span)) = first(&["SN"]).filter(|_| matches!(kind, Some("book" | "chapter"))) {
        record.set_text("isbn", number, span);
    }
    if let Some((url, span)) = first(&["UR"]) {
        record.set_text("url", url, span);
    }
    if let Some((pdf, span)) = first(&["L1"]).filter(|(pdf, _)| pdf.starts_with("http")) {
        record.set("links", map([("pdf", Value::Text(pdf.to_owned()))], span), span);
    }
    record
}

/// `Ma, Lingxiao, Jr.`; without a comma, a group.
fn author(name: &str, span: Span) -> Value {
    let parts: Vec<_> = name.split(',').map(str::trim).collect();
    let part = |at: usize| parts.get(at).copied().unwrap_or_default();
    let words: Vec<_> = part(0).split_whitespace().collect();
    let low = words.iter().take_while(|word| parts.len() > 1 && word.starts_with(char::is_lowercase)).count();
    let (particle, family) = words.split_at(low.min(words.len().saturating_sub(1)));
    map(person(part(1), &particle.join(" "), &family.join(" "), part(2)), span)
}
