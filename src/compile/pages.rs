//! Laid-out pages, and what can be measured on them.

use std::collections::{BTreeMap, BTreeSet, VecDeque};

use typst::foundations::{Content, Label, Selector, Value};
use typst::introspection::Introspector;
use typst::layout::{Frame, FrameItem};
use typst::utils::PicoStr;
use typst_layout::PagedDocument;

use super::boxes::{TextBox, text_boxes};
use crate::diag::Diagnostic;

/// The label that `kit/main.typ` puts behind the last line.
const END: &str = "recto-end";

/// The labels that `kit/entry.typ` puts round entries, bullets and the header.
const FROM: &str = "recto-from";
const TO: &str = "recto-to";

/// How the ids begin that `kit/columns.typ` gives to columns of type.
pub const COLUMN: &str = "column:";

/// Where something was set.
#[derive(Debug, Clone, PartialEq)]
pub struct Mark {
    /// What it is: the path of an entry or bullet in the CV, `header`, or a column of type: [`COLUMN`] and its name.
    pub id: String,
    /// The page its top lies on, from 0, and the distance from the top of the paper, in points.
    pub top: (usize, f64),
    /// The same for its bottom.
    pub bottom: (usize, f64),
}

/// Laid-out pages.
#[derive(Debug, Clone)]
pub struct Pages {
    document: PagedDocument,
    end: End,
}

/// Where the text ends on the last page, in points.
#[derive(Debug, Clone, Copy)]
struct End {
    /// The bottom of the last line, from the top of the paper.
    y: f64,
    /// The margins at the top and at the bottom.
    margins: (f64, f64),
    /// The margins at the left and at the right.
    side_margins: (f64, f64),
}

impl Pages {
    pub(super) fn new(document: PagedDocument) -> Result<Self, Vec<Diagnostic>> {
        let end = end(&document).ok_or_else(|| {
            vec![Diagnostic::error("bad-layout", "the layout lost the mark behind the last line of the text")]
        })?;
        Ok(Self { document, end })
    }

    /// How many pages there are.
    pub fn count(&self) -> usize {
        self.document.pages().len()
    }

    /// How much of the type area of the last page is filled, 0–1.
    pub fn fill(&self) -> f64 {
        let (top, bottom) = self.end.margins;
        let area = self.size().1 - top - bottom;
        ((self.end.y - top) / area).clamp(0.0, 1.0)
    }

    /// Where each column of type ends: the page, from 0, and the distance from the top of the paper, in points. A layout
    /// that marks no columns has one, which ends with the text.
    pub fn column_ends(&self) -> Vec<(usize, f64)> {
        let columns = self.marked(TO).into_iter().filter(|(id, _)| id.starts_with(COLUMN));
        let ends: Vec<_> = columns.map(|(_, end)| end).collect();
        if ends.is_empty() { vec![(self.count() - 1, self.end.y)] } else { ends }
    }

    /// The margins at the top and at the bottom, in points.
    pub fn margins(&self) -> (f64, f64) {
        self.end.margins
    }

    /// The margins at the left and at the right, in points.
    pub fn side_margins(&self) -> (f64, f64) {
        self.end.side_margins
    }

    /// The width and the height of the paper, in points.
    pub fn size(&self) -> (f64, f64) {
        let size = self.document.pages().last().map(|page| page.frame.size()).unwrap_or_default();
        (size.x.to_pt(), size.y.to_pt())
    }

    /// Where everything that has marks was set, in reading order.
    pub fn marks(&self) -> Vec<Mark> {
        // Several marks may have one id, such as the parts of a header.
        let mut bottoms: BTreeMap<_, VecDeque<_>> = BTreeMap::new();
        self.marked(TO).into_iter().for_each(|(id, bottom)| bottoms.entry(id).or_default().push_back(bottom));
        let tops = self.marked(FROM);
        let mark = |(id, top): (String, _)| {
            let bottom = bottoms.get_mut(&id)?.pop_front()?;
            Some(Mark { id, top, bottom })
        };
        tops.into_iter().filter_map(mark).collect()
    }

    fn marked(&self, label: &str) -> Vec<(String, (usize, f64))> {
        let introspector = self.document.introspector();
        let Some(label) = Label::new(PicoStr::intern(label)) else { return Vec::new() };
        let place = |mark: &Content| {
            let Ok(Value::Str(id)) = mark.get_by_name("value") else { return None };
            let place = introspector.position(mark.location()?)?;
            Some((id.to_string(), (place.page.get() - 1, place.point.y.to_pt())))
        };
        introspector.query(&Selector::Label(label)).iter().filter_map(place).collect()
    }

    /// The text in reading order, one run of characters a line.
    pub fn text(&self) -> String {
        let mut text = String::new();
        self.document.pages().iter().for_each(|page| collect_text(&page.frame, &mut text));
        text
    }

    /// Characters, with the marks on them, that no font has, and that show as boxes.
    pub fn missing_characters(&self) -> BTreeSet<String> {
        let mut missing = BTreeSet::new();
        for page in self.document.pages() {
            collect_missing(&page.frame, &mut missing);
        }
        missing
    }

    /// Where each run of text lies, page by page.
    pub fn text_boxes(&self) -> Vec<Vec<TextBox>> {
        self.document.pages().iter().map(|page| text_boxes(&page.frame)).collect()
    }

    /// Runs of text that are set beyond the edge of the paper, where nobody can see them.
    pub fn lost_text(&self) -> Vec<String> {
        let mut lost = Vec::new();
        for (page, boxes) in self.document.pages().iter().zip(self.text_boxes()) {
            let (width, height) = (page.frame.width().to_pt(), page.frame.height().to_pt());
            let is_lost = |text: &TextBox| text.x.1 > width || text.x.0 < 0.0 || text.y.1 > height;
            lost.extend(boxes.into_iter().filter(is_lost).map(|text| text.text));
        }
        lost
    }

    /// The document as Typst has it, for exporting.
    pub(crate) fn document(&self) -> &PagedDocument {
        &self.document
    }
}

fn collect_text(frame: &Frame, out: &mut String) {
    for (_, item) in frame.items() {
        match item {
            FrameItem::Group(group) => collect_text(&group.frame, out),
            FrameItem::Text(text) => {
                out.push_str(&text.text);
                out.push('\n');
            }
            _ => {}
        }
    }
}

fn collect_missing(frame: &Frame, missing: &mut BTreeSet<String>) {
    for (_, item) in frame.items() {
        match item {
            FrameItem::Group(group) => collect_missing(&group.frame, missing),
            FrameItem::Text(text) => {
                let boxes = text.glyphs.iter().filter(|glyph| glyph.id == 0);
                missing.extend(boxes.map(|glyph| text.text[glyph.range()].to_owned()));
            }
            _ => {}
        }
    }
}

/// Reads the mark: its place, and the margins it carries.
fn end(document: &PagedDocument) -> Option<End> {
    let introspector = document.introspector();
    let mark = introspector.query_first(&Selector::Label(Label::new(PicoStr::intern(END))?))?;
    let place = introspector.position(mark.location()?)?;
    let Value::Dict(carried) = mark.get_by_name("value").ok()? else { return None };
    let margin = |side: &str| match carried.get(side) {
        Ok(Value::Length(length)) => Some(length.abs.to_pt()),
        _ => None,
    };
    Some(End {
        y: place.point.y.to_pt(),
        margins: (margin("top")?, margin("bottom")?),
        side_margins: (margin("left")?, margin("right")?),
    })
}
