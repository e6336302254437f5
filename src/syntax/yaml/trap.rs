//! What people mean when YAML's parser gives up: the usual traps, by their name and with a way out.
//!
//! The parser stops at its first error. Where the fault is one character too many, a harmless one of the same length in
//! its place lets the parser go on, so that one pass finds the faults behind it, too.

use std::ops::Range;

use super::line::{Line, quoted, short};

/// A trap that somebody fell into.
#[derive(Debug, PartialEq, Eq)]
pub(super) struct Trap {
    /// What is wrong.
    pub(super) message: String,
    /// Where, in bytes.
    pub(super) range: Range<usize>,
    /// The way out.
    pub(super) hint: String,
    /// The byte to put in place of one, for reading on.
    pub(super) repair: Option<(usize, u8)>,
}

/// The trap behind what the parser says (`info`) of a place.
pub(super) fn find(text: &str, at: usize, info: &str) -> Option<Trap> {
    let place = Place::new(text, at);
    let says = |part: &str| info.contains(part);
    if let Some(trap) = place.tab() {
        return Some(trap);
    }
    if says("valid YAML whitespace") {
        return place.tab_behind_colon();
    }
    if says("document start") || says("document-start") {
        return place.toml();
    }
    if says("unexpected character") || says("mapping keys are not allowed") {
        return place.marker("");
    }
    if says("unknown anchor") || says("anchor or alias") {
        return place.marker(": that refers to another value");
    }
    if says("scanning a block scalar") {
        return place.marker(": that starts a block of text on the lines below");
    }
    if says("trailing content") {
        return place.behind_quote();
    }
    if says("in quoted scalar") || says("unexpected end of stream") {
        return place.open_quote();
    }
    if says("parsing a quoted scalar") {
        return place.escape();
    }
    if says("block sequence entries are not allowed") {
        return place.list_behind_key();
    }
    if says("flow mapping") || says("flow sequence") || says("illegal placement") || says("flow construct") {
        return place.open_bracket();
    }
    if says("mapping values are not allowed") {
        return place.colon().or_else(|| place.missing_space()).or_else(|| place.indentation());
    }
    if says("simple key") {
        return place.missing_colon();
    }
    if says("expected key") || says("'-' indicator") {
        return place.bracket().or_else(|| place.missing_dash(info)).or_else(|| place.indentation());
    }
    None
}

/// A place with the lines around it.
struct Place<'a> {
    text: &'a str,
    at: usize,
    line: Line<'a>,
    /// The line before, of those that hold anything.
    above: Option<Line<'a>>,
}

impl<'a> Place<'a> {
    fn new(text: &'a str, at: usize) -> Self {
        let at = text.floor_char_boundary(at.min(text.len()));
        // Past the last line, the last line that holds anything is meant.
        let at = if text[at..].trim().is_empty() && text[..at].ends_with('\n') { text.trim_end().len() } else { at };
        let line = Line::at(text, at);
        let mut before = text[..line.start].trim_end_matches(['\n', '\r']);
        let above = loop {
            let candidate = Line::at(text, before.len());
            if before.is_empty() || !candidate.is_blank() {
                break (!before.is_empty()).then_some(candidate);
            }
            before = text[..candidate.start].trim_end_matches(['\n', '\r']);
        };
        Self { text, at, line, above }
    }

    fn tab(&self) -> Option<Trap> {
        let behind = self.line.start + self.line.text.len() + 1;
        let next = (behind < self.text.len()).then(|| Line::at(self.text, behind));
        let line = [Some(self.line), next].into_iter().flatten().find(|line| line.indent().contains('\t'))?;
        let at = line.start + line.indent().find('\t')?;
        Some(Trap {
            message: "a tab indents this line".to_owned(),
            range: at..at + 1,
            hint: "indent with spaces: YAML allows no tabs there".to_owned(),
            repair: None,
        })
    }

    /// `name:<tab>Ada`
    fn tab_behind_colon(&self) -> Option<Trap> {
        let at = self.line.start + self.line.text.find(":\t")? + 1;
        Some(Trap {
            message: "a tab stands behind the colon".to_owned(),
            range: at..at + 1,
            hint: "put a space there".to_owned(),
            repair: Some((at, b' ')),
        })
    }

