//! Files of references become the entries that their owner would have written.
//!
//! `tests/bib/nasty.*` hold what tools choke on, `services.*` what services export, each with what becomes of it in `NAME.expected`; `UPDATE=1` renews those.

mod csl;
mod export;

use std::fmt::Write;
use std::fs;
use std::path::{Path, PathBuf};

use csl::{every_style_names_the_owner, nothing_is_lost_in_a_style, styles_are_found_or_told};
use export::{the_page_is_the_same_from_an_export, what_is_exported_comes_back};
use libtest_mimic::Trial;
use recto::diag::{Severity, Sink};
use recto::document::{Document, Entry, Role, plain_text};
use recto::project::{Input, Overrides, document};
use recto::read::bibliography;
use recto::source::Sources;
use recto::syntax;
use serde_json::Value;

pub fn tests() -> Vec<Trial> {
    let mut tests = crate::cases![
        bibliography: the_founding_cv_is_the_same_from_a_bibliography, the_owner_is_in_every_entry,
        nobody_else_is_emphasised, the_cv_wins_over_the_file, a_cv_may_hold_nothing_but_a_bibliography,
        files_elsewhere_are_refused, there_are_many_nasty_entries, what_is_exported_comes_back,
        the_page_is_the_same_from_an_export, every_style_names_the_owner, nothing_is_lost_in_a_style,
        styles_are_found_or_told, a_slip_in_an_entry_costs_only_that_entry,
    ];
    let mut files: Vec<_> = fs::read_dir(folder()).expect("the folder is there").flatten().map(|e| e.path()).collect();
    files.sort();
    let is_nasty = |path: &PathBuf| {
        path.file_stem().is_some_and(|stem| stem == "nasty" || stem == "services")
            && path.extension().is_some_and(|end| end != "expected")
    };
    tests.extend(files.into_iter().filter(is_nasty).map(|path| {
        let name = format!("bibliography::{}", path.file_name().unwrap_or_default().to_string_lossy());
        Trial::test(name, move || {
            as_expected(&path);
            Ok(())
        })
    }));
    tests
}

fn folder() -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/bib")
}

/// What becomes of every entry, and what is said of the file.
fn as_expected(path: &Path) {
    let mut sources = Sources::new();
    let text = fs::read_to_string(path).expect("it was just listed");
    let name = path.file_name().unwrap_or_default().to_string_lossy();
    let file = sources.add(&*name, text);
    let mut sink = Sink::new();
    let mut found = String::new();
    for entry in bibliography::entries(&name, file, sources.get(file), &mut sink) {
        let Value::Object(fields) = entry.to_json() else { panic!("an entry is a map") };
        let key = fields.get("key").and_then(Value::as_str).unwrap_or("-");
        writeln!(found, "{key}").expect("writing to a string works");
        for (field, value) in fields.iter().filter(|(field, _)| *field != "key") {
            writeln!(found, "  {field}: {}", shown(value)).expect("writing to a string works");
        }
    }
    for said in sink.iter() {
        let place = said.span.map(|span| sources.get(span.file).line_column(span.start as usize));
        let place = place.expect("everything has a place");
        let (line, column) = (place.line, place.column);
        writeln!(found, "{line}:{column} {}[{}]: {}", said.severity.name(), said.id, said.message)
            .expect("writing to a string works");
        assert_ne!(said.severity, Severity::Error, "{}", said.message);
    }
    let expected = PathBuf::from(format!("{}.expected", path.display()));
    if std::env::var_os("UPDATE").is_some() {
        fs::write(&expected, &found).expect("it can be written");
    }
    let expected = fs::read_to_string(expected).expect("what is expected stands beside it");
    for (found, expected) in found.lines().zip(expected.lines()) {
        assert_eq!(found, expected);
    }
    assert_eq!(found.lines().count(), expected.lines().count());
}

/// `Jan |van der |Berg |Jr. *equal` for an author, else the text.
fn shown(value: &Value) -> String {
    match value {
        Value::String(text) => text.clone(),
        Value::Array(items) => items.iter().map(shown).collect::<Vec<_>>().join(" + "),
        Value::Object(map) if map.contains_key("family") || map.contains_key("given") => {
            let part = |key: &str| map.get(key).and_then(Value::as_str).unwrap_or_default();
            let marks = map.get("marks").map(|marks| format!(" *{}", shown(marks))).unwrap_or_default();
            let me = if map.contains_key("me") { " (me)" } else { "" };
            ["given", "particle", "family", "suffix"].map(part).join("|") + &marks + me
        }
        Value::Object(map) => {
            map.iter().map(|(key, value)| format!("{key}={}", shown(value))).collect::<Vec<_>>().join(", ")
        }
        other => other.to_string(),
    }
}

