//! Not a word is lost: what stands in the input stands in the YAML that is written, and what that says is on the pages.

use std::collections::BTreeMap;
use std::fs;
use std::path::{Path, PathBuf};

use libtest_mimic::Trial;
use recto::diag::{Severity, Sink};
use recto::layout::Layouts;
use recto::project::{self, Converted, Input, Overrides};
use recto::source::Sources;
use recto::syntax::{self, Node};

use crate::press::set;

pub fn tests() -> Vec<Trial> {
    let mut tests =
        crate::cases![import_words: linkedin_keeps_every_cell, europass_keeps_every_text, old_names_become_todays];
    let own = ["rendercv-2.yaml", "rendercv-0.yaml", "resume-old.json"].map(|name| samples().join(name)).into_iter();
    // What `rendercv new` writes is not ours to pass on; put there, it is tested as well.
    let others = PathBuf::from(concat!(env!("CARGO_MANIFEST_DIR"), "/target/rendercv"));
    let others = fs::read_dir(others).into_iter().flatten().flatten().map(|entry| entry.path());
    tests.extend(own.chain(others).map(|path| {
        let name = path.file_name().unwrap_or_default().to_string_lossy().into_owned();
        Trial::test(format!("import_words::{name}"), move || {
            no_word_is_lost(&path);
            Ok(())
        })
    }));
    tests
}

pub fn samples() -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/import/samples")
}

/// What a file of another tool becomes; nothing may stand in the way of it.
pub fn converted(path: &Path) -> Converted {
    let (mut sources, mut sink) = (Sources::new(), Sink::new());
    let converted = project::convert(path, &mut sources, &mut sink).expect("it can be read");
    assert!(!sink.has_errors(), "{sink:?}");
    converted.expect("there is a CV in it")
}

fn no_word_is_lost(path: &Path) {
    let text = fs::read_to_string(path).expect("it is there");
    let input = parse(syntax::by_path(path).expect("its syntax is known").name(), &text);
    let converted = converted(path);
    let written = parse("yaml", &converted.text);
    let comments = comments(&converted.text);
    let mut kept = words(values(&written, |_| true).iter().map(String::as_str));
    count(&mut kept, &comments);
    let mut wanted = words(values(&input, |path| !path.starts_with('$')).iter().map(String::as_str));
    // `tel:+1-555…` is a number all the same.
    wanted.remove("tel");
    for (word, times) in wanted {
        let found = kept.get(&word).copied().unwrap_or(0);
        assert!(found >= times, "`{word}` occurs {times} times, and {found} times in\n{}", converted.text);
    }
    on_the_pages(&converted.text);
    in_memory(path, &text);
}

/// What the YAML says is on the pages; dates and places of accounts are written otherwise there.
fn on_the_pages(yaml: &str) {
    let (input, mut sources) = read("yaml", yaml);
    let page = page(&input, &mut sources);
    let node = parse("yaml", yaml);
    let is_said = |path: &str| {
        let last = path.rsplit('.').next().unwrap_or(path).split('[').next().unwrap_or_default();
        let is_text = !["startDate", "endDate", "date", "url", "image", "tags", "doi", "countryCode"].contains(&last);
        is_text
            && !path.starts_with("recto")
            && !path.starts_with("meta")
            && !path.contains("x-")
            && !path.contains("profiles")
    };
    let compact: String = page.chars().filter(|c| c.is_alphanumeric()).flat_map(char::to_lowercase).collect();
    for said in values(&node, is_said) {
        // Of links, the text is seen.
        let said: String = without_addresses(&said);
        for word in words([said.as_str()]).into_keys() {
            assert!(compact.contains(&word), "`{word}` is not on the pages:\n{page}");
        }
    }
}

/// Files of RenderCV are built as they are: the same pages as from what they are converted to.
fn in_memory(path: &Path, text: &str) {
    let syntax = syntax::by_path(path).expect("its syntax is known").name();
    let (input, mut sources) = read(syntax, text);
    let (other, mut other_sources) = read("yaml", &converted(path).text);
    assert_eq!(page(&input, &mut sources), page(&other, &mut other_sources));
}

fn linkedin_keeps_every_cell() {
    let folder = samples().join("linkedin");
    let converted = converted(&folder);
    let kept = words([converted.text.as_str()]);
    for entry in fs::read_dir(folder).expect("it is there").flatten() {
        let name = entry.file_name().to_string_lossy().into_owned();
        if ["Connections.csv", "Reactions.csv"].contains(&name.as_str()) {
            continue;
        }
        let text = fs::read_to_string(entry.path()).expect("it was listed");
        let body = text.split_once('\n').expect("there are headings").1;
        // Months become numbers; how often an address was confirmed is nobody's business.
        let passed = [
            "apr", "sep", "mar", "may", "feb", "nov", "jun", "aug", "jan", "3", "yes", "no", "am", "9", "00", "1",
            "20", "26", "mobile", "personal", "blog",
        ];
        for word in words([body]).into_keys().filter(|word| !passed.contains(&word.as_str())) {
            assert!(kept.contains_key(&word), "{name}: `{word}` is lost in\n{}", converted.text);
        }
    }
    assert!(!kept.contains_key("somebody") && converted.text.contains("Not read: Reactions.csv"));
    builds(&converted.text);
}

