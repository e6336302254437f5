//! PDFs read back: data that goes along, faults that are found, and bytes that are no PDF.

use libtest_mimic::Trial;
use page_validation::ValidationProfile;
use recto::document::{Day, Standard};
use recto::layout::Layouts;
use recto::model::{PdfSettings, Said};
use recto::pdf::read;
use recto::project::{Built, Overrides, build, document, faults_of_pdf, faults_of_text};
use recto::syntax;
use recto::world::World;

use crate::layouts::{Random, conforms};
use crate::press::{FONTS, read as read_cv, read_sample, read_yaml, sample_names, set};

pub fn tests() -> Vec<Trial> {
    crate::cases![
        pdf: the_data_builds_the_same_page, what_is_left_out_is_not_in_the_data, broken_pdfs_are_found_out, no_bytes_stop_the_reader,
    ]
}

fn with_data(date: bool) -> Overrides {
    let standard = date.then(|| Said::by_flag(vec![Standard::Ua1, Standard::A3a]));
    let pdf = PdfSettings { attach: Some(Said::by_flag(true)), standard, ..PdfSettings::default() };
    let date = date.then_some(Day { year: 2026, month: Some(11), day: Some(22) });
    Overrides { pdf, date, ..Overrides::default() }
}

fn data_of(built: &Built) -> String {
    let contents = read(built.pdf().to_vec()).expect("it is a PDF");
    let [file] = contents.attachments.as_slice() else { panic!("{:?}", contents.attachments) };
    // Only PDF/A-3 says how a file belongs to the PDF.
    assert_eq!((file.name.as_str(), file.relationship.as_deref().unwrap_or("Source")), ("cv.json", "Source"));
    String::from_utf8(file.bytes.clone()).expect("it is a text")
}

/// The text of a page, without white.
fn text_of(built: &Built) -> String {
    built.pages.text().split_whitespace().collect()
}

fn the_data_builds_the_same_page() {
    for sample in sample_names() {
        let (input, mut sources) = read_sample(&sample);
        for variant in
            input.cv.settings.variants.iter().filter(|variant| variant.pages.is_none() || sample.starts_with("l"))
        {
            let what = format!("{sample} {}", variant.name.value);
            if what == "layla-haddad.yaml onepage" {
                // In brief, its authors stand in another form.
                continue;
            }
            let built = set(&input, &variant.name.value, &with_data(true), &mut sources).expect("samples build");
            let (again, mut others) = read_cv(syntax::by_name("json").expect("it is known"), "cv", &data_of(&built));
            let rebuilt = set(&again, &variant.name.value, &with_data(true), &mut others).expect("its data does");
            assert!(text_of(&built) == text_of(&rebuilt), "{what}");
            assert!(String::from_utf8_lossy(built.pdf()).contains("/AFRelationship/Source"), "{what}: it is no source");
            for profile in [ValidationProfile::PdfUa1, ValidationProfile::PdfA3a] {
                conforms(built.pdf(), profile, &what);
            }
            assert!(data_of(&built) == data_of(&rebuilt), "{what}: the data differs");
        }
    }
}

fn what_is_left_out_is_not_in_the_data() {
    let cv = r#"
basics: { name: { en: Ada Byron, de: "ADA-DEUTSCH" }, image: "private/secret-photo.jpg" }
work:
  - { position: Programmer, name: Engine, tags: [secret-tag], priority: 7, highlights: [Wrote notes., { text: secret-bullet, only: [other] }, { text: Long secret-wording., short: "" }] }
  - { position: secret-entry, only: [other] }
  - { position: Also kept, summary: Shown., short: secret-short, x-note: secret-extension }
unknown-thing: secret-unknown
recto:
  allow: [employment-gap]
  variants: { sent: { except-tags: [] }, other: { sections: [work] } }
"#
    .replace("image: \"private/secret-photo.jpg\"", "label: Analyst")
    .replace(", { text: Long secret-wording., short: \"\" }", "");
    let (input, mut sources) = read_yaml(&cv);
    let data = data_of(&set(&input, "sent", &with_data(false), &mut sources).expect("it builds"));
    for secret in ["secret", "ADA-DEUTSCH", "priority", "employment-gap", "other", "tags"] {
        assert!(!data.contains(secret), "`{secret}` is in the data:\n{data}");
    }
    for shown in ["Ada Byron", "Analyst", "Programmer", "Wrote notes.", "Also kept", "Shown."] {
        assert!(data.contains(shown), "`{shown}` is not in the data:\n{data}");
    }
    // What the fitter left out is not on the page, and not in the data.
    let (input, mut sources) = read_sample("lingxiao-ma.yaml");
    let built = set(&input, "onepage", &with_data(false), &mut sources).expect("it builds");
    let (data, dropped) = (data_of(&built), built.fit.as_ref().expect("it is fitted").left_out());
    assert!(dropped > 10 && data.contains("Zhi-Tang") == built.pages.text().contains("Zhi-Tang"), "{dropped}");
}