    /// `[basics]` and `name = "Ada"` on the next line.
    fn toml(&self) -> Option<Trap> {
        let table = if self.line.text.starts_with('[') { self.line } else { self.above? };
        (table.text.starts_with('[') && self.text.contains(" = ")).then(|| Trap {
            message: "this looks like TOML, and is read as YAML".to_owned(),
            range: table.start..table.end(),
            hint: "give the file the extension .toml, or say `--syntax toml` for standard input".to_owned(),
            repair: None,
        })
    }

    /// A text that starts with a character that means something.
    fn marker(&self, why: &str) -> Option<Trap> {
        let marker = self.text[self.at..].chars().next().filter(|c| c.is_ascii_punctuation())?;
        let value = self.line.rest(self.at);
        Some(Trap {
            message: format!("a text without quotes cannot start with `{marker}`{why}"),
            range: self.at..self.at + value.len(),
            hint: quoted(value),
            repair: Some((self.at, b'_')),
        })
    }

    /// `[1] Ada` or `{x} Ada`: a list or map that ends before the text does.
    fn bracket(&self) -> Option<Trap> {
        let line = if self.line.value().starts_with(['[', '{']) { self.line } else { self.above? };
        let value = line.value();
        let close = if value.starts_with('[') { ']' } else { '}' };
        let is_open = value.starts_with(['[', '{']);
        let behind = value.rsplit(close).next().unwrap_or_default();
        let at = line.start + line.value_start();
        (is_open && value.contains(close) && !behind.trim().is_empty()).then(|| {
            let (marker, what) = if close == ']' { ('[', "list") } else { ('{', "map") };
            Trap {
                message: format!("a text without quotes cannot start with `{marker}`: that starts a {what}"),
                range: at..at + value.len(),
                hint: quoted(value),
                repair: Some((at, b'_')),
            }
        })
    }

    /// `"Ada" Byron`
    fn behind_quote(&self) -> Option<Trap> {
        let quote = self.line.value().chars().next().filter(|c| matches!(c, '"' | '\''))?;
        let at = self.line.start + self.line.value_start();
        let hint = match quote {
            '"' => quoted(self.line.value()),
            _ => "write `''` for an apostrophe within single quotes, or put the text in double quotes".to_owned(),
        };
        let (message, range) = ("the text goes on behind its closing quote".to_owned(), self.at..self.line.end());
        Some(Trap { message, range, hint, repair: Some((at, b'_')) })
    }

    fn open_quote(&self) -> Option<Trap> {
        let quote = self.text[self.at..].chars().next().filter(|c| matches!(c, '"' | '\''))?;
        Some(Trap {
            message: format!("`{quote}` opens a text that is never closed"),
            range: self.at..self.line.end(),
            hint: format!("close it with another `{quote}`; if it is part of the text, put the text in other quotes"),
            repair: Some((self.at, b'_')),
        })
    }

    /// `"C:\Users"`
    fn escape(&self) -> Option<Trap> {
        let rest = self.line.rest(self.at);
        let mut characters = rest.char_indices();
        while let Some((at, character)) = characters.next() {
            if character != '\\' {
                continue;
            }
            let (_, next) = characters.next()?;
            let digits = match next {
                'x' => 2,
                'u' => 4,
                'U' => 8,
                _ => 0,
            };
            let tail = rest.get(at + 2..).unwrap_or_default();
            let is_hex = tail.chars().take(digits).filter(char::is_ascii_hexdigit).count() == digits;
            if "0abt\tnvfre \"/\\N_LPxuU".contains(next) && is_hex {
                continue;
            }
            let start = self.at + at;
            return Some(Trap {
                message: format!("`\\{next}` in double quotes is no character"),
                range: start..start + 1 + next.len_utf8(),
                hint: "write `\\\\` for a backslash, or put the text in single quotes".to_owned(),
                repair: Some((start, b'_')),
            });
        }
        None
    }

    /// `label: - Ada`
    fn list_behind_key(&self) -> Option<Trap> {
        let mut trap = self.marker(" and a space: that starts a list")?;
        trap.hint = format!("{}; or start the list on the next line", trap.hint);
        Some(trap)
    }

