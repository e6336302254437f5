//! What long bibliographies cost: `cargo bench --bench bibliography`.
//!
//! For 100 to 1,000 entries, the time of each stage and, in brackets, that of one entry beside one of the shortest list:
//! 1.00 is linear.

use std::cell::RefCell;
use std::collections::BTreeSet;
use std::sync::Arc;
use std::time::Instant;

use recto::diag::Sink;
use recto::document::Day;
use recto::layout::Layouts;
use recto::model::{Locale, Setting, Variant, lower};
use recto::project::{self, Input, Overrides, build};
use recto::read::bibliography;
use recto::select::select;
use recto::source::Sources;
use recto::syntax;
use recto::world::{Fonts, World};

#[path = "../tests/generated.rs"]
mod generated;

const COUNTS: [usize; 4] = [100, 200, 500, 1000];
const SEED: u64 = 7;
const STAGES: [&str; 7] =
    ["read the .bib", "read the CV", "check", "select and lower", "set in full", "fit 1 page", "fit 2 pages"];

fn main() {
    // `cargo bench -- 1000` for one size alone.
    let asked: Option<usize> = std::env::args().skip(1).find_map(|argument| argument.parse().ok());
    let counts: Vec<_> = COUNTS.into_iter().filter(|count| asked.is_none_or(|asked| asked == *count)).collect();
    let columns: Vec<_> = counts.iter().map(|count| (*count, stages(*count))).collect();
    println!("{:<18}{}", "", counts.iter().map(|count| format!("{count:>12} entries")).collect::<String>());
    for (stage, name) in STAGES.iter().enumerate() {
        let (first, base) = (columns[0].0 as f64, columns[0].1[stage]);
        let cell = |(count, times): &(usize, Vec<f64>)| {
            format!("{:>10.1} ms ({:.2})", times[stage], times[stage] / *count as f64 / (base / first))
        };
        println!("{name:<18}{}", columns.iter().map(cell).collect::<String>());
    }
}

/// The milliseconds of each stage.
fn stages(count: usize) -> Vec<f64> {
    let folder = tempfile::tempdir().expect("there is room for files");
    let papers = generated::bibliography(SEED, count, count / 20);
    std::fs::write(folder.path().join("papers.bib"), &papers).expect("it can be written");
    let text = format!("basics: {{ name: {} }}\nrecto: {{ bibliography: [papers.bib] }}\n", generated::OWNER);
    let mut times = Vec::new();

    let mut timed = |stage: &mut dyn FnMut()| {
        let started = Instant::now();
        stage();
        times.push(started.elapsed().as_secs_f64() * 1e3);
    };
    timed(&mut || {
        let mut sources = Sources::new();
        let file = sources.add("papers.bib", &*papers);
        let entries = bibliography::entries("papers.bib", file, sources.get(file), &mut Sink::new());
        assert_eq!(entries.len(), count);
    });
    let mut sources = Sources::new();
    let mut input = None;
    timed(&mut || {
        let file = sources.add("cv.yaml", &*text);
        let yaml = syntax::by_name("yaml").expect("it is one of the syntaxes");
        input = Input::read("cv", folder.path(), file, yaml, &mut sources, &mut Sink::new());
    });
    let input = input.expect("it is a CV");
    let layouts = Layouts::built_in();
    let today = Day { year: 2026, month: Some(1), day: Some(1) };
    timed(&mut || drop(project::check(&input, Some(today), &layouts, &mut sources)));
    let full = input.cv.settings.variant("full").expect("it is built in").clone();
    timed(&mut || {
        let locale = Locale::by_code("en").expect("English is built in");
        let owner = input.cv.settings.owner(&input.cv.basics);
        let (short, sink) = (BTreeSet::new(), RefCell::new(Sink::new()));
        let document = lower(&select(&input.cv, &full), &Setting::new("en", &locale, &owner, &short, &sink));
        assert_eq!(document.sections[0].groups[0].entries.len(), count);
    });
    let fonts = Arc::new(Fonts::bundled());
    for pages in [None, Some(1), Some(2)] {
        // A nearly empty last page would be set several times.
        let variant = Variant { pages, tidy: Some(false), ..full.clone() };
        timed(&mut || {
            let mut world = World::new(Arc::clone(&fonts));
            let built = build(&input, &variant, &Overrides::default(), &layouts, &mut world, &mut sources);
            let built = built.expect("it can be set");
            assert!(built.pages.count() <= pages.map_or(usize::MAX, |pages| pages as usize));
        });
    }
    times
}
