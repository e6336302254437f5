//! The order of the house: floors, sizes of files, one copy of what must be one.

use std::collections::BTreeMap;
use std::fs;
use std::path::{Path, PathBuf};

use libtest_mimic::Trial;

/// Modules by floor; a module uses only lower floors, and nothing on its own. See `docs/architecture.md`.
const FLOORS: &[&[&str]] = &[
    &["source"],
    &["diag"],
    &["syntax", "document", "pdf"],
    &["model", "layout"],
    &["read", "schema", "select", "check", "csl"],
    &["world"],
    &["compile"],
    &["fit", "export"],
    &["project"],
];

/// No file needs more lines than this for one subject.
const LONGEST_FILE: usize = 800;

pub fn tests() -> Vec<Trial> {
    crate::cases![tidy: floors_are_kept, every_module_has_a_floor, files_are_short, what_must_be_one_is_one]
}

fn floors_are_kept() {
    let mut faults = Vec::new();
    for path in files("src", "rs") {
        let Some((floor, module)) = place(&path) else { continue };
        let text = fs::read_to_string(&path).expect("it was just listed");
        for (number, line) in text.lines().enumerate() {
            for used in used_modules(line) {
                let used_floor = FLOORS.iter().position(|modules| modules.contains(&used.as_str()));
                if used != module && used_floor.is_some_and(|used| used >= floor) {
                    faults.push(format!("{}:{}: `{module}` uses `{used}`", path.display(), number + 1));
                }
            }
        }
    }
    assert!(faults.is_empty(), "a module uses its own floor or a higher one:\n{}", faults.join("\n"));
}

fn every_module_has_a_floor() {
    let lib = fs::read_to_string(root().join("src/lib.rs")).expect("there is a library");
    let modules = lib.lines().filter_map(|line| line.strip_prefix("pub mod ")?.strip_suffix(';'));
    for module in modules {
        assert!(FLOORS.iter().any(|floor| floor.contains(&module)), "`{module}` has no floor");
    }
}

fn files_are_short() {
    for path in files("src", "rs").into_iter().chain(files("tests", "rs")).chain(files("layouts", "typ")) {
        let lines = fs::read_to_string(&path).expect("it was just listed").lines().count();
        assert!(lines <= LONGEST_FILE, "{} has {lines} lines", path.display());
    }
}

/// A second comemo would make evicting its caches a silent no-op; a second fontdb would double the fonts.
fn what_must_be_one_is_one() {
    let lock = fs::read_to_string(root().join("Cargo.lock")).expect("the lock file is committed");
    let mut versions: BTreeMap<&str, Vec<&str>> = BTreeMap::new();
    for package in lock.split("[[package]]").skip(1) {
        let field = |name: &str| {
            let line = package.lines().find_map(|line| line.strip_prefix(name))?;
            Some(line.trim_start_matches(" = ").trim_matches('"'))
        };
        if let (Some(name), Some(version)) = (field("name"), field("version")) {
            versions.entry(name).or_default().push(version);
        }
    }
    let single = |name: &&&str| name.starts_with("typst") || ["comemo", "fontdb"].contains(*name);
    for name in versions.keys().filter(single) {
        assert_eq!(versions[name].len(), 1, "there is more than one `{name}`: {:?}", versions[name]);
    }
    assert_eq!(versions["comemo"], ["0.5.1"]);
    assert!(versions["fontdb"][0].starts_with("0.23."));
    assert_eq!(versions["typst"], versions["typst-pdf"]);
    assert_eq!(versions["typst"], versions["typst-kit"]);
}

/// The floor and the module a file belongs to; `None` for the program and `lib.rs`.
fn place(path: &Path) -> Option<(usize, String)> {
    let below = path.strip_prefix(root().join("src")).ok()?;
    let module = below.components().next()?.as_os_str().to_str()?.trim_end_matches(".rs").to_owned();
    let floor = FLOORS.iter().position(|modules| modules.contains(&module.as_str()))?;
    Some((floor, module))
}

/// The modules named in `crate::…` paths of a line.
fn used_modules(line: &str) -> Vec<String> {
    let code = line.split("//").next().unwrap_or_default();
    let after = code.split("crate::").skip(1);
    after.map(|rest| rest.chars().take_while(|c| c.is_alphanumeric() || *c == '_').collect()).collect()
}

/// All files below a folder with an extension.
pub fn files(folder: &str, extension: &str) -> Vec<PathBuf> {
    let mut found = Vec::new();
    let mut pending = vec![root().join(folder)];
    while let Some(next) = pending.pop() {
        for entry in fs::read_dir(next).expect("the folder is there") {
            let path = entry.expect("it can be read").path();
            if path.is_dir() {
                pending.push(path);
            } else if path.extension().is_some_and(|found| found == extension) {
                found.push(path);
            }
        }
    }
    found.sort();
    found
}

fn root() -> PathBuf {
    PathBuf::from(env!("CARGO_MANIFEST_DIR"))
}
