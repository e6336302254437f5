//! How lists of publications are set: numbers, subheadings, counts, and the owner in every layout.

use std::fmt::Write;

use libtest_mimic::Trial;
use recto::diag::Sink;
use recto::document::{Document, Entry, plain_text};
use recto::project::{Overrides, document};

use crate::press::read_yaml;

pub fn tests() -> Vec<Trial> {
    crate::cases![
        publications: each_kind_is_numbered_by_itself, a_paper_keeps_its_number_in_every_variant,
        numbers_count_what_is_shown_where_kinds_are_not_told, entries_stand_under_the_first_of_their_tags,
        kinds_may_have_headings_of_their_own, a_heading_tells_what_is_not_shown,
    ]
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
