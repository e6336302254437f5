//! `recto read`, `recto extract`, `recto check --pdf`: what a PDF gives back.

use insta::assert_snapshot;
use libtest_mimic::Trial;

use super::{Outcome, Run, SHORT};

pub fn tests() -> Vec<Trial> {
    crate::cases![
        cli_read: text_comes_page_by_page, tags_are_shown_as_a_tree, data_is_taken_out, nothing_attached_is_told,
        data_takes_the_place_of_nothing, what_is_no_pdf_is_told, a_pdf_is_held_against_its_cv
    ]
}

/// Builds the short CV as a PDF.
fn built(flags: &[&str]) -> Outcome {
    let run =
        Run::new(&[&["build", "cv.yaml", "-v", "full", "-o", "cv.pdf"], flags].concat()).file("cv.yaml", SHORT).go();
    assert!(run.report.starts_with("exit code 0"), "{}", run.report);
    run
}

fn text_comes_page_by_page() {
    let run = Run::after(built(&[]), &["read", "cv.pdf"]).go();
    assert_snapshot!(run.report, @"
    exit code 0
    title: Ada Byron
    author: Ada Byron
    creator: recto 0.1.0
    ");
    assert_snapshot!(run.stdout(), @"
    Ada Byron
    Work Experience
    Programmer . . . . . . . . . . . . . . . . . . . . . . . . . . . . . . . . . . . . . . . . . . . . . . . . . . . . . . . . . . . . . . . . . . . . . . . . . . . 1842–1843
    ");
}

fn tags_are_shown_as_a_tree() {
    let run = Run::after(built(&[]), &["read", "--tags", "cv.pdf"]).go();
    assert_snapshot!(run.stdout(), @"
    Document
      Title Ada Byron
      H1 Work Experience
      Strong Programmer
      Span 1842–1843
    ");
}

fn data_is_taken_out() {
    let run = Run::after(built(&["--attach"]), &["extract", "cv.pdf", "-o", "data.json"]).go();
    assert_snapshot!(run.report, @"
    exit code 0
    data.json
    ");
    let run = Run::after(run, &["build", "data.json", "-v", "full", "-o", "again.pdf"]).go();
    assert!(run.report.starts_with("exit code 0"), "{}", run.report);
    let again = Run::after(run, &["read", "again.pdf"]).go().stdout();
    assert_eq!(again, Run::after(built(&[]), &["read", "cv.pdf"]).go().stdout());
}

fn nothing_attached_is_told() {
    let run = Run::after(built(&[]), &["extract", "cv.pdf"]).go();
    assert_snapshot!(run.report, @"
    exit code 2
    error: `cv.pdf` holds no CV as data
    hint: `recto build --attach` makes PDFs that do
    ");
}

fn data_takes_the_place_of_nothing() {
    let run = Run::after(built(&["--attach"]), &["extract", "cv.pdf", "-o", "cv.yaml"]).go();
    assert_snapshot!(run.report, @"
    exit code 2
    error: `cv.yaml` is there already and is left as it is
    hint: choose another name
    ");
    assert_eq!(run.read("cv.yaml"), SHORT.as_bytes());
}

fn what_is_no_pdf_is_told() {
    let run = Run::new(&["read", "cv.yaml"]).file("cv.yaml", SHORT).go();
    assert_snapshot!(run.report, @"
    exit code 2
    error: cannot read `cv.yaml`: it is no PDF, or a broken one
    ");
    assert_snapshot!(Run::new(&["read", "none.pdf"]).go().report, @"
    exit code 2
    error: cannot read `none.pdf` (No such file or directory (os error 2))
    ");
}

fn a_pdf_is_held_against_its_cv() {
    let run = Run::after(built(&[]), &["check", "--pdf", "cv.pdf", "cv.yaml"]).go();
    assert_snapshot!(run.report, @"
    exit code 0
    cv.pdf: 0 errors, 0 warnings, 0 pieces of advice
    ");
    let other = SHORT.replace("Programmer", "Mathematician");
    let run = Run::after(run, &["check", "--pdf", "cv.pdf", "other.yaml"]).file("other.yaml", other).go();
    assert_snapshot!(run.report, @"
    exit code 1
    error[pdf-lost-field]: `Mathematician` does not come back
     --> other.yaml:2:8
      |
    2 | work: [{ position: Mathematician, startDate: 1842, endDate: 1843 }]
      |        ^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^
      |
      = hint: see what a program gets: `recto read FILE`

    cv.pdf: 1 error, 0 warnings, 0 pieces of advice
    ");
}
