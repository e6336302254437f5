//! `@string`: abbreviations that fields may name.

use std::collections::HashMap;

use biblatex::{RawBibliography, RawChunk};

/// The abbreviations of a file, by their names in lower case.
#[derive(Default)]
pub(super) struct Strings {
    known: HashMap<String, String>,
}

/// The months have abbreviations of their own.
const MONTHS: &[&str] = &["jan", "feb", "mar", "apr", "may", "jun", "jul", "aug", "sep", "oct", "nov", "dec"];

impl Strings {
    /// Adds what stands in `@string{name = "text"}`. One that cannot be read is told where it is used.
    pub(super) fn add(&mut self, text: &str) {
        let text = super::with_braces(text);
        let Ok(parsed) = RawBibliography::parse(&text) else { return };
        for pair in parsed.abbreviations {
            let part = |chunk: &RawChunk| match chunk {
                RawChunk::Normal(text) => (*text).to_owned(),
                RawChunk::Abbreviation(name) => self.get(name).unwrap_or(name).to_owned(),
            };
            let text = pair.value.v.iter().map(|chunk| part(&chunk.v)).collect();
            self.known.insert(pair.key.v.to_lowercase(), text);
        }
    }

    /// What a name stands for.
    pub(super) fn get<'a>(&'a self, name: &'a str) -> Option<&'a str> {
        let name = name.to_lowercase();
        let month = || MONTHS.iter().find(|month| **month == name).copied();
        self.known.get(&name).map(String::as_str).or_else(month)
    }
}
