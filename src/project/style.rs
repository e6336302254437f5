//! The style of citation that a CV asks for, and its publications set so.

use std::collections::BTreeMap;
use std::path::Path;

use super::input::Input;
use super::inside::{Refusal, inside, unread};
use super::references::{path_of, publications};
use crate::csl::{Cited, Style, StyleFault, cite};
use crate::diag::{Diagnostic, Sink};
use crate::document::{Detail, Document, Entry, Inline, Role};
use crate::model::{Links, Locale, Owner, Publications, Reference};
use crate::syntax::MAX_BYTES;

/// How a style is asked for.
const PREFIX: &str = "csl:";

/// Publications as a style sets them.
#[derive(Debug)]
pub(super) struct Styled {
    entries: BTreeMap<String, (Cited, Vec<Inline>)>,
}

impl Styled {
    /// Sets all publications of a CV, if it asks for a style. `None` without one, or after it was told what is wrong.
    pub(super) fn new(
        input: &Input,
        wanted: &Publications,
        locale: &Locale,
        lang: &str,
        owner: &Owner,
        root: &Path,
        sink: &mut Sink,
    ) -> Option<Self> {
        let asked = wanted.style.as_ref()?;
        let tell = |fault: Diagnostic, sink: &mut Sink| {
            sink.push(fault.at(asked.span).in_field("recto.publications.style"));
        };
        let style = match style(&asked.value, input.base(Some(asked.span)), root) {
            Ok(style) => style,
            Err(fault) => {
                tell(fault, sink);
                return None;
            }
        };
        let read = publications(input).enumerate();
        let references: Vec<_> =
            read.filter_map(|(index, node)| Some((path_of(index), Reference::read(node)?))).collect();
        let mut cited = cite(&style, lang, owner, wanted.max_authors, &references);
        let entries = references.iter().filter_map(|(path, reference)| {
            let cited = cited.remove(path)?;
            let behind = behind(reference, &cited, wanted, locale);
            Some((path.clone(), (cited, behind)))
        });
        Some(Self { entries: entries.collect() })
    }

    /// Sets the references in place of what the layout would make of the entries. What no style knows of stays: prizes,
    /// notes, further venues, bullets.
    pub(super) fn apply(&self, document: &mut Document) {
        let sections = document.sections.iter_mut().filter(|section| section.kind == "publications");
        for entry in sections.flat_map(|section| &mut section.groups).flat_map(|group| &mut group.entries) {
            if let Some((cited, behind)) = self.entries.get(&entry.id) {
                set(entry, cited, behind, document.right_to_left);
            }
        }
    }
}

fn set(entry: &mut Entry, cited: &Cited, behind: &[Inline], right_to_left: bool) {
    let mut text = cited.text.clone();
    text.extend(behind.iter().cloned());
    if right_to_left {
        crate::model::isolate_text(&mut text);
    }
    // The first venue stands in the reference.
    let venue = entry.details.iter().position(|detail| detail.role == Role::Venue);
    let details = std::mem::take(&mut entry.details).into_iter().enumerate();
    let (keywords, others): (Vec<_>, Vec<_>) = details
        .filter(|(at, detail)| detail.role != Role::Authors && Some(*at) != venue)
        .map(|(_, detail)| detail)
        .partition(|detail| detail.role == Role::Keywords);
    let paragraph = |Detail { role, text, .. }| match role {
        Role::Award => vec![Inline::Strong(text)],
        Role::Venue => vec![Inline::Emph(text)],
        _ => text,
    };
    entry.details = keywords;
    entry.title = None;
    entry.subtitle = None;
    entry.dates = None;
    entry.url = entry.url.take().filter(|_| !cited.is_linked);
    let paragraphs = std::iter::once(text).chain(others.into_iter().map(paragraph));
    entry.summary.splice(0..0, paragraphs);
}

