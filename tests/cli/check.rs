//! `recto check` and `recto explain`

use insta::assert_snapshot;
use libtest_mimic::Trial;

use super::Run;

pub fn tests() -> Vec<Trial> {
    crate::cases![
        cli_check: advice_is_given, exit_codes_tell, allowed_advice_is_not_given, the_day_comes_from_the_environment,
        endless_files_are_refused, ids_are_listed, an_id_is_explained, an_unknown_id_is_refused,
        bibliographies_may_lie_below_a_root,
    ]
}

const GAP: &str = "basics: { name: Ada Byron, email: ada@example.org }\nwork:\n  - { position: Countess, startDate: 2021-09 }\n  - { position: Programmer, startDate: 2019-01, endDate: 2020-06 }\n";

fn advice_is_given() {
    let run = Run::new(&["check", "ada.yaml"]).file("ada.yaml", GAP).go();
    assert_snapshot!(run.report, @"
    exit code 0
    advice[employment-gap]: nothing is told of the 14 months between `Programmer` and `Countess`
     --> ada.yaml:3:38
      |
    3 |   - { position: Countess, startDate: 2021-09 }
      |                                      ^^^^^^^
      |
      = hint: if you like, say in a line what you did

    ada.yaml: 0 errors, 0 warnings, 1 piece of advice
    ");
    assert_eq!(run.stdout(), "");
    assert_eq!(run.files(), "ada.yaml");
}

fn exit_codes_tell() {
    let run = Run::new(&["check", "ada.yaml", "--strict", "--message-format", "short"]).file("ada.yaml", GAP).go();
    assert_snapshot!(run.report, @"
    exit code 1
    ada.yaml:3:38: advice[employment-gap]: nothing is told of the 14 months between `Programmer` and `Countess`
    ada.yaml: 0 errors, 0 warnings, 1 piece of advice
    ");
    let run = Run::new(&["check", "ada.yaml", "bob.yaml", "--message-format", "short"]);
    let run = run.file("bob.yaml", "basics: { nam: Bob }\n").file("ada.yaml", GAP).go();
    assert_snapshot!(run.report, @"
    exit code 1
    ada.yaml:3:38: advice[employment-gap]: nothing is told of the 14 months between `Programmer` and `Countess`
    ada.yaml: 0 errors, 0 warnings, 1 piece of advice
    bob.yaml:1:11: error[unknown-key]: unknown key `nam`
    bob.yaml:1:1: warning[missing-name]: the CV has no name
    bob.yaml:1:9: advice[missing-contact]: there is neither an e-mail address nor a phone number
    bob.yaml: 1 error, 1 warning, 1 piece of advice
    ");
    let run = Run::new(&["check", "none.yaml", "-"]).input(super::SHORT).go();
    assert_snapshot!(run.report, @"
    exit code 2
    error: cannot read `none.yaml` (No such file or directory (os error 2))
    advice[missing-contact]: there is neither an e-mail address nor a phone number
     --> <stdin>:1:9
      |
    1 | basics: { name: Ada Byron }
      |         ^^^^^^^^^^^^^^^^^
      |
      = hint: give one under `basics.email` or `basics.phone`

    -: 0 errors, 0 warnings, 1 piece of advice
    ");
}

fn allowed_advice_is_not_given() {
    let cv = format!("{GAP}recto: {{ allow: [employment-gap] }}\n");
    let run = Run::new(&["check", "ada.yaml", "--strict"]).file("ada.yaml", cv).go();
    assert_snapshot!(run.report, @"
    exit code 0
    ada.yaml: 0 errors, 0 warnings, 0 pieces of advice
    ");
    // What `build` would say under `--strict` is silenced as well.
    let cv = "basics: { name: Ada Byron, website: https://ada.example.org }\nrecto: { allow: [old-name] }\n";
    let run = Run::new(&["build", "ada.yaml", "--strict"]).file("ada.yaml", cv).go();
    assert!(run.report.starts_with("exit code 0"), "{}", run.report);
}

fn the_day_comes_from_the_environment() {
    let cv = "basics: { name: Ada Byron, email: ada@example.org }\nawards: [{ title: Prize, date: 2024-05 }]\n";
    let check = || Run::new(&["check", "ada.yaml", "--message-format", "short"]).file("ada.yaml", cv);
    assert_snapshot!(check().environment("SOURCE_DATE_EPOCH", "1577836800").go().report, @"
    exit code 0
    ada.yaml:2:32: advice[future-date]: the year 2024 lies in the future
    ada.yaml: 0 errors, 0 warnings, 1 piece of advice
    ");
    assert_snapshot!(check().environment("SOURCE_DATE_EPOCH", "2000000000").go().report, @"
    exit code 0
    ada.yaml: 0 errors, 0 warnings, 0 pieces of advice
    ");
    assert_snapshot!(check().environment("SOURCE_DATE_EPOCH", "tomorrow").go().report, @"
    exit code 2
    error: SOURCE_DATE_EPOCH=`tomorrow` is no count of seconds
    ");
}

fn endless_files_are_refused() {
    let run = Run::new(&["check", "ada.yaml"]).file("ada.yaml", "# \n".repeat(2 << 20)).go();
    assert_snapshot!(run.report, @"
    exit code 2
    error: `ada.yaml` is larger than 4 MiB, which no CV is
    ");
    let values = format!("basics: {{ name: Ada Byron }}\nskills: [{}]\n", "x, ".repeat(60_000));
    let run = Run::new(&["check", "ada.yaml", "--message-format", "short"]).file("ada.yaml", values).go();
    assert_snapshot!(run.report, @"
    exit code 1
    ada.yaml:2:150004: error[too-large]: there are more than 50000 values
    ada.yaml: 1 error, 0 warnings, 0 pieces of advice
    ");
    let text = format!("basics: {{ name: Ada Byron, summary: {} }}\n", "x".repeat(1 << 20));
    let run = Run::new(&["check", "ada.yaml", "--message-format", "short"]).file("ada.yaml", text).go();
    assert_snapshot!(run.report, @"
    exit code 1
    ada.yaml:1:37: error[too-large]: a text is longer than ? KiB
    ada.yaml: 1 error, 0 warnings, 0 pieces of advice
    ");
}

fn ids_are_listed() {
    let listed = Run::new(&["explain"]).go().stdout();
    assert!(listed.lines().count() > 60);
    assert!(listed.contains("unknown-key "), "{listed}");
}

fn an_id_is_explained() {
    assert_snapshot!(Run::new(&["explain", "[missing-text]"]).go().stdout(), @r#"
    missing-text (error): A bullet has no text

    A bullet that is written as a map needs a `text`; `short` alone is the shorter wording of nothing.

    Instead of:
        basics: { name: Ada Byron }
        work:
          - position: Programmer
            highlights:
              - { short: Note G }

    Write:
        basics: { name: Ada Byron }
        work:
          - position: Programmer
            highlights:
              - { text: "Wrote Note G, the first program", short: Note G }
    "#);
}

fn an_unknown_id_is_refused() {
    assert_snapshot!(Run::new(&["explain", "unkown-key"]).go().report, @"
    exit code 2
    error: unknown id `unkown-key`
    hint: did you mean `unknown-key`?
    ");
    assert_snapshot!(Run::new(&["explain", "weather"]).go().report, @"
    exit code 2
    error: unknown id `weather`
    hint: `recto explain` lists them
    ");
}

fn bibliographies_may_lie_below_a_root() {
    let cv = "basics: { name: Ada Byron, email: ada@example.org }\nrecto: { bibliography: [../papers.bib], variants: { full: {} } }\n";
    let paper = "@article{a, title = {Notes}, author = {Byron, Ada}, year = 1843}\n";
    let named: [&[&str]; 4] =
        [&["check", "cvs/ada.yaml"], &["layouts", "document", "cvs/ada.yaml"], &["build", "cvs/ada.yaml"], &["build"]];
    for command in named {
        let run = |arguments: &[&str]| {
            let run = Run::new(&[command, arguments].concat()).file("cvs/ada.yaml", cv).file("papers.bib", paper);
            run.file("recto.toml", "inputs = [\"cvs/ada.yaml\"]\n").go().report
        };
        let refused = run(&[]);
        assert!(refused.contains("the bibliography `../papers.bib` lies outside the folder"), "{command:?}: {refused}");
        let taken = run(&["--root", "."]);
        assert!(taken.starts_with("exit code 0") && !taken.contains("papers.bib"), "{command:?}: {taken}");
    }
}
