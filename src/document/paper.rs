//! Paper sizes.

use serde::Serialize;

/// A paper size that CVs are printed on.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq, Hash, Serialize)]
#[serde(rename_all = "kebab-case")]
pub enum Paper {
    /// 210 × 297 mm.
    #[default]
    A4,
    /// US Letter, 8.5 × 11 in.
    Letter,
}

impl Paper {
    /// Every paper with its name.
    pub const ALL: &[(&str, Self)] = &[("a4", Self::A4), ("letter", Self::Letter)];

    /// The name, as in `--paper a4`.
    pub fn name(self) -> &'static str {
        match self {
            Self::A4 => "a4",
            Self::Letter => "letter",
        }
    }

    /// The height in points.
    pub fn height(self) -> f64 {
        match self {
            Self::A4 => 297.0 * 72.0 / 25.4,
            Self::Letter => 11.0 * 72.0,
        }
    }
}
