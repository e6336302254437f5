//! The long form of every diagnostic: what it means, a wrong example and the right one. Texts lie in `data/explain`.

use super::Severity;

mod embedded {
    include!(concat!(env!("OUT_DIR"), "/explain.rs"));
}

/// What there is to say about diagnostics of one id.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Explanation {
    /// The id, such as `unknown-key`.
    pub id: &'static str,
    /// What is wrong, in a few words.
    pub summary: &'static str,
    /// How bad it is: `error`, `warning`, `advice`, or several of these with "or" between them.
    pub severity: &'static str,
    /// What it means and what to do, in Markdown with examples under the headings "Instead of" and "Write".
    pub text: &'static str,
}

impl Explanation {
    /// Whether findings of this id can be as bad as this.
    pub fn can_be(&self, severity: Severity) -> bool {
        self.severity.split(" or ").any(|word| word == severity.name())
    }
}

/// What there is to say about every id, sorted.
pub fn explanations() -> impl Iterator<Item = Explanation> + Clone {
    embedded::EXPLANATIONS.iter().map(|(id, text)| {
        let mut parts = text.splitn(3, "\n\n");
        let mut part = || parts.next().unwrap_or_default();
        Explanation { id, summary: part().trim_start_matches("# "), severity: part(), text: part() }
    })
}

/// What there is to say about one id.
pub fn explain(id: &str) -> Option<Explanation> {
    explanations().find(|known| known.id == id)
}
