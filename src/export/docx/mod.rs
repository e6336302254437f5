//! A file for Word and its kin (Office Open XML, ECMA-376): real styles, lists and links, to be edited by hand.
//!
//! The look is in `styles.xml` alone. The order and the words are those of the other formats without pages.

mod body;
mod package;
mod runs;
mod width;

use quick_xml::escape::escape;

use self::body::body;
use self::package::{fill, package};
use crate::document::{Document, Paper};

/// What Word has for the language of a script, and the face it has for it. A language alone leaves Word at a loss.
const EAST_ASIAN: &[(&str, &str, &str)] = &[
    ("zh", "zh-CN", "Microsoft YaHei"),
    ("zh-Hans", "zh-CN", "Microsoft YaHei"),
    ("zh-Hant", "zh-TW", "Microsoft JhengHei"),
    ("zh-TW", "zh-TW", "Microsoft JhengHei"),
    ("zh-HK", "zh-HK", "Microsoft JhengHei"),
    ("ja", "ja-JP", "Yu Gothic"),
    ("ko", "ko-KR", "Malgun Gothic"),
];

/// Margins at the sides of the paper, in twentieths of a point: 20 mm.
const SIDE_MARGIN: u32 = 1134;

/// The document as a file of Word, without the photo. The same document gives the same bytes.
pub fn docx(document: &Document, paper: Paper) -> Vec<u8> {
    let (width, height) = size(paper);
    let end = width - 2 * SIDE_MARGIN;
    let body = body(document, end);
    let bidi = if document.right_to_left { "<w:bidi/>" } else { "" };
    let east_asian = EAST_ASIAN.iter().find(|(lang, ..)| *lang == document.lang);
    let lang = escape(document.lang.as_str());
    let english = "en".into();
    let values = [
        ("bidi", bidi.to_owned()),
        ("body", body.text),
        ("end", end.to_string()),
        ("width", width.to_string()),
        ("height", height.to_string()),
        ("side-margin", SIDE_MARGIN.to_string()),
        ("lang", if document.right_to_left || east_asian.is_some() { &english } else { &lang }.to_string()),
        ("lang-east-asian", east_asian.map_or("zh-CN", |(_, lang, _)| lang).to_owned()),
        ("east-asian", east_asian.map_or("Microsoft YaHei", |(.., face)| face).to_owned()),
        ("lang-right-to-left", if document.right_to_left { lang.to_string() } else { "ar-SA".to_owned() }),
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
        ("title", package::escaped(&meta.title)),
        ("author", package::escaped(&meta.author)),
        ("keywords", package::escaped(&meta.keywords.join(", "))),
        ("lang", package::escaped(&document.lang)),
        ("modified", modified.unwrap_or_default()),
    ];
    fill(include_str!("properties.xml"), &values)
}
