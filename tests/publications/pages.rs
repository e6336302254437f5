//! The owner on real pages: in every entry of every layout, and nobody else.

use std::fmt::Write;

use libtest_mimic::Trial;
use recto::compile::{Pages, TextBox};
use recto::diag::Sink;
use recto::fit::{Fate, UnitReport};
use recto::layout::Layouts;
use recto::project::{Built, Input, Overrides};
use recto::source::Sources;
use recto::syntax;

use super::lowered;
use crate::generated;
use crate::layouts::geometry;
use crate::press::{read_yaml, samples, set};

pub fn tests() -> Vec<Trial> {
    let mut tests = crate::cases![
        publications: the_legend_stands_where_a_mark_does, the_chosen_of_hundreds_fit_a_page,
        what_is_left_out_is_counted_on_the_page,
    ];
    tests.extend(Layouts::built_in().names().into_iter().map(|layout| {
        Trial::test(format!("publications::the_owner_and_nobody_else in {layout}"), move || {
            the_owner_is_in_every_entry(&layout);
            nobody_else_is_emphasised(&layout);
            labels_have_room(&layout);
            Ok(())
        })
    }));
    tests
}

fn set_in(layout: &str, yaml: &str, variant: &str) -> Built {
    let (input, mut sources) = read_yaml(yaml);
    let overrides = Overrides { layout: Some(layout.to_owned()), ..Overrides::default() };
    set(&input, variant, &overrides, &mut sources).expect("it can be set")
}

/// The runs of bold type in an entry, those of large type such as the name at the top apart.
fn bold(pages: &Pages, entry: &str) -> Vec<String> {
    let mark = pages.marks().into_iter().find(|mark| mark.id == entry).expect("it is on the page");
    let boxes = pages.text_boxes();
    let is_within = |page: usize, text: &TextBox| {
        (mark.top.0..=mark.bottom.0).contains(&page)
            && (page > mark.top.0 || text.y.1 > mark.top.1)
            && (page < mark.bottom.0 || text.y.1 < mark.bottom.1)
    };
    let runs = boxes.iter().enumerate().flat_map(|(page, boxes)| boxes.iter().map(move |text| (page, text)));
    let bold = runs.filter(|(page, text)| is_within(*page, text) && text.weight >= 600 && text.x_height < 7.0);
    bold.map(|(_, text)| text.text.trim().to_owned()).collect()
}

fn the_owner_is_in_every_entry(layout: &str) {
    let sample = std::fs::read_to_string(samples().join("lingxiao-ma.yaml")).expect("the sample is there");
    for most in [1, 2, 3, 5] {
        let yaml = format!("{sample}  publications: {{ max-authors: {most} }}\n");
        let pages = set_in(layout, &yaml, "full").pages;
        for entry in 0..20 {
            let bold = bold(&pages, &format!("publications[{entry}]"));
            let owners = bold.iter().filter(|run| *run == "Lingxiao Ma").count();
            assert_eq!(owners, 1, "{layout}, at most {most}, {entry}: {bold:?}");
        }
    }
}

fn nobody_else_is_emphasised(layout: &str) {
    let title = "Lingxiao Ma and the Mapping of L. Ma";
    for (names, own) in [("full", "Lingxiao Ma"), ("initials", "L. Ma")] {
        let yaml = format!(
            "basics: {{ name: Lingxiao Ma }}\nwork: [{{ name: A }}]\npublications:\n- name: {title}\n  \
             authors: [Liang Ma, {{ given: Lei, family: Ma }}, Lingxiao Ma, Lingxiang Ma]\n  venue: Ma Journal\n\
             recto: {{ publications: {{ names: {names} }} }}\n"
        );
        let bold = bold(&set_in(layout, &yaml, "full").pages, "publications[0]");
        // Some layouts set the whole title strong.
        let is_expected = bold == [own] || bold == [title, own];
        assert!(is_expected, "{layout}, {names}: {bold:?}");
    }
}

/// Labels of three figures and three letters stand beside their entries, on the line of the title, in a column that
/// groups share.
fn labels_have_room(layout: &str) {
    let papers: String = (0..130)
        .map(|paper| {
            let kind = if paper < 105 { "conference" } else { "patent" };
            let tag = ["a", "b"][usize::from(paper > 99)];
            format!("  - {{ name: Paper number {paper}, kind: {kind}, tags: [{tag}], venue: {{ name: Venue, short: V }} }}\n")
        })
        .collect();
    let yaml = format!(
        "basics: {{ name: Ada Byron }}\nwork: [{{ name: A }}]\npublications:\n{papers}recto: {{ publications: {{ \
         numbering: per-kind, group: tag, groups: {{ a: First, b: Second }} }} }}\n"
    );
    let pages = set_in(layout, &yaml, "full").pages;
    geometry::check(&pages, &format!("{layout} with labels"));
    let boxes = pages.text_boxes();
    for (label, title) in [("[C105]", "Paper number 0"), ("[C5]", "Paper number 100"), ("[Pat25]", "Paper number 105")]
    {
        let find = |text: &str| {
            let found = boxes.iter().enumerate().find_map(|(page, boxes)| {
                boxes.iter().find(|found| found.text.trim() == text).map(|found| (page, found.clone()))
            });
            found.unwrap_or_else(|| panic!("{layout}: no `{text}`"))
        };
        let ((label_page, label_box), (title_page, title_box)) = (find(label), find(title));
        assert_eq!(label_page, title_page, "{layout}: {label}");
        assert!((label_box.y.1 - title_box.y.1).abs() < 3.0, "{layout}: {label_box:?}, {title_box:?}");
        assert!(label_box.x.1 < title_box.x.0, "{layout}: {label_box:?}, {title_box:?}");
    }
    let starts = ["Paper number 0", "Paper number 100", "Paper number 129"];
    let start =
        |text: &&str| boxes.iter().flatten().find(|found| found.text.trim() == *text).map(|found| found.x.0.round());
    let starts: Vec<_> = starts.iter().map(start).collect();
    assert!(starts.iter().all(|start| *start == starts[0]), "{layout}: {starts:?}");
}

