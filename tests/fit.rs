//! What fitting promises, on real pages.

use std::cell::RefCell;
use std::collections::BTreeSet;
use std::path::Path;

use libtest_mimic::Trial;
use recto::compile::{Setup, compile};
use recto::diag::{Diagnostic, Sink};
use recto::document::Paper;
use recto::fit::{COMFORTABLE, Fate, FitReport, Tightness};
use recto::layout::{DEFAULT, Layouts, Options};
use recto::model::{Locale, Setting, Variant, lower};
use recto::project::{Built, Input, Overrides};
use recto::select::{select, without};
use recto::source::Sources;
use recto::world::World;

use crate::press::{FONTS, read_sample, read_yaml, set, set_variant};

const PAPERS: [Paper; 2] = [Paper::A4, Paper::Letter];

pub fn tests() -> Vec<Trial> {
    let mut tests = crate::cases![
        fit: more_pages_never_hold_less_value, lists_are_worded_alike, few_layouts_are_made, pins_and_minimums_stay,
        what_must_stay_is_set_tight_with_a_warning, the_pin_to_blame_is_named, a_nearly_empty_last_page_is_pulled_in,
        what_the_owner_sets_is_not_moved, pages_that_are_allowed_need_not_be_used,
        another_word_of_the_same_length_changes_nothing_else, shorter_wordings_come_before_leaving_out,
    ];
    // Tries every entry and bullet that was left out on a real page: some seconds.
    tests.extend(Layouts::built_in().names().into_iter().map(|layout| {
        Trial::test(format!("fit::nothing_left_out_can_be_added in {layout}"), move || {
            nothing_left_out_can_be_added(&layout);
            Ok(())
        })
    }));
    tests
}

/// At the tightest setting that reads well, one unit more is one unit too many: in each column of type.
fn nothing_left_out_can_be_added(layout: &str) {
    for sample in ["lingxiao-ma.yaml", "maren-lindqvist.json", "tomas-ferreira.toml"] {
        let (input, mut sources) = read_sample(sample);
        for (paper, pages) in PAPERS.into_iter().flat_map(|paper| [(paper, 1), (paper, 2)]) {
            let report = fitted_in(layout, &input, &mut sources, paper, pages);
            let (left_out, fill) = (report.left_out(), report.fill);
            assert!(!report.hard, "{sample}, {paper:?}, {pages}: set tighter than reads well");
            assert!(left_out == 0 || fill >= 0.96, "{sample}, {paper:?}, {pages}: {fill}");
            let with =
                |fate| report.sections.iter().flat_map(|section| &section.units).filter(move |unit| unit.fate == fate);
            let paths = |fate| with(fate).map(|unit| unit.path.clone()).collect::<BTreeSet<_>>();
            let (dropped, mut short) = (paths(Fate::LeftOut), paths(Fate::Shortened));
            for unit in with(Fate::LeftOut) {
                let needs_entry = dropped.iter().any(|entry| unit.path.starts_with(&format!("{entry}.")));
                if needs_entry {
                    continue;
                }
                let mut fewer = dropped.clone();
                fewer.remove(&unit.path);
                short.insert(unit.path.clone());
                let taken = pages_of(layout, &input, &mut sources, paper, &fewer, &short);
                assert!(taken > pages as usize, "{sample}, {paper:?}, {pages}: {} could be added", unit.path);
                short.remove(&unit.path);
            }
        }
    }
}

fn more_pages_never_hold_less_value() {
    let (input, mut sources) = read_sample("lingxiao-ma.yaml");
    for paper in PAPERS {
        let values: Vec<_> = (1..=3)
            .map(|pages| {
                let report = fitted(&input, &mut sources, paper, pages);
                let units = report.sections.iter().flat_map(|section| &section.units);
                units.filter(|unit| unit.fate != Fate::LeftOut).map(|unit| (unit.worth / 10.0).exp2()).sum::<f64>()
            })
            .collect();
        assert!(values.is_sorted(), "{values:?}");
    }
}

