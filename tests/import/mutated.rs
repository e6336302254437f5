//! Files of others with lines missing, doubled and exchanged: nothing panics, every error has a place.

use std::fs;
use std::panic::{AssertUnwindSafe, catch_unwind};
use std::path::Path;

use libtest_mimic::Trial;
use recto::diag::{Severity, Sink};
use recto::project::convert;
use recto::source::Sources;

use super::words::samples;

/// How many slips each file gets, one after another from the whole.
const CASES: u64 = 150;

pub fn tests() -> Vec<Trial> {
    let names =
        ["rendercv-2.yaml", "rendercv-0.yaml", "resume-old.json", "europass-2013.xml", "europass-2020.xml", "linkedin"];
    let case = |name: &'static str| {
        Trial::test(format!("import_mutated::{name}"), move || {
            mutated(name);
            Ok(())
        })
    };
    names.into_iter().map(case).collect()
}

fn mutated(name: &str) {
    let folder = tempfile::tempdir().expect("there is room");
    let whole = samples().join(name);
    let files: Vec<_> = match whole.is_dir() {
        true => fs::read_dir(&whole).expect("it is there").flatten().map(|entry| entry.path()).collect(),
        false => vec![whole.clone()],
    };
    for case in 0..CASES {
        let mut random = Random(case.wrapping_mul(0x9E37_79B9_7F4A_7C15) | 1);
        for file in &files {
            let text = fs::read_to_string(file).expect("it is there");
            let text = if random.below(files.len().min(3)) == 0 { slip(&text, &mut random) } else { text };
            let target = folder.path().join(file.file_name().expect("it has a name"));
            fs::write(target, text).expect("there is room");
        }
        let input = if whole.is_dir() { folder.path().to_owned() } else { folder.path().join(name) };
        let outcome = catch_unwind(AssertUnwindSafe(|| try_it(&input)));
        if let Err(why) = outcome.unwrap_or_else(|_| Err("it panics".to_owned())) {
            let texts: Vec<_> = files
                .iter()
                .map(|file| {
                    fs::read_to_string(folder.path().join(file.file_name().unwrap_or_default())).unwrap_or_default()
                })
                .collect();
            panic!("case {case}: {why}\n{}", texts.join("\n---\n"));
        }
    }
}

fn try_it(input: &Path) -> Result<(), String> {
    let (mut sources, mut sink) = (Sources::new(), Sink::new());
    convert(input, &mut sources, &mut sink)?;
    let unplaced =
        sink.iter().find(|found| found.severity == Severity::Error && found.span.is_none() && found.id != "empty-file");
    unplaced.map_or(Ok(()), |found| Err(format!("an error without a place: {}", found.message)))
}

/// A line taken away, doubled, put elsewhere, or cut.
fn slip(text: &str, random: &mut Random) -> String {
    let mut lines: Vec<&str> = text.lines().collect();
    for _ in 0..=random.below(3) {
        if lines.is_empty() {
            break;
        }
        let at = random.below(lines.len());
        match random.below(4) {
            0 => drop(lines.remove(at)),
            1 => lines.insert(at, lines[at]),
            2 => {
                let line = lines.remove(at);
                lines.insert(random.below(lines.len() + 1), line);
            }
            _ => {
                let line = lines[at];
                let cut = line.floor_char_boundary(random.below(line.len() + 1));
                lines[at] = &line[..cut];
            }
        }
    }
    lines.join("\n") + "\n"
}

struct Random(u64);

impl Random {
    fn below(&mut self, bound: usize) -> usize {
        self.0 ^= self.0 << 13;
        self.0 ^= self.0 >> 7;
        self.0 ^= self.0 << 17;
        (self.0 % bound.max(1) as u64) as usize
    }
}
