//! Bullets that are paragraphs.

use super::{Rule, Subject};
use crate::diag::{Diagnostic, Sink};
use crate::document::plain_text;

/// A bullet of more than 220 characters, which is more than two lines on most layouts; Chinese and Japanese characters count
/// twice. One with a shorter wording beside it is long on purpose.
pub(super) struct LongHighlight;

const LONGEST: usize = 220;

impl Rule for LongHighlight {
    fn id(&self) -> &'static str {
        "long-highlight"
    }

    fn check(&self, subject: &Subject, sink: &mut Sink) {
        let highlights = subject.items().flat_map(|(_, item)| &item.highlights);
        for highlight in highlights.filter(|highlight| highlight.short.is_none()) {
            let longest = highlight.text.every_language().map(|(_, text)| width(&plain_text(&text))).max().unwrap_or(0);
            if longest > LONGEST {
                sink.push(
                    Diagnostic::advice(self.id(), format!("a bullet of {longest} characters is hardly read"))
                        .at(highlight.span)
                        .in_field(&highlight.path)
                        .hint("say one thing in it, or give a shorter wording: `{text: …, short: …}`".to_owned()),
                );
            }
        }
    }
}

/// Characters, those as wide as they are high counted twice.
fn width(text: &str) -> usize {
    let is_wide = |c: char| matches!(c, '\u{1100}'..='\u{115f}' | '\u{2e80}'..='\u{a4cf}' | '\u{ac00}'..='\u{d7a3}' | '\u{f900}'..='\u{faff}' | '\u{ff00}'..='\u{ff60}' | '\u{20000}'..='\u{3fffd}');
    text.chars().map(|c| if is_wide(c) { 2 } else { 1 }).sum()
}
