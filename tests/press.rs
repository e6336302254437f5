//! What tests on real pages share: a CV read, a variant of it set.

use std::path::{Path, PathBuf};
use std::sync::{Arc, LazyLock};

use recto::diag::{Diagnostic, Sink};
use recto::layout::Layouts;
use recto::model::Variant;
use recto::project::{Built, Input, Overrides, build};
use recto::source::Sources;
use recto::syntax::{self, Syntax};
use recto::world::{Fonts, World};

/// The bundled fonts, listed once for all tests.
pub static FONTS: LazyLock<Arc<Fonts>> = LazyLock::new(|| Arc::new(Fonts::bundled()));

/// Reads a CV in which nothing is wrong; advice is let pass.
pub fn read(syntax: &dyn Syntax, stem: &str, text: &str) -> (Input, Sources) {
    let mut sources = Sources::new();
    let mut sink = Sink::new();
    let file = sources.add(stem, text);
    let input = Input::read(stem, samples(), file, syntax, &mut sources, &mut sink);
    assert!(!sink.has_errors(), "{stem}: {sink:?}");
    (input.expect("it is a CV"), sources)
}

/// The folder of the samples, which photos in them start at.
pub fn samples() -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join("data/samples")
}

/// The names of all samples, sorted.
pub fn sample_names() -> Vec<String> {
    let files = std::fs::read_dir(samples()).expect("there are samples").flatten();
    let mut names: Vec<_> = files
        .map(|file| file.file_name().to_string_lossy().into_owned())
        .filter(|name| syntax::by_path(name.as_ref()).is_some())
        .collect();
    names.sort();
    names
}

/// Reads a CV in YAML.
pub fn read_yaml(text: &str) -> (Input, Sources) {
    read(syntax::by_name("yaml").expect("YAML is known"), "cv", text)
}

/// Reads one of the samples.
pub fn read_sample(sample: &str) -> (Input, Sources) {
    let path = samples().join(sample);
    let text = std::fs::read_to_string(&path).expect("the sample is there");
    let stem = sample.split('.').next().unwrap_or_default();
    read(syntax::by_path(&path).expect("its syntax is known"), stem, &text)
}

/// Sets a variant that the CV has.
pub fn set(
    input: &Input,
    variant: &str,
    overrides: &Overrides,
    sources: &mut Sources,
) -> Result<Built, Vec<Diagnostic>> {
    let variant = input.cv.settings.variant(variant).expect("it is declared");
    set_variant(input, variant, overrides, sources)
}

/// Sets any variant.
pub fn set_variant(
    input: &Input,
    variant: &Variant,
    overrides: &Overrides,
    sources: &mut Sources,
) -> Result<Built, Vec<Diagnostic>> {
    let layouts = Layouts::built_in();
    let mut world = World::new(FONTS.clone());
    build(input, variant, overrides, &layouts, &mut world, sources)
}
