//! Where each run of text lies on the page, for checking that none runs over another or over the edge.

use typst::layout::{Frame, FrameItem, Point};

/// A run of text and the box its letters fill: from the top of capitals to the base line.
#[derive(Debug, Clone, PartialEq)]
pub struct TextBox {
    /// The characters.
    pub text: String,
    /// The left and the right edge, from the left edge of the paper, in points.
    pub x: (f64, f64),
    /// The top of capitals and the base line, from the top of the paper, in points.
    pub y: (f64, f64),
    /// The height of small letters such as x, in points: what decides whether it can be read.
    pub x_height: f64,
    /// The weight of the face: 400 is regular, 600 semibold, 700 bold.
    pub weight: u16,
}

/// How high capitals are, as a part of the type size; about so in every face.
const CAPITALS: f64 = 0.65;

/// All runs of text in a frame. Transformations are left out of account: layouts of text have none.
pub(super) fn text_boxes(frame: &Frame) -> Vec<TextBox> {
    let mut boxes = Vec::new();
    collect(frame, Point::zero(), &mut boxes);
    boxes
}

fn collect(frame: &Frame, offset: Point, boxes: &mut Vec<TextBox>) {
    for (place, item) in frame.items() {
        let at = offset + *place;
        match item {
            FrameItem::Group(group) => collect(&group.frame, at, boxes),
            FrameItem::Text(text) => boxes.push(TextBox {
                text: text.text.to_string(),
                x: (at.x.to_pt(), (at.x + text.width()).to_pt()),
                weight: text.font.font().info().variant.weight.to_number(),
                x_height: text.font.metrics().x_height.at(text.size).to_pt(),
                y: ((at.y - text.size * CAPITALS).to_pt(), at.y.to_pt()),
            }),
            _ => {}
        }
    }
}
