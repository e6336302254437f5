//! How lists of publications are set: numbers, subheadings, counts, and the owner in every layout.

use std::fmt::Write;

use std::cell::RefCell;
use std::collections::BTreeSet;

use insta::assert_snapshot;
use libtest_mimic::Trial;
use recto::diag::Sink;
use recto::document::{Document, Entry, Role, plain_text};
use recto::fit::{Inventory, Unit};
use recto::model::{Identifier, Locale, Setting, lower};
use recto::project::{Overrides, document};
use recto::select::select;

use crate::press::read_yaml;

mod pages;

pub fn tests() -> Vec<Trial> {
    let mut tests = crate::cases![
        publications: each_kind_is_numbered_by_itself, a_paper_keeps_its_number_in_every_variant,
        numbers_count_what_is_shown_where_kinds_are_not_told, entries_stand_under_the_first_of_their_tags,
        kinds_may_have_headings_of_their_own, a_heading_tells_what_is_not_shown, the_rule_ranks_papers,
        places_far_down_are_told_apart, a_priority_replaces_the_rule,
        identifiers_are_printed_where_asked_for, the_example_in_the_docs_is_set,
    ];
    tests.extend(pages::tests());
    tests
}

/// Papers of all kinds, the newest first, with tags.
const PAPERS: &str = "basics: { name: Ada Byron }
publications:
  - { name: N, kind: conference, date: 2024, tags: [engines], authors: [Ada Byron] }
  - { name: M, kind: journal, date: 2023, tags: [poetry, engines] }
  - { name: L, kind: workshop, date: 2022, only: [full] }
  - { name: K, kind: conference, date: 2021, tags: [poetry] }
  - { name: I, kind: preprint, date: 2020, tags: [whist] }
  - { name: H, date: 2019 }
  - { name: G, kind: conference, date: 2018, tags: [engines] }
";

/// The publications of a variant as an outline: headings, and entries with their labels.
fn outline(settings: &str, variant: &str) -> String {
    let document = lowered(&format!("{PAPERS}recto:\n{settings}"), variant);
    let section = document.sections.iter().find(|section| section.kind == "publications").expect("there are papers");
    let mut out = plain_text(&section.title);
    out += &section.count.as_ref().map(|count| format!(" ({count})")).unwrap_or_default();
    for group in &section.groups {
        let title = group.title.as_ref().map(|title| format!("\n{}:", plain_text(title)));
        out += &title.unwrap_or_else(|| "\n".to_owned());
        for entry in &group.entries {
            let title = entry.title.as_ref().map(|title| plain_text(title)).unwrap_or_default();
            write!(out, " {title}{}", shown(entry)).expect("writing to a string works");
        }
    }
    out
}

fn shown(entry: &Entry) -> String {
    entry.label.as_ref().map(|label| format!("[{label}]")).unwrap_or_default()
}

/// A variant of a CV as it would be set without a limit of pages.
fn lowered(yaml: &str, variant: &str) -> Document {
    let (input, _) = read_yaml(yaml);
    let variant = input.cv.settings.variant(variant).expect("it is declared");
    let mut sink = Sink::new();
    document(&input, variant, &Overrides::default(), &mut sink).expect("it can be set")
}

const VARIANTS: &str = "  variants:
    full: {}
    short: { limit: { publications: 3 }, publications: { order: date } }
    engines: { tags: [engines], publications: { group: kind } }
";

fn each_kind_is_numbered_by_itself() {
    let all = |numbering: &str| outline(&format!("  publications: {{ numbering: {numbering} }}\n{VARIANTS}"), "full");
    assert_eq!(all("per-kind"), "Publications\n N[C3] M[J1] L[W1] K[C2] I[P1] H[1] G[C1]");
    assert_eq!(all("per-kind-ascending"), "Publications\n N[C1] M[J1] L[W1] K[C2] I[P1] H[1] G[C3]");
}

