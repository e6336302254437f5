//! A file for Word and its kin (Office Open XML, ECMA-376): real styles, lists and links, to be edited by hand.
//!
//! The look is in `styles.xml` alone. The order and the words are those of the other formats without pages.

mod body;
mod package;
mod runs;
mod width;

use self::body::body;
use self::package::{escaped, fill, package};
use crate::document::{Document, Paper};

/// Margins at the sides of the paper, in twentieths of a point: 20 mm.
const SIDE_MARGIN: u32 = 1134;

/// The document as a file of Word, without the photo. The same document gives the same bytes.
pub fn docx(document: &Document, paper: Paper) -> Vec<u8> {
    let (width, height) = size(paper);
    let end = width - 2 * SIDE_MARGIN;
    let body = body(document, end);
    let bidi = if document.right_to_left { "<w:bidi/>" } else { "" };
    let east_asian = east_asian(&document.lang);
    let lang = escaped(&document.lang);
    // Words in Latin letters among such text are English, for want of knowing better.
    let latin = if document.right_to_left || east_asian.is_some() { "en" } else { &lang };
    let values = [
        ("bidi", bidi.to_owned()),
        ("body", body.text),
        ("end", end.to_string()),
        ("width", width.to_string()),
        ("height", height.to_string()),
        ("side-margin", SIDE_MARGIN.to_string()),
        ("lang", latin.to_owned()),
        ("lang-east-asian", east_asian.map_or("zh-CN", |(lang, _)| lang).to_owned()),
        ("east-asian", east_asian.map_or("Microsoft YaHei", |(_, face)| face).to_owned()),
        ("lang-right-to-left", if document.right_to_left { lang.clone() } else { "ar-SA".to_owned() }),
        ("label", body.footer),
        ("links", body.links),
    ];
    let part = |name: &'static str, template: &str| (name, fill(template, &values));
    package(&[
        part("[Content_Types].xml", include_str!("content-types.xml")),
        part("_rels/.rels", include_str!("package-relations.xml")),
        ("docProps/core.xml", properties(document)),
        part("word/document.xml", include_str!("document.xml")),
        part("word/_rels/document.xml.rels", include_str!("document-relations.xml")),
        part("word/styles.xml", include_str!("styles.xml")),
        part("word/numbering.xml", include_str!("numbering.xml")),
        part("word/settings.xml", include_str!("settings.xml")),
        part("word/fontTable.xml", include_str!("fonts.xml")),
        part("word/footer.xml", include_str!("footer.xml")),
    ])
}

/// What Word calls an East Asian language, which wants a country, and the face it has for it.
fn east_asian(lang: &str) -> Option<(&'static str, &'static str)> {
    let is_traditional = lang.split('-').any(|part| ["Hant", "TW", "HK", "MO"].contains(&part));
    match lang.split('-').next()? {
        "zh" if is_traditional => Some(("zh-TW", "Microsoft JhengHei")),
        "zh" => Some(("zh-CN", "Microsoft YaHei")),
        "ja" => Some(("ja-JP", "Yu Gothic")),
        "ko" => Some(("ko-KR", "Malgun Gothic")),
        _ => None,
    }
}

/// Width and height in twentieths of a point.
fn size(paper: Paper) -> (u32, u32) {
    match paper {
        Paper::A4 => (11906, 16838),
        Paper::Letter => (12240, 15840),
    }
}

/// What the file says of itself.
fn properties(document: &Document) -> String {
    let meta = &document.meta;
    // A moment is wanted; a month or a year is none.
    let day = meta.date.and_then(|date| Some((date.year, date.month?, date.day?)));
    let modified = day.map(|(year, month, day)| {
        format!(
            "\n  <dcterms:modified xsi:type=\"dcterms:W3CDTF\">{year:04}-{month:02}-{day:02}T00:00:00Z</dcterms:modified>"
        )
    });
    let values = [
        ("title", escaped(&meta.title)),
        ("author", escaped(&meta.author)),
        ("keywords", escaped(&meta.keywords.join(", "))),
        ("lang", escaped(&document.lang)),
        ("modified", modified.unwrap_or_default()),
    ];
    fill(include_str!("properties.xml"), &values)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn east_asian_languages_get_a_country() {
        for (lang, expected) in [
            ("zh", Some("zh-CN")),
            ("zh-Hans", Some("zh-CN")),
            ("zh-Hant-HK", Some("zh-TW")),
            ("ja-JP", Some("ja-JP")),
            ("ko", Some("ko-KR")),
            ("en-GB", None),
        ] {
            assert_eq!(east_asian(lang).map(|(lang, _)| lang), expected, "{lang}");
        }
    }
}
