//! Where outputs go: file names from patterns, files replaced in one step.

use std::io::{self, Write};
use std::path::{Component, Path, PathBuf};

use super::temporary::beside;
use crate::document::Paper;

/// A file name with placeholders: `{folder}`, `{stem}`, `{variant}`, `{layout}`, `{lang}`, `{paper}`.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Pattern(String);

/// Why a pattern is none.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum PatternFault {
    /// A placeholder that does not exist.
    Unknown(String),
    /// A brace without its partner.
    Unbalanced,
}

/// The file name of an output whose name nobody gave.
const DEFAULT: &str = "{stem}-{variant}.pdf";

const PLACEHOLDERS: [&str; 6] = ["folder", "stem", "variant", "layout", "lang", "paper"];

/// What placeholders stand for in one output.
#[derive(Debug, Clone, Copy)]
pub struct Names<'a> {
    /// The folder that the CV lies in.
    pub folder: &'a Path,
    /// The name of the CV's file, without its extension.
    pub stem: &'a str,
    /// The variant.
    pub variant: &'a str,
    /// The layout.
    pub layout: &'a str,
    /// The language.
    pub lang: &'a str,
    /// The paper.
    pub paper: Paper,
}

impl Pattern {
    /// Reads what was asked for: nothing, a folder (that exists, or ends in `/`), or a file name with placeholders.
    ///
    /// # Errors
    /// For a placeholder that does not exist.
    pub fn new(asked: Option<&str>) -> Result<Self, PatternFault> {
        let pattern = match asked {
            None => DEFAULT.to_owned(),
            Some(folder) if folder.ends_with(['/', std::path::MAIN_SEPARATOR]) => format!("{folder}{DEFAULT}"),
            Some(path) if Path::new(path).is_dir() => format!("{path}/{DEFAULT}"),
            Some(pattern) => pattern.to_owned(),
        };
        check(&pattern)?;
        Ok(Self(pattern))
    }

    /// The path for one output.
    pub fn path(&self, names: &Names) -> PathBuf {
        let folder = match names.folder == Path::new("") {
            // A pattern may go on with `/`, which would lead to the root.
            true => ".".to_owned(),
            false => names.folder.to_string_lossy().into_owned(),
        };
        let parts = [names.stem, names.variant, names.layout, names.lang, names.paper.name()];
        let parts = parts.map(|value| value.replace(['/', '\\'], "-"));
        let values: Vec<_> = std::iter::once(folder).chain(parts).collect();
        let mut path = String::new();
        let mut rest = self.0.as_str();
        while let Some((before, inner)) = rest.split_once('{') {
            let (name, behind) = inner.split_once('}').unwrap_or((inner, ""));
            let value = PLACEHOLDERS.iter().position(|known| *known == name).map_or("", |index| &values[index]);
            path.push_str(before);
            path.push_str(value);
            rest = behind;
        }
        path.push_str(rest);
        // `./x` and `x` are one file.
        Path::new(&path).components().filter(|part| *part != Component::CurDir).collect()
    }
}

/// The paths of an output of several files: `cv.png`, or `cv-1.png`, `cv-2.png`.
pub(super) fn parts(output: &Path, count: usize) -> Vec<PathBuf> {
    if count == 1 {
        return vec![output.to_owned()];
    }
    let stem = output.file_stem().unwrap_or_default().to_string_lossy();
    let extension = output.extension().map(|extension| format!(".{}", extension.to_string_lossy())).unwrap_or_default();
    (1..=count).map(|number| output.with_file_name(format!("{stem}-{number}{extension}"))).collect()
}

