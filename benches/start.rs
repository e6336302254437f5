//! What a cold build and a check of the founding CV cost beside bare Typst: `cargo bench --bench start`.
//!
//! Bare is `typst::compile` and `typst_pdf::pdf` of the same document, first thing in a process that has everything
//! ready. recto is the whole process, from its start to the written file. CPU time of all threads, Linux only.

mod founding;
mod process;

use std::fs;
use std::process::Command;
use std::sync::Arc;

use founding::{CV, document, layout, read, setup};
use process::{Run, cpu_of_this, recto};
use recto::compile::data;
use recto::world::{Fonts, World};
use typst_layout::PagedDocument;
use typst_pdf::PdfOptions;

const RUNS: u32 = 30;

fn main() {
    match std::env::args().nth(1).as_deref() {
        Some("bare") => println!("{}", bare()),
        _ => compare(),
    }
}

/// Runs all in turn, so that whatever else the machine does weighs on each alike.
fn compare() {
    let this = std::env::current_exe().expect("a benchmark is a program");
    let folder = tempfile::tempdir().expect("there is room for files");
    let here = folder.path();
    let out = format!("{}/", folder.path().display());
    let (mut bare, mut full, mut one_page, mut check) = (0.0, Runs::default(), Runs::default(), Runs::default());
    for _ in 0..RUNS {
        let output = Command::new(&this).arg("bare").output().expect("the benchmark starts");
        bare += String::from_utf8_lossy(&output.stdout).trim().parse::<f64>().expect("it prints milliseconds");
        full.add(recto(here, &["build", CV, "--variant", "full", "-o", &out]));
        one_page.add(recto(here, &["build", CV, "--variant", "onepage", "-o", &out]));
        check.add(recto(here, &["check", CV]));
    }
    println!("typst::compile + pdf, bare   {:6.1} ms CPU", bare / f64::from(RUNS));
    for (name, runs) in [("recto build, full", full), ("recto build, onepage", one_page), ("recto check", check)] {
        let (cpu, time, peak) = (runs.cpu / f64::from(RUNS), runs.seconds / f64::from(RUNS) * 1e3, runs.peak >> 20);
        println!("{name:<28} {cpu:6.1} ms CPU   {:.2} × bare   {time:6.1} ms   {peak} MiB", runs.cpu / bare);
    }
}

/// Several runs together: the sum of their times, the most memory that one of them had.
#[derive(Default)]
struct Runs {
    cpu: f64,
    seconds: f64,
    peak: usize,
}

impl Runs {
    fn add(&mut self, run: Run) {
        self.cpu += run.cpu;
        self.seconds += run.seconds;
        self.peak = self.peak.max(run.peak);
    }
}

/// Milliseconds of CPU that compiling and exporting take in this process.
fn bare() -> f64 {
    let input = read(&fs::read_to_string(CV).expect("the sample is there"));
    let layout = layout();
    let (cv, options) = data(&document(&input), setup(&layout)).expect("it is JSON");
    let mut world = World::new(Arc::new(Fonts::bundled()));
    world.set_data(cv, options);

    let before = cpu_of_this();
    let pages = typst::compile::<PagedDocument>(&world).output.expect("the sample compiles");
    let pdf = typst_pdf::pdf(&pages, &PdfOptions::default()).expect("the sample exports");
    assert!(!pdf.is_empty());
    cpu_of_this() - before
}
