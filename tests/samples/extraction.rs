//! What programs that read PDFs get: every extractor at hand must return the words in order, dates beside their entry.
//!
//! The extractors are those of Debian's `poppler-utils` and `mupdf-tools`; a test whose program is missing is skipped
//! and says so in its name.

use std::io::Write;
use std::process::{Command, Stdio};

use libtest_mimic::Trial;
use recto::project::Overrides;

use super::{SAMPLES, built};

/// Programs with their arguments; `FILE` is the PDF.
const EXTRACTORS: [(&str, &str, &[&str]); 3] = [
    ("pdftotext", "pdftotext", &["FILE", "-"]),
    ("pdftotext_raw", "pdftotext", &["-raw", "FILE", "-"]),
    ("mutool", "mutool", &["draw", "-F", "txt", "FILE"]),
];

/// Entries of the founding CV with their dates, as they must stand on one line.
const DATED: [(&str, &str); 9] = [
    ("Senior Researcher, Intelligent Cloud and Edge", "Present"),
    ("Research Intern (Full-Time), Systems Research Group", "Nov. 2017 – Jan. 2020"),
    ("System Administrator, Institute of NC&IS", "Dec. 2016 – Jul. 2020"),
    ("Ph.D., Computer Architecture", "Sept. 2015 – Jul. 2020"),
    ("Bachelor of Science, Computer Science", "Sept. 2011 – Jul. 2015"),
    ("Best Paper Award, APSys'21", "Aug. 2021"),
    ("Zhi-Tang (智唐) Scholarship, Peking University", "Dec. 2017"),
    ("Alibaba Group, Beijing, China", "Jan. 2019"),
    ("The 16th Nationnal Software Application Conference (NASAC'17), Harbin, China", "Nov. 2017"),
];

pub fn tests() -> Vec<Trial> {
    let test = |(name, program, arguments): (&str, &'static str, &'static [&'static str])| match has(program) {
        true => Trial::test(format!("extraction::{name}"), move || {
            check(program, arguments);
            Ok(())
        }),
        false => Trial::test(format!("extraction::{name} (skipped: no {program})"), || Ok(())).with_ignored_flag(true),
    };
    let mut tests: Vec<_> = EXTRACTORS.into_iter().map(test).collect();
    tests.push(match has("pdffonts") && has("qpdf") {
        true => Trial::test("extraction::fonts_and_structure", || {
            fonts_and_structure();
            Ok(())
        }),
        false => Trial::test("extraction::fonts_and_structure (skipped: no pdffonts or qpdf)", || Ok(()))
            .with_ignored_flag(true),
    });
    tests
}

fn check(program: &str, arguments: &[&str]) {
    for sample in SAMPLES {
        for (variant, built) in built(sample, &Overrides::default()) {
            let text = run(program, arguments, built.pdf());
            for character in text.chars() {
                let is_bad =
                    matches!(character, '\u{ad}' | '\u{e000}'..='\u{f8ff}' | '\u{fb00}'..='\u{fb06}' | '\u{2060}');
                assert!(!is_bad, "{sample} {variant}: U+{:04X} in the text", u32::from(character));
            }
            let words = |text: &str| text.split_whitespace().filter(|word| *word != ".").collect::<String>();
            let extracted = words(&text);
            // Reading order: each run of the page follows the one before it, footers apart.
            let mut position = 0;
            for line in built.pages.text().lines().map(words).filter(|line| !line.trim_matches('.').is_empty()) {
                match extracted[position..].find(&line) {
                    Some(found) => position += found,
                    None => assert!(extracted.contains(&line), "{sample} {variant}: `{line}` is lost"),
                }
            }
            if (sample, variant.as_str()) == (SAMPLES[0], "full") {
                dates_stand_beside_their_entries(&text);
            }
        }
    }
}

fn dates_stand_beside_their_entries(text: &str) {
    for (entry, date) in DATED {
        let found = text.lines().any(|line| {
            let line = line.split_whitespace().filter(|word| *word != ".").collect::<Vec<_>>().join(" ");
            line == format!("{entry} {date}")
        });
        assert!(found, "`{entry}` and `{date}` are not one line");
    }
}

fn fonts_and_structure() {
    for (variant, built) in built(SAMPLES[0], &Overrides::default()) {
        let fonts = run("pdffonts", &["FILE"], built.pdf());
        for font in fonts.lines().skip(2) {
            assert!(font.contains("yes yes yes"), "{variant}: not embedded, subset and readable: {font}");
        }
        let checked = run("qpdf", &["--check", "FILE"], built.pdf());
        assert!(checked.contains("No syntax or stream encoding errors"), "{variant}: {checked}");
    }
}

fn run(program: &str, arguments: &[&str], pdf: &[u8]) -> String {
    let mut file = tempfile::NamedTempFile::new().expect("there is room for a file");
    file.write_all(pdf).expect("it can be written");
    let path = file.path().to_string_lossy();
    let arguments = arguments.iter().map(|argument| if *argument == "FILE" { &*path } else { argument });
    let output = Command::new(program).args(arguments).output().expect("the program starts");
    assert!(output.status.success(), "{program}: {}", String::from_utf8_lossy(&output.stderr));
    String::from_utf8_lossy(&output.stdout).into_owned()
}

fn has(program: &str) -> bool {
    Command::new(program).arg("-v").stdout(Stdio::null()).stderr(Stdio::null()).status().is_ok()
}
