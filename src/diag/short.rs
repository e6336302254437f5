//! One line per diagnostic, as editors and `grep` like it.

use super::Diagnostic;
use crate::source::Sources;

/// `file:line:column: severity[id]: message (hint; hint)`.
pub fn short(diagnostic: &Diagnostic, sources: &Sources) -> String {
    let place = diagnostic.span.map_or_else(String::new, |span| {
        let source = sources.get(span.file);
        let place = source.line_column(span.start as usize);
        format!("{}:{}:{}: ", source.name(), place.line, place.column)
    });
    let hints = match diagnostic.hints.is_empty() {
        true => String::new(),
        false => format!(" ({})", diagnostic.hints.join("; ")),
    };
    format!("{place}{}[{}]: {}{hints}", diagnostic.severity.name(), diagnostic.id, diagnostic.message)
}
