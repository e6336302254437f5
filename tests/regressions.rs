//! What once broke, named for it: a CV in, the text of its pages out.

use libtest_mimic::Trial;
use recto::project::{Built, Input, Overrides};
use recto::source::Sources;
use recto::syntax;

use crate::press::{read, read_yaml, set};

pub fn tests() -> Vec<Trial> {
    crate::cases![
        regressions: an_entry_higher_than_a_page_was_cut_off, pinned_entries_higher_than_the_pages_were_cut_off,
        fields_of_labelled_entries_were_not_set, ungrouped_entries_stood_under_a_strange_subheading,
        a_variants_limit_lost_to_the_blocks, counts_took_in_what_is_for_other_variants, blank_lines_glued_paragraphs,
        control_characters_joined_words, booleans_and_numbers_were_respelled, an_accepted_paper_dangled,
        long_words_ran_off_the_page, an_address_without_a_title_was_lost, times_of_day_made_dates_words, forced_lines_ran_over_the_footer, a_short_skill_was_longer,
        addresses_of_texts_were_lost, links_without_words_were_lost, a_variant_without_entries_went_unnoticed,
        an_unknown_font_was_told_in_the_kit, lengths_in_type_sizes_broke_layouts,
        computer_text_ran_over_the_margin, signs_of_latin_words_changed_sides,
    ]
}

fn an_entry_higher_than_a_page_was_cut_off() {
    let bullet = |start: usize| (start..start + 90).map(|word| format!("w{word}")).collect::<Vec<_>>().join(" ");
    let bullets = (0..7).map(|index| format!("      - {}\n", bullet(index * 90))).collect::<String>();
    for field in ["highlights:\n".to_owned() + &bullets, format!("summary: {}\n", bullet(0) + &bullet(2000).repeat(20))]
    {
        let text = page(&format!("basics: {{ name: X }}\nwork:\n  - name: A\n    {field}"), "full");
        assert!(text.contains("w89"), "{text}");
        assert!(!field.contains("w629") || (0..630).all(|word| text.contains(&format!("w{word}"))), "{text}");
    }
}

fn pinned_entries_higher_than_the_pages_were_cut_off() {
    let words = (0..120).map(|word| format!("word{word}")).collect::<Vec<_>>().join(" ");
    let bullets = format!("      - {{ text: {words}, keep: true }}\n").repeat(9);
    let cv = format!(
        "basics: {{ name: X }}\nwork:\n  - name: A\n    highlights:\n{bullets}recto: {{ variants: {{ two: {{ pages: 2 }} }} }}\n"
    );
    let (input, mut sources) = read_yaml(&cv);
    match print(&input, "two", &mut sources) {
        Ok(built) => assert_eq!(built.pages.text().matches("word119").count(), 9),
        Err(ids) => assert_eq!(ids, ["does-not-fit"]),
    }
}

fn fields_of_labelled_entries_were_not_set() {
    let cv = "basics: { name: X }\nskills:\n  - { name: S, keywords: [k], summary: SUM, location: LOC, date: 2020, highlights: [HIGH] }\nlanguages: [{ language: L, keywords: [KEY] }]\npublications: [{ name: P, location: PLACE }]\n";
    let text = page(cv, "full");
    for word in ["SUM", "LOC", "2020", "HIGH", "KEY", "PLACE"] {
        assert!(text.contains(word), "{word} is not in {text}");
    }
}

fn ungrouped_entries_stood_under_a_strange_subheading() {
    let cv = "basics: { name: X }\nawards:\n  - { title: A1, group: G }\n  - { title: A2 }\n  - { title: A3, group: H }\n  - { title: A4, group: G }\n";
    assert_eq!(words(&page(cv, "full")), "X Awards A2 G A1 A4 H A3");
}

fn a_variants_limit_lost_to_the_blocks() {
    let cv = "basics: { name: X }\nwork: [{ name: J1 }, { name: J2 }, { name: J3 }]\nrecto:\n  sections: [{ work: { limit: 1 } }]\n  variants: { v: { limit: { work: 3 } }, w: {} }\n";
    assert!(page(cv, "v").contains("J3"));
    assert!(!page(cv, "w").contains("J2"));
}

fn counts_took_in_what_is_for_other_variants() {
    let cv = "basics: { name: X }\npublications: [{ name: P1, only: [a] }, { name: P2, only: [b] }, { name: P3 }]\nrecto: { variants: { a: {}, b: {} } }\n";
    assert!(!page(cv, "a").contains("of"), "{}", page(cv, "a"));
}

fn blank_lines_glued_paragraphs() {
    let text = page("basics:\n  name: X\n  summary: \"one\\n \\ntwo\"\n", "full");
    assert_eq!(words(&text), "X one two");
}

fn control_characters_joined_words() {
    let text = page("basics:\n  name: X\n  summary: \"ab\\rcd ef\\x0Cgh\"\n", "full");
    assert_eq!(words(&text), "X ab cd ef gh");
}

fn booleans_and_numbers_were_respelled() {
    assert!(page("basics: { name: X, label: True }\n", "full").contains("True"));
    let (input, mut sources) =
        read(syntax::by_name("toml").expect("TOML is known"), "cv", "[basics]\nname = 0xFF\nlabel = 1_000\n");
    assert_eq!(words(&print(&input, "full", &mut sources).expect("it builds").pages.text()), "0xFF 1_000");
}

fn an_accepted_paper_dangled() {
    let text = page("basics: { name: X }\npublications: [{ name: P, status: accepted }]\n", "full");
    assert!(text.contains("Accepted") && !text.contains("by"), "{text}");
}

