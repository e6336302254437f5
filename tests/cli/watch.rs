//! `recto watch`

use std::fs;
use std::io::{BufRead, BufReader};
use std::path::PathBuf;
use std::process::{Child, Command, Stdio};
use std::sync::mpsc::{Receiver, RecvTimeoutError, channel};
use std::time::Duration;

use insta::assert_snapshot;
use libtest_mimic::Trial;

use super::{Run, SHORT};

pub fn tests() -> Vec<Trial> {
    crate::cases![
        cli_watch: every_edit_is_seen_once, named_cvs_are_watched, all_that_has_a_say_is_watched, what_comes_and_goes_is_seen,
        faults_leave_the_last_good_pdf, a_burst_ends_in_the_last_state, without_a_project_there_is_nothing_to_watch,
    ]
}

const PROJECT: &str = "inputs = ['cvs/*.yaml']\nvariants = ['full']\nlayout = 'plain'\n";

/// A build is over when this is said.
const DONE: &str = "Ctrl-C ends";

/// So long nothing must happen after a build.
const QUIET: Duration = Duration::from_millis(400);

/// A program that watches a folder.
struct Watching {
    folder: tempfile::TempDir,
    child: Child,
    lines: Receiver<String>,
}

impl Watching {
    /// Watches the folder of a run that was not begun, once the first build is over.
    fn new(run: Run) -> Self {
        let mut child = Command::new(env!("CARGO_BIN_EXE_recto"))
            .args(&run.arguments)
            .current_dir(run.folder.path())
            .env_clear()
            .stdin(Stdio::null())
            .stdout(Stdio::null())
            .stderr(Stdio::piped())
            .spawn()
            .expect("recto starts");
        let stderr = BufReader::new(child.stderr.take().expect("it was piped"));
        let (sender, lines) = channel();
        std::thread::spawn(move || stderr.lines().map_while(Result::ok).try_for_each(|line| sender.send(line)));
        let watching = Self { folder: run.folder, child, lines };
        watching.build();
        watching
    }

    fn path(&self, name: &str) -> PathBuf {
        self.folder.path().join(name)
    }

    fn write(&self, name: &str, content: impl AsRef<[u8]>) {
        fs::write(self.path(name), content).expect("it can be written");
    }

    /// What the next build says, but how long it took.
    fn build(&self) -> String {
        let mut said = String::new();
        loop {
            let line = self.lines.recv_timeout(Duration::from_secs(60)).unwrap_or_else(|_| panic!("no build; {said}"));
            match line.split_once(" ms; ") {
                Some((_, rest)) if rest.ends_with(DONE) => return said + rest,
                _ => said += &(line + "\n"),
            }
        }
    }

    /// The same, where no other build follows.
    fn only_build(&self) -> String {
        let said = self.build();
        assert_eq!(self.lines.recv_timeout(QUIET), Err(RecvTimeoutError::Timeout), "a second build after: {said}");
        said
    }

    fn text(&self, name: &str) -> String {
        text(&fs::read(self.path(name)).expect("it was built"))
    }
}

impl Drop for Watching {
    fn drop(&mut self) {
        let _ = self.child.kill();
        let _ = self.child.wait();
    }
}

/// The title that stands in a PDF, for telling one from another.
fn text(pdf: &[u8]) -> String {
    let text = String::from_utf8_lossy(pdf);
    text.split("<dc:title>").nth(1).and_then(|rest| rest.split("</dc:title>").next()).unwrap_or_default().to_owned()
}

fn named(name: &str) -> String {
    SHORT.replace("Ada", name)
}

fn project() -> Run {
    Run::new(&["watch"]).file("recto.toml", PROJECT).file("cvs/ada.yaml", SHORT)
}

/// Saves a file as programs do: written anew, replaced by another, edited in place by `sed`.
fn save(watching: &Watching, way: usize, name: &str, word: &str) {
    let path = watching.path(name);
    match way {
        0 => fs::write(path, named(word)).expect("it can be written"),
        1 => {
            watching.write("cvs/.swap", named(word));
            fs::rename(watching.path("cvs/.swap"), path).expect("it can be renamed");
        }
        _ => {
            let script = format!("s/name: [A-Za-z0-9]*/name: {word}/");
            let status = Command::new("sed").arg("-i").arg(script).arg(path).status();
            assert!(status.expect("there is a sed").success());
        }
    }
}

fn every_edit_is_seen_once() {
    let watching = Watching::new(project());
    for round in 0..9 {
        let word = format!("Ada{round}");
        save(&watching, round / 3, "cvs/ada.yaml", &word);
        let said = watching.only_build();
        assert!(said.contains("1 PDF: 1 built"), "{said}");
        assert!(watching.text("ada-full.pdf").contains(&word), "{}", watching.text("ada-full.pdf"));
    }
    // Looking at a file changes nothing, nor does a file that has no say.
    fs::read(watching.path("cvs/ada.yaml")).expect("it is there");
    watching.write("cvs/notes.md", "# Notes");
    watching.write("ada-full.txt", "Ada");
    assert_eq!(watching.lines.recv_timeout(QUIET), Err(RecvTimeoutError::Timeout));
}

fn named_cvs_are_watched() {
    let run = Run::new(&["watch", "cvs/ada.yaml", "-v", "full", "--layout", "plain"]).file("cvs/ada.yaml", SHORT);
    let watching = Watching::new(run);
    for (way, word) in ["Bea", "Cyn", "Dia"].into_iter().enumerate() {
        save(&watching, way, "cvs/ada.yaml", word);
        assert!(watching.only_build().starts_with("ada-full.pdf  1 page"));
        assert!(watching.text("ada-full.pdf").contains(word));
    }
}

