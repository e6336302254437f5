//! The small Markdown subset that texts may hold: strong, emphasis, code, links and line breaks.
//!
//! Everything else comes out as it was typed: `#`, `$`, `<b>`, `C#`, `&amp;`, `1. ` and `- ` at the start of a line.
//! No text is ever handed to Typst as source.

use pulldown_cmark::{Event, Parser, Tag, TagEnd};

use super::compound::keep_together;
use crate::document::{Inline, is_blank};

/// What was parsed: paragraphs, and addresses of links that are not allowed and became plain text.
#[derive(Debug, Default, PartialEq, Eq)]
pub(super) struct Parsed {
    pub(super) paragraphs: Vec<Vec<Inline>>,
    pub(super) refused: Vec<String>,
}

/// Parses a text. Paragraphs are parted by empty lines; a single line break is a space, two spaces or a backslash before
/// it make it a break.
pub(super) fn parse(text: &str) -> Parsed {
    let mut parsed = Parsed::default();
    let mut paragraph = Vec::new();
    for line in text.lines().chain([""]) {
        match line.trim().is_empty() {
            true if paragraph.is_empty() => {}
            true => {
                let inlines = compounds(lines(&std::mem::take(&mut paragraph), &mut parsed.refused));
                parsed.paragraphs.push(inlines);
            }
            false => paragraph.push(line),
        }
    }
    parsed
}

/// The lines of a paragraph, each piece up to a hard break parsed by itself.
fn lines(lines: &[&str], refused: &mut Vec<String>) -> Vec<Inline> {
    let mut pieces = vec![String::new()];
    for (index, line) in lines.iter().enumerate() {
        let backslashes = line.len() - line.trim_end_matches('\\').len();
        let is_last = index + 1 == lines.len();
        let is_hard = !is_last && (line.ends_with("  ") || backslashes % 2 == 1);
        let text = line.trim();
        let text = if is_hard && backslashes % 2 == 1 { &text[..text.len() - 1] } else { text }.replace('\t', " ");
        if let Some(piece) = pieces.last_mut() {
            piece.push_str(if piece.is_empty() { "" } else { " " });
            piece.push_str(&text);
        }
        if is_hard {
            pieces.push(String::new());
        }
    }
    let mut parse = |piece: &String| match piece.contains(SPECIAL) {
        true => Reader::new(refused).read(&literal(piece)),
        false => vec![Inline::text(piece)],
    };
    pieces.iter().map(&mut parse).collect::<Vec<_>>().join(&Inline::Break)
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
const SPECIAL: &[char] = &['*', '_', '`', '[', ']', '\\', '<', '&', '#', '>', '-', '+', '=', '~', '|', '.', ')'];

/// Emphasis nests no deeper than this; what is deeper is plain.
const MAX_DEPTH: usize = 16;

/// Escapes what Markdown would take for more than the subset: HTML, entities, images, underscores, asterisks within words,
/// backticks without partner, and whatever would start a block.
fn literal(line: &str) -> String {
    let digits = line.len() - line.trim_start_matches(|c: char| c.is_ascii_digit()).len();
    let (number, rest) = line.split_at(digits);
    let starts_block = match rest.chars().next() {
        Some('.' | ')') => digits > 0,
        Some('#' | '>' | '-' | '+' | '=' | '|' | '~') => digits == 0,
        Some('*') => digits == 0 && (rest[1..].starts_with(' ') || rest.chars().all(|c| matches!(c, '*' | ' '))),
        Some('[') => digits == 0 && rest.contains("]:"),
        _ => false,
    };
    let mut out = String::with_capacity(line.len() + 8);
    out.push_str(number);
    if starts_block {
        out.push('\\');
    }
    let mut at = 0;
    while let Some(character) = rest[at..].chars().next() {
        let run = rest[at..].len() - rest[at..].trim_start_matches(character).len();
        let mut taken = character.len_utf8();
        match character {
            '\\' => {
                // Its own escapes stay: a backslash and the punctuation behind it.
                let next = rest[at + 1..].chars().next().filter(char::is_ascii_punctuation);
                taken += next.map_or(0, char::len_utf8);
                out.push_str(&rest[at..at + taken]);
            }
            '`' => {
                taken = run;
                match code_span(&rest[at..], run) {
                    Some(length) => {
                        taken = length;
                        out.push_str(&rest[at..at + length]);
                    }
                    None => out.push_str(&"\\`".repeat(run)),
                }
            }
            '*' => {
                taken = run;
                // Scripts without spaces have no insides of words.
                let is_word = |c: Option<char>| c.is_some_and(|c| c.is_alphanumeric() && c < '\u{2e80}');
                let in_word = is_word(rest[..at].chars().next_back()) && is_word(rest[at + run..].chars().next());
                out.push_str(&if in_word { "\\*".repeat(run) } else { "*".repeat(run) });
            }
            '<' if rest[..at].ends_with("](") => out.push('<'),
            '<' | '&' | '_' => {
                out.push('\\');
                out.push(character);
            }
            '!' if rest[at..].starts_with("![") => out.push_str("\\!"),
            other => out.push(other),
        }
        at += taken;
    }
    out
}

/// The length of a code span that opens with so many backticks, if it is closed.
fn code_span(text: &str, run: usize) -> Option<usize> {
    let mut at = run;
    while let Some(found) = text[at..].find('`') {
        let start = at + found;
        let length = text[start..].len() - text[start..].trim_start_matches('`').len();
        if length == run {
            return Some(start + length);
        }
        at = start + length;
    }
    None
}

/// Builds the tree from Markdown events.
struct Reader<'a> {
    refused: &'a mut Vec<String>,
    /// Unfinished elements, outermost first.
    stack: Vec<Vec<Inline>>,
    /// What is to become of the open links, and their titles: paper has no mouse to show them to.
    links: Vec<(Target, String)>,
    /// How many elements are open that are too deep to be built.
    too_deep: usize,
}

