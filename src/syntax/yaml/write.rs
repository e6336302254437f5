//! A tree as YAML, as a person would write it: block style, short lists on one line, quotes only where they are needed.

use std::collections::BTreeMap;
use std::fmt::Write;

use crate::diag::Sink;
use crate::source::{FileId, Sources};
use crate::syntax::{Node, Syntax, Value};

/// Comments by the path of what they stand above, such as `work[0].endDate`; each is one or more lines.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Comments {
    by_path: BTreeMap<String, Vec<String>>,
}

impl Comments {
    /// Puts a comment above what stands at this path.
    pub fn add(&mut self, path: impl Into<String>, text: impl Into<String>) {
        self.by_path.entry(path.into()).or_default().push(text.into());
    }

    /// The comments above what stands at this path.
    pub fn at(&self, path: &str) -> &[String] {
        self.by_path.get(path).map_or(&[], Vec::as_slice)
    }

    /// All of them with their paths.
    pub fn iter(&self) -> impl Iterator<Item = (&str, &str)> {
        self.by_path.iter().flat_map(|(path, texts)| texts.iter().map(move |text| (path.as_str(), text.as_str())))
    }
}

/// Lines longer than this, in characters, are folded; those of lists on one line may not be longer.
const LONGEST: usize = 110;

/// Lists under these keys have a line for each item, however short these are.
const TALL: [&str; 4] = ["highlights", "entries", "sections", "profiles"];

/// A tree as YAML, with comments. What is read from it is the same tree.
pub fn write(node: &Node, comments: &Comments) -> String {
    let mut writer = Writer { out: String::new(), comments };
    match &node.value {
        Value::Map(map) if map.iter().len() > 0 => writer.map(node, 0, "", true),
        Value::List(items) if !items.is_empty() => writer.list(items, 0, ""),
        _ => {
            writer.single(node, 0);
            writer.out = writer.out.trim_start().to_owned();
        }
    }
    writer.out
}

/// Text as a comment: each line behind `# `.
pub fn commented(text: &str, indent: usize) -> String {
    let mut out = String::new();
    for line in text.lines() {
        let line: String = line.chars().map(|c| if is_shown(c) { c } else { ' ' }).collect();
        let line = format!("{:indent$}# {line}", "");
        out.push_str(line.trim_end());
        out.push('\n');
    }
    out
}

struct Writer<'a> {
    out: String,
    comments: &'a Comments,
}

