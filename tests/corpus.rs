//! What fuzzing found worth keeping, replayed: nothing panics, nothing hangs.

#[path = "../fuzz/fuzz_targets/whole.rs"]
mod whole;

use std::path::Path;

use libtest_mimic::Trial;

pub fn tests() -> Vec<Trial> {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/corpus");
    let syntaxes = std::fs::read_dir(folder).expect("there is a corpus").flatten();
    syntaxes
        .map(|syntax| {
            let name = syntax.file_name().to_string_lossy().into_owned();
            Trial::test(format!("corpus::{name}"), move || {
                for file in std::fs::read_dir(syntax.path())?.flatten() {
                    whole::whole(&name, &std::fs::read(file.path())?);
                }
                Ok(())
            })
        })
        .collect()
}
