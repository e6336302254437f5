//! The dynamic programme against trying every choice there is.

use super::*;
use crate::fit::problem::{Group, Way};

/// A reproducible source of numbers (xorshift).
struct Random(u64);

impl Random {
    fn below(&mut self, end: u64) -> u64 {
        self.0 ^= self.0 << 13;
        self.0 ^= self.0 >> 7;
        self.0 ^= self.0 << 17;
        self.0 % end
    }

    /// A height that rounding leaves as it is.
    fn height(&mut self, end: u64) -> f64 {
        (self.below(end * 4)) as f64 * UNIT
    }
}

/// A small problem: at most nine units, so that all choices can be tried.
fn problem(random: &mut Random) -> Problem {
    let mut left = 4 + random.below(6);
    let mut sections = Vec::new();
    while left > 0 {
        let mut groups = Vec::new();
        for _ in 0..1 + random.below(2) {
            let mut entries = Vec::new();
            for _ in 0..1 + random.below(3).min(left) {
                left = left.saturating_sub(1);
                let mut bullets = Vec::new();
                for _ in 0..random.below(3).min(left) {
                    left -= 1;
                    bullets.push(Bullet { path: format!("b{left}"), pinned: random.below(8) == 0, ways: ways(random) });
                }
                let pinned = random.below(8) == 0 || bullets.iter().any(|bullet| bullet.pinned);
                let path = format!("e{}.{}.{}", sections.len(), groups.len(), entries.len());
                entries.push(Choosable { path, pinned, gap: random.height(6), ways: ways(random), bullets });
            }
            groups.push(Group { heading: random.height(15), entries });
        }
        let heading = groups[0].heading;
        sections.push(Section { heading, minimum: random.below(2) as usize, uniform: random.below(3) == 0, groups });
    }
    Problem { capacity: random.height(160), sections }
}

fn ways(random: &mut Random) -> Vec<Way> {
    let full = Way { form: Form::Full, height: random.height(40), value: 1.0 + random.below(100) as f64 };
    let short = Way { form: Form::Short, height: random.height(20), value: full.value * 0.8 };
    if random.below(2) == 0 { vec![full] } else { vec![full, short] }
}

/// The greatest value of any choice, by trying them all.
fn exhaustive(problem: &Problem) -> Option<f64> {
    fn bullets(entry: &Choosable) -> Vec<(f64, f64)> {
        entry.bullets.iter().fold(vec![(0.0, 0.0)], |sums, bullet| {
            let mut next = if bullet.pinned { Vec::new() } else { sums.clone() };
            for way in &bullet.ways {
                next.extend(sums.iter().map(|(height, value)| (height + way.height, value + way.value)));
            }
            next
        })
    }
    fn section(section: &Section) -> Vec<(f64, f64)> {
        let forms: &[_] = if section.uniform { &[Some(Form::Full), Some(Form::Short)] } else { &[None] };
        forms.iter().flat_map(|form| in_form(section, *form)).collect()
    }
    fn in_form(section: &Section, form: Option<Form>) -> Vec<(f64, f64)> {
        // (height, value, heading paid, entries)
        let mut all = vec![(0.0, 0.0, false, 0)];
        for group in &section.groups {
            let mut in_group: Vec<_> = all.iter().map(|sum| (*sum, false)).collect();
            for entry in &group.entries {
                let mut next = if entry.pinned { Vec::new() } else { in_group.clone() };
                for ((height, value, paid, count), opened) in in_group {
                    let above = if opened {
                        entry.gap
                    } else if paid {
                        group.heading
                    } else {
                        section.heading
                    };
                    for way in entry.ways.iter().filter(|way| is_allowed(entry, way, form)) {
                        for (more, worth) in bullets(entry) {
                            let sum = (height + above + way.height + more, value + way.value + worth, true, count + 1);
                            next.push((sum, true));
                        }
                    }
                }
                in_group = next;
            }
            all = in_group.into_iter().map(|(sum, _)| sum).collect();
        }
        let enough = all.into_iter().filter(|(.., count)| *count >= section.minimum);
        enough.map(|(height, value, ..)| (height, value)).collect()
    }
    let mut sums = vec![(0.0, 0.0)];
    for part in &problem.sections {
        let choices = section(part);
        sums = sums
            .iter()
            .flat_map(|(height, value)| choices.iter().map(move |(more, worth)| (height + more, value + worth)))
            .filter(|(height, _)| *height <= problem.capacity + 1e-9)
            .collect();
        // Of many choices of one height only the best can be part of the best.
        sums.sort_by(|a: &(f64, f64), b| a.0.total_cmp(&b.0).then(b.1.total_cmp(&a.1)));
        sums.dedup_by(|a, b| a.0 == b.0);
    }
    sums.into_iter().map(|(_, value)| value).max_by(f64::total_cmp)
}

