//! The sample CVs as finished PDFs: nothing lost, in order, readable by machines, the same on every run.

mod extraction;
mod founding;

use std::path::Path;

use libtest_mimic::Trial;
use recto::diag::{Severity, Sink};
use recto::document::{Day, Paper};
use recto::project::{Built, Input, Overrides};
use recto::source::Sources;
use recto::syntax;

use crate::press::{read_sample, set};

const SAMPLES: [&str; 3] = ["lingxiao-ma.yaml", "maren-lindqvist.json", "tomas-ferreira.toml"];

pub fn tests() -> Vec<Trial> {
    let mut tests = crate::cases![samples: every_variant_builds_without_a_word, samples_are_read_without_a_word, pages_are_met_and_filled, bytes_are_the_same_each_time];
    tests.extend(founding::tests());
    tests.extend(extraction::tests());
    tests
}

/// Nothing to say about our own samples, on any paper.
fn every_variant_builds_without_a_word() {
    for sample in SAMPLES {
        for paper in [Paper::A4, Paper::Letter] {
            for (name, built) in built(sample, &Overrides { paper: Some(paper), ..Overrides::default() }) {
                assert!(built.warnings.is_empty(), "{sample} {name}: {:?}", built.warnings);
            }
        }
    }
}

fn pages_are_met_and_filled() {
    for sample in SAMPLES {
        for paper in [Paper::A4, Paper::Letter] {
            for (name, built) in built(sample, &Overrides { paper: Some(paper), ..Overrides::default() }) {
                let Some(fit) = &built.fit else { continue };
                assert!(built.pages.count() <= fit.goal, "{sample} {name}");
                assert!(
                    fit.left_out() == 0 || built.pages.fill() > 0.96,
                    "{sample} {name} {paper:?}: {:.2}",
                    built.pages.fill()
                );
            }
        }
    }
    let full = built(SAMPLES[0], &Overrides::default());
    assert!(full[0].1.pages.count() <= 3, "the founding CV takes {} pages", full[0].1.pages.count());
}

fn bytes_are_the_same_each_time() {
    for sample in SAMPLES {
        let date = Some(Day { year: 2026, month: Some(9), day: Some(14) });
        let overrides = Overrides { date, ..Overrides::default() };
        for ((name, first), (_, second)) in built(sample, &overrides).into_iter().zip(built(sample, &overrides)) {
            assert!(first.pdf() == second.pdf(), "{sample} {name} differs from run to run");
        }
    }
}

/// Every variant of a sample, built.
fn built(sample: &str, overrides: &Overrides) -> Vec<(String, Built)> {
    let (input, mut sources) = read_sample(sample);
    let names = input.cv.settings.variants.iter().map(|variant| variant.name.value.clone());
    names.map(|name| (name.clone(), set(&input, &name, overrides, &mut sources).expect("samples build"))).collect()
}

/// Nothing worse than advice is to be said of a sample.
fn samples_are_read_without_a_word() {
    for sample in SAMPLES {
        let (path, mut sources, mut sink) = (Path::new("data/samples").join(sample), Sources::new(), Sink::new());
        let text = std::fs::read_to_string(Path::new(env!("CARGO_MANIFEST_DIR")).join(&path)).expect("it is there");
        let file = sources.add(sample, text);
        Input::read(sample, "", file, syntax::by_path(&path).expect("its syntax is known"), &mut sources, &mut sink);
        assert_eq!(sink.iter().filter(|found| found.severity != Severity::Advice).count(), 0, "{sample}: {sink:?}");
    }
}
