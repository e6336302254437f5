//! Files on their way to being outputs, and what is left of them when recto is killed.
//!
//! Whoever writes a temporary file holds a lock on it, which the system takes back when the process ends, however it ends.
//! So whatever can be locked belongs to nobody any more: no clock and no process ids, which mean nothing to another
//! machine or container that writes to the same folder.

use std::fs::{File, TryLockError};
use std::io::{self, Write};
use std::path::Path;

use tempfile::NamedTempFile;

const PREFIX: &str = ".recto-";
const SUFFIX: &str = ".tmp";

/// A temporary file with the content in the folder of `path`, ready to be renamed.
pub(super) fn beside(path: &Path, content: &[u8]) -> io::Result<NamedTempFile> {
    let folder = match path.parent() {
        Some(folder) if folder != Path::new("") => folder,
        _ => Path::new("."),
    };
    std::fs::create_dir_all(folder)?;
    let mut file = locked(folder)?;
    // The file itself, as the wrapper would name its temporary path in the error.
    file.as_file_mut().write_all(content)?;
    Ok(file)
}

/// An empty temporary file that no other process takes for litter.
fn locked(folder: &Path) -> io::Result<NamedTempFile> {
    loop {
        let mut builder = tempfile::Builder::new();
        // Temporary files are private by default; an output is an ordinary file.
        #[cfg(unix)]
        builder.permissions(std::os::unix::fs::PermissionsExt::from_mode(0o666));
        let file = builder.prefix(PREFIX).suffix(SUFFIX).tempfile_in(folder).map_err(plain)?;
        match file.as_file().try_lock() {
            // Another may have taken it for litter before it was locked.
            Ok(()) if file.path().exists() => return Ok(file),
            Ok(()) | Err(TryLockError::WouldBlock) => {}
            // Where there are no locks nothing is swept either.
            Err(TryLockError::Error(_)) => return Ok(file),
        }
    }
}

/// The error without the temporary path, which says nothing to anybody.
fn plain(error: io::Error) -> io::Error {
    match error.to_string().split_once(" at path ") {
        Some((cause, _)) => io::Error::new(error.kind(), cause),
        None => error,
    }
}

/// Removes the temporary files in a folder that no living process writes. What cannot be told or removed stays.
pub fn sweep(folder: &Path) {
    let folder = if folder == Path::new("") { Path::new(".") } else { folder };
    for entry in std::fs::read_dir(folder).into_iter().flatten().flatten() {
        let is_file = entry.file_type().is_ok_and(|kind| kind.is_file());
        if !is_file || !is_temporary(&entry.file_name().to_string_lossy()) {
            continue;
        }
        let Ok(file) = File::options().write(true).open(entry.path()) else { continue };
        if file.try_lock().is_ok() {
            let _ = std::fs::remove_file(entry.path());
        }
    }
}

/// Whether a file is called as temporary files are: `.recto-a1B2c3.tmp`.
fn is_temporary(name: &str) -> bool {
    let random = name.strip_prefix(PREFIX).and_then(|name| name.strip_suffix(SUFFIX));
    random.is_some_and(|random| random.len() == 6 && random.chars().all(|c| c.is_ascii_alphanumeric()))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn only_what_nobody_writes_is_swept() {
        let folder = tempfile::tempdir().expect("there is room for files");
        let at = |name: &str| folder.path().join(name);
        let alive = beside(&at("ada.pdf"), b"half").expect("it can be written");
        let dead = [".recto-a1B2c3.tmp", ".recto-000000.tmp"];
        let others = [".recto-notes.tmp", ".recto-a1B2c3", "recto-a1B2c3.tmp", "ada.pdf"];
        dead.iter().chain(&others).for_each(|name| std::fs::write(at(name), "half").expect("it can be written"));
        std::fs::create_dir(at(".recto-folder.tmp")).expect("it can be made");
        std::fs::create_dir(at(".recto-folder")).expect("it can be made");
        sweep(folder.path());
        assert!(alive.path().exists() && others.iter().all(|name| at(name).exists()));
        assert!(dead.iter().all(|name| !at(name).exists()) && at(".recto-folder.tmp").exists());
        drop(alive);
        sweep(&at("nowhere"));
    }

    /// Many write while one sweeps: nobody loses a file.
    #[test]
    fn writers_and_sweepers_do_not_harm_each_other() {
        let folder = tempfile::tempdir().expect("there is room for files");
        let is_done = std::sync::atomic::AtomicBool::new(false);
        let order = std::sync::atomic::Ordering::Relaxed;
        std::thread::scope(|scope| {
            scope.spawn(|| {
                while !is_done.load(order) {
                    sweep(folder.path());
                }
            });
            let write = |writer: usize| {
                (0..300).all(|round| {
                    let path = folder.path().join(format!("{writer}-{round}"));
                    beside(&path, b"whole").is_ok_and(|file| file.persist(&path).is_ok())
                })
            };
            let writers: Vec<_> = (0..4).map(|writer| scope.spawn(move || write(writer))).collect();
            let all = writers.into_iter().all(|writer| writer.join().unwrap_or(false));
            is_done.store(true, order);
            assert!(all);
        });
        assert_eq!(std::fs::read_dir(folder.path()).expect("it is there").count(), 1200);
    }
}
