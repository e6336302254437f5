//! Disks that are full, and folders that cannot be written to

use std::fs;
use std::process::Command;

use insta::assert_snapshot;
use libtest_mimic::Trial;

use super::batch::{PROJECT, project};
use super::{Outcome, Run, SHORT};

pub fn tests() -> Vec<Trial> {
    crate::cases![
        cli_full_disk: what_cannot_be_written_leaves_what_is_there, a_report_that_cannot_be_written_is_told, folders_that_take_no_file_are_told,
        a_cache_that_cannot_be_used_does_no_harm, a_cache_that_is_full_does_no_harm,
    ]
}

/// Files may have so many blocks of 512 bytes: a cache's have less, a PDF has more.
const LIMIT: &str = "8";

/// Runs recto again where no file may be larger than the limit, which is as a disk that is full.
fn limited(outcome: Outcome, arguments: &str) -> Outcome {
    let command = format!("ulimit -f {LIMIT} && exec '{}' {arguments}", env!("CARGO_BIN_EXE_recto"));
    let output = Command::new("sh").args(["-c", &command]).current_dir(outcome.folder.path()).env_clear().output();
    let output = output.expect("there is a shell");
    let code = output.status.code().expect("it is not killed");
    let report = format!("exit code {code}\n{}", String::from_utf8_lossy(&output.stderr).trim_end());
    Outcome { folder: outcome.folder, stdout: output.stdout, report }
}

fn what_cannot_be_written_leaves_what_is_there() {
    let run = project(&["build", "-v", "full"], PROJECT).go();
    let (ada, bob) = (run.read("ada-full.pdf"), run.read("bob-full.pdf"));
    fs::write(run.path("cvs/ada.yaml"), format!("{SHORT}skills: [{{ name: Engines }}]\n")).expect("it can be written");
    let run = limited(run, "build -v full");
    assert_snapshot!(run.report, @"
    exit code 2
    error[could-not-run]: cannot write `ada-full.pdf` (File too large (os error 27))

    2 PDFs: 1 unchanged, 1 failed
    ");
    let files = run.files();
    assert!(run.read("ada-full.pdf") == ada && run.read("bob-full.pdf") == bob);
    assert_eq!(files, ".recto-cache ada-full.pdf bob-full.pdf cvs recto.toml");
    // It is no more up to date than it is.
    let run = Run::after(run, &["build", "-v", "full"]).go();
    assert_snapshot!(run.report, @"
    exit code 0
    ada-full.pdf  1 page, ? KiB
    2 PDFs: 1 built, 1 unchanged
    ");
    assert!(run.read("ada-full.pdf") != ada);
    // So with CVs that are named.
    let run = limited(run, "build cvs/ada.yaml -v full -o new.pdf");
    assert_snapshot!(run.report, @"
    exit code 2
    error[could-not-run]: cannot write `new.pdf` (File too large (os error 27))
    ");
    assert_eq!(run.files(), ".recto-cache ada-full.pdf bob-full.pdf cvs recto.toml");
}

/// A folder in which nothing can be made, whoever tries.
#[cfg(target_os = "linux")]
fn folders_that_take_no_file_are_told() {
    let run = project(&["build", "-v", "full", "-o", "/proc/self/"], PROJECT).go();
    assert_snapshot!(run.report, @"
    exit code 2
    error[could-not-run]: cannot write `/proc/self/ada-full.pdf` (No such file or directory (os error 2))

    error[could-not-run]: cannot write `/proc/self/bob-full.pdf` (No such file or directory (os error 2))

    2 PDFs: 2 failed
    ");
}

fn a_report_that_cannot_be_written_is_told() {
    let mut run = project(&["build", "-v", "full"], PROJECT);
    for number in 0..10 {
        run = run.file(&format!("cvs/c{number}.yaml"), SHORT);
    }
    let run = limited(run.go(), "build -v full --report report.json");
    assert_snapshot!(run.report, @"
    exit code 2
    12 PDFs: 12 unchanged
    error: cannot write `report.json` (File too large (os error 27))
    ");
    assert!(!run.path("report.json").exists());
}

fn a_cache_that_cannot_be_used_does_no_harm() {
    let arguments = ["build", "-v", "full", "--cache", "cvs/notes.md"];
    let run = project(&arguments, PROJECT).go();
    assert_snapshot!(run.report, @"
    exit code 0
    ada-full.pdf  1 page, ? KiB
    bob-full.pdf  1 page, ? KiB
    note: cannot write to the cache `cvs/notes.md` (File exists (os error 17)); what was built now is built again next time
    2 PDFs: 2 built
    ");
    let run = Run::after(run, &arguments).go();
    assert!(run.report.ends_with("2 PDFs: 2 built"), "{}", run.report);
}

/// Every file of the cache is a link to a device that is full.
#[cfg(target_os = "linux")]
fn a_cache_that_is_full_does_no_harm() {
    let run = project(&["build", "-v", "full"], PROJECT).go();
    for entry in fs::read_dir(run.path(".recto-cache")).expect("it is there").flatten() {
        fs::remove_file(entry.path()).expect("it can be removed");
        std::os::unix::fs::symlink("/dev/full", entry.path()).expect("links can be made");
    }
    let run = Run::after(run, &["build", "-v", "full"]).go();
    assert_snapshot!(run.report, @"
    exit code 0
    ada-full.pdf  1 page, ? KiB
    bob-full.pdf  1 page, ? KiB
    note: cannot write to the cache `.recto-cache` (No space left on device (os error 28)); what was built now is built again next time
    2 PDFs: 2 built
    ");
}

#[cfg(not(target_os = "linux"))]
fn a_cache_that_is_full_does_no_harm() {}
