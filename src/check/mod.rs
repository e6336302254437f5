//! Advice beyond what must be right: one rule a file. Sets no page and knows no Typst.
//!
//! A rule that is wrong once is silenced for good, so each would rather miss something than cry wolf; its file says where
//! its bounds are. Owners silence a rule with `recto.allow`.

mod contact;
mod duplicate;
mod email;
mod empty;
mod first_person;
mod future;
mod gap;
mod link;
mod long;
mod month_name;
mod months;
mod overlap;
mod own_name;
mod placeholder;
mod subject;
mod tense;
mod unbalanced;

use crate::diag::{Diagnostic, Sink};

pub use subject::Subject;

/// Looks for one kind of thing worth knowing.
pub trait Rule: Sync {
    /// The id of its diagnostics.
    fn id(&self) -> &'static str;

    /// Looks at a CV.
    fn check(&self, subject: &Subject, sink: &mut Sink);
}

/// Every rule.
pub static RULES: &[&dyn Rule] = &[
    &contact::MissingContact,
    &email::EmailForm,
    &link::DeadLink,
    &future::FutureDate,
    &gap::EmploymentGap,
    &overlap::Overlap,
    &month_name::MonthName,
    &own_name::OwnName,
    &duplicate::DuplicateEntry,
    &empty::EmptyEntry,
    &long::LongHighlight,
    &first_person::FirstPerson,
    &tense::MixedTense,
    &unbalanced::Unbalanced,
    &placeholder::Placeholder,
];

/// Everything the rules have to say of a CV, by place.
pub fn check(subject: &Subject) -> Vec<Diagnostic> {
    let mut sink = Sink::new();
    RULES.iter().for_each(|rule| rule.check(subject, &mut sink));
    let mut found = sink.into_vec();
    found.sort_by_key(|diagnostic| diagnostic.span.map_or(0, |span| span.start));
    found
}
