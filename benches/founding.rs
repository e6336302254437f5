//! The founding CV, made ready for what is measured: three pages, 52 entries and bullets.

use std::path::Path;

use recto::compile::Setup;
use recto::diag::Sink;
use recto::document::{Document, Paper};
use recto::layout::{DEFAULT, Layout, Layouts, Options};
use recto::model::{Locale, Setting, lower};
use recto::project::Input;
use recto::select::select;
use recto::source::Sources;
use recto::syntax;

/// Where it lies.
pub const CV: &str = concat!(env!("CARGO_MANIFEST_DIR"), "/data/samples/lingxiao-ma.yaml");

/// Reads its text.
pub fn read(text: &str) -> Input {
    let mut sources = Sources::new();
    let file = sources.add(CV, text);
    let yaml = syntax::by_name("yaml").expect("YAML is known");
    Input::read("cv", "", file, yaml, &mut sources, &mut Sink::new()).expect("the sample is a CV")
}

/// What is set of it in full.
pub fn document(input: &Input) -> Document {
    let locale = Locale::by_code("en").expect("English is built in");
    let owner = input.cv.settings.owner(&input.cv.basics);
    let variant = input.cv.settings.variant("full").expect("it is built in");
    let (short, unheard) = Default::default();
    lower(&select(&input.cv, variant), &Setting::new("en", &locale, &owner, &short, &unheard))
}

/// The default layout as it was designed.
pub fn layout() -> (Layout, Options) {
    let (mut sources, mut sink) = (Sources::new(), Sink::new());
    let layout = Layouts::built_in().find(DEFAULT, Path::new(""), None, &mut sources, &mut sink);
    let layout = layout.expect("the default layout is built in");
    let options = Options::resolve(&layout.manifest, [], &mut sink);
    (layout, options)
}

/// How it is set.
pub fn setup<'a>((layout, options): &'a (Layout, Options)) -> Setup<'a> {
    let (one_page, endless, attach) = (false, false, false);
    Setup { layout, options, paper: Paper::A4, one_page, endless, attach, bleed: None }
}
