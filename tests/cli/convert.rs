//! `recto convert`, and RenderCV's files in every command that takes a CV.

use insta::assert_snapshot;
use libtest_mimic::Trial;

use super::Run;

pub fn tests() -> Vec<Trial> {
    crate::cases![
        cli_convert: yaml_goes_to_standard_output, a_file_is_written_with_its_schema, nothing_is_overwritten,
        standard_input_is_taken, what_must_be_mended_is_told, what_is_no_cv_is_refused, rendercv_files_are_built_as_they_are,
        faults_are_told_at_their_line, another_layout_has_other_options, the_help_teaches
    ]
}

const RENDERCV: &str = "\
cv:
  name: Ada Byron
  email: ada@example.org
  sections:
    experience:
      - company: Analytical Engines
        position: Programmer
        start_date: 1842
        end_date: 1843
        highlights: [Wrote the first program - by hand - at night]
design:
  theme: moderncv
  colors: { section_titles: \"rgb(120, 20, 20)\" }
";

fn yaml_goes_to_standard_output() {
    let run = Run::new(&["convert", "old.yaml"]).file("old.yaml", RENDERCV).go();
    assert_eq!(run.report, "exit code 0");
    assert_snapshot!(run.stdout(), @r##"
    # yaml-language-server: $schema=cv.schema.json

    basics:
      name: Ada Byron
      email: ada@example.org

    work:
      - name: Analytical Engines
        position: Programmer
        startDate: 1842
        endDate: 1843
        highlights:
          # guessed: ` - ` starts a sub-bullet, as in RenderCV
          - |-
            Wrote the first program\
            – by hand\
            – at night

    recto:
      sections:
        - work: Experience
      # the layout that looks most like the theme `moderncv`
      layout: meridian
      options:
        accent: "#781414"

    # From `design`, what is not said above, or in another form:
    #
    # colors:
    #   section_titles: rgb(120, 20, 20)
    "##);
}

fn a_file_is_written_with_its_schema() {
    let run = Run::new(&["convert", "resume.json", "-o", "cv.yaml"])
        .file("resume.json", r#"{"basics": {"name": "Ada Byron", "website": "https://ada.example.org", "label": ""}}"#)
        .go();
    assert_snapshot!(run.report, @"
    exit code 0
    wrote cv.yaml, made from JSON Resume; look it through, then run `recto build cv.yaml`
    wrote cv.schema.json, by which editors complete and check what you type
    ");
    assert_eq!(run.files(), "cv.schema.json cv.yaml resume.json");
    assert_snapshot!(String::from_utf8_lossy(&run.read("cv.yaml")), @"
    # yaml-language-server: $schema=cv.schema.json

    basics:
      name: Ada Byron
      url: https://ada.example.org
    ");
    let run = Run::after(run, &["build", "cv.yaml", "-v", "full"]).go();
    assert!(run.report.starts_with("exit code 0\n"), "{}", run.report);
}

fn nothing_is_overwritten() {
    let run =
        Run::new(&["convert", "old.yaml", "-o", "cv.yaml"]).file("old.yaml", RENDERCV).file("cv.yaml", "mine").go();
    assert_snapshot!(run.report, @"
    exit code 2
    error: `cv.yaml` is there already and is left as it is
    hint: choose another name
    ");
    assert_eq!(run.read("cv.yaml"), b"mine");
    let run = Run::new(&["convert", "old.yaml", "-o", "cv.json"]).file("old.yaml", RENDERCV).go();
    assert_snapshot!(run.report, @"
    exit code 2
    error: `cv.json` is no name for YAML
    hint: comments keep what has no place: end the name in .yaml
    ");
}

fn standard_input_is_taken() {
    let run = Run::new(&["convert", "-"]).input(RENDERCV).go();
    assert!(run.stdout().contains("name: Analytical Engines"), "{}", run.stdout());
}

fn what_must_be_mended_is_told() {
    let run = Run::new(&["convert", "old.yaml", "-o", "cv.yaml"])
        .file("old.yaml", "cv:\n  name: Ada Byron\n  sections:\n    jobs:\n      - company: Engines\n        end_dat: 1843\n        date: 3/4/1842\n")
        .go();
    assert_snapshot!(run.report, @"
    exit code 1
    error[unknown-key]: unknown key `end_dat`
     --> old.yaml:6:9
      |
    6 |         end_dat: 1843
      |         ^^^^^^^
      |
      = hint: did you mean `end_date`?

    error[bad-date]: `3/4/1842` is not a date
     --> old.yaml:7:15
      |
    7 |         date: 3/4/1842
      |               ^^^^^^^^
      |
      = hint: write `2024`, `2024-03` or `2024-03-09`; a time span takes `startDate` and `endDate`

    wrote cv.yaml, made from RenderCV; look it through, then run `recto build cv.yaml`
    wrote cv.schema.json, by which editors complete and check what you type
    some of it cannot be built as it is: mend what is told above, then run `recto check`
    ");
    assert!(String::from_utf8_lossy(&run.read("cv.yaml")).contains("x-end_dat: 1843"));
}

fn what_is_no_cv_is_refused() {
    let run = Run::new(&["convert", "cv.docx"]).file("cv.docx", "PK").go();
    assert_snapshot!(run.report, @"
    exit code 2
    error: `cv.docx` is of no kind that recto knows: .yaml, .json and .toml, .xml (Europass), .zip or a folder (LinkedIn)
    ");
    let run = Run::new(&["convert", "bad.xml"]).file("bad.xml", "<Candidate><Person></Candidate>").go();
    assert_snapshot!(run.report, @"
    exit code 1
    error[xml-syntax]: this is not valid XML (ill-formed document: expected `</Person>`, but `</Candidate>` was found)
     --> bad.xml:1:20
      |
    1 | <Candidate><Person></Candidate>
      |                    ^^^^^^^^^^^^
      |
      = hint: is it the XML of a Europass CV? its PDF has it as an attachment
    ");
    let run = Run::new(&["convert", "other.xml"]).file("other.xml", "<html><body/></html>").go();
    assert_snapshot!(run.report, @"
    exit code 1
    error[xml-syntax]: `<html>` is no CV of Europass
     --> other.xml:1:1
      |
    1 | <html><body/></html>
      | ^
      |
      = hint: it starts with `<SkillsPassport>` or `<Candidate>`; the PDF of Europass has it as an attachment
    ");
    let run = Run::new(&["convert", "tables"]).file("tables/notes.txt", "x").go();
    assert_snapshot!(run.report, @"
    exit code 2
    error: `tables` holds no CSV files; is it LinkedIn's export?
    ");
}

fn rendercv_files_are_built_as_they_are() {
    let run = Run::new(&["build", "old.yaml"]).file("old.yaml", RENDERCV).go();
    assert!(
        run.report.starts_with("exit code 0\nold-full.pdf  1 page, ? KiB\nold-onepage.pdf  1 page"),
        "{}",
        run.report
    );
    let run = Run::new(&["check", "old.yaml", "--message-format", "short"]).file("old.yaml", RENDERCV).go();
    assert_snapshot!(run.report, @"
    exit code 0
    old.yaml: 0 errors, 0 warnings, 0 pieces of advice
    ");
    let run = Run::new(&["fit", "old.yaml", "--paper", "a4"]).file("old.yaml", RENDERCV).go();
    assert!(run.report.starts_with("exit code 0"), "{}", run.report);
}

fn faults_are_told_at_their_line() {
    let cv = "\
cv:
  name: Ada Byron
  emial: ada@example.org
  sections:
    experience:
      - company: Engines
        positon: Programmer
        start_date: 1842-13
        higlights: [x]
        mood: cheerful
locale: { language: turkish }
extra: 1
";
    let run = Run::new(&["check", "old.yaml", "--message-format", "short"]).file("old.yaml", cv).go();
    assert_snapshot!(run.report, @"
    exit code 1
    old.yaml:11:21: warning[foreign-setting]: there are no words for the language `turkish`: dates and headings are English
    old.yaml:3:3: error[unknown-key]: unknown key `emial`
    old.yaml:7:9: error[unknown-key]: unknown key `positon`
    old.yaml:9:9: error[unknown-key]: unknown key `higlights`
    old.yaml:10:9: warning[unknown-key]: unknown key `mood` is left out
    old.yaml:12:1: warning[unknown-key]: unknown key `extra` is left out
    old.yaml:8:21: error[bad-date]: the month in `1842-13` must be between 1 and 12
    old.yaml:2:3: advice[missing-contact]: there is neither an e-mail address nor a phone number
    old.yaml: 4 errors, 3 warnings, 1 piece of advice
    ");
}

fn another_layout_has_other_options() {
    let run = Run::new(&["build", "old.yaml", "-l", "scholar", "-v", "full"]).file("old.yaml", RENDERCV).go();
    assert!(run.report.starts_with("exit code 0\nold-full.pdf"), "{}", run.report);
}

fn the_help_teaches() {
    let run = Run::new(&["convert", "--help"]).go();
    assert_snapshot!(run.stdout(), @"
    Turn a file of another tool into recto's YAML.

    FROM may be

      a RenderCV file (.yaml)      with design and settings, as far as they have a counterpart
      a JSON Resume file (.json)   of any version; or recto's own .yaml and .toml, to renew it
      LinkedIn's data export       the .zip, or the folder of its .csv files; you get it under
                                   Settings, Data privacy, Get a copy of your data
      a Europass CV (.xml)         of any version; it is attached to the PDF that Europass makes

    Nothing is lost: what has no field stands in comments, and what is guessed is marked `# guessed`.
    An existing file is never overwritten.

      recto convert resume.json              writes to standard output
      recto convert old_CV.yaml -o cv.yaml   writes cv.yaml, and the schema for editors beside it

    Files of RenderCV and JSON Resume need not be converted: `recto build` takes them as they are.

    Exits with 0 if all went well, 1 if something must be mended by hand, 2 if recto could not run.

    Usage: recto convert [OPTIONS] <FROM>

    Arguments:
      <FROM>
              The file or folder, or `-` for standard input

    Options:
      -o, --output <TO>
              The file to write, a .yaml; standard output if none is named

          --syntax <SYNTAX>
              The syntax of standard input
              
              [default: yaml]
              [possible values: yaml, json, toml]

          --message-format <FORMAT>
              How problems are written: the last three on standard output, for programs

              Possible values:
              - full:   With the line and ways out
              - short:  One line each: `file:line:column: severity[id]: message`
              - json:   One JSON object a line; keys are only ever added
              - github: Annotations of GitHub's workflows
              - junit:  One XML document, as CI systems read it
              
              [default: full]

      -h, --help
              Print help (see a summary with '-h')

      -V, --version
              Print version
    ");
}
