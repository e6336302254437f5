//! The LaTeX that stands in fields of a .bib file, as text: accents, emphasis, quotation marks, simple mathematics.

use unicode_normalization::UnicodeNormalization;

use super::html::{entity, without_tags};
use super::symbols::{SYMBOLS, accent, script};

/// What a field holds.
#[derive(Debug, Default, PartialEq, Eq)]
pub(super) struct Converted {
    /// The text.
    pub(super) text: String,
    /// Commands that are not known; what stands in their braces is in the text.
    pub(super) unknown: Vec<String>,
}

/// As a text of a CV: with emphasis and links in Markdown, all else as it is to be seen.
pub(super) fn text(latex: &str) -> Converted {
    convert(latex, true)
}

/// As characters alone.
pub(super) fn plain(latex: &str) -> Converted {
    convert(latex, false)
}

/// Where strong and light emphasis start and end, until it is known what stands beside them. No text holds these.
const STRONG: [char; 2] = ['\u{f0001}', '\u{f0002}'];
const EMPH: [char; 2] = ['\u{f0003}', '\u{f0004}'];

/// Groups nest no deeper than this; what is deeper stands as typed.
const MAX_DEPTH: usize = 64;

fn convert(latex: &str, markdown: bool) -> Converted {
    let latex = &without_tags(latex);
    let mut reader = Reader::new(latex, markdown, 0);
    let text: String = reader.all(false).nfc().collect();
    let text = text.replace(" \u{a0}", " ").replace("\u{a0} ", " ");
    let text = text.split([' ', '\n', '\t', '\r']).filter(|word| !word.is_empty()).collect::<Vec<_>>().join(" ");
    Converted { text: emphasised(&text), unknown: reader.unknown }
}

struct Reader<'a> {
    rest: &'a str,
    markdown: bool,
    unknown: Vec<String>,
    depth: usize,
    /// Whether a single quotation mark was opened.
    is_quoting: bool,
}

impl<'a> Reader<'a> {
    fn new(latex: &'a str, markdown: bool, depth: usize) -> Self {
        Self { rest: latex, markdown, unknown: Vec::new(), depth, is_quoting: false }
    }

    /// Everything. A brace too many ends a group that is none.
    fn all(&mut self, math: bool) -> String {
        let mut text = self.until_end(math);
        while !self.rest.is_empty() {
            self.next();
            text.push_str(&self.until_end(math));
        }
        text
    }

    /// Everything up to the end of the group or the text.
    fn until_end(&mut self, math: bool) -> String {
        let mut out = String::new();
        // `{\bf text}` holds up to the end of the group.
        let mut open = Vec::new();
        while let Some(c) = self.rest.chars().next() {
            if c == '}' {
                break;
            }
            self.one(&mut out, &mut open, math);
        }
        open.into_iter().rev().for_each(|mark: [char; 2]| out.push(mark[1]));
        out
    }

    /// One character, command or group.
    fn one(&mut self, out: &mut String, open: &mut Vec<[char; 2]>, math: bool) {
        // `&amp;`, and `\&amp;` where a program escaped that once more.
        let sign = if self.rest.starts_with("\\&") { 1 } else { 0 };
        if self.rest[sign..].starts_with('&')
            && !math
            && let Some((c, length)) = entity(&self.rest[sign..])
        {
            self.rest = &self.rest[sign + length..];
            return self.push(out, c.encode_utf8(&mut [0; 4]));
        }
        for (typed, meant) in [("---", "—"), ("--", "–"), ("``", "“"), ("''", "”")] {
            if !math && self.eat(typed) {
                out.push_str(meant);
                return;
            }
        }
        let Some(c) = self.next() else { return };
        match c {
            '\\' => self.command(out, open, math),
            '{' => out.push_str(&self.group(math)),
            '$' if math => {}
            '$' => out.push_str(&self.math()),
            '^' | '_' if math => {
                let inner = self.argument(true);
                // There is no small `⊙`, but it stands by itself: `M⊙`.
                let is_sign = inner.chars().count() == 1 && !inner.chars().all(char::is_alphanumeric);
                let as_is = || if is_sign { inner.clone() } else { format!("{c}{inner}") };
                out.push_str(&script(&inner, c == '^').unwrap_or_else(as_is));
            }
            // A backtick quotes if a tick behind a word ends the quotation.
            '`' if !math && self.rest.contains('\'') => {
                self.is_quoting = true;
                out.push('‘');
            }
            '\'' if self.is_quoting && !self.rest.starts_with(char::is_alphanumeric) => {
                self.is_quoting = false;
                out.push('’');
            }
            '~' if self.markdown => out.push('\u{a0}'),
            '~' => out.push(' '),
            '*' | '`' | '[' | ']' if self.markdown => {
                out.push('\\');
                out.push(c);
            }
            other => out.push(other),
        }
    }

