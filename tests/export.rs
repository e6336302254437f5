//! Formats without pages: whole outputs of a small CV, and all the words of the PDF, in its order, for every sample. Pictures
//! of pages: their sizes, and what must not be in them.

use std::io::Cursor;
use std::path::Path;
use std::sync::Arc;

use insta::assert_snapshot;
use libtest_mimic::Trial;
use recto::compile::Pages;
use recto::diag::Sink;
use recto::document::{Document, Paper, plain_text};
use recto::export::{html, markdown, png, svg, text, vcard};
use recto::layout::Layouts;
use recto::project::{Input, Overrides, build, fitted_document};
use recto::source::Sources;
use recto::syntax;
use recto::world::{Fonts, World};

use crate::press;

pub fn tests() -> Vec<Trial> {
    crate::cases![
        export: every_word_of_the_pdf_is_there,
        as_text,
        as_markdown,
        as_html,
        as_vcard,
        nothing_is_markup,
        pictures_have_the_resolution_asked_for,
        pictures_no_machine_can_draw_are_refused,
        vector_pictures_have_the_size_of_the_paper,
    ]
}

const ADA: &str = r#"
basics:
  name: Ada Example
  label: Engineer & Poet
  email: ada@example.org
  phone: "+49 30 1234567"
  url: https://ada.example.org
  location: { city: Berlin, countryCode: DE }
  summary: Builds *engines* that weave algebraic patterns, as a loom weaves flowers and leaves, for [the Society](https://example.org/society).
  profiles: [{ network: GitHub, username: ada-example, url: https://github.com/ada-example }]
work:
  - position: Analyst
    name: Engine Works
    url: https://example.org/works
    location: London
    startDate: 2019-03
    endDate: present
    highlights:
      - Wrote the first program for a machine that was never built, 25 notes in all, in `C#` and *2019 - 2022*.
      - Cut costs by 38 %
  - name: Example & Sons
    startDate: 2017
    endDate: 2018
publications:
  - name: Notes on <b>Engines</b>
    authors: [C. Colleague, Ada Example]
    venue: { name: Journal of Examples, short: JoE }
    date: 2024
    awards: [Best Paper]
awards:
  - { title: Medal, awarder: Society, date: 2023-05 }
skills:
  - { name: Languages, keywords: [Rust, C++] }
"#;

fn document_of(cv: &str) -> Document {
    let (mut sources, mut sink) = (Sources::new(), Sink::new());
    let file = sources.add("cv.yaml", cv);
    let yaml = syntax::by_name("yaml").expect("YAML is known");
    let input = Input::read("cv", "", file, yaml, &mut sources, &mut sink);
    assert!(!sink.has_errors(), "{sink:?}");
    let input = input.expect("it is a CV");
    let variant = &input.cv.settings.variants[0];
    fitted_document(&input, variant, &Overrides::default(), None, &mut sink).expect("it is in English")
}

fn as_text() {
    assert_snapshot!(text(&document_of(ADA)), @"
    Ada Example
    ===========
    Engineer & Poet
    ada@example.org
    +49 30 1234567
    ada.example.org
    github.com/ada-example
    Berlin, DE

    Builds engines that weave algebraic patterns, as a loom weaves flowers and
    leaves, for the Society (https://example.org/society).


    Work Experience
    ---------------
    Analyst, Engine Works, London                              Mar. 2019 – Present
    https://example.org/works
    - Wrote the first program for a machine that was never built, 25 notes in all,
      in C# and 2019 - 2022.
    - Cut costs by 38 %

    Example & Sons                                                       2017–2018


    Publications
    ------------
    [1] Notes on <b>Engines</b>                                               2024
        Best Paper
        C. Colleague, Ada Example
        Journal of Examples (JoE)


    Awards
    ------
    Medal, Society                                                        May 2023


    Skills
    ------
    Languages: Rust, C++
    ");
}

fn as_markdown() {
    assert_snapshot!(markdown(&document_of(ADA)), @r"
    # Ada Example

    Engineer \& Poet

    [ada@example.org](mailto:ada@example.org) · [+49 30 1234567](tel:+49301234567) · [ada.example.org](https://ada.example.org) · [github.com/ada-example](https://github.com/ada-example) · Berlin, DE

    Builds *engines* that weave algebraic patterns, as a loom weaves flowers and leaves, for [the Society](https://example.org/society).

    ## Work Experience

    [**Analyst**](https://example.org/works), Engine Works, London · Mar. 2019 – Present

    - Wrote the first program for a machine that was never built, 25 notes in all, in `C#` and *2019 - 2022*.
    - Cut costs by 38 %

    **Example \& Sons** · 2017–2018

    ## Publications

    - \[1\] Notes on \<b\>Engines\</b\> · 2024\
      **Best Paper**\
      C. Colleague, **Ada Example**\
      *Journal of Examples (JoE)*

    ## Awards

    - Medal, Society · May 2023

    ## Skills

    - **Languages**: Rust, C++
    ");
}

fn as_html() {
    let page = html(&document_of(ADA), None);
    let (head, body) = page.split_once("</head>").expect("it has a head");
    assert!(head.contains("<title>Ada Example</title>") && !head.contains("http://") && !head.contains("src="));
    assert_snapshot!(body, @r#"

    <body>
    <main>
    <header>
    <h1>Ada Example</h1>
    <p class="label">Engineer &amp; Poet</p>
    <address>
    <ul class="contacts">
    <li><a href="mailto:ada@example.org">ada@example.org</a></li>
    <li><a href="tel:+49301234567">+49 30 1234567</a></li>
    <li><a href="https://ada.example.org">ada.example.org</a></li>
    <li><a href="https://github.com/ada-example"><span class="together">github.com/ada-example</span></a></li>
    <li>Berlin, DE</li>
    </ul>
    </address>
    <p>Builds <em>engines</em> that weave algebraic patterns, as a loom weaves flowers and leaves, for <a href="https://example.org/society">the Society</a>.</p>
    </header>
    <section aria-labelledby="section-1">
    <h2 id="section-1">Work Experience</h2>
    <ul class="entries">
    <li>
    <p class="head"><span><a href="https://example.org/works"><strong>Analyst</strong></a>, Engine Works, <span class="together">London</span></span> <span class="dates">Mar. 2019 – Present</span></p>
    <ul>
    <li>Wrote the first program for a machine that was never built, 25 notes in all, in <code>C#</code> and <em>2019 - 2022</em>.</li>
    <li>Cut costs by <span class="together">38 %</span></li>
    </ul>
    </li>
    <li>
    <p class="head"><span><strong>Example &amp; Sons</strong></span> <span class="dates">2017–2018</span></p>
    </li>
    </ul>
    </section>
    <section aria-labelledby="section-2">
    <h2 id="section-2">Publications</h2>
    <ul class="entries">
    <li>
    <p class="head"><span><span class="number">[1]</span> Notes on &lt;b&gt;Engines&lt;/b&gt;</span> <span class="dates">2024</span></p>
    <p class="line"><strong>Best Paper</strong></p>
    <p class="line"><span class="together">C. Colleague,</span> <span class="together"><strong>Ada Example</strong></span></p>
    <p class="line"><em>Journal of Examples <span class="together">(JoE)</span></em></p>
    </li>
    </ul>
    </section>
    <section aria-labelledby="section-3">
    <h2 id="section-3">Awards</h2>
    <ul class="entries">
    <li>
    <p class="head"><span>Medal, Society</span> <span class="dates">May 2023</span></p>
    </li>
    </ul>
    </section>
    <section aria-labelledby="section-4">
    <h2 id="section-4">Skills</h2>
    <ul class="entries">
    <li>
    <p class="head"><span><strong>Languages</strong>: Rust, C++</span></p>
    </li>
    </ul>
    </section>
    </main>
    </body>
    </html>
    "#);
    let data = head.split_once("<script type=\"application/ld+json\">").expect("it tells whom it is about").1;
    assert_snapshot!(data.split_once("</script>").expect("the script ends").0, @r#"{"@context":"https://schema.org","@type":"Person","address":"Berlin, DE","email":"ada@example.org","jobTitle":"Engineer & Poet","name":"Ada Example","sameAs":["https://github.com/ada-example"],"telephone":"+49 30 1234567","url":"https://ada.example.org"}"#);
}

fn as_vcard() {
    assert_snapshot!(vcard(&document_of(ADA)).replace("\r\n", "\n"), @r#"
    BEGIN:VCARD
    VERSION:4.0
    FN:Ada Example
    TITLE:Engineer & Poet
    EMAIL:ada@example.org
    TEL;VALUE=uri:tel:+49301234567
    URL:https://ada.example.org
    SOCIALPROFILE;SERVICE-TYPE="github":https://github.com/ada-example
    ADR;LABEL="Berlin, DE":;;;;;;
    LANG:en
    END:VCARD
    "#);
}

/// What an owner writes is never taken for signs of the format.
fn nothing_is_markup() {
    let name = r##"# <script>alert(1)</script> [x](y) **b** _u_ `c` \ & "q" 1. - + | ~ $"##;
    let cv = format!("basics:\n  name: Ada\n  email: a@example.org\nawards:\n  - title: {name:?}\n");
    let document = document_of(&cv);
    assert!(text(&document).contains("# <script>alert(1)</script>"));
    assert!(!html(&document, None).contains("<script>alert"));
    assert!(markdown(&document).contains(r"\# \<script\>alert(1)\</script\>"), "{}", markdown(&document));
}

fn every_word_of_the_pdf_is_there() {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("data/samples");
    let fonts = Arc::new(Fonts::bundled());
    for file in std::fs::read_dir(&folder).expect("there are samples").flatten() {
        let Some(syntax) = syntax::by_path(&file.path()) else { continue };
        let name = file.file_name().to_string_lossy().into_owned();
        let (mut sources, mut sink) = (Sources::new(), Sink::new());
        let content = std::fs::read_to_string(file.path()).expect("a sample can be read");
        let id = sources.add(&name, content);
        let input = Input::read("cv", &folder, id, syntax, &mut sources, &mut sink).expect("a sample is a CV");
        for variant in &input.cv.settings.variants {
            let overrides = Overrides {
                layout: Some("scholar".to_owned()),
                options: vec![("numbers".to_owned(), "false".to_owned())],
                ..Overrides::default()
            };
            let mut world = World::new(Arc::clone(&fonts));
            let built = build(&input, variant, &overrides, &Layouts::built_in(), &mut world, &mut sources);
            let built = built.expect("a sample builds");
            let document = fitted_document(&input, variant, &overrides, built.fit.as_ref(), &mut sink);
            let document = document.expect("its language is known");
            let count = built.pages.count();
            let footer = |page| format!("{}{}{page}/{count}", plain_text(&document.header.name), document.words.cv);
            let footers = (1..=count).map(|page| letters(&footer(page)).into_iter().collect::<String>());
            let pdf: String = letters(&built.pages.text()).into_iter().collect();
            let pdf: Vec<_> = footers.fold(pdf, |pdf, footer| pdf.replacen(&footer, "", 1)).chars().collect();
            for (format, output) in [
                ("text", text(&document)),
                ("Markdown", markdown(&document).replace('\\', "")),
                ("HTML", without_tags(&html(&document, None))),
            ] {
                let (mut pdf, mut output) = (pdf.clone(), letters(&output));
                if document.right_to_left {
                    // Frames hold runs of such text as they are seen, not as they are read: which letters there are must do.
                    for letters in [&mut pdf, &mut output] {
                        letters.sort_unstable();
                        letters.dedup();
                    }
                }
                let mut rest = output.into_iter();
                let missing = pdf.iter().position(|letter| !rest.any(|other| other == *letter));
                let place = missing.map(|at| pdf[at.saturating_sub(30)..].iter().take(60).collect::<String>());
                assert_eq!(place, None, "{name}, {}: {format} does not hold this, or not here", variant.name.value);
            }
        }
    }
}

/// What is read, without white and page numbers: lines break elsewhere.
fn letters(text: &str) -> Vec<char> {
    text.chars().filter(|c| c.is_alphanumeric()).collect()
}

fn without_tags(html: &str) -> String {
    let body = html.split_once("<body>").expect("a page has a body").1;
    let mut text = String::new();
    for part in body.split('<') {
        text.push_str(part.split_once('>').map_or(part, |(_, text)| text));
    }
    text.replace("&lt;", "<").replace("&gt;", ">").replace("&quot;", "\"").replace("&apos;", "'").replace("&amp;", "&")
}

fn pages(cv: &str, paper: Paper) -> Pages {
    let (input, mut sources) = press::read_yaml(cv);
    let overrides = Overrides { paper: Some(paper), ..Overrides::default() };
    press::set(&input, "full", &overrides, &mut sources).expect("it can be set").pages
}

/// A CV of two pages.
fn two_pages() -> String {
    let awards: String = (1..=60).map(|n| format!("  - {{ title: Medal {n}, date: 2023-05 }}\n")).collect();
    format!("basics: {{ name: Ada Example, email: ada@example.org }}\nawards:\n{awards}")
}

fn pictures_have_the_resolution_asked_for() {
    for (paper, dpi, size, per_metre) in [
        (Paper::A4, 72.0, (595, 842), 2835),
        (Paper::A4, 150.0, (1240, 1754), 5906),
        (Paper::Letter, 100.0, (850, 1100), 3937),
        (Paper::Letter, 10.0, (85, 110), 394),
    ] {
        let pages = pages(ADA, paper);
        let pictures = png(&pages, dpi).expect("they can be drawn");
        assert_eq!(pictures.len(), pages.count());
        let mut reader = png::Decoder::new(Cursor::new(&pictures[0])).read_info().expect("it is a PNG");
        let info = reader.info();
        assert_eq!((info.width, info.height), size, "{paper:?} at {dpi} dpi");
        let dims = info.pixel_dims.expect("it knows how large it is on paper");
        assert_eq!((dims.xppu, dims.yppu, dims.unit), (per_metre, per_metre, png::Unit::Meter));
        assert_eq!((info.color_type, info.bit_depth), (png::ColorType::Rgb, png::BitDepth::Eight));
        let mut pixels = vec![0; reader.output_buffer_size().expect("it is small")];
        reader.next_frame(&mut pixels).expect("it can be read");
        let dark = pixels.chunks(3).filter(|pixel| pixel.iter().all(|part| *part < 128)).count() * 1000;
        let share = dark / (pixels.len() / 3);
        assert!(dpi < 72.0 || (5..200).contains(&share), "{share} ‰ of the page are dark");
    }
    let pages = pages(&two_pages(), Paper::A4);
    let pictures = png(&pages, 50.0).expect("they can be drawn");
    assert_eq!((pages.count(), pictures.len()), (2, 2));
    assert_ne!(pictures[0], pictures[1]);
    assert_eq!(png(&pages, 50.0), Ok(pictures));
}

fn pictures_no_machine_can_draw_are_refused() {
    let pages = pages(ADA, Paper::A4);
    for dpi in [9.9, 0.0, -72.0, 1201.0, f32::NAN, f32::INFINITY] {
        let faults = png(&pages, dpi).expect_err("it is refused");
        assert_eq!((faults.len(), faults[0].id), (1, "bad-resolution"));
        assert_eq!(faults[0].message, format!("{dpi} dpi is not a resolution between 10 and 1200"));
    }
}

fn vector_pictures_have_the_size_of_the_paper() {
    for (paper, view) in [(Paper::A4, "0 0 595.275590"), (Paper::Letter, "0 0 612 792")] {
        let pages = pages(ADA, paper);
        let pictures = svg(&pages);
        assert_eq!(pictures.len(), 1);
        let picture = &pictures[0];
        assert!(picture.contains(&format!("viewBox=\"{view}")), "{}", &picture[..300]);
        assert!(picture.contains("https://example.org/works"), "links lead somewhere");
        for foreign in ["<script", "<image", "<style", "@import", "src="] {
            assert!(!picture.contains(foreign), "{foreign}");
        }
        assert_eq!(svg(&pages), pictures);
    }
    assert_eq!(svg(&pages(&two_pages(), Paper::A4)).len(), 2);
}
