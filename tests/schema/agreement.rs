//! What the reader takes, the schema takes; what the reader refuses, editors mark.

use std::fs;
use std::path::{Path, PathBuf};

use libtest_mimic::Trial;
use recto::diag::{Severity, Sink};
use recto::model::{Kind, spellings};
use recto::source::Sources;
use recto::syntax;
use serde_json::{Value, json};

use super::Checker;
use super::places::{self, Place};
use crate::import::read;

pub fn tests() -> Vec<Trial> {
    let mut tests = crate::cases![
        schema: samples_and_starters_are_valid, every_field_is_read_under_all_its_names, misspelled_keys_are_marked,
        values_are_judged_alike, faults_of_many_kinds_are_marked,
    ];
    tests.push(conformance());
    tests
}

/// Findings that have other causes than the value at hand: what is missing beside it or on disk, or not declared elsewhere.
const OF_OTHERS: &[&str] = &[
    "missing-name",
    "missing-title",
    "missing-text",
    "unknown-tag",
    "unknown-variant",
    "unknown-section",
    "old-name",
    "inherit-loop",
    "empty-section",
    "unknown-mark",
    "bad-bibliography",
];

fn samples_and_starters_are_valid() {
    let checker = Checker::new();
    let root = Path::new(env!("CARGO_MANIFEST_DIR"));
    for folder in ["data/samples", "data/starter"] {
        for path in files(&root.join(folder)).filter(|path| syntax::by_path(path).is_some()) {
            let fault = checker.faults(&parse(&path));
            assert!(fault.is_none(), "{}: {}", path.display(), fault.unwrap_or_default());
        }
    }
}

/// JSON Resume's own valid documents, where they are at hand.
fn conformance() -> Trial {
    let folder = PathBuf::from(concat!(env!("CARGO_MANIFEST_DIR"), "/../shared/conformance"));
    if !folder.is_dir() {
        let name = "schema::json_resume_is_valid (skipped: no ../shared/conformance)";
        return Trial::test(name, || Ok(())).with_ignored_flag(true);
    }
    Trial::test("schema::json_resume_is_valid", move || {
        let checker = Checker::new();
        let is_suite = |path: &PathBuf| {
            let name = path.file_stem().unwrap_or_default().to_string_lossy();
            path.extension().is_some_and(|extension| extension == "json") && !name.contains("schema") && name != "dates"
        };
        let mut count = 0;
        for path in files(&folder).filter(is_suite) {
            let cases = parse(&path);
            for (name, document) in cases.as_object().expect("cases have names") {
                if !name.contains("Invalid") {
                    let fault = checker.faults(document);
                    assert!(fault.is_none(), "{name}: {}", fault.unwrap_or_default());
                    count += 1;
                }
            }
        }
        assert!(count > 100, "only {count} documents were found");
        Ok(())
    })
}

/// Were a field declared and not read, or read as something else, an assertion of the reader would fail here.
fn every_field_is_read_under_all_its_names() {
    let checker = Checker::new();
    let mut faults = Vec::new();
    for place in places::all() {
        let field = place.field;
        assert!(!field.doc.is_empty() && field.doc.ends_with('.'), "`{}` is not described", place.path());
        let names = [&[field.name], field.also, field.old].concat();
        for name in names.iter().flat_map(|name| spellings(name)) {
            for value in examples(&place).into_iter().chain([Value::Null, json!("")]) {
                let document = place.document(&name, value);
                faults.extend(checker.faults(&document).map(|fault| format!("{document}: {fault}")));
                faults.extend(complaint(&document).map(|said| format!("{document}: {said}")));
            }
        }
    }
    assert!(faults.is_empty(), "{}", faults.join("\n"));
}

fn misspelled_keys_are_marked() {
    let checker = Checker::new();
    for place in places::all() {
        for at in 1..place.field.name.len() {
            let mut name = place.field.name.to_owned();
            name.remove(at);
            let document = place.document(&name, json!("2020"));
            if complaint(&document).is_some_and(|said| said.contains("unknown-key")) {
                assert!(checker.faults(&document).is_some(), "{document} is not marked");
            }
        }
    }
}

