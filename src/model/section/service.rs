//! Committees, reviewing and other service.

use std::sync::Arc;

use super::SectionKind;
use crate::diag::{Diagnostic, Sink};
use crate::document::{Entry, Inline, Shape};
use crate::model::field::{Field, Kind};
use crate::model::fields::{Fields, plain};
use crate::model::item::Body;
use crate::model::lower::{Setting, join, line};
use crate::model::settings::open_map;
use crate::model::text::Text;
use crate::syntax::{Node, Value};

/// `service`
pub(super) struct Service;

#[derive(Debug)]
struct Duty {
    role: Option<Text>,
    organization: Option<Text>,
    /// Conferences and journals with the years of service.
    venues: Vec<(String, Vec<u16>)>,
    shape: Shape,
}

/// A year of service.
const YEAR: Kind = Kind::Number { least: 1000, most: 2999 };

static FIELDS: &[Field] = &[
    Field::new("role", Kind::Text, "What you are or were.", &["Program committee"]).also(&["title", "name"]),
    Field::new("organization", Kind::Text, "Where.", &["Example Society of Biology"]).also(&["subtitle"]),
    Field::new(
        "venues",
        Kind::ByName(&Kind::List(&YEAR)),
        "Conferences and journals with the years, which are set as runs: OSDI'22–'24, SOSP'23.",
        &["{OSDI: [2022, 2023, 2024], SOSP: [2023]}"],
    ),
];

impl SectionKind for Service {
    fn key(&self) -> &'static str {
        "service"
    }

    fn doc(&self) -> &'static str {
        "Committees, reviewing and other service."
    }

    fn fields(&self) -> &'static [Field] {
        FIELDS
    }

    fn primary(&self) -> &'static str {
        "role"
    }

    fn weight(&self) -> u32 {
        40
    }

    fn read(&self, fields: &mut Fields) -> Arc<dyn Body> {
        Arc::new(Duty {
            role: fields.text("role"),
            organization: fields.text("organization"),
            venues: venues(fields),
            shape: if fields.has("highlights") { Shape::Block } else { Shape::Line },
        })
    }
}

/// A map from venues to years.
fn venues(fields: &mut Fields) -> Vec<(String, Vec<u16>)> {
    let path = fields.path_of("venues");
    let Some(node) = fields.node("venues") else { return Vec::new() };
    let Some(map) = open_map(node, &path, fields.sink()) else { return Vec::new() };
    let mut venues = Vec::new();
    for (name, node) in map.iter() {
        let items = match &node.value {
            Value::List(items) => items.as_slice(),
            _ => std::slice::from_ref(node),
        };
        let path = format!("{path}.{}", name.value);
        let mut years: Vec<_> = items.iter().filter_map(|item| year(item, &path, fields.sink())).collect();
        years.sort_unstable();
        years.dedup();
        venues.push((name.value.clone(), years));
    }
    venues
}

fn year(node: &Node, path: &str, sink: &mut Sink) -> Option<u16> {
    if node.value == Value::Null {
        return None;
    }
    let text = plain(node, path, sink)?;
    let year = text.value.parse().ok().filter(|year| (1000..=2999).contains(year));
    if year.is_none() {
        let message = format!("`{}` must be a whole number from 1000 to 2999", text.value);
        sink.push(Diagnostic::error("bad-number", message).at(text.span).in_field(path));
    }
    year
}

impl Body for Duty {
    /// Role and organisation; behind them the venues.
    fn lower(&self, setting: &Setting) -> Entry {
        let runs =
            self.venues.iter().map(|(name, years)| vec![Inline::Together(vec![Inline::text(runs(name, years))])]);
        let about = line(&self.organization, setting).into_iter().chain(runs).collect();
        Entry {
            shape: self.shape,
            title: line(&self.role, setting),
            subtitle: join(about, &setting.comma()),
            ..Entry::default()
        }
    }
}

/// `OSDI'22–'24, '26`, or `Journal of Exemplary Biology 2022–2024, 2026`: the years of a venue, those that follow each
/// other as one.
fn runs(name: &str, years: &[u16]) -> String {
    let mut runs: Vec<(u16, u16)> = Vec::new();
    for year in years {
        match runs.last_mut() {
            Some((_, last)) if *last + 1 == *year => *last = *year,
            _ => runs.push((*year, *year)),
        }
    }
    let is_short = !has_words(name);
    let year = |year: u16| if is_short { format!("'{:02}", year % 100) } else { year.to_string() };
    let shown = |(first, last): &(u16, u16)| match first == last {
        true => year(*first),
        false => format!("{}–{}", year(*first), year(*last)),
    };
    let years = runs.iter().map(shown).collect::<Vec<_>>().join(", ");
    format!("{name}{}{years}", if is_short || years.is_empty() { "" } else { " " })
}

/// Whether a name has words, as `Nature` is one and `OSDI`, `EuroSys` and `USENIX ATC` are not; or is in a script in which
/// abbreviations do not show.
fn has_words(name: &str) -> bool {
    let is_word = |word: &str| word.chars().count() > 3 && word.chars().skip(1).all(char::is_lowercase);
    let has_capitals = name.contains(char::is_uppercase);
    !has_capitals || name.split(|c: char| !c.is_alphabetic()).any(is_word)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn years_that_follow_each_other_are_a_run() {
        assert_eq!(runs("OSDI", &[2022, 2023, 2024]), "OSDI'22–'24");
        assert_eq!(runs("SOSP", &[2019, 2021, 2022, 2023]), "SOSP'19, '21–'23");
        assert_eq!(runs("EuroSys", &[1999, 2000]), "EuroSys'99–'00");
        assert_eq!(runs("TOCS", &[]), "TOCS");
        assert_eq!(runs("USENIX ATC", &[2022]), "USENIX ATC'22");
    }

    #[test]
    fn behind_words_years_are_whole() {
        assert_eq!(
            runs("Journal of Exemplary Biology", &[2019, 2021, 2022]),
            "Journal of Exemplary Biology 2019, 2021–2022"
        );
        assert_eq!(runs("Nature", &[2020]), "Nature 2020");
        assert_eq!(runs("Nature", &[]), "Nature");
        assert_eq!(runs("计算机学报", &[2020, 2021]), "计算机学报 2020–2021");
    }
}
