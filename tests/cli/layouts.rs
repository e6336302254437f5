//! Layouts of one's own, and photos.

use insta::assert_snapshot;
use libtest_mimic::Trial;

use super::{Run, SHORT};

pub fn tests() -> Vec<Trial> {
    crate::cases![
        cli_layouts: a_new_layout_is_a_copy, a_new_layout_with_the_kit, what_is_there_is_left, a_folder_is_a_layout,
        a_layout_beside_the_cv_is_found, a_folder_without_a_layout_is_refused, what_layouts_read_is_shown,
        a_photo_is_set, faults_of_photos_are_told, links_are_written_out_in_plain,
    ]
}

fn a_new_layout_is_a_copy() {
    let made = Run::new(&["layouts", "new", "mine", "--from", "compact"]).go();
    assert_snapshot!(made.report, @"
    exit code 0
    wrote layouts/mine; now edit it and run `recto build CV --layout mine`
    ");
    let built =
        Run::after(made, &["build", "cv.yaml", "--variant", "full", "--layout", "mine"]).file("cv.yaml", SHORT).go();
    assert_snapshot!(built.report, @"
    exit code 0
    cv-full.pdf  1 page, ? KiB
    ");
    let listed = Run::after(built, &["layouts"]).go();
    assert!(listed.stdout().contains("mine "), "{}", listed.stdout());
}

fn a_new_layout_with_the_kit() {
    let made = Run::new(&["layouts", "new", "mine", "--kit"]).go();
    assert_snapshot!(made.report, @"
    exit code 0
    wrote layouts/mine; now edit it and run `recto build CV --layout mine`
    or watch it with the sample document: `typst watch layouts/preview.typ --root layouts --input layout=mine`
    ");
    let mut names: Vec<_> = std::fs::read_dir(made.path("layouts")).expect("it is there").flatten().collect();
    names.sort_by_key(std::fs::DirEntry::file_name);
    let names = names.iter().map(|name| name.file_name().to_string_lossy().into_owned()).collect::<Vec<_>>();
    assert_snapshot!(names.join(" "), @"cv.json kit mine photo.svg preview.typ");
}

fn what_is_there_is_left() {
    let run = Run::new(&["layouts", "new", "mine"]).file("layouts/mine/layout.typ", "// my work");
    let outcome = run.go();
    assert_snapshot!(outcome.report, @"
    exit code 2
    error: `layouts/mine` is there already and is left as it is
    hint: choose another name
    ");
    assert_eq!(outcome.read("layouts/mine/layout.typ"), b"// my work");
    assert_snapshot!(Run::new(&["layouts", "new", "../mine"]).go().report, @"
    exit code 2
    error: `../mine` is no name for a layout
    hint: take letters, digits and hyphens
    ");
}

fn a_folder_is_a_layout() {
    let made = Run::new(&["layouts", "new", "mine"]).go();
    std::fs::rename(made.path("layouts/mine"), made.path("elsewhere")).expect("it can be moved");
    let cv = format!("{SHORT}recto: {{ layout: ./elsewhere }}\n");
    let built =
        Run::after(made, &["build", "cv.yaml", "--variant", "full", "-o", "{layout}.pdf"]).file("cv.yaml", cv).go();
    assert_snapshot!(built.report, @"
    exit code 0
    elsewhere.pdf  1 page, ? KiB
    ");
}

fn a_layout_beside_the_cv_is_found() {
    let made = Run::new(&["layouts", "new", "mine"]).go();
    std::fs::create_dir(made.path("cvs")).expect("it can be made");
    std::fs::rename(made.path("layouts"), made.path("cvs/layouts")).expect("it can be moved");
    let built = Run::after(made, &["build", "cvs/cv.yaml", "--variant", "full", "--layout", "mine"]);
    assert_snapshot!(built.file("cvs/cv.yaml", SHORT).go().report, @"
    exit code 0
    cv-full.pdf  1 page, ? KiB
    ");
}

fn a_folder_without_a_layout_is_refused() {
    let run = Run::new(&["build", "cv.yaml", "--layout", "./nowhere"]).file("cv.yaml", SHORT);
    assert_snapshot!(run.go().report, @"
    exit code 2
    error: there is no layout in `./nowhere`: it has no `layout.toml`; start one with `recto layouts new NAME`
    ");
}

fn what_layouts_read_is_shown() {
    let shown = Run::new(&["layouts", "document", "cv.yaml"]).file("cv.yaml", SHORT).go();
    assert!(shown.stdout().contains("\"dates\": \"1842–1843\""), "{}", shown.stdout());
}

/// A CV with a photo.
fn with_photo(name: &str) -> String {
    format!("basics: {{ name: Ada Byron, image: {name} }}\n")
}

const SVG: &str = "<svg xmlns='http://www.w3.org/2000/svg' viewBox='0 0 9 9'><circle r='4'/></svg>";

fn a_photo_is_set() {
    let build = ["build", "cvs/cv.yaml", "-v", "full", "-l", "sidebar"];
    let built = Run::new(&build).file("cvs/cv.yaml", with_photo("me.svg")).file("cvs/me.svg", SVG).go();
    let elsewhere = Run::new(&[&build[..], &["--root", "."]].concat());
    let elsewhere = elsewhere.file("cvs/cv.yaml", with_photo("../me.svg")).file("me.svg", SVG).go();
    assert_eq!(elsewhere.report, built.report);
    assert_snapshot!(built.report, @"
    exit code 0
    cv-full.pdf  1 page, ? KiB
    ");
}

fn faults_of_photos_are_told() {
    let build = |image: &str, content: &[u8]| {
        let run = Run::new(&["build", "cv.yaml", "-v", "full", "-l", "meridian"]).file("cv.yaml", with_photo(image));
        run.file("broken.png", content).go().report
    };
    assert_snapshot!(build("missing.png", b""), @"
    exit code 1
    error[bad-photo]: the photo `missing.png` cannot be read (No such file or directory (os error 2))
     --> cv.yaml:1:35
      |
    1 | basics: { name: Ada Byron, image: missing.png }
      |                                   ^^^^^^^^^^^
      |
      = hint: its path starts at the folder of the CV
    ");
    assert_snapshot!(build("broken.png", b"no image"), @"
    exit code 1
    error[bad-photo]: the photo `broken.png` is no image that can be set
     --> cv.yaml:1:35
      |
    1 | basics: { name: Ada Byron, image: broken.png }
      |                                   ^^^^^^^^^^
      |
      = hint: save it as PNG, JPEG or SVG
    ");
    assert_snapshot!(build("broken.png", b"\x89PNG\r\n\x1a\nno more"), @"
    exit code 1
    error[bad-photo]: the photo cannot be set: failed to decode image (unexpected end of file)
     --> cv.yaml:1:35
      |
    1 | basics: { name: Ada Byron, image: broken.png }
      |                                   ^^^^^^^^^^
      |
      = hint: save it anew as PNG, JPEG or SVG
    ");
    let outside = Run::new(&["build", "cvs/cv.yaml", "-v", "full"]).file("cvs/cv.yaml", with_photo("../me.svg"));
    assert_snapshot!(outside.file("me.svg", SVG).go().report, @"
    exit code 1
    error[bad-photo]: the photo `../me.svg` lies outside the folder of the CV
     --> cvs/cv.yaml:1:35
      |
    1 | basics: { name: Ada Byron, image: ../me.svg }
      |                                   ^^^^^^^^^
      |
      = hint: copy it there, or allow more with `--root FOLDER`
    ");
    // A picture of a billion pixels in a few bytes.
    let bomb = b"\x89PNG\r\n\x1a\n\0\0\0\rIHDR\0\0\x7f\xff\0\0\x7f\xff\x08\x02\0\0\0";
    assert_snapshot!(build("broken.png", bomb), @"
    exit code 1
    error[bad-photo]: the photo `broken.png` has 32767 × 32767 pixels
     --> cv.yaml:1:35
      |
    1 | basics: { name: Ada Byron, image: broken.png }
      |                                   ^^^^^^^^^^
      |
      = hint: scale it to some 800 pixels
    ");
    assert_snapshot!(build("https://example.org/me.png", b""), @"
    exit code 0
    warning[photo-elsewhere]: the photo is given by an address, not by a path, and is left out
     --> cv.yaml:1:35
      |
    1 | basics: { name: Ada Byron, image: https://example.org/me.png }
      |                                   ^^^^^^^^^^^^^^^^^^^^^^^^^^
      |
      = hint: save it beside the CV and give the file's name

    cv-full.pdf  1 page, ? KiB
    ");
}

fn links_are_written_out_in_plain() {
    let cv =
        "basics: { name: Ada }\nwork: [{ position: P, highlights: ['See [the notes](https://example.org/notes).'] }]\n";
    let built = crate::press::read_yaml(cv);
    let overrides = recto::project::Overrides { layout: Some("plain".to_owned()), ..Default::default() };
    let (input, mut sources) = built;
    let built = crate::press::set(&input, "full", &overrides, &mut sources).expect("it builds");
    let text: String = built.pages.text().split_whitespace().collect();
    assert!(text.contains("Seethenotes(https://example.org/notes)."), "{text}");
}
