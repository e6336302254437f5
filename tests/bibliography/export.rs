//! What is written for other programs comes back as it was: every field of every publication, whatever stands in it.

use std::collections::BTreeSet;

use recto::diag::{Severity, Sink};
use recto::export::bibliography::{FORMATS, Format, write};
use recto::model::{SECTION_KINDS, same};
use recto::project::{Input, Overrides, document};
use recto::read::bibliography;
use recto::source::Sources;
use recto::syntax::{self, Node, Value};

/// Publications in each of the two formats.
const CASES: u64 = 400;

pub fn what_is_exported_comes_back() {
    let yaml: String = (0..CASES).map(|case| publication(&mut Random(case * 7919 + 1))).collect();
    for format in FORMATS {
        let (cv, written) = exported(&format!("basics: {{name: Ada Byron}}\npublications:\n{yaml}"), *format);
        let back = read_back(*format, &written);
        assert_eq!(back.len(), cv.len(), "{}", format.name());
        for (there, back) in cv.iter().zip(&back) {
            let kind = SECTION_KINDS.iter().find(|kind| kind.key() == "publications").expect("it is one");
            for (_, field) in kind.table().fields() {
                let (before, after) = (value(there, field.name), value(back, field.name));
                let is_same = same(field, before, after) || (field.name == "key" && before.is_none());
                let json = |node: Option<&Node>| node.map(Node::to_json);
                assert!(
                    is_same,
                    "{}: {} was {:?} and is {:?} in {}",
                    format.name(),
                    field.name,
                    json(before),
                    json(after),
                    there.to_json()
                );
            }
        }
        // Once keys are made, they stay; so does all else.
        let again = write(*format, &back.iter().collect::<Vec<_>>(), "en");
        assert_eq!(again.len(), write(*format, &read_back(*format, &again).iter().collect::<Vec<_>>(), "en").len());
        let keys: BTreeSet<_> = back.iter().filter_map(|node| value(node, "key")?.value.scalar()).collect();
        assert_eq!(keys.len(), back.len(), "keys are different");
    }
}

/// What is set on the page is the same, too: the founding CV with its papers from an export.
pub fn the_page_is_the_same_from_an_export() {
    let sample = super::folder().join("../../data/samples/lingxiao-ma.yaml");
    let text = std::fs::read_to_string(sample).expect("the sample is there");
    for format in FORMATS {
        let (_, written) = exported(&text, *format);
        let folder = std::env::temp_dir().join(format!("recto-export-{}-{}", format.name(), std::process::id()));
        std::fs::create_dir_all(&folder).expect("it can be made");
        std::fs::write(folder.join(format!("papers.{}", format.extension())), written).expect("it can be written");
        let (front, rest) = text.split_once("\npublications:\n").expect("it has papers");
        let (_, behind) = rest.split_once("\npatents:\n").expect("patents follow");
        let without = format!("{front}\npatents:\n{behind}\n  bibliography: [papers.{}]\n", format.extension());
        let set = |yaml: &str| {
            let mut sources = Sources::new();
            let mut sink = Sink::new();
            let file = sources.add("cv.yaml", yaml);
            let yaml = syntax::by_name("yaml").expect("it is one of the syntaxes");
            let input = Input::read("cv", &folder, file, yaml, &mut sources, &mut sink).expect("it is a CV");
            document(&input, &input.cv.settings.variants[0], &Overrides::default(), &mut sink).expect("it can be set")
        };
        let [mut whole, mut back] = [&text, &without].map(|yaml| set(yaml));
        whole.sections.sort_by(|a, b| a.kind.cmp(&b.kind));
        back.sections.sort_by(|a, b| a.kind.cmp(&b.kind));
        assert_eq!(back, whole, "{}", format.name());
        std::fs::remove_dir_all(folder).expect("it is there");
    }
}

/// The entries of a CV and what is written of them.
fn exported(yaml: &str, format: &dyn Format) -> (Vec<Node>, String) {
    let mut sources = Sources::new();
    let mut sink = Sink::new();
    let file = sources.add("cv.yaml", yaml);
    let syntax = syntax::by_name("yaml").expect("it is one of the syntaxes");
    let node = syntax.parse(file, sources.get(file), &mut sink);
    let said: Vec<_> = sink.iter().filter(|said| said.severity == Severity::Error).collect();
    assert!(said.is_empty(), "{said:?}");
    let node = node.expect("it is YAML");
    let Some(Value::List(entries)) = value(&node, "publications").map(|list| list.value.clone()) else {
        panic!("it has publications")
    };
    let written = write(format, &entries.iter().collect::<Vec<_>>(), "en");
    assert_eq!(written, write(format, &entries.iter().collect::<Vec<_>>(), "en"), "the same bytes");
    (entries, written)
}

