//! Different CVs, made up from a seed: names, texts and lengths vary, and no two share a paragraph.

const GIVEN: [&str; 16] = [
    "Ada", "Bruno", "Chiara", "Dmitri", "Elif", "Farid", "Greta", "Hiro", "Ingrid", "João", "Kwame", "Leila", "Mira",
    "Nils", "Olga", "Paulo",
];
const FAMILY: [&str; 16] = [
    "Abara",
    "Bergström",
    "Castellanos",
    "Dubois",
    "Eriksen",
    "Fontaine",
    "Grünwald",
    "Haddad",
    "Ivanova",
    "Jimenez",
    "Kovács",
    "Lindqvist",
    "Moreau",
    "Nakamura",
    "Okonkwo",
    "Petrov",
];
const VERBS: [&str; 12] = [
    "Built",
    "Designed",
    "Led",
    "Measured",
    "Rewrote",
    "Introduced",
    "Maintained",
    "Taught",
    "Negotiated",
    "Reduced",
    "Organised",
    "Published",
];
const WORDS: [&str; 48] = [
    "a",
    "the",
    "scheduler",
    "of",
    "compilers",
    "for",
    "large",
    "graphs",
    "with",
    "teams",
    "in",
    "three",
    "countries",
    "model",
    "serving",
    "and",
    "storage",
    "systems",
    "latency",
    "under",
    "load",
    "tests",
    "that",
    "found",
    "errors",
    "before",
    "customers",
    "did",
    "cost",
    "per",
    "request",
    "by",
    "38 %",
    "over",
    "two",
    "years",
    "curriculum",
    "students",
    "clinical",
    "trials",
    "report",
    "interfaces",
    "accelerators",
    "memory",
    "quantised",
    "networks",
    "replication",
    "data",
];

/// A generator of pseudo-random numbers (splitmix64): the same CVs on each run.
struct Random(u64);

impl Random {
    /// A number below `end`.
    fn below(&mut self, end: usize) -> usize {
        self.0 = self.0.wrapping_add(0x9e37_79b9_7f4a_7c15);
        let mixed = (self.0 ^ (self.0 >> 30)).wrapping_mul(0xbf58_476d_1ce4_e5b9);
        let mixed = (mixed ^ (mixed >> 27)).wrapping_mul(0x94d0_49bb_1331_11eb);
        (mixed >> 33) as usize % end
    }

    fn among(&mut self, least: usize, most: usize) -> usize {
        least + self.below(most - least + 1)
    }

    fn pick(&mut self, list: &[&str]) -> String {
        list[self.below(list.len())].to_owned()
    }

    fn name(&mut self) -> String {
        format!("{} {}", self.pick(&GIVEN), self.pick(&FAMILY))
    }

    fn words(&mut self, least: usize, most: usize) -> String {
        let count = self.among(least, most);
        (0..count).map(|_| self.pick(&WORDS)).collect::<Vec<_>>().join(" ")
    }

    fn sentence(&mut self, least: usize, most: usize) -> String {
        format!("{} {}.", self.pick(&VERBS), self.words(least, most))
    }

    fn list(&mut self, field: &str, least: usize, most: usize) -> String {
        let count = self.among(least, most);
        let lines = (0..count).map(|_| format!("      - {}\n", self.sentence(8, 24))).collect::<String>();
        format!("    {field}:\n{lines}")
    }
}

/// The CV of this number in YAML: one to four pages.
pub fn cv(number: u64) -> String {
    let mut random = Random(number);
    let name = random.name();
    let mut cv = format!("basics:\n  name: {name}\n  label: {}\n", random.words(2, 4));
    cv += &format!("  email: cv{number}@example.org\n  url: https://example.org/{number}\n");
    cv += &format!("  summary: {}\nwork:\n", random.sentence(20, 45));
    let mut year = 2025;
    for _ in 0..random.among(2, 6) {
        let since = year - random.among(1, 3);
        cv += &format!("  - position: {}\n    name: {} Institute\n", random.words(2, 4), random.pick(&FAMILY));
        cv += &format!("    location: {} City\n    startDate: {since}-03\n", random.pick(&FAMILY));
        cv += &format!("    endDate: {year}-02\n{}", random.list("highlights", 2, 6));
        year = since;
    }
    cv += "education:\n";
    for degree in ["PhD", "MSc", "BSc"] {
        let (since, area) = (year - random.among(2, 5), random.words(1, 3));
        cv += &format!(
            "  - studyType: {degree}\n    area: {area}\n    institution: University of {}\n",
            random.pick(&FAMILY)
        );
        cv += &format!("    startDate: {since}\n    endDate: {year}\n");
        year = since;
    }
    cv += "publications:\n";
    for _ in 0..random.among(3, 24) {
        let mut authors: Vec<_> = (0..random.among(1, 7)).map(|_| random.name()).collect();
        authors.insert(random.below(authors.len() + 1), name.clone());
        cv += &format!("  - name: {}\n    authors: [{}]\n", random.words(6, 14), authors.join(", "));
        cv +=
            &format!("    venue: {{ name: Conference on {}, short: {}C }}\n", random.words(2, 4), random.pick(&FAMILY));
        cv += &format!("    date: {}\n", random.among(2005, 2025));
    }
    cv += "awards:\n";
    for _ in 0..random.among(1, 8) {
        cv += &format!("  - title: {}\n    awarder: {} Foundation\n", random.words(2, 5), random.pick(&FAMILY));
        cv += &format!("    date: {}\n", random.among(2005, 2025));
    }
    cv += "skills:\n";
    for _ in 0..random.among(2, 5) {
        let keywords = (0..random.among(3, 8)).map(|_| random.words(1, 2)).collect::<Vec<_>>().join(", ");
        cv += &format!("  - name: {}\n    keywords: [{keywords}]\n", random.words(1, 2));
    }
    cv
}
