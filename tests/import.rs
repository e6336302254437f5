//! Files of others: converted without losing a word; JSON Resume's own test-suite and RenderCV's samples, where they are at hand.

mod archives;
mod mutated;
mod words;

use std::fs;
use std::path::{Path, PathBuf};
use std::sync::Arc;

use libtest_mimic::Trial;
use recto::diag::{Diagnostic, Severity, Sink};
use recto::export::Format;
use recto::layout::Layouts;
use recto::project::{Input, Overrides, build};
use recto::source::Sources;
use recto::syntax;
use recto::world::{Fonts, World};
use serde_json::Value;

use crate::press::{read_sample, sample_names};

pub fn tests() -> Vec<Trial> {
    let mut tests = json_resume();
    tests.extend(words::tests());
    tests.extend(archives::tests());
    tests.extend(mutated::tests());
    tests
}

fn json_resume() -> Vec<Trial> {
    let folder = PathBuf::from(concat!(env!("CARGO_MANIFEST_DIR"), "/../shared/conformance"));
    if !folder.is_dir() {
        return vec![
            Trial::test("import::json_resume (skipped: no ../shared/conformance)", || Ok(())).with_ignored_flag(true),
        ];
    }
    let mut files: Vec<_> = fs::read_dir(folder)
        .expect("the folder is there")
        .map(|entry| entry.expect("it can be read").path())
        .filter(|path| path.extension().is_some_and(|extension| extension == "json"))
        .filter(|path| !path.to_string_lossy().contains("schema") && path.file_stem() != Some("dates".as_ref()))
        .collect();
    files.sort();
    let name = |path: &Path| format!("import::json_resume::{}", path.file_stem().unwrap_or_default().to_string_lossy());
    let tests = files.into_iter().map(|path| {
        Trial::test(name(&path), move || {
            check(&path);
            Ok(())
        })
    });
    tests.chain(crate::cases![import: what_is_written_is_json_resume]).collect()
}

/// Each variant of each sample, written as data, is valid under JSON Resume's schema.
fn what_is_written_is_json_resume() {
    let schema = concat!(env!("CARGO_MANIFEST_DIR"), "/../shared/conformance/jsonresume-schema-1.3.1.json");
    let (mut schemas, mut compiler) = (boon::Schemas::new(), boon::Compiler::new());
    compiler.set_default_draft(boon::Draft::V7);
    let schema = compiler.compile(schema, &mut schemas).expect("it is a schema");
    let fonts = Arc::new(Fonts::bundled());
    let overrides = Overrides { format: Format::by_name("json").expect("it is known"), ..Overrides::default() };
    for sample in sample_names() {
        let (input, mut sources) = read_sample(&sample);
        for variant in &input.cv.settings.variants {
            let mut world = World::new(Arc::clone(&fonts));
            let built = build(&input, variant, &overrides, &Layouts::built_in(), &mut world, &mut sources);
            let data: Value = serde_json::from_slice(&built.expect("samples build").files[0]).expect("it is JSON");
            let found = schemas.validate(&data, schema);
            assert!(
                found.is_ok(),
                "{sample}, {}: {}",
                variant.name.value,
                found.err().map(|e| format!("{e:#}")).unwrap_or_default()
            );
        }
    }
}

/// What the schema accepts is read without an error; what it refuses is spoken of at the path of the faulty key.
fn check(path: &Path) {
    let text = fs::read_to_string(path).expect("it was just listed");
    let cases: Value = serde_json::from_str(&text).expect("the suite is JSON");
    for (name, document) in cases.as_object().expect("cases have names") {
        let said = read(document);
        match name.contains("Invalid") {
            false => {
                let errors: Vec<_> = said.iter().filter(|found| found.severity == Severity::Error).collect();
                assert!(errors.is_empty(), "{name}: {errors:?}");
            }
            true => {
                let fault = null_path(document, "").unwrap_or_else(|| panic!("{name} holds no null"));
                assert!(said.iter().any(|found| found.path == fault), "{name}: nothing is said of `{fault}`: {said:?}");
            }
        }
    }
}

/// What is said of a document.
pub fn read(document: &Value) -> Vec<Diagnostic> {
    let mut sources = Sources::new();
    let mut sink = Sink::new();
    let file = sources.add("case.json", document.to_string());
    let json = syntax::by_name("json").expect("JSON is known");
    Input::read("case", "", file, json, &mut sources, &mut sink);
    sink.into_vec()
}

/// The path of the first null: the suite's invalid documents have one each.
fn null_path(value: &Value, path: &str) -> Option<String> {
    match value {
        Value::Null => Some(path.to_owned()),
        Value::Array(items) => {
            items.iter().enumerate().find_map(|(at, item)| null_path(item, &format!("{path}[{at}]")))
        }
        Value::Object(map) => map.iter().find_map(|(key, item)| {
            let path = if path.is_empty() { key.clone() } else { format!("{path}.{key}") };
            null_path(item, &path)
        }),
        _ => None,
    }
}
