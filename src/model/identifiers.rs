//! Numbers by which publications are found: bare, as their registries write them.

use super::field::{Field, Kind, Table};
use super::fields::Fields;
use super::publications::Identifier;
use crate::diag::Diagnostic;
use crate::document::Inline;

/// The identifiers of a publication.
pub(super) static IDENTIFIERS: Table = Table::new(
    "identifiers",
    &[
        Field::new("doi", Kind::Doi, "The DOI, bare or as an address.", &["10.1145/3600006.3613139"]),
        Field::new("arxiv", Kind::Plain, "The number at arXiv, bare or as an address.", &["\"1810.08403\""])
            .also(&["eprint"]),
        Field::new("isbn", Kind::Plain, "The ISBN.", &["978-3-16-148410-0"]),
    ],
);

/// The identifiers of a publication.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub(super) struct Identifiers {
    pub(super) doi: Option<String>,
    pub(super) arxiv: Option<String>,
    pub(super) isbn: Option<String>,
}

impl Identifiers {
    pub(super) fn read(fields: &mut Fields) -> Self {
        let mut read = |key, bare: fn(&str) -> &str| {
            let text = fields.plain(key)?.value;
            Some(bare(&text).to_owned()).filter(|bare| !bare.is_empty())
        };
        let (doi, arxiv, isbn) = (read("doi", bare_doi), read("arxiv", bare_arxiv), read("isbn", bare_isbn));
        if let Some(text) = doi.as_ref().filter(|doi| !doi.starts_with("10.")) {
            let path = fields.path_of("doi");
            let span = fields.node_span("doi");
            let fault = Diagnostic::warning("bad-link", format!("`{text}` is no DOI and is left out"));
            let hint = "a DOI starts with `10.`".to_owned();
            fields.sink().push(fault.at(span).in_field(path).hint(hint));
        }
        Self { doi: doi.filter(|doi| doi.starts_with("10.")), arxiv, isbn }
    }

    /// What they are called, with where they lead.
    pub(super) fn links(&self) -> impl Iterator<Item = (&str, String)> {
        let doi = self.doi_address().map(|url| ("doi", url));
        doi.into_iter().chain(self.arxiv_address().map(|url| ("arXiv", url)))
    }

    /// One of them as it is printed, such as `doi:10.1145/3600006`, linked to where it leads.
    pub(super) fn printed(&self, which: Identifier) -> Option<Inline> {
        let (text, url) = match which {
            Identifier::Doi => (format!("doi:{}", self.doi.as_ref()?), self.doi_address()),
            Identifier::Arxiv => (format!("arXiv:{}", self.arxiv.as_ref()?), self.arxiv_address()),
            Identifier::Isbn => (format!("ISBN {}", self.isbn.as_ref()?), None),
        };
        let text = Inline::text(text);
        Some(match url {
            Some(url) => Inline::Link(url, vec![text]),
            None => Inline::Together(vec![text]),
        })
    }

    fn doi_address(&self) -> Option<String> {
        self.doi.as_ref().map(|doi| format!("https://doi.org/{}", escaped(doi)))
    }

    fn arxiv_address(&self) -> Option<String> {
        self.arxiv.as_ref().map(|id| format!("https://arxiv.org/abs/{}", escaped(id)))
    }
}

/// `10.1145/3600006` of `https://doi.org/10.1145/3600006` and `doi:10.1145/3600006`.
pub(super) fn bare_doi(text: &str) -> &str {
    text.find("10.").map_or(text, |at| &text[at..]).trim_end_matches(['.', ',', ' '])
}

/// `1810.08403` of `https://arxiv.org/abs/1810.08403` and `arXiv:1810.08403`.
pub(super) fn bare_arxiv(text: &str) -> &str {
    let rest = ["arxiv.org/abs/", "arxiv.org/pdf/"].iter().find_map(|front| Some(text.split_once(front)?.1));
    let rest = rest.unwrap_or(text).trim_end_matches(".pdf");
    match rest.get(..6) {
        Some(front) if front.eq_ignore_ascii_case("arxiv:") => rest[6..].trim_start(),
        _ => rest,
    }
}

pub(super) fn bare_isbn(text: &str) -> &str {
    let text = text.trim();
    match text.get(..4) {
        Some(front) if front.eq_ignore_ascii_case("isbn") => text[4..].trim_start_matches([':', ' ']),
        _ => text,
    }
}

/// Without what would end an address or be taken for a part of it.
fn escaped(id: &str) -> String {
    let code = |c: char| match c {
        '%' | '#' | '?' | '"' | '<' | '>' | ' ' | '\\' | '^' | '`' | '{' | '}' | '|' => {
            format!("%{:02X}", u32::from(c))
        }
        other => other.to_string(),
    };
    id.chars().map(code).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn identifiers_become_bare() {
        for text in ["10.1/a", "doi:10.1/a", "DOI: 10.1/a", "https://doi.org/10.1/a", "http://dx.doi.org/10.1/a"] {
            assert_eq!(bare_doi(text), "10.1/a");
        }
        for text in
            ["1810.08403", "arXiv:1810.08403", "https://arxiv.org/abs/1810.08403", "arxiv.org/pdf/1810.08403.pdf"]
        {
            assert_eq!(bare_arxiv(text), "1810.08403");
        }
        assert_eq!(bare_arxiv("hep-th/9901001"), "hep-th/9901001");
        assert_eq!(bare_isbn("ISBN: 978-3-16-148410-0"), "978-3-16-148410-0");
    }

    #[test]
    fn addresses_stay_whole() {
        let identifiers =
            Identifiers { doi: Some("10.1002/(SICI)1097<1::AID#X>3".to_owned()), ..Identifiers::default() };
        let links: Vec<_> = identifiers.links().collect();
        assert_eq!(links, [("doi", "https://doi.org/10.1002/(SICI)1097%3C1::AID%23X%3E3".to_owned())]);
    }
}