fn a_paper_keeps_its_number_in_every_variant() {
    let of = |order: &str, variant| {
        outline(&format!("  publications: {{ numbering: per-kind, order: {order} }}\n{VARIANTS}"), variant)
    };
    assert_eq!(of("given", "short"), "Selected Publications (3 of 6)\n N[C3] M[J1] K[C2]");
    let grouped = "Selected Publications (4 of 6)\n H[1]\nConference Papers: N[C3] G[C1]\nJournal Articles: M[J1]";
    assert_eq!(of("given", "engines"), grouped);
}

fn numbers_count_what_is_shown_where_kinds_are_not_told() {
    let of = |numbering: &str, variant| {
        outline(&format!("  publications: {{ numbering: {numbering} }}\n{VARIANTS}"), variant)
    };
    assert_eq!(of("descending", "short"), "Selected Publications (3 of 6)\n N[3] M[2] K[1]");
    assert_eq!(of("ascending", "full"), "Publications\n N[1] M[2] L[3] K[4] I[5] H[6] G[7]");
    assert_eq!(of("none", "full"), "Publications\n N M L K I H G");
    // Who asks for nothing leaves it to the layout.
    assert_eq!(outline(VARIANTS, "full"), "Publications\n N M L K I H G");
}

fn entries_stand_under_the_first_of_their_tags() {
    let of = |groups: &str, rest: &str| {
        outline(&format!("  publications: {{ group: tag, groups: {{ {groups} }} }}\n{rest}{VARIANTS}"), "full")
    };
    let expected = "Publications\nAnalytical Engines: N M G\nPoetical Science: K\nOther: L I H";
    assert_eq!(of("engines: Analytical Engines, poetry: Poetical Science", ""), expected);
    let expected = "Publications\nPoetical Science: M K\nAnalytical Engines: N G\nOther: L I H";
    assert_eq!(of("poetry: Poetical Science, engines: Analytical Engines", ""), expected);
    let expected = "Publikationen\nDichtung: M K\nWeitere: N L I H G";
    assert_eq!(of("poetry: { de: Dichtung, en: Poetry }", "  lang: de\n"), expected);
    // Without any group there is nothing that others could be apart from.
    let settings = format!("  publications: {{ group: tag }}\n{VARIANTS}");
    assert_eq!(outline(&settings, "full"), "Publications\n N M L K I H G");
}

fn kinds_may_have_headings_of_their_own() {
    let groups = "  publications: { group: kind, groups: { journal: Refereed, conference: Talked About } }\n";
    let expected = "Publications\n H\nRefereed: M\nTalked About: N K G\nWorkshop Papers: L\nPreprints: I";
    assert_eq!(outline(&format!("{groups}{VARIANTS}"), "full"), expected);
}

fn a_heading_tells_what_is_not_shown() {
    let of = |rest: &str| outline(&format!("{rest}{VARIANTS}"), "short").lines().next().unwrap_or_default().to_owned();
    assert_eq!(of(""), "Selected Publications (3 of 6)");
    assert_eq!(of("  publications: { count: number }\n"), "Publications (3 of 6)");
    assert_eq!(of("  publications: { count: none }\n"), "Publications");
    assert_eq!(of("  sections: [publications: My Best]\n"), "My Best (3 of 6)");
    assert_eq!(of("  lang: zh\n"), "代表性论文 (6 篇中的 3 篇)");
}

/// What the publications of a CV of Ada Byron are worth, the dearest first.
fn ranked(yaml: &str) -> Vec<Unit> {
    let (input, _) = read_yaml(&format!("basics: {{ name: Ada Byron }}\n{yaml}"));
    let variant = input.cv.settings.variant("full").expect("it is built in");
    let locale = Locale::by_code("en").expect("English is built in");
    let owner = input.cv.settings.owner(&input.cv.basics);
    let (short, sink) = (BTreeSet::new(), RefCell::new(Sink::new()));
    let publications = input.cv.settings.publications(variant);
    let setting = Setting::new("en", &locale, &owner, &short, &sink).with_publications(&publications);
    let inventory = Inventory::new(&select(&input.cv, variant), &setting);
    let mut units: Vec<_> = inventory.entries().map(|entry| entry.unit.clone()).collect();
    units.sort_by(|a, b| b.worth.total_cmp(&a.worth));
    units
}

