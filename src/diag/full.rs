//! A snippet with a caret, in the form rustc made familiar.

use annotate_snippets::{AnnotationKind, Group, Level, Renderer, Snippet};

use super::format::{Finding, MessageFormat};
use super::{Diagnostic, Severity};
use crate::source::Sources;

/// What people read.
pub(super) struct Full;

impl MessageFormat for Full {
    fn name(&self) -> &'static str {
        "full"
    }

    fn is_for_machines(&self) -> bool {
        false
    }

    fn finding(&self, found: &Finding, color: bool) -> Option<String> {
        Some(full(found.diagnostic, found.sources, color) + "\n")
    }
}

/// The message, the line with a caret under the place, and the hints. Coloured with ANSI escapes if `color`.
pub fn full(diagnostic: &Diagnostic, sources: &Sources, color: bool) -> String {
    let level = match diagnostic.severity {
        Severity::Error => Level::ERROR,
        Severity::Warning => Level::WARNING,
        Severity::Advice => Level::NOTE.with_name(Some("advice")),
    };
    let title = level.primary_title(&diagnostic.message).id(diagnostic.id);
    let renderer = if color { Renderer::styled() } else { Renderer::plain() };
    let Some(span) = diagnostic.span else {
        // Without a snippet the hints would hang on an empty margin.
        let hints = diagnostic.hints.iter().map(|hint| format!("\n  = hint: {hint}"));
        return renderer.render(&[Group::with_title(title)]) + &hints.collect::<String>();
    };
    let source = sources.get(span.file);
    let annotation = AnnotationKind::Primary.span(first_line(source.text(), span.range()));
    let mut group = title.element(Snippet::source(source.text()).path(source.name()).annotation(annotation));
    for hint in &diagnostic.hints {
        group = group.element(Level::HELP.with_name(Some("hint")).message(hint));
    }
    renderer.render(&[group])
}

/// The first line of a range: a caret under a whole block hides the line that matters.
fn first_line(text: &str, range: std::ops::Range<usize>) -> std::ops::Range<usize> {
    let start = text.floor_char_boundary(range.start.min(text.len()));
    let end = text.floor_char_boundary(range.end.clamp(start, text.len()));
    let line = text[start..end].split('\n').next().unwrap_or_default().trim_end();
    start..start + line.len()
}
