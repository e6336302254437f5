//! Hostile CVs among good ones.

use std::collections::{BTreeMap, BTreeSet};
use std::path::Path;

use libtest_mimic::Trial;
use recto::syntax::SYNTAXES;

use super::{Outcome, Run, SHORT};

pub fn tests() -> Vec<Trial> {
    crate::cases![cli_hostile: every_kind_of_fault_harms_no_other, one_among_a_hundred]
}

const PROJECT: &str = "inputs = ['cvs/*']\noutput = 'out/'\nvariants = ['full', 'onepage']\n";

/// CVs with faults that show only when they are built, by the id of what is told.
const BUILT: &[(&str, &str)] = &[
    ("bad-bibliography", "recto: { bibliography: nowhere.bib }"),
    ("bad-bibliography", "recto: { bibliography: ../recto.toml }"),
    ("bibliography-entry", "recto: { bibliography: nasty.bib }"),
    ("bad-layout", "recto: { layout: broken }"),
    ("bad-option", "recto: { options: { text-size: large } }"),
    ("bad-photo", "recto: { layout: sidebar }\nbasics: { name: Bad, image: nowhere.png }"),
    ("bad-standard", "recto: { standard: a-2a, print: true }"),
    ("bad-style", "recto: { publications: { style: csl:nowhere.csl } }"),
    ("does-not-fit", "work: [ENTRIES]"),
    ("empty-variant", "work: [{ position: Programmer, only: [full] }]"),
    ("missing-glyph", "basics: { name: Cuneiform 𒀀 }"),
    ("missing-language", "work: [{ position: { fr: Programmeuse } }]"),
    ("photo-elsewhere", "recto: { layout: sidebar }\nbasics: { name: Bad, image: https://example.org/bad.png }"),
    ("typst", "recto: { layout: panics }"),
    ("typst", "recto: { layout: loops }"),
    ("typst", "recto: { layout: recurs }"),
    ("typst", "recto: { layout: reads }"),
    ("unknown-font", "recto: { options: { font: Comic Neue } }"),
    ("unknown-language", "recto: { lang: tlh }"),
    ("unknown-layout", "recto: { layout: scholr }"),
    ("unknown-option", "recto: { options: { leadng: 1em } }"),
    ("unknown-style", "recto: { publications: { style: csl:appa } }"),
    ("unmet-standard", "recto: { standard: a-2a }\nbasics: { name: Cuneiform 𒀀 }\nmeta: { lastModified: 2026-01-02 }"),
    ("unknown-paper", "recto: { layout: panics, paper: letter }"),
];

/// Layouts beside the CVs, by name.
const LAYOUTS: [(&str, &str); 4] = [
    ("panics", "#panic(\"no\")"),
    ("loops", "#while true { }"),
    ("recurs", "#let f(n) = f(n + 1)\n#f(0)"),
    ("reads", "#read(\"/etc/passwd\")"),
];

