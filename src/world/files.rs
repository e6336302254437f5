//! The virtual files: layouts below the root, and the data of the document.

use std::borrow::Cow;
use std::io::ErrorKind;

use typst::diag::{FileError, FileResult, PackageError};
use typst::foundations::Bytes;
use typst::syntax::{FileId, VirtualRoot};
use typst_kit::files::FileLoader;

use super::{ATTACHED, CV, OPTIONS, PHOTO_ID};
use crate::layout::Layouts;

/// Everything that can be read while a document is compiled.
pub(super) struct Files {
    pub(super) layouts: Layouts,
    pub(super) cv: Bytes,
    pub(super) options: Bytes,
    pub(super) photo: Option<Bytes>,
    pub(super) attachment: Option<Bytes>,
}

impl Files {
    /// The layouts that are built in, and no data yet.
    pub(super) fn new() -> Self {
        Self {
            layouts: Layouts::built_in(),
            cv: Bytes::new([]),
            options: Bytes::new([]),
            photo: None,
            attachment: None,
        }
    }
}

impl FileLoader for Files {
    fn load(&self, id: FileId) -> FileResult<Bytes> {
        if let VirtualRoot::Package(package) = id.root() {
            // Packages would need the network, and tomorrow's page might differ from today's.
            return Err(FileError::Package(PackageError::NotFound(package.clone())));
        }
        let path = id.vpath();
        if id == *CV {
            return Ok(self.cv.clone());
        }
        if id == *OPTIONS {
            return Ok(self.options.clone());
        }
        if id == *PHOTO_ID {
            return self.photo.clone().ok_or_else(|| FileError::NotFound(path.get_with_slash().into()));
        }
        if id == *ATTACHED {
            return self.attachment.clone().ok_or_else(|| FileError::NotFound(path.get_with_slash().into()));
        }
        match self.layouts.file(path.get_without_slash()) {
            Ok(Cow::Borrowed(bytes)) => Ok(Bytes::new(bytes)),
            Ok(Cow::Owned(bytes)) => Ok(Bytes::new(bytes)),
            Err(error) if error.kind() == ErrorKind::NotFound => Err(FileError::NotFound(path.get_with_slash().into())),
            Err(error) => Err(FileError::from_io(error, path.get_with_slash().as_ref())),
        }
    }
}
