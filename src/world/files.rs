//! The virtual files: layouts below the root, and the data of the document.

use std::borrow::Cow;

use typst::diag::{FileError, FileResult, PackageError};
use typst::foundations::Bytes;
use typst::syntax::{FileId, VirtualRoot};
use typst_kit::files::FileLoader;

use super::{CV, OPTIONS};
use crate::layout::Layouts;

/// Everything that can be read while a document is compiled.
pub(super) struct Files {
    layouts: Layouts,
    pub(super) cv: Bytes,
    pub(super) options: Bytes,
}

impl Files {
    pub(super) fn new(layouts: Layouts) -> Self {
        Self { layouts, cv: Bytes::new([]), options: Bytes::new([]) }
    }
}

impl FileLoader for Files {
    fn load(&self, id: FileId) -> FileResult<Bytes> {
        if let VirtualRoot::Package(package) = id.root() {
            // Packages would need the network, and tomorrow's page might differ from today's.
            return Err(FileError::Package(PackageError::NotFound(package.clone())));
        }
        if id == *CV {
            return Ok(self.cv.clone());
        }
        if id == *OPTIONS {
            return Ok(self.options.clone());
        }
        match self.layouts.file(id.vpath().get_without_slash()) {
            Some(Cow::Borrowed(text)) => Ok(Bytes::from_string(text)),
            Some(Cow::Owned(text)) => Ok(Bytes::from_string(text)),
            None => Err(FileError::NotFound(id.vpath().get_with_slash().into())),
        }
    }
}