/// What a style leaves unsaid: how far it has come, and when, in words; and what is linked.
fn behind(reference: &Reference, cited: &Cited, wanted: &Publications, locale: &Locale) -> Vec<Inline> {
    let words = &locale.status_alone;
    let status = match reference.status {
        Some("accepted") => Some(&words.accepted),
        Some("in-press") => Some(&words.in_press),
        Some("under-review") => Some(&words.under_review),
        Some("preprint") => Some(&words.preprint),
        _ => None,
    };
    let date = match &reference.date {
        Some(crate::document::Date::Words(words)) => Some(words),
        _ => None,
    };
    let mut out: Vec<Inline> = Vec::new();
    let said = [status, date].into_iter().flatten().cloned().collect::<Vec<_>>().join(&locale.comma);
    if !said.is_empty() {
        out.push(Inline::text(format!(" ({said})")));
    }
    if wanted.links() == Links::Badges && reference.venues.len() < 2 {
        let printed =
            |url: &String| cited.text.iter().any(|inline| matches!(inline, Inline::Link(known, _) if known == url));
        let registries = reference.registries().into_iter().filter(|(_, url)| !printed(url));
        for (name, url) in reference.links.iter().cloned().chain(registries) {
            let link = Inline::Link(url, vec![Inline::text(name)]);
            out.push(Inline::text(" "));
            out.push(Inline::Together(vec![Inline::text("["), link, Inline::text("]")]));
        }
    }
    out
}

/// The path of the file that holds a style, if it is in one.
pub(super) fn file_of(asked: &str) -> Option<&str> {
    asked.strip_prefix(PREFIX).map(str::trim).filter(|name| is_file(name))
}

fn is_file(name: &str) -> bool {
    Path::new(name).extension().is_some_and(|extension| extension.eq_ignore_ascii_case("csl"))
}

/// The style that is asked for, or what is wrong.
fn style(asked: &str, folder: &Path, root: &Path) -> Result<Style, Diagnostic> {
    let name = asked.strip_prefix(PREFIX).map(str::trim);
    let Some(name) = name.filter(|name| !name.is_empty()) else {
        let fault = Diagnostic::error("unknown-style", format!("unknown style `{asked}`"));
        let hint = match Style::by_name(asked) {
            Ok(_) => format!("write `csl:{asked}`"),
            Err(_) => "write `csl:` and the name of a style, such as `csl:apa`, or the path of a .csl file".to_owned(),
        };
        return Err(fault.hint(hint));
    };
    let is_file = is_file(name);
    let bad = |(why, hint): Refusal| {
        Diagnostic::error("bad-style", format!("the style `{name}` {why}")).hint(hint.to_owned())
    };
    let found = match is_file {
        true => Style::from_xml(&xml(name, folder, root).map_err(bad)?),
        false => Style::by_name(name),
    };
    found.map_err(|fault| match fault {
        StyleFault::Unfit(why) => Diagnostic::error("bad-style", format!("the style `{name}` {why}")),
        StyleFault::Unknown(meant) => {
            let fault = Diagnostic::error("unknown-style", format!("unknown style `{name}`"));
            fault.hint(match meant {
                Some(meant) => format!("did you mean `csl:{meant}`?"),
                None => {
                    "there are `apa`, `ieee`, `mla`, `acm`, `nature`, `vancouver`, `chicago-author-date` and others; \
                         a .csl file beside the CV works, too"
                        .to_owned()
                }
            })
        }
    })
}

/// The text of a file.
fn xml(name: &str, folder: &Path, root: &Path) -> Result<String, Refusal> {
    let path = inside(name, folder, root)?;
    let about = std::fs::metadata(&path).map_err(unread)?;
    if !about.is_file() || about.len() > MAX_BYTES as u64 {
        return Err(("is no file, or larger than 4 MiB".to_owned(), "name a style from the CSL repository"));
    }
    let bytes = std::fs::read(&path).map_err(unread)?;
    String::from_utf8(bytes).map_err(|_| ("is not UTF-8 text".to_owned(), "save it as UTF-8"))
}