impl Writer<'_> {
    /// The entries of a map, each on lines of its own; the first goes on with the line that was begun.
    fn map(&mut self, node: &Node, indent: usize, path: &str, is_top: bool) {
        let Value::Map(map) = &node.value else { return };
        for (index, (key, value)) in map.iter().enumerate() {
            let path = if path.is_empty() { key.value.clone() } else { format!("{path}.{}", key.value) };
            if is_top && index > 0 {
                self.out.push('\n');
            }
            // Behind a dash there is no room above the first key.
            if index > 0 || is_top {
                self.comment(&path, indent);
                let _ = write!(self.out, "{:indent$}", "");
            }
            self.out.push_str(&key_text(&key.value));
            self.out.push(':');
            self.value(value, indent, &path, TALL.contains(&key.value.as_str()));
        }
    }

    fn list(&mut self, items: &[Node], indent: usize, path: &str) {
        for (index, item) in items.iter().enumerate() {
            let path = format!("{path}[{index}]");
            self.comment(&path, indent);
            // The comment of a map's first key stands above its dash.
            if let Value::Map(map) = &item.value
                && let Some((key, _)) = map.iter().next()
            {
                self.comment(&format!("{path}.{}", key.value), indent);
            }
            let _ = write!(self.out, "{:indent$}-", "");
            match &item.value {
                Value::Map(map) if map.iter().len() > 0 => {
                    self.out.push(' ');
                    self.map(item, indent + 2, &path, false);
                }
                // A list in a list stands on one line, or below its dash.
                _ => self.value(item, indent, &path, false),
            }
        }
    }

    /// What stands behind a key or a dash, up to the end of its last line.
    fn value(&mut self, node: &Node, indent: usize, path: &str, is_tall: bool) {
        match &node.value {
            Value::Map(map) if map.iter().len() > 0 => {
                let first = map.iter().next().map(|(key, _)| format!("{path}.{}", key.value));
                self.out.push('\n');
                self.comment(&first.unwrap_or_default(), indent + 2);
                let _ = write!(self.out, "{:1$}", "", indent + 2);
                self.map(node, indent + 2, path, false);
            }
            Value::List(items) if !items.is_empty() => {
                let line = (!is_tall).then(|| flow(items)).flatten().filter(|line| indent + line.len() <= LONGEST);
                match line {
                    Some(line) => {
                        let _ = writeln!(self.out, " {line}");
                    }
                    None => {
                        self.out.push('\n');
                        self.list(items, indent + 2, path);
                    }
                }
            }
            _ => self.single(node, indent),
        }
    }

    /// A single value, or an empty list or map.
    fn single(&mut self, node: &Node, indent: usize) {
        let text = match &node.value {
            Value::Null => "null".to_owned(),
            Value::Bool(_, text) | Value::Number(text) => text.clone(),
            Value::List(_) => "[]".to_owned(),
            Value::Map(_) => "{}".to_owned(),
            Value::Text(text) => return self.text(text, indent),
        };
        let _ = writeln!(self.out, " {text}");
    }

    fn text(&mut self, text: &str, indent: usize) {
        if text.contains('\n') && is_block(text) {
            self.out.push_str(" |-\n");
            for line in text.split('\n') {
                let line = format!("{:1$}{line}", "", indent + 2);
                self.out.push_str(if line.trim().is_empty() { "" } else { &line });
                self.out.push('\n');
            }
        } else if text.chars().count() > LONGEST && is_foldable(text) {
            self.out.push_str(" >-\n");
            for line in folded(text, LONGEST.saturating_sub(indent).max(40)) {
                let _ = writeln!(self.out, "{:1$}{line}", "", indent + 2);
            }
        } else {
            let _ = writeln!(self.out, " {}", scalar(text));
        }
    }

    fn comment(&mut self, path: &str, indent: usize) {
        for text in self.comments.at(path) {
            self.out.push_str(&commented(text, indent));
        }
    }
}

/// A list of short words on one line.
fn flow(items: &[Node]) -> Option<String> {
    let word = |item: &Node| match &item.value {
        Value::Number(text) | Value::Bool(_, text) => Some(text.clone()),
        Value::Text(text) if text.chars().all(is_tame) && !text.ends_with('-') && is_plain(text) => Some(text.clone()),
        _ => None,
    };
    let words: Option<Vec<_>> = items.iter().map(word).collect();
    Some(format!("[{}]", words?.join(", ")))
}

/// Whether a character never means anything in a list on one line.
fn is_tame(c: char) -> bool {
    c.is_alphanumeric() || " .+-_/()&’–·°%#".contains(c)
}

fn key_text(key: &str) -> String {
    let is_word =
        !key.is_empty() && key.chars().all(|c| c.is_alphanumeric() || matches!(c, '-' | '_' | ' ' | '$' | '.'));
    if is_word && key.starts_with(|c: char| c.is_alphabetic() || matches!(c, '_' | '$')) && is_plain(key) {
        return key.to_owned();
    }
    quoted(key)
}

/// A text on one line: as it is where that is read as the same text, else in quotes.
fn scalar(text: &str) -> String {
    if is_plain(text) { text.to_owned() } else { quoted(text) }
}

/// Whether a text means itself without quotes, for YAML of any version and for people.
fn is_plain(text: &str) -> bool {
    let first = text.chars().next().unwrap_or(' ');
    let starts_well = first.is_alphanumeric() || matches!(first, '(' | '$' | '/' | '.' | '^' | '_' | '~' | ';');
    let is_safe = starts_well
        && text.trim() == text
        && !text.ends_with(':')
        && ![": ", " #", "\t"].iter().any(|trap| text.contains(trap))
        && text.chars().all(is_shown)
        && !text.contains(is_blank)
        && !means_something_else(text);
    // Nobody knows better than the parser itself.
    is_safe && reads_back(text)
}