fn the_rule_ranks_papers() {
    let units = ranked(
        "publications:
  - { name: oldest, date: 2001, authors: [Kim, Ada Byron] }
  - { name: undated, authors: [Kim, Ada Byron] }
  - { name: newest, date: 2024, authors: [Kim, Ada Byron] }
  - { name: venue 2, date: 2003, authors: [Kim, Ada Byron], venue: { name: Symposium, short: \"SOSP'03\" } }
  - { name: venue 1, date: 2002, authors: [Kim, Ada Byron], venue: Proceedings (OSDI'02) }
  - { name: equal, date: 2004, authors: [Kim*, Ada Byron*] }
  - { name: not equal, date: 2003-02, authors: [Kim, Ada Byron*, Lee*] }
  - { name: first, date: 2005, authors: [Ada Byron, Kim] }
  - { name: award, date: 2000, authors: [Kim, Ada Byron], awards: [Prize] }
  - { name: first with award, date: 1999, authors: [Ada Byron, Kim], awards: [Prize] }
  - { name: selected, date: 1998, authors: [Kim, Ada Byron], selected: true }
recto: { publications: { venues: [OSDI, SOSP] } }
",
    );
    let shown: Vec<_> = units
        .iter()
        .map(|unit| format!("{} {} ({})", unit.worth, unit.text, unit.rank.as_deref().unwrap_or("-")))
        .collect();
    let expected = [
        "100 selected (no. 1 of 11: selected)",
        "68 first with award (no. 2 of 11: award, first author)",
        "66 award (no. 3 of 11: award)",
        "64 first (no. 4 of 11: first author)",
        "62 equal (no. 5 of 11: first author)",
        "60 venue 1 (no. 6 of 11: venue)",
        "58 venue 2 (no. 7 of 11: venue)",
        "56 newest (no. 8 of 11 by date)",
        "54 not equal (no. 9 of 11 by date)",
        "52 oldest (no. 10 of 11 by date)",
        "50 undated (no. 11 of 11 by date)",
    ];
    assert_eq!(shown, expected);
}

fn places_far_down_are_told_apart() {
    let papers: String = (0..1000).map(|paper| format!("  - {{ name: P{paper}, date: {} }}\n", 2999 - paper)).collect();
    let units = ranked(&format!("publications:\n{papers}"));
    let names: Vec<_> = units.iter().map(|unit| unit.text.clone()).collect();
    assert_eq!(names, (0..1000).map(|paper| format!("P{paper}")).collect::<Vec<_>>());
    assert!(units.windows(2).all(|pair| pair[0].worth > pair[1].worth));
}

fn a_priority_replaces_the_rule() {
    let units = ranked("publications: [{ name: A }, { name: B, priority: 99 }, { name: C, priority: 0 }]\n");
    let shown: Vec<_> = units.iter().map(|unit| (unit.text.as_str(), unit.worth, unit.rank.as_deref())).collect();
    let expected = [("B", 99.0, "priority 99"), ("A", 95.0, "no. 1 of 3 by date"), ("C", 0.0, "priority 0")];
    assert_eq!(shown, expected.map(|(name, worth, rank)| (name, worth, Some(rank))));
}

fn identifiers_are_printed_where_asked_for() {
    let printed = |settings: &str| {
        let yaml = format!(
            "basics: {{ name: Ada Byron }}
publications:
  - {{ name: A, venue: {{ name: Memoirs, short: M }}, pages: 1-2, doi: 10.1/a, isbn: 978-3-16-148410-0 }}
  - {{ name: B, arxiv: \"1810.08403\", doi: 10.1/b }}
recto: {{ publications: {{ {settings} }} }}\n"
        );
        let document = lowered(&yaml, "full");
        let papers = document.sections[0].groups.iter().flat_map(|group| &group.entries);
        let lines = papers.flat_map(|paper| &paper.details).map(|detail| plain_text(&detail.text));
        lines.collect::<Vec<_>>().join(" | ")
    };
    assert_eq!(printed(""), "Memoirs (M), 1–2, ISBN 978-3-16-148410-0 | arXiv:1810.08403");
    assert_eq!(printed("identifiers: [doi, arxiv], venue: short"), "M, 1–2, doi:10.1/a | doi:10.1/b, arXiv:1810.08403");
    assert_eq!(
        printed("identifiers: [isbn, doi], links: badges"),
        "Memoirs (M), 1–2, ISBN 978-3-16-148410-0, doi:10.1/a [doi] | arXiv:1810.08403, doi:10.1/b [doi] [arXiv]"
    );
    assert_eq!(printed("identifiers: []"), "Memoirs (M), 1–2 | arXiv:1810.08403");
    // In brief, too.
    let (input, _) = read_yaml(
        "basics: { name: Ada Byron }\npublications: [{ name: A, doi: 10.1/a, venue: { name: Memoirs, short: M } }]\n",
    );
    let mut settings = input.cv.settings.publications.clone();
    settings.identifiers = Some(vec![Identifier::Doi]);
    let locale = Locale::by_code("en").expect("English is built in");
    let owner = input.cv.settings.owner(&input.cv.basics);
    let (short, sink) = (["publications[0]".to_owned()].into(), RefCell::new(Sink::new()));
    let setting = Setting::new("en", &locale, &owner, &short, &sink).with_publications(&settings);
    let document = lower(&input.cv, &setting);
    let paper = &document.sections[0].groups[0].entries[0];
    assert_eq!(plain_text(&paper.details[0].text), "M, doi:10.1/a");
    let label = paper.details[0].label.as_ref().expect("it has one");
    assert_eq!(plain_text(&label.rest), "doi:10.1/a");
}

fn the_example_in_the_docs_is_set() {
    let text =
        std::fs::read_to_string(concat!(env!("CARGO_MANIFEST_DIR"), "/docs/publications.md")).expect("it is there");
    let (_, behind) = text.split_once("```yaml\n").expect("it has an example");
    let example = behind.split_once("```").expect("it ends").0;
    let shown = |variant| {
        let document = lowered(example, variant);
        let section = &document.sections[0];
        let count = section.count.as_ref().map(|count| format!(" ({count})")).unwrap_or_default();
        let mut lines = vec![plain_text(&section.title) + &count];
        for group in &section.groups {
            lines.extend(group.title.as_ref().map(|title| plain_text(title)));
            for entry in &group.entries {
                let authors = entry.details.iter().find(|detail| detail.role == Role::Authors).expect("it has authors");
                lines.push(format!("{} {}", shown(entry), plain_text(&authors.text)));
            }
        }
        lines.extend(section.note.as_ref().map(|note| plain_text(note)));
        lines.join("\n")
    };
    assert_snapshot!(shown("full"), @"
    Publications
    Acoustics of Fish
    [J1] Robin Example*, Kim Sample*, Lee Placeholder†
    [C1] Robin Example, Kim Sample
    Systems for the Sea
    [C2] Kim Sample, Dana Muster, Jo Bloggs, Ana Ejemplo, Jan Modaal, Robin Example, Ola Nordmann
    [W1] Jo Bloggs, Robin Example
    Other
    [P1] Robin Example
    * equal contribution, † corresponding author
    ");
    assert_snapshot!(shown("short"), @"
    Selected Publications (3 of 5)
    [J1] R. Example*, K. Sample*, L. Placeholder†
    [C2] K. Sample, D. Muster, …, R. Example, et al.
    [C1] R. Example, K. Sample
    * equal contribution, † corresponding author
    ");
}
