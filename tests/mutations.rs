//! Samples with slips in them, thousands of them: nothing panics, nothing hangs, nothing is lost without a word.
//!
//! `MUTATIONS=2000 cargo test --test suite mutations` puts so many into each sample, which takes minutes.
//!
//! Each is read, selected and lowered, without setting a page. Cases are numbered; a failure tells its number and text.

use std::cell::RefCell;
use std::collections::BTreeSet;
use std::fmt::Write;
use std::fs;
use std::panic::{AssertUnwindSafe, catch_unwind};
use std::path::{Path, PathBuf};
use std::time::{Duration, Instant};

use libtest_mimic::{Failed, Trial};
use recto::check::{Subject, check};
use recto::diag::{Case, Finding, Located, MESSAGE_FORMATS, Sink};
use recto::document::Day;
use recto::model::{Locale, Setting, lower};
use recto::project::Input;
use recto::select::select;
use recto::source::Sources;
use recto::syntax::{self, Syntax, Value};
use unicode_normalization::UnicodeNormalization;

use crate::tidy::files;

/// Slips for each of the samples, of the starters, which are one CV in three syntaxes, and of the suite's faulty inputs.
const CASES: [(&str, u64); 3] = [("data/samples", 300), ("data/starter", 100), ("tests/suite", 10)];

/// Far more than any takes, so that a busy machine is no failure.
const LONGEST: Duration = Duration::from_secs(5);

pub fn tests() -> Vec<Trial> {
    #[expect(clippy::disallowed_methods, reason = "whoever runs the tests may want more")]
    let asked = std::env::var("MUTATIONS").ok().and_then(|cases| cases.parse().ok());
    let of_folder = |(folder, cases): (&'static str, u64)| {
        let cases = asked.filter(|_| folder == "data/samples").unwrap_or(cases);
        let inputs: Vec<_> = ["yaml", "json", "toml"].into_iter().flat_map(|ext| files(folder, ext)).collect();
        match folder {
            "tests/suite" => {
                vec![Trial::test("mutations::suite", move || inputs.iter().try_for_each(|path| all(path, cases)))]
            }
            _ => inputs.into_iter().map(|path| of_sample(path, cases)).collect(),
        }
    };
    CASES.into_iter().flat_map(of_folder).collect()
}

fn of_sample(path: PathBuf, cases: u64) -> Trial {
    let name = path.file_name().unwrap_or_default().to_string_lossy().into_owned();
    Trial::test(
        format!("mutations::{name} of {}", path.parent().and_then(Path::file_name).unwrap_or_default().display()),
        move || all(&path, cases),
    )
}

fn all(path: &Path, cases: u64) -> Result<(), Failed> {
    let sample = fs::read_to_string(path)?;
    let syntax = syntax::by_path(path).ok_or("no syntax has this extension")?;
    for case in 0..cases {
        // Each input has slips of its own.
        let mut random = Random(case ^ (sample.len() as u64) << 32);
        let mut text = sample.clone();
        for _ in 0..=random.below(3) {
            text = mutate(&text, &mut random);
        }
        let started = Instant::now();
        let outcome = catch_unwind(AssertUnwindSafe(|| run(syntax, &text)));
        let fault = match outcome {
            Err(_) => Some("it panics".to_owned()),
            Ok(Some(lost)) => Some(format!("`{lost}` is lost without a word")),
            Ok(None) => (started.elapsed() > LONGEST).then(|| format!("it takes {:?}", started.elapsed())),
        };
        if let Some(fault) = fault {
            let file = std::env::temp_dir().join(format!("recto-case-{case}.{}", syntax.name()));
            fs::write(&file, &text)?;
            return Err(format!("{}, case {case}, {}: {fault}", path.display(), file.display()).into());
        }
    }
    Ok(())
}

