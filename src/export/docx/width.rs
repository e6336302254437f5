//! About how wide text is in the face that the styles name: whether dates still fit on the line of what they belong to.
//!
//! What Word does is known to Word alone. Where dates did not fit after all, it would set them at the start of the next line.

use unicode_width::UnicodeWidthChar;

/// An em of the text, in twentieths of a point.
const EM: u32 = 210;

/// What a head and its dates stay apart by, in twentieths of a point.
const GAP: u32 = 120;

/// The part of a line that it may be longer than it seems: words in bold are, and letters between which there is more white.
const DOUBT: u32 = 40;

/// Whether dates fit on the last line of a head, on lines of a width in twentieths of a point.
pub fn fits(head: &str, dates: &str, width: u32) -> bool {
    let space = advance(' ');
    let mut line = 0;
    for word in head.split_whitespace() {
        let word = measure(word);
        line = match line {
            0 => word,
            line if line + space + word <= width => line + space + word,
            _ => word,
        };
    }
    let text = line + measure(dates);
    text + text / DOUBT + GAP <= width
}

fn measure(text: &str) -> u32 {
    text.chars().map(advance).sum()
}

/// The width of a character in Calibri, or about that of one that it does not have.
fn advance(c: char) -> u32 {
    let known = u32::from(c).checked_sub(u32::from(' ')).and_then(|at| ADVANCES.get(at as usize)).copied();
    let thousandths = known.map(u32::from).unwrap_or_else(|| match c.width() {
        Some(0) | None => 0,
        Some(1) => 540,
        Some(_) => 1000,
    });
    EM * thousandths / 1000
}

/// The widths of the printable characters of ASCII in Carlito, which are those of Calibri, in thousandths of an em.
#[rustfmt::skip]
const ADVANCES: [u16; 95] = [
    226, 326, 401, 498, 507, 715, 682, 221, 303, 303, 498, 498, 250, 306, 252, 386, 507, 507, 507, 507,
    507, 507, 507, 507, 507, 507, 268, 268, 498, 498, 498, 463, 894, 579, 544, 533, 615, 488, 459, 631,
    623, 252, 319, 520, 420, 855, 646, 662, 517, 673, 543, 459, 487, 642, 567, 890, 519, 487, 468, 307,
    386, 307, 498, 498, 291, 479, 525, 423, 525, 498, 305, 471, 525, 229, 239, 455, 229, 799, 525, 527,
    525, 525, 349, 391, 335, 525, 452, 715, 433, 453, 395, 314, 460, 314, 498,
];

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn dates_go_below_a_full_line() {
        // What LibreOffice set on A4 in Carlito, which has the measures of Calibri.
        let line = 9638;
        for (head, dates, expected) in [
            ("", "2024", true),
            ("Data Engineering Intern, Havelwerk Energy Data, Berlin", "Mar. 2025 – Aug. 2025", true),
            (&"Word ".repeat(15), "2024", true),
            (&"Word ".repeat(16), "Mar. 2025 – Aug. 2025", false),
            (&"Word ".repeat(25), "Mar. 2025 – Aug. 2025", true),
            (&"漢字".repeat(22), "2024年3月", false),
        ] {
            assert_eq!(fits(head, dates, line), expected, "{head}");
        }
    }
}
