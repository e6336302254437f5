//! Faulty inputs that carry what is to be said about them.
//!
//! A comment `# error[id]: message` (or `warning`, `advice`) at the end of a line of YAML or TOML expects exactly this
//! diagnostic to start on that line; JSON has no comments, so `NAME.json` is read with `NAME.json.expected`, whose lines
//! are `LINE error[id]: message`. What is expected and not said fails as does what is said and not expected.

use std::fmt::Write;
use std::fs;
use std::path::Path;

use libtest_mimic::{Failed, Trial};
use recto::diag::Sink;
use recto::project::Input;
use recto::source::Sources;
use recto::syntax;

pub fn tests() -> Vec<Trial> {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/suite");
    let mut files: Vec<_> = fs::read_dir(folder)
        .expect("the suite is there")
        .map(|entry| entry.expect("it can be read").path())
        .filter(|path| syntax::by_path(path).is_some())
        .collect();
    files.sort();
    let name = |path: &Path| format!("suite::{}", path.file_name().unwrap_or_default().to_string_lossy());
    files.into_iter().map(|path| Trial::test(name(&path), move || check(&path))).collect()
}

fn check(path: &Path) -> Result<(), Failed> {
    let text = fs::read_to_string(path)?;
    let expected = match fs::read_to_string(format!("{}.expected", path.display())) {
        Ok(expected) => expected.lines().map(str::to_owned).collect(),
        Err(_) => in_comments(&text),
    };
    let mut sources = Sources::new();
    let mut sink = Sink::new();
    let file = sources.add("input", text);
    let syntax = syntax::by_path(path).ok_or("no syntax has this extension")?;
    Input::read("input", "", file, syntax, &sources, &mut sink);
    let mut said: Vec<_> = sink
        .iter()
        .map(|diagnostic| {
            let place = diagnostic.span.map(|span| sources.get(span.file).line_column(span.start as usize));
            let line = place.map_or(0, |place| place.line);
            format!("{line} {}[{}]: {}", diagnostic.severity.name(), diagnostic.id, diagnostic.message)
        })
        .collect();
    let mut difference = String::new();
    for line in &expected {
        match said.iter().position(|found| found == line) {
            Some(index) => drop(said.remove(index)),
            None => writeln!(difference, "expected: {line}")?,
        }
    }
    for line in said {
        writeln!(difference, "said:     {line}")?;
    }
    if difference.is_empty() { Ok(()) } else { Err(difference.into()) }
}

fn in_comments(text: &str) -> Vec<String> {
    let mut expected = Vec::new();
    for (number, line) in text.lines().enumerate() {
        for kind in ["error", "warning", "advice"] {
            if let Some((_, comment)) = line.split_once(&format!("# {kind}[")) {
                expected.push(format!("{} {kind}[{comment}", number + 1));
            }
        }
    }
    expected
}