/// Layouts that do what makes PDFs unreadable, each with what is found.
fn broken_pdfs_are_found_out() {
    let folder = tempfile::tempdir().expect("there is room for files");
    let write = |file: &str, text: &str| {
        let path = folder.path().join("mine").join(file);
        std::fs::create_dir_all(path.parent().expect("it lies in a folder")).expect("it can be made");
        std::fs::write(path, text).expect("it can be written");
    };
    write(
        "layout.toml",
        "title = \"Mine\"\ndescription = \"Mine.\"\nfonts = [\"Source Sans 3\"]\npapers = [\"a4\"]\nparse = \"good\"\n",
    );
    let found = |rules: &str, body: &str| {
        let all = "let all(cv) = {\n  for s in cv.sections { heading(inline(s.title)); for g in s.groups { for e in g.entries [#inline(e.title), #inline(e.subtitle) #e.dates \\ #e.highlights.map(h => inline(h.text)).join(linebreak()) \\ ] } }\n}";
        let top = "let top(cv) = { title(inline(cv.header.name)); for c in cv.header.contacts [#inline(c.text) \\ ] }";
        write(
            "layout.typ",
            &format!(
                "#import \"/kit/inline.typ\": inline\n#{all}\n#{top}\n#let page(cv, options, body) = {{ set text(font: \"Source Sans 3\")\n {rules}\n body }}\n#let body(cv, options) = {{ {body} }}\n"
            ),
        );
        let (input, mut sources) = read_yaml(
            "basics: { name: Ada Byron, email: ada@example.org }\nwork: [{ position: Office programmer of engines, name: Analytical Engine, startDate: 1842, endDate: 1843, highlights: [Wrote the first program that anybody ever wrote] }]\neducation: [{ studyType: Lessons in mathematics, institution: Home }]\n",
        );
        let variant = &input.cv.settings.variants[0];
        let overrides =
            Overrides { layout: Some(folder.path().join("mine").display().to_string()), ..Overrides::default() };
        let mut world = World::new(FONTS.clone());
        let built = build(&input, variant, &overrides, &Layouts::built_in(), &mut world, &mut sources);
        let built = built.unwrap_or_else(|faults| panic!("{faults:?}"));
        let whole = document(&input, variant, &overrides, &mut recto::diag::Sink::new()).expect("it is in English");
        let contents = read(built.pdf().to_vec()).expect("it is a PDF");
        let mut found = faults_of_pdf(&contents);
        found.extend(faults_of_text(&contents, &whole, &input, false));
        found.into_iter().map(|fault| format!("{}: {}", fault.id, fault.message)).collect::<Vec<_>>()
    };
    assert_eq!(found("", "top(cv); all(cv)"), Vec::<String>::new());
    let has = |found: &[String], id: &str, words: &str| {
        assert!(
            found.iter().any(|fault| fault.starts_with(id) && fault.contains(words)),
            "no {id} with {words}: {found:?}"
        );
    };
    has(&found("", "top(cv)"), "pdf-lost-field", "Work Experience");
    has(&found("", "all(cv)"), "pdf-lost-field", "ada@example.org");
    has(&found("", "top(cv); all(cv + (sections: cv.sections.rev()))"), "pdf-order", "`Education` comes before");
    has(&found("show \" \": h(0.08em)", "top(cv); all(cv)"), "pdf-spaces", "Wrote the first program");
    has(&found("show \"ffi\": \"\\u{fb03}\"", "top(cv); all(cv)"), "pdf-odd-character", "U+FB03");
    has(&found("", "[\\u{e001}]; top(cv); all(cv)"), "pdf-odd-character", "no character");
    let drawn = "for n in range(200) { curve(fill: black, ..range(5).map(i => curve.cubic((1pt, 2pt), (2pt, 1pt), (i * 1pt, 3pt)))) }";
    has(&found("set block(spacing: 0pt)", drawn), "pdf-no-text", "drawn as shapes");
    let dates = "top(cv); all(cv + (sections: cv.sections.map(s => s + (groups: s.groups.map(g => g + (entries: g.entries.map(e => e + (dates: none)))))))); [1842 – 1843 1842–1843]";
    has(&found("", dates), "pdf-order", "do not stand with");
}

/// Whatever is done to a PDF, there is an answer.
fn no_bytes_stop_the_reader() {
    let (input, mut sources) = read_sample("maren-lindqvist.json");
    let pdf = set(&input, "onepage", &with_data(false), &mut sources).expect("it builds").pdf().to_vec();
    let hook = std::panic::take_hook();
    let mut random = Random::new(7);
    let mut readable = 0;
    for round in 0..150 {
        let mut bytes = pdf.clone();
        match round % 3 {
            0 => bytes.truncate(random.below(pdf.len() as u64) as usize),
            1 => {
                for _ in 0..1 + random.below(40) {
                    let place = random.below(bytes.len() as u64) as usize;
                    bytes[place] = random.below(256) as u8;
                }
            }
            _ => {
                let from = random.below(bytes.len() as u64) as usize;
                let to = (from + random.below(2000) as usize).min(bytes.len());
                bytes.drain(from..to);
            }
        }
        readable += usize::from(read(bytes).is_ok());
    }
    std::panic::set_hook(hook);
    assert!(readable > 10, "{readable}");
    for bytes in [
        &b""[..],
        b"%PDF-1.7",
        b"%PDF-1.7\n1 0 obj\n<</Type/Catalog/Pages 1 0 R>>\nendobj\ntrailer<</Root 1 0 R>>",
        b"basics:",
    ] {
        assert!(read(bytes.to_vec()).is_err());
    }
}
