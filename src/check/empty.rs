//! Entries of which nothing is seen.

use super::{Rule, Subject};
use crate::diag::{Diagnostic, Sink};

/// An entry without any words, dates or address: only a gap on the page.
pub(super) struct EmptyEntry;

impl Rule for EmptyEntry {
    fn id(&self) -> &'static str {
        "empty-entry"
    }

    fn check(&self, subject: &Subject, sink: &mut Sink) {
        for (_, item) in subject.items() {
            let entry = subject.lowered(item);
            let has_own = entry.title.is_some() || entry.subtitle.is_some() || !entry.details.is_empty();
            let has_words = !entry.summary.is_empty() || item.summary.is_some() || item.location.is_some();
            let has_rest = item.dates.is_some() || item.url.is_some();
            if !(has_own || has_words || has_rest || !item.keywords.is_empty() || !item.highlights.is_empty()) {
                let fault = Diagnostic::advice(self.id(), "this entry holds nothing that is printed");
                sink.push(fault.at(item.span).in_field(&item.path));
            }
        }
    }
}
