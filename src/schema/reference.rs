//! Declarations → the reference of the format for people: prose by hand with tables of fields in it.

use std::fmt::Write;

use crate::document::Standard;
use crate::model::{Cv, FREE, Field, Kind, Locale, SECTION_KINDS, SectionKind, Table};

/// The prose. A line `{{fields NAME}}` stands for the table of that name, `{{sections}}` for all kinds of sections.
const PROSE: &str = include_str!("reference.md");

/// What stands above the prose for those who would change it.
const NOTICE: &str = "<!-- Made from src/schema/reference.md and the fields in src/model: \
    `UPDATE=1 cargo test --test suite schema::` -->\n";

/// The whole reference.
pub(super) fn document() -> String {
    let tables = tables();
    let mut text = NOTICE.to_owned();
    for line in PROSE.lines() {
        let directive = line.strip_prefix("{{").and_then(|rest| rest.strip_suffix("}}"));
        let name = directive.and_then(|directive| directive.strip_prefix("fields "));
        if let Some(table) = name.and_then(|name| tables.iter().find(|table| table.name == name)) {
            let primary = (table.name == FREE.key()).then(|| FREE.primary());
            text.push_str(&rows(table.own, primary));
        } else if directive == Some("sections") {
            text.push_str(&SECTION_KINDS.iter().map(|kind| section(*kind)).collect::<Vec<_>>().join("\n"));
        } else {
            text.push_str(line);
            text.push('\n');
        }
    }
    text
}

fn section(kind: &dyn SectionKind) -> String {
    format!("### `{}`\n\n{}\n\n{}", kind.key(), kind.doc(), rows(kind.fields(), Some(kind.primary())))
}

/// Fields as a Markdown table.
fn rows(fields: &[Field], primary: Option<&str>) -> String {
    let mut text = "| field | value | what it is | for instance |\n|---|---|---|---|\n".to_owned();
    for field in fields {
        let star = if primary == Some(field.name) { "★" } else { "" };
        let example = field.examples.first().map(|example| format!("`{example}`")).unwrap_or_default();
        let cells = [format!("`{}`{star}", field.name), value(field.kind, false), about(field), example];
        let cells = cells.map(|cell| cell.replace('|', "\\|"));
        writeln!(text, "| {} |", cells.join(" | ")).expect("writing to a string works");
    }
    text
}

/// What a field is for, and by which other names it goes.
fn about(field: &Field) -> String {
    let mut about = field.doc.to_owned();
    if !field.also.is_empty() {
        about += &format!(" Also {}.", names(field.also));
    }
    if !field.old.is_empty() {
        about += &format!(" Formerly {}.", names(field.old));
    }
    about
}

/// `one`, `two`
fn names(names: &[&str]) -> String {
    names.iter().map(|name| format!("`{name}`")).collect::<Vec<_>>().join(", ")
}

/// What a value may be, in words; of several, if it stands in a list.
fn value(kind: Kind, several: bool) -> String {
    let word = |one: &str, many: &str| if several { many.to_owned() } else { one.to_owned() };
    match kind {
        Kind::Text => word("text", "texts"),
        Kind::Plain => word("plain text", "plain texts"),
        Kind::Email => word("e-mail address", "e-mail addresses"),
        Kind::Url => word("web address", "web addresses"),
        Kind::Doi => word("DOI", "DOIs"),
        Kind::Date => word("date", "dates"),
        Kind::End => word("date or `present`", "dates"),
        Kind::Day => word("date in numbers", "dates in numbers"),
        Kind::Number { least, most } => word(&format!("{least}–{most}"), "whole numbers"),
        Kind::Flag => "`true` or `false`".to_owned(),
        Kind::Choice(words) => names(&words()),
        Kind::Standard => names(&Standard::ALL.iter().map(|(name, _)| *name).collect::<Vec<_>>()),
        Kind::Lang => names(&Locale::codes().collect::<Vec<_>>()),
        Kind::List(item) => format!("list of {}", value(*item, true)),
        Kind::Entries(_) => "list of entries".to_owned(),
        Kind::Map(_) => word("map", "maps"),
        Kind::TextOr(_) => word("text or map", "texts or maps"),
        Kind::PersonOr(_) => word("name or map", "names or maps"),
        Kind::Named(_) => "sections".to_owned(),
        Kind::ByName(item) => format!("map from names to {}", value(*item, true)),
        Kind::Any => "anything".to_owned(),
    }
}

/// Every table, each once.
fn tables() -> Vec<Table> {
    let mut tables = Vec::new();
    collect(&Cv::table(), &mut tables);
    tables
}

fn collect(table: &Table, tables: &mut Vec<Table>) {
    if tables.iter().any(|known| known.name == table.name) {
        return;
    }
    tables.push(*table);
    table.shared.iter().for_each(|shared| collect(shared, tables));
    table.own.iter().filter_map(|field| field.kind.table()).for_each(|below| collect(&below, tables));
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_table_is_in_it_once() {
        let kinds: Vec<_> = SECTION_KINDS.iter().map(|kind| kind.key()).collect();
        for table in tables().iter().filter(|table| table.name != "cv" && !kinds.contains(&table.name)) {
            assert_eq!(PROSE.matches(&format!("{{{{fields {}}}}}\n", table.name)).count(), 1, "{}", table.name);
        }
        assert!(!document().contains("{{"), "a line of the prose names no table");
    }

    #[test]
    fn what_a_single_text_stands_for_is_a_field() {
        for kind in SECTION_KINDS {
            assert!(kind.table().field(kind.primary()).is_some(), "{}", kind.key());
        }
    }
}
