//! `recto init`

use insta::assert_snapshot;
use libtest_mimic::Trial;

use super::Run;

pub fn tests() -> Vec<Trial> {
    crate::cases![cli_init: every_starter_builds, nothing_is_overwritten, a_schema_stays, the_extension_chooses]
}

/// What `init` writes builds without a word, in every syntax.
fn every_starter_builds() {
    for name in ["cv.yaml", "cv.json", "cv.toml"] {
        let run = Run::new(&["init", name]).go();
        let wrote = format!(
            "exit code 0\nwrote {name}; now edit it and run `recto build {name}`\n\
             wrote cv.schema.json, by which editors complete and check what you type"
        );
        assert_eq!(run.report, wrote);
        let starter = run.read(name);
        let run = Run::new(&["build", name, "--strict"]).file(name, starter).go();
        let report = &run.report;
        assert!(
            report.starts_with("exit code 0\ncv-full.pdf  1 page, ? KiB\ncv-onepage.pdf  1 page, ? KiB"),
            "{report}"
        );
    }
}

fn nothing_is_overwritten() {
    let run = Run::new(&["init"]).file("cv.yaml", "mine").go();
    assert_snapshot!(run.report, @"
    exit code 2
    error: `cv.yaml` is there already and is left as it is
    hint: choose another name
    ");
    assert_eq!(run.read("cv.yaml"), b"mine");
}

fn a_schema_stays() {
    let run = Run::new(&["init"]).file("cv.schema.json", "mine").go();
    assert_snapshot!(run.report, @"
    exit code 0
    wrote cv.yaml; now edit it and run `recto build cv.yaml`
    ");
    assert_eq!(run.read("cv.schema.json"), b"mine");
}

fn the_extension_chooses() {
    let run = Run::new(&["init", "cv.pdf"]).go();
    assert_snapshot!(run.report, @"
    exit code 2
    error: `cv.pdf` has no extension that recto knows
    hint: use .yaml, .json or .toml
    ");
}
