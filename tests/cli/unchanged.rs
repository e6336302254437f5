//! Builds of a project that was built before

use insta::assert_snapshot;
use libtest_mimic::Trial;

use super::batch::{PROJECT, project};
use super::{Outcome, Run, SHORT};

pub fn tests() -> Vec<Trial> {
    crate::cases![
        cli_unchanged: what_is_committed_is_checked, what_did_not_change_is_not_built_again,
        photos_and_fonts_count_as_changes, a_bibliography_counts_for_the_cvs_that_use_it,
    ]
}

fn what_is_committed_is_checked() {
    let run = project(&["build", "--check", "-v", "full"], PROJECT).go();
    assert_snapshot!(run.report, @"
    exit code 1
    error[out-of-date]: `ada-full.pdf` is missing
      = hint: build it: `recto build`

    error[out-of-date]: `bob-full.pdf` is missing
      = hint: build it: `recto build`

    2 PDFs: 2 failed
    ");
    let run = Run::after(run, &["build", "-v", "full"]).go();
    let run = Run::after(run, &["build", "-v", "full", "--check"]).go();
    assert_snapshot!(run.report, @"
    exit code 0
    2 PDFs: 2 unchanged
    ");
    let run = Run::after(run, &["build", "-v", "full", "--check"]).file("ada-full.pdf", "%PDF old").go();
    assert_snapshot!(run.report, @"
    exit code 1
    error[out-of-date]: `ada-full.pdf` is out of date
      = hint: build it: `recto build`

    2 PDFs: 1 unchanged, 1 failed
    ");
    assert_eq!(run.read("ada-full.pdf"), b"%PDF old");
}

fn what_did_not_change_is_not_built_again() {
    let built = |run: &Outcome| run.report.lines().last().unwrap_or_default().to_owned();
    let build = |run: Outcome| Run::after(run, &["build", "-v", "full"]);
    let run = project(&["build", "-v", "full"], PROJECT)
        .file("layouts/kit/header.typ", std::fs::read("layouts/kit/header.typ").expect("it is there"))
        .go();
    assert_snapshot!(run.report, @"
    exit code 0
    ada-full.pdf  1 page, ? KiB
    bob-full.pdf  1 page, ? KiB
    2 PDFs: 2 built
    ");
    assert_eq!(run.files(), ".recto-cache ada-full.pdf bob-full.pdf cvs layouts recto.toml");
    let run = build(run).go();
    assert_snapshot!(run.report, @"
    exit code 0
    2 PDFs: 2 unchanged
    ");
    // A CV of other content, and one that was written anew with the same.
    let run = build(run)
        .file("cvs/ada.yaml", format!("{SHORT}# more\n"))
        .file("cvs/bob.json", r#"{"basics": {"name": "Bob"}}"#)
        .go();
    assert_snapshot!(run.report, @"
    exit code 0
    ada-full.pdf  1 page, ? KiB
    2 PDFs: 1 built, 1 unchanged
    ");
    // A PDF that was lost, and one that was harmed.
    std::fs::remove_file(run.path("ada-full.pdf")).expect("it was built");
    let run = build(run).file("bob-full.pdf", "%PDF").go();
    assert_eq!(built(&run), "2 PDFs: 2 built");
    // Flags, settings, pieces of layouts, dates.
    let run = Run::after(run, &["build", "-v", "full", "--set", "leading=0.35em"]).go();
    assert_eq!(built(&run), "2 PDFs: 2 built");
    let run = build(run).file("recto.toml", format!("{PROJECT}options = {{ leading = '0.35em' }}\n")).go();
    assert_eq!(built(&run), "2 PDFs: 2 unchanged");
    let run = build(run).file("layouts/kit/header.typ", "#panic[changed]\n").go();
    assert!(run.report.contains("error[typst]") && built(&run).ends_with("2 failed"), "{}", run.report);
    std::fs::remove_file(run.path("layouts/kit/header.typ")).expect("it was written");
    let run = build(run).go();
    assert_eq!(built(&run), "2 PDFs: 2 unchanged");
    let run = build(run).environment("SOURCE_DATE_EPOCH", "1700000000").go();
    assert_eq!(built(&run), "2 PDFs: 2 built");
    let run = Run::after(run, &["build", "-v", "full", "--force"]).environment("SOURCE_DATE_EPOCH", "1700000000").go();
    assert_eq!(built(&run), "2 PDFs: 2 built");
}

fn photos_and_fonts_count_as_changes() {
    let photo = |colour: &str| {
        format!(
            "<svg xmlns='http://www.w3.org/2000/svg' width='9' height='9'><rect width='9' height='9' fill='{colour}'/></svg>"
        )
    };
    let fonts = std::path::Path::new(env!("CARGO_MANIFEST_DIR")).join("fonts/Inter");
    let font = std::fs::read(fonts.join("Inter_400Regular.ttf")).expect("it is there");
    let file = "inputs = ['*.yaml']\nfont-paths = ['fonts']\nlayout = 'sidebar'\nvariants = ['full']\n";
    let run = Run::new(&["build"])
        .file("recto.toml", file)
        .file("ada.yaml", "basics: { name: Ada, image: ada.svg }\n")
        .file("ada.svg", photo("red"))
        .file("fonts/a.ttf", &font)
        .go();
    let summary = |run: &Outcome| run.report.lines().last().unwrap_or_default().to_owned();
    assert_eq!(summary(&run), "1 PDF: 1 built", "{}", run.report);
    let run = Run::after(run, &["build"]).go();
    assert_eq!(summary(&run), "1 PDF: 1 unchanged");
    let run = Run::after(run, &["build"]).file("ada.svg", photo("blue")).go();
    assert_eq!(summary(&run), "1 PDF: 1 built");
    let run = Run::after(run, &["build"]).file("fonts/b.ttf", &font).go();
    assert_eq!(summary(&run), "1 PDF: 1 built");
}

fn a_bibliography_counts_for_the_cvs_that_use_it() {
    let last = |run: &Outcome| run.report.lines().last().unwrap_or_default().to_owned();
    let build = |run: Outcome| Run::after(run, &["build", "--root", "."]);
    let paper = |title: &str| format!("@article{{a, title = {{{title}}}, author = {{Byron, Ada}}, year = 1843}}\n");
    let cv = |name: &str| {
        format!("basics: {{ name: {name} }}\nrecto: {{ bibliography: [../papers.bib], variants: {{ full: {{}} }} }}\n")
    };
    let run = Run::new(&["build", "--root", "."])
        .file("recto.toml", "inputs = [\"cvs/*.yaml\"]\n")
        .file("cvs/ada.yaml", cv("Ada Byron"))
        .file("cvs/bob.yaml", cv("Bob Stone"))
        .file("cvs/cyd.yaml", "basics: { name: Cyd }\nrecto: { variants: { full: {} } }\n")
        .file("papers.bib", paper("Notes"))
        .go();
    assert_eq!(last(&run), "3 PDFs: 3 built");
    let run = build(run).go();
    assert_eq!(last(&run), "3 PDFs: 3 unchanged");
    let run = build(run).file("papers.bib", paper("Notes by the Translator")).go();
    assert_eq!(last(&run), "3 PDFs: 2 built, 1 unchanged");
    // Where nothing becomes of a change, neither does of the PDF.
    let run = build(run).file("papers.bib", paper("Notes by the Translator") + "% a remark\n").go();
    assert_eq!(last(&run), "3 PDFs: 3 unchanged");
}
