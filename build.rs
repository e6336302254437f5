//! Puts layouts, fonts, locales and explanations into the binary: each is a folder that lists itself.

use std::fmt::Write as _;
use std::path::{Path, PathBuf};
use std::{env, fs, io};

fn main() -> io::Result<()> {
    let root = PathBuf::from(env!("CARGO_MANIFEST_DIR"));
    let out = PathBuf::from(env::var_os("OUT_DIR").expect("cargo sets it"));

    let layouts = files(&root, "layouts", &["toml", "typ", "svg", "json"])?;
    fs::write(out.join("layouts.rs"), table("LAYOUT_FILES", "&[u8]", "include_bytes!", layouts, |path| path))?;

    let fonts = table("FONT_FILES", "&[u8]", "include_bytes!", files(&root, "fonts", &["otf", "ttf"])?, |path| path);
    fs::write(out.join("fonts.rs"), fonts)?;

    let explain = files(&root, "data/explain", &["md"])?;
    fs::write(
        out.join("explain.rs"),
        table("EXPLANATIONS", "&str", "include_str!", explain, |p| p.trim_end_matches(".md")),
    )?;

    let locales = files(&root, "data/locales", &["toml"])?;
    fs::write(
        out.join("locales.rs"),
        table("LOCALES", "&str", "include_str!", locales, |p| p.trim_end_matches(".toml")),
    )
}

/// The files below a folder with one of the extensions, sorted: (path below the folder with `/`, absolute path).
fn files(root: &Path, folder: &str, extensions: &[&str]) -> io::Result<Vec<(String, PathBuf)>> {
    let folder = root.join(folder);
    let mut found = Vec::new();
    let mut pending = vec![folder.clone()];
    while let Some(next) = pending.pop() {
        println!("cargo::rerun-if-changed={}", next.display());
        for entry in fs::read_dir(&next)? {
            let path = entry?.path();
            if path.is_dir() {
                pending.push(path);
            } else if path.extension().is_some_and(|found| extensions.iter().any(|wanted| found == *wanted)) {
                let parts = path.strip_prefix(&folder).expect("it lies below").iter();
                let name = parts.map(|part| part.to_string_lossy()).collect::<Vec<_>>().join("/");
                found.push((name, path));
            }
        }
    }
    found.sort();
    Ok(found)
}

/// Rust source of a `static` table from names to contents.
fn table(name: &str, kind: &str, include: &str, files: Vec<(String, PathBuf)>, key: fn(&str) -> &str) -> String {
    let mut source = format!("pub(super) static {name}: &[(&str, {kind})] = &[\n");
    for (path, absolute) in files {
        writeln!(source, "    ({:?}, {include}({:?})),", key(&path), absolute).expect("writing to a string works");
    }
    source.push_str("];\n");
    source
}