/// Does all that is done before a page is set. Returns a text that is neither printed nor spoken of.
fn run(syntax: &dyn Syntax, text: &str) -> Option<String> {
    let mut sources = Sources::new();
    let mut sink = Sink::new();
    let file = sources.add("case", text);
    let input = Input::read("case", "", file, syntax, &mut sources, &mut sink);
    let mut lost = None;
    if let Some(input) = &input {
        let variant = &input.cv.settings.variants[0];
        let locale = Locale::by_code("en").expect("English is built in");
        let owner = input.cv.settings.owner(&input.cv.basics);
        let (short, unheard) = (BTreeSet::new(), RefCell::new(Sink::new()));
        let document = lower(&select(&input.cv, variant), &Setting::new("en", &locale, &owner, &short, &unheard));
        // What is meant for other variants is no loss.
        let chooses = ["only", "except", "tags"].iter().any(|key| text.contains(key));
        if sink.iter().next().is_none() && !chooses {
            lost = lost_text(input, &serde_json::to_value(&document).expect("documents are JSON"));
        }
        let today = Day { year: 2026, month: Some(11), day: Some(22) };
        sink.extend(check(&Subject::new(&input.cv, &input.node, Some(today))));
    }
    show(&sink, &sources);
    lost
}

/// Every format can write whatever is found.
fn show(sink: &Sink, sources: &Sources) {
    let findings: Vec<_> = sink.iter().map(|found| Located::new(found, sources, None)).collect();
    for format in MESSAGE_FORMATS {
        // The first tell as much as all.
        for (diagnostic, located) in sink.iter().zip(&findings).take(3) {
            format.finding(&Finding { diagnostic, sources, located }, true);
        }
        format.end(&[Case { name: "case".to_owned(), findings: findings.clone(), strict: false, seconds: None }]);
    }
}

/// A text of a section that does not occur in the document, but for those that are not printed as they are: dates, links,
/// settings, texts in several languages.
fn lost_text(input: &Input, document: &serde_json::Value) -> Option<String> {
    let mut page = String::new();
    strings(document, &mut page);
    let page = letters(&page);
    let mut lost = None;
    input.node.walk(&mut |path, node| {
        let Value::Text(text) = &node.value else { return };
        let keys: Vec<_> = path.split('.').map(|key| key.split('[').next().unwrap_or_default()).collect();
        let is_printed = keys.iter().all(|key| {
            let key = key.to_lowercase().replace(['_', '-'], "");
            !key.contains("date") && !HIDDEN.contains(&key.as_str()) && key.len() != 2 && !key.starts_with(['x', '$'])
        });
        // Of an address, the scheme is not printed.
        let is_there = || page.contains(&letters(text)) || page.contains(&letters(&text.replace("https://", "")));
        if is_printed && lost.is_none() && !text.contains("](") && !is_there() {
            lost = Some(format!("{path}: {text}"));
        }
    });
    lost
}

/// What is no text to be printed; `status` and `network` are printed in other words or not at all.
const HIDDEN: &[&str] = &[
    "recto",
    "meta",
    "url",
    "website",
    "image",
    "picture",
    "tags",
    "only",
    "except",
    "short",
    "id",
    "status",
    "network",
    "countrycode",
    "phone",
    // What a list of publications shows of these is a matter of `recto.publications`.
    "kind",
    "key",
    "links",
    "doi",
    "marks",
    // A dash takes the place of a hyphen.
    "pages",
    "isbn",
];

fn strings(value: &serde_json::Value, out: &mut String) {
    match value {
        serde_json::Value::String(text) => out.push_str(text),
        serde_json::Value::Array(items) => items.iter().for_each(|item| strings(item, out)),
        // `k` is the kind of an inline.
        serde_json::Value::Object(map) => {
            map.iter().filter(|(k, _)| *k != "k").for_each(|(_, item)| strings(item, out))
        }
        _ => {}
    }
}

fn letters(text: &str) -> String {
    let composed = if text.is_ascii() { text.to_owned() } else { text.nfc().collect() };
    composed.chars().filter(|c| c.is_alphanumeric()).collect()
}

/// Makes one slip, of those that hands, editors and programs make.
fn mutate(text: &str, random: &mut Random) -> String {
    let mut lines: Vec<String> = text.lines().map(str::to_owned).collect();
    if lines.is_empty() {
        return "x".to_owned();
    }
    let at = random.below(lines.len());
    let line = lines[at].clone();
    match random.below(11) {
        0 => drop(lines.remove(at)),
        1 => lines.insert(at, line),
        2 if at > 0 => lines.swap(at, at - 1),
        3 => return cut(text, random),
        4 => return text[..boundary(text, random)].to_owned(),
        5 => lines[at] = misspelled(&line, random),
        6 => {
            let value = random.pick(VALUES);
            lines[at] = retyped(&line, value);
        }
        7 => lines[at] = format!("{}{line}", random.pick(&[" ", "  ", "\t", "- ", "    "])),
        8 => lines[at] = line.trim_start_matches(|c: char| c == ' ' && random.below(3) > 0).to_owned(),
        9 => {
            let (place, piece) = (boundary(&line, random), random.pick(PIECES));
            lines[at].insert_str(place, piece);
        }
        _ => {
            let other = random.below(lines.len());
            let value = lines[other].split_once([':', '=']).map_or(String::new(), |(_, value)| value.to_owned());
            lines[at] = retyped(&line, value.trim());
        }
    }
    lines.iter().fold(String::new(), |mut out, line| {
        let _ = writeln!(out, "{line}");
        out
    })
}

