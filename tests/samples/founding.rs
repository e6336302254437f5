//! The founding CV against the text its owner wrote: every title, author list, venue, award, date and talk.

use libtest_mimic::Trial;
use recto::project::Overrides;

use super::{SAMPLES, built};

/// The CV as its owner wrote it.
const SEED: &str = include_str!("../ref/lingxiao-ma.txt");

pub fn tests() -> Vec<Trial> {
    crate::cases![founding: nothing_of_the_seed_is_lost, nothing_is_added, one_page_shows_the_owner_in_every_paper]
}

/// Each line of the seed is on the page, and from the publications on in the seed's order.
fn nothing_of_the_seed_is_lost() {
    let page = squeezed(&full().pages.text());
    let (mut position, mut entry) = (0, 0);
    let mut in_order = false;
    for piece in pieces(SEED) {
        in_order |= piece == "publications";
        // In the seed a date stands below an entry's explanation, on the page in the entry's first line.
        let is_date = piece.len() < 10 && piece.ends_with(|c: char| c.is_ascii_digit());
        let from = if !in_order {
            0
        } else if is_date {
            entry
        } else {
            position
        };
        let found =
            page[from..].find(&piece).unwrap_or_else(|| panic!("`{piece}` is not on the page, or not in order"));
        let end = from + found + piece.len();
        if !piece.starts_with('(') {
            entry = from + found;
        }
        position = if is_date { position.max(end) } else { end };
    }
    assert!(in_order, "the seed has publications");
}

/// Every word on the page is one of the seed's, but for the name at the top and what a page needs.
fn nothing_is_added() {
    let allowed: String = squeezed(SEED);
    let own = ["Lingxiao Ma", "CV", "ID:"];
    for line in full().pages.text().lines() {
        let is_number = |text: &str| text.chars().all(|c| c.is_ascii_digit() || " []/–—·.,:-".contains(c));
        for word in line.split_whitespace().filter(|word| !is_number(word)) {
            let word = word.trim_matches(|c: char| ",.·–—:".contains(c));
            let known = allowed.contains(&squeezed(word)) || own.iter().any(|own| own.contains(word));
            assert!(known, "`{word}` in `{line}` is not in the seed");
        }
    }
}

fn one_page_shows_the_owner_in_every_paper() {
    let variants = built(SAMPLES[0], &Overrides::default());
    let text = &variants.iter().find(|(name, _)| name == "onepage").expect("it is built in").1.pages.text();
    let page = squeezed(text);
    let shown =
        page.split("publications(").nth(1).and_then(|rest| rest.split("of20)").next()).expect("a count is shown");
    let owners = page.split("publications(").nth(1).unwrap_or_default().split("patents").next().unwrap_or_default();
    assert_eq!(owners.matches("lingxiaoma").count().to_string(), shown);
    assert!(shown.parse::<usize>().is_ok_and(|shown| shown >= 8), "only {shown} papers are left");
}

fn full() -> recto::project::Built {
    built(SAMPLES[0], &Overrides::default()).swap_remove(0).1
}

/// The lines of the seed as they are to be found on the page.
fn pieces(seed: &str) -> Vec<String> {
    let line = |line: &str| {
        let line = line.trim().trim_start_matches('•').trim().replace(" @ ", ", ");
        // Behind titles stands a full stop, which is punctuation of the list they stood in.
        let line = line.strip_suffix('.').unwrap_or(&line).to_owned();
        // The patent's number is set without parentheses.
        match line.split_once(". (ID: ") {
            Some((title, number)) => vec![title.to_owned(), format!("ID: {}", number.trim_end_matches(')'))],
            None => vec![line],
        }
    };
    seed.lines().flat_map(line).map(|piece| squeezed(&piece)).filter(|piece| !piece.is_empty()).collect()
}

/// Lower case, without white space, leader dots and kinds of dashes: what is compared is words.
fn squeezed(text: &str) -> String {
    let is_leader = |line: &&str| !line.is_empty() && line.chars().all(|c| c == '.' || c.is_whitespace());
    let lines = text.lines().filter(|line| !is_leader(line)).collect::<Vec<_>>().join("");
    lines
        .replace(['–', '—'], "-")
        .chars()
        .filter(|c| !c.is_whitespace() && *c != '\u{2060}')
        .flat_map(char::to_lowercase)
        .collect()
}
