//! Layouts under Typst alone, as its own tools and editors set them: files of a folder, fonts of another, no recto.

use std::path::Path;

use typst::diag::FileResult;
use typst::foundations::{Bytes, Datetime, Dict, Duration, Str, Value};
use typst::syntax::{FileId, RootedPath, Source, VirtualPath, VirtualRoot};
use typst::text::{Font, FontBook};
use typst::utils::LazyHash;
use typst::{Library, LibraryExt};
use typst_kit::files::{FileLoader, FileStore, FsRoot};
use typst_layout::PagedDocument;

/// How many pages `preview.typ` has, with a layout, in the folder of layouts; or what is wrong.
pub fn pages(folder: &Path, layout: &str) -> Result<usize, Vec<String>> {
    let inputs: Dict = [(Str::from("layout"), Value::Str(layout.into()))].into_iter().collect();
    let fonts = fonts();
    let world = Plain {
        library: LazyHash::new(Library::builder().with_inputs(inputs).build()),
        book: LazyHash::new(FontBook::from_fonts(&fonts)),
        fonts,
        files: FileStore::new(Folder(FsRoot::new(folder.to_owned()))),
        main: RootedPath::new(VirtualRoot::Project, VirtualPath::new("/preview.typ").expect("it is a path")).intern(),
    };
    let compiled = typst::compile::<PagedDocument>(&world);
    let faults = compiled.warnings.iter().chain(compiled.output.as_ref().err().into_iter().flatten());
    let messages: Vec<_> = faults.map(|fault| fault.message.to_string()).collect();
    compiled.output.ok().filter(|_| messages.is_empty()).map(|document| document.pages().len()).ok_or(messages)
}

struct Plain {
    library: LazyHash<Library>,
    book: LazyHash<FontBook>,
    fonts: Vec<Font>,
    files: FileStore<Folder>,
    main: FileId,
}

struct Folder(FsRoot);

impl FileLoader for Folder {
    fn load(&self, id: FileId) -> FileResult<Bytes> {
        self.0.load(id.vpath())
    }
}

impl typst::World for Plain {
    fn library(&self) -> &LazyHash<Library> {
        &self.library
    }

    fn book(&self) -> &LazyHash<FontBook> {
        &self.book
    }

    fn main(&self) -> FileId {
        self.main
    }

    fn source(&self, id: FileId) -> FileResult<Source> {
        self.files.source(id)
    }

    fn file(&self, id: FileId) -> FileResult<Bytes> {
        self.files.file(id)
    }

    fn font(&self, index: usize) -> Option<Font> {
        self.fonts.get(index).cloned()
    }

    fn today(&self, _: Option<Duration>) -> Option<Datetime> {
        None
    }
}

/// The fonts of the repository.
fn fonts() -> Vec<Font> {
    let families = std::fs::read_dir(Path::new(env!("CARGO_MANIFEST_DIR")).join("fonts")).expect("there are fonts");
    let files = families.flatten().flat_map(|family| std::fs::read_dir(family.path())).flatten().flatten();
    let paths = files.map(|file| file.path()).filter(|path| path.extension().is_some_and(|e| e == "otf" || e == "ttf"));
    paths.filter_map(|path| Font::new(Bytes::new(std::fs::read(path).ok()?), 0)).collect()
}
