//! The text of pages in the order of the file, as a plain parser gets it.

use std::collections::BTreeMap;

use hayro_interpret::font::Glyph;
use hayro_interpret::hayro_cmap::BfString;
use hayro_interpret::hayro_syntax::Pdf;
use hayro_interpret::{
    BlendMode, ClipPath, Context, Device, GlyphDrawMode, Image, InterpreterCache, InterpreterSettings, Paint,
    PathDrawMode, SoftMask, interpret_page,
};
use kurbo::{Affine, BezPath, Point, Rect};

/// A gap wider than this, as a part of the type size, parts words.
const GAP: f64 = 0.17;

/// A step down or up of more than this, as a part of the type size, starts a line.
const STEP: f64 = 0.4;

/// The text of a page.
#[derive(Debug, Clone, Default, PartialEq)]
pub struct PageText {
    /// The text, a line of the page a line.
    pub text: String,
    /// What is drawn as a shape: paths filled or stroked, not counting rules and boxes.
    pub shapes: usize,
    /// Characters that say nothing to whoever reads them, with how often they occur.
    pub odd: BTreeMap<Oddity, usize>,
    /// The text of each piece of marked content, by its number.
    pub(super) marked: BTreeMap<i32, String>,
}

/// Why a character says nothing.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub enum Oddity {
    /// A glyph without a character.
    NoCharacter,
    /// A character of private use, such as those of icon fonts.
    Private(char),
    /// A letter that stands for several, such as `ﬁ`.
    Ligature(char),
    /// A hyphen that is there only at the end of a line.
    SoftHyphen,
}

pub(super) fn pages(pdf: &Pdf) -> Vec<PageText> {
    let cache = InterpreterCache::new();
    let read = |page| {
        let area = Rect::new(0.0, 0.0, 1.0, 1.0);
        let mut context = Context::new(Affine::IDENTITY, area, &cache, pdf.xref(), InterpreterSettings::default());
        let mut reader = Reader::default();
        interpret_page(page, &mut context, &mut reader);
        reader.page
    };
    pdf.pages().iter().map(read).collect()
}

/// Takes down what is drawn.
#[derive(Default)]
struct Reader {
    page: PageText,
    /// Where the next glyph of a word would stand, and how large the last was.
    pen: Option<(Point, f64)>,
    /// The marked content that is open, innermost last.
    open: Vec<Option<i32>>,
}

impl Reader {
    fn push(&mut self, text: &str) {
        self.page.text.push_str(text);
        if let Some(id) = self.open.iter().rev().find_map(|id| *id) {
            self.page.marked.entry(id).or_default().push_str(text);
        }
    }

    fn note(&mut self, text: &str) {
        for c in text.chars() {
            let oddity = match c {
                '\u{e000}'..='\u{f8ff}' | '\u{f0000}'..='\u{10ffff}' => Oddity::Private(c),
                '\u{fb00}'..='\u{fb06}' => Oddity::Ligature(c),
                '\u{ad}' => Oddity::SoftHyphen,
                _ => continue,
            };
            *self.page.odd.entry(oddity).or_default() += 1;
        }
    }

    /// White between what was drawn and what is drawn now.
    fn space(&mut self, at: Point, size: f64) {
        let Some((pen, last)) = self.pen else { return };
        let size = size.max(last);
        let is_new_line = (at.y - pen.y).abs() > STEP * size || at.x < pen.x - 2.0 * size;
        let ends_in_white = self.page.text.ends_with(char::is_whitespace);
        if is_new_line {
            while self.page.text.ends_with(' ') {
                self.page.text.pop();
            }
            self.push("\n");
        } else if at.x - pen.x > GAP * size && !ends_in_white {
            self.push(" ");
        }
    }
}

impl Device<'_> for Reader {
    fn draw_glyph(
        &mut self,
        glyph: &Glyph<'_>,
        transform: Affine,
        glyph_transform: Affine,
        _: &Paint<'_>,
        _: &GlyphDrawMode,
    ) {
        // Outlines have 1000 units to the type size.
        let placed = transform * glyph_transform;
        let at = placed * Point::ORIGIN;
        let size = (placed * Point::new(0.0, 1000.0)).distance(at);
        let advance = match glyph {
            Glyph::Outline(outline) => outline.advance_width().map_or(500.0, f64::from),
            Glyph::Type3(_) => 500.0,
        };
        self.space(at, size);
        let text = match glyph.as_unicode() {
            Some(BfString::Char(c)) => c.to_string(),
            Some(BfString::String(text)) => text,
            None => {
                *self.page.odd.entry(Oddity::NoCharacter).or_default() += 1;
                "\u{fffd}".to_owned()
            }
        };
        self.note(&text);
        self.push(&text);
        self.pen = Some((placed * Point::new(advance, 0.0), size));
    }

    fn begin_marked_content(&mut self, _: &[u8], id: Option<i32>) {
        self.open.push(id);
    }

    fn end_marked_content(&mut self) {
        self.open.pop();
    }

    fn draw_path(&mut self, path: &BezPath, _: Affine, _: &Paint<'_>, _: &PathDrawMode) {
        // Rules and boxes have corners alone; letters are round.
        let is_round = path.elements().iter().filter(|step| matches!(step, kurbo::PathEl::CurveTo(..))).count() >= 4;
        self.page.shapes += usize::from(is_round);
    }

    fn draw_image(&mut self, _: Image<'_, '_>, _: Affine) {}
    fn set_soft_mask(&mut self, _: Option<SoftMask<'_>>) {}
    fn set_blend_mode(&mut self, _: BlendMode) {}
    fn push_clip_path(&mut self, _: &ClipPath) {}
    fn pop_clip_path(&mut self) {}
    fn push_transparency_group(&mut self, _: f32, _: Option<SoftMask<'_>>, _: BlendMode) {}
    fn pop_transparency_group(&mut self) {}
}