/// Values of every form in every field.
fn values_are_judged_alike() {
    let checker = Checker::new();
    let values = [
        json!(true),
        json!(7),
        json!(2021),
        json!(-1),
        json!(4711),
        json!("a word"),
        json!("2021-04"),
        json!("2021-13"),
        json!("present"),
        json!("https://example.org"),
        json!("javascript:alert(1)"),
        json!(["a word"]),
        json!([["a word"]]),
        json!([null, ""]),
        json!([]),
        json!({}),
        json!({"en": "a word", "de": "ein Wort"}),
        json!({"en": ["a word"]}),
        json!({"bogus": "a word"}),
        json!([{"bogus": "a word"}]),
        json!({"en": "a word", "bogus": "a word"}),
    ];
    let mut differences = Vec::new();
    for place in places::all() {
        for value in &values {
            let document = place.document(place.field.name, value.clone());
            let (said, fault) = (complaint(&document), checker.faults(&document));
            if said.is_some() != fault.is_some() {
                let said = said.unwrap_or_else(|| "nothing".to_owned());
                let marked = if fault.is_some() { "marked" } else { "not marked" };
                differences.push(format!("{document} is {marked}; the reader says {said}"));
            }
        }
    }
    assert!(differences.is_empty(), "{}", differences.join("\n"));
}

fn faults_of_many_kinds_are_marked() {
    let checker = Checker::new();
    let entry = |field: &str, value: &str| json!({ "work": [{ field: value }] });
    for date in [
        "2020-13",
        "2023-02-30",
        "2023-04-31",
        "03/2024",
        "2024-xx",
        "2O24",
        "2019-2022",
        "2019–2022",
        "2019 - present",
        "0204-03",
        "2013-12-021",
        "1e3",
        "+2024",
        "presnt",
        "presetn",
        "prezent",
        "till now",
    ] {
        for field in ["startDate", "endDate", "date"] {
            let document = entry(field, date);
            assert!(complaint(&document).is_some(), "{document}");
            assert!(checker.faults(&document).is_some(), "{document} is not marked");
        }
    }
    assert!(checker.faults(&entry("startDate", "present")).is_some());
    for date in [
        "2020",
        "2020-02-29",
        "2024-03-09T00:00:00Z",
        "2024-03-09 12:00",
        "Spring 2021",
        "1st term 2020",
        "2nd",
        "2024年",
        "recent",
        "Michaelmas–Hilary",
        "Minnow",
        "Present",
        "NOW",
        "至今",
        " 2020 ",
    ] {
        let document = entry("endDate", date);
        assert_eq!(complaint(&document), None);
        assert_eq!(checker.faults(&document), None);
    }
    for document in [
        json!({ "basics": { "email": "ada at example.org" } }),
        json!({ "basics": { "url": "ftp://example.org" } }),
        json!({ "publications": [{ "authors": "Ada Byron and Luigi Menabrea" }] }),
        json!({ "publications": [{ "status": "acepted" }] }),
        json!({ "publications": [{ "name": "Notes", "ur": "https://example.org" }] }),
        json!({ "recto": { "paper": "A5" } }),
        json!({ "recto": { "variants": { "onepage": { "pages": 0 } } } }),
        json!({ "recto": { "sections": [{ "work": "Jobs", "education": "Schools" }] } }),
        json!([]),
    ] {
        assert!(complaint(&document).is_some(), "{document}");
        assert!(checker.faults(&document).is_some(), "{document} is not marked");
    }
}

/// The first warning or error of the reader that is about the document's value.
fn complaint(document: &Value) -> Option<String> {
    let said = read(document);
    let first = said.iter().find(|found| found.severity != Severity::Advice && !OF_OTHERS.contains(&found.id))?;
    Some(format!("{}: {}", first.id, first.message))
}

/// The values that the declaration gives; an empty map where the fields below have examples of their own.
fn examples(place: &Place) -> Vec<Value> {
    let field = place.field;
    let given: Vec<_> = field.examples.iter().map(|example| from_yaml(example)).collect();
    let is_map = matches!(field.kind, Kind::Map(_) | Kind::Entries(_) | Kind::List(Kind::Map(_)));
    assert!(is_map || !given.is_empty(), "`{}` has no example", place.path());
    given
}

fn from_yaml(text: &str) -> Value {
    let mut sources = Sources::new();
    let file = sources.add("example", text.to_owned());
    let yaml = syntax::by_name("yaml").expect("YAML is known");
    let node = syntax::parse(yaml, file, &sources, &mut Sink::new());
    node.unwrap_or_else(|| panic!("`{text}` is not YAML")).to_json()
}

fn parse(path: &Path) -> Value {
    let mut sources = Sources::new();
    let mut sink = Sink::new();
    let file = sources.add("file", fs::read_to_string(path).expect("it is a text"));
    let syntax = syntax::by_path(path).expect("it was chosen by its extension");
    let node = syntax::parse(syntax, file, &sources, &mut sink);
    node.unwrap_or_else(|| panic!("{}: {sink:?}", path.display())).to_json()
}

fn files(folder: &Path) -> impl Iterator<Item = PathBuf> {
    let entries = fs::read_dir(folder).expect("the folder is there");
    let mut files: Vec<_> = entries.map(|entry| entry.expect("it can be read").path()).collect();
    files.sort();
    files.into_iter()
}