/// Values of every type, and dates that are none.
const VALUES: &[&str] = &[
    "null",
    "~",
    "true",
    "no",
    "42",
    "-1",
    "1e9",
    "[]",
    "{}",
    "\"\"",
    "''",
    "[1, [2]]",
    "{ a: b }",
    "{\"a\": \"b\"}",
    "2020-13",
    "2020-02-30",
    "\"present\"",
    "[[[[x]]]]",
    "\"x\"",
    "@x",
    "*x",
    "&x",
    "!x y",
    "| x",
    "> x",
    "\"",
    "'",
    "{",
    "[",
    "- x",
    "x: y",
    "x #y",
    "999999999999999999999",
    "2019 - 2022",
    "{ en: x, de: y }",
    "\"<b>x</b>\"",
    "\"#set page()\"",
];

/// What fingers and clipboards put between.
const PIECES: &[&str] = &[
    ":",
    ": ",
    " #",
    "#",
    "\"",
    "'",
    "[",
    "]",
    "{",
    "}",
    "\t",
    "\0",
    "\u{1b}[31m",
    "\u{202e}",
    "\u{a0}",
    "é",
    "智",
    "🚀",
    "&",
    "*",
    "<<: ",
    "`",
    "\\",
    "\\ud800",
    "%",
    "@",
    "!",
    "|",
    ">",
    "-",
    "- ",
    ",",
    "=",
    "\u{feff}",
    "\u{2028}",
    "**",
    "](",
    "$",
    "---\n",
    "...\n",
    "\u{300}",
    "\r",
];

/// Drops a few bytes, perhaps in the middle of a character.
fn cut(text: &str, random: &mut Random) -> String {
    let start = random.below(text.len() + 1);
    let end = (start + random.below(20)).min(text.len());
    String::from_utf8_lossy(&[&text.as_bytes()[..start], &text.as_bytes()[end..]].concat()).into_owned()
}

/// Swaps, drops or doubles a letter.
fn misspelled(line: &str, random: &mut Random) -> String {
    let mut characters: Vec<_> = line.chars().collect();
    let letters: Vec<_> = (1..characters.len()).filter(|at| characters[*at].is_alphabetic()).collect();
    if letters.is_empty() {
        return line.to_owned();
    }
    let at = *random.pick(&letters);
    match random.below(3) {
        0 => characters.swap(at, at - 1),
        1 => drop(characters.remove(at)),
        _ => characters.insert(at, characters[at]),
    }
    characters.into_iter().collect()
}

/// The line with another value behind its key.
fn retyped(line: &str, value: &str) -> String {
    match line.split_once([':', '=']) {
        Some((key, rest)) => {
            let mark = &line[key.len()..=key.len()];
            let comma = if rest.trim_end().ends_with(',') { "," } else { "" };
            format!("{key}{mark} {value}{comma}")
        }
        None => value.to_owned(),
    }
}

fn boundary(text: &str, random: &mut Random) -> usize {
    text.floor_char_boundary(random.below(text.len() + 1))
}

/// SplitMix64: small, and the same on every machine.
struct Random(u64);

impl Random {
    fn next(&mut self) -> u64 {
        self.0 = self.0.wrapping_add(0x9e37_79b9_7f4a_7c15);
        let mixed = (self.0 ^ (self.0 >> 30)).wrapping_mul(0xbf58_476d_1ce4_e5b9);
        let mixed = (mixed ^ (mixed >> 27)).wrapping_mul(0x94d0_49bb_1331_11eb);
        mixed ^ (mixed >> 31)
    }

    fn below(&mut self, end: usize) -> usize {
        (self.next() % end.max(1) as u64) as usize
    }

    fn pick<'a, T>(&mut self, all: &'a [T]) -> &'a T {
        &all[self.below(all.len())]
    }
}
