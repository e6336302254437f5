//! Publications by others.

use super::{Rule, Subject};
use crate::diag::{Diagnostic, Sink};
use crate::document::{Inline, Role};

/// There are publications with authors, and the owner is found among none of them. One where they are found is enough to
/// say nothing: someone may well list a paper of their group.
pub(super) struct OwnName;

impl Rule for OwnName {
    fn id(&self) -> &'static str {
        "own-name"
    }

    fn check(&self, subject: &Subject, sink: &mut Sink) {
        if subject.cv.basics.name.is_none() {
            return;
        }
        let papers = subject.items().filter(|(section, _)| section.kind.key() == "publications");
        let mut first = None;
        for (section, item) in papers {
            let details = subject.lowered(item).details;
            let Some(authors) = details.iter().find(|detail| detail.role == Role::Authors) else { continue };
            if has_owner(&authors.text) {
                return;
            }
            first.get_or_insert((section, item));
        }
        let Some((section, item)) = first else { return };
        sink.push(
            Diagnostic::advice(self.id(), "your name is found among the authors of no publication")
                .at(subject.place(section, item, "authors"))
                .in_field(format!("{}.authors", item.path))
                .hint("give the forms it takes there under `recto.me`: `me: [A. Byron, A. A. King]`".to_owned()),
        );
    }
}

/// The owner is the one who is set strong.
fn has_owner(authors: &[Inline]) -> bool {
    authors.iter().any(|inline| match inline {
        Inline::Strong(_) => true,
        Inline::Together(parts) => has_owner(parts),
        _ => false,
    })
}