fn there_are_many_nasty_entries() {
    let text = fs::read_to_string(folder().join("nasty.bib")).expect("the file is there");
    let count = text.lines().filter(|line| line.trim_start().starts_with('@')).count();
    assert!(count >= 80, "{count} are too few");
}

/// Reads a CV in YAML that may name files in `tests/bib`.
fn read(yaml: &str) -> (Input, Sink) {
    let mut sources = Sources::new();
    let mut sink = Sink::new();
    let file = sources.add("cv.yaml", yaml);
    let syntax = syntax::by_name("yaml").expect("it is one of the syntaxes");
    let input = Input::read("cv", folder(), file, syntax, &mut sources, &mut sink).expect("it is a CV");
    (input, sink)
}

fn set(yaml: &str) -> Document {
    let (input, mut sink) = read(yaml);
    let document = document(&input, &input.cv.settings.variants[0], &Overrides::default(), &mut sink);
    assert_eq!(sink.iter().map(|said| &said.message).collect::<Vec<_>>(), Vec::<&String>::new());
    document.expect("it can be set")
}

fn entries(document: &Document) -> Vec<&Entry> {
    let papers = document.sections.iter().filter(|section| section.kind == "publications");
    papers.flat_map(|section| &section.groups).flat_map(|group| &group.entries).collect()
}

fn authors(entry: &Entry) -> &[recto::document::Inline] {
    let line = entry.details.iter().find(|detail| detail.role == Role::Authors);
    &line.expect("every paper has authors").text
}

/// The founding CV, and the same with its papers in a .bib.
fn founding(settings: &str) -> [String; 2] {
    let sample = Path::new(env!("CARGO_MANIFEST_DIR")).join("data/samples/lingxiao-ma.yaml");
    let text = fs::read_to_string(sample).expect("the sample is there");
    let (front, rest) = text.split_once("\npublications:\n").expect("it has papers");
    let (_, behind) = rest.split_once("\npatents:\n").expect("patents follow");
    let settings = settings.replace('\n', "\n  ");
    let whole = format!("{text}\n  {settings}\n");
    let without = format!("{front}\npatents:\n{behind}\n  bibliography: [lingxiao-ma.bib]\n  {settings}\n");
    [whole, without]
}

fn the_founding_cv_is_the_same_from_a_bibliography() {
    let [whole, imported] = founding("").map(|yaml| set(&yaml));
    assert_eq!(entries(&whole).len(), 20);
    for (whole, imported) in entries(&whole).into_iter().zip(entries(&imported)) {
        assert_eq!(imported, whole);
    }
    assert_eq!(imported, whole);
}

fn the_owner_is_in_every_entry() {
    for names in ["full", "initials"] {
        for most in 1..=16 {
            let settings = format!("publications: {{max-authors: {most}, names: {names}}}");
            for yaml in founding(&settings) {
                let document = set(&yaml);
                let shown = if names == "full" { "Lingxiao Ma" } else { "L. Ma" };
                for entry in entries(&document) {
                    let line = authors(entry);
                    assert!(plain_text(line).contains(shown), "{most}: {}", plain_text(line));
                    assert_eq!(strong(line), [shown], "{most}: {}", plain_text(line));
                }
                assert_eq!(entries(&document).len(), 20);
            }
        }
    }
}

/// What is set strong.
fn strong(line: &[recto::document::Inline]) -> Vec<String> {
    use recto::document::Inline;
    let mut found = Vec::new();
    for inline in line {
        match inline {
            Inline::Strong(inner) => found.push(plain_text(inner)),
            Inline::Together(inner) => found.extend(strong(inner)),
            _ => {}
        }
    }
    found
}

fn nobody_else_is_emphasised() {
    for names in ["full", "initials"] {
        let yaml = format!(
            "basics: {{name: Lingxiao Ma}}\npublications:\n- name: Lingxiao Ma and the Mapping of L. Ma\n  \
             authors: [Liang Ma, {{given: Lei, family: Ma}}, Lingxiao Ma, Lingxiang Ma]\n  venue: Ma Journal\n\
             recto: {{publications: {{names: {names}}}}}\n"
        );
        let document = set(&yaml);
        let paper = entries(&document)[0];
        let expected = if names == "full" { "Lingxiao Ma" } else { "L. Ma" };
        assert_eq!(strong(authors(paper)), [expected]);
        assert!(strong(paper.title.as_ref().expect("it has a title")).is_empty());
    }
}

