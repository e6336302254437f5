//! `recto fonts`

use recto::world::Face;

use crate::Status;
use crate::args::FontsArgs;
use crate::fonts::load;
use crate::terminal::Terminal;

pub fn run(args: &FontsArgs, terminal: &mut Terminal) -> Status {
    let fonts = match load(&args.fonts) {
        Ok(fonts) => fonts,
        Err(message) => return terminal.refuse(message, None),
    };
    for family in fonts.faces().chunk_by(|a, b| a.family == b.family) {
        terminal.result(&family[0].family);
        terminal.result(format_args!("  {}", family.iter().map(describe).collect::<Vec<_>>().join(", ")));
    }
    Status::Fine
}

fn describe(face: &Face) -> String {
    let weight = match face.weight {
        100 => "thin",
        200 => "extra light",
        300 => "light",
        400 => "regular",
        500 => "medium",
        600 => "semibold",
        700 => "bold",
        800 => "extra bold",
        900 => "black",
        other => return format!("weight {other}"),
    };
    let italic = if face.italic { " italic" } else { "" };
    let path = face.path.as_ref().map(|path| format!(" ({})", path.display())).unwrap_or_default();
    format!("{weight}{italic}{path}")
}
