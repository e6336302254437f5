//! XML as a tree of elements that remember whether they were asked for. Namespaces do not count.

use std::cell::Cell;

use quick_xml::Reader;
use quick_xml::events::{BytesStart, Event};

use crate::diag::{Diagnostic, Sink};
use crate::source::{FileId, Span};

/// How deep elements may nest; Europass needs some ten levels.
const MAX_DEPTH: usize = 64;

/// How many elements there may be.
const MAX_ELEMENTS: usize = 50_000;

/// Texts longer than this are pictures and the like, and are not kept in comments.
const LONGEST_KEPT: usize = 2000;

/// An element.
#[derive(Debug)]
pub(super) struct Element {
    /// The name without prefix.
    pub(super) name: String,
    /// From its start to its end.
    pub(super) span: Span,
    children: Vec<Element>,
    text: String,
    attributes: Vec<(String, String)>,
    read: Cell<bool>,
}

impl Element {
    /// The first of the elements below, by names with `/` between them.
    pub(super) fn at(&self, path: &str) -> Option<&Self> {
        path.split('/').try_fold(self, |element, name| element.children.iter().find(|child| child.name == name))
    }

    /// All elements of this name, the last of a path of which the others are the first of theirs.
    pub(super) fn all<'a>(&'a self, path: &'a str) -> impl Iterator<Item = &'a Self> {
        let (parent, name) =
            path.rsplit_once('/').map_or((Some(self), path), |(parents, name)| (self.at(parents), name));
        parent.into_iter().flat_map(|parent| &parent.children).filter(move |child| child.name == name)
    }

    /// All elements of this name.
    pub(super) fn named(&self, name: &str) -> Vec<&Self> {
        self.children.iter().filter(|child| child.name == name).collect()
    }

    /// The text, with its white space tidied, and where it stands. It counts as read.
    pub(super) fn said(&self) -> Option<(String, Span)> {
        let (text, span) = self.raw()?;
        Some((text.split_whitespace().collect::<Vec<_>>().join(" "), span))
    }

    /// The text as it is.
    pub(super) fn raw(&self) -> Option<(String, Span)> {
        self.read.set(true);
        (!self.text.trim().is_empty()).then(|| (self.text.clone(), self.span))
    }

    /// The text of an element below.
    pub(super) fn text(&self, path: &str) -> Option<String> {
        self.at(path).and_then(Self::said).map(|(text, _)| text)
    }

    pub(super) fn attribute(&self, name: &str) -> Option<&str> {
        self.attributes.iter().find(|(known, _)| known == name).map(|(_, value)| value.as_str())
    }

    /// Says that this and all below is of no use.
    pub(super) fn pass(&self) {
        self.read.set(true);
        self.children.iter().for_each(Self::pass);
    }

    /// What nobody asked for, a line each.
    pub(super) fn unread(&self, path: &str, lines: &mut Vec<String>) {
        let path = if path.is_empty() { self.name.clone() } else { format!("{path}/{}", self.name) };
        let text = self.text.split_whitespace().collect::<Vec<_>>().join(" ");
        if !self.read.get() && !text.is_empty() && text.len() <= LONGEST_KEPT {
            lines.push(format!("{path}: {text}"));
        }
        self.children.iter().for_each(|child| child.unread(&path, lines));
    }
}

/// The tree of a text. `None`, with an error at its place, if it is no XML.
pub(super) fn parse(file: FileId, text: &str, sink: &mut Sink) -> Option<Element> {
    let mut reader = Reader::from_str(text);
    let mut open: Vec<Element> = Vec::new();
    let mut count = 0;
    loop {
        let start = (reader.buffer_position() as usize).min(text.len());
        let event = reader.read_event();
        let end = (reader.buffer_position() as usize).min(text.len()).max(start);
        let place = Span::new(file, start..end);
        let mut fail = |message: String| {
            let hint = "is it the XML of a Europass CV? its PDF has it as an attachment".to_owned();
            sink.push(Diagnostic::error("xml-syntax", message).at(place).hint(hint));
            None
        };
        let finished = match event {
            Err(error) => return fail(format!("this is not valid XML ({error})")),
            Ok(Event::Start(tag)) => {
                count += 1;
                if open.len() >= MAX_DEPTH || count > MAX_ELEMENTS {
                    return fail("this has more elements than any CV".to_owned());
                }
                open.push(element(&tag, place));
                None
            }
            Ok(Event::Empty(tag)) => {
                count += 1;
                Some(element(&tag, place))
            }
            Ok(Event::End(_)) => {
                open.pop().map(|element| Element { span: Span { end: place.end, ..element.span }, ..element })
            }
            Ok(Event::Text(text)) => {
                append(&mut open, &text.decode().unwrap_or_default());
                None
            }
            Ok(Event::CData(text)) => {
                append(&mut open, &String::from_utf8_lossy(&text));
                None
            }
            // Only characters have references: nothing is expanded, nothing fetched.
            Ok(Event::GeneralRef(name)) => {
                let name = name.decode().unwrap_or_default().into_owned();
                let whole = format!("&{name};");
                append(&mut open, &quick_xml::escape::unescape(&whole).map_or(whole.clone(), |text| text.into_owned()));
                None
            }
            Ok(Event::Eof) => return fail("this ends before its elements do".to_owned()),
            Ok(Event::Decl(_) | Event::Comment(_) | Event::PI(_) | Event::DocType(_)) => None,
        };
        if count > MAX_ELEMENTS {
            return fail("this has more elements than any CV".to_owned());
        }
        if let Some(element) = finished {
            match open.last_mut() {
                Some(parent) => parent.children.push(element),
                None => return Some(element),
            }
        }
    }
}

fn append(open: &mut [Element], text: &str) {
    if let Some(element) = open.last_mut() {
        element.text.push_str(text);
    }
}

fn element(tag: &BytesStart, span: Span) -> Element {
    let name = |bytes: &[u8]| String::from_utf8_lossy(bytes).into_owned();
    let attributes = tag.attributes().flatten().map(|attribute| {
        let value = attribute.unescape_value().map_or_else(|_| name(&attribute.value), |value| value.into_owned());
        (name(attribute.key.local_name().as_ref()), value)
    });
    Element {
        name: name(tag.local_name().as_ref()),
        span,
        children: Vec::new(),
        text: String::new(),
        attributes: attributes.collect(),
        read: Cell::new(false),
    }
}
