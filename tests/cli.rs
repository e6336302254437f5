//! The program as people and CI use it: one file a command, whole terminal output in the test.

mod batch;
mod bibliography;
mod build;
mod check;
#[cfg(unix)]
mod ci;
mod convert;
#[cfg(unix)]
mod full_disk;
mod hostile;
mod init;
#[cfg(unix)]
mod killed;
mod layouts;
mod list;
mod messages;
mod read;
mod report;
mod unchanged;
#[cfg(unix)]
mod watch;

use std::fs;
use std::io::Write;
use std::path::PathBuf;
use std::process::{Command, Stdio};

use libtest_mimic::Trial;
use tempfile::TempDir;

pub fn tests() -> Vec<Trial> {
    let mut tests = build::tests();
    tests.extend(batch::tests());
    tests.extend(bibliography::tests());
    tests.extend(check::tests());
    tests.extend(convert::tests());
    tests.extend(init::tests());
    tests.extend(layouts::tests());
    tests.extend(list::tests());
    tests.extend(messages::tests());
    tests.extend(read::tests());
    tests.extend(report::tests());
    tests.extend(unchanged::tests());
    tests.extend(hostile::tests());
    #[cfg(unix)]
    tests.extend(ci::tests().into_iter().chain(killed::tests()).chain(full_disk::tests()).chain(watch::tests()));
    tests
}

/// A CV that takes a few lines.
const SHORT: &str = "basics: { name: Ada Byron }\nwork: [{ position: Programmer, startDate: 1842, endDate: 1843 }]\n";

/// A run of the program in a folder of its own, without the environment of whoever runs the tests.
struct Run {
    folder: TempDir,
    /// Where in it recto is called.
    inside: &'static str,
    arguments: Vec<String>,
    input: Option<String>,
    environment: Vec<(&'static str, &'static str)>,
}

/// What came of a run.
struct Outcome {
    folder: TempDir,
    stdout: Vec<u8>,
    /// Exit code, then standard error, with sizes replaced.
    report: String,
}

impl Run {
    fn new(arguments: &[&str]) -> Self {
        let folder = tempfile::tempdir().expect("there is room for files");
        let arguments = arguments.iter().map(|argument| (*argument).to_owned()).collect();
        Self { folder, inside: "", arguments, input: None, environment: Vec::new() }
    }

    fn file(self, name: &str, content: impl AsRef<[u8]>) -> Self {
        let path = self.folder.path().join(name);
        fs::create_dir_all(path.parent().expect("it lies in a folder")).expect("it can be made");
        fs::write(path, content).expect("it can be written");
        self
    }

    /// Another run in the folder that is left by one.
    fn after(outcome: Outcome, arguments: &[&str]) -> Self {
        Self { folder: outcome.folder, ..Self::new(arguments) }
    }

    fn inside(self, folder: &'static str) -> Self {
        Self { inside: folder, ..self }
    }

    fn input(self, input: &str) -> Self {
        Self { input: Some(input.to_owned()), ..self }
    }

    fn environment(mut self, name: &'static str, value: &'static str) -> Self {
        self.environment.push((name, value));
        self
    }

    fn go(self) -> Outcome {
        let mut child = Command::new(env!("CARGO_BIN_EXE_recto"))
            .args(&self.arguments)
            .current_dir(self.folder.path().join(self.inside))
            .env_clear()
            .envs(self.environment)
            .stdin(Stdio::piped())
            .stdout(Stdio::piped())
            .stderr(Stdio::piped())
            .spawn()
            .expect("recto starts");
        let mut stdin = child.stdin.take().expect("it was piped");
        // recto may refuse the call before it reads anything.
        let _ = stdin.write_all(self.input.unwrap_or_default().as_bytes());
        drop(stdin);
        let output = child.wait_with_output().expect("recto ends");
        let code = output.status.code().expect("recto is not killed");
        let report = format!("exit code {code}\n{}", without_sizes(&String::from_utf8_lossy(&output.stderr)));
        Outcome { folder: self.folder, stdout: output.stdout, report: report.trim_end().to_owned() }
    }
}

impl Outcome {
    fn stdout(&self) -> String {
        String::from_utf8_lossy(&self.stdout).trim_end().to_owned()
    }

    /// The names of the files in the folder.
    fn files(&self) -> String {
        let mut names: Vec<_> = fs::read_dir(self.folder.path())
            .expect("the folder is there")
            .map(|entry| entry.expect("it can be read").file_name().to_string_lossy().into_owned())
            .collect();
        names.sort();
        names.join(" ")
    }

    fn read(&self, name: &str) -> Vec<u8> {
        fs::read(self.path(name)).expect("it was written")
    }

    fn path(&self, name: &str) -> PathBuf {
        self.folder.path().join(name)
    }
}

/// Sizes of PDFs change with Typst's version and mean nothing here.
fn without_sizes(text: &str) -> String {
    let mut words: Vec<_> = text.split(' ').map(str::to_owned).collect();
    for index in 1..words.len() {
        if words[index].starts_with("KiB") {
            words[index - 1] = "?".to_owned();
        }
    }
    words.join(" ")
}
