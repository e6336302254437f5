//! `recto layouts`, `recto fonts` and the help.

use insta::assert_snapshot;
use libtest_mimic::Trial;

use super::Run;

pub fn tests() -> Vec<Trial> {
    crate::cases![cli_list: layouts_in_words, options_of_a_layout, fonts_in_words, the_schema_is_printed, help_teaches, the_frontier_is_shown]
}

fn layouts_in_words() {
    assert_snapshot!(Run::new(&["layouts"]).go().stdout(), @"
    compact      Dense but calm, in Inter: bold capitals over hairlines, venues at the right. For engineers who want one good page.
    ledger       A Swiss grid: year, entry and the rest in three columns between hairlines. For long CVs with tables of service, teaching and grants.
    meridian     Modern sans in two tones: dates and venues in a column of their own, names of venues on a tint. For industry and research alike.
    plain        One column, one datum a line, addresses written out, no footer: for forms and the programs that read them, and still good to look at.
    scholar      Classic serif in black: small-caps heads with a hairline, numbered publications. For academic careers.
    sidebar      Two columns: a tinted one with photo, contact data and skills beside one with the rest. For people, not for forms.
    ");
}

fn options_of_a_layout() {
    assert_snapshot!(Run::new(&["layouts", "scholar"]).go().stdout(), @"
    Scholar – Classic serif in black: small-caps heads with a hairline, numbered publications. For academic careers.

    Fonts:            Source Serif 4, Recto Serif SC, Recto Sans SC, Noto Sans Arabic, Noto Sans Hebrew
    Papers:           a4, letter
    Machine reading:  good: dates stay with their entries in every program that was tried

    Options, with their defaults; set them with `--set OPTION=VALUE` or under `recto.options`:

      font=Source Serif 4
          Font family of the text; Chinese is set in Recto Serif SC, strong in Recto Sans SC.
      text-size=10.5pt  (fitting may choose 10pt to 11pt)
          Size of the text; all other sizes follow it.
      leading=0.3em  (fitting may choose 0.25em to 0.34em)
          White between the lines of a paragraph.
      section-gap=14pt  (fitting may choose 10pt to 17pt)
          White above a section head.
      head-gap=6.5pt  (fitting may choose 5pt to 7.5pt)
          White between a section head and its first entry.
      entry-gap=8pt  (fitting may choose 5.5pt to 10pt)
          White between entries with a body, such as jobs and publications.
      item-gap=4pt  (fitting may choose 3pt to 5pt)
          White between bullets and between one-line entries.
      margin-x=25mm  (fitting may choose 18mm to 25mm)
          Margin at the left and the right.
      margin-top=22mm  (fitting may choose 15mm to 22mm)
          Margin at the top.
      margin-bottom=22mm  (fitting may choose 15mm to 22mm)
          Margin at the bottom; holds the page number.
      ink=#000000
          Colour of the text.
      meta-ink=#3c3c3c
          Colour of contact data, numbers and the footer.
      leader-ink=#c4c4c4
          Colour of the dots that lead to a date.
      numbers=true
          Whether publications are numbered.
      photo=none  (none, round, square, portrait)
          How the photo is cut, if the CV has one; academic CVs seldom show it.
      photo-size=26mm
          Width of the photo.
    ");
    assert_snapshot!(Run::new(&["layouts", "scholr"]).go().report, @"
    exit code 2
    error[unknown-layout]: unknown layout `scholr`
      = hint: did you mean `scholar`?
    ");
}

fn fonts_in_words() {
    assert_snapshot!(Run::new(&["fonts"]).go().stdout(), @"
    Inter
      regular, regular italic, semibold, bold
    Libertinus Serif
      regular, regular italic, bold, bold italic
    Noto Sans Arabic
      regular, bold
    Noto Sans Hebrew
      regular, bold
    Recto Sans SC
      regular, bold
    Recto Serif SC
      regular
    Source Sans 3
      light, regular, regular italic, semibold, semibold italic, bold, bold italic
    Source Serif 4
      regular, regular italic, semibold, semibold italic, bold, bold italic
    ");
}

fn the_schema_is_printed() {
    let run = Run::new(&["schema"]).go();
    assert_eq!(run.stdout(), recto::schema::json().trim_end());
    assert_eq!(run.report, "exit code 0");
}

fn help_teaches() {
    assert_snapshot!(Run::new(&["help"]).go().stdout(), @"
    Turns one structured CV into print-ready PDFs.

    Write your CV once, as YAML, JSON or TOML; any JSON Resume file will do. recto sets it as a
    full-length CV and as a condensed one that fits its page count exactly, or in whatever variants you
    declare.

    Usage: recto <COMMAND>

    Commands:
      build         Build PDFs from CVs
      watch         Build, and build again whenever a CV, its photo, a layout or the project file
                    changes
      check         Check CVs without setting a page, and give advice
      fit           Show what would stay on one page, on two, and so on
      bibliography  Write the publications of a CV as a file of references, for other programs
      init          Write a short, commented CV to start from
      convert       Turn a file of another tool into recto's YAML
      layouts       List the layouts, show the options of one, or start a new one
      fonts         List the fonts that documents may use
      explain       Explain a problem that recto reports, with an example
      schema        Print the JSON Schema of a CV, for editors
      read          Show what a program reads in a PDF
      extract       Get back the CV that goes along in a PDF made with `--attach`
      report        Work with reports of `recto build --report`
      help          Print this message or the help of the given subcommand(s)

    Options:
      -h, --help
              Print help (see a summary with '-h')

      -V, --version
              Print version
    ");
    assert_snapshot!(Run::new(&[]).go().report.lines().next().unwrap_or_default(), @"exit code 2");
}

/// `recto fit`: what would stay on one page, on two, and so on.
fn the_frontier_is_shown() {
    let papers = (1..=40)
        .map(|n| format!("  - {{ name: Paper {n}, authors: [Ada Byron], venue: Notes }}\n"))
        .collect::<String>();
    let cv = format!("basics: {{ name: Ada Byron }}\npublications:\n{papers}");
    let run = Run::new(&["fit", "ada.yaml", "--paper", "letter"]).file("ada.yaml", cv).go();
    assert_snapshot!(run.stdout(), @"
    full on US Letter
      1 page: 99 % filled, 24 of 40 items, spacing 73 %, 10pt
        Publications 24/40
      2 pages: 98 % filled, 35 of 40 items, spacing 73 %, 10pt
        Publications 35/40
      3 pages: 71 % filled, all items, spacing 100 %, 10.5pt
        Publications 40/40
    ");
    assert_eq!(run.files(), "ada.yaml");
}