fn read_back(format: &dyn Format, text: &str) -> Vec<Node> {
    let mut sources = Sources::new();
    let mut sink = Sink::new();
    let name = format!("back.{}", format.extension());
    let file = sources.add(&*name, text);
    let entries = bibliography::entries(&name, file, sources.get(file), &mut sink);
    let said: Vec<_> = sink.iter().map(|said| &said.message).collect();
    assert!(said.iter().all(|said| said.contains("is left out") || said.contains("not known")), "{said:?}");
    entries
}

fn value<'a>(node: &'a Node, name: &str) -> Option<&'a Node> {
    let Value::Map(map) = &node.value else { return None };
    map.get(name)
}

/// Numbers that look like chance and are the same everywhere.
pub struct Random(pub u64);

impl Random {
    pub fn next(&mut self) -> u64 {
        self.0 = self.0.wrapping_add(0x9e37_79b9_7f4a_7c15);
        let mut z = self.0;
        z = (z ^ (z >> 30)).wrapping_mul(0xbf58_476d_1ce4_e5b9);
        z = (z ^ (z >> 27)).wrapping_mul(0x94d0_49bb_1331_11eb);
        z ^ (z >> 31)
    }

    pub fn below(&mut self, end: usize) -> usize {
        (self.next() % end as u64) as usize
    }

    fn one<'a>(&mut self, of: &[&'a str]) -> &'a str {
        of[self.below(of.len())]
    }

    fn once_in(&mut self, times: usize) -> bool {
        self.below(times) == 0
    }
}

const PIECES: &[&str] = &[
    "On",
    "PIT:",
    "deep",
    "C#",
    "50%",
    "R&D",
    "a_b",
    "$5",
    "{set}",
    "x^2",
    "~",
    "\\\\",
    "--",
    "---",
    "``q''",
    "\\\"",
    "'s",
    "it's",
    "*Emph*",
    "**bold**",
    "`code`",
    "[link](https://example.org/a_b%20c~d)",
    "智唐",
    "《》",
    "naïve",
    "Straße",
    "<i>",
    "&amp;",
    "<script>",
    "@article{",
    "}",
    "\\\\textbf{x}",
    "\\\\alpha",
    "$x_1$",
    "…",
    "N:M-Sparse",
    "O(n²)",
    "\\\\*",
    "\\\\[1\\\\]",
    "שלום",
    "e\u{301}",
    "1--2",
    "#1",
    "and",
    "others",
    "«»",
    "\u{a0}",
    "%20",
    "\\\\\\\\",
    "|",
    "^",
    "`",
    "''",
    "\\\\\\\"o",
];

fn text(random: &mut Random) -> String {
    let count = 1 + random.below(6);
    (0..count).map(|_| random.one(PIECES)).collect::<Vec<_>>().join(if random.once_in(9) { "" } else { " " })
}

fn quoted(random: &mut Random) -> String {
    let mut text = text(random);
    if text.trim().is_empty() || text.trim() == "\u{a0}" {
        text = "Title".to_owned();
    }
    format!("\"{text}\"")
}

fn texts(random: &mut Random) -> String {
    match random.below(5) {
        0 => format!("{{en: {}, zh: {}}}", quoted(random), quoted(random)),
        1 => format!("{{de: {}}}", quoted(random)),
        _ => quoted(random),
    }
}

const FAMILIES: &[&str] = &[
    "Ma",
    "García Márquez",
    "O'Neil",
    "Müller-Lüdenscheidt",
    "Łukasiewicz",
    "Nguyễn",
    "hooks",
    "Ma, Jr",
    "Fox and Hound",
    "X Æ",
    "王",
];
const GIVEN: &[&str] = &["Lingxiao", "Jean-Luc", "J. R. R.", "Özgür", "bell", "A.", "雷", "Ana María"];

fn author(random: &mut Random) -> String {
    let name = match random.below(7) {
        0 => return "\"Lingxiao Ma\"".to_owned(),
        1 => return "\"Ma, Lingxiao*\"".to_owned(),
        2 => return "马凌霄".to_owned(),
        3 => format!(
            "name: \"{}\"",
            random.one(&["Google Brain Team", "Barnes and Noble", "Plato", "R&D, Inc.", "{TeX} Users"])
        ),
        _ => {
            let mut name = format!("given: \"{}\", family: \"{}\"", random.one(GIVEN), random.one(FAMILIES));
            if random.once_in(3) {
                name += &format!(", particle: \"{}\"", random.one(&["van der", "de la", "von", "De", "'t"]));
            }
            if random.once_in(4) {
                name += &format!(", suffix: \"{}\"", random.one(&["Jr.", "III", "PhD", "OBE"]));
            }
            name
        }
    };
    let mut name = name;
    if random.once_in(4) {
        name += random.one(&[", marks: [equal]", ", marks: [corresponding, equal]", ", marks: equal"]);
    }
    if random.once_in(5) {
        name += random.one(&[", me: true", ", me: false"]);
    }
    format!("{{{name}}}")
}