fn lists_are_worded_alike() {
    let (input, mut sources) = read_sample("lingxiao-ma.yaml");
    for pages in 1..=2 {
        let report = fitted(&input, &mut sources, Paper::A4, pages);
        let papers = report.sections.iter().find(|section| section.title == "Publications").expect("there are some");
        let has = |fate| papers.units.iter().any(|unit| unit.fate == fate);
        assert!(!(has(Fate::Kept) && has(Fate::Shortened)), "{papers:#?}");
    }
}

fn few_layouts_are_made() {
    for sample in ["lingxiao-ma.yaml", "maren-lindqvist.json"] {
        let (input, mut sources) = read_sample(sample);
        let report = fitted(&input, &mut sources, Paper::A4, 1);
        assert!(report.trials <= 8, "{sample}: {}", report.trials);
    }
}

fn pins_and_minimums_stay() {
    let talks = (0..12).map(|talk| format!("  - {{ title: Talk {talk} }}\n")).collect::<String>();
    let papers =
        (0..60).map(|paper| format!("  - {{ name: Paper {paper}, keep: {} }}\n", paper == 59)).collect::<String>();
    let cv = format!(
        "basics: {{ name: X }}\npublications:\n{papers}talks:\n{talks}recto: {{ variants: {{ one: {{ pages: 1, minimum: {{ talks: 7 }}, limit: {{ publications: 60 }} }} }} }}\n"
    );
    let built = print(&cv, "one").expect("it fits");
    let fit = built.fit.expect("it was fitted");
    let kept = |section: usize| fit.sections[section].units.iter().filter(|unit| unit.fate != Fate::LeftOut).count();
    assert!(kept(1) >= 7, "{} talks", kept(1));
    assert!(built.pages.text().contains("Paper 59"));
    assert!(fit.left_out() > 0);
}

fn what_must_stay_is_set_tight_with_a_warning() {
    let jobs = "  - { position: Programmer, keep: true }\n".repeat(49);
    let cv = format!("basics: {{ name: X }}\nwork:\n{jobs}");
    let built = print(&cv, "onepage").expect("it fits when set hard");
    assert_eq!(built.pages.count(), 1);
    assert_eq!(built.warnings.iter().map(|warning| warning.id).collect::<Vec<_>>(), ["tight"]);
}

fn the_pin_to_blame_is_named() {
    let long = "word ".repeat(1500);
    let cv = format!(
        "basics: {{ name: X }}\nwork:\n  - {{ position: Short, keep: true }}\n  - {{ position: Long, keep: true, summary: {long} }}\n"
    );
    let faults = print(&cv, "onepage").expect_err("it cannot fit");
    assert_eq!(faults[0].id, "does-not-fit");
    assert_eq!(faults[0].path, "work[1]");
    assert!(faults[0].hints[0].contains("`work[1]`"), "{faults:?}");
}

fn a_nearly_empty_last_page_is_pulled_in() {
    let jobs = "  - { position: Programmer, highlights: [One, Two] }\n".repeat(15);
    let cv = |settings: &str| format!("basics: {{ name: X }}\nwork:\n{jobs}recto: {{ {settings} }}\n");
    let untidy = print(&cv("tidy: false"), "full").expect("it builds");
    assert!(
        untidy.pages.count() == 2 && untidy.pages.fill() < 0.25,
        "{} pages, {:.2}",
        untidy.pages.count(),
        untidy.pages.fill()
    );
    let tidy = print(&cv("tidy: true"), "full").expect("it builds");
    assert_eq!(tidy.pages.count(), 1);
    assert_eq!(tidy.fit.expect("it was pulled in").left_out(), 0);
}

/// More pages than it takes are no reason for an empty one.
fn pages_that_are_allowed_need_not_be_used() {
    let jobs = "  - { position: Programmer, highlights: [One, Two] }\n".repeat(15);
    let cv = format!("basics: {{ name: X }}\nwork:\n{jobs}recto: {{ variants: {{ two: {{ pages: 2 }} }} }}\n");
    let built = print(&cv, "two").expect("it builds");
    assert_eq!(built.pages.count(), 1);
}