/// What is to become of a link.
enum Target {
    /// It leads there.
    Allowed(String),
    /// It was never meant as one: `f[i](x)`.
    AsTyped(String),
    /// It may not lead where it does.
    Refused,
}

impl<'a> Reader<'a> {
    fn new(refused: &'a mut Vec<String>) -> Self {
        Self { refused, stack: vec![Vec::new()], links: Vec::new(), too_deep: 0 }
    }

    fn read(mut self, markdown: &str) -> Vec<Inline> {
        for event in Parser::new(markdown) {
            self.event(event);
        }
        self.stack.into_iter().flatten().collect()
    }

    fn event(&mut self, event: Event) {
        match event {
            Event::Start(Tag::Emphasis | Tag::Strong) if self.stack.len() > MAX_DEPTH => self.too_deep += 1,
            Event::End(TagEnd::Emphasis | TagEnd::Strong) if self.too_deep > 0 => self.too_deep -= 1,
            Event::Start(Tag::Emphasis | Tag::Strong) => self.stack.push(Vec::new()),
            Event::Start(Tag::Link { dest_url, title, .. }) => self.open_link(&dest_url, &title),
            Event::End(TagEnd::Emphasis) => self.close(Inline::Emph),
            Event::End(TagEnd::Strong) => self.close(Inline::Strong),
            Event::End(TagEnd::Link) => self.close_link(),
            Event::Code(text) => self.push(Inline::Code(text.into_string())),
            Event::Text(text) | Event::Html(text) | Event::InlineHtml(text) => self.push_text(&text),
            Event::SoftBreak => self.push_text(" "),
            Event::HardBreak => self.push(Inline::Break),
            _ => {}
        }
    }

    fn open_link(&mut self, url: &str, title: &str) {
        let host = url.split(['/', '?', '#']).next().unwrap_or_default();
        let target = if is_allowed(url) {
            Target::Allowed(url.to_owned())
        } else if url.contains(':') {
            self.refused.push(url.to_owned());
            Target::Refused
        } else if host.contains('.') && !host.starts_with('.') && !host.ends_with('.') {
            Target::Allowed(format!("https://{url}"))
        } else {
            self.push_text("[");
            Target::AsTyped(url.to_owned())
        };
        self.links.push((target, title.to_owned()));
        self.stack.push(Vec::new());
    }

    fn close_link(&mut self) {
        let Some((target, title)) = self.links.pop() else { return };
        match target {
            // A link that says nothing says its address.
            Target::Allowed(url) => self.close(|children| match is_blank(&children) {
                true => Inline::Link(url.clone(), vec![Inline::text(url)]),
                false => Inline::Link(url, children),
            }),
            other => {
                let children = self.stack.pop().unwrap_or_default();
                children.into_iter().for_each(|child| self.push(child));
                if let Target::AsTyped(url) = other {
                    self.push_text(&format!("]({url})"));
                }
            }
        }
        if !title.is_empty() {
            self.push_text(&format!(" ({title})"));
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
            "__init__.py",
            "_private_ names",
            "5*3*2",
            "n*m*k*",
            "f[i](x)",
            "[text]()",
            "a ` b &amp; c",
            "a ` ![pic](x)",
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
        assert_eq!(parse("one\n \n\t\ntwo").paragraphs, [vec![text("one")], vec![text("two")]]);
        assert_eq!(
            parse("`` <b> `` and `x\n- & y`").paragraphs,
            [vec![Inline::Code("<b>".into()), text(" and "), Inline::Code("x - & y".into()),]]
        );
    }

    #[test]
    fn edges_of_the_subset() {
        let text = |text: &str| Inline::text(text);
        let link = |title: &str| Inline::Link("https://e.org".into(), vec![text(title)]);
        assert_eq!(parse("C:\\\\\nnext").paragraphs, [vec![text("C:\\ next")]]);
        assert_eq!(parse("one\\\ntwo").paragraphs, [vec![text("one"), Inline::Break, text("two")]]);
        assert_eq!(parse("[a](<https://e.org>)").paragraphs, [vec![link("a")]]);
        assert_eq!(parse("[a](https://e.org \"b\")").paragraphs, [vec![link("a"), text(" (b)")]]);
        assert_eq!(
            parse("这是**重点**内容").paragraphs,
            [vec![text("这是"), Inline::Strong(vec![text("重点")]), text("内容")]]
        );
    }

    #[test]
    fn links_elsewhere_become_text_and_are_told() {
        let parsed = parse("see [this](javascript:alert(1)) and ![that](file:///etc/passwd)");
        assert_eq!(plain_text(&parsed.paragraphs[0]), "see this and !that");
        assert_eq!(parsed.refused, ["javascript:alert(1)", "file:///etc/passwd"]);
    }
}
