//! What came of the jobs of a project, for machines: as JSON, and as JUnit's XML.

use serde::{Deserialize, Serialize};

use super::matrix::Job;
use super::tally::Tally;
use super::worker::{Ending, Outcome};
use crate::diag::{Case, Located, Severity, message_format};

/// What came of the jobs of a project. Keys of the JSON form are only ever added.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub struct Report {
    /// The version of recto.
    pub recto: String,
    /// Whether warnings and advice failed jobs.
    pub strict: bool,
    /// How many jobs the project has; a shard's report tells of some of them.
    pub total: usize,
    /// The jobs that were done, in order.
    pub jobs: Vec<JobReport>,
}

/// What came of one job.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub struct JobReport {
    /// Its place among all jobs of the project, from 0.
    pub number: usize,
    /// The CV's file.
    pub cv: String,
    /// The variant; like layout, language, paper and output absent if the CV cannot be read.
    pub variant: Option<String>,
    /// The layout.
    pub layout: Option<String>,
    /// The language.
    pub lang: Option<String>,
    /// The paper.
    pub paper: Option<String>,
    /// Where the PDF goes.
    pub output: Option<String>,
    /// How it ended.
    pub status: Status,
    /// How many pages the PDF has.
    pub pages: Option<usize>,
    /// How much of the last page is filled, 0–1.
    pub fill: Option<f64>,
    /// The size of the PDF.
    pub bytes: Option<usize>,
    /// How many warnings there are, those included that were told when an unchanged PDF was built.
    pub warnings: usize,
    /// Where the time went.
    pub milliseconds: Milliseconds,
    /// What was found.
    pub findings: Vec<Located>,
}

/// How a job ended.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum Status {
    /// The PDF was set and written.
    Built,
    /// It was as it should be.
    Unchanged,
    /// There is none, or not the right one.
    Failed,
}

/// Where the time of a job went.
#[derive(Debug, Clone, Copy, Default, PartialEq, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub struct Milliseconds {
    /// All of it.
    pub total: f64,
    /// Laying out.
    pub compiling: f64,
    /// Choosing what fits.
    pub choosing: f64,
    /// Making the PDF.
    pub exporting: f64,
}

/// Why reports cannot be merged.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum MergeFault {
    /// Two tell of the same job.
    Twice(String),
    /// They tell of projects with different numbers of jobs.
    OtherProject(usize, usize),
}

impl Report {
    /// A report of a project with so many jobs, of which nothing is known yet.
    pub fn new(total: usize, strict: bool) -> Self {
        Self { recto: env!("CARGO_PKG_VERSION").to_owned(), strict, total, jobs: Vec::new() }
    }

    /// One report from those of shards.
    ///
    /// # Errors
    /// If they do not tell of different parts of one project.
    pub fn merge(reports: impl IntoIterator<Item = Self>) -> Result<Self, MergeFault> {
        let mut reports = reports.into_iter();
        let mut merged = reports.next().unwrap_or_else(|| Self::new(0, false));
        for report in reports {
            if report.total != merged.total {
                return Err(MergeFault::OtherProject(merged.total, report.total));
            }
            merged.strict |= report.strict;
            merged.jobs.extend(report.jobs);
        }
        merged.jobs.sort_by_key(|job| job.number);
        match merged.jobs.windows(2).find(|pair| pair[0].number == pair[1].number) {
            Some(pair) => Err(MergeFault::Twice(pair[0].name())),
            None => Ok(merged),
        }
    }

    /// As JSON.
    pub fn json(&self) -> String {
        // Numbers, strings and lists of them can always be written.
        serde_json::to_string_pretty(self).unwrap_or_default() + "\n"
    }

    /// As JUnit's XML: a test case a job.
    pub fn junit(&self) -> String {
        let case = |job: &JobReport| Case {
            name: job.name(),
            findings: job.findings.clone(),
            strict: self.strict,
            seconds: Some(job.milliseconds.total / 1000.0),
        };
        let cases: Vec<_> = self.jobs.iter().map(case).collect();
        message_format("junit").and_then(|format| format.end(&cases)).unwrap_or_default() + "\n"
    }

    /// How many jobs ended how.
    pub fn tally(&self) -> Tally {
        self.jobs.iter().collect()
    }
}

impl JobReport {
    /// Reports on one job.
    pub fn new(number: usize, job: &Job, outcome: &Outcome) -> Self {
        let goal = job.goal.as_ref();
        let cv = job.cv.display().to_string();
        let ms = |time: std::time::Duration| (time.as_secs_f64() * 1e6).round() / 1e3;
        let times = outcome.timings.unwrap_or_default();
        Self {
            number,
            variant: goal.map(|goal| goal.variant.clone()),
            layout: goal.map(|goal| goal.layout.clone()),
            lang: goal.map(|goal| goal.lang.clone()),
            paper: goal.map(|goal| goal.paper.name().to_owned()),
            output: goal.map(|goal| goal.output.display().to_string()),
            status: match outcome.ending {
                Ending::Built => Status::Built,
                Ending::Unchanged => Status::Unchanged,
                Ending::Failed | Ending::Unwritten => Status::Failed,
            },
            pages: outcome.pages,
            fill: outcome.fill.map(|fill| (fill * 1e3).round() / 1e3),
            bytes: outcome.bytes,
            warnings: outcome.count(Severity::Warning) + outcome.told_before,
            milliseconds: Milliseconds {
                total: ms(outcome.took),
                compiling: ms(times.compiling),
                choosing: ms(times.choosing),
                exporting: ms(times.exporting),
            },
            findings: outcome.found.iter().map(|found| Located::new(found, &outcome.sources, Some(&cv))).collect(),
            cv,
        }
    }

    /// `cvs/ada.yaml (full, scholar, en, a4)`
    pub(super) fn name(&self) -> String {
        let parts = [&self.variant, &self.layout, &self.lang, &self.paper];
        match parts.into_iter().flatten().cloned().collect::<Vec<_>>().join(", ") {
            nothing if nothing.is_empty() => self.cv.clone(),
            parts => format!("{} ({parts})", self.cv),
        }
    }
}

impl std::fmt::Display for MergeFault {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        match self {
            Self::Twice(job) => write!(f, "two reports tell of `{job}`"),
            Self::OtherProject(one, other) => write!(f, "one report is of a project of {one} PDFs, another of {other}"),
        }
    }
}
