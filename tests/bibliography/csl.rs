//! Styles of citation: the owner is in every reference, whatever the style would cut; nothing of an entry is lost.

use std::collections::BTreeSet;
use std::path::Path;

use recto::csl::{Cited, Style, cite};
use recto::diag::{Severity, Sink};
use recto::document::{Inline, plain_text};
use recto::model::{Owner, Reference};
use recto::syntax::{self, Value};

/// Every style that is built in, on the founding CV: the owner is named once in all 20, and nobody else is strong.
pub fn every_style_names_the_owner() {
    let sample = super::folder().join("../../data/samples/lingxiao-ma.yaml");
    let text = std::fs::read_to_string(sample).expect("the sample is there");
    let references = references(&text);
    assert_eq!(references.len(), 20);
    let owner = Owner::new(["Lingxiao Ma"]);
    let mut count = 0;
    let mut without_title = BTreeSet::new();
    for name in Style::names() {
        let Ok(style) = Style::by_name(name) else { continue };
        count += 1;
        let limits: &[_] = if name == "ieee" || name == "apa" { &[None, Some(1), Some(3)] } else { &[None] };
        for most in limits {
            let cited = cite(&style, "en", &owner, *most, &references);
            assert_eq!(cited.len(), 20, "{name}");
            for (path, Cited { text, .. }) in &cited {
                let shown = plain_text(text);
                let strong: Vec<_> = strong(text);
                assert_eq!(strong.len(), 1, "{name}: {path}: {shown}");
                assert!(strong[0].to_lowercase().contains("ma"), "{name}: {shown}");
                assert!(!shown.contains("Special issue") && !shown.contains(",)"), "{name}: {shown}");
                let (_, reference) = references.iter().find(|(known, _)| known == path).expect("it was given");
                let title = plain_text(&reference.title.as_ref().expect("it has one").in_language("en"));
                if !shown.to_lowercase().contains(&title.to_lowercase()) {
                    without_title.insert(name);
                }
            }
        }
    }
    assert!(count > 85, "{count}");
    // Journals of chemistry and physics name no titles of articles.
    let known = [
        "angewandte-chemie",
        "american-physics-society",
        "american-institute-of-physics",
        "royal-society-of-chemistry",
    ];
    let others: Vec<_> = without_title.iter().filter(|name| !known.contains(name)).collect();
    assert!(others.is_empty(), "{others:?}");
}

fn strong(text: &[Inline]) -> Vec<String> {
    let mut found = Vec::new();
    for inline in text {
        match inline {
            Inline::Strong(inner) => {
                // Some styles set years, volumes and `et al.` in bold.
                let text = plain_text(inner);
                found.extend(
                    ((text.to_lowercase().contains("ma") || text.contains("Byron")) && text.len() < 30).then_some(text),
                );
            }
            Inline::Emph(inner) | Inline::Together(inner) | Inline::Link(_, inner) => found.extend(strong(inner)),
            _ => {}
        }
    }
    found
}

fn references(yaml: &str) -> Vec<(String, Reference)> {
    let mut sources = recto::source::Sources::new();
    let file = sources.add("cv.yaml", yaml);
    let yaml = syntax::by_name("yaml").expect("it is one of the syntaxes");
    let node = yaml.parse(file, sources.get(file), &mut Sink::new()).expect("it is YAML");
    let Value::Map(map) = &node.value else { panic!("a CV is a map") };
    let Some(Value::List(entries)) = map.get("publications").map(|node| node.value.clone()) else { panic!("papers") };
    let read = |(index, node)| Some((format!("publications[{index}]"), Reference::read(node)?));
    entries.iter().enumerate().filter_map(read).collect()
}

const PAPER: &str = "basics: {name: Ada Byron}\npublications:\n- {name: 'A Title: with \"quotes\" & *Emph*?', \
    authors: ['Lei Wang*', 'Ada Byron*†', 'Kim van der Berg'], kind: journal, venue: {name: Journal of Things, short: J. Th.}, \
    date: 2023-05, volume: 12, issue: 3, pages: 881-897, doi: 10.1145/3600006, awards: [Best Paper], note: Extended., \
    status: in-press, links: {pdf: 'https://example.org/a.pdf'}}\n";

