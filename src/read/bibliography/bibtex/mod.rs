//! BibTeX and BibLaTeX. Every entry is parsed on its own: one that cannot be read costs only itself.

mod entry;
mod html;
mod journals;
mod latex;
mod names;
mod stray;
mod strings;
mod symbols;

use std::collections::{HashMap, HashSet};
use std::ops::Range;

use biblatex::{ParseErrorKind, RawBibliography, RawChunk};

use super::Format;
use super::record::Record;
use crate::diag::{Diagnostic, Sink};
use crate::source::{FileId, Source, Span};
use strings::Strings;

/// BibTeX and BibLaTeX.
pub(super) struct Bibtex;

/// An entry with its fields as LaTeX.
#[derive(Debug)]
struct Raw {
    kind: String,
    key: String,
    span: Span,
    /// By name in lower case, in the order of the text.
    fields: Vec<(String, Latex)>,
}

/// The text of a field as it was typed, abbreviations resolved.
#[derive(Debug, Clone)]
struct Latex {
    text: String,
    span: Span,
}

impl Raw {
    /// The text of a field, if there is something in it.
    fn get(&self, name: &str) -> Option<&Latex> {
        let field = self.fields.iter().find(|(known, _)| known == name).map(|(_, latex)| latex);
        field.filter(|latex| !latex.text.trim().is_empty())
    }
}

impl Format for Bibtex {
    fn extensions(&self) -> &'static [&'static str] {
        &["bib", "bibtex", "biblatex"]
    }

    fn read(&self, file: FileId, source: &Source, sink: &mut Sink) -> Vec<Record> {
        let text = source.text();
        let pieces = pieces(text);
        stray::tell(text, pieces.iter().map(|piece| piece.range.clone()), file, sink);
        let mut strings = Strings::default();
        for piece in pieces.iter().filter(|piece| piece.kind == "string") {
            strings.add(&text[piece.range.clone()]);
        }
        let mut entries: Vec<Raw> = Vec::new();
        for piece in &pieces {
            if !["string", "comment", "preamble"].contains(&piece.kind.as_str()) {
                entries.extend(parse(text, piece, file, &strings, sink));
            }
        }
        take_data(&mut entries);
        let parents = inherit(&mut entries);
        // Proceedings that only hold others together are nobody's publication.
        let is_frame = |entry: &Raw| {
            let is_parent = parents.contains(&entry.key.to_lowercase());
            entry.kind == "xdata" || (is_parent && entry.get("author").or(entry.get("editor")).is_none())
        };
        entries.retain(|entry| !is_frame(entry));
        entries.iter().map(|entry| entry::record(entry, sink)).collect()
    }
}

/// A piece of a file that starts with `@`.
struct Piece {
    /// What stands behind the `@`, in lower case.
    kind: String,
    range: Range<usize>,
}

/// The pieces of a file, whatever stands between them left out. A piece whose braces do not close ends where a line starts
/// the next.
fn pieces(text: &str) -> Vec<Piece> {
    let mut pieces = Vec::new();
    let mut at = 0;
    while let Some(found) = text[at..].find('@') {
        let start = at + found;
        at = start + 1;
        let line = text[..start].rfind('\n').map_or(0, |end| end + 1);
        if text[line..start].trim_start().starts_with('%') {
            continue;
        }
        let Some((kind, behind)) = head(&text[start..]) else { continue };
        let end = start + end(&text[start..], behind);
        pieces.push(Piece { kind, range: start..end });
        at = end;
    }
    pieces
}

/// The kind of what starts with `@`, and where its first brace stands.
fn head(text: &str) -> Option<(String, usize)> {
    let word = text[1..].trim_start();
    let name: String = word.chars().take_while(char::is_ascii_alphanumeric).collect();
    let rest = word[name.len()..].trim_start();
    let is_head = !name.is_empty() && rest.starts_with(['{', '(']);
    is_head.then(|| (name.to_lowercase(), text.len() - rest.len()))
}

/// Where what starts here ends; its first brace stands at `open`.
fn end(text: &str, open: usize) -> usize {
    let is_round = text[open..].starts_with('(');
    let mut depth = 0_i32;
    let mut is_escaped = false;
    for (at, c) in text[open..].char_indices().map(|(at, c)| (open + at, c)) {
        match c {
            '{' if !is_escaped => depth += 1,
            '}' if !is_escaped => depth -= 1,
            ')' if is_round && depth == 0 => return at + 1,
            '\n' if depth > 0 || is_round => {
                let line = text[at + 1..].trim_start_matches([' ', '\t']);
                let is_next = line.starts_with('@')
                    && head(line).is_some_and(|(_, open)| {
                        let key = line[open + 1..].trim_start().split([',', '\n']).next().unwrap_or_default().trim();
                        !key.is_empty() && !key.contains(['=', ' ', '}'])
                    });
                if is_next {
                    return at + 1;
                }
            }
            _ => {}
        }
        if c == '}' && depth == 0 && !is_round {
            return at + 1;
        }
        is_escaped = c == '\\' && !is_escaped;
    }
    text.len()
}

