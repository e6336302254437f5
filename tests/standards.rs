//! Standards of PDF, asked for and not met: each fault told where its owner can mend it.

use insta::assert_snapshot;
use libtest_mimic::Trial;
use recto::diag::{Diagnostic, full};
use recto::document::{Day, Standard};
use recto::layout::Layouts;
use recto::model::{PdfSettings, Said};
use recto::project::{Overrides, build};
use recto::source::Sources;
use recto::world::World;

use crate::press::{FONTS, read_sample, read_yaml, set};

pub fn tests() -> Vec<Trial> {
    crate::cases![
        standards: what_excludes_each_other_is_told_at_the_setting, what_is_missing_is_told_where_it_is_missing, what_a_layout_lacks_is_told_in_it,
        every_combination_can_be_built, a_flag_wins,
    ]
}

/// What is said of the first variant of a CV.
fn said(cv: &str) -> String {
    let (input, mut sources) = read_yaml(cv);
    let first = input.cv.settings.variants[0].name.value.clone();
    let built = set(&input, &first, &Overrides::default(), &mut sources);
    shown(&built.map(|_| ()).expect_err("it cannot be built"), &sources)
}

fn shown(faults: &[Diagnostic], sources: &Sources) -> String {
    faults.iter().map(|fault| full(fault, sources, false)).collect::<Vec<_>>().join("\n\n")
}

