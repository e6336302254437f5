//! Addresses that lead nowhere.

use super::{Rule, Subject};
use crate::diag::{Diagnostic, Sink};

/// A web address that cannot be meant: no dot in its host, this very machine, a scheme twice, or punctuation at its end that
/// came along with it.
///
/// Fields for addresses, and links in texts. Nothing is looked up; an address in running text is not judged by how it ends,
/// since a sentence may end there.
pub(super) struct DeadLink;

const FIELDS: &[&str] = &["url", "website"];

impl Rule for DeadLink {
    fn id(&self) -> &'static str {
        "dead-link"
    }

    fn check(&self, subject: &Subject, sink: &mut Sink) {
        let id = self.id();
        subject.texts(|path, node, text| {
            let key = path.rsplit('.').next().unwrap_or_default();
            let faults: Vec<_> = match FIELDS.contains(&key) {
                true => fault(text.trim(), true).map(|fault| (text.trim().to_owned(), fault)).into_iter().collect(),
                false => links(text).filter_map(|url| Some((url.to_owned(), fault(url, false)?))).collect(),
            };
            for (url, fault) in faults {
                sink.push(Diagnostic::advice(id, format!("`{url}` {fault}")).at(node.span).in_field(path));
            }
        });
    }
}

/// Where the links of a Markdown text lead.
fn links(text: &str) -> impl Iterator<Item = &str> {
    text.split("](").skip(1).filter_map(|rest| rest.split([')', ' ']).next()).filter(|url| url.starts_with("http"))
}

fn fault(url: &str, is_field: bool) -> Option<&'static str> {
    // What is no address at all was spoken of when it was read.
    if !url.contains("://") && !url.contains('.') {
        return None;
    }
    let lower = url.to_lowercase();
    if lower.starts_with("mailto:") || lower.starts_with("tel:") || url.contains(char::is_whitespace) {
        return None;
    }
    let rest = lower.split_once("://").map_or(&*lower, |(_, rest)| rest);
    if ["http:", "https:"].iter().any(|scheme| rest.starts_with(scheme)) {
        return Some("has its scheme twice");
    }
    let host = rest.split(['/', '?', '#']).next().unwrap_or_default();
    let host = host.rsplit('@').next().unwrap_or_default();
    // An address in brackets has colons of its own.
    let name = if host.starts_with('[') { host } else { host.split(':').next().unwrap_or_default() };
    if name == "localhost" || name.ends_with(".local") || name.starts_with("127.") || name == "[::1]" {
        return Some("leads to the reader's own machine");
    }
    if !name.contains('.') && !name.starts_with('[') {
        return Some("has no dot in its host");
    }
    if name.contains("..") || name.starts_with('.') || name.ends_with(',') {
        return Some("has a host that cannot be");
    }
    let open = url.matches('(').count();
    let stray = url.ends_with([',', ';', '"', '\'', '>']) || (url.ends_with('.') && is_field);
    if is_field && (stray || (url.ends_with(')') && open < url.matches(')').count())) {
        return Some("ends in punctuation that does not belong to it");
    }
    None
}

#[cfg(test)]
mod tests {
    use super::{fault, links};

    #[test]
    fn only_what_cannot_be_is_dead() {
        for url in [
            "http://localhost:3000",
            "https://example",
            "https://https://example.org",
            "example.org,",
            "https://a..b",
            "https://example.org/me.",
            "https://example.org/me)",
            "http://127.0.0.1/cv",
            "https:///me",
        ] {
            assert!(fault(url, true).is_some(), "{url}");
        }
        for url in [
            "https://example.org",
            "example.org/me",
            "https://en.wikipedia.org/wiki/Ada_(name)",
            "mailto:a@b.org",
            "https://a.org:8080/?q=http://b.org",
            "https://user@example.org",
            "",
            "example",
            "https://web.archive.org/web/http://a.org/",
            "https://例え.jp",
            "http://[2001:db8::1]/",
            "tel:+44",
        ] {
            assert_eq!(fault(url, true), None, "{url}");
        }
        assert_eq!(
            links("see [a](https://a.org) and [b](http://b \"t\")").collect::<Vec<_>>(),
            ["https://a.org", "http://b"]
        );
    }
}
