//! Addresses that were chosen at sixteen.

use super::{Rule, Subject};
use crate::diag::{Diagnostic, Sink};
use crate::document::plain_text;

/// A few words as whole parts of what stands before the `@`, unless they are part of the owner's name. Nothing is said of
/// hosts or of numbers: student numbers and all-digit addresses are usual in many places.
pub(super) struct EmailForm;

const WORDS: &str = "sexy sexygirl sexyboy hottie hotgirl hotboy babe babygirl cutie cutiepie sweetie honey princess playboy \
    playgirl pimp thug gangsta stoner weed 420 69 beer drunk partygirl partyboy badboy badgirl killer swag yolo \
    xoxo noob pwned haxx0r leet 1337";

impl Rule for EmailForm {
    fn id(&self) -> &'static str {
        "email-form"
    }

    fn check(&self, subject: &Subject, sink: &mut Sink) {
        let Some(email) = &subject.cv.basics.email else { return };
        let name = subject.cv.basics.name.iter().flat_map(|name| name.every_language());
        let name = name.map(|(_, form)| plain_text(&form).to_lowercase()).collect::<String>();
        let user = email.value.split('@').next().unwrap_or_default().to_lowercase();
        let mut parts =
            user.split(['.', '-', '_', '+']).flat_map(|part| [part, part.trim_end_matches(char::is_numeric)]);
        let odd = parts.find(|part| WORDS.split(' ').any(|word| word == *part) && !name.contains(*part));
        let Some(odd) = odd else { return };
        sink.push(
            Diagnostic::advice(self.id(), format!("`{odd}` in an e-mail address does not look professional"))
                .at(email.span)
                .in_field("basics.email")
                .hint("use an address made of your name".to_owned()),
        );
    }
}
