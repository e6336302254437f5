//! `recto bibliography`: the publications of a CV, for other programs.

use insta::assert_snapshot;
use libtest_mimic::Trial;

use super::Run;

pub fn tests() -> Vec<Trial> {
    crate::cases![
        cli_bibliography: bibtex_goes_to_standard_output, csl_json_is_written_to_a_file, what_has_no_field_goes_along,
        a_cv_without_publications_has_none
    ]
}

const CV: &str = "\
basics: { name: Ada Byron }
publications:
  - title: Sketch of the Analytical Engine
    authors: [L. F. Menabrea, Ada Byron]
    venue: Taylor's Scientific Memoirs
    kind: journal
    date: 1843
    doi: 10.1000/182
";

fn bibtex_goes_to_standard_output() {
    let run = Run::new(&["bibliography", "cv.yaml"]).file("cv.yaml", CV).go();
    assert_snapshot!(run.report, @"exit code 0");
    assert_snapshot!(run.stdout(), @"
    @article{menabrea1843sketch,
      title = {Sketch of the Analytical Engine},
      author = {Menabrea, L. F. and Byron, Ada},
      journal = {Taylor's Scientific Memoirs},
      year = {1843},
      doi = {10.1000/182},
    }
    ");
}

fn csl_json_is_written_to_a_file() {
    let run =
        Run::new(&["bibliography", "cv.yaml", "--format", "csl-json", "-o", "refs.json"]).file("cv.yaml", CV).go();
    assert_snapshot!(run.report, @"exit code 0");
    let text = String::from_utf8(run.read("refs.json")).expect("it is text");
    assert_snapshot!(text, @r#"
    [
      {
        "id": "menabrea1843sketch",
        "type": "article-journal",
        "title": "Sketch of the Analytical Engine",
        "container-title": "Taylor's Scientific Memoirs",
        "DOI": "10.1000/182",
        "author": [
          {
            "family": "Menabrea",
            "given": "L. F."
          },
          {
            "family": "Byron",
            "given": "Ada"
          }
        ],
        "issued": {
          "date-parts": [
            [
              1843
            ]
          ]
        }
      }
    ]
    "#);
}

fn what_has_no_field_goes_along() {
    let cv = CV.to_owned() + "    highlights: [Holds the first program]\n    tags: [computing]\n";
    let written = Run::new(&["bibliography", "cv.yaml"]).file("cv.yaml", cv).go().stdout();
    let own: Vec<_> = written.lines().filter(|line| line.contains("x-recto")).collect();
    assert_eq!(own, ["  x-recto-highlights = {[\"Holds the first program\"]},", "  x-recto-tags = {[\"computing\"]},"]);
}

fn a_cv_without_publications_has_none() {
    let run = Run::new(&["bibliography", "cv.yaml"]).file("cv.yaml", super::SHORT).go();
    assert_snapshot!(run.report, @"exit code 0");
    assert_eq!(run.stdout(), "");
}