/// Parses one entry. `None` after it was told why not.
fn parse(text: &str, piece: &Piece, file: FileId, strings: &Strings, sink: &mut Sink) -> Option<Raw> {
    let start = piece.range.start;
    let span = |range: Range<usize>| Span::new(file, start + range.start..start + range.end);
    let typed = &text[piece.range.clone()];
    let braced = with_braces(typed);
    let parsed = match RawBibliography::parse(&braced) {
        Ok(parsed) => parsed,
        Err(error) => {
            let end = error.span.end.min(typed.len());
            // What does not end is at fault where it starts.
            let is_open =
                matches!(error.kind, ParseErrorKind::UnexpectedEof) || error.span.start >= typed.trim_end().len();
            let (at, end) = match is_open {
                true => (0, typed.find('\n').unwrap_or(typed.len())),
                false => (error.span.start.min(end), end),
            };
            let message = format!("this entry is left out: {}", reason(&error.kind));
            let hint = "look for a comma or a brace that is missing in the line or before it".to_owned();
            sink.push(Diagnostic::warning("bibliography-entry", message).at(span(at..end)).hint(hint));
            return None;
        }
    };
    let Some(entry) = parsed.entries.into_iter().next() else {
        let message = "this entry is left out: it has no fields".to_owned();
        sink.push(Diagnostic::warning("bibliography-entry", message).at(span(0..typed.len().min(1))));
        return None;
    };
    let mut fields: Vec<(String, Latex)> = Vec::new();
    for pair in &entry.v.fields {
        let mut latex = String::new();
        for chunk in &pair.value.v {
            match chunk.v {
                RawChunk::Normal(text) => latex.push_str(text),
                RawChunk::Abbreviation(name) => match strings.get(name) {
                    Some(meant) => latex.push_str(meant),
                    None => {
                        let message = format!("no `@string` says what `{name}` stands for; it is set as it is");
                        let fault = Diagnostic::warning("bibliography-text", message).at(span(chunk.span.clone()));
                        sink.push(fault.hint(format!("put braces round it: `{{{name}}}`")));
                        latex.push_str(name);
                    }
                },
            }
        }
        let name = pair.key.v.to_lowercase();
        let value = Latex { text: latex, span: span(pair.value.span.clone()) };
        // The last wins, as in BibTeX's successors.
        match fields.iter_mut().find(|(known, _)| *known == name) {
            Some((_, known)) => *known = value,
            None => fields.push((name, value)),
        }
    }
    let key = entry.v.key.v.trim().to_owned();
    let place = span(entry.v.key.span.clone());
    Some(Raw { kind: piece.kind.clone(), key, span: place, fields })
}

/// `@article(…)` as `@article{…}`, and `"…"` as `{…}`; of the same length.
fn with_braces(text: &str) -> String {
    let mut text = without_quotes(text);
    let round = text.find(['{', '(']).filter(|at| text[*at..].starts_with('('));
    if let Some(open) = round {
        text.replace_range(open..=open, "{");
        if text.ends_with(')') {
            let last = text.len() - 1;
            text.replace_range(last.., "}");
        }
    }
    text
}

/// Values in quotation marks in braces instead: between them there may be quotation marks in braces.
fn without_quotes(text: &str) -> String {
    let mut out = text.as_bytes().to_vec();
    let (mut depth, mut open, mut is_escaped) = (0_i32, None, false);
    for (at, byte) in text.bytes().enumerate() {
        match byte {
            b'{' if !is_escaped => depth += 1,
            b'}' if !is_escaped => depth -= 1,
            b'"' if !is_escaped => match open {
                Some((start, inside)) if depth == inside => {
                    (out[start], out[at]) = (b'{', b'}');
                    open = None;
                }
                // Round brackets round an entry do not count.
                None if depth <= 1 => open = Some((at, depth)),
                _ => {}
            },
            _ => {}
        }
        is_escaped = byte == b'\\' && !is_escaped;
    }
    String::from_utf8(out).unwrap_or_else(|_| text.to_owned())
}

fn reason(kind: &ParseErrorKind) -> String {
    match kind {
        ParseErrorKind::UnexpectedEof => "it ends too early".to_owned(),
        ParseErrorKind::Unexpected(token) => format!("{token} is not expected here"),
        ParseErrorKind::Expected(token) => format!("{token} is missing here"),
        other => other.to_string(),
    }
}

/// Adds what entries take from those of `@xdata` that they name.
fn take_data(entries: &mut [Raw]) {
    let data = |entry: &Raw| (entry.kind == "xdata").then(|| (entry.key.to_lowercase(), entry.fields.clone()));
    let known: HashMap<String, Vec<(String, Latex)>> = entries.iter().filter_map(data).collect();
    for entry in entries.iter_mut().filter(|_| !known.is_empty()) {
        let Some(names) = entry.get("xdata").map(|latex| latex.text.to_lowercase()) else { continue };
        for (name, latex) in names.split(',').filter_map(|name| known.get(name.trim())).flatten() {
            if entry.get(name).is_none() {
                entry.fields.push((name.clone(), latex.clone()));
            }
        }
    }
}

/// Adds what entries take from the one that `crossref` names: the title of the book is where a chapter stands in.
/// Returns the keys of those that were named, in lower case.
fn inherit(entries: &mut [Raw]) -> HashSet<String> {
    let mut parents = HashSet::new();
    let known: HashMap<String, Vec<(String, Latex)>> =
        entries.iter().map(|entry| (entry.key.to_lowercase(), entry.fields.clone())).collect();
    for entry in entries {
        let Some(parent) = entry.get("crossref").and_then(|latex| known.get(&latex.text.trim().to_lowercase())) else {
            continue;
        };
        parents.extend(entry.get("crossref").map(|latex| latex.text.trim().to_lowercase()));
        for (name, latex) in parent {
            let name = if name == "title" { "booktitle" } else { name };
            let is_of_parent = ["author", "crossref", "abstract", "note", "doi", "url", "pages"].contains(&name);
            if !is_of_parent && entry.get(name).is_none() {
                entry.fields.push((name.to_owned(), latex.clone()));
            }
        }
    }
    parents
}
