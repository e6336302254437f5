//! What Typst sees: virtual files and fonts. The only place that implements Typst's `World`.
//!
//! Sees bytes, not CVs. Every document of a process uses the same few virtual paths, because Typst never frees a file
//! id, and the same library, because a changed library empties Typst's whole cache.

mod files;
mod fonts;

use std::collections::BTreeMap;
use std::sync::{Arc, LazyLock};

use typst::diag::FileResult;
use typst::foundations::{Bytes, Datetime, Duration};
use typst::syntax::{FileId, RootedPath, Source, VirtualPath, VirtualRoot};
use typst::text::{Font, FontBook};
use typst::utils::LazyHash;
use typst::{Library, LibraryExt};
use typst_kit::files::FileStore;

use crate::layout::Layouts;
use files::Files;

pub use fonts::{Face, FontFault, Fonts, index_of_bundled};

/// Built once; see the module on why it is shared.
static LIBRARY: LazyLock<LazyHash<Library>> = LazyLock::new(|| LazyHash::new(Library::builder().build()));

/// The file that is compiled: it reads the data and hands it to the layout.
static MAIN: LazyLock<FileId> = LazyLock::new(|| id("/kit/main.typ"));
static CV: LazyLock<FileId> = LazyLock::new(|| id("/cv.json"));
static OPTIONS: LazyLock<FileId> = LazyLock::new(|| id("/options.json"));
static ATTACHED: LazyLock<FileId> = LazyLock::new(|| id("/attachment.json"));
static PHOTO_ID: LazyLock<FileId> = LazyLock::new(|| id(PHOTO));

/// The virtual path of the photo, whatever its format.
pub const PHOTO: &str = "/photo";

/// The name of the data that goes along in a PDF.
pub const ATTACHMENT: &str = "cv.json";

/// The environment of one compilation after another.
pub struct World {
    fonts: Arc<Fonts>,
    files: FileStore<Files>,
    /// How many worlds there are.
    among: usize,
    /// The files of layouts that were read so far.
    read: ReadFiles,
}

/// Files of layouts, such as `kit/base.typ`, with what was read; `None` if that changed from one compilation to the next.
pub type ReadFiles = BTreeMap<String, Option<Bytes>>;

impl World {
    /// A world with these fonts, and no data yet.
    pub fn new(fonts: Arc<Fonts>) -> Self {
        Self::among(fonts, 1)
    }

    /// One of several worlds that compile at the same time.
    pub fn among(fonts: Arc<Fonts>, worlds: usize) -> Self {
        Self { fonts, files: FileStore::new(Files::new()), among: worlds.max(1), read: ReadFiles::new() }
    }

    /// How many compilations of the process come to one of this world: what is cached must outlive that many more.
    pub(crate) fn worlds(&self) -> usize {
        self.among
    }

    /// Puts data into `/cv.json` and `/options.json`. What does not read a changed file is not computed again.
    pub fn set_data(&mut self, cv: Vec<u8>, options: Vec<u8>) {
        self.note_read();
        self.files.reset();
        let files = self.files.loader_mut();
        files.cv = Bytes::new(cv);
        files.options = Bytes::new(options);
    }

    /// Chooses where files of layouts are looked up.
    pub fn set_layouts(&mut self, layouts: &Layouts) {
        let files = self.files.loader_mut();
        if files.layouts != *layouts {
            files.layouts = layouts.clone();
        }
    }

    /// Puts an image into [`PHOTO`], or takes it away.
    pub fn set_photo(&mut self, photo: Option<Vec<u8>>) {
        self.files.loader_mut().photo = photo.map(Bytes::new);
    }

    /// Puts data into `/attachment.json`, from where it goes along in the PDF, or takes it away.
    pub fn set_attachment(&mut self, attachment: Option<Vec<u8>>) {
        self.files.loader_mut().attachment = attachment.map(Bytes::new);
    }

    /// The files of layouts that were read since this was asked last.
    pub fn take_read(&mut self) -> ReadFiles {
        self.note_read();
        // What is read again without having changed is noted again.
        self.files.reset();
        std::mem::take(&mut self.read)
    }

    fn note_read(&mut self) {
        let (_, read) = self.files.dependencies();
        let of_layouts: Vec<_> = read.filter(|id| ![*CV, *OPTIONS, *PHOTO_ID, *ATTACHED].contains(id)).collect();
        for id in of_layouts {
            // This is what the compilation got: the disk is not asked again.
            let Ok(bytes) = self.files.file(id) else { continue };
            let known = self.read.entry(id.vpath().get_without_slash().to_owned());
            let known = known.or_insert_with(|| Some(bytes.clone()));
            *known = known.take().filter(|known| *known == bytes);
        }
    }

    /// How a file of the layout is named to people.
    pub(crate) fn shown(&self, id: FileId) -> String {
        self.files.loader().layouts.shown(id.vpath().get_without_slash())
    }
}

impl typst::World for World {
    fn library(&self) -> &LazyHash<Library> {
        &LIBRARY
    }

    fn book(&self) -> &LazyHash<FontBook> {
        self.fonts.store().book()
    }

    fn main(&self) -> FileId {
        *MAIN
    }

    fn source(&self, id: FileId) -> FileResult<Source> {
        self.files.source(id)
    }

    fn file(&self, id: FileId) -> FileResult<Bytes> {
        self.files.file(id)
    }

    fn font(&self, index: usize) -> Option<Font> {
        self.fonts.store().font(index)
    }

    /// No clock: the same input gives the same bytes.
    fn today(&self, _: Option<Duration>) -> Option<Datetime> {
        None
    }
}

fn id(path: &str) -> FileId {
    let path = VirtualPath::new(path).expect("the path is a constant");
    RootedPath::new(VirtualRoot::Project, path).intern()
}
