//! The sample CVs as finished PDFs: nothing lost, in order, readable by machines, the same on every run.

mod extraction;
mod founding;

use std::path::Path;
use std::sync::{Arc, LazyLock};

use libtest_mimic::Trial;
use recto::diag::{Severity, Sink};
use recto::document::{Day, Paper};
use recto::layout::Layouts;
use recto::project::{Built, Input, Overrides, build};
use recto::source::Sources;
use recto::syntax;
use recto::world::{Fonts, World};

const SAMPLES: [&str; 3] = ["lingxiao-ma.yaml", "maren-lindqvist.json", "tomas-ferreira.toml"];

static FONTS: LazyLock<Arc<Fonts>> = LazyLock::new(|| Arc::new(Fonts::bundled()));

pub fn tests() -> Vec<Trial> {
    let mut tests = crate::cases![samples: every_variant_builds_without_a_word, pages_are_met_and_filled, bytes_are_the_same_each_time];
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
                assert!(built.pages <= fit.goal, "{sample} {name}");
                assert!(fit.left_out() == 0 || built.fill > 0.96, "{sample} {name} {paper:?}: {:.2}", built.fill);
            }
        }
    }
    let full = built(SAMPLES[0], &Overrides::default());
    assert!(full[0].1.pages <= 3, "the founding CV takes {} pages", full[0].1.pages);
}

fn bytes_are_the_same_each_time() {
    for sample in SAMPLES {
        let date = Some(Day { year: 2026, month: Some(9), day: Some(14) });
        let overrides = Overrides { date, ..Overrides::default() };
        for ((name, first), (_, second)) in built(sample, &overrides).into_iter().zip(built(sample, &overrides)) {
            assert!(first.pdf == second.pdf, "{sample} {name} differs from run to run");
        }
    }
}

/// Every variant of a sample, built.
fn built(sample: &str, overrides: &Overrides) -> Vec<(String, Built)> {
    let (input, mut sources) = input(sample);
    let layouts = Layouts::built_in();
    let mut world = World::new(FONTS.clone(), layouts.clone());
    let variants = &input.cv.settings.variants;
    let build = |variant| build(&input, variant, overrides, &layouts, &mut world, &mut sources);
    let built = variants.iter().map(build).collect::<Result<Vec<_>, _>>().expect("samples build");
    variants.iter().map(|variant| variant.name.value.clone()).zip(built).collect()
}

fn input(sample: &str) -> (Input, Sources) {
    let path = Path::new(env!("CARGO_MANIFEST_DIR")).join("data/samples").join(sample);
    let text = std::fs::read_to_string(&path).expect("the sample is there");
    let mut sources = Sources::new();
    let mut sink = Sink::new();
    let file = sources.add(sample, text);
    let syntax = syntax::by_path(&path).expect("its syntax is known");
    let stem = sample.split('.').next().unwrap_or_default();
    let input = Input::read(stem, file, syntax, &sources, &mut sink).expect("samples are CVs");
    assert_eq!(sink.iter().filter(|found| found.severity != Severity::Advice).count(), 0, "{sample}: {sink:?}");
    (input, sources)
}
