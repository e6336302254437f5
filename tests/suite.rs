//! Faulty inputs that carry what is to be said about them.
//!
//! A comment `# error[id]: message` (or `warning`, `advice`) at the end of a line of YAML or TOML expects exactly this
//! diagnostic to start on that line; JSON has no comments, so `NAME.json` is read with `NAME.json.expected`, whose lines
//! are `LINE error[id]: message`. Inputs in `check/` and `rendercv/` are checked as well, as on
//! 2026-11-22, the others are only read. Comments `# prints: words` and `# build: warning[id]: message` expect
//! words on the page, and what is noticed when it is set. What is expected and not said fails as does what is said and not expected.

use std::fmt::Write;
use std::fs;
use std::path::Path;

use libtest_mimic::{Failed, Trial};
use recto::diag::Sink;
use recto::document::Day;
use recto::layout::Layouts;
use recto::project::{self, Input, Overrides};
use recto::source::Sources;
use recto::syntax::{self, SYNTAXES};

use crate::press::set;
use crate::tidy::files;

pub fn tests() -> Vec<Trial> {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/suite");
    let files = SYNTAXES.iter().flat_map(|syntax| syntax.extensions()).flat_map(|ext| files("tests/suite", ext));
    let name = |path: &Path| format!("suite::{}", path.strip_prefix(&folder).unwrap_or(path).to_string_lossy());
    files.map(|path| Trial::test(name(&path), move || check(&path))).collect()
}

fn check(path: &Path) -> Result<(), Failed> {
    let text = fs::read_to_string(path)?;
    let expected = match fs::read_to_string(format!("{}.expected", path.display())) {
        Ok(expected) => expected.lines().map(str::to_owned).collect(),
        Err(_) => in_comments(&text),
    };
    let mut sources = Sources::new();
    let mut sink = Sink::new();
    let file = sources.add("input", &*text);
    let syntax = syntax::by_path(path).ok_or("no syntax has this extension")?;
    let input = Input::read("input", "", file, syntax, &mut sources, &mut sink);
    check_page(&text, input.as_ref(), &mut sources)?;
    if let Some(input) =
        input.filter(|_| path.parent().is_some_and(|folder| folder.ends_with("check") || folder.ends_with("rendercv")))
    {
        let today = Day { year: 2026, month: Some(11), day: Some(22) };
        sink.extend(project::check(&input, Some(today), &Layouts::built_in(), &mut sources));
    }
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

/// What the input says that its page shows and that is noticed when it is set: `# prints: words`, `# build: error[id]: …`.
fn check_page(text: &str, input: Option<&Input>, sources: &mut Sources) -> Result<(), Failed> {
    let wanted = |mark| text.lines().filter_map(move |line| Some(line.split_once(mark)?.1.split(" # ").next()?.trim()));
    let (prints, notices): (Vec<_>, Vec<_>) = (wanted("# prints: ").collect(), wanted("# build: ").collect());
    if prints.is_empty() && notices.is_empty() {
        return Ok(());
    }
    let (page, said) = match set(input.ok_or("it is no CV")?, "full", &Overrides::default(), sources) {
        Ok(built) => (built.pages.text(), built.warnings),
        Err(faults) => (String::new(), faults),
    };
    let said: Vec<_> =
        said.iter().map(|found| format!("{}[{}]: {}", found.severity.name(), found.id, found.message)).collect();
    if said != notices {
        return Err(format!("building says {said:?}, not {notices:?}").into());
    }
    // Lines may be broken anywhere.
    let compact = |text: &str| text.split_whitespace().collect::<String>();
    let page = compact(&page);
    match prints.into_iter().find(|words| !page.contains(&compact(words))) {
        Some(words) => Err(format!("`{words}` is not on the page: {page}").into()),
        None => Ok(()),
    }
}

fn in_comments(text: &str) -> Vec<String> {
    let mut expected = Vec::new();
    for (number, line) in text.lines().enumerate() {
        for kind in ["error", "warning", "advice"] {
            // Several comments may stand on one line.
            for comment in line.split(&format!("# {kind}[")).skip(1) {
                let ends = ["error", "warning", "advice"].map(|next| comment.find(&format!("# {next}[")));
                let comment = comment[..ends.into_iter().flatten().min().unwrap_or(comment.len())].trim_end();
                expected.push(format!("{} {kind}[{comment}", number + 1));
            }
        }
    }
    expected
}
