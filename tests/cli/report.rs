//! `--report`, `--shard`, `recto report merge`

use insta::assert_snapshot;
use libtest_mimic::Trial;

use super::batch::{PROJECT, project};
use super::{Outcome, Run, SHORT};

pub fn tests() -> Vec<Trial> {
    crate::cases![
        cli_report: reports_tell_of_every_job, shards_are_merged, engines_say_which_shard_this_is, a_report_takes_the_place_of_nothing, reports_are_shown_as_markdown,
        markdown_is_no_way_in, large_reports_fit_into_a_comment,
    ]
}

fn reports_tell_of_every_job() {
    let run = project(&["build", "-j", "1", "--report", "out/report.json", "--report", "junit.xml"], PROJECT)
        .file("cvs/bad.yaml", "basics: { nme: Cy }\n")
        .go();
    assert!(run.report.starts_with("exit code 1"), "{}", run.report);
    let text = |run: &Outcome, name: &str| String::from_utf8(run.read(name)).expect("it is text");
    let mut report: serde_json::Value = serde_json::from_str(&text(&run, "out/report.json")).expect("it is JSON");
    assert_eq!(report["total"], 5);
    let stages = report["jobs"][0]["milliseconds"].take();
    assert!(stages["total"].as_f64() >= stages["compiling"].as_f64() && stages["exporting"].as_f64() > Some(0.0));
    report["jobs"][0]["bytes"].take();
    assert_snapshot!(format!("{:#}", report["jobs"][0]), @r#"
    {
      "bytes": null,
      "cv": "cvs/ada.yaml",
      "fill": 0.096,
      "findings": [],
      "lang": "en",
      "layout": "scholar",
      "milliseconds": null,
      "number": 0,
      "output": "ada-full.pdf",
      "pages": 1,
      "paper": "a4",
      "status": "built",
      "variant": "full",
      "warnings": 0
    }
    "#);
    report["jobs"][2]["milliseconds"].take();
    report["jobs"][2]["findings"].as_array_mut().expect("it is a list").truncate(1);
    assert_snapshot!(format!("{:#}", report["jobs"][2]), @r#"
    {
      "bytes": null,
      "cv": "cvs/bad.yaml",
      "fill": null,
      "findings": [
        {
          "column": 11,
          "end": {
            "column": 14,
            "line": 1
          },
          "file": "cvs/bad.yaml",
          "hints": [
            "did you mean `name`?"
          ],
          "id": "unknown-key",
          "line": 1,
          "message": "unknown key `nme`",
          "path": "basics.nme",
          "severity": "error"
        }
      ],
      "lang": null,
      "layout": null,
      "milliseconds": null,
      "number": 2,
      "output": null,
      "pages": null,
      "paper": null,
      "status": "failed",
      "variant": null,
      "warnings": 1
    }
    "#);
    let without_times = |text: String| {
        let parts = text.split(" time=\"").enumerate();
        parts
            .map(|(n, part)| if n == 0 { part } else { part.split_once('"').map_or(part, |(_, rest)| rest) })
            .collect::<String>()
    };
    assert_snapshot!(without_times(text(&run, "junit.xml")), @r#"
    <?xml version="1.0" encoding="UTF-8"?>
    <testsuites name="recto" tests="5" failures="1" errors="0">
      <testsuite name="recto" tests="5" failures="1" errors="0">
        <testcase name="cvs/ada.yaml (full, scholar, en, a4)" classname="recto"/>
        <testcase name="cvs/ada.yaml (onepage, scholar, en, a4)" classname="recto"/>
        <testcase name="cvs/bad.yaml" classname="recto">
          <failure type="unknown-key" message="unknown key `nme`">cvs/bad.yaml:1:11: error[unknown-key]: unknown key `nme`
      hint: did you mean `name`?</failure>
          <system-out>cvs/bad.yaml:1:1: warning[missing-name]: the CV has no name
      hint: give it under `basics.name`</system-out>
        </testcase>
        <testcase name="cvs/bob.json (full, scholar, en, a4)" classname="recto"/>
        <testcase name="cvs/bob.json (onepage, scholar, en, a4)" classname="recto"/>
      </testsuite>
    </testsuites>
    "#);
    // What is unchanged is told of as what it was.
    let run = Run::after(run, &["build", "--report", "out/report.json"]).go();
    let report: serde_json::Value = serde_json::from_str(&text(&run, "out/report.json")).expect("it is JSON");
    assert_eq!((&report["jobs"][0]["status"], &report["jobs"][0]["pages"]), (&"unchanged".into(), &1.into()));
    let run = Run::after(run, &["build", "--report", "report.txt"]).go();
    assert_snapshot!(run.report, @"
    exit code 2
    error: `report.txt` is no report: it ends in none of .json, .xml (JUnit) and .md (Markdown)
    ");
}

fn shards_are_merged() {
    let names = ["a", "b", "c", "d"];
    let mut run = project(&["build", "--shard", "1/3", "--report", "1.json"], PROJECT);
    for name in names {
        run = run.file(&format!("cvs/{name}.yaml"), SHORT);
    }
    let run = run.go();
    assert!(run.report.ends_with("4 PDFs: 4 built"), "{}", run.report);
    let run = Run::after(run, &["build", "--report", "2.json"])
        .environment("CI_NODE_INDEX", "2")
        .environment("CI_NODE_TOTAL", "3")
        .go();
    assert_snapshot!(run.report, @"
    exit code 0
    shard 2 of 3, as CI_NODE_INDEX and CI_NODE_TOTAL say: 4 of 12 PDFs
    b-full.pdf  1 page, ? KiB
    b-onepage.pdf  1 page, ? KiB, 10 % filled, all items, spacing 100 %, 10.5pt
    bob-full.pdf  1 page, ? KiB
    bob-onepage.pdf  1 page, ? KiB, 3 % filled, all items, spacing 100 %, 10.5pt
    4 PDFs: 4 built
    ");
    let run = Run::after(run, &["report", "merge", "all.json", "1.json", "2.json"]).go();
    assert_snapshot!(run.report, @"
    exit code 1
    12 PDFs: 8 built, 4 not begun
    ");
    let run = Run::after(run, &["build", "--shard", "3/3", "--report", "3.json"]).go();
    let run = Run::after(run, &["report", "merge", "all.json", "3.json", "2.json", "1.json"]).go();
    assert_snapshot!(run.report, @"
    exit code 0
    12 PDFs: 12 built
    ");
    let report: serde_json::Value = serde_json::from_slice(&run.read("all.json")).expect("it is JSON");
    let numbers: Vec<_> = report["jobs"].as_array().expect("it is a list").iter().map(|job| &job["number"]).collect();
    assert_eq!(numbers, [0, 1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11]);
    let run = Run::after(run, &["report", "merge", "all.xml", "1.json", "1.json"]).go();
    assert_snapshot!(run.report, @"
    exit code 2
    error: two reports tell of `cvs/a.yaml (full, scholar, en, a4)`
    ");
    let run = Run::after(run, &["report", "merge", "all.xml", "recto.toml"]).go();
    assert_snapshot!(run.report, @"
    exit code 2
    error: `recto.toml` is no report (expected value at line 1 column 1)
    ");
    let run = Run::after(run, &["build", "--shard", "4/3"]).go();
    assert_snapshot!(run.report, @"
    exit code 2
    error: invalid value '4/3' for '--shard <K/N>': K counts from 1 to N

    For more information, try '--help'.
    ");
}

fn engines_say_which_shard_this_is() {
    let list = |variables: &[(&'static str, &'static str)]| {
        let run = variables
            .iter()
            .fold(project(&["build", "--list"], PROJECT), |run, (name, value)| run.environment(name, value));
        let run = run.go();
        let outputs = run.stdout().lines().filter_map(|line| line.split("→ ").nth(1)).collect::<Vec<_>>().join(" ");
        format!("{}\n{outputs}", run.report)
    };
    assert_snapshot!(list(&[("BUILDKITE_PARALLEL_JOB", "0"), ("BUILDKITE_PARALLEL_JOB_COUNT", "2")]), @"
    exit code 0
    shard 1 of 2, as BUILDKITE_PARALLEL_JOB and BUILDKITE_PARALLEL_JOB_COUNT say: 2 of 4 PDFs
    ada-full.pdf ada-onepage.pdf
    ");
    assert_snapshot!(list(&[("JOB_COMPLETION_INDEX", "3"), ("JOB_COMPLETIONS", "4")]), @"
    exit code 0
    shard 4 of 4, as JOB_COMPLETION_INDEX and JOB_COMPLETIONS say: 1 of 4 PDFs
    bob-onepage.pdf
    ");
    assert_snapshot!(list(&[("AWS_BATCH_JOB_ARRAY_INDEX", "1"), ("AWS_BATCH_JOB_ARRAY_SIZE", "4")]), @"
    exit code 0
    shard 2 of 4, as AWS_BATCH_JOB_ARRAY_INDEX and AWS_BATCH_JOB_ARRAY_SIZE say: 1 of 4 PDFs
    ada-onepage.pdf
    ");
    let slurm = [
        ("SLURM_ARRAY_TASK_ID", "14"),
        ("SLURM_ARRAY_TASK_COUNT", "3"),
        ("SLURM_ARRAY_TASK_MIN", "10"),
        ("SLURM_ARRAY_TASK_STEP", "2"),
    ];
    assert_snapshot!(list(&slurm), @"
    exit code 0
    shard 3 of 3, as SLURM_ARRAY_TASK_ID and SLURM_ARRAY_TASK_COUNT say: 2 of 4 PDFs
    bob-full.pdf bob-onepage.pdf
    ");
    assert_snapshot!(list(&[("CI_NODE_TOTAL", "1")]), @"
    exit code 0
    ada-full.pdf ada-onepage.pdf bob-full.pdf bob-onepage.pdf
    ");
    assert_snapshot!(list(&[("CI_NODE_INDEX", "3"), ("CI_NODE_TOTAL", "2")]), @"
    exit code 2
    error: CI_NODE_INDEX=3 is none of CI_NODE_TOTAL=2; `--shard K/N` says it otherwise
    ");
    assert_snapshot!(list(&[("CI_NODE_INDEX", "two"), ("CI_NODE_TOTAL", "2")]), @"
    exit code 2
    error: CI_NODE_INDEX=`two` is no number; `--shard K/N` says which part to build
    ");
}

fn a_report_takes_the_place_of_nothing() {
    let run = project(&["build", "--report", "cvs/bob.json"], PROJECT).go();
    assert_snapshot!(run.report, @"
    exit code 2
    error: `cvs/bob.json` is a CV and is not overwritten
    ");
    let run =
        project(&["build", "--report", "a.xml", "-o", "a.xml"], "inputs = ['cvs/ada.yaml']\nvariants = ['full']\n")
            .go();
    assert_snapshot!(run.report, @"
    exit code 2
    error: `a.xml` is to hold both a PDF and a report
    ");
}

fn reports_are_shown_as_markdown() {
    let file = "inputs = ['cvs/*']\nlanguages = ['en', 'de']\n";
    let run = project(&["build", "--report", "old.json"], file).file("cvs/gone.yaml", SHORT).go();
    std::fs::remove_file(run.path("cvs/gone.yaml")).expect("it is there");
    let long = (1..=80).map(|n| format!("  - {{ name: Engine {n}, level: Master }}\n")).collect::<String>();
    let run = Run::after(run, &["build", "--report", "new.json", "--report", "new.md"])
        .file("cvs/ada.yaml", format!("basics: {{ name: Ada Byron, website: https://example.org }}\nskills:\n{long}"))
        .file("cvs/bad.yaml", "basics: { nme: Cy }\n")
        .go();
    assert!(run.report.starts_with("exit code 1"), "{}", run.report);
    let alone = String::from_utf8(run.read("new.md")).expect("it is text");
    assert_snapshot!(alone.lines().take(6).collect::<Vec<_>>().join("\n"), @"
    ### recto: 9 PDFs: 4 built, 4 unchanged, 1 failed

    | CV | Variant | Language | Pages | Last page |  |
    |---|---|---|--:|--:|---|
    | cvs/ada.yaml | full | en | 2 | 72 % | built |
    | cvs/ada.yaml | full | de | 2 | 72 % | built |
    ");
    let run = Run::after(run, &["report", "show", "new.json", "--since", "old.json"]).go();
    assert_eq!(run.report, "exit code 0");
    assert_snapshot!(run.stdout(), @"
    ### recto: 9 PDFs: 4 built, 4 unchanged, 1 failed

    | CV | Variant | Language | Pages | Last page |  |
    |---|---|---|--:|--:|---|
    | cvs/ada.yaml | full | en | 1 → **2** | 72 % | built |
    | cvs/ada.yaml | full | de | 1 → **2** | 72 % | built |
    | cvs/ada.yaml | onepage | en | 1 | 100 % | built |
    | cvs/ada.yaml | onepage | de | 1 | 100 % | built |
    | cvs/bad.yaml |  |  |  |  | **failed** |
    | cvs/bob.json | full | en | 1 | 3 % | unchanged |
    | cvs/bob.json | full | de | 1 | 3 % | unchanged |
    | cvs/bob.json | onepage | en | 1 | 3 % | unchanged |
    | cvs/bob.json | onepage | de | 1 | 3 % | unchanged |

    No longer built: `cvs/gone.yaml (full, scholar, de, a4)` and 3 more

    <details><summary>3 findings</summary>

    ```text
    cvs/ada.yaml:1:28: warning[old-name]: `website` is the old name of `url`
      hint: rename it to `url`
    cvs/bad.yaml:1:11: error[unknown-key]: unknown key `nme`
      hint: did you mean `name`?
    cvs/bad.yaml:1:1: warning[missing-name]: the CV has no name
      hint: give it under `basics.name`
    ```

    </details>
    ");
    let run = Run::after(run, &["report", "show", "new.json"]).go();
    assert_eq!(run.stdout(), alone.trim_end());
    let run = Run::after(run, &["report", "show", "cvs/ada.yaml"]).go();
    assert_snapshot!(run.report, @"
    exit code 2
    error: `cvs/ada.yaml` is no report (expected value at line 1 column 1)
    ");
}

/// What a CV says is shown as it is, whoever wrote it.
fn markdown_is_no_way_in() {
    let cv = r#"{
        "basics": { "name": "Ada", "label": "Cuneiform 𒀀" },
        "recto": { "variants": { "*a*|b": {}, "@ada `x`": {} } },
        "```\n</details> @ada": 1
    }"#;
    let run = project(&["build", "--report", "new.md"], PROJECT).file("cvs/<i>.json", cv).go();
    assert_snapshot!(String::from_utf8_lossy(&run.read("new.md")), @r"
    ### recto: 6 PDFs: 6 built

    | CV | Variant | Pages | Last page |  |
    |---|---|--:|--:|---|
    | `cvs/<i>.json` | `*a*\|b` | 1 | 6 % | built |
    | `cvs/<i>.json` | `` @ada `x` `` | 1 | 6 % | built |
    | cvs/ada.yaml | full | 1 | 10 % | built |
    | cvs/ada.yaml | onepage | 1 | 10 % | built |
    | cvs/bob.json | full | 1 | 3 % | built |
    | cvs/bob.json | onepage | 1 | 3 % | built |

    <details><summary>2 findings</summary>

    `````text
    cvs/<i>.json:4:9: warning[unknown-key]: unknown key ```` </details> @ada` is left out
      hint: known here: `basics`, `work`, `volunteer`, `education`, `awards`, `certificates`, `publications`, `skills`, `languages`, `interests`, `references`, `projects`, `patents`, `talks`, `grants`, `teaching`, `advising`, `service`, `press`, `software`, `sections`, `recto`, `meta`
    cvs/<i>.json:2:45: warning[missing-glyph]: no font has the character `𒀀` (U+12000) in `basics.label`: a box is printed
      hint: add a folder with a font for this script: `--font-path FOLDER`
    `````

    </details>
    ");
}

fn large_reports_fit_into_a_comment() {
    let run = project(&["build", "-v", "full", "--report", "one.json"], PROJECT)
        .file("cvs/bad.yaml", "basics: { nme: Cy }\n")
        .go();
    let mut report: serde_json::Value = serde_json::from_slice(&run.read("one.json")).expect("it is JSON");
    let jobs = report["jobs"].as_array().expect("it is a list").clone();
    let more = (0..3000).map(|number| {
        let mut job = jobs[usize::from(number == 2990)].clone();
        (job["number"], job["cv"]) = (number.into(), format!("cvs/somebody-{number}.yaml").into());
        job["findings"] = (0..20)
            .map(|n| {
                let mut finding = jobs[1]["findings"][0].clone();
                (finding["line"], finding["column"]) = (n.into(), number.into());
                finding
            })
            .collect();
        job
    });
    (report["total"], report["jobs"]) = (3000.into(), more.collect());
    let run = Run::after(run, &["report", "show", "all.json"]).file("all.json", report.to_string()).go();
    let text = run.stdout();
    assert!(text.len() < 65_000 && text.contains("| cvs/somebody-2990.yaml |"), "{}", text.len());
    let told: Vec<_> = text.lines().filter(|line| line.starts_with('#') || line.starts_with('…')).collect();
    assert_snapshot!(told.join("\n"), @"
    ### recto: 3000 PDFs: 2999 built, 1 failed
    … and 2331 more.
    … and 59709 more.
    ");
}
