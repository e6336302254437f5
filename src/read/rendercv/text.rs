//! RenderCV's texts: sub-bullets behind ` - `, keywords that are set strong.

use crate::read::draft::{below, items};
use crate::syntax::{Node, Value};

/// Words that are set strong wherever they stand.
#[derive(Debug, Default)]
pub(super) struct Keywords(Vec<String>);

impl Keywords {
    /// Those under `settings.bold_keywords`, the longest first.
    pub(super) fn of(node: &Node) -> Self {
        let lists = ["settings.bold_keywords", "rendercv_settings.bold_keywords"]
            .into_iter()
            .filter_map(|path| below(node, path));
        let words = lists.flat_map(items).filter_map(|word| Some(word.value.scalar()?.trim().to_owned()));
        let mut words: Vec<_> = words.filter(|word| !word.is_empty()).collect();
        words.sort_by_key(|word| std::cmp::Reverse(word.len()));
        words.dedup();
        Self(words)
    }

    pub(super) fn is_empty(&self) -> bool {
        self.0.is_empty()
    }

    /// A text with the keywords in it set strong, where they are whole words and nothing else is said of them.
    pub(super) fn strong(&self, node: &Node) -> Node {
        match &node.value {
            Value::Text(text) if !self.is_empty() => Node::new(Value::Text(self.strong_in(text)), node.span),
            _ => node.clone(),
        }
    }

    fn strong_in(&self, text: &str) -> String {
        let mut out = String::with_capacity(text.len());
        let mut at = 0;
        let mut quiet = Quiet::default();
        while let Some(c) = text[at..].chars().next() {
            let before = text[..at].chars().next_back();
            let found = self.0.iter().find(|word| {
                let behind = text[at..].strip_prefix(word.as_str()).map(|rest| rest.chars().next());
                let joins = |a: Option<char>, b: Option<char>| {
                    a.is_some_and(char::is_alphanumeric) && b.is_some_and(char::is_alphanumeric)
                };
                behind.is_some_and(|behind| {
                    !joins(before, word.chars().next()) && !joins(word.chars().next_back(), behind)
                })
            });
            match found.filter(|_| !quiet.is_on()) {
                Some(word) => {
                    out.push_str("**");
                    out.push_str(word);
                    out.push_str("**");
                    at += word.len();
                }
                None => {
                    let taken = quiet.pass(&text[at..]);
                    out.push_str(&text[at..at + taken.max(c.len_utf8())]);
                    at += taken.max(c.len_utf8());
                }
            }
        }
        out
    }
}

/// Whether a place lies in code, in strong text or in the address of a link, where nothing is to be changed.
#[derive(Debug, Default)]
struct Quiet {
    code: bool,
    strong: bool,
    address: bool,
}

impl Quiet {
    fn is_on(&self) -> bool {
        self.code || self.strong || self.address
    }

    /// Passes what stands next; how many bytes of it belong together.
    fn pass(&mut self, rest: &str) -> usize {
        if rest.starts_with("**") && !self.code {
            self.strong = !self.strong;
            return 2;
        }
        if rest.starts_with("](") {
            self.address = true;
            return 2;
        }
        if rest.starts_with('`') {
            self.code = !self.code;
        }
        if rest.starts_with(')') {
            self.address = false;
        }
        rest.chars().next().map_or(0, char::len_utf8)
    }
}

/// A bullet whose sub-bullets stand on lines of their own. Whether there were any.
pub(super) fn with_sub_bullets(text: &str) -> Option<String> {
    let mut parts = vec![String::new()];
    // In a text of several lines, a dash at the start of one is a sub-bullet.
    for (index, line) in text.split('\n').enumerate() {
        let line = line.trim();
        match line.strip_prefix("- ").filter(|_| index > 0) {
            Some(line) => parts.push(String::new() + line),
            None => {
                if let Some(part) = parts.last_mut() {
                    part.push_str(if part.is_empty() || line.is_empty() { "" } else { "\n" });
                    part.push_str(line);
                }
            }
        }
    }
    let parts: Vec<_> = parts.iter().flat_map(|part| split(part)).map(|part| part.trim().to_owned()).collect();
    let parts: Vec<_> = parts.into_iter().filter(|part| !part.is_empty()).collect();
    (parts.len() > 1).then(|| parts.join("\\\n– "))
}

/// The parts of a text between dashes that start sub-bullets. Those of ranges such as `2019 - 2022` start none.
fn split(text: &str) -> Vec<&str> {
    let mut parts = Vec::new();
    let mut start = 0;
    for (at, _) in text.match_indices(" - ") {
        if at >= start && !is_range(&text[..at], &text[at + 3..]) {
            parts.push(&text[start..at]);
            start = at + 3;
        }
    }
    parts.push(&text[start..]);
    parts
}

/// Whether a dash between two texts means "to": numbers, dates, `present`.
fn is_range(before: &str, behind: &str) -> bool {
    const MONTHS: &[&str] = &["jan", "feb", "mar", "apr", "may", "jun", "jul", "aug", "sep", "oct", "nov", "dec"];
    const NOW: &[&str] = &["present", "now", "today", "current", "ongoing"];
    let has_digit = |word: &str| word.contains(|c: char| c.is_ascii_digit());
    let mut next = behind.split_whitespace();
    let (first, second) = (next.next().unwrap_or_default(), next.next().unwrap_or_default());
    let word: String = first.chars().take_while(|c| c.is_alphabetic()).flat_map(char::to_lowercase).collect();
    let is_month = word.get(..3).is_some_and(|front| MONTHS.contains(&front)) && has_digit(second);
    let last = before.split_whitespace().next_back().unwrap_or_default();
    has_digit(last) && (has_digit(first) || NOW.contains(&word.as_str()) || is_month)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn sub_bullets_are_told_from_ranges() {
        let sub = |text| with_sub_bullets(text).map(|text| text.replace("\\\n– ", " / "));
        for text in [
            "Grew revenue 2019 - 2022 by 40%",
            "From Jan 2019 - Mar 2020",
            "2019 - present",
            "took 5 - 10 minutes",
            "well-known",
            "one",
            "a\nb",
        ] {
            assert_eq!(sub(text), None, "{text}");
        }
        assert_eq!(sub("Led: - one - two").as_deref(), Some("Led: / one / two"));
        assert_eq!(sub("Led\n  - one\n  - two 2019 - 2022").as_deref(), Some("Led / one / two 2019 - 2022"));
        assert_eq!(sub("- at the start - b").as_deref(), Some("- at the start / b"));
    }

    #[test]
    fn keywords_are_whole_words() {
        let keywords = Keywords(vec!["Python 3".into(), "Python".into(), "C++".into()]);
        for (text, strong) in [
            ("Python and Pythons", "**Python** and Pythons"),
            ("in Python 3, C++.", "in **Python 3**, **C++**."),
            ("**Python**", "**Python**"),
            ("`Python` [Python](https://e.org/Python)", "`Python` [**Python**](https://e.org/Python)"),
            ("(Python)", "(**Python**)"),
        ] {
            assert_eq!(keywords.strong_in(text), strong);
        }
    }
}
