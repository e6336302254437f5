//! A CV written as JSON or YAML and read again is the same CV.

use libtest_mimic::Trial;
use recto::diag::Sink;
use recto::model::{Canonical, Cv};
use recto::read::read;
use recto::source::Sources;
use recto::syntax::{self, Comments, Node, write_yaml};
use serde_json::{Value, json};

use crate::layouts::Random;
use crate::press::{read_sample, sample_names};

pub fn tests() -> Vec<Trial> {
    let mut tests: Vec<_> = (sample_names().into_iter())
        .map(|sample| {
            Trial::test(format!("json::{sample}"), move || {
                let (input, _) = read_sample(&sample);
                comes_back(&input.node, &input.cv, &sample);
                altered(&input.node, &sample);
                Ok(())
            })
        })
        .collect();
    tests.extend(crate::cases![json: every_form_of_a_field_comes_back]);
    tests
}

/// Writes a tree as JSON and as YAML, reads that, and compares.
fn comes_back(tree: &Node, cv: &Cv, what: &str) {
    let canonical = Canonical::WHOLE.tree(tree);
    let json = serde_json::to_string_pretty(&canonical).expect("it is JSON");
    for (name, text) in [("json", json), ("yaml", write_yaml(&canonical, &Comments::default()))] {
        let (found, sink) = parsed_as(name, &text);
        let found = found.unwrap_or_else(|| panic!("{what}: {sink:?}\n{text}"));
        assert!(!sink.has_errors(), "{what}: {sink:?}\n{text}");
        let (_, again) = found;
        let (again, first) = (bare(&again), bare(cv));
        let same = again.chars().zip(first.chars()).take_while(|(a, b)| a == b).count();
        let around = |text: &str| text.chars().skip(same.saturating_sub(200)).take(400).collect::<String>();
        assert!(again == first, "{what}, {name}:\n{}\n\nbecame\n{}", around(&first), around(&again));
    }
}

/// What is read of JSON.
fn parsed(text: &str) -> (Option<(Node, Cv)>, Sink) {
    parsed_as("json", text)
}

fn parsed_as(name: &str, text: &str) -> (Option<(Node, Cv)>, Sink) {
    let (mut sources, mut sink) = (Sources::new(), Sink::new());
    let file = sources.add(name, text);
    let syntax = syntax::by_name(name).expect("it is known");
    let node = syntax::parse(syntax, file, &sources, &mut sink);
    let cv = node.as_ref().and_then(|node| read(node, &mut sink));
    (node.zip(cv), sink)
}

/// A CV without the places in its text.
fn bare(cv: &Cv) -> String {
    let mut cv = cv.clone();
    // A section without entries is none.
    cv.sections.retain(|section| !section.items.is_empty());
    let text = format!("{cv:?}");
    let mut rest = text.as_str();
    let mut bare = String::with_capacity(text.len());
    // Nothing is left in a list in the place of what counts as absent, so that paths count differently, too.
    while let Some((at, end)) = [("Span {", '}'), ("path: \"", '"')]
        .iter()
        .filter_map(|(start, end)| Some((rest.find(start)? + start.len(), *end)))
        .min()
    {
        bare.push_str(&rest[..at]);
        rest = rest[at..].split_once(end).map_or("", |(_, behind)| behind);
    }
    bare + rest
}

/// Every value of a sample replaced by something else in turn, some of it: where that is a CV, it comes back.
fn altered(tree: &Node, what: &str) {
    let whole = serde_json::to_value(tree).expect("it is JSON");
    let mut random = Random::new(what.len() as u64);
    let others = [
        json!(null),
        json!(""),
        json!("a *word* with \"quotes\"\\ and `code`"),
        json!(2021),
        json!("present"),
        json!(true),
        json!(["one", null, "two"]),
        json!({"en": "a word", "de": "ein Wort", "fr": ""}),
        json!("Zeile\n\nAbsatz  \nUmbruch"),
        json!({"name": "Kim Sample", "title": "Thing"}),
        json!({"text": "a bullet", "keep": true}),
    ];
    let (mut tried, mut read) = (0, 0);
    for _ in 0..40 {
        let mut cv = whole.clone();
        let place = random.below(count(&whole));
        let other = others[random.below(others.len() as u64) as usize].clone();
        replace(&mut cv, &mut { place }, &other);
        tried += 1;
        let text = serde_json::to_string(&cv).expect("it is JSON");
        let (found, sink) = parsed(&text);
        if let Some((tree, cv)) = found.filter(|_| !sink.has_errors()) {
            comes_back(&tree, &cv, what);
            read += 1;
        }
    }
    assert!(read * 10 > tried, "{what}: only {read} of {tried} were CVs");
}

fn count(value: &Value) -> u64 {
    1 + match value {
        Value::Array(items) => items.iter().map(count).sum(),
        Value::Object(map) => map.values().map(count).sum(),
        _ => 0,
    }
}

fn replace(value: &mut Value, place: &mut u64, other: &Value) {
    if *place == 0 {
        *value = other.clone();
    }
    *place = place.wrapping_sub(1);
    match value {
        Value::Array(items) => items.iter_mut().for_each(|item| replace(item, place, other)),
        Value::Object(map) => map.values_mut().for_each(|item| replace(item, place, other)),
        _ => {}
    }
}

fn every_form_of_a_field_comes_back() {
    let text = r#"{
        "experience": [{ "company": "Old", "title": "Other name", "start_date": 2020, "end-date": "present" }, "Only a name"],
        "basics": { "name": { "en": "Ada", "de": "Ada B." }, "picture": "x.jpg", "location": { "city": "London", "countryCode": "GB" } },
        "service": [{ "role": "PC", "venues": { "OSDI": [2022, 2023], "SOSP": 2021 } }],
        "publications": [{ "title": "T", "authors": ["A. B.", { "family": "Byron", "given": "Ada", "me": true }],
            "venue": [{ "name": { "en": "J" }, "short": "JJ" }, "K"], "links": { "pdf": "https://example.org/a.pdf" } }],
        "sections": [{ "name": "Own", "items": ["a line", { "text": "another", "organization": "X", "place": "Y" }] }],
        "recto": { "standard": "ua-1+a-2a", "bleed": 4, "sections": ["work", { "publications": "Papers" }, { "service": { "title": "S", "limit": 3 } }],
            "options": { "text-size": "10pt" }, "publications": { "marks": { "†": "lead" } },
            "variants": { "full": null, "short": { "pages": 1, "minimum": { "work": 1 } } } },
        "x-mine": 1
    }"#;
    let (found, sink) = parsed(text);
    let (tree, cv) = found.expect("it is a CV");
    assert!(!sink.has_errors(), "{sink:?}");
    comes_back(&tree, &cv, "every form");
}
