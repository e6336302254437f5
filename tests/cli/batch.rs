//! `recto build` of a project

use insta::assert_snapshot;
use libtest_mimic::Trial;

use super::{Run, SHORT};

pub fn tests() -> Vec<Trial> {
    crate::cases![
        cli_batch: a_project_is_built_from_below, jobs_are_listed, faults_of_the_file_are_shown_at_their_place,
        patterns_must_match, outputs_must_differ, the_cv_wins_over_the_project_and_flags_over_both,
        one_bad_cv_harms_no_other, threads_change_nothing, without_a_project_there_is_nothing_to_build,
        variants_must_exist, layouts_of_the_project_are_found, nothing_is_begun_after_a_failure,
        strictness_is_of_the_project, what_cannot_be_written_is_told, paths_start_at_the_project,
    ]
}

pub const PROJECT: &str = "inputs = [\"cvs/*\"]\n";

/// Two CVs, and beside them what is none.
pub fn project(arguments: &[&str], file: &str) -> Run {
    Run::new(arguments)
        .file("recto.toml", file)
        .file("cvs/ada.yaml", SHORT)
        .file("cvs/bob.json", r#"{"basics": {"name": "Bob"}}"#)
        .file("cvs/cv.schema.json", "{}")
        .file("cvs/notes.md", "# Notes")
}

fn a_project_is_built_from_below() {
    let run = project(&["build"], PROJECT).file("cvs/deep/er/x", "").inside("cvs/deep").go();
    assert_snapshot!(run.report, @"
    exit code 0
    ../../ada-full.pdf  1 page, ? KiB
    ../../ada-onepage.pdf  1 page, ? KiB, 10 % filled, all items, spacing 100 %, 10.5pt
    ../../bob-full.pdf  1 page, ? KiB
    ../../bob-onepage.pdf  1 page, ? KiB, 3 % filled, all items, spacing 100 %, 10.5pt
    4 PDFs: 4 built
    ");
    assert_eq!(run.files(), ".recto-cache ada-full.pdf ada-onepage.pdf bob-full.pdf bob-onepage.pdf cvs recto.toml");
}

fn jobs_are_listed() {
    let file = "inputs = ['cvs/*', 'cvs/ada.yaml']\nlayouts = ['plain', 'scholar']\nlanguages = ['en', 'de']\npapers = ['a4']\nvariants = ['full']\n";
    let run = project(&["build", "--list"], file).go();
    assert_snapshot!(run.stdout(), @"
    cvs/ada.yaml  full  plain  en  a4  → ada-full-plain-en.pdf
    cvs/ada.yaml  full  plain  de  a4  → ada-full-plain-de.pdf
    cvs/ada.yaml  full  scholar  en  a4  → ada-full-scholar-en.pdf
    cvs/ada.yaml  full  scholar  de  a4  → ada-full-scholar-de.pdf
    cvs/bob.json  full  plain  en  a4  → bob-full-plain-en.pdf
    cvs/bob.json  full  plain  de  a4  → bob-full-plain-de.pdf
    cvs/bob.json  full  scholar  en  a4  → bob-full-scholar-en.pdf
    cvs/bob.json  full  scholar  de  a4  → bob-full-scholar-de.pdf
    ");
    assert_eq!(run.report, "exit code 0");
    assert_eq!(run.files(), "cvs recto.toml");
    let run = project(&["build", "--list", "--layout", "ledger", "-o", "out/", "-v", "onepage"], file).go();
    assert_snapshot!(run.stdout(), @"
    cvs/ada.yaml  onepage  ledger  en  a4  → out/ada-onepage-en.pdf
    cvs/ada.yaml  onepage  ledger  de  a4  → out/ada-onepage-de.pdf
    cvs/bob.json  onepage  ledger  en  a4  → out/bob-onepage-en.pdf
    cvs/bob.json  onepage  ledger  de  a4  → out/bob-onepage-de.pdf
    ");
}

fn faults_of_the_file_are_shown_at_their_place() {
    let file = "inputs = ['cvs/*']\nlayout = 'scholr'\nlaguages = ['de']\npapers = ['a4', 'a5']\nstrict = 'yes'\nallow = ['dead-lnk']\ncolour = 1\n[options]\ntext-sise = '10pt'\n";
    let run = project(&["build"], file).go();
    assert_snapshot!(run.report, @"
    exit code 1
    error[unknown-choice]: unknown paper `a5`
     --> recto.toml:4:17
      |
    4 | papers = ['a4', 'a5']
      |                 ^^^^
      |
      = hint: choose from `a4`, `letter`

    error[wrong-type]: `true` or `false` was expected here, not a text
     --> recto.toml:5:10
      |
    5 | strict = 'yes'
      |          ^^^^^
      |
      = hint: write `true`

    error[unknown-id]: unknown id `dead-lnk`
     --> recto.toml:6:10
      |
    6 | allow = ['dead-lnk']
      |          ^^^^^^^^^^
      |
      = hint: did you mean `dead-link`?

    error[unknown-key]: unknown key `laguages`
     --> recto.toml:3:1
      |
    3 | laguages = ['de']
      | ^^^^^^^^
      |
      = hint: did you mean `languages`?

    warning[unknown-key]: unknown key `colour` is left out
     --> recto.toml:7:1
      |
    7 | colour = 1
      | ^^^^^^
      |
      = hint: known here: `inputs`, `variants`, `layouts`, `languages`, `papers`, `formats`, `output`, `font-paths`, `strict`, `allow`, `layout`, `options`, `paper`, `lang`, `tidy`, `publications`, `standard`, `print`, `bleed`, `attach`
    ");
    let run =
        project(&["build"], "inputs = ['cvs/*']\nlanguages = ['tlh']\nlayouts = ['scholr']\noutput = '{name}.pdf'\n")
            .go();
    assert_snapshot!(run.report, @"
    exit code 1
    error[unknown-layout]: unknown layout `scholr`
     --> recto.toml:3:12
      |
    3 | layouts = ['scholr']
      |            ^^^^^^^^
      |
      = hint: did you mean `scholar`?

    error[unknown-language]: there are no words for the language `tlh`
     --> recto.toml:2:14
      |
    2 | languages = ['tlh']
      |              ^^^^^
      |
      = hint: choose from `ar`, `de`, `en`, `fr`, `he`, `zh`

    error[bad-project]: unknown placeholder `{name}` in the output pattern; there are `{folder}`, `{stem}`, `{variant}`, `{layout}`, `{lang}` and `{paper}`
     --> recto.toml:4:10
      |
    4 | output = '{name}.pdf'
      |          ^^^^^^^^^^^^
    ");
    let run =
        project(&["build", "-v", "full"], "inputs = ['cvs/*']\nlayout = 'scholr'\n[options]\ntext-sise = '10pt'\n")
            .go();
    assert_snapshot!(run.report, @"
    exit code 1
    error[unknown-layout]: unknown layout `scholr`
     --> recto.toml:2:10
      |
    2 | layout = 'scholr'
      |          ^^^^^^^^
      |
      = hint: did you mean `scholar`?

    2 PDFs: 2 failed
    ");
    let run = project(&["build"], "inputs = [\n").go();
    assert_snapshot!(run.report, @"
    exit code 1
    error[toml-syntax]: this is not valid TOML (unclosed array, expected `]`)
     --> recto.toml:1:11
      |
    1 | inputs = [
      |           ^
    ");
}

fn patterns_must_match() {
    let run = project(&["build"], "inputs = [\n  'cvs/*',\n  'people/*.yaml',\n  'cvs/***',\n]\n").go();
    assert_snapshot!(run.report, @"
    exit code 1
    error[bad-project]: no CV matches `people/*.yaml`
     --> recto.toml:3:3
      |
    3 |   'people/*.yaml',
      |   ^^^^^^^^^^^^^^^
      |
      = hint: paths start at the folder of `recto.toml`

    error[bad-project]: `cvs/***` is no pattern for files (wildcards are either regular `*` or recursive `**`)
     --> recto.toml:4:3
      |
    4 |   'cvs/***',
      |   ^^^^^^^^^
      |
      = hint: there are `*`, `?`, `[…]` and `**` for folders
    ");
    let run = project(&["build"], "layout = 'plain'\n").go();
    assert_snapshot!(run.report, @r#"
    exit code 1
    error[bad-project]: the project names no CVs
     --> recto.toml:1:1
      |
    1 | layout = 'plain'
      | ^
      |
      = hint: add `inputs = ["*.yaml"]`
    "#);
}

fn outputs_must_differ() {
    let run = project(&["build"], "inputs = ['**/*.yaml']\n").file("more/ada.yaml", SHORT).go();
    assert_snapshot!(run.report, @r#"
    exit code 1
    error[bad-project]: `ada-full.pdf` would be written by cvs/ada.yaml (full, scholar, en, a4) and by more/ada.yaml (full, scholar, en, a4)
      = hint: tell outputs apart: `output = "{folder}/{stem}-{variant}.pdf"`

    error[bad-project]: `ada-onepage.pdf` would be written by cvs/ada.yaml (onepage, scholar, en, a4) and by more/ada.yaml (onepage, scholar, en, a4)
      = hint: tell outputs apart: `output = "{folder}/{stem}-{variant}.pdf"`
    "#);
    let run = project(&["build", "-v", "full"], "inputs = ['**/*.yaml']\noutput = '{folder}/{stem}.pdf'\n");
    let run = run.file("more/ada.yaml", SHORT).go();
    assert_snapshot!(run.report, @"
    exit code 0
    cvs/ada.pdf  1 page, ? KiB
    more/ada.pdf  1 page, ? KiB
    2 PDFs: 2 built
    ");
    let run = project(&["build", "-v", "full"], "inputs = ['cvs/ada.yaml']\noutput = 'cvs/ada.yaml'\n").go();
    assert_snapshot!(run.report, @"
    exit code 1
    error[bad-project]: `cvs/ada.yaml` is a CV and is not overwritten
     --> recto.toml:2:10
      |
    2 | output = 'cvs/ada.yaml'
      |          ^^^^^^^^^^^^^^
      |
      = hint: choose another `output`
    ");
}

fn the_cv_wins_over_the_project_and_flags_over_both() {
    let file = "inputs = ['cvs/*']\nlayout = 'plain'\nlang = 'de'\npaper = 'letter'\nvariants = ['full']\n";
    let own = format!("{SHORT}recto: {{ layout: ledger, lang: fr }}\n");
    let run = project(&["build", "--list"], file).file("cvs/own.yaml", own).go();
    assert_snapshot!(run.stdout(), @"
    cvs/ada.yaml  full  plain  de  letter  → ada-full.pdf
    cvs/bob.json  full  plain  de  letter  → bob-full.pdf
    cvs/own.yaml  full  ledger  fr  letter  → own-full.pdf
    ");
    let run = Run::after(run, &["build", "--list", "--lang", "zh", "--paper", "a4"]).go();
    assert_snapshot!(run.stdout(), @"
    cvs/ada.yaml  full  plain  zh  a4  → ada-full.pdf
    cvs/bob.json  full  plain  zh  a4  → bob-full.pdf
    cvs/own.yaml  full  ledger  zh  a4  → own-full.pdf
    ");
}

fn one_bad_cv_harms_no_other() {
    let run = project(&["build", "-v", "full"], "inputs = ['cvs/*']\n")
        .file("cvs/bad.yaml", "basics: [")
        .file("cvs/binary.yaml", b"\xff\xfe")
        .file("cvs/slip.yaml", "basics: { nme: Cy }\n")
        .go();
    assert_snapshot!(run.report, @"
    exit code 1
    ada-full.pdf  1 page, ? KiB
    error[yaml-syntax]: this is not valid YAML (while parsing a node, did not find expected node content)
     --> cvs/bad.yaml:1:10
      |
    1 | basics: [
      |          ^
      |
      = hint: put texts that hold `: `, ` #` or start with a special character in quotes

    error[could-not-run]: `cvs/binary.yaml` is not UTF-8 text (byte 0); save it as UTF-8

    bob-full.pdf  1 page, ? KiB
    error[unknown-key]: unknown key `nme`
     --> cvs/slip.yaml:1:11
      |
    1 | basics: { nme: Cy }
      |           ^^^
      |
      = hint: did you mean `name`?

    warning[missing-name]: the CV has no name
     --> cvs/slip.yaml:1:1
      |
    1 | basics: { nme: Cy }
      | ^^^^^^^^^^^^^^^^^^^
      |
      = hint: give it under `basics.name`

    5 PDFs: 2 built, 3 failed
    ");
    assert_eq!(run.files(), ".recto-cache ada-full.pdf bob-full.pdf cvs recto.toml");
}

fn threads_change_nothing() {
    let build = |threads| {
        let run = project(&["build", "-j", threads], "inputs = ['cvs/*']\nlayouts = ['plain', 'scholar']\n").go();
        assert!(run.report.starts_with("exit code 0"), "{}", run.report);
        let names: Vec<_> = run.files().split(' ').filter(|name| name.ends_with(".pdf")).map(str::to_owned).collect();
        let files: Vec<_> = names.iter().map(|name| run.read(name)).collect();
        (run.report, names, files)
    };
    assert!(build("1") == build("3"));
}

fn without_a_project_there_is_nothing_to_build() {
    let run = Run::new(&["build"]).file("ada.yaml", SHORT).go();
    assert_snapshot!(run.report, @"
    exit code 2
    error: no CV is named, and there is no `recto.toml` in this folder or one above it
    hint: name a CV: `recto build cv.yaml`
    ");
    let run = Run::new(&["build", "ada.yaml", "--list"]).file("ada.yaml", SHORT).go();
    assert_snapshot!(run.stdout(), @"
    ada.yaml  full  scholar  en  a4  → ada-full.pdf
    ada.yaml  onepage  scholar  en  a4  → ada-onepage.pdf
    ");
}

fn variants_must_exist() {
    let file = "inputs = ['cvs/*']\nvariants = ['full', 'onpage']\n";
    let own = "basics: { name: Cy }\nrecto: { variants: { short: { pages: 1 } } }\n";
    let run = project(&["build"], file).go();
    assert_snapshot!(run.report, @"
    exit code 1
    error[unknown-variant]: no CV has a variant `onpage`
     --> recto.toml:2:21
      |
    2 | variants = ['full', 'onpage']
      |                     ^^^^^^^^
      |
      = hint: did you mean `onepage`?
    ");
    let run = project(&["build", "--list", "-v", "full"], file).file("cvs/own.yaml", own).go();
    assert_snapshot!(run.report, @"
    exit code 0
    warning[unknown-variant]: `cvs/own.yaml` has none of the variants that are asked for and is left out
    ");
}

fn layouts_of_the_project_are_found() {
    let layout = "title = 'Mine'\ndescription = 'Mine'\nfonts = []\npapers = ['a4']\nparse = 'good'\n";
    let typst = "#let page-setup = none\n";
    let run =
        project(&["build", "--list", "-v", "full"], "inputs = ['cvs/*']\nlayouts = ['./designs/mine', 'other']\n")
            .file("designs/mine/layout.toml", layout)
            .file("designs/mine/layout.typ", typst)
            .file("layouts/other/layout.toml", layout)
            .inside("cvs")
            .go();
    assert_snapshot!(run.stdout(), @"
    ../cvs/ada.yaml  full  mine  en  a4  → ../ada-full-mine.pdf
    ../cvs/ada.yaml  full  other  en  a4  → ../ada-full-other.pdf
    ../cvs/bob.json  full  mine  en  a4  → ../bob-full-mine.pdf
    ../cvs/bob.json  full  other  en  a4  → ../bob-full-other.pdf
    ");
    assert_eq!(run.report, "exit code 0");
}

fn nothing_is_begun_after_a_failure() {
    let run = project(&["build", "-v", "full", "--fail-fast", "-j", "1"], "inputs = ['cvs/*']\n");
    let mut run = run.file("cvs/aa.yaml", "basics: [");
    for number in 0..30 {
        run = run.file(&format!("cvs/c{number}.yaml"), SHORT);
    }
    let run = run.go();
    let last = run.report.lines().last().unwrap_or_default();
    assert!(last.starts_with("33 PDFs: ") && last.contains("1 failed") && last.ends_with("not begun"), "{last}");
}

fn strictness_is_of_the_project() {
    let run = project(&["build", "-v", "full"], "inputs = ['cvs/*.yaml']\nstrict = true\nallow = ['old-name']\n")
        .file("cvs/cy.yaml", "basics: { name: Cy, website: https://example.org }\n")
        .file("cvs/di.yaml", "basics: { name: Di, label: '' }\n")
        .go();
    assert_snapshot!(run.report, @"
    exit code 1
    ada-full.pdf  1 page, ? KiB
    cy-full.pdf  1 page, ? KiB
    advice[empty-field]: `label` is empty and counts as absent
     --> cvs/di.yaml:1:28
      |
    1 | basics: { name: Di, label: '' }
      |                            ^^

    3 PDFs: 2 built, 1 failed
    ");
    assert_eq!(run.files(), ".recto-cache ada-full.pdf cvs cy-full.pdf recto.toml");
}

fn what_cannot_be_written_is_told() {
    let run = project(&["build", "-v", "full"], "inputs = ['cvs/*']\noutput = 'out/{stem}.pdf'\n");
    let run = run.file("out", "a file where a folder is needed").go();
    assert_snapshot!(run.report, @"
    exit code 2
    error[could-not-run]: cannot write `out/ada.pdf` (File exists (os error 17))

    error[could-not-run]: cannot write `out/bob.pdf` (File exists (os error 17))

    2 PDFs: 2 failed
    ");
    assert_eq!(run.read("out"), b"a file where a folder is needed");
}

fn paths_start_at_the_project() {
    let file =
        "inputs = ['cvs/*']\noutput = '{folder}/{stem}.pdf'\nvariants = ['full']\nfont-paths = ['cvs', 'fnts']\n";
    let run = project(&["build", "--list"], file).inside("cvs").go();
    assert_snapshot!(run.report, @"
    exit code 1
    error[bad-project]: there is no folder `fnts`
     --> ../recto.toml:4:22
      |
    4 | font-paths = ['cvs', 'fnts']
      |                      ^^^^^^
      |
      = hint: paths start at the folder of `recto.toml`
    ");
    let run = project(&["build", "--list"], &file.replace(", 'fnts'", "").replace("'cvs', ", "")).inside("cvs").go();
    assert_snapshot!(run.report, @"
    exit code 2
    error: there is no font in `../cvs`
    ");
    let file = file.lines().take(3).collect::<Vec<_>>().join("\n");
    let run = project(&["build", "--list"], &file).inside("cvs").go();
    assert_snapshot!(run.stdout(), @"
    ../cvs/ada.yaml  full  scholar  en  a4  → ../cvs/ada.pdf
    ../cvs/bob.json  full  scholar  en  a4  → ../cvs/bob.pdf
    ");
    let run = project(&["build", "--list", "-o", "{folder}/{stem}.pdf"], &file).inside("cvs").go();
    assert_snapshot!(run.stdout(), @"
    ../cvs/ada.yaml  full  scholar  en  a4  → ../cvs/ada.pdf
    ../cvs/bob.json  full  scholar  en  a4  → ../cvs/bob.pdf
    ");
    let run = project(&["build"], "inputs = ['cvs/ada.yaml']\nvariants = ['full']\noutput = 'recto.toml'\n").go();
    assert_snapshot!(run.report, @"
    exit code 1
    error[bad-project]: `recto.toml` is the project's file and is not overwritten
     --> recto.toml:3:10
      |
    3 | output = 'recto.toml'
      |          ^^^^^^^^^^^^
      |
      = hint: choose another `output`
    ");
}
