//! The small Markdown subset that texts may hold: strong, emphasis, code, links and line breaks.
//!
//! Everything else comes out as it was typed: `#`, `$`, `<b>`, `C#`, `&amp;`, `1. ` and `- ` at the start of a line.
//! No text is ever handed to Typst as source.

use pulldown_cmark::{Event, Parser, Tag, TagEnd};

use super::compound::keep_together;
use crate::document::Inline;

/// What was parsed: paragraphs, and addresses of links that are not allowed and became plain text.
#[derive(Debug, Default, PartialEq, Eq)]
pub(super) struct Parsed {
    pub(super) paragraphs: Vec<Vec<Inline>>,
    pub(super) refused: Vec<String>,
}

/// Parses a text. Paragraphs are parted by empty lines; a single line break is a space.
pub(super) fn parse(text: &str) -> Parsed {
    let mut parsed = Parsed::default();
    for paragraph in text.split("\n\n").map(str::trim).filter(|paragraph| !paragraph.is_empty()) {
        let inlines = match paragraph.contains(SPECIAL) {
            true => Reader::new(&mut parsed.refused).read(&literal(paragraph)),
            false => vec![Inline::text(paragraph)],
        };
        parsed.paragraphs.push(compounds(inlines));
    }
    parsed
}

/// Keeps together in all running text what belongs on one line.
fn compounds(inlines: Vec<Inline>) -> Vec<Inline> {
    let inner = |inline| match inline {
        Inline::Text(text) => keep_together(&text),
        Inline::Strong(children) => vec![Inline::Strong(compounds(children))],
        Inline::Emph(children) => vec![Inline::Emph(compounds(children))],
        Inline::Link(url, children) => vec![Inline::Link(url, compounds(children))],
        other => vec![other],
    };
    inlines.into_iter().flat_map(inner).collect()
}

/// Whether a link may lead there.
pub(super) fn is_allowed(url: &str) -> bool {
    let scheme = url.split(':').next().unwrap_or_default().to_lowercase();
    url.contains(':') && ["http", "https", "mailto", "tel"].contains(&scheme.as_str())
}

/// Without any of these a text is plain.
const SPECIAL: &[char] =
    &['*', '_', '`', '[', ']', '\\', '\n', '\t', '<', '&', '#', '>', '-', '+', '=', '~', '|', '.', ')'];

/// Escapes what Markdown would take for more than the subset: HTML, entities, images, and blocks at line starts.
fn literal(paragraph: &str) -> String {
    let mut out = String::with_capacity(paragraph.len() + 8);
    for (index, line) in paragraph.lines().map(str::trim_start).enumerate() {
        if index > 0 {
            out.push('\n');
        }
        let digits = line.len() - line.trim_start_matches(|c: char| c.is_ascii_digit()).len();
        let (number, rest) = line.split_at(digits);
        out.push_str(number);
        let starts_block = match rest.chars().next() {
            Some('.' | ')') => digits > 0,
            Some('#' | '>' | '-' | '+' | '=' | '|' | '~') => digits == 0,
            Some('*' | '_') => digits == 0 && (rest[1..].starts_with([' ', '\t']) || is_rule(rest)),
            Some('`') => rest.starts_with("```"),
            Some('[') => digits == 0 && rest.contains("]:"),
            _ => false,
        };
        if starts_block {
            out.push('\\');
        }
        let mut in_code = false;
        let mut previous = ' ';
        for (at, character) in rest.char_indices() {
            in_code ^= character == '`';
            let image = character == '!' && rest[at..].starts_with("![");
            if !in_code && previous != '\\' && (matches!(character, '<' | '&') || image) {
                out.push('\\');
            }
            out.push(if character == '\t' { ' ' } else { character });
            previous = if previous == '\\' && character == '\\' { ' ' } else { character };
        }
    }
    out
}

/// `***`, `___`, `* * *`: a thematic break or a list of nothing.
fn is_rule(line: &str) -> bool {
    line.chars().all(|c| matches!(c, '*' | '_' | ' '))
}

/// Builds the tree from Markdown events.
struct Reader<'a> {
    refused: &'a mut Vec<String>,
    /// Unfinished elements, outermost first.
    stack: Vec<Vec<Inline>>,
    /// Addresses of the open links; `None` for one that is refused.
    links: Vec<Option<String>>,
}

impl<'a> Reader<'a> {
    fn new(refused: &'a mut Vec<String>) -> Self {
        Self { refused, stack: vec![Vec::new()], links: Vec::new() }
    }

