//! Files for Word: what is in them, read back from the archive.

use std::collections::BTreeMap;
use std::io::{Cursor, Read};

use insta::assert_snapshot;
use libtest_mimic::Trial;
use quick_xml::Reader;
use quick_xml::events::Event;
use recto::diag::Sink;
use recto::document::{Day, Document, Inline, Paper};
use recto::export::{docx, text};
use recto::project::{Overrides, fitted_document};

use crate::press;

pub fn tests() -> Vec<Trial> {
    crate::cases![
        docx: a_small_document,
        all_words_stand_in_the_order_of_the_text,
        every_part_is_sound,
        what_the_owner_writes_is_no_markup,
        texts_run_both_ways,
        long_heads_leave_their_dates_a_line,
        the_file_says_whose_it_is,
        nothing_tells_when_it_was_made,
    ]
}

const ADA: &str = r#"
basics:
  name: Ada Example
  label: Engineer
  email: ada@example.org
  location: { city: Berlin, countryCode: DE }
  summary: Builds *engines* for [the Society](https://example.org/society).
work:
  - position: Analyst
    name: Engine Works
    url: https://example.org/works
    startDate: 2019-03
    endDate: present
    highlights: ["Wrote `C#` programs."]
publications:
  - { name: Notes on Engines, authors: [Ada Example], date: 2024 }
skills:
  - { name: Languages, keywords: [Rust, C++] }
"#;

fn document_of(cv: &str) -> Document {
    let (input, _) = press::read_yaml(cv);
    document(&input)
}

fn document(input: &recto::project::Input) -> Document {
    let variant = &input.cv.settings.variants[0];
    fitted_document(input, variant, &Overrides::default(), None, &mut Sink::new()).expect("its language is known")
}

/// The parts of a file by name.
fn parts(file: &[u8]) -> BTreeMap<String, String> {
    let mut archive = zip::ZipArchive::new(Cursor::new(file)).expect("it is an archive");
    let mut parts = BTreeMap::new();
    for index in 0..archive.len() {
        let mut part = archive.by_index(index).expect("it can be read");
        let mut text = String::new();
        part.read_to_string(&mut text).expect("it is UTF-8");
        parts.insert(part.name().to_owned(), text);
    }
    parts
}

/// What is read in `word/document.xml`, a line a paragraph, and the properties of runs left out.
fn words(xml: &str) -> String {
    let mut reader = Reader::from_str(xml);
    let (mut out, mut in_text) = (String::new(), false);
    loop {
        match reader.read_event().expect("it is XML") {
            Event::Eof => return out,
            Event::Start(tag) if tag.name().as_ref() == b"w:t" => in_text = true,
            Event::End(tag) if tag.name().as_ref() == b"w:t" => in_text = false,
            Event::End(tag) if tag.name().as_ref() == b"w:p" => out.push('\n'),
            Event::Empty(tag) if [&b"w:tab"[..], b"w:br"].contains(&tag.name().as_ref()) => out.push('\t'),
            Event::Text(text) if in_text => out += &text.decode().expect("it is UTF-8"),
            Event::GeneralRef(reference) if in_text => {
                let name = reference.decode().expect("it is UTF-8").into_owned();
                let known = quick_xml::escape::unescape(&format!("&{name};")).expect("it is known").into_owned();
                out += &known;
            }
            _ => {}
        }
    }
}

fn a_small_document() {
    let parts = parts(&docx(&document_of(ADA), Paper::A4));
    assert_snapshot!(parts["word/document.xml"], @r#"
    <?xml version="1.0" encoding="UTF-8" standalone="yes"?>
    <w:document xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main" xmlns:r="http://schemas.openxmlformats.org/officeDocument/2006/relationships">
    <w:body>
    <w:p><w:pPr><w:pStyle w:val="Title"/></w:pPr><w:r><w:t xml:space="preserve">Ada Example</w:t></w:r></w:p>
    <w:p><w:pPr><w:pStyle w:val="Subtitle"/></w:pPr><w:r><w:t xml:space="preserve">Engineer</w:t></w:r></w:p>
    <w:p><w:pPr><w:pStyle w:val="ContactDetails"/></w:pPr><w:hyperlink r:id="link-0"><w:r><w:rPr><w:rStyle w:val="Hyperlink"/></w:rPr><w:t xml:space="preserve">ada@example.org</w:t></w:r></w:hyperlink><w:r><w:t xml:space="preserve"> · Berlin, DE</w:t></w:r></w:p>
    <w:p><w:pPr><w:pStyle w:val="BodyText"/></w:pPr><w:r><w:t xml:space="preserve">Builds </w:t></w:r><w:r><w:rPr><w:i/><w:iCs/></w:rPr><w:t xml:space="preserve">engines</w:t></w:r><w:r><w:t xml:space="preserve"> for </w:t></w:r><w:hyperlink r:id="link-1"><w:r><w:rPr><w:rStyle w:val="Hyperlink"/></w:rPr><w:t xml:space="preserve">the Society</w:t></w:r></w:hyperlink><w:r><w:t xml:space="preserve">.</w:t></w:r></w:p>
    <w:p><w:pPr><w:pStyle w:val="Heading1"/></w:pPr><w:r><w:t xml:space="preserve">Work Experience</w:t></w:r></w:p>
    <w:p><w:pPr><w:pStyle w:val="EntryHeading"/></w:pPr><w:hyperlink r:id="link-2"><w:r><w:rPr><w:rStyle w:val="Hyperlink"/><w:b/><w:bCs/></w:rPr><w:t xml:space="preserve">Analyst</w:t></w:r></w:hyperlink><w:r><w:t xml:space="preserve">, Engine Works</w:t><w:tab/></w:r><w:r><w:rPr><w:rStyle w:val="Dates"/></w:rPr><w:t xml:space="preserve">Mar. 2019 – Present</w:t></w:r></w:p>
    <w:p><w:pPr><w:pStyle w:val="ListBullet"/></w:pPr><w:r><w:t xml:space="preserve">Wrote </w:t></w:r><w:r><w:rPr><w:rFonts w:ascii="Consolas" w:hAnsi="Consolas" w:cs="Consolas"/></w:rPr><w:t xml:space="preserve">C#</w:t></w:r><w:r><w:t xml:space="preserve"> programs.</w:t></w:r></w:p>
    <w:p><w:pPr><w:pStyle w:val="Heading1"/></w:pPr><w:r><w:t xml:space="preserve">Publications</w:t></w:r></w:p>
    <w:p><w:pPr><w:pStyle w:val="Reference"/><w:keepNext/></w:pPr><w:r><w:t xml:space="preserve">[1]</w:t><w:tab/><w:t xml:space="preserve">Notes on Engines</w:t><w:tab/></w:r><w:r><w:rPr><w:rStyle w:val="Dates"/></w:rPr><w:t xml:space="preserve">2024</w:t></w:r></w:p>
    <w:p><w:pPr><w:pStyle w:val="ReferenceDetails"/></w:pPr><w:r><w:rPr><w:b/><w:bCs/></w:rPr><w:t xml:space="preserve">Ada Example</w:t></w:r></w:p>
    <w:p><w:pPr><w:pStyle w:val="Heading1"/></w:pPr><w:r><w:t xml:space="preserve">Skills</w:t></w:r></w:p>
    <w:p><w:pPr><w:pStyle w:val="EntryLine"/></w:pPr><w:r><w:rPr><w:b/><w:bCs/></w:rPr><w:t xml:space="preserve">Languages</w:t></w:r><w:r><w:t xml:space="preserve">: Rust, C++</w:t></w:r></w:p>
    <w:sectPr><w:footerReference w:type="default" r:id="footer"/><w:pgSz w:w="11906" w:h="16838"/><w:pgMar w:top="1021" w:right="1134" w:bottom="1021" w:left="1134" w:header="567" w:footer="567" w:gutter="0"/><w:titlePg/></w:sectPr>
    </w:body>
    </w:document>
    "#);
    assert_snapshot!(parts["word/_rels/document.xml.rels"].lines().skip(7).collect::<Vec<_>>().join("\n"), @r#"
      <Relationship Id="link-0" Type="http://schemas.openxmlformats.org/officeDocument/2006/relationships/hyperlink" Target="mailto:ada@example.org" TargetMode="External"/>
      <Relationship Id="link-1" Type="http://schemas.openxmlformats.org/officeDocument/2006/relationships/hyperlink" Target="https://example.org/society" TargetMode="External"/>
      <Relationship Id="link-2" Type="http://schemas.openxmlformats.org/officeDocument/2006/relationships/hyperlink" Target="https://example.org/works" TargetMode="External"/>
    </Relationships>
    "#);
}

fn all_words_stand_in_the_order_of_the_text() {
    let letters = |text: &str| text.chars().filter(|c| c.is_alphanumeric()).collect::<String>();
    for sample in press::sample_names() {
        let (input, _) = press::read_sample(&sample);
        let document = without_links(document(&input));
        let (word, plain) = (docx(&document, Paper::A4), text(&document));
        let word = words(&parts(&word)["word/document.xml"]);
        assert!(letters(&plain).chars().count() > 800, "{sample} has words");
        assert_eq!(letters(&word), letters(&plain), "{sample}");
    }
}

/// Plain text writes addresses out, which Word keeps apart.
fn without_links(mut document: Document) -> Document {
    fn plain(text: &mut Vec<Inline>) {
        let pieces = std::mem::take(text).into_iter().flat_map(|inline| match inline {
            Inline::Link(_, mut inner) => {
                plain(&mut inner);
                inner
            }
            Inline::Strong(mut inner) => {
                plain(&mut inner);
                vec![Inline::Strong(inner)]
            }
            Inline::Emph(mut inner) => {
                plain(&mut inner);
                vec![Inline::Emph(inner)]
            }
            Inline::Lang(lang, mut inner) => {
                plain(&mut inner);
                vec![Inline::Lang(lang, inner)]
            }
            Inline::Together(mut inner) => {
                plain(&mut inner);
                vec![Inline::Together(inner)]
            }
            other => vec![other],
        });
        *text = pieces.collect();
    }
    document.header.summary.iter_mut().for_each(plain);
    for section in &mut document.sections {
        for entry in section.groups.iter_mut().flat_map(|group| &mut group.entries) {
            entry.url = None;
            let texts = [&mut entry.title, &mut entry.subtitle, &mut entry.place].into_iter().flatten();
            let details = entry.details.iter_mut().map(|detail| &mut detail.text);
            let bullets = entry.highlights.iter_mut().map(|bullet| &mut bullet.text);
            texts.chain(details).chain(&mut entry.summary).chain(bullets).for_each(plain);
        }
    }
    document
}

/// Every part can be read; every style, relationship and list that is named exists, and is declared once.
fn every_part_is_sound() {
    for sample in press::sample_names() {
        let (input, _) = press::read_sample(&sample);
        let parts = parts(&docx(&document(&input), Paper::Letter));
        for (name, xml) in &parts {
            let mut reader = Reader::from_str(xml);
            reader.config_mut().check_end_names = true;
            let mut depth = 0;
            loop {
                match reader.read_event().unwrap_or_else(|error| panic!("{sample}, {name}: {error}")) {
                    Event::Start(_) => depth += 1,
                    Event::End(_) => depth -= 1,
                    Event::Eof => break,
                    _ => {}
                }
            }
            assert_eq!(depth, 0, "{sample}, {name}");
            let placeholder = xml.split('{').nth(1).filter(|_| !name.starts_with("word/document"));
            assert_eq!(placeholder, None, "{sample}, {name}: a template was not filled in");
            let is_declared = name == "[Content_Types].xml" || name.ends_with(".rels");
            assert!(is_declared || parts["[Content_Types].xml"].contains(&format!("PartName=\"/{name}\"")), "{name}");
        }
        let (document, styles) = (&parts["word/document.xml"], &parts["word/styles.xml"]);
        for used in values(document, "Style w:val=\"").chain(values(styles, "<w:basedOn w:val=\"")) {
            assert_eq!(styles.matches(&format!("w:styleId=\"{used}\"")).count(), 1, "{sample}: {used}");
        }
        for used in values(document, "r:id=\"") {
            let relations = &parts["word/_rels/document.xml.rels"];
            assert_eq!(relations.matches(&format!("Id=\"{used}\"")).count(), 1, "{sample}: {used}");
        }
        for used in values(styles, "<w:numId w:val=\"") {
            assert!(parts["word/numbering.xml"].contains(&format!("<w:num w:numId=\"{used}\">")));
        }
        assert!(document.contains("<w:pgSz w:w=\"12240\" w:h=\"15840\"/>"));
    }
}

fn values<'a>(xml: &'a str, before: &'a str) -> impl Iterator<Item = &'a str> {
    xml.split(before).skip(1).filter_map(|rest| rest.split('"').next())
}

fn what_the_owner_writes_is_no_markup() {
    let name = r##"</w:t></w:r><w:r><w:t>x & "y" 'z' {body} {lang} ]]> <!--"##;
    let mut document =
        document_of(&format!("basics: {{ name: {name:?}, email: a@example.org }}\nawards:\n  - title: {name:?}\n"));
    let bad = "a\u{0}b\u{1b}c\u{ffff}d\te\nf";
    document.sections[0].groups[0].entries[0].subtitle = Some(vec![Inline::text(bad)]);
    document.sections[0].groups[0].entries[0].url = Some("https://example.org/a b\"><w:p/>%".to_owned());
    let parts = parts(&docx(&document, Paper::A4));
    let shown = words(&parts["word/document.xml"]);
    let paragraphs: Vec<_> = shown.lines().collect();
    assert_eq!(paragraphs[0], name);
    assert_eq!(paragraphs[3], format!("{name}, a\u{fffd}b\u{fffd}c\u{fffd}d e f"));
    let target =
        values(&parts["word/_rels/document.xml.rels"], "Target=\"").last().expect("there is a link").to_owned();
    assert_eq!(target, "https://example.org/a%20b%22%3E%3Cw:p/%3E%25");
    assert!(parts["docProps/core.xml"].contains("&lt;/w:t&gt;") && parts["word/footer.xml"].contains("&lt;/w:t&gt;"));
}

/// Letters from right to left say so, since Word goes by that, and so does the paragraph.
fn texts_run_both_ways() {
    let cv = "basics: { name: נועה, email: a@example.org }\nrecto: { lang: he }\nawards:\n  - { title: B.Sc., awarder: אוניברסיטה, date: 2024 }\n";
    let hebrew = parts(&docx(&document_of(cv), Paper::A4));
    assert_eq!(hebrew["word/styles.xml"].matches("<w:bidi/>").count(), 1);
    assert!(hebrew["word/document.xml"].contains("<w:titlePg/><w:bidi/></w:sectPr>"));
    assert!(hebrew["word/styles.xml"].contains(r#"<w:lang w:val="en" w:eastAsia="zh-CN" w:bidi="he"/>"#));
    let award = hebrew["word/document.xml"].lines().find(|line| line.contains("B.Sc")).expect("it is there");
    assert_snapshot!(award.replace('\u{200e}', "LRM"), @r#"<w:p><w:pPr><w:pStyle w:val="EntryLine"/></w:pPr><w:r><w:rPr><w:lang w:val="en"/></w:rPr><w:t xml:space="preserve">B.Sc.LRM</w:t></w:r><w:r><w:rPr><w:rtl/></w:rPr><w:t xml:space="preserve">, אוניברסיטה</w:t><w:tab/></w:r><w:r><w:rPr><w:rStyle w:val="Dates"/></w:rPr><w:t xml:space="preserve">2024</w:t></w:r></w:p>"#);
    let english = parts(&docx(&document_of(ADA), Paper::A4));
    assert!(!english["word/document.xml"].contains("<w:rtl/>") && !english["word/styles.xml"].contains("<w:bidi/>"));
    let cv = "basics: { name: Lin, email: a@example.org }\nrecto: { lang: zh }\n";
    let chinese = parts(&docx(&document_of(cv), Paper::A4));
    assert!(chinese["word/styles.xml"].contains(r#"<w:lang w:val="en" w:eastAsia="zh-CN" w:bidi="ar-SA"/>"#));
}

fn long_heads_leave_their_dates_a_line() {
    for (title, between) in [
        ("Analyst", "\t"),
        ("Chief Analyst of Engines of the Society for Engines and of whatever belongs to them", "\t\t"),
    ] {
        let cv = format!(
            "basics: {{ name: Ada }}\nwork:\n  - {{ position: {title}, name: Works, startDate: 2019-03, endDate: present }}\n"
        );
        let shown = words(&parts(&docx(&document_of(&cv), Paper::A4))["word/document.xml"]);
        assert_eq!(shown.lines().last(), Some(&*format!("{title}, Works{between}Mar. 2019 – Present")));
    }
}

fn the_file_says_whose_it_is() {
    let mut document = document_of(ADA);
    document.meta.keywords = vec!["engines".to_owned(), "looms & leaves".to_owned()];
    document.meta.date = Some(Day { year: 2024, month: Some(3), day: Some(9) });
    assert_snapshot!(parts(&docx(&document, Paper::A4))["docProps/core.xml"], @r#"
    <?xml version="1.0" encoding="UTF-8" standalone="yes"?>
    <cp:coreProperties xmlns:cp="http://schemas.openxmlformats.org/package/2006/metadata/core-properties" xmlns:dc="http://purl.org/dc/elements/1.1/" xmlns:dcterms="http://purl.org/dc/terms/" xmlns:xsi="http://www.w3.org/2001/XMLSchema-instance">
      <dc:title>Ada Example</dc:title>
      <dc:creator>Ada Example</dc:creator>
      <cp:keywords>engines, looms &amp; leaves</cp:keywords>
      <dc:language>en</dc:language>
      <dcterms:modified xsi:type="dcterms:W3CDTF">2024-03-09T00:00:00Z</dcterms:modified>
    </cp:coreProperties>
    "#);
    // A month has no moment.
    document.meta.date = Some(Day { year: 2024, month: Some(3), day: None });
    assert!(!parts(&docx(&document, Paper::A4))["docProps/core.xml"].contains("modified"));
}

fn nothing_tells_when_it_was_made() {
    let document = document_of(ADA);
    let file = docx(&document, Paper::A4);
    assert_eq!(docx(&document, Paper::A4), file);
    let mut archive = zip::ZipArchive::new(Cursor::new(&file)).expect("it is an archive");
    assert_eq!(archive.by_index(0).expect("it has parts").name(), "[Content_Types].xml");
    for index in 0..archive.len() {
        let part = archive.by_index(index).expect("it can be read");
        assert_eq!(part.last_modified().map(|time| (time.year(), time.month(), time.day())), Some((1980, 1, 1)));
    }
}
