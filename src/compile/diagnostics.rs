//! Typst's diagnostics as ours.

use std::collections::BTreeSet;

use typst::diag::{Severity, SourceDiagnostic};
use typst::syntax::DiagSpan;
use typst::{World as _, WorldExt};

use crate::diag::Diagnostic;
use crate::layout::{Options, Value};
use crate::source::{Sources, Span};
use crate::world::World;

/// Converts Typst's warnings; those that would give a wrong page count as errors. Returns (errors, warnings).
pub(super) fn split(
    world: &World,
    options: &Options,
    warnings: impl IntoIterator<Item = SourceDiagnostic>,
    sources: &mut Sources,
) -> (Vec<Diagnostic>, Vec<Diagnostic>) {
    let mut fonts = BTreeSet::new();
    warnings
        .into_iter()
        // A layout asks for the same fonts in several places.
        .filter(|warning| !is_unknown_font(warning) || fonts.insert(warning.message.clone()))
        .map(|warning| {
            let mut diagnostic = convert(world, &warning, sources);
            // Typst would set the text in any font that happens to be there.
            if is_unknown_font(&warning) {
                let family = warning.message.rsplit(": ").next().unwrap_or_default();
                let family = spelling(family, options);
                diagnostic.message = format!("there is no font family `{family}`");
                if let Some((_, Some(span))) = options.by_text(&family) {
                    diagnostic.span = Some(span);
                }
                diagnostic.id = "unknown-font";
                diagnostic.severity = crate::diag::Severity::Error;
                diagnostic.hints.push("add the folder it lies in with `--font-path`".to_owned());
            }
            diagnostic
        })
        .partition(|diagnostic| diagnostic.severity == crate::diag::Severity::Error)
}

/// Converts one diagnostic; the file it points into is added to the sources.
pub(super) fn convert(world: &World, found: &SourceDiagnostic, sources: &mut Sources) -> Diagnostic {
    let mut diagnostic = match found.severity {
        Severity::Error => Diagnostic::error("typst", &*found.message),
        Severity::Warning => Diagnostic::warning("typst", &*found.message),
    };
    diagnostic.span = place(world, found.span, sources);
    diagnostic.hints = found.hints.iter().map(|hint| hint.v.to_string()).collect();
    diagnostic
}

/// A font family as the layout's options have it: Typst lowers its case.
fn spelling(family: &str, options: &Options) -> String {
    let known = options.iter().find_map(|(_, value)| match value {
        Value::Text(text) if text.eq_ignore_ascii_case(family) => Some(text.clone()),
        _ => None,
    });
    known.unwrap_or_else(|| family.to_owned())
}

fn is_unknown_font(warning: &SourceDiagnostic) -> bool {
    warning.message.starts_with("unknown font family")
}

/// Where in a layout a span of Typst's lies; the file is added to the sources.
pub(crate) fn place(world: &World, span: DiagSpan, sources: &mut Sources) -> Option<Span> {
    let id = span.id()?;
    let range = world.range(span)?;
    let name = world.shown(id);
    let file = match sources.find(&name) {
        Some(file) => file,
        None => {
            let text = world.source(id).ok()?.text().to_owned();
            sources.add(name, text)
        }
    };
    Some(Span::new(file, range))
}
