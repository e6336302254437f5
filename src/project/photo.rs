//! The photo a CV names: read from disk and looked at, so that what cannot be set is told at its line.

use std::path::Path;

use base64::prelude::{BASE64_STANDARD, Engine};

use super::inside::{Refusal, inside, unread};
use crate::diag::{Diagnostic, Sink};
use crate::source::{Span, Spanned};

/// A photo larger than this, in bytes, makes a PDF that forms refuse.
const LARGE: usize = 2_500_000;

/// The mark at the end of a JPEG, and how far before the end of the file it may stand.
const JPEG_END: [u8; 2] = [0xff, 0xd9];
const JPEG_TAIL: usize = 4096;

/// Larger photos are not read, in bytes, nor decoded, in pixels.
const MOST_BYTES: u64 = 30_000_000;
const MOST_PIXELS: usize = 60_000_000;

/// How files of each kind of image begin that can be set.
const STARTS: [&[u8]; 4] = [b"\x89PNG\r\n\x1a\n", b"\xff\xd8\xff", b"GIF8", b"RIFF"];

/// A photo that was read.
pub(super) struct Photo {
    pub(super) bytes: Vec<u8>,
    /// Where the CV names it.
    pub(super) span: Span,
}

impl Photo {
    /// The photo as the address of itself, for pages that stand alone.
    pub(super) fn as_address(&self) -> String {
        let kinds = ["image/png", "image/jpeg", "image/gif", "image/webp"];
        let kind =
            STARTS.iter().position(|start| self.bytes.starts_with(start)).map_or("image/svg+xml", |at| kinds[at]);
        format!("data:{kind};base64,{}", BASE64_STANDARD.encode(&self.bytes))
    }

    /// What is wrong in the image itself shows only when it is set: such a fault belongs to the line that names it.
    pub(super) fn blame(&self, fault: Diagnostic) -> Diagnostic {
        let is_of_image = ["failed to decode image", "failed to parse SVG", "unknown image format"]
            .iter()
            .any(|start| fault.message.starts_with(start));
        match is_of_image {
            true => Diagnostic::error("bad-photo", format!("the photo cannot be set: {}", fault.message))
                .at(self.span)
                .in_field("basics.image")
                .hint("save it anew as PNG, JPEG or SVG".to_owned()),
            false => fault,
        }
    }
}

/// Reads the photo of a CV that lies in `folder`; it must lie below `root`. `None` if there is none, or after it was told why.
pub(super) fn read(image: &Option<Spanned<String>>, folder: &Path, root: &Path, sink: &mut Sink) -> Option<Photo> {
    let image = image.as_ref()?;
    let tell = |diagnostic: Diagnostic| diagnostic.at(image.span).in_field("basics.image");
    if image.value.contains("://") || image.value.starts_with("data:") {
        let message = "the photo is given by an address, not by a path, and is left out".to_owned();
        let hint = "save it beside the CV and give the file's name".to_owned();
        sink.push(tell(Diagnostic::warning("photo-elsewhere", message)).hint(hint));
        return None;
    }
    let bytes = match bytes(&image.value, folder, root) {
        Ok(bytes) => bytes,
        Err((why, hint)) => {
            let message = format!("the photo `{}` {why}", image.value);
            sink.push(tell(Diagnostic::error("bad-photo", message)).hint(hint.to_owned()));
            return None;
        }
    };
    if bytes.len() > LARGE {
        let size = bytes.len() as f64 / 1e6;
        let message = format!("the photo has {size:.1} MB, which makes a PDF that forms refuse");
        let hint = "800 pixels are enough for any size it is printed at".to_owned();
        sink.push(tell(Diagnostic::warning("large-photo", message)).hint(hint));
    }
    Some(Photo { bytes, span: image.span })
}

/// The file, or why it is not taken and what to do.
fn bytes(name: &str, folder: &Path, root: &Path) -> Result<Vec<u8>, Refusal> {
    let path = inside(name, folder, root)?;
    let about = std::fs::metadata(&path).map_err(unread)?;
    if !about.is_file() || about.len() > MOST_BYTES {
        let what = if about.is_file() { "is larger than 30 MB" } else { "is no file" };
        return Err((what.to_owned(), "save it with some 800 pixels as PNG or JPEG"));
    }
    let bytes = std::fs::read(&path).map_err(unread)?;
    if !STARTS.iter().any(|start| bytes.starts_with(start)) && !is_svg(&bytes) {
        return Err(("is no image that can be set".to_owned(), "save it as PNG, JPEG or SVG"));
    }
    if bytes.starts_with(STARTS[1])
        && !bytes[bytes.len().saturating_sub(JPEG_TAIL)..].windows(2).any(|pair| pair == JPEG_END)
    {
        return Err(("ends in the middle".to_owned(), "save it anew"));
    }
    if is_svg(&bytes) && links_out(&String::from_utf8_lossy(&bytes)) {
        return Err(("links to another file".to_owned(), "embed that image in the SVG, or save it as PNG or JPEG"));
    }
    match imagesize::blob_size(&bytes) {
        Ok(size) if size.width.saturating_mul(size.height) > MOST_PIXELS => {
            Err((format!("has {} × {} pixels", size.width, size.height), "scale it to some 800 pixels"))
        }
        // What cannot be measured here is judged when it is set.
        _ => Ok(bytes),
    }
}

/// Whether an SVG refers to an image that lies elsewhere.
fn links_out(svg: &str) -> bool {
    let images = svg.split("<image").skip(1).filter_map(|tag| tag.split('>').next());
    let targets = images.flat_map(|tag| tag.split("href").skip(1));
    let value = |behind: &str| {
        behind.trim_start().strip_prefix('=').map(|value| value.trim_start().trim_start_matches(['"', '\'']).to_owned())
    };
    targets.filter_map(value).any(|target| !target.starts_with("data:") && !target.starts_with('#'))
}

/// Whether this is XML with an `svg` in it, soon enough to be the root.
fn is_svg(bytes: &[u8]) -> bool {
    let start = &bytes[..bytes.len().min(4096)];
    let text = String::from_utf8_lossy(start);
    let text = text.trim_start_matches('\u{feff}').trim_start();
    text.starts_with('<') && text.contains("<svg")
}
