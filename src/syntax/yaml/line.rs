//! A line of YAML, taken apart without a parser: for speaking of lines that no parser understands.

/// A line without its end.
#[derive(Clone, Copy)]
pub(super) struct Line<'a> {
    /// Where it starts in the whole text.
    pub(super) start: usize,
    pub(super) text: &'a str,
}

impl<'a> Line<'a> {
    /// The line that a place lies in.
    pub(super) fn at(text: &'a str, at: usize) -> Self {
        let start = text[..at].rfind('\n').map_or(0, |newline| newline + 1);
        let end = text[at..].find('\n').map_or(text.len(), |newline| at + newline);
        Self { start, text: text[start..end].trim_end_matches('\r') }
    }

    pub(super) fn end(&self) -> usize {
        self.start + self.text.trim_end().len()
    }

    pub(super) fn is_blank(&self) -> bool {
        let text = self.text.trim();
        text.is_empty() || text.starts_with('#')
    }

    pub(super) fn indent(&self) -> &'a str {
        &self.text[..self.text.len() - self.text.trim_start().len()]
    }

    /// Where what stands behind indentation and dashes starts.
    pub(super) fn content_start(&self) -> usize {
        let mut at = self.indent().len();
        while self.text[at..].starts_with("- ") {
            at += self.text[at..].len() - self.text[at + 1..].trim_start().len();
        }
        at
    }

    pub(super) fn content(&self) -> &'a str {
        without_comment(&self.text[self.content_start()..])
    }

    /// The key before the first `: `, or at the end of the line.
    pub(super) fn key(&self) -> Option<&'a str> {
        let content = self.content();
        let end = content.find(": ").or_else(|| content.strip_suffix(':').map(str::len))?;
        Some(&content[..end])
    }

    /// Where the value starts: behind the key, or else where the content does.
    pub(super) fn value_start(&self) -> usize {
        let start = self.content_start();
        let key = self.key().map_or(0, |key| key.len() + 1);
        let behind = &self.text[start + key..];
        start + key + behind.len() - behind.trim_start().len()
    }

    pub(super) fn value(&self) -> &'a str {
        without_comment(&self.text[self.value_start()..])
    }

    /// The rest of the line from a place in the whole text on.
    pub(super) fn rest(&self, at: usize) -> &'a str {
        without_comment(&self.text[at.saturating_sub(self.start).min(self.text.len())..])
    }
}

fn without_comment(text: &str) -> &str {
    text.split(" #").next().unwrap_or_default().trim_end()
}

/// Longer texts are not repeated in hints.
const LONGEST: usize = 60;

/// How a text is to be written.
pub(super) fn quoted(text: &str) -> String {
    let quote = if text.contains('"') { '\'' } else { '"' };
    if text.chars().count() > LONGEST || (text.contains('"') && text.contains('\'')) || text.contains('\\') {
        return format!("put the whole text in {} quotes", if quote == '"' { "double" } else { "single" });
    }
    format!("put it in quotes: `{quote}{text}{quote}`")
}

/// A text, cut where it is long.
pub(super) fn short(text: &str) -> String {
    let mut out: String = text.chars().take(LONGEST).collect();
    if out.len() < text.len() {
        out.push('…');
    }
    out
}
