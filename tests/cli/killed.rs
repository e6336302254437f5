//! Builds that are killed

use std::collections::BTreeMap;
use std::fs;
use std::path::Path;
use std::process::{Command, Stdio};
use std::time::{Duration, Instant};

use libtest_mimic::Trial;

pub fn tests() -> Vec<Trial> {
    crate::cases![cli_killed: a_killed_build_is_completed_by_the_next, what_a_living_build_writes_is_left_alone]
}

const CVS: usize = 6;
const ROUNDS: usize = 7;

/// Killed at any moment, a build leaves whole files, none that counts as what it is not, and nothing that the next does
/// not sweep away.
fn a_killed_build_is_completed_by_the_next() {
    let (killed, whole) = (project(), project());
    let started = Instant::now();
    build(killed.path());
    let full = started.elapsed();
    let mut old = pdfs(killed.path());
    let mut was_between = 0;
    for round in 1..=ROUNDS {
        for folder in [killed.path(), whole.path()] {
            (0..CVS).for_each(|number| write_cv(folder, number, round));
        }
        build(whole.path());
        let new = pdfs(whole.path());
        let mut child = recto(killed.path()).spawn().expect("recto starts");
        // Over the whole run, in no order.
        std::thread::sleep(full.mul_f64((round * 5 % ROUNDS) as f64 / ROUNDS as f64) + Duration::from_millis(15));
        let _ = child.kill();
        let _ = child.wait();
        let left = pdfs(killed.path());
        for (name, pdf) in &left {
            assert!(pdf.starts_with(b"%PDF-1.7") && pdf.trim_ascii_end().ends_with(b"%%EOF"), "{name}");
            assert!(*pdf == old[name] || *pdf == new[name], "{name} is neither the old nor the new");
        }
        was_between += usize::from(left.iter().any(|(name, pdf)| *pdf == new[name]) && left != new);
        // As a kill between writing and renaming leaves it.
        fs::write(killed.path().join("out/.recto-a1B2c3.tmp"), "%PDF").expect("it can be written");
        fs::write(killed.path().join(".recto-cache/.recto-a1B2c3.tmp"), "{").expect("it can be written");
        // What was built just before the kill must not count as fresh.
        for folder in [killed.path(), whole.path()] {
            write_cv(folder, round % CVS, 100 + round);
        }
        build(whole.path());
        build(killed.path());
        old = pdfs(whole.path());
        assert!(pdfs(killed.path()) == old, "round {round}");
        for folder in ["out", ".recto-cache"] {
            let left = names(&killed.path().join(folder)).into_iter().filter(|name| name.starts_with(".recto-"));
            assert_eq!(left.collect::<Vec<_>>(), [] as [String; 0], "round {round}");
        }
    }
    assert!(was_between > 0, "no build was killed between two PDFs");
}

/// Builds at the same time in one folder: each sweeps, and none loses a file.
fn what_a_living_build_writes_is_left_alone() {
    let folder = project();
    let start = || recto(folder.path()).arg("--force").stderr(Stdio::piped()).spawn().expect("recto starts");
    for child in [start(), start(), start()] {
        let output = child.wait_with_output().expect("recto ends");
        assert!(output.status.success(), "{}", String::from_utf8_lossy(&output.stderr));
    }
    assert_eq!(pdfs(folder.path()).len(), 2 * CVS);
}

fn project() -> tempfile::TempDir {
    let folder = tempfile::tempdir().expect("there is room for files");
    let file = "inputs = ['cvs/*']\noutput = 'out/'\nlayouts = ['plain', 'scholar']\nvariants = ['full']\n";
    fs::write(folder.path().join("recto.toml"), file).expect("it can be written");
    fs::create_dir(folder.path().join("cvs")).expect("it can be made");
    (0..CVS).for_each(|number| write_cv(folder.path(), number, 0));
    folder
}

fn write_cv(folder: &Path, number: usize, round: usize) {
    let text = format!("basics: {{ name: Ada {number} the {round}th }}\nwork: [{{ position: Programmer }}]\n");
    fs::write(folder.join(format!("cvs/ada{number}.yaml")), text).expect("it can be written");
}

fn recto(folder: &Path) -> Command {
    let mut command = Command::new(env!("CARGO_BIN_EXE_recto"));
    command.args(["build", "-j", "2"]).current_dir(folder).env_clear().stdin(Stdio::null()).stderr(Stdio::null());
    command
}

fn build(folder: &Path) {
    assert!(recto(folder).status().expect("recto starts").success());
}

fn names(folder: &Path) -> Vec<String> {
    let entries = fs::read_dir(folder).into_iter().flatten().flatten();
    entries.map(|entry| entry.file_name().to_string_lossy().into_owned()).collect()
}

/// The PDFs by name.
fn pdfs(folder: &Path) -> BTreeMap<String, Vec<u8>> {
    let out = folder.join("out");
    let names = names(&out).into_iter().filter(|name| name.ends_with(".pdf"));
    names.map(|name| (name.clone(), fs::read(out.join(name)).expect("it was just listed"))).collect()
}