/// Words that some reader takes for true, false, nothing or a number; but dates are what they look like.
fn means_something_else(text: &str) -> bool {
    const WORDS: &[&str] =
        &["y", "n", "yes", "no", "on", "off", "true", "false", "null", "~", "nan", "inf", ".nan", ".inf"];
    let is_number = text
        .chars()
        .all(|c| c.is_ascii_digit() || matches!(c, '.' | '_' | ',' | ':' | '+' | 'e' | 'E' | 'x' | 'o' | ' '))
        && text.contains(|c: char| c.is_ascii_digit());
    let is_code = text.strip_prefix("0x").is_some_and(|rest| rest.chars().all(|c| c.is_ascii_hexdigit()));
    WORDS.contains(&text.to_lowercase().as_str())
        || is_number
        || is_code
        || text == "<<"
        || text == "="
        || text == "---"
        || text == "..."
}

fn reads_back(text: &str) -> bool {
    let mut sources = Sources::new();
    let mut sink = Sink::new();
    let id = sources.add("", format!("k: {text}\n"));
    let node = super::Yaml.parse(id, sources.get(id), &mut sink);
    let is_same = node.is_some_and(|node| match node.value {
        Value::Map(map) => {
            map.iter().len() == 1 && map.get("k").is_some_and(|v| v.value == Value::Text(text.to_owned()))
        }
        _ => false,
    });
    is_same && sink.iter().next().is_none() && id == FileId::FIRST
}

/// In quotes; double ones only where single ones do not do.
fn quoted(text: &str) -> String {
    if text.chars().all(is_shown) && text.contains('"') && !text.contains('\'') {
        return format!("'{text}'");
    }
    let mut out = String::from("\"");
    for c in text.chars() {
        match c {
            '"' => out.push_str("\\\""),
            '\\' => out.push_str("\\\\"),
            '\n' => out.push_str("\\n"),
            '\t' => out.push_str("\\t"),
            '\r' => out.push_str("\\r"),
            c if is_shown(c) => out.push(c),
            c if u32::from(c) < 0x100 => {
                let _ = write!(out, "\\x{:02x}", u32::from(c));
            }
            c if u32::from(c) < 0x1_0000 => {
                let _ = write!(out, "\\u{:04x}", u32::from(c));
            }
            c => {
                let _ = write!(out, "\\U{:08x}", u32::from(c));
            }
        }
    }
    out.push('"');
    out
}

/// Whether a character may stand in a file as it is.
fn is_shown(c: char) -> bool {
    !(c.is_control()
        || matches!(c, '\u{feff}' | '\u{2028}' | '\u{2029}' | '\u{202a}'..='\u{202e}' | '\u{2066}'..='\u{2069}' | '\u{fffe}' | '\u{ffff}'))
}

/// Blanks that look like a space and are none.
fn is_blank(c: char) -> bool {
    c.is_whitespace() && c != ' ' || c == '\u{200b}'
}

/// Whether a text of several lines can be written as it is, below `|-`.
fn is_block(text: &str) -> bool {
    let starts_well = |line: &str| !line.starts_with([' ', '\t']) && !line.starts_with(is_blank);
    !text.ends_with('\n')
        && !text.starts_with('\n')
        && text.split('\n').all(|line| line.chars().all(is_shown) && line.trim_end() == line)
        && text.split('\n').next().is_some_and(starts_well)
        && text.split('\n').all(starts_well)
}

/// Whether a long line can be broken at its spaces, below `>-`.
fn is_foldable(text: &str) -> bool {
    text.trim() == text
        && text.chars().all(is_shown)
        && !text.contains("  ")
        && text.split(' ').all(|word| !word.is_empty() && word.chars().count() < 90 && !word.starts_with(is_blank))
}

fn folded(text: &str, width: usize) -> Vec<String> {
    let mut lines = vec![String::new()];
    for word in text.split(' ') {
        let Some(line) = lines.last_mut() else { continue };
        if line.is_empty() {
            line.push_str(word);
        } else if line.chars().count() + 1 + word.chars().count() <= width {
            line.push(' ');
            line.push_str(word);
        } else {
            lines.push(word.to_owned());
        }
    }
    lines
}

#[cfg(test)]
mod tests;