    fn command(&mut self, out: &mut String, open: &mut Vec<[char; 2]>, math: bool) {
        let letters = self.rest.len() - self.rest.trim_start_matches(|c: char| c.is_ascii_alphabetic()).len();
        if letters == 0 {
            return self.sign(out, math);
        }
        let (name, rest) = self.rest.split_at(letters);
        let behind = rest.trim_start_matches([' ', '\n', '\t']);
        match name {
            "textbf" | "mathbf" | "bm" | "boldsymbol" => return self.wrapped(out, STRONG, math),
            "emph" | "textit" | "textsl" | "mathit" => return self.wrapped(out, EMPH, math),
            "bf" | "bfseries" => return self.declare(out, open, behind, STRONG),
            "it" | "em" | "itshape" | "sl" => return self.declare(out, open, behind, EMPH),
            _ => {}
        }
        self.rest = rest;
        if let Some(combining) = accent(name).filter(|_| letters == 1 || name == "t") {
            self.rest = behind;
            let base = self.argument(math);
            return out.push_str(&accented(&base, combining));
        }
        if let Some((_, symbol)) = SYMBOLS.iter().find(|(known, _)| *known == name) {
            // A space behind a command ends its name; `{}` does so and keeps the space behind it. In mathematics there is
            // space round most signs.
            if !self.eat("{}") && !math {
                self.rest = behind;
            }
            return self.push(out, symbol);
        }
        match name {
            "textsc" | "textsf" | "textrm" | "texttt" | "textmd" | "textup" | "textnormal" | "text" | "mbox"
            | "hbox" | "mathrm" | "mathcal" | "mathbb" | "mathsf" | "mathtt" | "operatorname" | "uppercase"
            | "MakeUppercase" | "lowercase" | "enquote" | "relax" | "protect" | "tt" | "rm" | "sc" | "sf" | "small"
            | "normalfont" | "nobreak" | "scshape" | "ttfamily" | "underline" | "ensuremath" | "noopsort" => {
                self.rest = behind;
                if name == "noopsort" {
                    self.argument(math);
                } else if behind.starts_with('{') {
                    let inner = self.argument(math || name == "ensuremath");
                    let quoted = if name == "enquote" { format!("“{inner}”") } else { inner };
                    out.push_str(&quoted);
                }
            }
            "url" | "path" | "nolinkurl" => {
                let address = self.raw_argument().to_owned();
                self.push(out, &address.replace("\\_", "_").replace("\\%", "%").replace("\\&", "&"));
            }
            "href" => {
                let address = self.raw_argument().to_owned();
                let shown = self.argument(math);
                let is_plain = !self.markdown || address.contains(['(', ')', '<', '>', ' ', '\\']);
                out.push_str(&if is_plain { shown } else { format!("[{shown}]({address})") });
            }
            "textsuperscript" | "textsubscript" | "sp" | "sb" => {
                let inner = self.argument(math);
                out.push_str(&script(&inner, matches!(name, "textsuperscript" | "sp")).unwrap_or(inner));
            }
            "raisebox" | "textcolor" | "hspace" | "vspace" => {
                self.argument(math);
                if matches!(name, "raisebox" | "textcolor") {
                    let inner = self.argument(math);
                    out.push_str(&inner);
                }
            }
            "frac" | "tfrac" | "nicefrac" => {
                let (above, below) = (self.argument(math), self.argument(math));
                out.push_str(&format!("{above}/{below}"));
            }
            "sqrt" => {
                let inner = self.argument(math);
                out.push_str(&format!("√{inner}"));
            }
            "left" | "right" | "big" | "Big" | "limits" | "displaystyle" => {}
            _ if super::journals::journal(name).is_some() => {
                self.push(out, super::journals::journal(name).unwrap_or_default());
            }
            _ => {
                self.unknown.push(format!("\\{name}"));
                match behind.starts_with('{') {
                    true => {
                        self.rest = behind;
                        let mut inner = self.argument(math);
                        while self.rest.starts_with('{') {
                            inner.push(' ');
                            inner.push_str(&self.argument(math));
                        }
                        out.push_str(&inner);
                    }
                    false => out.push_str(name),
                }
            }
        }
    }

