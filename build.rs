//! Puts layouts, fonts, locales and explanations into the binary: each is a folder that lists itself. And a hash of what the
//! library is built from.

use std::fmt::Write as _;
use std::path::{Path, PathBuf};
use std::{env, fs, io};

fn main() -> io::Result<()> {
    // Cargo runs this in the package's folder. No path here is absolute: another checkout may share the folder of builds.
    let root = Path::new("");
    let out = PathBuf::from(env::var_os("OUT_DIR").expect("cargo sets it"));

    let layouts = files(root, "layouts", &["toml", "typ", "svg", "json"])?;
    fs::write(out.join("layouts.rs"), table("LAYOUT_FILES", "&[u8]", "include_bytes!", layouts, |path| path))?;

    let fonts = table("FONT_FILES", "&[u8]", "include_bytes!", files(root, "fonts", &["otf", "ttf"])?, |path| path);
    fs::write(out.join("fonts.rs"), fonts)?;

    let explain = files(root, "data/explain", &["md"])?;
    fs::write(
        out.join("explain.rs"),
        table("EXPLANATIONS", "&str", "include_str!", explain, |p| p.trim_end_matches(".md")),
    )?;

    println!("cargo::rustc-env=RECTO_BUILD={:016x}", hash_of_sources(root)?);

    let locales = files(root, "data/locales", &["toml"])?;
    fs::write(
        out.join("locales.rs"),
        table("LOCALES", "&str", "include_str!", locales, |p| p.trim_end_matches(".toml")),
    )
}

/// A hash (FNV-1a) of what the library is built from: a PDF that one build made is not taken for that of another.
fn hash_of_sources(root: &Path) -> io::Result<u64> {
    let mut sources = files(root, "src", &["rs"])?;
    sources.retain(|(path, _)| !path.starts_with("bin/"));
    sources.extend(files(root, "data/locales", &["toml"])?);
    sources.extend(files(root, "data/imports", &["toml"])?);
    sources.push(("Cargo.lock".to_owned(), root.join("Cargo.lock")));
    println!("cargo::rerun-if-changed={}", root.join("Cargo.lock").display());
    let mut hash = 0xcbf2_9ce4_8422_2325_u64;
    for (path, whole) in sources {
        // A package from a registry may come without its lock file.
        let text = fs::read(whole).unwrap_or_default();
        for byte in path.bytes().chain(text) {
            hash = (hash ^ u64::from(byte)).wrapping_mul(0x0100_0000_01b3);
        }
    }
    Ok(hash)
}

/// The files below a folder with one of the extensions, sorted: (path below the folder with `/`, path below the root).
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
    for (path, whole) in files {
        let file = format!("concat!(env!(\"CARGO_MANIFEST_DIR\"), {:?})", format!("/{}", whole.display()));
        writeln!(source, "    ({:?}, {include}({file})),", key(&path)).expect("writing to a string works");
    }
    source.push_str("];\n");
    source
}
