//! Valid YAML that says something else than its owner wrote: what the parser takes without a word, and would lose.

use saphyr_parser::Tag;

use crate::diag::Diagnostic;
use crate::source::{Span, Spanned};

/// A text without quotes, as the parser hands it over.
pub(super) struct Plain<'a> {
    /// The whole file.
    pub(super) file: &'a str,
    /// What was read.
    pub(super) text: &'a str,
    pub(super) span: Span,
    /// The key whose value it is.
    pub(super) key: Option<&'a Spanned<String>>,
}

impl Plain<'_> {
    /// The trap that somebody fell into here, if any.
    pub(super) fn trap(&self) -> Option<Diagnostic> {
        self.blank().or_else(|| self.dash()).or_else(|| self.comma()).or_else(|| self.comment())
    }

    /// Whether it is the first on its line.
    fn starts_line(&self) -> bool {
        self.file[..self.span.range().start].rsplit('\n').next().is_none_or(|before| before.trim().is_empty())
    }

    /// A blank from another keyboard is no indentation: the line belongs elsewhere than it seems.
    fn blank(&self) -> Option<Diagnostic> {
        let blank = self.text.chars().next().filter(|c| BLANKS.contains(*c) && self.starts_line())?;
        let span = Span { end: self.span.start + blank.len_utf8() as u32, ..self.span };
        let message = format!("U+{:04X} looks like a space and is none", u32::from(blank));
        Some(trap(Diagnostic::error(ID, message), span, "put a usual space there".to_owned()))
    }

    /// `-Rust` on a line of its own is a text, not an item of a list.
    fn dash(&self) -> Option<Diagnostic> {
        let rest = self.text.strip_prefix('-').filter(|rest| rest.starts_with(char::is_alphabetic))?;
        let word = rest.split_whitespace().next().unwrap_or_default();
        self.starts_line().then(|| {
            let dash = Span { end: self.span.start + 1, ..self.span };
            trap(Diagnostic::error(ID, "a space is missing behind the dash"), dash, format!("write `- {word}`"))
        })
    }

    /// In `{ name: Ada, Byron }`, the comma ends the name.
    fn comma(&self) -> Option<Diagnostic> {
        let key = self.key.filter(|_| self.text.is_empty())?;
        self.file[key.span.range().end..].trim_start().starts_with([',', '}']).then(|| {
            let message = format!("a comma ended the text before `{}`", key.value);
            let hint = "between `{` and `}`, a text with commas takes quotes".to_owned();
            trap(Diagnostic::error(ID, message), key.span, hint)
        })
    }

    /// ` #1` is a comment, whatever it was meant to be.
    fn comment(&self) -> Option<Diagnostic> {
        let end = match (self.key, self.text.is_empty()) {
            (Some(key), true) => key.span.range().end + self.file[key.span.range().end..].find(':')? + 1,
            (None, true) => return None,
            _ => self.span.range().end,
        };
        let rest = self.file[end..].lines().next().unwrap_or_default();
        let at = rest.len() - rest.trim_start().len();
        let comment = rest[at..].trim_end();
        (at > 0 && comment.starts_with('#') && comment[1..].starts_with(char::is_alphanumeric)).then(|| {
            let span = Span { start: (end + at) as u32, end: (end + at + comment.len()) as u32, ..self.span };
            let word = comment.split_whitespace().next().unwrap_or_default();
            let hint = "put the text in quotes; for a comment, put a space behind the `#`".to_owned();
            trap(Diagnostic::warning(ID, format!("`{word}` starts a comment and is not printed")), span, hint)
        })
    }
}

/// A tag such as `!important`, which is no part of the text.
pub(super) fn tag(tag: &Tag, span: Span) -> Option<Diagnostic> {
    (!tag.is_yaml_core_schema()).then(|| {
        let message = format!("`{}{}` is a tag of YAML and no part of the text", tag.handle, tag.suffix);
        trap(Diagnostic::error(ID, message), span, "put the text in quotes".to_owned())
    })
}

/// A name such as `&Sons` that nothing refers to: it was meant to be printed.
pub(super) fn anchor(file: &str, span: Span) -> Diagnostic {
    let name = file[span.range()].split_whitespace().next().unwrap_or_default();
    let message = format!("`{name}` is a name for what follows and no part of the text");
    trap(Diagnostic::error(ID, message), span, "put the text in quotes".to_owned())
}

const ID: &str = "yaml-trap";

/// Blanks that YAML takes for letters.
const BLANKS: &str = "\u{a0}\u{3000}\u{200b}\u{2003}\u{2009}\u{feff}";

fn trap(diagnostic: Diagnostic, span: Span, hint: String) -> Diagnostic {
    diagnostic.at(span).hint(hint)
}
