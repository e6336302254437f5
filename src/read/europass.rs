//! Europass CVs in XML: the `SkillsPassport` of the years to 2020, and the `Candidate` of today (HR-XML).

mod candidate;
mod passport;
mod xml;

use super::draft::{Draft, Translation, escaped};
use super::markup::Prose;
use crate::diag::{Diagnostic, Sink};
use crate::document::Day;
use crate::source::{FileId, Source, Span};
use crate::syntax::{Comments, Node};
use xml::Element;

/// What both forms need.
struct Work {
    draft: Draft,
    comments: Comments,
}

/// The CV in an XML file. `None`, with an error, if it is none of Europass.
pub fn europass(file: FileId, source: &Source, sink: &mut Sink) -> Option<Translation> {
    let root = xml::parse(file, source.text(), sink)?;
    let mut work = Work { draft: Draft::new(root.span), comments: Comments::default() };
    match root.name.as_str() {
        "SkillsPassport" | "Europass" | "learnerinfo" => passport::read(&root, &mut work),
        "Candidate" => candidate::read(&root, &mut work),
        other => {
            let message = format!("`<{other}>` is no CV of Europass");
            let hint =
                "it starts with `<SkillsPassport>` or `<Candidate>`; the PDF of Europass has it as an attachment"
                    .to_owned();
            let place = Span { end: root.span.start + 1, ..root.span };
            sink.push(Diagnostic::error("xml-syntax", message).at(place).hint(hint));
            return None;
        }
    }
    // Whatever nobody asked for is kept.
    let mut rest = Vec::new();
    root.unread("", &mut rest);
    if !rest.is_empty() {
        work.comments.add("", "These have no place here:");
        rest.into_iter().for_each(|line| work.comments.add("", line));
    }
    Some(Translation { node: work.draft.into_node(), comments: work.comments, remains: Vec::new() })
}

impl Work {
    /// Adds an entry to a section.
    fn entry(&mut self, section: &'static str, entry: Draft, made: &mut Vec<(&'static str, Node)>) {
        if !entry.is_empty() {
            made.push((section, entry.into_node()));
        }
    }

    /// Puts entries into their sections, and those of a section with a capital into one of its own.
    fn sections(&mut self, made: Vec<(&'static str, Node)>) {
        let mut names: Vec<&str> = Vec::new();
        for (name, _) in &made {
            if !names.contains(name) {
                names.push(name);
            }
        }
        let mut own = Vec::new();
        for name in names {
            let entries: Vec<_> = made.iter().filter(|(of, _)| *of == name).map(|(_, node)| node.clone()).collect();
            if name.starts_with(char::is_uppercase) {
                let span = entries[0].span;
                let mut section = Draft::new(span);
                section.text("title", name, span);
                section.list("entries", entries);
                own.push(section.into_node());
            } else {
                self.draft.list(name, entries);
            }
        }
        self.draft.list("sections", own);
    }
}

impl Draft {
    /// Takes over a text in which nothing is markup.
    fn said(&mut self, key: &str, element: Option<&Element>) {
        if let Some((text, span)) = element.and_then(Element::said) {
            self.text(key, escaped(&text), span);
        }
    }

    /// Takes over an address or a number as it is.
    fn plain(&mut self, key: &str, element: Option<&Element>) {
        if let Some((text, span)) = element.and_then(Element::said) {
            self.text(key, text, span);
        }
    }

    /// Takes over sentences and bullets, which may be HTML.
    fn prose(&mut self, element: Option<&Element>) {
        if let Some((text, span)) = element.and_then(Element::raw) {
            Prose::html(&text).put("summary", "highlights", span, self);
        }
    }
}

/// `2019-09-01` as a date that a CV may hold.
fn iso(text: &str) -> Option<String> {
    let day = text.trim().split('T').next().unwrap_or_default();
    Day::parse(day).ok().map(|_| day.to_owned())
}

/// Levels by skill in one line; one level if all are the same.
fn fluency(levels: Vec<(&str, String)>) -> String {
    let first = levels.first().map(|(_, level)| level.clone()).unwrap_or_default();
    if levels.len() > 1 && levels.iter().all(|(_, level)| *level == first) {
        return first;
    }
    levels.iter().map(|(name, level)| format!("{name} {level}")).collect::<Vec<_>>().join(", ")
}
