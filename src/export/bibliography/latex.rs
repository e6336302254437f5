//! Text as LaTeX that stands in fields of .bib files.

use crate::document::Inline;

/// Text with its emphasis and links.
pub(super) fn latex(text: &[Inline]) -> String {
    all(text, &escaped)
}

/// The same of a title: words with capitals inside are guarded, which styles of citation would make small.
pub(super) fn title(text: &[Inline]) -> String {
    all(text, &|text| text.split(' ').map(guarded).collect::<Vec<_>>().join(" "))
}

fn all(text: &[Inline], characters: &dyn Fn(&str) -> String) -> String {
    let one = |inline: &Inline| match inline {
        Inline::Text(text) => characters(text),
        Inline::Code(text) => format!("\\texttt{{{}}}", escaped(text)),
        Inline::Strong(inner) => format!("\\textbf{{{}}}", all(inner, characters)),
        Inline::Emph(inner) => format!("\\emph{{{}}}", all(inner, characters)),
        Inline::Link(url, inner) => format!("\\href{{{url}}}{{{}}}", all(inner, characters)),
        Inline::Lang(_, inner) | Inline::Together(inner) => all(inner, characters),
        Inline::Break => " ".to_owned(),
        Inline::Opportunity => String::new(),
    };
    text.iter().map(one).collect()
}

fn guarded(word: &str) -> String {
    let is_mixed = word.chars().skip_while(|c| !c.is_alphabetic()).skip(1).any(char::is_uppercase);
    if is_mixed { format!("{{{}}}", escaped(word)) } else { escaped(word) }
}

/// Characters as they are to be seen.
pub(super) fn escaped(text: &str) -> String {
    let mut out = String::with_capacity(text.len());
    let mut rest = text.chars().peekable();
    while let Some(c) = rest.next() {
        match c {
            // BibTeX counts braces, with a backslash in front or not.
            '{' => out.push_str("\\textbraceleft{}"),
            '}' => out.push_str("\\textbraceright{}"),
            '\\' => out.push_str("\\textbackslash{}"),
            '~' => out.push_str("\\textasciitilde{}"),
            '^' => out.push_str("\\textasciicircum{}"),
            '`' => out.push_str("\\textasciigrave{}"),
            '"' => out.push_str("\\textquotedbl{}"),
            '$' | '&' | '%' | '#' | '_' => out.extend(['\\', c]),
            '\u{a0}' => out.push('~'),
            // Two in a row are another sign.
            '-' | '\'' if rest.peek() == Some(&c) => out.extend([c, '{', '}']),
            other => out.push(other),
        }
    }
    out
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn signs_of_latex_are_escaped() {
        assert_eq!(
            escaped("50% of C# & R_x -- {~}"),
            r"50\% of C\# \& R\_x -{}- \textbraceleft{}\textasciitilde{}\textbraceright{}"
        );
        assert_eq!(title(&[Inline::text("PIT: Sparse iOS models")]), "{PIT:} Sparse {iOS} models");
    }
}
