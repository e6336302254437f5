//! Pages as pictures, in which each pixel knows how large it is on paper.

use std::ops::RangeInclusive;

use png::{BitDepth, ColorType, Encoder, EncodingError, PixelDimensions, Unit};
use typst::utils::Scalar;
use typst_layout::Page;
use typst_render::{RenderOptions, render};

use crate::compile::Pages;
use crate::diag::Diagnostic;

const ID: &str = "bad-resolution";

/// Below, nothing can be told apart; above, no printer shows more.
const DPI: RangeInclusive<f32> = 10.0..=1200.0;

/// A4 at 1200 dpi and a little more, which take 600 MB while they are drawn.
const MOST_PIXELS: f64 = 150e6;

const POINTS_PER_INCH: f32 = 72.0;
const INCHES_PER_METRE: f32 = 1000.0 / 25.4;

/// Each page as a PNG of its own with `dpi` pixels an inch. The same pages give the same bytes.
///
/// # Errors
/// `bad-resolution` if `dpi` is not within 10–1200, or if a page would have more than 150 million pixels; then none is drawn.
pub fn png(pages: &Pages, dpi: f32) -> Result<Vec<Vec<u8>>, Vec<Diagnostic>> {
    if !DPI.contains(&dpi) {
        let hint = "300 suits print, 150 suits screens".to_owned();
        let message = format!("{dpi} dpi is not a resolution between {} and {}", DPI.start(), DPI.end());
        return Err(vec![Diagnostic::error(ID, message).hint(hint)]);
    }
    let pages = pages.document().pages();
    let too_large = pages.iter().enumerate().filter_map(|(at, page)| {
        let size = page.frame.size();
        too_large(at + 1, (size.x.to_pt(), size.y.to_pt()), dpi)
    });
    let too_large: Vec<_> = too_large.collect();
    if !too_large.is_empty() {
        return Err(too_large);
    }
    pages.iter().map(|page| picture(page, dpi).map_err(|error| vec![unwritten(&error)])).collect()
}

/// Looks at a page of a size in points.
fn too_large(number: usize, (width, height): (f64, f64), dpi: f32) -> Option<Diagnostic> {
    let scale = f64::from(dpi / POINTS_PER_INCH);
    let (width, height) = (width * scale, height * scale);
    let share = MOST_PIXELS / (width * height);
    (share < 1.0).then(|| {
        let message = format!("page {number} would have {width:.0} × {height:.0} pixels, which are too many to draw");
        let fitting = (f64::from(dpi) * share.sqrt()).floor();
        let hint = match fitting >= f64::from(*DPI.start()) {
            true => format!("up to {fitting} dpi are possible on paper of this size"),
            false => "the layout sets the size of the paper; make it smaller".to_owned(),
        };
        Diagnostic::error(ID, message).hint(hint)
    })
}

fn picture(page: &Page, dpi: f32) -> Result<Vec<u8>, EncodingError> {
    let pixel_per_pt = Scalar::new(f64::from(dpi / POINTS_PER_INCH));
    let pixels = render(page, &RenderOptions { pixel_per_pt, render_bleed: false });
    let mut out = Vec::new();
    let mut encoder = Encoder::new(&mut out, pixels.width(), pixels.height());
    let per_metre = (dpi * INCHES_PER_METRE).round() as u32;
    encoder.set_pixel_dims(Some(PixelDimensions { xppu: per_metre, yppu: per_metre, unit: Unit::Meter }));
    encoder.set_depth(BitDepth::Eight);
    let rgba = pixels.take_demultiplied();
    // Paper is not transparent, unless a layout wants it to be.
    let is_opaque = rgba.iter().skip(3).step_by(4).all(|alpha| *alpha == u8::MAX);
    encoder.set_color(if is_opaque { ColorType::Rgb } else { ColorType::Rgba });
    let mut writer = encoder.write_header()?;
    if is_opaque {
        let rgb: Vec<_> = rgba.chunks_exact(4).flat_map(|pixel| [pixel[0], pixel[1], pixel[2]]).collect();
        writer.write_image_data(&rgb)?;
    } else {
        writer.write_image_data(&rgba)?;
    }
    writer.finish()?;
    Ok(out)
}

fn unwritten(error: &EncodingError) -> Diagnostic {
    Diagnostic::error("internal", format!("the picture of a page cannot be written ({error})"))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn large_paper_is_drawn_as_finely_as_memory_allows() {
        let said = |size, dpi| too_large(1, size, dpi).map(|fault| (fault.message, fault.hints.concat()));
        assert_eq!(said((595.28, 841.89), 1200.0), None);
        assert_eq!(said((612.0, 792.0), 1200.0), None);
        let (message, hint) = said((1190.55, 1683.78), 1200.0).expect("A2 is too large");
        assert_eq!(message, "page 1 would have 19842 × 28063 pixels, which are too many to draw");
        assert_eq!(hint, "up to 622 dpi are possible on paper of this size");
        assert_eq!(said((1190.55, 1683.78), 622.0), None);
        let (_, hint) = said((1e6, 1e6), 72.0).expect("that is a field");
        assert_eq!(hint, "the layout sets the size of the paper; make it smaller");
    }
}