/// Writes a file in one step: whoever reads it sees the old or the new content, never half of it.
///
/// Folders on the way are made, links are followed, an old file keeps its permissions. What is no file, such as a pipe,
/// is written to as it is.
///
/// # Errors
/// Whatever the disk says; an old file is then still there.
pub fn write(path: &Path, content: &[u8]) -> io::Result<()> {
    let Ok(old) = std::fs::metadata(path) else {
        beside(path, content)?.persist(path)?;
        return Ok(());
    };
    if !old.is_file() {
        return std::fs::OpenOptions::new().write(true).open(path)?.write_all(content);
    }
    let path = std::fs::canonicalize(path)?;
    let file = beside(&path, content)?;
    file.as_file().set_permissions(old.permissions())?;
    file.persist(path)?;
    Ok(())
}

/// What an ordinary file holds that has so many bytes; pipes and devices may have no end.
///
/// # Errors
/// Whatever the disk says, or that it is no such file.
pub(super) fn read(path: &Path, bytes: impl FnOnce(u64) -> bool) -> io::Result<Vec<u8>> {
    let about = std::fs::metadata(path)?;
    match about.is_file() && bytes(about.len()) {
        true => std::fs::read(path),
        false => Err(io::ErrorKind::InvalidData.into()),
    }
}

/// Writes a file that must not be there yet, in one step.
///
/// # Errors
/// [`io::ErrorKind::AlreadyExists`] if it is there; else whatever the disk says.
pub fn write_new(path: &Path, content: &[u8]) -> io::Result<()> {
    beside(path, content)?.persist_noclobber(path)?;
    Ok(())
}

fn check(pattern: &str) -> Result<(), PatternFault> {
    let mut rest = pattern;
    while let Some(at) = rest.find(['{', '}']) {
        let inner = rest[at..].strip_prefix('{').ok_or(PatternFault::Unbalanced)?;
        let (name, behind) = inner.split_once('}').ok_or(PatternFault::Unbalanced)?;
        if !PLACEHOLDERS.contains(&name) {
            return Err(PatternFault::Unknown(name.to_owned()));
        }
        rest = behind;
    }
    Ok(())
}

impl std::fmt::Display for PatternFault {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        match self {
            Self::Unknown(name) => write!(f, "unknown placeholder `{{{name}}}`")?,
            Self::Unbalanced => f.write_str("a brace stands alone")?,
        }
        f.write_str(
            " in the output pattern; there are `{folder}`, `{stem}`, `{variant}`, `{layout}`, `{lang}` and `{paper}`",
        )
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn names() -> Names<'static> {
        Names { folder: Path::new(""), stem: "ada", variant: "full", layout: "scholar", lang: "en", paper: Paper::A4 }
    }

    #[test]
    fn patterns_become_paths() {
        let path = |asked| Pattern::new(asked).map(|pattern| pattern.path(&names()));
        assert_eq!(path(None), Ok("ada-full.pdf".into()));
        assert_eq!(path(Some("out/")), Ok("out/ada-full.pdf".into()));
        assert_eq!(path(Some("{lang}/{layout}/{stem}-{paper}.pdf")), Ok("en/scholar/ada-a4.pdf".into()));
        assert_eq!(path(Some("{folder}/{stem}.pdf")), Ok("ada.pdf".into()));
        let odd = Pattern::new(None).map(|pattern| pattern.path(&Names { stem: "{lang}", ..names() }));
        assert_eq!(odd, Ok("{lang}-full.pdf".into()));
        assert_eq!(path(Some("{name}.pdf")), Err(PatternFault::Unknown("name".into())));
        assert_eq!(path(Some("a}.pdf")), Err(PatternFault::Unbalanced));
    }

    #[test]
    fn names_never_leave_their_folder() {
        let pattern = Pattern::new(None).expect("the default is one");
        let path = pattern.path(&Names { stem: "a/../../b", variant: "x", ..names() });
        assert_eq!(path, PathBuf::from("a-..-..-b-x.pdf"));
        let beside = Pattern::new(Some("{folder}/{stem}.pdf")).expect("it is one");
        assert_eq!(beside.path(&Names { folder: Path::new("cvs/a"), ..names() }), PathBuf::from("cvs/a/ada.pdf"));
    }
}
