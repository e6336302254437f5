//! Nobody can answer.

use super::{Rule, Subject};
use crate::diag::{Diagnostic, Sink};

/// Neither an e-mail address nor a phone number. A home page or an account is not enough: who reads CVs by the hundred
/// writes or calls.
pub(super) struct MissingContact;

impl Rule for MissingContact {
    fn id(&self) -> &'static str {
        "missing-contact"
    }

    fn check(&self, subject: &Subject, sink: &mut Sink) {
        let has = |key: &str| subject.node_at(&["basics", key]).is_some();
        // One that is there but wrong was spoken of already.
        if has("email") || has("phone") {
            return;
        }
        let basics = subject.node_at(&["basics"]).unwrap_or(subject.node);
        sink.push(
            Diagnostic::advice(self.id(), "there is neither an e-mail address nor a phone number")
                .at(basics.span)
                .in_field("basics")
                .hint("give one under `basics.email` or `basics.phone`".to_owned()),
        );
    }
}