fn what_the_owner_sets_is_not_moved() {
    let (input, mut sources) = read_sample("lingxiao-ma.yaml");
    let overrides = Overrides { options: vec![("text-size".to_owned(), "11pt".to_owned())], ..Overrides::default() };
    let built = set(&input, "onepage", &overrides, &mut sources).expect("it fits");
    assert_eq!(built.fit.and_then(|fit| fit.size).as_deref(), Some("11pt"));
}

fn another_word_of_the_same_length_changes_nothing_else() {
    let (input, mut sources) = read_sample("lingxiao-ma.yaml");
    let before = fitted(&input, &mut sources, Paper::A4, 1);
    let path = std::path::Path::new(env!("CARGO_MANIFEST_DIR")).join("data/samples/lingxiao-ma.yaml");
    let text = std::fs::read_to_string(path).expect("the sample is there").replace("Manage servers", "Manage servres");
    let (edited, mut sources) = read_yaml(&text);
    let after = fitted(&edited, &mut sources, Paper::A4, 1);
    let fates = |report: &FitReport| -> Vec<_> {
        report.sections.iter().flat_map(|section| &section.units).map(|unit| (unit.path.clone(), unit.fate)).collect()
    };
    assert_eq!(fates(&before), fates(&after));
}

fn shorter_wordings_come_before_leaving_out() {
    let wordy = "many words that say little ".repeat(9);
    let bullets = (0..30).map(|n| format!("      - {{ text: {wordy}{n}, short: Brief {n} }}\n")).collect::<String>();
    let cv = format!("basics: {{ name: X }}\nwork:\n  - position: Programmer\n    highlights:\n{bullets}");
    let built = print(&cv, "onepage").expect("it fits");
    let fit = built.fit.expect("it was fitted");
    assert_eq!((fit.left_out(), fit.shortened > 0), (0, true), "{} left out", fit.left_out());
}

fn fitted(input: &Input, sources: &mut Sources, paper: Paper, pages: u32) -> FitReport {
    fitted_in(DEFAULT, input, sources, paper, pages)
}

fn fitted_in(layout: &str, input: &Input, sources: &mut Sources, paper: Paper, pages: u32) -> FitReport {
    let variant = Variant { pages: Some(pages), ..input.cv.settings.variants[0].clone() };
    let overrides = Overrides { layout: Some(layout.to_owned()), paper: Some(paper), ..Overrides::default() };
    let built = set_variant(input, &variant, &overrides, sources).expect("samples fit");
    built.fit.expect("it was fitted")
}

/// How many pages a choice takes at the tightest setting that reads well.
fn pages_of(
    layout: &str,
    input: &Input,
    sources: &mut Sources,
    paper: Paper,
    dropped: &BTreeSet<String>,
    short: &BTreeSet<String>,
) -> usize {
    let layouts = Layouts::built_in();
    let mut sink = Sink::new();
    let layout = layouts.find(layout, Path::new(""), None, sources, &mut sink).expect("it is built in");
    let options = Options::resolve(&layout.manifest, [], &mut sink);
    let options = Tightness::new(&layout.manifest, &options).at(COMFORTABLE);
    let locale = Locale::by_code("en").expect("English is built in");
    let owner = input.cv.settings.owner(&input.cv.basics);
    let selected = without(&select(&input.cv, &input.cv.settings.variants[0]), dropped);
    let unheard = RefCell::new(Sink::new());
    let document = lower(&selected, &Setting::new("en", &locale, &owner, short, &unheard));
    let setup =
        Setup { layout: &layout, options: &options, paper, one_page: true, endless: false, attach: false, bleed: None };
    let mut world = World::new(FONTS.clone());
    compile(&mut world, &document, setup, sources).expect("it compiles").output.count()
}

fn print(cv: &str, variant: &str) -> Result<Built, Vec<Diagnostic>> {
    let (input, mut sources) = read_yaml(cv);
    set(&input, variant, &Overrides::default(), &mut sources)
}
