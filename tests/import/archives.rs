//! Archives: read without unpacking; hostile ones are refused with a sentence.

use std::io::{Cursor, Write};
use std::path::PathBuf;

use libtest_mimic::Trial;
use recto::diag::Sink;
use recto::project::convert;
use recto::source::Sources;
use tempfile::TempDir;
use zip::ZipWriter;
use zip::write::SimpleFileOptions;

use super::words::{converted, samples};

pub fn tests() -> Vec<Trial> {
    crate::cases![import_archives: an_archive_is_as_good_as_its_folder, hostile_archives_are_refused, what_is_no_export_is_refused]
}

fn an_archive_is_as_good_as_its_folder() {
    let folder = samples().join("linkedin");
    let mut files: Vec<(String, Vec<u8>)> = Vec::new();
    for entry in std::fs::read_dir(&folder).expect("it is there").flatten() {
        let name = format!("Basic_LinkedInDataExport/{}", entry.file_name().to_string_lossy());
        files.push((name, std::fs::read(entry.path()).expect("it was listed")));
    }
    files.push(("Basic_LinkedInDataExport/Rich_Media/photo.jpg".to_owned(), vec![0xff, 0xd8, 0]));
    let (_folder, path) = archive(&files);
    assert_eq!(converted(&path).text, converted(&folder).text);
}

fn hostile_archives_are_refused() {
    let csv = |text: &str| text.as_bytes().to_vec();
    let bomb = vec![b'a'; 64 << 20];
    for (files, why) in [
        (vec![("Positions.csv", bomb.clone())], "larger than any table of a profile"),
        (vec![("../../Positions.csv", csv("Title\nx\n"))], "a path that leads out of it"),
        (vec![("/etc/Profile.csv", csv("First Name\nx\n"))], ""),
        (vec![("Profile.csv", vec![0xff, 0xfe, 0x00])], "is not UTF-8 text"),
        (vec![("notes.txt", csv("hello"))], "holds no CSV files"),
        (vec![], "holds no CSV files"),
    ] {
        let files: Vec<_> = files.into_iter().map(|(name, bytes)| (name.to_owned(), bytes)).collect();
        let (_folder, path) = archive(&files);
        match convert(&path, &mut Sources::new(), &mut Sink::new()) {
            Err(message) => assert!(message.contains(why), "{message}"),
            Ok(_) => assert_eq!(why, "", "it is taken"),
        }
    }
    let many: Vec<_> = (0..10_001).map(|index| (format!("{index}.txt"), Vec::new())).collect();
    let (_folder, path) = archive(&many);
    let message = convert(&path, &mut Sources::new(), &mut Sink::new()).expect_err("it holds too many files");
    assert!(message.contains("more than 10000 files"), "{message}");
}

fn what_is_no_export_is_refused() {
    let folder = tempfile::tempdir().expect("there is room");
    let path = folder.path().join("cv.zip");
    for bytes in [&b"no archive at all"[..], b"", b"PK\x03\x04"] {
        std::fs::write(&path, bytes).expect("there is room");
        let message = convert(&path, &mut Sources::new(), &mut Sink::new()).expect_err("it is none");
        assert!(message.contains("is no archive that can be read"), "{message}");
    }
    let tables = folder.path().join("tables");
    std::fs::create_dir(&tables).expect("there is room");
    std::fs::write(tables.join("prices.csv"), "fish,price\nherring,3\n").expect("there is room");
    let mut sink = Sink::new();
    let made = convert(&tables, &mut Sources::new(), &mut sink).expect("it can be read");
    assert!(made.is_none() && sink.has_errors());
}

fn archive(files: &[(String, Vec<u8>)]) -> (TempDir, PathBuf) {
    let mut writer = ZipWriter::new(Cursor::new(Vec::new()));
    for (name, bytes) in files {
        writer.start_file(name.as_str(), SimpleFileOptions::default()).expect("the name is one");
        writer.write_all(bytes).expect("there is room");
    }
    let bytes = writer.finish().expect("there is room").into_inner();
    let folder = tempfile::tempdir().expect("there is room");
    let path = folder.path().join("export.zip");
    std::fs::write(&path, bytes).expect("there is room");
    (folder, path)
}
