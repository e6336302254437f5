//! What went into a PDF, as a hash: as long as it is the same, so is the PDF.

use blake3::Hasher;

use super::input::Input;
use super::plan::Plan;
use crate::source::Sources;

/// Tells one build of the library from another, released or not: a hash of its sources.
const BUILD: &str = env!("RECTO_BUILD");

/// The hash of some bytes.
pub(super) fn hash(bytes: &[u8]) -> String {
    blake3::hash(bytes).to_hex().to_string()
}

/// The hash of all that goes into a PDF but the files of its layout, which are known only when it was set.
///
/// `fonts` tells which fonts there are besides those that are built in; `strict` whether warnings would have failed it.
pub(super) fn fingerprint(
    input: &Input,
    variant: &str,
    plan: &Plan,
    fonts: &str,
    strict: bool,
    sources: &Sources,
) -> String {
    let mut parts = Parts(Hasher::new());
    let source = sources.get(input.node.span.file);
    parts.add(env!("CARGO_PKG_VERSION"));
    parts.add(BUILD);
    // The name tells the syntax and stands in the PDF's identifier.
    parts.add(source.name().rsplit(['/', '\\']).next().unwrap_or_default());
    parts.add(source.text());
    parts.add(variant);
    parts.add(&plan.layout.name);
    // How far the fitter may move an option stands in the manifest; one that somebody set it leaves alone.
    parts.add(format!("{:?}", plan.layout.manifest));
    for (name, value) in plan.options.iter() {
        parts.add(format!("{name}={value:?} {}", plan.options.is_given(name)));
    }
    parts.add(format!("{:?} {} {:?} {} {:?}", plan.paper, plan.lang, plan.pages, plan.tidy, plan.date));
    parts.add(plan.photo.as_ref().map_or(&[][..], |photo| &photo.bytes));
    parts.add(format!("{:?} {:?} {:?} {}", plan.publications, plan.kind, plan.format, plan.dpi));
    // A style may stand in a file.
    parts.add(plan.styled.as_ref().map(|styled| format!("{styled:?}")).unwrap_or_default());
    // What files of references say stands in the tree, not in the text.
    let has_others = !input.cv.settings.bibliography.is_empty();
    parts.add(if has_others { input.node.to_json().to_string() } else { String::new() });
    parts.add(fonts);
    let allowed: Vec<_> = input.cv.settings.allow.iter().map(|id| &id.value).collect();
    parts.add(format!("{strict} {allowed:?}"));
    parts.0.finalize().to_hex().to_string()
}

/// Hashes parts so that what ends one cannot begin the next.
struct Parts(Hasher);

impl Parts {
    fn add(&mut self, part: impl AsRef<[u8]>) {
        let part = part.as_ref();
        self.0.update(&(part.len() as u64).to_le_bytes());
        self.0.update(part);
    }
}
