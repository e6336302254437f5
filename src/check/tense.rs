//! Bullets that change their tense.

use super::{Rule, Subject};
use crate::diag::{Diagnostic, Sink};
use crate::document::{End, plain_text};
use crate::model::Dates;

/// Of the English bullets of something that has ended, some start in the past tense and some in the present.
///
/// Only the first word counts, and only verbs of a list that are nothing but verbs: `Lead`, `Design` or `Research` may be
/// nouns. What goes on may have both: what was done, and what is done every day.
pub(super) struct MixedTense;

/// Verbs with their past tense.
const VERBS: &str = "administer administered, analyse analysed, analyze analyzed, assist assisted, automate automated, build \
    built, collaborate collaborated, configure configured, coordinate coordinated, create created, develop \
    developed, ensure ensured, establish established, evaluate evaluated, facilitate facilitated, implement \
    implemented, improve improved, integrate integrated, introduce introduced, investigate investigated, lead \
    led, maintain maintained, manage managed, migrate migrated, negotiate negotiated, optimise optimised, \
    optimize optimized, organise organised, organize organized, oversee oversaw, prepare prepared, provide \
    provided, publish published, reduce reduced, supervise supervised, teach taught, write wrote";

/// Their present tense may be a noun.
const NOUNS: &[&str] = &["lead", "leads", "assist", "assists", "build", "builds", "implement", "implements"];

impl Rule for MixedTense {
    fn id(&self) -> &'static str {
        "mixed-tense"
    }

    fn check(&self, subject: &Subject, sink: &mut Sink) {
        let all: Vec<_> = subject.english_highlights().collect();
        for of_one in all.chunk_by(|(a, ..), (b, ..)| std::ptr::eq(*a, *b)) {
            let has_ended = matches!(&of_one[0].0.dates, Some(Dates::Span(_, Some(End::On(_)))));
            let tenses: Vec<_> = of_one.iter().map(|(.., text)| tense(&plain_text(text))).collect();
            let past = tenses.iter().flatten().find(|(word, is_past)| *is_past && !word.is_empty());
            let (Some((past, _)), true) = (past, has_ended) else { continue };
            for ((_, highlight, _), tense) in of_one.iter().zip(&tenses) {
                let Some((word, false)) = tense else { continue };
                sink.push(
                    Diagnostic::advice(
                        self.id(),
                        format!("`{word}` is in the present tense, but `{past}` in the past"),
                    )
                    .at(highlight.span)
                    .in_field(&highlight.path)
                    .hint("tell of what has ended in the past tense".to_owned()),
                );
            }
        }
    }
}

/// The verb a bullet starts with, and whether it is in the past tense.
fn tense(text: &str) -> Option<(String, bool)> {
    let word: String = text.chars().take_while(|c| c.is_alphabetic()).collect();
    // `LED panels` are led by nobody.
    if word.chars().skip(1).any(char::is_uppercase) {
        return None;
    }
    let lower = word.to_lowercase();
    let base = lower.strip_suffix('s').filter(|_| lower != "s").unwrap_or(&lower);
    VERBS.split(", ").find_map(|verb| {
        let (present, past) = verb.split_once(' ')?;
        let is_past = lower == past;
        let is_present = (base == present || lower == format!("{present}es")) && !NOUNS.contains(&lower.as_str());
        (is_past || is_present).then(|| (word.clone(), is_past))
    })
}

#[cfg(test)]
mod tests {
    use super::tense;

    #[test]
    fn only_verbs_have_a_tense() {
        assert_eq!(tense("Manages servers"), Some(("Manages".into(), false)));
        assert_eq!(tense("Teaches maths"), Some(("Teaches".into(), false)));
        assert_eq!(tense("Wrote Note G"), Some(("Wrote".into(), true)));
        for noun in
            ["Lead engineer", "Design of", "Build system", "Managing", "Embedded systems", "LED panels", "", "3 teams"]
        {
            assert_eq!(tense(noun), None, "{noun}");
        }
    }
}
