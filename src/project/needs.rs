//! What has a say in the PDFs of a CV or a project: files and folders that are worth watching.

use std::collections::BTreeSet;
use std::path::{Component, Path, PathBuf};

use super::config::{MATCHING, PROJECT_FILE, Project};
use super::input::Input;
use super::style::file_of;

/// Files and folders, whether they are there or not.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Needs {
    /// Files that are read.
    pub files: BTreeSet<PathBuf>,
    /// Folders of which any file may be read, at any depth.
    pub folders: BTreeSet<PathBuf>,
    /// Folders where a new file may be read from now on.
    pub places: BTreeSet<PathBuf>,
}

impl Needs {
    /// Adds what a CV names: its photo, files of references, styles of citation, layouts in folders.
    pub fn add_cv(&mut self, input: &Input) {
        let settings = &input.cv.settings;
        let image = input.cv.basics.image.as_ref().filter(|image| !image.value.contains("://"));
        let named = image.into_iter().chain(&settings.bibliography);
        self.files.extend(named.map(|name| input.folder.join(&name.value)));
        let styles = settings.variants.iter().filter_map(|variant| variant.publications.style.as_ref());
        for style in styles.chain(&settings.publications.style) {
            let file = file_of(&style.value).map(|file| input.base(Some(style.span)).join(file));
            self.files.extend(file);
        }
        let layouts = settings.variants.iter().filter_map(|variant| variant.layout.as_ref()).chain(&settings.layout);
        let in_folders = layouts.filter(|layout| layout.value.contains('/'));
        self.folders.extend(in_folders.map(|layout| input.base(Some(layout.span)).join(&layout.value)));
    }

    /// Adds what a project names, but its CVs.
    pub fn add_project(&mut self, project: &Project) {
        self.files.insert(project.path(PROJECT_FILE));
        let settings = &project.settings;
        let layouts = settings.layouts.iter().chain(&settings.defaults.layout);
        let in_folders = layouts.filter(|layout| layout.value.contains('/'));
        self.folders.extend(in_folders.chain(&settings.font_paths).map(|folder| project.path(&folder.value)));
        for pattern in &settings.inputs {
            self.places.extend(places(&project.folder, &pattern.value));
        }
    }
}

/// The folders in which a pattern may come to match another file, or another folder on the way to one.
fn places(folder: &Path, pattern: &str) -> Vec<PathBuf> {
    let mut prefix = PathBuf::from(glob::Pattern::escape(&folder.to_string_lossy()));
    let mut places = vec![folder.to_owned()];
    let names = Path::new(pattern).components().filter(|part| matches!(part, Component::Normal(_)));
    for name in names.clone().take(names.count().saturating_sub(1)) {
        prefix.push(name);
        let found = glob::glob_with(&prefix.to_string_lossy(), MATCHING).into_iter().flatten().flatten();
        places.extend(found.filter(|path| path.is_dir()));
    }
    places
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn patterns_may_come_to_match_in_every_folder_on_the_way() {
        let folder = tempfile::tempdir().expect("there is room for files");
        for name in ["cvs/ada/old", "cvs/bob", "other"] {
            std::fs::create_dir_all(folder.path().join(name)).expect("it can be made");
        }
        let places = |pattern| {
            let found = places(folder.path(), pattern).into_iter();
            let below = found.filter_map(|path| Some(path.strip_prefix(folder.path()).ok()?.display().to_string()));
            below.collect::<BTreeSet<_>>().into_iter().collect::<Vec<_>>().join(" ")
        };
        assert_eq!(places("*.yaml"), "");
        assert_eq!(places("cvs/*/cv.yaml"), " cvs cvs/ada cvs/bob");
        assert_eq!(places("cvs/**/*.yaml"), " cvs cvs/ada cvs/ada/old cvs/bob");
        assert_eq!(places("nowhere/*.yaml"), "");
    }
}