/// What no style knows of is still there; the owner's text is as typed.
pub fn nothing_is_lost_in_a_style() {
    for (style, expected) in [
        (
            "apa",
            "Wang, L.*, Byron, A.*†, & van der Berg, K. (2023). A Title: with \"quotes\" & Emph? Journal of Things, 12(3), 881–897. https://doi.org/10.1145/3600006 (In press) [pdf]",
        ),
        (
            "ieee",
            "L. Wang*, A. Byron*†, and K. van der Berg, “A Title: with \"quotes\" & Emph?,” J. Th., vol. 12, no. 3, pp. 881–897, May 2023, doi: 10.1145/3600006. (In press) [pdf]",
        ),
        (
            "vancouver",
            "Wang L*, Byron A*†, van der Berg K. A Title: with \"quotes\" & Emph? J. Th. 2023 May;12(3):881–97. doi:10.1145/3600006 (In press) [pdf]",
        ),
    ] {
        let settings = format!("recto: {{publications: {{style: 'csl:{style}', links: badges}}}}\n");
        let document = super::set(&format!("{PAPER}{settings}"));
        let entry = super::entries(&document)[0];
        assert_eq!(plain_text(&entry.summary[0]), expected);
        assert_eq!(strong(&entry.summary[0]).len(), 1, "{style}");
        let behind: Vec<_> = entry.summary[1..].iter().map(|text| plain_text(text)).collect();
        assert_eq!(behind, ["Best Paper", "Extended."]);
        assert!(entry.details.is_empty());
        let section = document.sections.iter().find(|section| section.kind == "publications").expect("it is there");
        assert_eq!(
            section.note.as_deref().map(plain_text).expect("a legend"),
            "* equal contribution, † corresponding author"
        );
    }
}

/// A style from a file beside the CV; a slip is told where it stands.
pub fn styles_are_found_or_told() {
    let folder = std::env::temp_dir().join(format!("recto-csl-{}", std::process::id()));
    std::fs::create_dir_all(&folder).expect("it can be made");
    std::fs::write(folder.join("own.csl"), OWN).expect("it can be written");
    std::fs::write(folder.join("none.csl"), "<style/>").expect("it can be written");
    let set = |style: &str| {
        let yaml = format!("{PAPER}recto: {{publications: {{style: '{style}'}}}}\n");
        let mut sources = recto::source::Sources::new();
        let mut sink = Sink::new();
        let file = sources.add("cv.yaml", yaml);
        let yaml = syntax::by_name("yaml").expect("it is one of the syntaxes");
        let input = recto::project::Input::read("cv", &folder, file, yaml, &mut sources, &mut sink).expect("a CV");
        let variant = &input.cv.settings.variants[0];
        let document =
            recto::project::document(&input, variant, &Default::default(), &mut sink).expect("it can be set");
        let said: Vec<_> = sink.iter().filter(|said| said.severity == Severity::Error).collect();
        match said.first() {
            Some(said) => {
                assert!(said.span.is_some());
                format!("{}[{}]", said.message, said.hints.join("; "))
            }
            None => plain_text(&super::entries(&document)[0].summary[0]),
        }
    };
    let own = "Wang*, Byron*†, et al.: A Title: with \"quotes\" & Emph? (In press)";
    assert_eq!(set("csl:own.csl"), own);
    assert_eq!(set("csl:iee"), "unknown style `iee`[did you mean `csl:ieee`?]");
    assert_eq!(set("apa"), "unknown style `apa`[write `csl:apa`]");
    assert!(set("csl:alphanumeric").starts_with("the style `alphanumeric` has no list of references"));
    assert!(set("csl:none.csl").starts_with("the style `none.csl` is no CSL style"));
    assert!(set("csl:gone.csl").starts_with("the style `gone.csl` cannot be read"));
    assert!(
        set("csl:../own.csl").starts_with("the style `../own.csl` cannot be read")
            || Path::new("/tmp/own.csl").exists()
    );
    std::fs::remove_dir_all(folder).expect("it is there");
}

const OWN: &str = r#"<?xml version="1.0" encoding="utf-8"?>
<style xmlns="http://purl.org/net/xbiblio/csl" class="in-text" version="1.0">
  <info><title>Own</title><id>http://example.org/own</id><updated>2024-01-01T00:00:00+00:00</updated></info>
  <citation><layout><text variable="title"/></layout></citation>
  <bibliography et-al-min="2" et-al-use-first="1">
    <layout suffix=".">
      <group delimiter=": "><names variable="author"><name form="short" delimiter=", "/></names><text variable="title"/></group>
    </layout>
  </bibliography>
</style>
"#;