fn long_words_ran_off_the_page() {
    let url = format!("https://example.org/{}", "longpath".repeat(20));
    let cv = format!("basics: {{ name: X, url: {url} }}\nwork: [{{ name: N, highlights: [{url}] }}]\n");
    let text = page(&cv, "full").replace('\n', "");
    assert_eq!(text.matches(&"longpath".repeat(20)).count(), 2, "{text}");
}

fn an_address_without_a_title_was_lost() {
    assert!(page("basics: { name: X }\nwork: [{ url: https://example.org/a }]\n", "full").contains("example.org/a"));
}

fn times_of_day_made_dates_words() {
    let text = page("basics: { name: X }\nawards: [{ title: T, date: '2024-03-09T00:00:00Z' }]\n", "full");
    assert!(text.contains("9 Mar. 2024"), "{text}");
}

fn forced_lines_ran_over_the_footer() {
    let lines = (0..90).map(|line| format!("line{line}  \n      ")).collect::<String>();
    let text = page(&format!("basics: {{ name: X }}\nwork:\n  - name: A\n    summary: |\n      {lines}\n"), "full");
    assert!((0..90).all(|line| text.contains(&format!("line{line}"))), "{text}");
}

fn a_short_skill_was_longer() {
    let words = (0..40).map(|word| format!("word{word}")).collect::<Vec<_>>().join(", ");
    let skills =
        (0..60).map(|n| format!("  - {{ name: S{n}, keywords: [{words}], short: brief{n} }}\n")).collect::<String>();
    let text = page(&format!("basics: {{ name: X }}\nskills:\n{skills}"), "onepage");
    assert!(text.contains("brief0") && !text.contains("word1"), "{text}");
}

fn addresses_of_texts_were_lost() {
    let cv = "basics: { name: X }\nwork: [{ summary: My paper, url: https://e.org/found }]\n";
    let (input, mut sources) = read_yaml(cv);
    let pdf = print(&input, "full", &mut sources).expect("it builds").pdf().to_vec();
    let part = b"https://e.org/found";
    assert!(pdf.windows(part.len()).any(|window| window == part));
}

/// The words of a page, without leaders.
fn words(text: &str) -> String {
    text.split_whitespace().filter(|word| *word != ".").collect::<Vec<_>>().join(" ")
}

fn page(cv: &str, variant: &str) -> String {
    let (input, mut sources) = read_yaml(cv);
    print(&input, variant, &mut sources).unwrap_or_else(|ids| panic!("{ids:?}")).pages.text()
}

/// Builds a variant, or returns the ids of what stands in the way.
fn print(input: &Input, variant: &str, sources: &mut Sources) -> Result<Built, Vec<&'static str>> {
    let built = set(input, variant, &Overrides::default(), sources);
    built.map_err(|found| found.iter().map(|diagnostic| diagnostic.id).collect())
}

fn links_without_words_were_lost() {
    let cv = "basics: { name: X }\nwork: [{ name: A, highlights: ['see [](https://a.example)'] }]\n";
    assert!(page(cv, "full").contains("https://a.example"));
}

fn a_variant_without_entries_went_unnoticed() {
    let cv = "basics: { name: X }\nwork: [{ name: A }]\nrecto: { variants: { none: { except: [work] } } }\n";
    let (input, mut sources) = read_yaml(cv);
    let built = print(&input, "none", &mut sources).expect("it builds");
    assert_eq!(built.warnings.iter().map(|warning| warning.id).collect::<Vec<_>>(), ["empty-variant"]);
}

fn an_unknown_font_was_told_in_the_kit() {
    let (input, mut sources) = read_yaml("basics: { name: X }\nrecto: { options: { font: Nix } }\n");
    let faults = set(&input, "full", &Overrides::default(), &mut sources).expect_err("there is no such font");
    let place = faults[0].span.map(|span| sources.get(span.file).line_column(span.start as usize).line);
    assert_eq!((faults[0].id, place), ("unknown-font", Some(2)));
}

fn lengths_in_type_sizes_broke_layouts() {
    let overrides = Overrides {
        layout: Some("sidebar".to_owned()),
        options: vec![("text-size".to_owned(), "1em".to_owned()), ("sidebar-width".to_owned(), "1cm".to_owned())],
        ..Overrides::default()
    };
    let (input, mut sources) = read_yaml("basics: { name: X }\n");
    let faults = set(&input, "full", &overrides, &mut sources).expect_err("both are refused");
    assert_eq!(faults.iter().map(|fault| fault.id).collect::<Vec<_>>(), ["bad-option", "bad-option"]);
}

fn computer_text_ran_over_the_margin() {
    let code = "x".repeat(300);
    let (input, mut sources) =
        read_yaml(&format!("basics: {{ name: X }}\nwork: [{{ name: A, highlights: ['`{code}`'] }}]\n"));
    let built = print(&input, "full", &mut sources).expect("it builds");
    let right = built.pages.size().0 - built.pages.side_margins().1;
    assert!(built.pages.text_boxes().into_iter().flatten().all(|text| text.x.1 <= right + 1.0));
}

/// In a document from right to left, `B.Sc.` was printed as `.B.Sc`.
fn signs_of_latin_words_changed_sides() {
    let (input, mut sources) =
        read_yaml("basics: { name: X }\neducation: [{ studyType: B.Sc., institution: אוניברסיטה }]\n");
    let overrides = Overrides { lang: Some("he".to_owned()), ..Overrides::default() };
    let built = set(&input, "full", &overrides, &mut sources).expect("it builds");
    let boxes: Vec<_> = built.pages.text_boxes().into_iter().flatten().collect();
    // The sign behind the letters is set with them, at their right.
    assert!(boxes.iter().any(|text| text.text.contains("B.Sc.")), "{boxes:?}");
}