fn what_excludes_each_other_is_told_at_the_setting() {
    let cv = |recto: &str| {
        said(&format!("basics: {{ name: Ada Byron }}\nmeta: {{ lastModified: 2026-09-14 }}\nrecto: {{ {recto} }}\n"))
    };
    assert_snapshot!(cv("standard: [a-2a, a-3a]"), @"
    error[bad-standard]: a PDF cannot be `a-2a` and `a-3a` at once: choose at most one PDF/A standard
     --> cv:3:20
      |
    3 | recto: { standard: [a-2a, a-3a] }
      |                    ^^^^^^^^^^^
      |
      = hint: ua-1 goes with one of a-2b, a-2u, a-2a, a-3b, a-3u, a-3a
    ");
    assert_snapshot!(cv("standard: ua-1+a-4"), @"
    error[bad-standard]: a PDF cannot be `ua-1` and `a-4` at once: no version of PDF takes both
     --> cv:3:20
      |
    3 | recto: { standard: ua-1+a-4 }
      |                    ^^^^^^^^
      |
      = hint: ua-1 goes with one of a-2b, a-2u, a-2a, a-3b, a-3u, a-3a
    ");
    assert_snapshot!(cv("standard: 1.7+2.0"), @"
    error[bad-standard]: a PDF cannot be `1.7` and `2.0` at once: they exclude each other
     --> cv:3:20
      |
    3 | recto: { standard: 1.7+2.0 }
      |                    ^^^^^^^
      |
      = hint: ua-1 goes with one of a-2b, a-2u, a-2a, a-3b, a-3u, a-3a
    ");
    assert_snapshot!(cv("standard: a-2a, print: true"), @"
    error[bad-standard]: a PDF for a print shop cannot be `a-2a`: PDF/A takes no pure black ink
     --> cv:3:33
      |
    3 | recto: { standard: a-2a, print: true }
      |                                 ^^^^
      |
      = hint: build two files: one with `standard`, one with `print`
    ");
    assert_snapshot!(cv("standard: a-2u, attach: true"), @"
    error[bad-standard]: a PDF that is `a-2u` cannot hold the CV as data
     --> cv:3:34
      |
    3 | recto: { standard: a-2u, attach: true }
      |                                  ^^^^
      |
      = hint: take `a-3u`
    ");
    assert_snapshot!(cv("standard: a-4, attach: true"), @"
    error[bad-standard]: a PDF that is `a-4` cannot hold the CV as data
     --> cv:3:33
      |
    3 | recto: { standard: a-4, attach: true }
      |                                 ^^^^
      |
      = hint: take `a-4f`
    ");
    assert_snapshot!(cv("standard: a-4f"), @"
    error[bad-standard]: a PDF that is `a-4f` must hold a file
     --> cv:3:20
      |
    3 | recto: { standard: a-4f }
      |                    ^^^^
      |
      = hint: add `attach: true`, or take `a-4`
    ");
}

fn what_is_missing_is_told_where_it_is_missing() {
    assert_snapshot!(said("basics: { name: Ada Byron }\nrecto: { standard: a-2b }\n"), @"
    error[unmet-standard]: `a-2b` demands a date, and the CV has none
     --> cv:2:20
      |
    2 | recto: { standard: a-2b }
      |                    ^^^^
      |
      = hint: give it with its day: `meta: {lastModified: 2026-09-14}`; or set SOURCE_DATE_EPOCH
    ");
    assert_snapshot!(said("work: [{ name: Engine }]\nrecto: { standard: ua-1 }\n"), @"
    error[unmet-standard]: `ua-1` demands a title, which is the name, and the CV has none
     --> cv:2:20
      |
    2 | recto: { standard: ua-1 }
      |                    ^^^^
      |
      = hint: give it under `basics.name`
    ");
    let text = |text: &str, standard: &str| {
        said(&format!(
            "basics: {{ name: Ada Byron }}\nmeta: {{ lastModified: 2026-09-14 }}\nrecto: {{ standard: {standard} }}\nwork:\n  - name: Engine\n    highlights:\n      - {text}\n"
        ))
    };
    assert_snapshot!(text("A sign ᚠ that no font has", "ua-1"), @r#"
    error[unmet-standard]: the CV cannot be PDF/UA-1: the text `"ᚠ"` could not be displayed with font `"Source Serif 4"` in `work[0].highlights[0]`
     --> cv:7:9
      |
    7 |       - A sign ᚠ that no font has
      |         ^^^^^^^^^^^^^^^^^^^^^^^^^
      |
      = hint: add a folder with a font for this script: `--font-path FOLDER`
    "#);
    assert_snapshot!(text("An icon \u{e000} of one's own", "a-2a"), @r#"
    error[unmet-standard]: the CV cannot be PDF/A-2a: the PDF contains the codepoint `"\u{e000}"` in `work[0].highlights[0]`
     --> cv:7:9
      |
    7 |       - An icon  of one's own
      |         ^^^^^^^^^^^^^^^^^^^^^^
      |
      = hint: characters of private use mean nothing to others: write what is meant
    "#);
}

fn what_a_layout_lacks_is_told_in_it() {
    let folder = tempfile::tempdir().expect("there is room for files");
    let write = |file: &str, text: &str| {
        let path = folder.path().join("mine").join(file);
        std::fs::create_dir_all(path.parent().expect("it lies in a folder")).expect("it can be made");
        std::fs::write(path, text).expect("it can be written");
    };
    write(
        "layout.toml",
        "title = \"Mine\"\ndescription = \"Mine.\"\nfonts = [\"Inter\"]\npapers = [\"a4\"]\nparse = \"good\"\n",
    );
    let said = |body: &str, standard: Standard| {
        write(
            "layout.typ",
            &format!(
                "#let page(cv, options, body) = {{ set text(font: \"Inter\")\n  body }}\n#let body(cv, options) = {{\n  {body}\n}}\n"
            ),
        );
        let (input, mut sources) = read_sample("maren-lindqvist.json");
        let variant = input.cv.settings.variant("full").expect("it is there");
        let pdf = PdfSettings { standard: Some(Said::by_flag(vec![standard])), ..PdfSettings::default() };
        let layout = Some(folder.path().join("mine").display().to_string());
        let overrides = Overrides { layout, pdf, ..Overrides::default() };
        let mut world = World::new(FONTS.clone());
        let built = build(&input, variant, &overrides, &Layouts::built_in(), &mut world, &mut sources);
        let faults = built.map(|_| ()).expect_err("it cannot be built");
        shown(&faults, &sources).replace(&folder.path().display().to_string(), "FOLDER")
    };
    assert_snapshot!(said("heading(level: 2)[Work]", Standard::Ua1), @"
    error[unmet-standard]: the CV cannot be PDF/UA-1: the first heading must be of level 1
     --> FOLDER/mine/layout.typ:4:3
      |
    4 |   heading(level: 2)[Work]
      |   ^^^^^^^^^^^^^^^^^^^^^^^
    ");
    assert_snapshot!(said("image(bytes(\"<svg xmlns='http://www.w3.org/2000/svg' width='9' height='9'><rect width='9' height='9'/></svg>\"))", Standard::A2a), @r#"
    error[unmet-standard]: the CV cannot be PDF/A-2a: missing alt text
     --> FOLDER/mine/layout.typ:4:3
      |
    4 |   image(bytes("<svg xmlns='http://www.w3.org/2000/svg' width='9' height='9'><rect width='9' height='9'/></svg>"))
      |   ^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^
      |
      = hint: give every image of the layout an `alt`, or wrap it in `pdf.artifact`
    "#);
    assert_snapshot!(said("pdf.artifact(link(\"https://example.org\")[there])", Standard::Ua1), @r#"
    error[unmet-standard]: the CV cannot be PDF/UA-1: PDF artifacts may not contain links
     --> FOLDER/mine/layout.typ:4:16
      |
    4 |   pdf.artifact(link("https://example.org")[there])
      |                ^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^
      |
      = hint: PDF/UA takes no links in headers, footers and backgrounds
    "#);
    assert_snapshot!(said("text(fill: cmyk(0%, 0%, 0%, 100%))[black]", Standard::A2b), @"
    error[unmet-standard]: the CV cannot be PDF/A-2b: the PDF is missing a CMYK profile
      = hint: colours in CMYK are for `print`: take them from the options
    ");
    assert_snapshot!(said("rect(fill: gradient.conic(red, blue))", Standard::A2b), @"
    error[unmet-standard]: the CV cannot be PDF/A-2b: the PDF contains PostScript code
     --> FOLDER/mine/layout.typ:4:3
      |
    4 |   rect(fill: gradient.conic(red, blue))
      |   ^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^
      |
      = hint: PDF/A takes no conic gradients
    ");
}

fn every_combination_can_be_built() {
    let (input, mut sources) = read_sample("maren-lindqvist.json");
    let date = Some(Day { year: 2026, month: Some(11), day: Some(22) });
    let alone = Standard::ALL.iter().map(|(_, standard)| vec![*standard]);
    let with_ua = Standard::ALL.iter().map(|(_, standard)| vec![Standard::Ua1, *standard]);
    let mut count = 0;
    for standards in alone.chain(with_ua).filter(|standards| recto::export::go_together(standards).is_ok()) {
        let attach = standards.contains(&Standard::A4f).then(|| Said::by_flag(true));
        let pdf = PdfSettings { standard: Some(Said::by_flag(standards.clone())), attach, ..PdfSettings::default() };
        let overrides = Overrides { date, pdf, ..Overrides::default() };
        let built = set(&input, "onepage", &overrides, &mut sources);
        built.unwrap_or_else(|faults| panic!("{standards:?}: {}", shown(&faults, &sources)));
        count += 1;
    }
    // PDF/UA-1 goes with itself, with PDF 1.7 and with six kinds of PDF/A.
    assert_eq!(count, Standard::ALL.len() + 7);
}

fn a_flag_wins() {
    let (input, mut sources) =
        read_yaml("basics: { name: Ada Byron }\nrecto: { standard: a-2a }\nwork: [{ name: Engine }]\n");
    let pdf = PdfSettings { standard: Some(Said::by_flag(vec![Standard::Ua1])), ..PdfSettings::default() };
    let built =
        set(&input, "full", &Overrides { pdf, ..Overrides::default() }, &mut sources).expect("it needs no date");
    let metadata = String::from_utf8_lossy(built.pdf()).into_owned();
    assert!(metadata.contains("pdfuaid"), "it does not say that it is PDF/UA");
}
