//! "I" in bullets.

use super::{Rule, Subject};
use crate::diag::{Diagnostic, Sink};
use crate::document::{Inline, plain_text};

/// `I` as the subject of a sentence, `I'm` and the like, or `my`, in an English bullet.
///
/// Not in summaries, where it is usual; not in code, links, quotations, and not `I` as a number (`Phase I`), behind anything
/// but the end of a sentence, or before a capital.
pub(super) struct FirstPerson;

const CONTRACTIONS: &[&str] = &["i'm", "i've", "i'd", "i'll"];

impl Rule for FirstPerson {
    fn id(&self) -> &'static str {
        "first-person"
    }

    fn check(&self, subject: &Subject, sink: &mut Sink) {
        for (_, highlight, text) in subject.english_highlights() {
            if let Some(word) = first_person(&own_words(&text)) {
                sink.push(
                    Diagnostic::advice(self.id(), format!("`{word}`: bullets are read as your own words without it"))
                        .at(highlight.span)
                        .in_field(&highlight.path)
                        .hint("start with the verb: `Built …`, `Led …`".to_owned()),
                );
            }
        }
    }
}

/// The text without code, links and what stands in quotes.
fn own_words(text: &[Inline]) -> String {
    let is_own = |inline: &&Inline| !matches!(inline, Inline::Code(_) | Inline::Link(..));
    let text = plain_text(&text.iter().filter(is_own).cloned().collect::<Vec<_>>()).replace('’', "'");
    let mut out = String::new();
    let mut is_quoted = false;
    for character in text.chars() {
        match character {
            '"' => is_quoted = !is_quoted,
            '“' | '„' | '«' | '‘' => is_quoted = true,
            '”' | '»' => is_quoted = false,
            other if !is_quoted => out.push(other),
            _ => {}
        }
    }
    out
}

fn first_person(text: &str) -> Option<&str> {
    let words: Vec<_> = text.split_whitespace().collect();
    words.iter().enumerate().find_map(|(index, word)| {
        let bare = word.trim_matches(|c: char| !c.is_alphanumeric());
        let starts = index == 0 || words[index - 1].ends_with(['.', '!', '?', ';', ':']);
        let verb_follows = words
            .get(index + 1)
            .is_some_and(|next| next.len() > 1 && next.chars().all(|c| c.is_ascii_lowercase() || ",.'".contains(c)));
        let is_subject = *word == "I" && starts && verb_follows;
        let is_contraction = CONTRACTIONS.contains(&bare.to_lowercase().as_str()) && bare.starts_with('I');
        let is_mine = bare == "my" || (bare == "My" && starts && verb_follows);
        (is_subject || is_contraction || is_mine).then_some(bare)
    })
}

#[cfg(test)]
mod tests {
    use super::first_person;

    #[test]
    fn numbers_and_names_are_not_persons() {
        for (text, word) in [
            ("I led a team", Some("I")),
            ("Led a team. I also wrote", Some("I")),
            ("Because I'm good", Some("I'm")),
            ("Wrote my thesis", Some("my")),
            ("Ran a Phase I trial", None),
            ("World War I and after", None),
            ("I/O scheduling", None),
            ("I-95 corridor", None),
            ("I. Introduction", None),
            ("MySQL and My Little Pony", None),
        ] {
            assert_eq!(first_person(text), word, "{text}");
        }
    }
}
