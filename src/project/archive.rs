//! The tables of an export: CSV files in an archive or in a folder. Nothing is unpacked to disk.

use std::fs::File;
use std::io::{BufReader, Read};
use std::path::Path;

use zip::ZipArchive;
use zip::result::ZipError;

/// The largest archive, in bytes. A profile takes some KiB; messages and pictures are in the export as well.
const MAX_ARCHIVE: u64 = 1 << 30;

/// How many files an archive or a folder may hold.
const MAX_FILES: usize = 10_000;

/// The largest table, in bytes, and all of them together.
const MAX_TABLE: u64 = 4 << 20;
const MAX_TABLES: u64 = 16 << 20;

/// A table may be so many times as large as it is packed; no text is.
const MAX_RATIO: u64 = 200;

/// Tables that are never about the person: not even opened.
const OTHERS: [&str; 5] = ["messages", "connections", "invitations", "ad_targeting", "searchqueries"];

/// The CSV files of an archive or a folder: name without folder, text. Sorted by name.
///
/// # Errors
/// A sentence on why it cannot be read, or is no export.
pub(super) fn tables(path: &Path) -> Result<Vec<(String, String)>, String> {
    let mut tables = if path.is_dir() { in_folder(path)? } else { in_archive(path)? };
    if tables.is_empty() {
        return Err(format!("`{}` holds no CSV files; is it LinkedIn's export?", path.display()));
    }
    tables.sort();
    Ok(tables)
}

fn in_folder(path: &Path) -> Result<Vec<(String, String)>, String> {
    let shown = path.display();
    let entries = std::fs::read_dir(path).map_err(|error| format!("cannot read `{shown}` ({error})"))?;
    let mut tables = Vec::new();
    let mut room = MAX_TABLES;
    for (index, entry) in entries.enumerate() {
        let entry = entry.map_err(|error| format!("cannot read `{shown}` ({error})"))?;
        if index >= MAX_FILES {
            return Err(format!("`{shown}` holds more than {MAX_FILES} files; is it LinkedIn's export?"));
        }
        let name = entry.file_name().to_string_lossy().into_owned();
        if is_table(&name) && entry.path().is_file() {
            let file =
                File::open(entry.path()).map_err(|error| format!("cannot read `{name}` in `{shown}` ({error})"))?;
            tables.push((name.clone(), text(file, &name, &mut room)?));
        }
    }
    Ok(tables)
}

fn in_archive(path: &Path) -> Result<Vec<(String, String)>, String> {
    let shown = path.display();
    let file = File::open(path).map_err(|error| format!("cannot read `{shown}` ({error})"))?;
    let size = file.metadata().map_err(|error| format!("cannot read `{shown}` ({error})"))?.len();
    if size > MAX_ARCHIVE {
        return Err(format!("`{shown}` is larger than {} MiB, which no export of a profile is", MAX_ARCHIVE >> 20));
    }
    let unread = |error: ZipError| format!("`{shown}` is no archive that can be read ({error})");
    let mut archive = ZipArchive::new(BufReader::new(file)).map_err(unread)?;
    if archive.len() > MAX_FILES {
        return Err(format!("`{shown}` holds more than {MAX_FILES} files; is it LinkedIn's export?"));
    }
    let mut tables = Vec::new();
    let mut room = MAX_TABLES;
    for index in 0..archive.len() {
        let entry = archive.by_index(index).map_err(unread)?;
        // Names that lead elsewhere do not come from LinkedIn.
        if entry.enclosed_name().is_none() {
            return Err(format!(
                "`{shown}` holds `{}`, a path that leads out of it; it was not made by LinkedIn",
                entry.name()
            ));
        }
        let name = entry.name().rsplit(['/', '\\']).next().unwrap_or_default().to_owned();
        if entry.is_dir() || !is_table(&name) {
            continue;
        }
        if entry.size() > MAX_TABLE || entry.size() > entry.compressed_size().saturating_mul(MAX_RATIO).max(1 << 16) {
            return Err(format!("`{name}` in `{shown}` is larger than any table of a profile"));
        }
        tables.push((name.clone(), text(entry, &name, &mut room)?));
    }
    Ok(tables)
}

/// The text of a table; what its archive says of its size is not trusted.
fn text(from: impl Read, name: &str, room: &mut u64) -> Result<String, String> {
    let most = MAX_TABLE.min(*room);
    let mut bytes = Vec::new();
    from.take(most + 1).read_to_end(&mut bytes).map_err(|error| format!("cannot read `{name}` ({error})"))?;
    let length = bytes.len() as u64;
    if length > most {
        return Err(format!("`{name}` is larger than any table of a profile"));
    }
    *room -= length;
    String::from_utf8(bytes)
        .map_err(|error| format!("`{name}` is not UTF-8 text (byte {})", error.utf8_error().valid_up_to()))
}

fn is_table(name: &str) -> bool {
    let lower = name.to_lowercase();
    let is_other = OTHERS.iter().any(|other| lower.trim_end_matches(".csv").starts_with(other));
    lower.ends_with(".csv") && !is_other && !lower.starts_with('.')
}
