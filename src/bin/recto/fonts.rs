//! The fonts a command asks for.

use std::sync::Arc;

use recto::world::{FontFault, Fonts};

use crate::args::FontArgs;

/// Those in the binary, then those of the folders, then those of the system.
///
/// # Errors
/// A sentence on the folder that has no fonts.
pub fn load(args: &FontArgs) -> Result<Arc<Fonts>, String> {
    let mut fonts = Fonts::bundled();
    for folder in &args.font_path {
        fonts.add_folder(folder).map_err(|fault| match fault {
            FontFault::NoFolder(path) => format!("there is no folder `{}`", path.display()),
            FontFault::NoFont(path) => format!("there is no font in `{}`", path.display()),
        })?;
    }
    if args.system_fonts {
        fonts.add_system();
    }
    Ok(Arc::new(fonts))
}