    /// A backslash and a sign.
    fn sign(&mut self, out: &mut String, math: bool) {
        let Some(c) = self.next() else { return out.push_str(if self.markdown { "\\\\" } else { "\\" }) };
        match c {
            '(' | ')' if math => {}
            '(' => {
                let end = self.rest.find("\\)").unwrap_or(self.rest.len());
                let (inner, rest) = self.rest.split_at(end);
                self.rest = rest.strip_prefix("\\)").unwrap_or(rest);
                out.push_str(&self.inner(inner, true));
            }
            '-' | '/' | '@' | '!' => {}
            ',' | ';' | ':' | ' ' | '\\' | '\n' | '\t' => out.push(' '),
            _ => match accent(c.encode_utf8(&mut [0; 4])) {
                Some(combining) => {
                    self.rest = self.rest.trim_start();
                    let base = self.argument(math);
                    out.push_str(&accented(&base, combining));
                }
                None => self.push(out, c.encode_utf8(&mut [0; 4])),
            },
        }
    }

    /// Characters that are to be seen as they are.
    fn push(&self, out: &mut String, text: &str) {
        for c in text.chars() {
            if self.markdown && "*`[]\\".contains(c) {
                out.push('\\');
            }
            out.push(c);
        }
    }

    fn wrapped(&mut self, out: &mut String, mark: [char; 2], math: bool) {
        self.rest = self.rest.trim_start_matches(|c: char| c.is_ascii_alphabetic()).trim_start();
        let inner = self.argument(math);
        match self.markdown && !math && !inner.trim().is_empty() {
            true => out.extend([mark[0].to_string(), inner, mark[1].to_string()]),
            false => out.push_str(&inner),
        }
    }

    fn declare(&mut self, out: &mut String, open: &mut Vec<[char; 2]>, behind: &'a str, mark: [char; 2]) {
        self.rest = behind;
        if self.markdown && !behind.is_empty() {
            out.push(mark[0]);
            open.push(mark);
        }
    }

    /// What stands in braces behind a command, or the next character.
    fn argument(&mut self, math: bool) -> String {
        if self.depth >= MAX_DEPTH {
            return String::new();
        }
        self.depth += 1;
        let argument = self.any_argument(math);
        self.depth -= 1;
        argument
    }

    fn any_argument(&mut self, math: bool) -> String {
        match self.next() {
            Some('{') => self.group(math),
            Some('\\') => {
                let (mut out, mut open) = (String::new(), Vec::new());
                self.command(&mut out, &mut open, math);
                out
            }
            Some(c) => c.to_string(),
            None => String::new(),
        }
    }

    /// The same as it was typed.
    fn raw_argument(&mut self) -> &'a str {
        let Some(inside) = self.rest.trim_start().strip_prefix('{') else { return "" };
        let mut depth = 1;
        for (at, c) in inside.char_indices() {
            match c {
                '{' => depth += 1,
                '}' => depth -= 1,
                _ => {}
            }
            if depth == 0 {
                self.rest = &inside[at + 1..];
                return &inside[..at];
            }
        }
        self.rest = "";
        inside
    }

    /// What stands behind an opening brace.
    fn group(&mut self, math: bool) -> String {
        if self.depth >= MAX_DEPTH {
            return String::new();
        }
        self.depth += 1;
        let inner = self.until_end(math);
        self.depth -= 1;
        self.eat("}");
        inner
    }

    /// What stands behind a dollar. One that stands alone is money.
    fn math(&mut self) -> String {
        let Some(end) = self.rest.find('$') else { return "$".to_owned() };
        let (inner, rest) = self.rest.split_at(end);
        self.rest = &rest[1..];
        self.inner(inner, true)
    }

    fn inner(&mut self, latex: &str, math: bool) -> String {
        let mut reader = Reader::new(latex, self.markdown, self.depth);
        let text = reader.all(math);
        self.unknown.append(&mut reader.unknown);
        text
    }

    fn next(&mut self) -> Option<char> {
        let c = self.rest.chars().next()?;
        self.rest = &self.rest[c.len_utf8()..];
        Some(c)
    }

    fn eat(&mut self, text: &str) -> bool {
        let rest = self.rest.strip_prefix(text);
        self.rest = rest.unwrap_or(self.rest);
        rest.is_some()
    }
}

