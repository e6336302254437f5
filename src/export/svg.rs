//! Pages as vector pictures: outlines of letters instead of fonts, links that work, nothing from elsewhere.

use typst_svg::SvgOptions;

use crate::compile::Pages;

/// Each page as an SVG document of its own, as large as the paper. The same pages give the same text.
pub fn svg(pages: &Pages) -> Vec<String> {
    let options = SvgOptions { render_bleed: false, pretty: false };
    pages.document().pages().iter().map(|page| typst_svg::svg(page, &options)).collect()
}
