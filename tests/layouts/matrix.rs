//! Layout × sample × paper × {full, one page}.

use libtest_mimic::Trial;
use recto::diag::{Severity, Sink};
use recto::document::{Day, Paper};
use recto::layout::{Layouts, Parse};
use recto::pdf;
use recto::project::{Overrides, document, faults_of_pdf, faults_of_text};
use recto::source::Sources;

use super::random::Random;
use super::{geometry, standards, text};
use crate::press::{read_sample, read_yaml, sample_names, set};

pub fn tests() -> Vec<Trial> {
    let mut tests = Vec::new();
    for layout in Layouts::built_in().names() {
        for sample in sample_names() {
            let (layout, sample) = (layout.clone(), sample.clone());
            tests.push(Trial::test(format!("layouts::{layout} sets {sample}"), move || {
                check(&layout, &sample);
                Ok(())
            }));
        }
        tests.push(Trial::test(format!("layouts::{layout} sets what is hard to set"), move || {
            hard(&layout);
            Ok(())
        }));
    }
    tests
}

fn check(layout: &str, sample: &str) {
    let parse = parse(layout);
    for paper in [Paper::A4, Paper::Letter] {
        for variant in ["full", "onepage"] {
            let what = format!("{layout}, {sample}, {}, {variant}", paper.name());
            let (input, mut sources) = read_sample(sample);
            let Some(declared) = input.cv.settings.variant(variant) else { continue };
            let layout = Some(layout.to_owned());
            let overrides = Overrides { layout, paper: Some(paper), date: Some(TODAY), ..Overrides::default() };
            let built =
                set(&input, variant, &overrides, &mut sources).unwrap_or_else(|faults| panic!("{what}: {faults:?}"));
            let worse_than_advice = built.warnings.iter().find(|warning| warning.severity != Severity::Advice);
            assert_eq!(worse_than_advice, None, "{what}");
            if paper == Paper::A4 {
                standards::check(&built.pages, &what);
            }
            standards::is_sound(built.pdf(), &what);
            geometry::check(&built.pages, &what);
            geometry::check_sizes(&built.pages, &what);
            let contents = pdf::read(built.pdf().to_vec()).unwrap_or_else(|why| panic!("{what}: {why}"));
            let whole = document(&input, declared, &overrides, &mut Sink::new()).expect("samples have a language");
            let mut lost = faults_of_pdf(&contents);
            if declared.pages.is_none() {
                lost.extend(faults_of_text(&contents, &whole, &input, false));
            }
            lost.retain(|fault| fault.severity == Severity::Error || parse == Parse::Good);
            assert!(lost.is_empty(), "{what}, read back: {lost:?}");
            for extractor in text::EXTRACTORS.iter().filter(|extractor| extractor.is_there()) {
                if extractor.sorts && parse != Parse::Good {
                    continue;
                }
                let extracted = extractor.run(built.pdf());
                let what = format!("{what}, {}", extractor.name);
                text::no_odd_characters(&extracted, &what);
                if whole.right_to_left {
                    text::holds_every_letter(&extracted, &built.pages, &what);
                    continue;
                }
                text::follows_the_page(&extracted, &built.pages, &what);
                if variant == "full" {
                    text::follows_the_cv(&extracted, &whole, &what);
                    if parse == Parse::Good {
                        text::dates_stand_with_their_entries(&extracted, &whole, &what);
                    }
                }
            }
        }
    }
}

/// Nothing runs over anything, however long it is or whatever is missing; nothing is lost.
fn hard(layout: &str) {
    let parse = parse(layout);
    let hard = include_str!("hard.yaml");
    let others =
        [("many", hard.to_owned() + &many()), ("empty", "basics: { name: X }\nwork: [{ name: Y }]".to_owned())];
    let random = (0..RANDOM).map(|seed| (seed, Random::new(seed).cv()));
    let random: Vec<_> = random.map(|(seed, cv)| (format!("random {seed}"), cv)).collect();
    let named = others.iter().map(|(name, cv)| (*name, cv)).chain(random.iter().map(|(name, cv)| (name.as_str(), cv)));
    for (index, (name, cv)) in std::iter::once(("hard", &hard.to_owned())).chain(named).enumerate() {
        let paper = if index % 2 == 0 { Paper::A4 } else { Paper::Letter };
        for variant in ["full", "onepage"] {
            let what = format!("{layout}, {name}, {}, {variant}", paper.name());
            let (input, mut sources) = read_yaml(cv);
            let layout = Some(layout.to_owned());
            let overrides = Overrides { layout, paper: Some(paper), date: Some(TODAY), ..Overrides::default() };
            let built =
                set(&input, variant, &overrides, &mut sources).unwrap_or_else(|faults| panic!("{what}: {faults:?}"));
            geometry::check(&built.pages, &what);
            if !name.starts_with("random") {
                standards::check(&built.pages, &what);
            }
            if variant == "full" {
                let declared = input.cv.settings.variant(variant).expect("it is built in");
                let document = document(&input, declared, &overrides, &mut Sink::new()).expect("it is in English");
                // Where a row of several columns is broken over pages, what stands beside it comes between its parts.
                match parse {
                    Parse::Good => text::follows_the_cv(&geometry::body_text(&built.pages), &document, &what),
                    _ => text::holds_the_cv(&built.pages.text(), &document, &what),
                }
            }
        }
    }
}

/// PDF/A demands a date, which not every sample has.
const TODAY: Day = Day { year: 2026, month: Some(11), day: Some(22) };

/// How many CVs at random each layout has to set.
const RANDOM: u64 = 12;

/// A section of three hundred entries, and one of a single entry with a hundred bullets.
fn many() -> String {
    let lines: String =
        (0..300).map(|n| format!("      - {{ title: Membership {n}, date: {} }}\n", 1900 + n % 120)).collect();
    let bullets: String = (0..100).map(|n| format!("          - Bullet {n}\n")).collect();
    format!(
        "  - title: Many\n    entries:\n{lines}  - title: Long\n    entries:\n      - title: One\n        highlights:\n{bullets}"
    )
}

fn parse(layout: &str) -> Parse {
    let found = Layouts::built_in().find(layout, "".as_ref(), None, &mut Sources::new(), &mut Sink::new());
    found.expect("it is built in").manifest.parse
}
