//! What those who make layouts rely on: the steps of `layouts/README.md`, located errors, plain Typst.

use std::fs;
use std::path::{Path, PathBuf};

use insta::assert_snapshot;
use libtest_mimic::Trial;
use recto::diag::{Diagnostic, Severity, Sink, full};
use recto::layout::Layouts;
use recto::project::{Built, Overrides, build, document};
use recto::source::Sources;
use recto::world::World;
use tempfile::TempDir;

use super::plain_typst;
use crate::press::{FONTS, read_sample};

pub fn tests() -> Vec<Trial> {
    crate::cases![
        contract: the_steps_in_the_readme_make_a_layout, faults_are_told_at_their_line, the_entry_that_cannot_be_set_is_named, one_piece_can_be_replaced,
        plain_typst_sets_every_layout, the_preview_is_the_sample, colors_can_be_read,
    ]
}

/// The layout of `layouts/README.md`, in a folder of its own.
struct Tiny(TempDir);

impl Tiny {
    fn new() -> Self {
        let tiny = Self(tempfile::tempdir().expect("there is room for files"));
        fs::create_dir(tiny.path("")).expect("it can be made");
        for (file, language) in [("layout.toml", "toml"), ("layout.typ", "typst")] {
            fs::write(tiny.path(file), block(language)).expect("it can be written");
        }
        tiny
    }

    fn path(&self, file: &str) -> PathBuf {
        self.0.path().join("tiny").join(file)
    }

    fn replace(&self, file: &str, from: &str, to: &str) {
        let text = fs::read_to_string(self.path(file)).expect("it is there");
        assert!(text.contains(from), "{file} has no `{from}`");
        fs::write(self.path(file), text.replacen(from, to, 1)).expect("it can be written");
    }

    /// The founding CV, set in it by its path.
    fn build(&self, variant: &str) -> Result<Built, String> {
        let overrides = Overrides { layout: Some(self.path("").display().to_string()), ..Overrides::default() };
        print(&Layouts::built_in(), &overrides, variant).map_err(|report| {
            let folder = self.0.path().display().to_string();
            report.replace(&folder, "FOLDER")
        })
    }
}

/// The founding CV, or what is said of it.
fn print(layouts: &Layouts, overrides: &Overrides, variant: &str) -> Result<Built, String> {
    let (input, mut sources) = read_sample("lingxiao-ma.yaml");
    let variant = input.cv.settings.variant(variant).expect("it is built in");
    let mut world = World::new(FONTS.clone());
    let shown = |faults: Vec<Diagnostic>, sources: &Sources| {
        faults.iter().map(|fault| full(fault, sources, false)).collect::<Vec<_>>().join("\n")
    };
    build(&input, variant, overrides, layouts, &mut world, &mut sources).map_err(|faults| shown(faults, &sources))
}

/// The fenced block in a language of `layouts/README.md`.
fn block(language: &str) -> String {
    let readme = fs::read_to_string(folder().join("README.md")).expect("it is there");
    let (_, behind) = readme.split_once(&format!("```{language}\n")).expect("it has the block");
    behind.split_once("```").expect("the block ends").0.to_owned()
}

fn folder() -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join("layouts")
}

fn the_steps_in_the_readme_make_a_layout() {
    let tiny = Tiny::new();
    let full = tiny.build("full").unwrap_or_else(|report| panic!("{report}"));
    assert!(full.warnings.iter().all(|warning| warning.severity == Severity::Advice), "{:?}", full.warnings);
    assert!(full.pages.text().contains("Silver Medal"));
    let one_page = tiny.build("onepage").unwrap_or_else(|report| panic!("{report}"));
    assert_eq!(one_page.pages.count(), 1);
    assert!(one_page.pages.fill() > 0.96, "{}", one_page.pages.fill());
}