fn list(random: &mut Random, most: usize, one: impl Fn(&mut Random) -> String) -> String {
    let count = 1 + random.below(most);
    format!("[{}]", (0..count).map(|_| one(random)).collect::<Vec<_>>().join(", "))
}

fn venue(random: &mut Random) -> String {
    let name = match random.below(4) {
        0 => texts(random),
        1 => "PhD thesis, Peking University".to_owned().replace("PhD", "\"PhD") + "\"",
        2 => "\"Patent 2017.5, Peking University\"".to_owned(),
        _ => "\"12th Workshop on Things\"".to_owned(),
    };
    match random.below(3) {
        0 => name,
        1 => format!("{{name: {name}, short: \"{}\"}}", random.one(&["OSDI'23", "J. Ex. Bio.", "SOSP ’23", "A & B"])),
        _ => format!("{{short: {}}}", quoted(random)),
    }
}

/// An entry in YAML with some of all the fields there are.
fn publication(random: &mut Random) -> String {
    let kinds = [
        "journal",
        "conference",
        "workshop",
        "preprint",
        "book",
        "chapter",
        "thesis",
        "report",
        "patent",
        "software",
        "dataset",
        "poster",
    ];
    let mut fields: Vec<String> = Vec::new();
    let mut add = |name: &str, value: String| fields.push(format!("{name}: {value}"));
    if !random.once_in(20) {
        add("name", texts(random));
    }
    if !random.once_in(6) {
        let mut authors = list(random, 7, author);
        if random.once_in(4) {
            authors = authors.replace(']', ", et al.]").replace("[equal, et al.]", "[equal]");
            authors = authors.replace("equal, et al.]", "equal]");
        }
        add("authors", authors);
    }
    if !random.once_in(5) {
        add("kind", random.one(&kinds).to_owned());
    }
    if !random.once_in(5) {
        add("venue", if random.once_in(2) { venue(random) } else { list(random, 3, venue) });
    }
    if !random.once_in(4) {
        add(
            "date",
            random
                .one(&["2024", "2024-05", "2024-05-09", "Spring 2021", "n.d.", "\"2019\"", "to appear", "1999-12"])
                .to_owned(),
        );
    }
    if random.once_in(2) {
        add("status", random.one(&["published", "accepted", "in-press", "under-review", "preprint"]).to_owned());
    }
    if random.once_in(3) {
        add("awards", list(random, 3, texts));
    }
    if random.once_in(3) {
        add("note", texts(random));
    }
    if random.once_in(3) {
        add(
            "links",
            random
                .one(&[
                    "{website: \"https://example.org/~a_b\", pdf: \"https://example.org/a%20b.pdf\"}",
                    "{pdf: https://example.org/a.pdf, talk: https://example.org/t, supplement: https://example.org/s}",
                    "{code: \"https://example.org/{x}?a=1&b=2#c\"}",
                ])
                .to_owned(),
        );
    }
    for (name, values) in [
        ("volume", &["12", "\"1.50\"", "12-13", "A_b"][..]),
        ("issue", &["3", "\"3-4\"", "S1"]),
        ("pages", &["881-897", "e12", "881–897", "\"1--2, 5\"", "12"]),
        ("doi", &["10.1145/3600006.3613139", "https://doi.org/10.1/a_b", "10.1002/(SICI)1097<1::AID#X>3"]),
        ("arxiv", &["\"1810.08403\"", "hep-th/9901001", "arXiv:1810.08403"]),
        ("isbn", &["978-3-16-148410-0"]),
        ("url", &["https://example.org/~me/a_b?c=%20", "\"https://example.org/#x\""]),
        ("selected", &["true", "false"]),
        ("tags", &["[a, b]", "teaching"]),
        ("only", &["[full]"]),
        ("except", &["[onepage]"]),
        ("priority", &["80"]),
        ("keep", &["true"]),
        ("group", &["Recent", "{en: A, zh: 乙}"]),
        ("keywords", &["[x, y]", "[\"a, b\", \"C#\"]"]),
        ("location", &["\"Halifax, Canada\""]),
        ("summary", &["\"One.\\n\\nTwo *three*.\""]),
        ("short", &["Herring."]),
        ("highlights", &["[One, {text: Two, keep: true, short: T}]"]),
        ("key", &["a-key", "a key", "schlüssel:1", "\"{x}\""]),
    ] {
        if random.once_in(5) {
            let value = random.one(values).to_owned();
            // Two entries of one key would be one.
            let value = if name == "key" { format!("\"{}{}\"", value.trim_matches('"'), random.next()) } else { value };
            add(name, value);
        }
    }
    format!("- {{{}}}\n", fields.join(", "))
}
