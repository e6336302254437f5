//! A CSV table as rows of columns by name, each row with its place.

use csv::{ReaderBuilder, StringRecord};

use crate::source::{FileId, Span};

/// A row of a table.
#[derive(Debug)]
pub(super) struct Row {
    /// Where it stands.
    pub(super) span: Span,
    cells: Vec<(String, String)>,
}

impl Row {
    /// What stands in a column, unless it is nothing.
    pub(super) fn get(&self, column: &str) -> Option<&str> {
        self.iter().find(|(name, _)| *name == column).map(|(_, said)| said)
    }

    /// All columns that say something.
    pub(super) fn iter(&self) -> impl Iterator<Item = (&str, &str)> {
        self.cells.iter().map(|(name, said)| (name.as_str(), said.trim())).filter(|(_, said)| !said.is_empty())
    }
}

/// The rows of a table. The headings are the first line that has one of `columns`: notes may stand above it. `None` if no line
/// has.
pub(super) fn rows(file: FileId, table: &str, columns: &[&str]) -> Option<Vec<Row>> {
    let mut reader = ReaderBuilder::new().has_headers(false).flexible(true).from_reader(table.as_bytes());
    let mut headings: Option<Vec<String>> = None;
    let mut rows = Vec::new();
    let mut record = StringRecord::new();
    loop {
        let start = reader.position().byte() as usize;
        // The text is UTF-8 and rows may be of any length: nothing can fail.
        if !reader.read_record(&mut record).unwrap_or(false) {
            return headings.is_some().then_some(rows);
        }
        let end = (reader.position().byte() as usize).min(table.len()).max(start);
        let row = table.get(start..end).unwrap_or_default();
        let lead = row.len() - row.trim_start().len();
        let span = Span::new(file, start + lead..start + lead + row.trim().len());
        match &headings {
            None => {
                let names: Vec<_> = record.iter().map(|name| name.trim().to_lowercase()).collect();
                headings = names.iter().any(|name| columns.contains(&name.as_str())).then_some(names);
            }
            Some(names) => {
                let name = |at: usize| names.get(at).cloned().unwrap_or_else(|| format!("column {}", at + 1));
                let cells = record.iter().enumerate().map(|(at, said)| (name(at), said.to_owned())).collect();
                rows.push(Row { span, cells });
            }
        }
    }
}