    fn read(mut self, markdown: &str) -> Vec<Inline> {
        for event in Parser::new(markdown) {
            self.event(event);
        }
        self.stack.into_iter().flatten().collect()
    }

    fn event(&mut self, event: Event) {
        match event {
            Event::Start(Tag::Emphasis | Tag::Strong) => self.stack.push(Vec::new()),
            Event::Start(Tag::Link { dest_url, .. }) => {
                self.stack.push(Vec::new());
                let allowed = is_allowed(&dest_url);
                if !allowed {
                    self.refused.push(dest_url.to_string());
                }
                self.links.push(allowed.then(|| dest_url.into_string()));
            }
            Event::End(TagEnd::Emphasis) => self.close(Inline::Emph),
            Event::End(TagEnd::Strong) => self.close(Inline::Strong),
            Event::End(TagEnd::Link) => match self.links.pop().flatten() {
                Some(url) => self.close(|children| Inline::Link(url, children)),
                None => {
                    let children = self.stack.pop().unwrap_or_default();
                    children.into_iter().for_each(|child| self.push(child));
                }
            },
            Event::Code(text) => self.push(Inline::Code(text.into_string())),
            Event::Text(text) | Event::Html(text) | Event::InlineHtml(text) => self.push_text(&text),
            Event::SoftBreak => self.push_text(" "),
            Event::HardBreak => self.push(Inline::Break),
            _ => {}
        }
    }

    fn close(&mut self, wrap: impl FnOnce(Vec<Inline>) -> Inline) {
        let children = self.stack.pop().unwrap_or_default();
        self.push(wrap(children));
    }

    fn push(&mut self, inline: Inline) {
        if let Some(open) = self.stack.last_mut() {
            open.push(inline);
        }
    }

    /// Markdown hands out text in pieces; one run is one piece, so that the layout engine can shape it whole.
    fn push_text(&mut self, text: &str) {
        match self.stack.last_mut().and_then(|open| open.last_mut()) {
            Some(Inline::Text(run)) => run.push_str(text),
            _ => self.push(Inline::text(text)),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::document::plain_text;

    fn as_typed(text: &str) {
        let parsed = parse(text);
        assert_eq!(parsed.paragraphs.iter().map(|p| plain_text(p)).collect::<Vec<_>>(), [text], "{parsed:?}");
        let is_plain = |inline: &Inline| matches!(inline, Inline::Text(_) | Inline::Together(_));
        assert!(parsed.paragraphs[0].iter().all(is_plain), "{parsed:?}");
    }

    #[test]
    fn what_is_no_markup_comes_out_as_typed() {
        for text in [
            "C# and F#",
            "# not a heading",
            "## neither",
            "$100 & more",
            "a <b>bold</b> claim",
            "AT&amp;T",
            "<https://example.org>",
            "2019 - 2022",
            "- no list",
            "+ nor this",
            "* nor this",
            "1. no list either",
            "2019. A year",
            "3) third",
            "> no quote",
            "=====",
            "---",
            "***",
            "* * *",
            "snake_case_name",
            "2 * 3 * 4",
            "@import #let $x$",
            "a | b",
            "~~~",
            "[note]",
            "[1]: a reference",
            "100 %",
            "~5 years",
        ] {
            as_typed(text);
        }
    }

    #[test]
    fn the_subset_is_understood() {
        let text = |text: &str| Inline::text(text);
        assert_eq!(
            parse("a **b** *c* `d*` [e](https://example.org)").paragraphs,
            [vec![
                text("a "),
                Inline::Strong(vec![text("b")]),
                text(" "),
                Inline::Emph(vec![text("c")]),
                text(" "),
                Inline::Code("d*".into()),
                text(" "),
                Inline::Link("https://example.org".into(), vec![text("e")]),
            ]]
        );
        assert_eq!(parse("one\ntwo  \nthree").paragraphs, [vec![text("one two"), Inline::Break, text("three")]]);
        assert_eq!(parse("one\n\ntwo").paragraphs.len(), 2);
    }

    #[test]
    fn links_elsewhere_become_text_and_are_told() {
        let parsed = parse("see [this](javascript:alert(1)) and ![that](file:///etc/passwd)");
        assert_eq!(plain_text(&parsed.paragraphs[0]), "see this and !that");
        assert_eq!(parsed.refused, ["javascript:alert(1)", "file:///etc/passwd"]);
    }
}
