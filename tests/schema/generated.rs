//! What is generated and committed is up to date, and is named where editors look for it.

use std::fs;

use libtest_mimic::Trial;

pub fn tests() -> Vec<Trial> {
    crate::cases![schema: the_schema_is_up_to_date, the_reference_is_up_to_date, starters_name_it_in_their_first_lines]
}

fn the_schema_is_up_to_date() {
    compare("schema/cv.schema.json", &recto::schema::json());
}

fn the_reference_is_up_to_date() {
    compare("docs/format.md", &recto::schema::reference());
}

/// Editors look for the schema beside the CV, where `recto init` puts it.
fn starters_name_it_in_their_first_lines() {
    for (file, line) in [
        ("cv.yaml", "# yaml-language-server: $schema=cv.schema.json\n"),
        ("cv.json", "{\n  \"$schema\": \"cv.schema.json\",\n"),
        ("cv.toml", "#:schema cv.schema.json\n"),
    ] {
        let text = fs::read_to_string(root().join("data/starter").join(file)).expect("it is there");
        assert!(text.starts_with(line), "{file} does not begin with {line}");
    }
}

/// Fails if a committed file is not as generated; `UPDATE=1` renews it.
fn compare(file: &str, generated: &str) {
    let path = root().join(file);
    if fs::read_to_string(&path).is_ok_and(|committed| committed == generated) {
        return;
    }
    if std::env::var_os("UPDATE").is_some() {
        fs::write(&path, generated).expect("the repository can be written");
        return;
    }
    panic!("{file} is out of date: run `UPDATE=1 cargo test --test suite schema::`");
}

fn root() -> &'static std::path::Path {
    std::path::Path::new(env!("CARGO_MANIFEST_DIR"))
}
