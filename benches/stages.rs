//! What each stage takes on its own, from text to PDF: `cargo bench --bench stages`.

use std::fs;
use std::path::Path;
use std::sync::{Arc, LazyLock};

use divan::{Bencher, black_box};
use recto::compile::{Pages, Setup, compile, forget};
use recto::diag::Sink;
use recto::document::{Document, Paper};
use recto::export::pdf;
use recto::layout::{DEFAULT, Layouts, Options};
use recto::model::{Locale, Setting, lower};
use recto::project::{Input, Overrides, build, check};
use recto::select::select;
use recto::source::Sources;
use recto::syntax;
use recto::world::{Fonts, World};

const CV: &str = concat!(env!("CARGO_MANIFEST_DIR"), "/data/samples/lingxiao-ma.yaml");

/// The founding CV: three pages, 52 entries and bullets.
static TEXT: LazyLock<String> = LazyLock::new(|| fs::read_to_string(CV).expect("the sample is there"));
static INPUT: LazyLock<Input> = LazyLock::new(|| read_cv(&mut Sources::new()));

/// Text → nodes with places.
#[divan::bench]
fn parse() {
    let mut sources = Sources::new();
    let file = sources.add(CV, TEXT.as_str());
    let yaml = syntax::by_name("yaml").expect("YAML is known");
    black_box(syntax::parse(yaml, file, &sources, &mut Sink::new()));
}

/// Text → CV.
#[divan::bench]
fn read() {
    black_box(read_cv(&mut Sources::new()));
}

/// Advice on the CV.
#[divan::bench]
fn advise() {
    black_box(check(&INPUT, None, &Layouts::built_in(), &mut Sources::new()));
}

/// CV → what is set.
#[divan::bench]
fn choose_and_lower() {
    black_box(document());
}

/// What is set → pages, with nothing remembered but the fonts.
#[divan::bench]
fn lay_out_cold(bencher: Bencher) {
    let fonts = Arc::new(Fonts::bundled());
    let document = document();
    bencher
        .with_inputs(|| {
            comemo::evict(0);
            comemo::evict(0);
            World::new(Arc::clone(&fonts))
        })
        .bench_local_values(|mut world| lay_out(&mut world, &document));
}

/// The same once more: everything is remembered.
#[divan::bench]
fn lay_out_again(bencher: Bencher) {
    let mut world = World::new(Arc::new(Fonts::bundled()));
    let document = document();
    bencher.bench_local(|| lay_out(&mut world, &document));
}

/// Pages → PDF.
#[divan::bench]
fn export(bencher: Bencher) {
    let pages = lay_out(&mut World::new(Arc::new(Fonts::bundled())), &document());
    bencher.bench_local(|| pdf(&pages, "bench", &[]).expect("it can be exported"));
}

/// CV → PDF in a process that has set others before: as designed, and fitted on a page.
#[divan::bench(args = ["full", "onepage"])]
fn build_warm(bencher: Bencher, variant: &str) {
    let mut world = World::new(Arc::new(Fonts::bundled()));
    let layouts = Layouts::built_in();
    let variant = INPUT.cv.settings.variant(variant).expect("it is built in");
    bencher.bench_local(|| {
        // What the last round left behind would spare this one everything.
        forget(&world);
        forget(&world);
        build(&INPUT, variant, &Overrides::default(), &layouts, &mut world, &mut Sources::new()).expect("it is built")
    });
}

fn read_cv(sources: &mut Sources) -> Input {
    let file = sources.add(CV, TEXT.as_str());
    let yaml = syntax::by_name("yaml").expect("YAML is known");
    Input::read("cv", "", file, yaml, sources, &mut Sink::new()).expect("the sample is a CV")
}

fn document() -> Document {
    let locale = Locale::by_code("en").expect("English is built in");
    let owner = INPUT.cv.settings.owner(&INPUT.cv.basics);
    let variant = INPUT.cv.settings.variant("full").expect("it is built in");
    let (short, unheard) = Default::default();
    lower(&select(&INPUT.cv, variant), &Setting::new("en", &locale, &owner, &short, &unheard))
}

fn lay_out(world: &mut World, document: &Document) -> Pages {
    let (mut sources, mut sink) = (Sources::new(), Sink::new());
    let layout = Layouts::built_in()
        .find(DEFAULT, Path::new(""), None, &mut sources, &mut sink)
        .expect("the default layout is built in");
    let options = Options::resolve(&layout.manifest, [], &mut sink);
    let setup = Setup {
        layout: &layout,
        options: &options,
        paper: Paper::A4,
        one_page: false,
        endless: false,
        attach: false,
        bleed: None,
    };
    compile(world, document, setup, &mut sources).expect("it can be laid out").output
}

fn main() {
    divan::main();
}
