//! What distinguishes an entry among those of its section when space is short.

use super::venue::Venue;
use crate::document::plain_text;

/// How an entry stands among those of its section, before its date counts: what is declared first weighs most.
#[derive(Debug, Clone, Default, PartialEq, Eq, PartialOrd, Ord)]
pub struct Standing {
    /// Whether its owner counts it among the best.
    pub selected: bool,
    /// Whether it won a prize.
    pub awarded: bool,
    /// Whether the owner is the first author, or contributed as much as the first.
    pub leading: bool,
    /// How high its venue stands in the owner's list; 0 if it stands in none.
    pub venue: usize,
}

impl Standing {
    /// What it owes its place to, in words; nothing if only to its date or place.
    pub fn reasons(&self) -> Vec<&'static str> {
        let reasons = [
            (self.selected, "selected"),
            (self.awarded, "award"),
            (self.leading, "first author"),
            (self.venue > 0, "venue"),
        ];
        reasons.into_iter().filter(|(holds, _)| *holds).map(|(_, reason)| reason).collect()
    }
}

/// How high the highest of the venues stands in a list whose first counts most; 0 if none stands there.
pub(super) fn standing_of(venues: &[Venue], list: &[String]) -> usize {
    let is_listed = |listed: &String| venues.iter().any(|venue| venue.is_called(listed));
    list.iter().position(is_listed).map_or(0, |place| list.len() - place)
}

/// Whether a venue's name or abbreviation is `listed`, apart from a year: `OSDI'23`, `OSDI 2023` and `Proceedings of …
/// (OSDI'23)` are `OSDI`, `OSDI Workshops` is not.
pub(super) fn is_called(name: &str, listed: &str) -> bool {
    let same = |name: &str| without_year(name).eq_ignore_ascii_case(without_year(listed));
    let abbreviation = name.trim_end().strip_suffix(')').and_then(|rest| Some(rest.rsplit_once('(')?.1));
    same(name) || abbreviation.is_some_and(same)
}

fn without_year(name: &str) -> &str {
    name.trim_end_matches(|c: char| c.is_ascii_digit() || c.is_whitespace() || "'’".contains(c)).trim()
}

/// The words of a text in every language.
pub(super) fn in_every_language(text: Option<&super::text::Text>) -> Vec<String> {
    text.map(|text| text.every_language().map(|(_, text)| plain_text(&text)).collect()).unwrap_or_default()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn venues_are_known_by_name_and_abbreviation() {
        for (name, listed) in [
            ("OSDI'23", "OSDI"),
            ("osdi 2023", "OSDI"),
            ("Proceedings of the 17th Symposium (OSDI'23)", "OSDI"),
            ("Journal of Exemplary Biology", "journal of exemplary biology"),
            ("OSDI'23", "OSDI'23"),
        ] {
            assert!(is_called(name, listed), "{name} is {listed}");
        }
        for (name, listed) in [("OSDI Workshops", "OSDI"), ("HotOSDI'23", "OSDI"), ("Nature Methods", "Nature")] {
            assert!(!is_called(name, listed), "{name} is not {listed}");
        }
    }

    #[test]
    fn what_is_declared_first_weighs_most() {
        let nothing = Standing::default();
        let (selected, awarded) =
            (Standing { selected: true, ..nothing.clone() }, Standing { awarded: true, ..nothing.clone() });
        let leading = Standing { leading: true, venue: 9, ..nothing.clone() };
        let (high, low) = (Standing { venue: 2, ..nothing.clone() }, Standing { venue: 1, ..nothing.clone() });
        assert!([nothing, low, high, leading, awarded, selected].is_sorted());
    }
}