fn all_that_has_a_say_is_watched() {
    let photo = |colour| {
        format!(
            "<svg xmlns='http://www.w3.org/2000/svg' width='9' height='9'><rect width='9' height='9' fill='{colour}'/></svg>"
        )
    };
    let cv = "basics: { name: Ada Byron, image: ada.svg }\nrecto: { bibliography: ada.bib }\n";
    let bib = |title| format!("@article{{a, title = {{{title}}}, author = {{Ada Byron}}, year = 1843}}\n");
    let kit = fs::read_to_string("layouts/kit/header.typ").expect("it is there");
    let run = Run::new(&["watch"])
        .file("recto.toml", "inputs = ['cvs/*.yaml']\nvariants = ['full']\nlayout = 'sidebar'\n")
        .file("cvs/ada.yaml", cv)
        .file("cvs/ada.svg", photo("red"))
        .file("cvs/ada.bib", bib("Notes"));
    let watching = Watching::new(run);
    let mut old = fs::read(watching.path("ada-full.pdf")).expect("it was built");
    let mut is_other = |file: &str| {
        let said = watching.only_build();
        let new = fs::read(watching.path("ada-full.pdf")).expect("it is there");
        assert!(said.contains("1 PDF: 1 built") && new != old, "{file}: {said}");
        old = new;
    };
    watching.write("cvs/ada.svg", photo("blue"));
    is_other("the photo");
    watching.write("cvs/ada.bib", bib("Sketches"));
    is_other("the bibliography");
    watching.write("recto.toml", PROJECT);
    is_other("the project");
    // A layout that comes, changes, and goes.
    fs::create_dir_all(watching.path("cvs/layouts/kit")).expect("it can be made");
    watching.write("cvs/layouts/kit/header.typ", format!("{kit}\n#panic(\"no\")\n"));
    let said = watching.only_build();
    assert!(said.contains("error[typst]") && said.contains("1 PDF: 1 failed"), "{said}");
    watching.write("cvs/layouts/kit/header.typ", format!("{kit}\n"));
    let said = watching.only_build();
    assert!(said.contains("1 PDF: 1 built"), "{said}");
    fs::remove_dir_all(watching.path("cvs/layouts")).expect("it can be removed");
    let said = watching.only_build();
    assert!(said.contains("1 PDF: 1 "), "{said}");
}

fn what_comes_and_goes_is_seen() {
    let watching = Watching::new(project());
    watching.write("cvs/bob.yaml", named("Bob"));
    assert!(watching.only_build().contains("2 PDFs: 1 built, 1 unchanged"));
    fs::remove_file(watching.path("cvs/bob.yaml")).expect("it is there");
    assert!(watching.only_build().contains("1 PDF: 1 unchanged"));
    watching.write("cvs/bob.yaml", named("Bea"));
    assert!(watching.only_build().contains("2 PDFs: 1 built, 1 unchanged"));
    fs::remove_dir_all(watching.path("cvs")).expect("it is there");
    let said = watching.build();
    assert!(said.contains("no CV matches `cvs/*.yaml`"), "{said}");
    fs::create_dir(watching.path("cvs")).expect("it can be made");
    watching.write("cvs/cyn.yaml", named("Cyn"));
    let said = watching.build();
    assert!(said.contains("1 PDF: 1 built"), "{said}");
    assert!(watching.text("cyn-full.pdf").contains("Cyn"));
}

fn faults_leave_the_last_good_pdf() {
    let watching = Watching::new(project());
    let good = fs::read(watching.path("ada-full.pdf")).expect("it was built");
    watching.write("cvs/ada.yaml", "basics: { nme: Ada }\n");
    let said = watching.only_build();
    assert_snapshot!(said.lines().take(8).chain(said.lines().rev().take(1)).collect::<Vec<_>>().join("\n"), @"
    error[unknown-key]: unknown key `nme`
     --> cvs/ada.yaml:1:11
      |
    1 | basics: { nme: Ada }
      |           ^^^
      |
      = hint: did you mean `name`?

    watching 2 files, Ctrl-C ends
    ");
    assert!(fs::read(watching.path("ada-full.pdf")).expect("it is there") == good);
    watching.write("cvs/ada.yaml", "basics: { nme: Ada } # the same fault again\n");
    assert!(watching.only_build().contains("error[unknown-key]"));
    watching.write("recto.toml", "inputs = [");
    assert!(watching.only_build().contains("error[toml-syntax]"));
    watching.write("recto.toml", PROJECT);
    assert!(watching.only_build().contains("error[unknown-key]"));
    watching.write("cvs/ada.yaml", named("Bea"));
    assert!(watching.only_build().contains("1 PDF: 1 built"));
    assert!(watching.text("ada-full.pdf").contains("Bea"));
}

fn a_burst_ends_in_the_last_state() {
    let watching = Watching::new(project());
    for round in 0..20 {
        watching.write("cvs/ada.yaml", named(&format!("Ada{round}")));
        std::thread::sleep(Duration::from_micros(2500));
    }
    watching.build();
    // Whatever the burst was split into, a build follows the last write.
    while let Ok(line) = watching.lines.recv_timeout(2 * QUIET) {
        assert!(!line.contains("error"), "{line}");
    }
    assert!(watching.text("ada-full.pdf").contains("Ada19"), "{}", watching.text("ada-full.pdf"));
}

fn without_a_project_there_is_nothing_to_watch() {
    assert_snapshot!(Run::new(&["watch"]).go().report, @"
    exit code 2
    error: no CV is named, and there is no `recto.toml` in this folder or one above it
    hint: name a CV: `recto build cv.yaml`
    ");
    assert_snapshot!(Run::new(&["watch", "-"]).go().report, @"
    exit code 2
    error: only files can be watched and built again
    ");
}
