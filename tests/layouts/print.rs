//! For print shops: black ink alone, pages that reach beyond their edges, and the same text.

use hayro_interpret::hayro_syntax::Pdf;
use hayro_interpret::hayro_syntax::object::{Array, Object};
use hayro_interpret::hayro_syntax::page::Page;
use libtest_mimic::Trial;
use recto::layout::Layouts;
use recto::model::{PdfSettings, Said};
use recto::project::{Built, Overrides};

use crate::press::{read_sample, set};

/// Samples without photos, one of them from right to left.
const SAMPLES: [&str; 3] = ["maren-lindqvist.json", "lingxiao-ma.yaml", "layla-haddad.yaml"];

pub fn tests() -> Vec<Trial> {
    let layouts = Layouts::built_in().names().into_iter().map(|layout| {
        Trial::test(format!("print::{layout}"), move || {
            SAMPLES.iter().for_each(|sample| check(&layout, sample));
            Ok(())
        })
    });
    layouts.chain(crate::cases![print: tints_reach_beyond_the_edge_or_vanish]).collect()
}

fn built(layout: &str, sample: &str, bleed: Option<u32>, options: &[(&str, &str)]) -> Built {
    let (input, mut sources) = read_sample(sample);
    let pdf = PdfSettings { print: bleed.map(|_| Said::by_flag(true)), bleed, ..PdfSettings::default() };
    let options = options.iter().map(|(name, value)| ((*name).to_owned(), (*value).to_owned())).collect();
    let overrides = Overrides { layout: Some(layout.to_owned()), pdf, options, ..Overrides::default() };
    let first = input.cv.settings.variants[0].name.value.clone();
    set(&input, &first, &overrides, &mut sources).unwrap_or_else(|faults| panic!("{layout}, {sample}: {faults:?}"))
}

fn check(layout: &str, sample: &str) {
    let what = format!("{layout}, {sample}");
    let (screen, print) = (built(layout, sample, None, &[]), built(layout, sample, Some(3), &[]));
    assert!(screen.pages.text() == print.pages.text(), "{what}: the text differs");
    assert_eq!(screen.pages.text_boxes(), print.pages.text_boxes(), "{what}: something moved");
    let (width, height) = print.pages.size();
    let pdf = Pdf::new(print.pdf().to_vec()).expect("it is a PDF");
    for page in pdf.pages().iter() {
        let media = page.media_box();
        let bleed = 3.0 * 72.0 / 25.4;
        for (found, wanted) in [(media.width(), width + 2.0 * bleed), (media.height(), height + 2.0 * bleed)] {
            assert!((found - wanted).abs() < 0.01, "{what}: the page has {found} points, not {wanted}");
        }
        let trim = numbers(page, b"TrimBox").unwrap_or_else(|| panic!("{what}: there is no TrimBox"));
        for (found, wanted) in trim.iter().zip([bleed, bleed, bleed + width, bleed + height]) {
            assert!((found - wanted).abs() < 0.01, "{what}: {trim:?}");
        }
        assert!(!inks(page).is_empty(), "{what}: there is no colour at all");
        for (operator, colours) in inks(page) {
            let is_black = operator.eq_ignore_ascii_case("k") && (colours == [0., 0., 0., 1.] || colours == [0.; 4]);
            assert!(is_black, "{what}: `{colours:?} {operator}` is not black ink");
        }
    }
    let screen = Pdf::new(screen.pdf().to_vec()).expect("it is a PDF");
    assert!(screen.pages().iter().all(|page| numbers(page, b"TrimBox").is_none()), "{what}: a screen is not cut");
}

/// The sidebar's ground reaches to the edge of the paper.
fn tints_reach_beyond_the_edge_or_vanish() {
    let tint = |tint: &str| {
        let pdf =
            Pdf::new(built("sidebar", SAMPLES[0], Some(5), &[("tint", tint)]).pdf().to_vec()).expect("it is a PDF");
        let page = &pdf.pages()[0];
        inks(page).into_iter().map(|(_, colours)| colours[3]).find(|black| *black > 0.0 && *black < 1.0)
    };
    assert_eq!(tint("#eaefed"), None, "a laser printer would dither it away");
    let black = tint("#b8ccc6").expect("it is a tint that can be printed");
    assert!((0.15..0.3).contains(&black), "{black}");
    let dark = tint("#26413c").expect("it is dark, not black");
    assert!(dark > 0.6, "{dark}");
}

fn numbers(page: &Page, key: &[u8]) -> Option<Vec<f64>> {
    let array = page.raw().get::<Array>(key)?;
    Some(array.iter::<f64>().collect())
}

fn number(object: &Object) -> Option<f64> {
    if let Object::Number(number) = object { Some(number.as_f64()) } else { None }
}

/// Every colour that is set on a page: the operator with its operands.
fn inks(page: &Page) -> Vec<(String, Vec<f64>)> {
    let mut found = Vec::new();
    let mut operations = page.operations();
    while let Some(operation) = operations.next() {
        let operator = String::from_utf8_lossy(operation.operator).into_owned();
        let numbers = || operation.operands().filter_map(number).collect();
        match operator.as_str() {
            "g" | "G" | "rg" | "RG" | "k" | "K" | "sc" | "SC" | "scn" | "SCN" => found.push((operator, numbers())),
            "cs" | "CS" | "sh" | "Do" => found.push((operator, Vec::new())),
            _ => {}
        }
    }
    found
}
