//! A bibliography of any size, the same for the same seed: papers of one person, as exports hold them.

use std::fmt::Write;

/// Whose papers they are.
pub const OWNER: &str = "Robin Example";

const GIVEN: &[&str] = &["Ada", "Björn", "Chen", "Dana", "Emil", "Farah", "Gao", "Hana", "Ines", "Jörg", "Kim", "Lea"];
const FAMILY: &[&str] = &[
    "Almeida",
    "Berg",
    "Castro",
    "Dvo{\\v r}{\\'a}k",
    "Exempel",
    "Fischer",
    "Garc{\\'i}a",
    "Huang",
    "Ivanova",
    "Jansen",
];
const WORDS: &[&str] = &[
    "adaptive",
    "herring",
    "{GPU}",
    "acoustic",
    "sparse",
    "telemetry",
    "learning",
    "of",
    "scalable",
    "compilation",
    "for",
    "hearing",
    "tensors",
    "in",
    "shallow",
    "waters",
    "fast",
    "models",
    "with",
    "deterministic",
    "schedules",
];
const VENUES: &[(&str, &str)] = &[
    ("Symposium on Exemplary Systems", "SES"),
    ("Conference on Samples", "CoS"),
    ("Journal of Exemplary Biology", "JEB"),
    ("Workshop on Placeholders", "WoP"),
];

/// Numbers that look like chance: a linear congruential generator.
struct Chance(u64);

impl Chance {
    fn below(&mut self, bound: usize) -> usize {
        self.0 = self.0.wrapping_mul(6_364_136_223_846_793_005).wrapping_add(1_442_695_040_888_963_407);
        (self.0 >> 33) as usize % bound
    }

    fn of<T: Copy>(&mut self, list: &[T]) -> T {
        list[self.below(list.len())]
    }
}

/// So many entries in BibTeX, the newest first; about one in twenty won a prize, and `selected` of them are chosen.
pub fn bibliography(seed: u64, count: usize, selected: usize) -> String {
    let mut chance = Chance(seed);
    let mut text = String::new();
    for index in 0..count {
        let title: Vec<_> = (0..6 + chance.below(7)).map(|_| chance.of(WORDS)).collect();
        let own = chance.below(8);
        let mut authors: Vec<_> =
            (0..own + chance.below(8)).map(|_| format!("{}, {}", chance.of(FAMILY), chance.of(GIVEN))).collect();
        authors.insert(own.min(authors.len()), "Example, Robin".to_owned());
        let (venue, short) = chance.of(VENUES);
        let year = 2024 - index * 30 / count.max(1);
        let kind = if venue.starts_with("Journal") { ("article", "journal") } else { ("inproceedings", "booktitle") };
        let award = if chance.below(20) == 0 { "  award = {Best Paper},\n" } else { "" };
        let chosen =
            if (index + 1) * selected / count > index * selected / count { "  selected = {true},\n" } else { "" };
        writeln!(
            text,
            "@{}{{p{index},\n  title = {{{}}},\n  author = {{{}}},\n  {} = {{{venue}}},\n  abbr = {{{short}}},\n{award}{chosen}  \
             pages = {{{}--{}}},\n  doi = {{10.1000/{index}}},\n  year = {year}\n}}\n",
            kind.0,
            title.join(" "),
            authors.join(" and "),
            kind.1,
            index + 1,
            index + 12,
        )
        .expect("writing to a string works");
    }
    text
}