fn every_kind_of_fault_harms_no_other() {
    let mut run = Run::new(&["build", "--report", "report.json"]).file("recto.toml", PROJECT);
    for path in
        SYNTAXES.iter().flat_map(|syntax| syntax.extensions()).flat_map(|ext| crate::tidy::files("tests/suite", ext))
    {
        let name = path.components().skip_while(|part| part.as_os_str() != "suite").skip(1);
        let name = name.map(|part| part.as_os_str().to_string_lossy()).collect::<Vec<_>>().join("-");
        run = run.file(&format!("cvs/suite-{name}"), std::fs::read(&path).expect("it was just listed"));
    }
    let entries = "{ position: Programmer, keep: true, highlights: [One, Two, Three] }, ".repeat(60);
    for (number, (id, text)) in BUILT.iter().enumerate() {
        let name = if text.contains("basics") { "" } else { "basics: { name: Bad }\n" };
        let text = text.replace("ENTRIES", entries.trim_end_matches(", "));
        run = run.file(&format!("cvs/built-{id}-{number}.yaml"), format!("{name}{text}\n"));
    }
    for (name, text) in LAYOUTS {
        let manifest = "title = 'Bad'\ndescription = 'Bad'\nfonts = []\npapers = ['a4']\nparse = 'good'\n";
        let text = format!("#let page-setup = none\n#let body(..arguments) = none\n{text}\n");
        run = run
            .file(&format!("layouts/{name}/layout.toml"), manifest)
            .file(&format!("layouts/{name}/layout.typ"), text);
    }
    let run = with_good(run, 4)
        .file("cvs/nasty.bib", std::fs::read("tests/bib/nasty.bib").expect("it is there"))
        .file("layouts/broken/layout.toml", "title = ")
        .file("cvs/binary.json", (0..=255).cycle().take(10_000).collect::<Vec<u8>>())
        .file("cvs/empty.json", "")
        .file("cvs/large.yaml", "a".repeat(50_000_000))
        .file("cvs/deep.json", "[".repeat(100_000))
        .file("cvs/deep.yaml", "[".repeat(100_000))
        .file("cvs/zero.json", [0; 99])
        .go();
    assert!(run.report.starts_with("exit code 1"), "{}", run.report);
    let report: serde_json::Value = serde_json::from_slice(&run.read("report.json")).expect("it is JSON");
    let jobs = report["jobs"].as_array().expect("it is a list");
    // The good ones are what they are without the others.
    let alone = with_good(Run::new(&["build"]).file("recto.toml", PROJECT), 4).go();
    assert!(good(&run) == good(&alone) && good(&run).len() == 8);
    // What did not fail is there, and what failed is not and says why.
    let mut ids = BTreeMap::<&str, BTreeSet<&str>>::new();
    for job in jobs {
        let failed = job["status"] == "failed";
        let output = job["output"].as_str().map(|output| run.path(output));
        assert_eq!(!failed, output.is_some_and(|output| output.is_file()), "{job}");
        let findings = job["findings"].as_array().expect("it is a list");
        assert_eq!(failed, findings.iter().any(|found| found["severity"] == "error"), "{job}");
        let cv = job["cv"].as_str().expect("it has one");
        ids.entry(cv).or_default().extend(findings.iter().filter_map(|found| found["id"].as_str()));
    }
    for (number, (id, _)) in BUILT.iter().enumerate() {
        let cv = format!("cvs/built-{id}-{number}.yaml");
        assert!(ids[&*cv].contains(id), "{cv}: {:?}", ids[&*cv]);
    }
    let told: BTreeSet<_> = ids.values().flatten().copied().collect();
    let known = crate::tidy::files("data/explain", "md");
    // Advice on the text is `recto check`'s.
    let is_advice = |path: &Path| std::fs::read_to_string(path).is_ok_and(|text| text.lines().nth(2) == Some("advice"));
    let known = known.iter().filter(|path| !is_advice(path)).filter_map(|path| path.file_stem()?.to_str());
    let untold: Vec<_> = known.filter(|id| !told.contains(id)).collect();
    insta::assert_snapshot!(untold.join(" "), @"bad-project bad-resolution empty-section foreign-setting internal large-photo left-over lost-text out-of-date pdf-lost-field pdf-no-text pdf-odd-character pdf-order pdf-spaces pdf-untagged pdf tight too-large xml-syntax");
}

/// Ninety-nine good ones and one that nests without an end.
fn one_among_a_hundred() {
    let bad = format!("basics: {{ name: Bad }}\nwork: {}\n", "[".repeat(1000));
    let run = Run::new(&["build", "-v", "full"]).file("recto.toml", PROJECT).file("cvs/bad.yaml", bad);
    let run = with_good(run, 99).go();
    assert!(run.report.starts_with("exit code 1"), "{}", run.report);
    assert!(run.report.ends_with("100 PDFs: 99 built, 1 failed"), "{}", run.report);
    assert!(run.report.contains("cvs/bad.yaml:2:"), "{}", run.report);
    assert_eq!(good(&run).len(), 99);
}

fn with_good(run: Run, count: usize) -> Run {
    (0..count).fold(run, |run, number| run.file(&format!("cvs/good{number}.yaml"), SHORT))
}

/// The PDFs of the good ones, by name.
fn good(run: &Outcome) -> BTreeMap<String, Vec<u8>> {
    let entries = std::fs::read_dir(run.path("out")).expect("it was made").flatten();
    let names = entries.map(|entry| entry.file_name().to_string_lossy().into_owned());
    let names = names.filter(|name| name.starts_with("good"));
    names.map(|name| (name.clone(), run.read(&format!("out/{name}")))).collect()
}
