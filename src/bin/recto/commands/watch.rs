//! `recto watch`

use std::collections::BTreeSet;
use std::path::{Path, PathBuf};
use std::time::Instant;

use recto::diag::Sink;
use recto::project::{Needs, PROJECT_FILE, Project, load_below};
use recto::source::Sources;

use super::build;
use crate::Status;
use crate::args::{BuildArgs, WatchArgs};
use crate::setting::{LAYOUTS, shared_layouts};
use crate::terminal::Terminal;
use crate::watcher::{Change, Watcher, nearest};

pub fn run(args: &WatchArgs, terminal: &mut Terminal) -> Status {
    let args = &args.build;
    if args.cvs.iter().any(|cv| cv == Path::new("-")) || args.output.as_deref() == Some("-") {
        return terminal.refuse("only files can be watched and built again", None);
    }
    if args.cvs.is_empty() && build::find().is_none() {
        return build::run(args, terminal);
    }
    match again_and_again(args, terminal) {
        Ok(never) => match never {},
        Err(message) => terminal.refuse(message, None),
    }
}

/// # Errors
/// A sentence on why nothing can be watched.
fn again_and_again(args: &BuildArgs, terminal: &mut Terminal) -> Result<std::convert::Infallible, String> {
    let mut watcher = Watcher::new()?;
    // Watched before it is read, so that no change in between is missed.
    let mut watched = settle(args, &mut watcher)?;
    loop {
        let started = Instant::now();
        terminal.begin();
        // What cannot be built now may be after the next change.
        build::run(args, terminal);
        let spent = started.elapsed().as_secs_f64() * 1000.0;
        terminal.say(format_args!("{spent:.0} ms; watching {} files, Ctrl-C ends", watched.count));
        loop {
            let (is_old, is_other) = match watcher.wait()? {
                Change::Anything => (true, true),
                Change::At(paths) => (watched.changes(&paths), paths.iter().any(|path| !is_output(path))),
            };
            if !is_old && !is_other {
                continue;
            }
            // What is no file of ours may have come to be one, or lead to one.
            let now = settle(args, &mut watcher)?;
            let is_new = now.files != watched.files;
            watched = now;
            if is_old || is_new {
                break;
            }
        }
    }
}

/// What is watched.
struct Watched {
    /// How many files there are.
    count: usize,
    /// Files whose change makes another build, by every path they have.
    files: BTreeSet<PathBuf>,
    /// Folders that are there and hold such files, or may come to.
    folders: BTreeSet<PathBuf>,
}

/// Finds what is to be watched and watches it. What came to be in a folder before that was watched is found, too.
fn settle(args: &BuildArgs, watcher: &mut Watcher) -> Result<Watched, String> {
    loop {
        let watched = Watched::new(args);
        if !watcher.watch(&watched.folders)? {
            return Ok(watched);
        }
    }
}

impl Watched {
    fn new(args: &BuildArgs) -> Self {
        let needs = needs(args);
        let (mut files, mut folders) = (needs.files, needs.places);
        for folder in needs.folders {
            collect(&folder, &mut files, &mut folders);
        }
        let count = files.len();
        // Events name files by the path of the folder they are in; what a link leads to may change, too.
        let paths = |path: &PathBuf| [std::path::absolute(path).ok(), std::fs::canonicalize(path).ok()];
        let files: BTreeSet<_> = files.iter().flat_map(paths).flatten().collect();
        let folders = folders.iter().filter_map(|folder| std::path::absolute(folder).ok());
        let there = |folder: PathBuf| if folder.is_dir() { Some(folder) } else { nearest(&folder).map(Path::to_owned) };
        let holders = files.iter().filter_map(|file| nearest(file).map(Path::to_owned));
        let folders = folders.filter_map(there).chain(holders).collect();
        Self { count, files, folders }
    }

    /// Whether one of the files lies at one of these paths, or below one.
    fn changes(&self, paths: &BTreeSet<PathBuf>) -> bool {
        // What lies below a folder follows it in the order.
        paths.iter().any(|path| self.files.range(path.clone()..).next().is_some_and(|file| file.starts_with(path)))
    }
}

/// CVs and what they name, layouts beside them, fonts in folders, the project file.
fn needs(args: &BuildArgs) -> Needs {
    let mut needs = Needs::default();
    let mut cvs = args.cvs.clone();
    let (mut sources, mut sink) = (Sources::new(), Sink::new());
    if let Some(folder) = build::find().filter(|_| cvs.is_empty()) {
        needs.folders.insert(folder.join(LAYOUTS));
        // With faults it names nothing, and is to be watched all the more.
        needs.files.insert(folder.join(PROJECT_FILE));
        if let Ok(Some(project)) = Project::read(&folder, &mut sources, &mut sink) {
            needs.add_project(&project);
            cvs = project.inputs(&mut sink);
        }
    }
    for cv in cvs {
        needs.folders.extend(cv.parent().map(|folder| folder.join(LAYOUTS)));
        let root = args.setting.root.as_deref();
        if let Ok(Some(input)) = load_below(root, &cv, &mut Sources::new(), &mut Sink::new()) {
            needs.add_cv(&input);
        }
        needs.files.insert(cv);
    }
    needs.folders.extend(shared_layouts().into_iter().chain(args.fonts.font_path.iter().cloned()));
    let layout = args.setting.layout.iter().filter(|layout| layout.contains('/'));
    needs.folders.extend(layout.map(PathBuf::from));
    needs
}

/// All files below a folder, if it is there, and all folders; what is hidden, and what editors leave, is passed over.
fn collect(folder: &Path, files: &mut BTreeSet<PathBuf>, folders: &mut BTreeSet<PathBuf>) {
    folders.insert(folder.to_owned());
    for entry in std::fs::read_dir(folder).into_iter().flatten().flatten() {
        let (path, name) = (entry.path(), entry.file_name());
        let name = name.to_string_lossy();
        if name.starts_with('.') || name.ends_with('~') {
            continue;
        }
        if path.is_dir() {
            collect(&path, files, folders);
        } else {
            files.insert(path);
        }
    }
}

/// Whether a path is one of those that recto itself writes all the time.
fn is_output(path: &Path) -> bool {
    let is_hidden = path.components().any(|part| part.as_os_str().to_string_lossy().starts_with(".recto-"));
    is_hidden || path.extension().is_some_and(|extension| extension == "pdf")
}
