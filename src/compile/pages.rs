//! Laid-out pages, and what can be measured on them.

use std::collections::BTreeSet;

use typst::foundations::{Label, Selector, Value};
use typst::introspection::Introspector;
use typst::layout::{Abs, Frame, FrameItem};
use typst::utils::PicoStr;
use typst_layout::PagedDocument;

use crate::diag::Diagnostic;

/// The label that `kit/main.typ` puts behind the last line.
const END: &str = "recto-end";

/// Laid-out pages.
#[derive(Debug, Clone)]
pub struct Pages {
    document: PagedDocument,
    end: End,
}

/// Where the text ends on the last page, in points from the top of the paper.
#[derive(Debug, Clone, Copy)]
struct End {
    /// The bottom of the last line.
    y: f64,
    /// Where the type area starts and ends.
    area: (f64, f64),
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
        let (top, bottom) = self.end.area;
        ((self.end.y - top) / (bottom - top)).clamp(0.0, 1.0)
    }

    /// How much of the text does not fit on `pages` pages, in points.
    pub fn overflow(&self, pages: usize) -> f64 {
        let (top, bottom) = self.end.area;
        match self.count().saturating_sub(pages) {
            0 => 0.0,
            surplus => (surplus - 1) as f64 * (bottom - top) + (self.end.y - top),
        }
    }

    /// The text in reading order, one run of characters a line.
    pub fn text(&self) -> String {
        let mut text = String::new();
        self.document.pages().iter().for_each(|page| collect_text(&page.frame, &mut text));
        text
    }

    /// Characters that no font has, and that show as boxes.
    pub fn missing_characters(&self) -> BTreeSet<char> {
        let mut missing = BTreeSet::new();
        for page in self.document.pages() {
            collect_missing(&page.frame, &mut missing);
        }
        missing
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

fn collect_missing(frame: &Frame, missing: &mut BTreeSet<char>) {
    for (_, item) in frame.items() {
        match item {
            FrameItem::Group(group) => collect_missing(&group.frame, missing),
            FrameItem::Text(text) => {
                let boxes = text.glyphs.iter().filter(|glyph| glyph.id == 0);
                missing.extend(boxes.filter_map(|glyph| text.text[glyph.range()].chars().next()));
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
    let height = document.pages().last()?.frame.height();
    let bottom = (height - Abs::pt(margin("bottom")?)).to_pt();
    Some(End { y: place.point.y.to_pt(), area: (margin("top")?, bottom) })
}
