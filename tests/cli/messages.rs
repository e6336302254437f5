//! `--message-format`

use insta::assert_snapshot;
use libtest_mimic::Trial;

use super::{Outcome, Run};

pub fn tests() -> Vec<Trial> {
    crate::cases![
        cli_messages: short_is_one_line, json_is_an_object_a_line, github_annotates, junit_is_one_document,
        standard_output_is_for_one_thing, control_characters_reach_no_terminal,
    ]
}

/// A key with what each format must escape, and a CV that is not there.
const FAULTY: &str = "basics:\n  name: Ada Byron\n  emial: x\n  \"100%: <a>, \\\"b\\\" & c\": y\n";

fn run(format: &str) -> Outcome {
    Run::new(&["build", "ada, b.yaml", "none.yaml", "--message-format", format]).file("ada, b.yaml", FAULTY).go()
}

fn short_is_one_line() {
    let run = run("short");
    assert_eq!(run.stdout(), "");
    assert_snapshot!(run.report, @r#"
    exit code 2
    ada, b.yaml:3:3: error[unknown-key]: unknown key `emial`
    ada, b.yaml:4:3: warning[unknown-key]: unknown key `100%: <a>, "b" & c` is left out
    none.yaml: error[could-not-run]: cannot read `none.yaml` (No such file or directory (os error 2))
    2 PDFs: 2 failed
    "#);
}

fn json_is_an_object_a_line() {
    let run = run("json");
    assert_snapshot!(run.stdout(), @r#"
    {"id":"unknown-key","severity":"error","message":"unknown key `emial`","file":"ada, b.yaml","line":3,"column":3,"end":{"line":3,"column":8},"path":"basics.emial","hints":["did you mean `email`?"]}
    {"id":"unknown-key","severity":"warning","message":"unknown key `100%: <a>, \"b\" & c` is left out","file":"ada, b.yaml","line":4,"column":3,"end":{"line":4,"column":25},"path":"basics.100%: <a>, \"b\" & c","hints":["known here: `name`, `label`, `email`, `phone`, `url`, `image`, `summary`, `location`, `profiles`"]}
    {"id":"could-not-run","severity":"error","message":"cannot read `none.yaml` (No such file or directory (os error 2))","file":"none.yaml","line":null,"column":null,"end":null,"path":"","hints":[]}
    "#);
    assert_snapshot!(run.report, @"
    exit code 2
    2 PDFs: 2 failed
    ");
}

fn github_annotates() {
    assert_snapshot!(run("github").stdout(), @r#"
    ::error file=ada%2C b.yaml,line=3,endLine=3,col=3,endColumn=8,title=unknown-key::unknown key `emial`%0Ahint: did you mean `email`?
    ::warning file=ada%2C b.yaml,line=4,endLine=4,col=3,endColumn=25,title=unknown-key::unknown key `100%25: <a>, "b" & c` is left out%0Ahint: known here: `name`, `label`, `email`, `phone`, `url`, `image`, `summary`, `location`, `profiles`
    ::error file=none.yaml,title=could-not-run::cannot read `none.yaml` (No such file or directory (os error 2))
    "#);
}

fn junit_is_one_document() {
    assert_snapshot!(run("junit").stdout(), @r#"
    <?xml version="1.0" encoding="UTF-8"?>
    <testsuites name="recto" tests="2" failures="2" errors="0">
      <testsuite name="recto" tests="2" failures="2" errors="0">
        <testcase name="ada, b.yaml" classname="recto">
          <failure type="unknown-key" message="unknown key `emial`">ada, b.yaml:3:3: error[unknown-key]: unknown key `emial`
      hint: did you mean `email`?</failure>
          <system-out>ada, b.yaml:4:3: warning[unknown-key]: unknown key `100%: &lt;a&gt;, &quot;b&quot; &amp; c` is left out
      hint: known here: `name`, `label`, `email`, `phone`, `url`, `image`, `summary`, `location`, `profiles`</system-out>
        </testcase>
        <testcase name="none.yaml" classname="recto">
          <failure type="could-not-run" message="cannot read `none.yaml` (No such file or directory (os error 2))">none.yaml: error[could-not-run]: cannot read `none.yaml` (No such file or directory (os error 2))</failure>
        </testcase>
      </testsuite>
    </testsuites>
    "#);
    let cv = "basics: { name: Ada Byron, website: example.org }\n";
    let strict = Run::new(&["build", "ada.yaml", "--message-format", "junit", "--strict"]).file("ada.yaml", cv).go();
    assert_snapshot!(strict.stdout(), @r#"
    <?xml version="1.0" encoding="UTF-8"?>
    <testsuites name="recto" tests="1" failures="1" errors="0">
      <testsuite name="recto" tests="1" failures="1" errors="0">
        <testcase name="ada.yaml" classname="recto">
          <failure type="old-name" message="`website` is the old name of `url`">ada.yaml:1:28: warning[old-name]: `website` is the old name of `url`
      hint: rename it to `url`</failure>
        </testcase>
      </testsuite>
    </testsuites>
    "#);
    let fine = Run::new(&["fit", "ada.yaml", "--message-format", "junit", "--paper", "a4"]);
    assert_snapshot!(fine.file("ada.yaml", super::SHORT).go().stdout(), @r#"
    <?xml version="1.0" encoding="UTF-8"?>
    <testsuites name="recto" tests="1" failures="0" errors="0">
      <testsuite name="recto" tests="1" failures="0" errors="0">
        <testcase name="ada.yaml" classname="recto"/>
      </testsuite>
    </testsuites>
    "#);
}

fn standard_output_is_for_one_thing() {
    for other in [&["-o", "-", "--variant", "full"][..], &["--explain"]] {
        let run = Run::new(&[&["build", "ada.yaml", "--message-format", "json"], other].concat());
        let run = run.file("ada.yaml", super::SHORT).go();
        assert!(run.report.starts_with("exit code 2"), "{}", run.report);
        assert_eq!(run.files(), "ada.yaml");
    }
}

fn control_characters_reach_no_terminal() {
    let cv = "basics:\n  name: Ada\n  \"a\\e[31m\\u202Eb\": x\n";
    for format in ["full", "short", "json", "github", "junit"] {
        let run = Run::new(&["build", "ada.yaml", "--message-format", format]).file("ada.yaml", cv).go();
        for said in [run.report.clone(), run.stdout()] {
            assert!(!said.contains('\u{1b}'), "{format}: {said}");
        }
    }
}