/// In a uniform section an entry takes the wording of all, if it has it.
fn is_allowed(entry: &Choosable, way: &Way, form: Option<Form>) -> bool {
    let form = form.filter(|form| entry.ways.iter().any(|way| way.form == *form));
    form.is_none_or(|form| way.form == form)
}

#[test]
fn the_best_choice_is_found_in_500_random_problems() {
    let mut random = Random(0x5EED_CAFE);
    let mut solvable = 0;
    for case in 0..500 {
        let problem = problem(&mut random);
        let expected = exhaustive(&problem);
        let found = solve(&problem);
        match (&found, expected) {
            (Some(found), Some(expected)) => {
                solvable += 1;
                assert!((found.value - expected).abs() < 1e-6, "case {case}: {} instead of {expected}", found.value);
                assert!((value_of(&problem, found) - expected).abs() < 1e-6, "case {case}: another choice is reported");
            }
            (None, None) => {}
            _ => panic!("case {case}: {found:?} instead of {expected:?} in {problem:#?}"),
        }
    }
    assert!(solvable > 300, "only {solvable} problems can be solved");
}

/// The value of the reported forms, with every rule checked.
fn value_of(problem: &Problem, solution: &Solution) -> f64 {
    let (mut value, mut height) = (0.0, 0.0);
    for section in &problem.sections {
        let mut count = 0;
        let entries = section.groups.iter().flat_map(|group| &group.entries).filter(|entry| entry.ways.len() > 1);
        let forms: Vec<_> = entries.filter_map(|entry| solution.forms.get(&entry.path)).collect();
        assert!(!section.uniform || forms.windows(2).all(|pair| pair[0] == pair[1]), "a mixed list");
        for group in &section.groups {
            let mut opened = false;
            for entry in &group.entries {
                let form = solution.forms.get(&entry.path);
                assert!(form.is_some() || !entry.pinned);
                for bullet in &entry.bullets {
                    let chosen = solution.forms.get(&bullet.path);
                    assert!(chosen.is_none() || form.is_some(), "a bullet without its entry");
                    assert!(chosen.is_some() || !bullet.pinned || form.is_none());
                    let way = chosen.and_then(|form| bullet.ways.iter().find(|way| way.form == *form));
                    value += way.map_or(0.0, |way| way.value);
                    height += way.map_or(0.0, |way| way.height);
                }
                let Some(way) = form.and_then(|form| entry.ways.iter().find(|way| way.form == *form)) else { continue };
                let above = if opened {
                    entry.gap
                } else if count > 0 {
                    group.heading
                } else {
                    section.heading
                };
                value += way.value;
                height += way.height + above;
                opened = true;
                count += 1;
            }
        }
        assert!(count >= section.minimum);
    }
    assert!(height <= problem.capacity + 1e-9, "{height} is too high for {}", problem.capacity);
    value
}

#[test]
fn long_lists_lose_nothing_by_what_is_left_out_of_account() {
    let mut random = Random(99);
    let mut left_out = 0;
    for _ in 0..10 {
        let list = |random: &mut Random, name: &str| {
            let gap = random.height(6);
            let entry = |place: u64, random: &mut Random| Choosable {
                path: format!("{name}{place}"),
                pinned: random.below(20) == 0,
                gap,
                ways: ways(random),
                bullets: Vec::new(),
            };
            let entries: Vec<_> = (0..30 + random.below(30)).map(|place| entry(place, random)).collect();
            Group { heading: random.height(15), entries }
        };
        let section = |random: &mut Random, name: &str| {
            let groups = vec![list(random, &format!("{name}a")), list(random, &format!("{name}b"))];
            let (minimum, uniform) = (random.below(4) as usize, random.below(2) == 0);
            Section { heading: groups[0].heading, minimum, uniform, groups }
        };
        let sections = vec![section(&mut random, "a"), section(&mut random, "b")];
        let problem = Problem { capacity: 150.0 + random.height(200), sections };
        let capacity = (problem.capacity / UNIT) as usize;
        let groups = problem.sections.iter().flat_map(|section| &section.groups);
        left_out += groups.flat_map(|group| beaten(group, capacity)).filter(|out| *out).count();
        let among_all = solve_among(&problem, &|group, _| vec![false; group.entries.len()]);
        let value = |solution: Option<Solution>| solution.map(|solution| (solution.value * 1e6).round());
        assert_eq!(value(solve(&problem)), value(among_all));
    }
    assert!(left_out > 100, "{left_out}");
}
