//! What each stage takes on its own, from text to PDF: `cargo bench --bench stages`.

mod founding;

use std::fs;
use std::sync::{Arc, LazyLock};

use divan::{Bencher, black_box};
use founding::{CV, document, layout, setup};
use recto::compile::{Pages, compile, forget};
use recto::diag::Sink;
use recto::document::Document;
use recto::export::pdf;
use recto::layout::Layouts;
use recto::project::{Input, Overrides, build, check};
use recto::source::Sources;
use recto::syntax;
use recto::world::{Fonts, World};

static TEXT: LazyLock<String> = LazyLock::new(|| fs::read_to_string(CV).expect("the sample is there"));
static INPUT: LazyLock<Input> = LazyLock::new(|| founding::read(&TEXT));

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
    black_box(founding::read(&TEXT));
}

/// Advice on the CV.
#[divan::bench]
fn advise() {
    black_box(check(&INPUT, None, &Layouts::built_in(), &mut Sources::new()));
}

/// CV → what is set.
#[divan::bench]
fn choose_and_lower() {
    black_box(document(&INPUT));
}

/// What is set → pages, with nothing remembered but the fonts.
#[divan::bench]
fn lay_out_cold(bencher: Bencher) {
    let fonts = Arc::new(Fonts::bundled());
    let document = document(&INPUT);
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
    let document = document(&INPUT);
    bencher.bench_local(|| lay_out(&mut world, &document));
}

/// Pages → PDF.
#[divan::bench]
fn export(bencher: Bencher) {
    let pages = lay_out(&mut World::new(Arc::new(Fonts::bundled())), &document(&INPUT));
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

fn lay_out(world: &mut World, document: &Document) -> Pages {
    compile(world, document, setup(&layout()), &mut Sources::new()).expect("it can be laid out").output
}

fn main() {
    divan::main();
}