/// Random signs behind random authors of random papers.
fn the_legend_stands_where_a_mark_does() {
    let mut state = 1_u64;
    let mut below = |bound: usize| {
        state = state.wrapping_mul(6_364_136_223_846_793_005).wrapping_add(1_442_695_040_888_963_407);
        (state >> 33) as usize % bound
    };
    const SIGNS: [(char, &str); 4] =
        [('*', "* equal contribution"), ('†', "† corresponding author"), ('‡', "‡ advised it"), ('§', "")];
    let (mut with, mut without) = (0, 0);
    for _ in 0..200 {
        let mut papers = String::new();
        let mut shown = [false; 4];
        let (count, limit, most) = (1 + below(4), 1 + below(4), [1, 9][below(2)]);
        for paper in 0..count {
            write!(papers, "  - {{ name: P, authors: [").expect("writing to a string works");
            for author in 0..4 {
                let mut name = ["Kim", "Lee", "Ada Byron", "Fox"][author].to_owned();
                for (index, (sign, _)) in SIGNS.iter().enumerate() {
                    if below(12) == 0 {
                        name.push(*sign);
                        // Of one author that is named, it is the owner.
                        shown[index] |= paper < limit && (most > 1 || author == 2);
                    }
                }
                write!(papers, "\"{name}\", ").expect("writing to a string works");
            }
            papers += "] }\n";
        }
        let yaml = format!(
            "basics: {{ name: Ada Byron }}\npublications:\n{papers}recto:\n  publications: {{ max-authors: {most}, \
             marks: {{ \"‡\": advised it }} }}\n  variants: {{ some: {{ limit: {{ publications: {limit} }} }} }}\n"
        );
        let document = lowered(&yaml, "some");
        let note = document.sections[0].note.as_ref().map(|note| recto::document::plain_text(note));
        let expected = SIGNS.iter().zip(shown).filter(|((_, meaning), shown)| *shown && !meaning.is_empty());
        let expected: Vec<_> = expected.map(|((_, meaning), _)| *meaning).collect();
        assert_eq!(note, (!expected.is_empty()).then(|| expected.join(", ")), "{yaml}");
        *(if note.is_some() { &mut with } else { &mut without }) += 1;
    }
    assert!(with > 20 && without > 20, "{with} with, {without} without");
}

/// The CV of somebody with so many papers, of whom some are selected.
fn long(count: usize, selected: usize) -> (Input, Sources) {
    let folder = tempfile::tempdir().expect("there is room for files");
    let papers = generated::bibliography(1, count, selected);
    std::fs::write(folder.path().join("papers.bib"), papers).expect("it can be written");
    let mut sources = Sources::new();
    let mut sink = Sink::new();
    let text = format!("basics: {{ name: {} }}\nrecto: {{ bibliography: [papers.bib] }}\n", generated::OWNER);
    let file = sources.add("cv.yaml", text);
    let yaml = syntax::by_name("yaml").expect("it is one of the syntaxes");
    let input = Input::read("cv", folder.path(), file, yaml, &mut sources, &mut sink).expect("it is a CV");
    assert_eq!(sink.iter().map(|said| &said.message).collect::<Vec<_>>(), Vec::<&String>::new());
    (input, sources)
}

fn the_chosen_of_hundreds_fit_a_page() {
    let (input, mut sources) = long(300, 15);
    let built = set(&input, "onepage", &Overrides::default(), &mut sources).expect("it can be set");
    let fit = built.fit.expect("it is fitted");
    assert_eq!(built.pages.count(), 1);
    assert!(fit.fill > 0.96 && fit.trials <= 12 && !fit.hard, "{} % filled, {} trials", fit.fill, fit.trials);
    let units: Vec<&UnitReport> = fit.sections.iter().flat_map(|section| &section.units).collect();
    assert_eq!(units.len(), 300);
    let is_selected = |unit: &&&UnitReport| unit.rank.as_deref().is_some_and(|rank| rank.contains("selected"));
    let selected: Vec<_> = units.iter().filter(is_selected).collect();
    assert_eq!(selected.len(), 15);
    for unit in selected {
        assert_ne!(unit.fate, Fate::LeftOut, "{} {:?}", unit.path, unit.rank);
    }
}

fn what_is_left_out_is_counted_on_the_page() {
    let (input, mut sources) = long(60, 0);
    for layout in Layouts::built_in().names() {
        let overrides = Overrides { layout: Some(layout.clone()), ..Overrides::default() };
        let built = set(&input, "onepage", &overrides, &mut sources).expect("it can be set");
        let fit = built.fit.expect("it is fitted");
        let expected = format!("SelectedPublications({}of60)", fit.kept);
        let page: String = built.pages.text().split_whitespace().collect();
        assert!(page.to_lowercase().contains(&expected.to_lowercase()), "{layout}: {expected}");
        assert!(fit.kept < 60 && built.pages.count() == 1, "{layout}");
    }
}
