//! Explanations are complete, and their examples true.

use std::collections::BTreeSet;
use std::fs;
use std::path::Path;

use libtest_mimic::Trial;
use recto::check::RULES;
use recto::diag::{Severity, Sink, explain, explanations};
use recto::document::Day;
use recto::layout::Layouts;
use recto::project::{Input, Overrides, check};
use recto::source::Sources;
use recto::syntax;

use crate::press::set_variant;
use crate::tidy::files;

/// What no CV shows by itself: it takes a file of references or of XML, a large file, a faulty layout or project, a flag, a PDF or a fault of recto's, or fills a page.
const WITHOUT_EXAMPLE: &[&str] = &[
    "bad-layout",
    "bad-project",
    "bad-resolution",
    "bibliography-entry",
    "bibliography-text",
    "could-not-run",
    "internal",
    "large-photo",
    "last-page",
    "lost-text",
    "left-over",
    "out-of-date",
    "pdf",
    "pdf-lost-field",
    "pdf-no-text",
    "pdf-odd-character",
    "pdf-order",
    "pdf-spaces",
    "pdf-untagged",
    "tight",
    "too-large",
    "typst",
    "unknown-paper",
    "xml-syntax",
];

pub fn tests() -> Vec<Trial> {
    let mut tests = crate::cases![explain: every_id_is_explained, every_rule_is_advice];
    tests.extend(explanations().map(|known| {
        Trial::test(format!("explain::{}", known.id), move || {
            examples_are_true(known.id);
            Ok(())
        })
    }));
    tests
}

/// Every id that the sources use has a text, and every text is of an id that they use.
fn every_id_is_explained() {
    let mut used: BTreeSet<String> = RULES.iter().map(|rule| rule.id().to_owned()).collect();
    for path in files("src", "rs") {
        let text = fs::read_to_string(&path).expect("it was just listed");
        for maker in
            ["Diagnostic::error(", "Diagnostic::warning(", "Diagnostic::advice(", ".id = ", "const ID: &str = "]
        {
            for rest in text.split(maker).skip(1) {
                if let Some(id) = rest.trim_start().strip_prefix('"').and_then(|rest| rest.split('"').next()) {
                    used.insert(id.to_owned());
                }
            }
        }
    }
    let explained: BTreeSet<_> = explanations().map(|known| known.id.to_owned()).collect();
    assert_eq!(used, explained);
    for known in explanations() {
        assert!(
            known.severity.split(" or ").all(|word| ["error", "warning", "advice"].contains(&word)),
            "{}",
            known.id
        );
        assert!(!known.summary.ends_with('.') && known.text.lines().all(|line| line.len() <= 300), "{}", known.id);
    }
}

fn every_rule_is_advice() {
    for rule in RULES {
        assert_eq!(explain(rule.id()).map(|known| known.severity), Some("advice"), "{}", rule.id());
    }
}

/// What stands under "Instead of" is found faulty, what stands under "Write" is not.
fn examples_are_true(id: &str) {
    let known = explain(id).expect("it was just listed");
    let example = |heading: &str| {
        let (_, block) = known.text.split_once(&format!("## {heading}\n\n```"))?;
        let (syntax, rest) = block.split_once('\n')?;
        Some((syntax, rest.split_once("\n```")?.0))
    };
    match (example("Instead of"), example("Write")) {
        (None, None) => assert!(WITHOUT_EXAMPLE.contains(&id), "{id} has no example"),
        (Some((syntax, wrong)), Some((_, right))) => {
            let read = ids(syntax, wrong, false);
            // Setting takes a hundred times as long.
            let is_of_pages = read.iter().all(|(found, _)| *found != id);
            let found = if is_of_pages { ids(syntax, wrong, true) } else { read };
            let severity = found.iter().find(|(found, _)| *found == id).map(|(_, severity)| *severity);
            let severity = severity.unwrap_or_else(|| panic!("the wrong example gives {found:?}"));
            assert!(known.can_be(severity), "it is {}", severity.name());
            let found = ids(syntax, right, is_of_pages);
            let others = found.iter().filter(|(found, severity)| *found == id || *severity == Severity::Error);
            assert_eq!(others.collect::<Vec<_>>(), Vec::<&(&str, Severity)>::new(), "of the right example");
        }
        _ => panic!("{id} has half an example"),
    }
}

/// What is found by reading and checking; and by setting, if that is asked for and nothing is in the way.
fn ids(syntax: &str, text: &str, set: bool) -> Vec<(&'static str, Severity)> {
    let mut sources = Sources::new();
    let mut sink = Sink::new();
    let file = sources.add("example", text);
    let syntax = syntax::by_name(Path::new(syntax).to_str().unwrap_or_default()).expect("examples name their syntax");
    let input = Input::read("example", "", file, syntax, &mut sources, &mut sink);
    if let Some(input) = input {
        let today = Day { year: 2026, month: Some(11), day: Some(22) };
        sink.extend(check(&input, Some(today), &Layouts::built_in(), &mut sources));
        if set && !sink.has_errors() {
            for variant in &input.cv.settings.variants {
                match set_variant(&input, variant, &Overrides::default(), &mut sources) {
                    Ok(built) => sink.extend(built.warnings),
                    Err(faults) => sink.extend(faults),
                }
            }
        }
    }
    sink.iter().map(|found| (found.id, found.severity)).collect()
}
