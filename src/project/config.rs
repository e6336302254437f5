//! A project: the file `recto.toml` and the folder it lies in.

use std::collections::BTreeSet;
use std::path::{Path, PathBuf};

use glob::MatchOptions;

use super::input::Input;
use super::load::{load_below, read_text};
use crate::diag::{Diagnostic, Sink};
use crate::model::ProjectSettings;
use crate::source::{Sources, Spanned};
use crate::syntax;

/// The file that makes a folder a project.
pub const PROJECT_FILE: &str = "recto.toml";

/// `*` stops at folders and passes over hidden files, as in a shell.
pub(super) const MATCHING: MatchOptions =
    MatchOptions { case_sensitive: true, require_literal_separator: true, require_literal_leading_dot: true };

/// A project.
#[derive(Debug, Clone)]
pub struct Project {
    /// The folder it lies in, as it is to be shown; empty for the working directory.
    pub folder: PathBuf,
    /// What its file says.
    pub settings: ProjectSettings,
    /// The folder below which the files that its CVs name may lie, if not in the folder of each.
    pub root: Option<PathBuf>,
    name: String,
    text: String,
    /// The CVs that were named, where there is no file.
    named: Option<Named>,
}

/// CVs that were named one by one, not by patterns.
#[derive(Debug, Clone, Default)]
pub struct Named {
    /// Their files; `-` is the text below.
    pub cvs: Vec<PathBuf>,
    /// A text that comes from elsewhere, and the name of its syntax.
    pub piped: Option<(String, &'static str)>,
}

impl Project {
    /// Reads `recto.toml` in a folder into `sources`, of which it must be the first. `None` if it cannot be read at all;
    /// what was found is in the sink.
    ///
    /// # Errors
    /// A sentence on why it is no text.
    pub fn read(folder: &Path, sources: &mut Sources, sink: &mut Sink) -> Result<Option<Self>, String> {
        let path = folder.join(PROJECT_FILE);
        let name = path.display().to_string();
        let file = std::fs::File::open(&path).map_err(|error| format!("cannot read `{name}` ({error})"));
        let text = read_text(file?, &name)?;
        let id = sources.add(&name, &text);
        let Some(syntax) = syntax::by_name("toml") else { return Ok(None) };
        let Some(node) = syntax::parse(syntax, id, sources, sink) else { return Ok(None) };
        let Some(settings) = ProjectSettings::read(&node, sink) else { return Ok(None) };
        if settings.inputs.is_empty() && !sink.has_errors() {
            let fault = Diagnostic::error("bad-project", "the project names no CVs").at(node.span).in_field("inputs");
            sink.push(fault.hint("add `inputs = [\"*.yaml\"]`".to_owned()));
        }
        let project = Self { folder: folder.to_owned(), settings, root: None, name, text, named: None };
        for fonts in project.settings.font_paths.iter().filter(|path| !project.path(&path.value).is_dir()) {
            let message = format!("there is no folder `{}`", fonts.value);
            let fault = Diagnostic::error("bad-project", message).at(fonts.span).in_field("font-paths");
            sink.push(fault.hint("paths start at the folder of `recto.toml`".to_owned()));
        }
        Ok(Some(project))
    }

    /// CVs without a project's file, each set as it says itself.
    pub fn of(named: Named) -> Self {
        let (folder, settings) = (PathBuf::new(), ProjectSettings::default());
        Self { folder, settings, root: None, name: String::new(), text: String::new(), named: Some(named) }
    }

    /// Whether it has no file: its CVs were named.
    pub fn is_named(&self) -> bool {
        self.named.is_some()
    }

    /// The CVs that its patterns name, sorted, each once. A pattern that names none is an error at its line.
    pub fn inputs(&self, sink: &mut Sink) -> Vec<PathBuf> {
        if let Some(named) = &self.named {
            let mut known = BTreeSet::new();
            return named.cvs.iter().filter(|cv| known.insert(*cv)).cloned().collect();
        }
        let found: BTreeSet<_> = self.settings.inputs.iter().flat_map(|pattern| self.matching(pattern, sink)).collect();
        found.into_iter().collect()
    }

    /// A path that its file names, seen from the working directory.
    pub fn path(&self, named: &str) -> PathBuf {
        self.folder.join(named)
    }

    /// Texts for one piece of work, with that of `recto.toml` in it so that places in it can be told.
    pub fn sources(&self) -> Sources {
        let mut sources = Sources::new();
        if self.named.is_none() {
            sources.add(&self.name, &self.text);
        }
        sources
    }

    /// Reads a CV of the project, which takes from `recto.toml` what it does not say itself.
    pub(super) fn load(&self, cv: &Path, sources: &mut Sources, sink: &mut Sink) -> Result<Option<Input>, String> {
        let input = match &self.named {
            Some(named) => named.load(cv, self.root.as_deref(), sources, sink)?,
            None => {
                let input = load_below(self.root.as_deref(), cv, sources, sink)?;
                input.map(|input| input.in_project(&self.settings.defaults, &self.folder))
            }
        };
        if let Some(input) = &input {
            sink.retain(|found| !input.allows(found));
        }
        Ok(input)
    }

    fn matching(&self, pattern: &Spanned<String>, sink: &mut Sink) -> Vec<PathBuf> {
        let mut fault = |message: String, hint: &str| {
            let fault = Diagnostic::error("bad-project", message).at(pattern.span).in_field("inputs");
            sink.push(fault.hint(hint.to_owned()));
            Vec::new()
        };
        let folder = glob::Pattern::escape(&self.folder.to_string_lossy());
        let below = Path::new(&folder).join(&pattern.value);
        let found = match glob::glob_with(&below.to_string_lossy(), MATCHING) {
            Ok(found) => found.flatten().filter(|path| is_cv(path)).collect::<Vec<_>>(),
            Err(error) => {
                let message = format!("`{}` is no pattern for files ({})", pattern.value, error.msg);
                return fault(message, "there are `*`, `?`, `[…]` and `**` for folders");
            }
        };
        match found.is_empty() {
            true => fault(format!("no CV matches `{}`", pattern.value), "paths start at the folder of `recto.toml`"),
            false => found,
        }
    }
}

impl Named {
    fn load(
        &self,
        cv: &Path,
        root: Option<&Path>,
        sources: &mut Sources,
        sink: &mut Sink,
    ) -> Result<Option<Input>, String> {
        let piped = self.piped.as_ref().filter(|_| cv == Path::new("-"));
        let Some((text, syntax)) = piped.and_then(|(text, name)| Some((text, syntax::by_name(name)?))) else {
            return load_below(root, cv, sources, sink);
        };
        let file = sources.add("<stdin>", text);
        Ok(Input::read("cv", "", file, syntax, sources, sink))
    }
}

/// Whether a file may be a CV, by its name: editors' schemas and the project file are not.
fn is_cv(path: &Path) -> bool {
    let name = path.file_name().unwrap_or_default().to_string_lossy();
    path.is_file() && syntax::by_path(path).is_some() && !name.ends_with(".schema.json") && name != PROJECT_FILE
}
