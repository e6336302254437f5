//! Parts of a file, and the archive they are kept in.

use std::io::{Cursor, Write};

use quick_xml::escape::escape;
use zip::result::ZipResult;
use zip::write::SimpleFileOptions;
use zip::{CompressionMethod, DateTime, ZipWriter};

/// Texts with their names, as an archive without a trace of when and where it was made.
pub fn package(parts: &[(&str, String)]) -> Vec<u8> {
    archive(parts).expect("memory takes files with fixed names, far below the limits of the format")
}

fn archive(parts: &[(&str, String)]) -> ZipResult<Vec<u8>> {
    let options = SimpleFileOptions::default()
        .compression_method(CompressionMethod::Deflated)
        .last_modified_time(DateTime::default())
        .unix_permissions(0o644);
    let mut archive = ZipWriter::new(Cursor::new(Vec::new()));
    for (name, text) in parts {
        archive.start_file(*name, options)?;
        archive.write_all(text.as_bytes())?;
    }
    Ok(archive.finish()?.into_inner())
}

/// A template with the values of the names in braces. What is filled in is not looked at again.
pub fn fill(template: &str, values: &[(&str, String)]) -> String {
    let mut out = String::new();
    let mut rest = template;
    while let Some((before, after)) = rest.split_once('{') {
        out.push_str(before);
        let value = after.split_once('}').and_then(|(name, after)| {
            let (_, value) = values.iter().find(|(known, _)| *known == name)?;
            Some((value, after))
        });
        match value {
            Some((value, after)) => {
                out.push_str(value);
                rest = after;
            }
            None => {
                out.push('{');
                rest = after;
            }
        }
    }
    out + rest
}

/// A text as it stands in XML, with a sign in place of characters that XML cannot hold.
pub fn escaped(text: &str) -> String {
    let is_lost =
        |c: char| (c.is_ascii_control() && !matches!(c, '\t' | '\n' | '\r')) || matches!(c, '\u{fffe}' | '\u{ffff}');
    let text: String = text.chars().map(|c| if is_lost(c) { char::REPLACEMENT_CHARACTER } else { c }).collect();
    escape(&text).into_owned()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_is_filled_in_is_no_template() {
        let values = [("a", "{b}".to_owned()), ("b", "{a}".to_owned())];
        assert_eq!(fill("x {a} {b} {c} { {", &values), "x {b} {a} {c} { {");
    }

    #[test]
    fn xml_holds_every_text() {
        assert_eq!(
            escaped("<w:t>\"&'\u{0}\u{1b}\u{ffff}\u{7f}\t"),
            "&lt;w:t&gt;&quot;&amp;&apos;\u{fffd}\u{fffd}\u{fffd}\u{fffd}\t"
        );
    }
}
