//! Texts of other programs as paragraphs and bullets in Markdown: plain ones with dashes in front of lines, and HTML.

use super::draft::{Draft, escaped, text};
use crate::source::Span;

/// A text taken apart.
#[derive(Debug, Default, PartialEq, Eq)]
pub(super) struct Prose {
    pub(super) paragraphs: Vec<String>,
    pub(super) bullets: Vec<String>,
    /// All of it in order, bullets behind dots.
    lines: Vec<String>,
}

impl Prose {
    /// Lines of plain text; those behind a dash or a dot are bullets.
    pub(super) fn plain(said: &str) -> Self {
        let mut prose = Self::default();
        for line in said.lines().map(str::trim).filter(|line| !line.is_empty()) {
            let bullet = ["- ", "* ", "• ", "•", "· ", "▪ ", "‣ ", "◦ ", "● ", "– ", "➢ ", "✓ ", "-\t"]
                .iter()
                .find_map(|sign| line.strip_prefix(sign));
            match bullet.map(str::trim).filter(|bullet| !bullet.is_empty()) {
                Some(bullet) => prose.push(escaped(bullet), true),
                None => prose.push(escaped(line), false),
            }
        }
        prose
    }

    /// HTML, of which lists, paragraphs, strong and slanted text and links are kept. What is no HTML is plain.
    pub(super) fn html(said: &str) -> Self {
        if !said.contains('<') {
            return Self::plain(&entities(said));
        }
        let mut reader = Reader::default();
        let mut rest = said;
        while let Some(at) = rest.find('<') {
            reader.text(&rest[..at]);
            rest = &rest[at..];
            let is_tag = rest[1..].starts_with(|c: char| c.is_ascii_alphabetic() || c == '/' || c == '!');
            match rest.find('>').filter(|_| is_tag) {
                Some(end) => {
                    reader.tag(&rest[1..end]);
                    rest = &rest[end + 1..];
                }
                None => {
                    reader.text("<");
                    rest = &rest[1..];
                }
            }
        }
        reader.text(rest);
        reader.end();
        reader.prose
    }

    /// Puts the paragraphs into one field and the bullets into another.
    pub(super) fn put(self, paragraphs: &str, bullets: &str, span: Span, draft: &mut Draft) {
        draft.text(paragraphs, self.paragraphs.join("\n\n"), span);
        draft.list(bullets, self.bullets.into_iter().map(|bullet| text(bullet, span)).collect());
    }

    /// All of it as one text.
    pub(super) fn whole(self) -> String {
        self.lines.join("\n\n")
    }

    fn push(&mut self, line: String, is_bullet: bool) {
        self.lines.push(if is_bullet { format!("• {line}") } else { line.clone() });
        if is_bullet { self.bullets.push(line) } else { self.paragraphs.push(line) }
    }
}

#[derive(Default)]
struct Reader {
    prose: Prose,
    line: String,
    is_bullet: bool,
    link: Option<String>,
}

impl Reader {
    fn text(&mut self, raw: &str) {
        let said = escaped(&entities(raw));
        let mut words = said.split_whitespace().peekable();
        let starts_apart = said.starts_with(char::is_whitespace);
        if starts_apart && !self.line.is_empty() && !self.line.ends_with(' ') {
            self.line.push(' ');
        }
        let has_words = words.peek().is_some();
        self.line.push_str(&words.collect::<Vec<_>>().join(" "));
        if has_words && said.ends_with(char::is_whitespace) {
            self.line.push(' ');
        }
    }

    fn tag(&mut self, tag: &str) {
        let name: String = tag.trim_start_matches('/').chars().take_while(char::is_ascii_alphanumeric).collect();
        let closes = tag.starts_with('/');
        match name.to_ascii_lowercase().as_str() {
            "li" => {
                self.end();
                self.is_bullet = !closes;
            }
            "p" | "br" | "div" | "ul" | "ol" | "h1" | "h2" | "h3" | "h4" => {
                // A paragraph within a bullet is the bullet.
                let is_inside = self.is_bullet && self.line.trim().is_empty();
                if !is_inside {
                    self.end();
                }
            }
            "b" | "strong" => self.line.push_str("**"),
            "i" | "em" => self.line.push('*'),
            "a" if !closes => {
                self.link = attribute(tag, "href");
                if self.link.is_some() {
                    self.line.push('[');
                }
            }
            "a" => {
                if let Some(url) = self.link.take() {
                    self.line.push_str(&format!("]({url})"));
                }
            }
            _ => {}
        }
    }

    /// Ends a paragraph or a bullet.
    fn end(&mut self) {
        let line = std::mem::take(&mut self.line);
        let line = line.trim();
        if line.is_empty() || line.chars().all(|c| c == '*') {
            return;
        }
        self.prose.push(line.to_owned(), self.is_bullet);
    }
}

fn attribute(tag: &str, name: &str) -> Option<String> {
    let rest = tag.split_once(&format!("{name}="))?.1;
    let quote = rest.chars().next().filter(|c| ['"', '\''].contains(c))?;
    Some(entities(rest[1..].split(quote).next()?)).filter(|url| !url.is_empty())
}

/// Characters for their names in HTML.
fn entities(said: &str) -> String {
    const NAMES: &[(&str, &str)] = &[
        ("nbsp", " "),
        ("lt", "<"),
        ("gt", ">"),
        ("quot", "\""),
        ("apos", "'"),
        ("amp", "&"),
        ("bull", "•"),
        ("ndash", "–"),
    ];
    let mut out = String::with_capacity(said.len());
    let mut rest = said;
    while let Some(at) = rest.find('&') {
        out.push_str(&rest[..at]);
        rest = &rest[at..];
        let end = rest.find(';').filter(|end| *end <= 10);
        let name = end.map(|end| &rest[1..end]);
        let number = name.and_then(|name| name.strip_prefix('#'));
        let code = number.and_then(|number| match number.strip_prefix(['x', 'X']) {
            Some(hexadecimal) => u32::from_str_radix(hexadecimal, 16).ok(),
            None => number.parse().ok(),
        });
        let known = name.and_then(|name| NAMES.iter().find(|(known, _)| *known == name));
        match (known, code.and_then(char::from_u32), end) {
            (Some((_, text)), _, Some(end)) => {
                out.push_str(text);
                rest = &rest[end + 1..];
            }
            (_, Some(character), Some(end)) => {
                out.push(character);
                rest = &rest[end + 1..];
            }
            _ => {
                out.push('&');
                rest = &rest[1..];
            }
        }
    }
    out.push_str(rest);
    out
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn lines_and_html_are_taken_apart() {
        let parts = |prose: Prose| (prose.paragraphs.join(" / "), prose.bullets.join(" / "));
        let prose = |paragraphs: &str, bullets: &str| (paragraphs.to_owned(), bullets.to_owned());
        assert_eq!(parts(Prose::plain("One.\n\n- two\n• three\n5*3")), prose("One. / 5\\*3", "two / three"));
        let html = "<p>Led a <b>team</b> &amp; more<br/>next</p><ul><li><p>one</p></li><li>two</li></ul><p>end</p>";
        assert_eq!(parts(Prose::html(html)), prose("Led a **team** & more / next / end", "one / two"));
        let html = "<a href=\"https://e.org\">here</a> 1 < 2 & 3";
        assert_eq!(parts(Prose::html(html)), prose("[here](https://e.org) 1 < 2 & 3", ""));
        assert_eq!(parts(Prose::html("a < b")), prose("a < b", ""));
        assert_eq!(Prose::plain("a\n- b\nc").whole(), "a\n\n• b\n\nc");
    }
}
