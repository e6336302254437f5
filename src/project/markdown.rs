//! A report as Markdown, for comments on pull requests and summaries of CI: what is there, what changed, what was found.

use std::collections::{BTreeMap, BTreeSet};

use super::report::{JobReport, Report, Status};
use crate::diag::visible;

/// So much text the table, and then the findings, may take: GitHub takes 65,536 characters in a comment.
const TABLE_BYTES: usize = 30_000;
const FINDINGS_BYTES: usize = 25_000;

/// A column: its head, whether it is a number, what stands in it.
struct Column(&'static str, bool, fn(&JobReport, Option<&JobReport>) -> String);

/// Columns for what tells jobs apart; one that holds the same in all rows is left out.
const NAMES: [Column; 4] = [
    Column("Variant", false, |job, _| cell(job.variant.as_deref())),
    Column("Layout", false, |job, _| cell(job.layout.as_deref())),
    Column("Language", false, |job, _| cell(job.lang.as_deref())),
    Column("Paper", false, |job, _| cell(job.paper.as_deref())),
];

/// Columns for what came of them.
const RESULTS: [Column; 3] = [
    Column("Pages", true, pages),
    Column("Last page", true, |job, _| job.fill.map_or(String::new(), |fill| format!("{:.0} %", fill * 100.0))),
    Column("", false, |job, _| status(job).to_owned()),
];

impl Report {
    /// As Markdown. With a report of an earlier run, changes of page counts since then stand out, and PDFs that are no
    /// longer built are named.
    pub fn markdown(&self, since: Option<&Self>) -> String {
        let old: BTreeMap<_, _> = since.iter().flat_map(|report| &report.jobs).map(|job| (key(job), job)).collect();
        let before = |job: &JobReport| old.get(&key(job)).copied();
        let mut out = format!("### recto: {}\n", self.tally().summary(self.total));
        if !self.jobs.is_empty() {
            out += &self.table(before);
        }
        // Of a CV that cannot be read it is not known what it has.
        let is_here = |old: &JobReport| {
            let mut same = self.jobs.iter().filter(|job| job.cv == old.cv);
            same.any(|job| job.variant.is_none() || key(job) == key(old))
        };
        let gone = old.values().filter(|job| job.variant.is_some() && !is_here(job));
        let gone: Vec<_> = gone.map(|job| code(&job.name())).collect();
        if let [first, rest @ ..] = gone.as_slice() {
            let more = if rest.is_empty() { String::new() } else { format!(" and {} more", rest.len()) };
            out += &format!("\nNo longer built: {first}{more}\n");
        }
        out + &self.findings()
    }

    /// A row a job. If there are too many, those that failed or changed come before others.
    fn table<'a>(&self, before: impl Fn(&JobReport) -> Option<&'a JobReport>) -> String {
        // What cannot be read has no names.
        let varies = |Column(_, _, of): &&Column| {
            let values = self.jobs.iter().map(|job| of(job, None)).filter(|value| !value.is_empty());
            values.collect::<BTreeSet<_>>().len() > 1
        };
        let columns: Vec<_> = NAMES.iter().filter(varies).chain(&RESULTS).collect();
        let head = columns.iter().map(|Column(name, ..)| format!(" {name} |")).collect::<String>();
        let rule = columns.iter().map(|Column(_, is_number, _)| if *is_number { "--:|" } else { "---|" });
        let mut table = format!("\n| CV |{head}\n|---|{}\n", rule.collect::<String>());
        let row = |job: &JobReport| {
            let cells = columns.iter().map(|Column(_, _, of)| format!(" {} |", of(job, before(job))));
            format!("| {} |{}\n", cell(Some(&job.cv)), cells.collect::<String>())
        };
        let is_calm = |job: &JobReport| {
            job.status != Status::Failed
                && before(job).is_none_or(|old| old.pages == job.pages && old.status != Status::Failed)
        };
        let rows: Vec<_> = self.jobs.iter().map(|job| (is_calm(job), row(job))).collect();
        let mut room = TABLE_BYTES;
        let mut kept = vec![false; rows.len()];
        for calm in [false, true] {
            for (index, (_, row)) in rows.iter().enumerate().filter(|(_, (is_calm, _))| *is_calm == calm) {
                kept[index] = row.len() <= room;
                room = room.saturating_sub(row.len());
            }
        }
        rows.iter().zip(&kept).filter(|(_, kept)| **kept).for_each(|((_, row), _)| table += row);
        match kept.iter().filter(|kept| !**kept).count() {
            0 => table,
            left => format!("{table}\n… and {left} more.\n"),
        }
    }

    /// What was found, each once, as texts that Markdown has no say in.
    fn findings(&self) -> String {
        let (mut known, mut count, mut text, mut left) = (BTreeSet::new(), 0, String::new(), 0);
        for found in self.jobs.iter().flat_map(|job| &job.findings) {
            let place = found.place().map(|place| format!("{place}: ")).unwrap_or_default();
            let hints = found.hints.iter().map(|hint| format!("\n  hint: {}", flat(hint))).collect::<String>();
            let line = format!("{place}{}[{}]: {}", found.severity.name(), found.id, found.message);
            let line = flat(&line) + &hints + "\n";
            if !known.insert(line.clone()) {
                continue;
            }
            count += 1;
            match left == 0 && text.len() + line.len() <= FINDINGS_BYTES {
                true => text += &line,
                false => left += 1,
            }
        }
        if count == 0 {
            return String::new();
        }
        let more = match left {
            0 => String::new(),
            _ => format!("\n… and {left} more.\n"),
        };
        let fence = "`".repeat(longest_run(&text).max(2) + 1);
        let count = if count == 1 { "1 finding".to_owned() } else { format!("{count} findings") };
        format!("\n<details><summary>{count}</summary>\n\n{fence}text\n{text}{fence}\n{more}\n</details>\n")
    }
}

/// What tells a job from others, whatever else was built.
fn key(job: &JobReport) -> [Option<&str>; 5] {
    [Some(&job.cv), job.variant.as_deref(), job.layout.as_deref(), job.lang.as_deref(), job.paper.as_deref()]
}

/// `3`, `2 → **3**` since an earlier run
fn pages(job: &JobReport, before: Option<&JobReport>) -> String {
    match (before.and_then(|old| old.pages), job.pages) {
        (Some(old), Some(new)) if old != new => format!("{old} → **{new}**"),
        (_, Some(new)) => new.to_string(),
        (_, None) => String::new(),
    }
}

fn status(job: &JobReport) -> &'static str {
    match job.status {
        Status::Built => "built",
        Status::Unchanged => "unchanged",
        Status::Failed => "**failed**",
    }
}

/// A text in a table, as it is.
fn cell(text: Option<&str>) -> String {
    let text = text.unwrap_or_default();
    match text.chars().all(|c| c.is_alphanumeric() || " .-/".contains(c)) {
        true => text.to_owned(),
        // Tables take a bar for their own even in code.
        false => code(text).replace('|', "\\|"),
    }
}

/// A text as code, in which Markdown has no say.
fn code(text: &str) -> String {
    let text = flat(text);
    match longest_run(&text) {
        0 => format!("`{text}`"),
        run => format!("{0} {text} {0}", "`".repeat(run + 1)),
    }
}

/// A text on one line, without what would not be seen.
fn flat(text: &str) -> String {
    visible(&text.replace(['\n', '\r'], " "))
}

/// The length of the longest run of backticks.
fn longest_run(text: &str) -> usize {
    text.split(|c| c != '`').map(str::len).max().unwrap_or_default()
}