/// A letter with its accent. The dotless i and j are what LaTeX puts accents on.
fn accented(base: &str, combining: char) -> String {
    let mut letters = base.chars();
    match letters.next() {
        None => String::new(),
        Some(first) => {
            let first = match first {
                'ı' => 'i',
                'ȷ' => 'j',
                other => other,
            };
            let marks: String = letters.clone().take_while(|c| ('\u{300}'..='\u{36f}').contains(c)).collect();
            let behind = &letters.as_str()[marks.len()..];
            format!("{first}{marks}{combining}{behind}")
        }
    }
}

/// Emphasis as Markdown writes it. Within a word and round nothing there is none.
fn emphasised(text: &str) -> String {
    let characters: Vec<char> = text.chars().collect();
    let is_mark = |c: char| STRONG.contains(&c) || EMPH.contains(&c);
    let mut keep = vec![true; characters.len()];
    let mut open: Vec<usize> = Vec::new();
    for (at, c) in characters.iter().enumerate() {
        if *c == STRONG[0] || *c == EMPH[0] {
            open.push(at);
        } else if (*c == STRONG[1] || *c == EMPH[1])
            && let Some(start) = open.pop()
        {
            let before = characters[..start].iter().rev().find(|c| !is_mark(**c));
            let behind = characters[at + 1..].iter().find(|c| !is_mark(**c));
            let is_word = |c: Option<&char>| c.is_some_and(|c| c.is_alphanumeric());
            let is_spaced = characters[start + 1..at].first().is_none_or(|c| c.is_whitespace())
                || characters[at - 1].is_whitespace();
            if is_word(before) || is_word(behind) || is_spaced {
                (keep[start], keep[at]) = (false, false);
            }
        }
    }
    let shown = |(c, kept): (&char, bool)| match *c {
        c if is_mark(c) && !kept => String::new(),
        c if STRONG.contains(&c) => "**".to_owned(),
        c if EMPH.contains(&c) => "*".to_owned(),
        other => other.to_string(),
    };
    characters.iter().zip(keep).map(shown).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn latex_becomes_text() {
        for (latex, expected) in [
            (r#"G{\"o}del, Erd\H{o}s, {\v C}ech, Nguy\~{\^e}n, \'{\i}"#, "Gödel, Erdős, Čech, Nguyễn, í"),
            (r"\aa ngstr\o m \AA{} \ss \L{}\'od\'z", "ångstrøm Å ßŁódź"),
            (r"\textbf{Fast} and \emph{small} {\bf x} {\it y}", "**Fast** and *small* **x** *y*"),
            (r"un\textbf{bold}ed", "unbolded"),
            (r"$O(n^2)$ and $\alpha_{ij} \leq \infty$", "O(n²) and α_ij ≤ ∞"),
            (r"pages 1--2 --- ``so'' 100\% C\# A\&B a\_b", "pages 1–2 — “so” 100% C# A&B a_b"),
            (
                r"see \url{https://e.org/a_b} or \href{https://e.org}{here}",
                "see https://e.org/a_b or [here](https://e.org)",
            ),
            (r"{NASA} {{Deep} Learning}", "NASA Deep Learning"),
            (r"a*b [c] `d", r"a\*b \[c\] \`d"),
            (r"`one' isn't", "‘one’ isn't"),
            (r"\LaTeX{} and \TeX, H\textsubscript{2}O, 10$\times$", "LaTeX and TeX, H₂O, 10×"),
            (r"$5 a month", "$5 a month"),
            (r"{unclosed", "unclosed"),
        ] {
            assert_eq!(text(latex).text, expected, "{latex}");
        }
        let odd = text(r"\foo{bar} \baz qux");
        assert_eq!((odd.text.as_str(), odd.unknown.len()), ("bar baz qux", 2));
    }
}
