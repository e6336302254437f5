//! Waits for changes to files. Folders are watched, not files: so a file that is replaced, or comes, is seen like any other.

use std::collections::{BTreeSet, HashSet};
use std::path::{Path, PathBuf};
use std::sync::mpsc::{Receiver, RecvTimeoutError, channel};
use std::time::{Duration, Instant};

use notify::event::{EventKind, ModifyKind};
use notify::{Event, RecommendedWatcher, RecursiveMode, Watcher as _};

/// Editors do several things to a file to save it; what follows so soon belongs to it.
const QUIET: Duration = Duration::from_millis(100);

/// So long changes that follow each other keep from building.
const LONGEST: Duration = Duration::from_millis(500);

/// Watches folders.
pub struct Watcher {
    system: RecommendedWatcher,
    events: Receiver<notify::Result<Event>>,
    watched: HashSet<PathBuf>,
}

/// What changed.
pub enum Change {
    /// Whatever lies at these paths.
    At(BTreeSet<PathBuf>),
    /// More than the system could tell.
    Anything,
}

impl Watcher {
    /// A watcher of nothing yet.
    ///
    /// # Errors
    /// A sentence on why the system has none.
    pub fn new() -> Result<Self, String> {
        let (sender, events) = channel();
        let system = notify::recommended_watcher(sender).map_err(|error| fault(&error))?;
        Ok(Self { system, events, watched: HashSet::new() })
    }

    /// Watches these folders, which must be there, and no others. What changes from now on is told by [`Self::wait`].
    /// Returns whether it watched some of them not before: what changed there so far may be unknown.
    ///
    /// # Errors
    /// A sentence on the folder that cannot be watched.
    pub fn watch(&mut self, folders: &BTreeSet<PathBuf>) -> Result<bool, String> {
        for gone in self.watched.extract_if(|folder| !folders.contains(folder)) {
            // The folder may not be there any more.
            let _ = self.system.unwatch(&gone);
        }
        let mut more = false;
        for folder in folders.iter().filter(|folder| !self.watched.contains(*folder)).collect::<Vec<_>>() {
            match self.system.watch(folder, RecursiveMode::NonRecursive) {
                Ok(()) => {
                    self.watched.insert(folder.clone());
                    more = true;
                }
                Err(_) if !folder.is_dir() => {}
                Err(error) => return Err(fault(&error)),
            }
        }
        Ok(more)
    }

    /// Waits until something changes, and then until nothing does for a while.
    ///
    /// # Errors
    /// A sentence on what the system has to say.
    pub fn wait(&mut self) -> Result<Change, String> {
        let mut paths = BTreeSet::new();
        let mut first: Option<Instant> = None;
        loop {
            let event = match first {
                None => self.events.recv().map_err(|_| RecvTimeoutError::Disconnected),
                Some(first) if first.elapsed() > LONGEST => return Ok(Change::At(paths)),
                Some(_) => self.events.recv_timeout(QUIET),
            };
            let event = match event {
                Ok(event) => event.map_err(|error| fault(&error))?,
                Err(RecvTimeoutError::Timeout) => return Ok(Change::At(paths)),
                Err(RecvTimeoutError::Disconnected) => return Err("files are not watched any more".to_owned()),
            };
            if event.need_rescan() {
                return Ok(Change::Anything);
            }
            if !is_change(event.kind) {
                continue;
            }
            first.get_or_insert_with(Instant::now);
            for path in event.paths {
                // A folder that is gone may come again, as another.
                if self.watched.contains(&path) && !is_content(event.kind) {
                    let _ = self.system.unwatch(&path);
                    self.watched.remove(&path);
                }
                paths.insert(path);
            }
        }
    }
}

/// Whether what a file holds may be another now. Looking at it and its permissions change nothing.
fn is_change(kind: EventKind) -> bool {
    !matches!(kind, EventKind::Access(_) | EventKind::Modify(ModifyKind::Metadata(_)))
}

/// Whether only the content of the file, or the folder, is another.
fn is_content(kind: EventKind) -> bool {
    matches!(kind, EventKind::Modify(ModifyKind::Data(_) | ModifyKind::Any))
}

fn fault(error: &notify::Error) -> String {
    let path = error.paths.first().map(|path| format!(" `{}`", path.display())).unwrap_or_default();
    let why = match &error.kind {
        notify::ErrorKind::Io(error) => error.to_string(),
        notify::ErrorKind::MaxFilesWatch => {
            "the system watches no more folders (fs.inotify.max_user_watches)".to_owned()
        }
        _ => error.to_string(),
    };
    format!("cannot watch{path} ({why})")
}

/// The nearest folder above a path that is there.
pub fn nearest(path: &Path) -> Option<&Path> {
    path.ancestors().skip(1).find(|folder| folder.is_dir())
}
