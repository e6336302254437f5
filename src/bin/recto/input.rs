//! Files that are read.

use std::io::Read;
use std::path::Path;

/// The text of a file, or of standard input for `-`, and the name to show for it.
///
/// # Errors
/// A sentence on why it cannot be read.
pub fn read(path: &Path) -> Result<(String, String), String> {
    let mut bytes = Vec::new();
    let (result, name) = match path == Path::new("-") {
        true => (std::io::stdin().lock().read_to_end(&mut bytes), "<stdin>".to_owned()),
        false => {
            let result = std::fs::File::open(path).and_then(|mut file| file.read_to_end(&mut bytes));
            (result, path.display().to_string())
        }
    };
    result.map_err(|error| format!("cannot read `{name}` ({error})"))?;
    String::from_utf8(bytes).map(|text| (text, name.clone())).map_err(|error| {
        format!("`{name}` is not UTF-8 text (byte {}); save it as UTF-8", error.utf8_error().valid_up_to())
    })
}
