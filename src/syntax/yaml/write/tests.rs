use super::*;
use crate::source::{Span, Spanned};
use crate::syntax::Map;

fn node(value: Value) -> Node {
    Node::new(value, Span::new(FileId::FIRST, 0..0))
}

fn text(text: &str) -> Node {
    node(Value::Text(text.to_owned()))
}

fn map(entries: impl IntoIterator<Item = (String, Node)>) -> Node {
    let mut map = Map::default();
    for (key, value) in entries {
        let _ = map.insert(Spanned::new(key, Span::new(FileId::FIRST, 0..0)), value);
    }
    node(Value::Map(map))
}

/// The tree that is read from a text; spans are the text's own.
fn read(yaml: &str) -> Option<Node> {
    let mut sources = Sources::new();
    let mut sink = Sink::new();
    let id = sources.add("test.yaml", yaml);
    let read = crate::syntax::parse(&super::super::Yaml, id, &sources, &mut sink);
    assert!(sink.iter().next().is_none(), "{sink:?}\n{yaml}");
    read
}

fn without_spans(tree: &Node) -> Node {
    match &tree.value {
        Value::List(items) => node(Value::List(items.iter().map(without_spans).collect())),
        Value::Map(entries) => map(entries.iter().map(|(key, value)| (key.value.clone(), without_spans(value)))),
        other => node(other.clone()),
    }
}

fn round_trip(tree: &Node) {
    let written = write(tree, &Comments::default());
    let back = read(&written).map(|tree| without_spans(&tree));
    assert_eq!(back.as_ref(), Some(tree), "\n{written}");
}

/// Small and repeatable: xorshift.
struct Random(u64);

impl Random {
    fn new(seed: u64) -> Self {
        Self(seed.wrapping_mul(0x9E37_79B9_7F4A_7C15))
    }

    fn below(&mut self, bound: usize) -> usize {
        self.0 ^= self.0 << 13;
        self.0 ^= self.0 >> 7;
        self.0 ^= self.0 << 17;
        (self.0 % bound as u64) as usize
    }

    fn pick<T: Copy>(&mut self, of: &[T]) -> T {
        of[self.below(of.len())]
    }

    fn text(&mut self) -> String {
        const PIECES: &[&str] = &[
            "a",
            "Zürich",
            "yes",
            "no",
            "null",
            "~",
            "2019",
            "-",
            " - ",
            ": ",
            ":",
            " #",
            "#",
            "'",
            "\"",
            "\\",
            "\n",
            "\n\n",
            "  ",
            " ",
            "\t",
            "[",
            "]",
            "{",
            "}",
            ",",
            "&",
            "*",
            "!",
            "|",
            ">",
            "%",
            "@",
            "`",
            "?",
            "1.0",
            "0x1F",
            "智",
            "é",
            "\u{85}",
            "\u{2028}",
            "\u{feff}",
            "\u{a0}",
            "\u{7}",
            "\u{0}",
            "😀",
            "---",
            "...",
            "<<",
            "=",
            "+1 555",
            "2021-04-01",
            "12:30:00",
            "\r",
            "\r\n",
            "\u{202e}",
            "word word word word word word word word word word word word",
            "|-",
            ">-",
            "\u{1f}",
        ];
        (0..self.below(7)).map(|_| self.pick(PIECES)).collect()
    }

    fn tree(&mut self, depth: usize) -> Node {
        match self.below(if depth == 0 { 6 } else { 9 }) {
            0 => node(Value::Null),
            1 => node(Value::Bool(true, self.pick(&["true", "True"]).to_owned())),
            2 => node(Value::Number(self.pick(&["0", "2019", "-1.5", "1e3", "+4", ".5"]).to_owned())),
            3..=5 => text(&self.text()),
            6 => node(Value::List((0..self.below(4)).map(|_| self.tree(depth - 1)).collect())),
            _ => {
                let entries: Vec<_> = (0..self.below(4)).map(|_| (self.text(), self.tree(depth - 1))).collect();
                map(entries)
            }
        }
    }
}

#[test]
fn what_is_written_is_read() {
    for seed in 1..3000 {
        let mut random = Random::new(seed);
        // A merge key is no key.
        let tree = random.tree(4);
        if !has_merge(&tree) {
            round_trip(&tree);
        }
    }
}

fn has_merge(tree: &Node) -> bool {
    match &tree.value {
        Value::List(items) => items.iter().any(has_merge),
        Value::Map(entries) => entries.iter().any(|(key, value)| key.value == "<<" || has_merge(value)),
        _ => false,
    }
}

#[test]
fn every_single_text_is_read() {
    for seed in 1..6000 {
        let mut random = Random::new(seed + 7000);
        round_trip(&map([("key".to_owned(), text(&random.text()))]));
        round_trip(&map([("key".to_owned(), node(Value::List(vec![text(&random.text()), text("b")])))]));
    }
}

#[test]
fn quotes_are_there_where_they_are_needed() {
    for (typed, written) in [
        ("Halifax, Canada", "Halifax, Canada"),
        ("2021-04", "2021-04"),
        ("2021-04-01", "2021-04-01"),
        ("Fall 2023", "Fall 2023"),
        ("https://example.org/#top", "https://example.org/#top"),
        ("C# and F#", "C# and F#"),
        ("2019 - 2022", "2019 - 2022"),
        ("(Co-)Founder", "(Co-)Founder"),
        ("~5 years", "~5 years"),
        ("2019", "\"2019\""),
        ("1.0", "\"1.0\""),
        ("yes", "\"yes\""),
        ("No", "\"No\""),
        ("12:30", "\"12:30\""),
        ("+1 555 0100", "\"+1 555 0100\""),
        ("TOEFL: 118", "\"TOEFL: 118\""),
        ("a #1 hit", "\"a #1 hit\""),
        ("say \"so\": now", "'say \"so\": now'"),
        ("*strong*", "\"*strong*\""),
        ("- no list", "\"- no list\""),
        ("", "\"\""),
    ] {
        assert_eq!(scalar(typed), written);
    }
}

#[test]
fn it_looks_as_people_write() {
    let long = "Two or three sentences about what you do and what you are looking for, which take more than one line in \
                any file that people like to read.";
    let tree = map([
        ("basics".to_owned(), map([("name".to_owned(), text("Robin Example")), ("summary".to_owned(), text(long))])),
        (
            "work".to_owned(),
            node(Value::List(vec![map([
                ("name".to_owned(), text("Example")),
                ("keywords".to_owned(), node(Value::List(vec![text("R"), text("diving")]))),
                ("highlights".to_owned(), node(Value::List(vec![text("One\\\n– two")]))),
            ])])),
        ),
    ]);
    let mut comments = Comments::default();
    comments.add("work[0].name", "guessed: from the letterhead");
    comments.add("work[0].keywords", "two\nlines");
    assert_eq!(
        write(&tree, &comments),
        "basics:\n  name: Robin Example\n  summary: >-\n    Two or three sentences about what you do and what you are looking for, which take more than one line in any\n    \
         file that people like to read.\n\nwork:\n  # guessed: from the letterhead\n  - name: Example\n    # two\n    # lines\n    \
         keywords: [R, diving]\n    highlights:\n      - |-\n        One\\\n        – two\n"
    );
    round_trip(&tree);
}