fn europass_keeps_every_text() {
    for name in ["europass-2013.xml", "europass-2020.xml"] {
        let path = samples().join(name);
        let converted = converted(&path);
        let kept = words([converted.text.as_str()]);
        let xml = fs::read_to_string(&path).expect("it is there");
        let body = xml.split_once("<LearnerInfo>").or(xml.split_once("<CandidatePerson>")).expect("it is Europass's").1;
        let mut text = body.to_owned();
        // Codes beside their labels, the photo, and words for `true`.
        for element in [
            "Code",
            "ChannelCode",
            "UseCode",
            "Use",
            "MimeType",
            "Data",
            "Current",
            "hr:CurrentIndicator",
            "Ongoing",
            "hr:TaxonomyID",
            "hr:IndustryCode",
            "CompetencyID",
            "hr:CompetencyDimensionTypeCode",
            "PrimaryLanguageCode",
            "Month",
            "Day",
            "oa:CountryDialing",
        ] {
            while let Some((before, rest)) =
                text.split_once(&format!("<{element}>")).map(|(a, b)| (a.to_owned(), b.to_owned()))
            {
                let behind = rest.split_once(&format!("</{element}>")).map_or("", |(_, behind)| behind);
                text = format!("{before} {behind}");
            }
        }
        let mut plain = String::new();
        for part in text.split('<') {
            plain.push(' ');
            plain.push_str(part.split_once('>').map_or(part, |(_, text)| text));
        }
        let plain = [
            "&lt;p&gt;",
            "&lt;/p&gt;",
            "&lt;ul&gt;",
            "&lt;/ul&gt;",
            "&lt;li&gt;",
            "&lt;/li&gt;",
            "&lt;b&gt;",
            "&lt;/b&gt;",
            "&lt;strong&gt;",
            "&lt;/strong&gt;",
            "&amp;amp;",
        ]
        .iter()
        .fold(plain, |text, tag| text.replace(tag, " "));
        for word in words([plain.as_str()]).into_keys() {
            let passed = ["nor", "no", "ca"].contains(&word.as_str());
            assert!(passed || kept.contains_key(&word), "{name}: `{word}` is lost in\n{}", converted.text);
        }
        builds(&converted.text);
    }
}

fn old_names_become_todays() {
    let text = converted(&samples().join("resume-old.json")).text;
    for old in ["company", "website", "picture", "gpa", "user:", "releaseDate", "publisher", "label"] {
        assert!(!text.contains(old), "{old} in\n{text}");
    }
    let (_, said) = said("yaml", &text);
    assert_eq!(said, Vec::<String>::new());
}

/// What is written is checked without an error and built.
fn builds(yaml: &str) {
    let (input, mut sources) = read("yaml", yaml);
    let found = project::check(&input, None, &Layouts::built_in(), &mut sources);
    let errors: Vec<_> = found.iter().filter(|found| found.severity == Severity::Error).collect();
    assert!(errors.is_empty(), "{errors:?}");
    page(&input, &mut sources);
}

fn page(input: &Input, sources: &mut Sources) -> String {
    let built = set(input, "full", &Overrides::default(), sources).unwrap_or_else(|faults| panic!("{faults:?}"));
    built.pages.text()
}

fn read(syntax: &str, text: &str) -> (Input, Sources) {
    let mut sources = Sources::new();
    let mut sink = Sink::new();
    let file = sources.add("cv", text.replace("robin.jpg", "noor-van-dijk.jpg"));
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("data/samples");
    let syntax = syntax::by_name(syntax).expect("it is known");
    let input = Input::read("cv", folder, file, syntax, &mut sources, &mut sink).expect("it is a CV");
    assert!(!sink.has_errors(), "{sink:?}");
    (input, sources)
}

fn said(syntax: &str, text: &str) -> (Option<Input>, Vec<String>) {
    let (mut sources, mut sink) = (Sources::new(), Sink::new());
    let file = sources.add("cv", text);
    let input = Input::read("cv", "", file, syntax::by_name(syntax).expect("it is known"), &mut sources, &mut sink);
    (input, sink.iter().map(|found| format!("{}: {}", found.id, found.message)).collect())
}

fn parse(syntax: &str, text: &str) -> Node {
    let mut sources = Sources::new();
    let file = sources.add("file", text);
    let syntax = syntax::by_name(syntax).expect("it is known");
    syntax::parse(syntax, file, &sources, &mut Sink::new()).expect("it can be parsed")
}

/// All single values whose path is wanted.
fn values(node: &Node, wanted: impl Fn(&str) -> bool) -> Vec<String> {
    let mut values = Vec::new();
    node.walk(&mut |path, node| {
        if let Some(said) = node.value.scalar().filter(|_| wanted(path)) {
            values.push(said.into_owned());
        }
    });
    values
}

fn comments(yaml: &str) -> String {
    let lines = yaml.lines().filter_map(|line| line.trim_start().strip_prefix('#'));
    lines.collect::<Vec<_>>().join("\n")
}

fn words<'a>(texts: impl IntoIterator<Item = &'a str>) -> BTreeMap<String, usize> {
    let mut words = BTreeMap::new();
    texts.into_iter().for_each(|text| count(&mut words, text));
    words
}

fn count(words: &mut BTreeMap<String, usize>, text: &str) {
    for word in text.split(|c: char| !c.is_alphanumeric()).filter(|word| !word.is_empty()) {
        *words.entry(word.to_lowercase()).or_default() += 1;
    }
}

fn without_addresses(text: &str) -> String {
    let mut out = String::new();
    let mut rest = text;
    while let Some((before, behind)) = rest.split_once("](") {
        out.push_str(before);
        rest = behind.split_once(')').map_or("", |(_, rest)| rest);
    }
    out + rest
}
