//! `recto build`

use insta::assert_snapshot;
use libtest_mimic::Trial;

use super::{Outcome, Run, SHORT};

pub fn tests() -> Vec<Trial> {
    crate::cases![
        cli_build: both_variants_are_built, variants_can_be_picked, an_unknown_variant_is_refused, outputs_go_where_asked,
        an_output_is_never_written_twice, standard_streams, faults_are_shown_at_their_place, strict_makes_warnings_fail,
        one_bad_cv_does_not_stop_the_others, options_are_checked, an_unknown_layout_names_the_choices,
        a_font_that_is_not_there_is_an_error, a_missing_glyph_names_its_field, pins_that_cannot_fit_say_by_how_much,
        dates_come_from_the_environment, a_folder_without_fonts_is_refused, languages_are_picked, not_a_text_file,
        fonts_of_a_folder_are_used, a_cv_is_never_overwritten, strictness_is_of_each_pdf, many_are_built_like_a_project, links_are_followed, fitting_is_explained, timings_are_told,
        formats_are_chosen, pages_of_earlier_builds_are_told,
    ]
}

fn both_variants_are_built() {
    let run = Run::new(&["build", "ada.yaml"]).file("ada.yaml", SHORT).go();
    assert_snapshot!(run.report, @"
    exit code 0
    ada-full.pdf  1 page, ? KiB
    ada-onepage.pdf  1 page, ? KiB, 10 % filled, all items, spacing 100 %, 10.5pt
    ");
    assert_eq!(run.files(), "ada-full.pdf ada-onepage.pdf ada.yaml");
    assert!(run.read("ada-full.pdf").starts_with(b"%PDF-1.7"));
}

fn variants_can_be_picked() {
    let run = Run::new(&["build", "ada.yaml", "--variant", "onepage"]).file("ada.yaml", SHORT).go();
    assert_eq!(run.files(), "ada-onepage.pdf ada.yaml");
}

fn an_unknown_variant_is_refused() {
    let run = Run::new(&["build", "ada.yaml", "--variant", "onpage"]).file("ada.yaml", SHORT).go();
    assert_snapshot!(run.report, @"
    exit code 2
    error[unknown-variant]: no CV has a variant `onpage`
      = hint: did you mean `onepage`?
    ");
    assert_eq!(run.files(), "ada.yaml");
}

fn outputs_go_where_asked() {
    let run =
        Run::new(&["build", "ada.yaml", "-o", "out/{lang}/{layout}-{stem}-{variant}.pdf"]).file("ada.yaml", SHORT).go();
    assert!(run.path("out/en/scholar-ada-full.pdf").is_file(), "{}", run.report);
    let run = Run::new(&["build", "ada.yaml", "-o", "{name}.pdf"]).file("ada.yaml", SHORT).go();
    assert_snapshot!(run.report, @"
    exit code 2
    error[could-not-run]: unknown placeholder `{name}` in the output pattern; there are `{folder}`, `{stem}`, `{variant}`, `{layout}`, `{lang}` and `{paper}`
    ");
}

fn an_output_is_never_written_twice() {
    let run = Run::new(&["build", "ada.yaml", "-o", "cv.pdf"]).file("ada.yaml", SHORT).go();
    assert_snapshot!(run.report, @"
    exit code 2
    error[could-not-run]: `cv.pdf` would be written by ada.yaml (full, scholar, en, a4) and by ada.yaml (onepage, scholar, en, a4)
      = hint: tell outputs apart: `-o '{folder}/{stem}-{variant}.pdf'`
    ");
}

fn standard_streams() {
    let run = Run::new(&["build", "-", "--variant", "full", "-o", "-"]).input(SHORT).go();
    assert_eq!(run.report, "exit code 0");
    assert!(run.stdout.starts_with(b"%PDF-1.7"));
    let json = r#"{"basics": {"name": "Ada Byron"}}"#;
    let run = Run::new(&["build", "-", "--syntax", "json"]).input(json).go();
    assert_eq!(run.files(), "cv-full.pdf cv-onepage.pdf", "{}", run.report);
    let run = Run::new(&["build", "-", "-o", "-"]).input(SHORT).go();
    assert_snapshot!(run.report, @"
    exit code 2
    error: `-o -` takes a single file: name one CV, one `--variant` and no more than one `--format`
    ");
}

fn faults_are_shown_at_their_place() {
    let cv = "basics:\n  name: Ada Byron\nwork:\n  - position: Programmer\n    endDte: 1843\n";
    let run = Run::new(&["build", "ada.yaml"]).file("ada.yaml", cv).go();
    assert_snapshot!(run.report, @"
    exit code 1
    error[unknown-key]: unknown key `endDte`
     --> ada.yaml:5:5
      |
    5 |     endDte: 1843
      |     ^^^^^^
      |
      = hint: did you mean `endDate`?
    ");
    assert_eq!(run.files(), "ada.yaml");
}

fn strict_makes_warnings_fail() {
    let cv = "basics: { name: Ada Byron, website: https://example.org, label: '' }\n";
    let run = Run::new(&["build", "ada.yaml", "--variant", "full"]).file("ada.yaml", cv).go();
    assert_snapshot!(run.report, @"
    exit code 0
    warning[old-name]: `website` is the old name of `url`
     --> ada.yaml:1:28
      |
    1 | basics: { name: Ada Byron, website: https://example.org, label: '' }
      |                            ^^^^^^^
      |
      = hint: rename it to `url`

    ada-full.pdf  1 page, ? KiB
    ");
    let run = Run::new(&["build", "ada.yaml", "--strict"]).file("ada.yaml", cv).go();
    assert_snapshot!(run.report, @"
    exit code 1
    advice[empty-field]: `label` is empty and counts as absent
     --> ada.yaml:1:65
      |
    1 | basics: { name: Ada Byron, website: https://example.org, label: '' }
      |                                                                 ^^

    warning[old-name]: `website` is the old name of `url`
     --> ada.yaml:1:28
      |
    1 | basics: { name: Ada Byron, website: https://example.org, label: '' }
      |                            ^^^^^^^
      |
      = hint: rename it to `url`
    ");
    assert_eq!(run.files(), "ada.yaml");
}

fn one_bad_cv_does_not_stop_the_others() {
    let run = Run::new(&["build", "bad.yaml", "missing.yaml", "ada.yaml", "--variant", "full"])
        .file("bad.yaml", "basics: [")
        .file("ada.yaml", SHORT)
        .go();
    assert_snapshot!(run.report, @"
    exit code 2
    error[yaml-syntax]: this is not valid YAML (while parsing a node, did not find expected node content)
     --> bad.yaml:1:10
      |
    1 | basics: [
      |          ^
      |
      = hint: put texts that hold `: `, ` #` or start with a special character in quotes

    error[could-not-run]: cannot read `missing.yaml` (No such file or directory (os error 2))

    ada-full.pdf  1 page, ? KiB
    3 PDFs: 1 built, 2 failed
    ");
}

fn options_are_checked() {
    let cv = format!("{SHORT}recto:\n  options:\n    text-size: large\n    leadng: 0.3em\n");
    let run = Run::new(&["build", "ada.yaml", "--set", "ink=black"]).file("ada.yaml", cv).go();
    assert_snapshot!(run.report, @"
    exit code 1
    error[bad-option]: `large` is no value for the option `text-size`
     --> ada.yaml:5:16
      |
    5 |     text-size: large
      |                ^^^^^
      |
      = hint: give a length such as `10.5pt`, `22mm` or `0.3em`

    error[unknown-option]: unknown option `leadng` of layout `scholar`
     --> ada.yaml:6:5
      |
    6 |     leadng: 0.3em
      |     ^^^^^^
      |
      = hint: did you mean `leading`?

    error[bad-option]: `black` is no value for the option `ink`
      = hint: give a colour such as `#1f4e79`
    ");
}

fn an_unknown_layout_names_the_choices() {
    let run = Run::new(&["build", "ada.yaml", "--layout", "baroque"]).file("ada.yaml", SHORT).go();
    assert_snapshot!(run.report, @"
    exit code 2
    error: unknown layout `baroque`; choose from `compact`, `ledger`, `meridian`, `plain`, `scholar`, `sidebar`
    ");
}

fn a_font_that_is_not_there_is_an_error() {
    let run =
        Run::new(&["build", "ada.yaml", "--variant", "full", "--set", "font=Comic Neue"]).file("ada.yaml", SHORT).go();
    assert_snapshot!(run.report, @r#"
    exit code 1
    error[unknown-font]: there is no font family `Comic Neue`
      --> layouts/kit/base.typ:13:11
       |
    13 |     font: chain(if serif { "Recto Serif SC" } else { "Recto Sans SC" }),
       |           ^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^
       |
       = hint: add the folder it lies in with `--font-path`
    "#);
    assert_eq!(run.files(), "ada.yaml");
}

fn a_missing_glyph_names_its_field() {
    let cv = "basics:\n  name: Ada Byron\n  label: Cuneiform 𒀀 scholar\n";
    let run = Run::new(&["build", "ada.yaml", "--variant", "full"]).file("ada.yaml", cv).go();
    assert_snapshot!(run.report, @"
    exit code 0
    warning[missing-glyph]: no font has the character `𒀀` (U+12000) in `basics.label`: a box is printed
     --> ada.yaml:3:10
      |
    3 |   label: Cuneiform 𒀀 scholar
      |          ^^^^^^^^^^^^^^^^^^^
      |
      = hint: add a folder with a font for this script: `--font-path FOLDER`

    ada-full.pdf  1 page, ? KiB
    ");
}

fn pins_that_cannot_fit_say_by_how_much() {
    let entry = "  - { position: Programmer, keep: true, highlights: [One, Two, Three] }\n";
    let cv = format!("basics: {{ name: Ada Byron }}\nwork:\n{}", entry.repeat(60));
    let run = Run::new(&["build", "ada.yaml", "--variant", "onepage"]).file("ada.yaml", cv).go();
    assert_snapshot!(run.report, @"
    exit code 1
    error[does-not-fit]: variant `onepage` does not fit on 1 page: 7 lines too many, with everything left out that may be
     --> ada.yaml:3:5
      |
    3 |   - { position: Programmer, keep: true, highlights: [One, Two, Three] }
      |     ^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^
      |
      = hint: no single `keep: true` is to blame: take it from several entries, or allow more pages
    ");
}

fn dates_come_from_the_environment() {
    let build = |run: Run| run.file("ada.yaml", SHORT).go();
    let arguments = ["build", "ada.yaml", "--variant", "full"];
    let dated = build(Run::new(&arguments).environment("SOURCE_DATE_EPOCH", "1700000000")).read("ada-full.pdf");
    let undated = build(Run::new(&arguments)).read("ada-full.pdf");
    assert!(contains(&dated, b"20231114") && !contains(&undated, b"/CreationDate"));
    let run = build(Run::new(&arguments).environment("SOURCE_DATE_EPOCH", "yesterday"));
    assert_snapshot!(run.report, @"
    exit code 2
    error: SOURCE_DATE_EPOCH=`yesterday` is no count of seconds
    ");
}

fn a_folder_without_fonts_is_refused() {
    let run = Run::new(&["build", "ada.yaml", "--font-path", "."]).file("ada.yaml", SHORT).go();
    assert_snapshot!(run.report, @"
    exit code 2
    error: there is no font in `.`
    ");
}

fn languages_are_picked() {
    let cv = "basics:\n  name: Ada Byron\n  label: { en: Programmer, de: Programmiererin }\nwork:\n  - position: { fr: Programmeuse }\n    startDate: 1842\n";
    let run = Run::new(&["build", "ada.yaml", "--variant", "full", "--lang", "de"]).file("ada.yaml", cv).go();
    assert_snapshot!(run.report, @"
    exit code 0
    warning[missing-language]: `work[0].position` has no text in `de`; the one in `fr` is used
     --> ada.yaml:5:15
      |
    5 |   - position: { fr: Programmeuse }
      |               ^^^^^^^^^^^^^^^^^^

    ada-full.pdf  1 page, ? KiB
    ");
    let run = Run::new(&["build", "ada.yaml", "--lang", "tlh"]).file("ada.yaml", cv).go();
    assert_snapshot!(run.report, @"
    exit code 2
    error: unknown language `tlh`; choose from `ar`, `de`, `en`, `fr`, `he`, `zh`
    ");
}

fn not_a_text_file() {
    let run = Run::new(&["build", "ada.yaml"]).file("ada.yaml", b"basics: \xff\xfe").go();
    assert_snapshot!(run.report, @"
    exit code 2
    error[could-not-run]: `ada.yaml` is not UTF-8 text (byte 8); save it as UTF-8
    ");
    let run = Run::new(&["build", "ada.docx"]).file("ada.docx", "").go();
    assert_snapshot!(run.report, @"
    exit code 2
    error[could-not-run]: `ada.docx` has no extension that recto knows; use .yaml, .json or .toml
    ");
}

fn fonts_of_a_folder_are_used() {
    let cv = "basics: { name: Ada Byron }\n";
    let font = std::path::Path::new(env!("CARGO_MANIFEST_DIR")).join("fonts/Inter");
    let path = font.to_string_lossy();
    let run = Run::new(&["build", "ada.yaml", "--variant", "full", "--font-path", &path, "--set", "font=Inter"]);
    assert_eq!(run.file("ada.yaml", cv).go().files(), "ada-full.pdf ada.yaml");
}

fn contains(bytes: &[u8], part: &[u8]) -> bool {
    bytes.windows(part.len()).any(|window| window == part)
}

fn a_cv_is_never_overwritten() {
    let run = Run::new(&["build", "ada.yaml", "--variant", "full", "-o", "ada.yaml"]).file("ada.yaml", SHORT).go();
    assert_snapshot!(run.report, @"
    exit code 2
    error[could-not-run]: `ada.yaml` is a CV and is not overwritten
      = hint: choose another name with `-o`
    ");
    assert_eq!(run.read("ada.yaml"), SHORT.as_bytes());
}

fn strictness_is_of_each_pdf() {
    let cv = "basics: { name: Ada Byron, label: { de: Gräfin } }\nrecto: { variants: { a: { lang: de }, b: { lang: en } } }\n";
    let run = Run::new(&["build", "ada.yaml", "--strict"]).file("ada.yaml", cv).go();
    assert!(run.report.starts_with("exit code 1"), "{}", run.report);
    assert_eq!(run.files(), "ada-a.pdf ada.yaml");
}

fn many_are_built_like_a_project() {
    let arguments = ["build", "cvs/bob.yaml", "cvs/ada.yaml", "cvs/bob.yaml", "-v", "full", "-j", "2"];
    let build = |more: &[&str]| Run::new(&[&arguments, more].concat());
    let list = build(&["--list"]).file("cvs/ada.yaml", SHORT).file("cvs/bob.yaml", SHORT);
    // Whoever names CVs means these, whatever the machine.
    let run = list.environment("CI_NODE_INDEX", "1").environment("CI_NODE_TOTAL", "2").go();
    assert_snapshot!(run.stdout(), @"
    cvs/bob.yaml  full  scholar  en  a4  → bob-full.pdf
    cvs/ada.yaml  full  scholar  en  a4  → ada-full.pdf
    ");
    let again = |run: Outcome, more: &[&str]| Run::after(run, &[&arguments, more].concat()).go();
    let run = again(run, &["--report", "report.xml", "-o", "out/"]);
    assert_snapshot!(run.report, @"
    exit code 0
    out/bob-full.pdf  1 page, ? KiB
    out/ada-full.pdf  1 page, ? KiB
    2 PDFs: 2 built
    ");
    assert_eq!(run.files(), "cvs out report.xml");
    let run = again(run, &["--check", "-o", "out/"]);
    assert_snapshot!(run.report, @"
    exit code 0
    2 PDFs: 2 unchanged
    ");
    let run = again(run, &["--cache", "cache", "-o", "out/"]);
    let run = again(run, &["--cache", "cache", "-o", "out/"]);
    assert_snapshot!(run.report, @"
    exit code 0
    2 PDFs: 2 unchanged
    ");
    std::fs::write(run.path("cvs/bob.yaml"), "basics: [").expect("it can be written");
    let run = Run::after(run, &["build", "cvs/bob.yaml", "cvs/ada.yaml", "-v", "full", "--fail-fast", "-j", "1"]).go();
    let last = run.report.lines().last().unwrap_or_default();
    assert!(last.starts_with("2 PDFs: ") && last.contains("1 failed"), "{last}");
}

#[cfg(unix)]
fn links_are_followed() {
    let run = Run::new(&["build", "ada.yaml", "--variant", "full", "-o", "link.pdf"]).file("ada.yaml", SHORT);
    let run = run.file("target.pdf", "old");
    std::os::unix::fs::symlink("target.pdf", run.folder.path().join("link.pdf")).expect("links can be made");
    let run = run.go();
    assert!(run.path("link.pdf").is_symlink());
    assert!(run.read("target.pdf").starts_with(b"%PDF"));
}

/// A CV that is a little too long for one page.
fn long() -> String {
    let words = "a sentence of some length that says what was done and what came of it, ".repeat(3);
    let bullets = (1..=30).map(|n| format!("      - Bullet {n}, {words}\n")).collect::<String>();
    format!("basics: {{ name: Ada Byron }}\nwork:\n  - position: Programmer\n    highlights:\n{bullets}")
}

fn fitting_is_explained() {
    let explain = |format: &'static str| {
        let run = Run::new(&["build", "ada.yaml", "--variant", "onepage", format, "--fit-report", "fit.json"]);
        run.file("ada.yaml", long()).go()
    };
    let text = explain("--explain").stdout();
    assert_snapshot!(text.lines().take(8).collect::<Vec<_>>().join("\n"), @"
    ada, onepage: 99 % filled, 19 of 31 items, spacing 73 %, 10.09pt; 3 layouts were tried
                   worth    height

    Work Experience
      kept          100  1150.0 pt  Programmer (no. 1 of 1)
      kept           90   35.0 pt    – Bullet 1, a sentence of some length that says what was done …
      kept           86   35.0 pt    – Bullet 2, a sentence of some length that says what was done …
      kept           82   35.0 pt    – Bullet 3, a sentence of some length that says what was done …
    ");
    assert!(text.contains("left out"), "{text}");
    let run = explain("--explain=json");
    assert_eq!(run.stdout().trim(), String::from_utf8_lossy(&run.read("fit.json")).trim());
    let json: serde_json::Value = serde_json::from_str(&run.stdout()).expect("it is JSON");
    let keys = |value: &serde_json::Value| {
        value.as_object().map(|map| map.keys().cloned().collect::<Vec<_>>().join(" ")).unwrap_or_default()
    };
    assert_snapshot!(keys(&json[0]), @"cv fit variant");
    assert_snapshot!(keys(&json[0]["fit"]), @"fill goal hard kept pages sections shortened size spacing step total trials");
    assert_snapshot!(keys(&json[0]["fit"]["sections"][0]["units"][0]), @"fate height path rank reason text worth");
}

fn timings_are_told() {
    let run = Run::new(&["build", "ada.yaml", "--variant", "full", "--timings"]).file("ada.yaml", SHORT).go();
    let line = run.report.lines().last().unwrap_or_default();
    assert!(line.starts_with("  1 layout ") && line.contains(" ms, PDF "), "{line}");
}

fn pages_of_earlier_builds_are_told() {
    let run = Run::new(&["build", "ada.yaml", "-v", "full", "-o", "ada.png", "--dpi", "50"]).file("ada.yaml", SHORT);
    let run = run.file("ada-2.png", "old").file("ada-2.pdf", "another file").go();
    assert_snapshot!(run.report, @"
    exit code 0
    warning[left-over]: `ada-2.png` is left of an earlier build, which had more pages
      = hint: delete it

    ada.png  1 page, ? KiB
    ");
}

/// The name of the output tells the format; several can be asked for at once.
fn formats_are_chosen() {
    let run = Run::new(&["build", "ada.yaml", "-v", "full", "-o", "cv.txt"]).file("ada.yaml", SHORT).go();
    let has = |run: &Outcome, names: &[&str]| names.iter().all(|name| run.files().split(' ').any(|file| file == *name));
    assert!(has(&run, &["cv.txt"]) && !run.files().contains("pdf"), "{}", run.files());
    let run = Run::new(&["build", "ada.yaml", "-v", "full", "-f", "pdf,md,vcf"]).file("ada.yaml", SHORT).go();
    assert!(has(&run, &["ada-full.md", "ada-full.pdf", "ada-full.vcf"]), "{}", run.files());
    let run = Run::new(&["build", "ada.yaml", "-v", "full", "-f", "vcf", "-o", "-"]).file("ada.yaml", SHORT).go();
    assert!(run.stdout().starts_with("BEGIN:VCARD\r\n"), "{}", run.stdout());
    let run = Run::new(&["build", "ada.yaml", "-f", "doc"]).file("ada.yaml", SHORT).go();
    assert!(run.report.contains("there are pdf, txt, md, html, docx, png, svg, json, yaml, vcf"), "{}", run.report);
    let project = "inputs = ['*.yaml']\nvariants = ['full']\nformats = ['txt', 'htm']\n";
    let run = Run::new(&["build"]).file("ada.yaml", SHORT).file("recto.toml", project).go();
    assert_snapshot!(run.report, @"
    exit code 1
    error[unknown-choice]: unknown format `htm`
     --> recto.toml:3:19
      |
    3 | formats = ['txt', 'htm']
      |                   ^^^^^
      |
      = hint: did you mean `html`?
    ");
    let project = project.replace("htm", "html");
    let run = Run::new(&["build"]).file("ada.yaml", SHORT).file("recto.toml", &project).go();
    assert!(has(&run, &["ada-full.html", "ada-full.txt"]) && !run.files().contains("pdf"), "{}", run.files());
    let run = Run::after(run, &["build"]).go();
    assert!(run.report.ends_with("2 files: 2 unchanged"), "{}", run.report);
}
