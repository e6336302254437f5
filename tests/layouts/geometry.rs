//! On the page: no text runs over another, none beyond the margins.

use recto::compile::{Pages, TextBox};

/// Rounding, and letters that reach out of their box, in points.
const TOLERANCE: f64 = 0.7;

/// Small letters that can be read fluently are at least so high, in points: 1.4 mm at 40 cm (Legge & Bigelow 2011), less
/// what a printer does not show.
const READABLE: f64 = 3.9;

/// Panics at text in the type area that is too small.
pub fn check_sizes(pages: &Pages, what: &str) {
    let bottom = pages.size().1 - pages.margins().1;
    for text in pages.text_boxes().into_iter().flatten().filter(|text| text.y.1 <= bottom) {
        let is_text = text.text.chars().any(|character| character.is_ascii_alphabetic());
        assert!(!is_text || text.x_height >= READABLE, "{what}: too small to be read: {text:?}");
    }
}

/// The text in the type area, without the feet of pages, which come between two parts of a paragraph.
pub fn body_text(pages: &Pages) -> String {
    let bottom = pages.size().1 - pages.margins().1 + TOLERANCE;
    let body = pages.text_boxes().into_iter().flatten().filter(|text| text.y.1 <= bottom);
    body.map(|text| text.text + "\n").collect()
}

/// Panics at text that lies where it must not; `what` names the pages.
pub fn check(pages: &Pages, what: &str) {
    let (width, height) = pages.size();
    let ((left, right), (top, bottom)) = (pages.side_margins(), pages.margins());
    for (page, mut boxes) in pages.text_boxes().into_iter().enumerate() {
        // Dots that lead to a date are meant to come close to it.
        boxes.retain(|text| !text.text.trim_matches([' ', '.', '\u{a0}']).is_empty());
        let (body, foot): (Vec<_>, Vec<_>) =
            boxes.into_iter().partition(|text| text.y.1 <= height - bottom + TOLERANCE);
        for text in body.iter().chain(&foot) {
            let is_inside =
                text.x.0 >= left - TOLERANCE && text.x.1 <= width - right + TOLERANCE && text.y.0 >= top - TOLERANCE;
            assert!(is_inside, "{what}, page {}: beyond the margins: {text:?}", page + 1);
        }
        // A foot is a single line; more would be text that ran out of the page.
        for pair in foot.windows(2) {
            assert!((pair[0].y.1 - pair[1].y.1).abs() < TOLERANCE, "{what}, page {}: {pair:?}", page + 1);
        }
        if let Some((a, b)) = overlapping(body) {
            panic!("{what}, page {}: one over the other: {a:?}, {b:?}", page + 1);
        }
    }
}

/// Two boxes that share an area.
fn overlapping(mut boxes: Vec<TextBox>) -> Option<(TextBox, TextBox)> {
    boxes.sort_by(|a, b| a.y.0.total_cmp(&b.y.0));
    for (index, a) in boxes.iter().enumerate() {
        let near = boxes[index + 1..].iter().take_while(|b| b.y.0 < a.y.1 - TOLERANCE);
        for b in near {
            let is_apart = b.x.0 > a.x.1 - TOLERANCE || a.x.0 > b.x.1 - TOLERANCE;
            if !is_apart {
                return Some((a.clone(), b.clone()));
            }
        }
    }
    None
}
