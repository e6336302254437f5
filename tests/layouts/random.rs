//! CVs at random: texts of any length, anything missing, in any section.

/// A generator of pseudo-random numbers (xorshift): the same CVs on each run.
pub struct Random(u64);

impl Random {
    pub fn new(seed: u64) -> Self {
        Self(seed.wrapping_mul(0x9e37_79b9_7f4a_7c15) | 1)
    }

    /// A number below `end`.
    pub fn below(&mut self, end: u64) -> u64 {
        self.0 ^= self.0 << 13;
        self.0 ^= self.0 >> 7;
        self.0 ^= self.0 << 17;
        self.0 % end
    }

    /// Some words, of which few are long.
    fn words(&mut self, most: u64) -> String {
        let count = 1 + self.below(most);
        let words: Vec<_> = (0..count).map(|_| self.word()).collect();
        words.join(" ")
    }

    fn word(&mut self) -> String {
        let longest = if self.below(30) == 0 { 60 } else { 11 };
        let length = 1 + self.below(longest);
        let letters: String = (0..length).map(|_| char::from(b'a' + self.below(26) as u8)).collect();
        match self.below(12) {
            0 => format!("{letters}-{letters}"),
            1 => letters.to_uppercase(),
            2 => format!("https://example.org/{letters}/{letters}"),
            3 => format!("{letters} 2{letters} 模型"),
            _ => letters,
        }
    }

    fn date(&mut self) -> String {
        match self.below(4) {
            0 => format!("{}", 1990 + self.below(36)),
            1 => format!("{}-0{}-1{}", 1990 + self.below(36), 1 + self.below(9), self.below(9)),
            _ => format!("{}-0{}", 1990 + self.below(36), 1 + self.below(9)),
        }
    }

    /// A whole CV in YAML.
    pub fn cv(&mut self) -> String {
        let mut cv = format!("basics:\n  name: {}\n", self.words(3).replace("https://", ""));
        if self.below(2) == 0 {
            cv += &format!("  label: {}\n  email: {}@example.org\n", self.words(6), self.below(1_000_000));
            cv += &format!("  summary: {}\n", self.words(50));
        }
        let sections: [(&str, &str, &str, u64); 6] = [
            ("work", "position", "name", 5),
            ("education", "studyType", "institution", 3),
            ("publications", "name", "note", 14),
            ("awards", "title", "awarder", 9),
            ("skills", "name", "level", 5),
            ("talks", "title", "event", 7),
        ];
        for (section, title, subtitle, most) in sections {
            let count = self.below(most + 1);
            if count == 0 {
                continue;
            }
            cv += &format!("{section}:\n");
            for _ in 0..count {
                cv += &format!("  - {title}: {}\n", self.words(12));
                cv += &self.rest(section, subtitle);
            }
        }
        cv
    }

    fn rest(&mut self, section: &str, subtitle: &str) -> String {
        let mut rest = String::new();
        if self.below(3) > 0 {
            rest += &format!("    {subtitle}: {}\n", self.words(8));
        }
        if section == "work" || section == "education" {
            if self.below(3) > 0 {
                rest += &format!("    startDate: {}\n", self.date());
            }
            if self.below(2) == 0 {
                rest += &format!("    location: {}\n", self.words(4));
            }
        } else if section != "skills" && self.below(3) > 0 {
            rest += &format!("    date: {}\n", self.date());
        }
        if section == "publications" {
            let authors: Vec<_> = (0..=self.below(12)).map(|_| format!("A. {}", self.words(2))).collect();
            rest += &format!("    authors: [{}]\n", authors.join(", "));
            rest += &format!("    venue: {{ name: {}, short: {} }}\n", self.words(9), self.words(2));
        }
        if section == "work" {
            let bullets = self.below(6);
            if bullets > 0 {
                rest += "    highlights:\n";
            }
            for _ in 0..bullets {
                rest += &format!("      - {}\n", self.words(35));
            }
        }
        rest
    }
}