fn the_cv_wins_over_the_file() {
    let document = set("basics: {name: Lingxiao Ma}\npublications:\n\
        - {key: pit2023, awards: [Distinguished], title: 'PIT, shorter'}\n- {name: Another, authors: [Lingxiao Ma]}\n\
        recto: {bibliography: lingxiao-ma.bib}\n");
    let papers = entries(&document);
    assert_eq!(papers.len(), 21);
    assert_eq!(plain_text(papers[0].title.as_ref().expect("a title")), "PIT, shorter");
    let roles: Vec<_> = papers[0].details.iter().map(|detail| detail.role).collect();
    assert_eq!(roles, [Role::Award, Role::Authors, Role::Venue]);
    assert_eq!(plain_text(papers[1].title.as_ref().expect("a title")), "Another");
}

fn a_cv_may_hold_nothing_but_a_bibliography() {
    let document = set("basics: {name: Lingxiao Ma}\nrecto: {bibliography: [lingxiao-ma.bib]}\n");
    assert_eq!(entries(&document).len(), 20);
}

fn files_elsewhere_are_refused() {
    for (name, message) in [
        ("missing.bib", "the bibliography `missing.bib` cannot be read (No such file or directory (os error 2))"),
        ("../../Cargo.toml", "the bibliography `../../Cargo.toml` is of no format that is known"),
        ("../escape.bib", "the bibliography `../escape.bib` lies outside the folder of the CV"),
    ] {
        let outside = folder().parent().expect("it has one").join("escape.bib");
        fs::write(&outside, "").expect("it can be written");
        let (_, sink) = read(&format!("basics: {{name: Ada}}\nrecto: {{bibliography: [{name}]}}\n"));
        fs::remove_file(outside).expect("it is there");
        let said: Vec<_> = sink.iter().map(|said| (said.severity, said.message.as_str())).collect();
        assert_eq!(said, [(Severity::Error, message)]);
    }
}

/// A character changed, added or taken away in one entry: all others are as they were.
fn a_slip_in_an_entry_costs_only_that_entry() {
    let text = fs::read_to_string(folder().join("services.bib")).expect("the file is there");
    let text = text.trim_start_matches('\u{feff}');
    let text = text
        .replace("crossref     = {DBLP:conf/sosp/2021}", "")
        .replace("@xdata", "@comment")
        .replace(", xdata", ", x");
    let entries = |text: &str| {
        let mut sources = Sources::new();
        let file = sources.add("slips.bib", text);
        let mut sink = Sink::new();
        let entries = bibliography::entries("slips.bib", file, sources.get(file), &mut sink);
        let key = |json: &Value| json.get("key").and_then(Value::as_str).unwrap_or_default().to_owned();
        let by_key: std::collections::BTreeMap<_, _> =
            entries.iter().map(|entry| entry.to_json()).map(|json| (key(&json), json)).collect();
        (by_key, sink)
    };
    let (whole, _) = entries(&text);
    assert!(whole.len() > 15, "{}", whole.len());
    let starts: Vec<_> = text.match_indices("\n@").map(|(at, _)| at + 1).chain([text.len()]).collect();
    let mut random = export::Random(5);
    let mut lost = 0;
    for case in 0..1500 {
        let entry = random.below(starts.len() - 1);
        let (start, end) = (starts[entry], starts[entry + 1]);
        let mut at = start + 1 + random.below(end - start - 2);
        while !text.is_char_boundary(at) {
            at -= 1;
        }
        let next = (at + 1..=end).find(|at| text.is_char_boundary(*at)).expect("the end is one");
        let signs = ['{', '}', '"', ',', '=', '@', '\\', '%', '#', '(', ')', 'x', '\n', '$', '~'];
        let sign = signs[random.below(signs.len())].to_string();
        let slip = match random.below(3) {
            0 => format!("{}{sign}{}", &text[..at], &text[next..]),
            1 => format!("{}{sign}{}", &text[..at], &text[at..]),
            _ => format!("{}{}", &text[..at], &text[next..]),
        };
        let (found, sink) = entries(&slip);
        let piece = &text[start..end];
        let own = piece.split('{').nth(1).unwrap_or_default().split(',').next().unwrap_or_default().trim();
        for (key, before) in whole.iter().filter(|(key, _)| key.as_str() != own) {
            assert_eq!(found.get(key), Some(before), "case {case}, in {own}: {}", &slip[start..end]);
        }
        // One that is gone, or goes by another name, was told or is there.
        let is_gone = whole.contains_key(own) && found.len() < whole.len();
        lost += usize::from(is_gone);
        let is_told =
            sink.iter().any(|said| said.span.is_some_and(|span| (start..=end).contains(&(span.start as usize))));
        assert!(!is_gone || is_told, "case {case}: {own} is lost without a word: {}", &slip[start..end]);
    }
    assert!((1..750).contains(&lost), "{lost} of 1500 were lost");
}
