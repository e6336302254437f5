//! `recto watch`

use std::path::{Path, PathBuf};
use std::time::Instant;

use recto::diag::Sink;
use recto::project::{PROJECT_FILE, Project};
use recto::source::Sources;
use typst_kit::watcher::Watcher;

use super::{build, project};
use crate::Status;
use crate::args::{BuildArgs, WatchArgs};
use crate::input::load;
use crate::setting::LAYOUTS;
use crate::terminal::Terminal;

pub fn run(args: &WatchArgs, terminal: &mut Terminal) -> Status {
    let args = &args.build;
    if args.cvs.iter().any(|cv| cv == Path::new("-")) || args.output.as_deref() == Some("-") {
        return terminal.refuse("only files can be watched and built again", None);
    }
    let mut watcher = match Watcher::new(None) {
        Ok(watcher) => watcher,
        Err(message) => return terminal.refuse(message, None),
    };
    loop {
        let started = Instant::now();
        // What cannot be built now may be after the next change.
        build::run(args, terminal);
        let spent = started.elapsed().as_secs_f64() * 1000.0;
        let watched = watched(args);
        if watched.is_empty() {
            return Status::CouldNotRun;
        }
        terminal.say(format_args!("{spent:.0} ms; watching {} files, Ctrl-C ends", watched.len()));
        if let Err(message) = watcher.update(watched).and_then(|()| watcher.wait()) {
            return terminal.refuse(message, None);
        }
    }
}

/// The files whose change makes another build: CVs, their photos and bibliographies, layouts beside them, fonts in folders, the project file.
fn watched(args: &BuildArgs) -> Vec<PathBuf> {
    let mut files = Vec::new();
    let mut cvs = args.cvs.clone();
    if cvs.is_empty()
        && let Some(folder) = project::find()
    {
        files.push(folder.join(PROJECT_FILE));
        let (mut sources, mut sink) = (Sources::new(), Sink::new());
        if let Ok(Some(project)) = Project::read(&folder, &mut sources, &mut sink) {
            cvs = project.inputs(&mut sink);
        }
    }
    let folders = cvs.iter().filter_map(|cv| cv.parent()).chain([Path::new("")]).map(|folder| folder.join(LAYOUTS));
    let folders =
        folders.chain(args.fonts.font_path.iter().cloned()).chain(args.setting.layout.iter().map(PathBuf::from));
    for folder in folders {
        collect(&folder, &mut files);
    }
    files.extend(cvs.iter().flat_map(|cv| named(cv)));
    files.extend(cvs);
    // Events name files so, and those that were replaced must be found again.
    let mut files: Vec<_> = files.into_iter().filter_map(|file| std::path::absolute(file).ok()).collect();
    files.sort();
    files.dedup();
    files
}

/// The photo and the bibliographies that a CV names, whether they are there or not.
fn named(cv: &Path) -> Vec<PathBuf> {
    let Ok(Some(input)) = load(cv, None, None, &mut Sources::new(), &mut Sink::new()) else { return Vec::new() };
    let image = input.cv.basics.image.iter().filter(|image| !image.value.contains("://"));
    let names = image.chain(&input.cv.settings.bibliography);
    names.map(|name| input.folder.join(&name.value)).collect()
}

/// All files below a folder, if it is there.
fn collect(folder: &Path, files: &mut Vec<PathBuf>) {
    for entry in std::fs::read_dir(folder).into_iter().flatten().flatten() {
        let path = entry.path();
        if path.is_dir() { collect(&path, files) } else { files.push(path) }
    }
}