fn faults_are_told_at_their_line() {
    let tiny = Tiny::new();
    tiny.replace("layout.toml", "type = \"font\"", "type = \"fnot\"");
    assert_snapshot!(tiny.build("full").map(|_| ()).unwrap_err(), @r#"
    error[bad-layout]: the manifest of the layout cannot be read (unknown variant `fnot`, expected one of `length`, `color`, `number`, `choice`, `flag`, `font`, `text`)
     --> FOLDER/tiny/layout.toml:8:8
      |
    8 | type = "fnot"
      |        ^^^^^^
    "#);
    let tiny = Tiny::new();
    tiny.replace("layout.toml", "max = \"11pt\"", "max = \"11p\"");
    assert_snapshot!(tiny.build("full").map(|_| ()).unwrap_err(), @r#"
    error[bad-layout]: `11p` in option `text-size` is not a length such as `10.5pt`, `22mm` or `0.3em`
      --> FOLDER/tiny/layout.toml:16:46
       |
    16 | fit = { min = "9pt", comfort = "10pt", max = "11p", order = 3 }
       |                                              ^^^^^
    "#);
    let tiny = Tiny::new();
    tiny.replace("layout.typ", "contacts(cv.header", "contcats(cv.header");
    assert_snapshot!(tiny.build("full").map(|_| ()).unwrap_err(), @"
    error[typst]: unknown variable: contcats
      --> FOLDER/tiny/layout.typ:29:5
       |
    29 |     contcats(cv.header, options)
       |     ^^^^^^^^
    ");
    let tiny = Tiny::new();
    tiny.replace("layout.typ", "options.entry-gap", "options.etnry-gap");
    assert_snapshot!(tiny.build("full").map(|_| ()).unwrap_err(), @r#"
    error[typst]: dictionary does not contain key "etnry-gap"
      --> FOLDER/tiny/layout.typ:12:46
       |
    12 |   show heading: set block(above: 2 * options.etnry-gap, below: options.item-gap + 2pt)
       |                                              ^^^^^^^^^
    "#);
}

/// A layout that cannot set everything says what it cannot.
fn the_entry_that_cannot_be_set_is_named() {
    let tiny = Tiny::new();
    tiny.replace(
        "layout.typ",
        "let entry = headed(entry)",
        "let entry = headed(entry)\n  assert(entry.dates != \"May 2015\")",
    );
    assert_snapshot!(tiny.build("full").map(|_| ()).unwrap_err(), @r#"
    error[typst]: assertion failed
      --> FOLDER/tiny/layout.typ:19:3
       |
    19 |   assert(entry.dates != "May 2015")
       |   ^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^
       |
       = hint: it comes of `awards[7]` at lingxiao-ma:188:5
    "#);
}

fn one_piece_can_be_replaced() {
    let folder = tempfile::tempdir().expect("there is room for files");
    fs::create_dir(folder.path().join("kit")).expect("it can be made");
    fs::write(folder.path().join("kit/footer.typ"), "#let footer(cv, options) = [My foot]").expect("it can be written");
    let layouts = Layouts::in_folders([folder.path().to_owned()]);
    let built = print(&layouts, &Overrides::default(), "full").unwrap_or_else(|report| panic!("{report}"));
    assert!(built.pages.text().contains("My foot"));
}

fn plain_typst_sets_every_layout() {
    for layout in Layouts::built_in().names() {
        let pages = plain_typst::pages(&folder(), &layout).unwrap_or_else(|faults| panic!("{layout}: {faults:?}"));
        assert!((1..=3).contains(&pages), "{layout}: {pages} pages");
    }
}

/// `layouts/cv.json` is what layouts read of a sample; with UPDATE=1 it is renewed.
fn the_preview_is_the_sample() {
    let (input, _) = read_sample("maren-lindqvist.json");
    let variant = input.cv.settings.variant("full").expect("it is built in");
    let document = document(&input, variant, &Overrides::default(), &mut Sink::new());
    let mut json = serde_json::to_value(document.expect("it is in English")).expect("it is JSON");
    json["header"]["photo"] = serde_json::json!({ "path": "/photo.svg", "alt": "Photo: Maren Lindqvist" });
    let expected = serde_json::to_string_pretty(&json).expect("it is JSON") + "\n";
    let path = folder().join("cv.json");
    if std::env::var_os("UPDATE").is_some() {
        fs::write(&path, &expected).expect("the repository can be written");
    }
    assert!(fs::read_to_string(path).is_ok_and(|found| found == expected), "renew it: `UPDATE=1 cargo test preview`");
}

/// Text stands out by at least 4.5 : 1 (WCAG 2, 1.4.3) from white, and from the tint where a layout has one.
fn colors_can_be_read() {
    for name in Layouts::built_in().names() {
        let layout = Layouts::built_in().find(&name, Path::new(""), None, &mut Sources::new(), &mut Sink::new());
        let options = layout.expect("it is built in").manifest.options;
        let color =
            |wanted: &str| options.iter().find(|option| option.name == wanted).map(|option| option.default.to_string());
        let ground = color("tint").unwrap_or("#ffffff".to_owned());
        for ink in ["ink", "meta-ink", "accent", "award-ink"].into_iter().filter_map(color) {
            let ratio = (luminance(&ground) + 0.05) / (luminance(&ink) + 0.05);
            assert!(ratio >= 4.5, "{name}: {ink} on {ground} is {ratio:.2} : 1");
        }
    }
}

/// Relative luminance of a colour such as `#1f4e79` (WCAG 2).
fn luminance(hex: &str) -> f64 {
    let part = |range: std::ops::Range<usize>| {
        let value = f64::from(u8::from_str_radix(&hex[range], 16).expect("it is a colour")) / 255.0;
        if value <= 0.04045 { value / 12.92 } else { ((value + 0.055) / 1.055).powf(2.4) }
    };
    0.2126 * part(1..3) + 0.7152 * part(3..5) + 0.0722 * part(5..7)
}