    /// `{` or `[` without its partner.
    fn open_bracket(&self) -> Option<Trap> {
        let mut open = Vec::new();
        let mut quote = None;
        for (at, character) in self.text[..self.at].char_indices() {
            match (quote, character) {
                (Some(mark), _) if mark == character => quote = None,
                (Some(_), _) => {}
                (None, '"') => quote = Some('"'),
                (None, '[' | '{') => open.push((at, character)),
                (None, ']' | '}') => drop(open.pop()),
                _ => {}
            }
        }
        let (at, bracket) = open.pop()?;
        Some(Trap {
            message: format!("`{bracket}` is not closed before the next line that belongs elsewhere"),
            range: at..at + 1,
            hint: "close it, with commas between what is inside; texts with commas, colons or brackets take quotes"
                .to_owned(),
            repair: None,
        })
    }

    /// `label: Programmer: the first`
    fn colon(&self) -> Option<Trap> {
        let (value, start) = (self.line.value(), self.line.start + self.line.value_start());
        let has_key = self.line.key().is_some();
        (has_key && self.at > start && !value.starts_with(['"', '\'', '[', '{', '|', '>'])).then(|| Trap {
            message: "a text without quotes cannot hold `: `".to_owned(),
            range: start..start + value.len(),
            hint: quoted(value),
            repair: self.text[self.at..].starts_with(':').then_some((self.at, b';')),
        })
    }

    /// `name:Ada` or `-position: x` in the line above.
    fn missing_space(&self) -> Option<Trap> {
        let above = self.above?;
        let content = above.content();
        let at = above.start + above.text.len() - above.text.trim_start().len();
        if let Some(rest) =
            above.text.trim_start().strip_prefix('-').filter(|rest| rest.starts_with(char::is_alphanumeric))
        {
            return Some(Trap {
                message: "a space is missing behind the dash".to_owned(),
                range: at..at + 1,
                hint: format!("write `- {}`", short(rest)),
                repair: None,
            });
        }
        let (key, value) = content.split_once(':').filter(|(key, value)| {
            !value.starts_with([' ', '/']) && !value.is_empty() && !key.contains(' ') && !key.starts_with(['"', '\''])
        })?;
        let colon = above.start + above.text.find(content)? + key.len();
        Some(Trap {
            message: "a space is missing behind the colon".to_owned(),
            range: colon..colon + 1,
            hint: format!("write `{key}: {}`", short(value)),
            repair: value.starts_with(|c: char| c.is_ascii()).then_some((colon + 1, b' ')),
        })
    }

    /// A line with a key that belongs nowhere, since it starts in a column of its own.
    fn indentation(&self) -> Option<Trap> {
        let above = self.above?;
        let own = self.line.text.len() - self.line.text.trim_start().len();
        let other = above.content_start();
        let list = above.text.trim_start().starts_with("- ");
        (own != other && self.line.key().is_some()).then(|| Trap {
            message: format!(
                "this line is indented by {own}, {} above it by {other}",
                if list { "what stands in the list" } else { "the line" }
            ),
            range: self.line.start + own..self.line.end(),
            hint: "keys of one map start in one column".to_owned(),
            repair: None,
        })
    }

    /// A line in a list that starts no item.
    fn missing_dash(&self, info: &str) -> Option<Trap> {
        let own = self.line.text.len() - self.line.text.trim_start().len();
        let mut items = self.text[..self.line.start].lines().rev().filter(|line| line.trim_start().starts_with('-'));
        let dash = items.next().map(|line| line.len() - line.trim_start().len())?;
        (info.contains("'-'") && own == dash).then(|| Trap {
            message: "this line stands in a list, but starts no item".to_owned(),
            range: self.line.start + own..self.line.end(),
            hint: "start it with `- `, or indent it to belong to the item above".to_owned(),
            repair: None,
        })
    }

    /// A line without `: ` where there should be a key.
    fn missing_colon(&self) -> Option<Trap> {
        let line = if self.line.key().is_none() { self.line } else { self.above? };
        let content = line.content();
        let at = line.start + line.content_start();
        (!content.is_empty() && line.key().is_none()).then(|| Trap {
            message: format!("no `: ` stands behind `{}`", short(content)),
            range: at..at + content.len(),
            hint: "a key takes `: ` behind it; a text that goes on is indented deeper than its key".to_owned(),
            repair: None,
        })
    }
}
