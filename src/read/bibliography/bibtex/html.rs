//! The HTML that publishers leave in their exports: a few tags and entities.

/// What a tag at the start of a text stands for: LaTeX to read in its place, and its length. `None` for whatever is no tag of
/// text: `<script>`, `a < b`.
pub(super) fn tag(text: &str) -> Option<(&'static str, usize)> {
    const TAGS: &[(&str, &str)] = &[
        ("i", "\\emph{"),
        ("em", "\\emph{"),
        ("b", "\\textbf{"),
        ("strong", "\\textbf{"),
        ("sub", "\\textsubscript{"),
        ("sup", "\\textsuperscript{"),
        ("scp", "{"),
        ("p", "{"),
        ("jats:p", "{"),
        ("jats:italic", "\\emph{"),
        ("jats:bold", "\\textbf{"),
        ("jats:sub", "\\textsubscript{"),
        ("jats:sup", "\\textsuperscript{"),
    ];
    let name = text.strip_prefix('<')?.split('>').next()?;
    let length = name.len() + 2;
    let (name, is_end) = name.strip_prefix('/').map_or((name, false), |name| (name, true));
    let (_, opened) = TAGS.iter().find(|(known, _)| known.eq_ignore_ascii_case(name))?;
    // An end without a start, or a start without an end, is something else.
    let rest = text.get(length..)?;
    let is_closed = is_end || rest.to_ascii_lowercase().contains(&format!("</{}>", name.to_ascii_lowercase()));
    is_closed.then_some((if is_end { "}" } else { opened }, length))
}

/// The character of an entity at the start of a text, and its length: `&amp;`, `&#8217;`, `&#x2019;`.
pub(super) fn entity(text: &str) -> Option<(char, usize)> {
    const NAMES: &[(&str, char)] = &[
        ("amp", '&'),
        ("lt", '<'),
        ("gt", '>'),
        ("quot", '"'),
        ("apos", '\''),
        ("nbsp", '\u{a0}'),
        ("ndash", '–'),
        ("mdash", '—'),
        ("lsquo", '‘'),
        ("rsquo", '’'),
        ("ldquo", '“'),
        ("rdquo", '”'),
        ("hellip", '…'),
        ("times", '×'),
        ("micro", 'µ'),
        ("deg", '°'),
        ("eacute", 'é'),
        ("uuml", 'ü'),
        ("ouml", 'ö'),
        ("auml", 'ä'),
    ];
    let end = text.find(';').filter(|end| *end <= 10)?;
    // In LaTeX, `#` is typed as `\#`.
    let name = text.get(1..end)?.trim_start_matches('\\');
    let number = || {
        let digits = name.strip_prefix('#')?;
        let code = match digits.strip_prefix(['x', 'X']) {
            Some(hex) => u32::from_str_radix(hex, 16).ok()?,
            None => digits.parse().ok()?,
        };
        char::from_u32(code).filter(|c| !c.is_control())
    };
    let named = NAMES.iter().find(|(known, _)| *known == name).map(|(_, c)| *c);
    named.or_else(number).map(|c| (c, end + 1))
}

/// Without the tags of HTML, which become LaTeX.
pub(super) fn without_tags(latex: &str) -> String {
    // Mendeley types them as LaTeX.
    let mut latex = latex.to_owned();
    for (typed, meant) in
        [("{\\textless}", "<"), ("\\textless{}", "<"), ("{\\textgreater}", ">"), ("\\textgreater{}", ">")]
    {
        latex = latex.replace(typed, meant);
    }
    let mut out = String::with_capacity(latex.len());
    let mut rest = latex.as_str();
    let mut open = 0_usize;
    while let Some(at) = rest.find('<') {
        out.push_str(&rest[..at]);
        rest = &rest[at..];
        match tag(rest) {
            Some(("}", length)) if open == 0 => {
                out.push_str(&rest[..length]);
                rest = &rest[length..];
            }
            Some((meant, length)) => {
                open = if meant == "}" { open - 1 } else { open + 1 };
                out.push_str(meant);
                rest = &rest[length..];
            }
            None => {
                out.push('<');
                rest = &rest[1..];
            }
        }
    }
    out + rest + &"}".repeat(open)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn tags_of_text_become_latex() {
        assert_eq!(
            without_tags("The <i>E. coli</i> and CO<sub>2</sub>"),
            r"The \emph{E. coli} and CO\textsubscript{2}"
        );
        for typed in ["a < b > c", "<script>x</script>", "</i> alone", "a <i> b", "<"] {
            assert_eq!(without_tags(typed), typed);
        }
        assert_eq!(entity("&amp;x"), Some(('&', 5)));
        assert_eq!(entity("&#x2019;"), Some(('’', 8)));
        assert_eq!(entity("& R;"), None);
    }
}
