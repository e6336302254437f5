//! Standards that a PDF can be held to.

/// A version of PDF, or a standard that says what may stand in one.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum Standard {
    /// PDF 1.7.
    Pdf17,
    /// PDF 2.0.
    Pdf20,
    /// PDF/UA-1: can be read by everybody, with whatever aid.
    Ua1,
    /// PDF/A-2b: looks the same for ever.
    A2b,
    /// PDF/A-2u: and its text can be searched.
    A2u,
    /// PDF/A-2a: and its structure is told.
    A2a,
    /// PDF/A-3b: as PDF/A-2b, and holds files.
    A3b,
    /// PDF/A-3u: as PDF/A-2u, and holds files.
    A3u,
    /// PDF/A-3a: as PDF/A-2a, and holds files.
    A3a,
    /// PDF/A-4: the same for PDF 2.0.
    A4,
    /// PDF/A-4f: and holds files.
    A4f,
}

impl Standard {
    /// Every standard with its name.
    pub const ALL: &[(&str, Self)] = &[
        ("1.7", Self::Pdf17),
        ("2.0", Self::Pdf20),
        ("ua-1", Self::Ua1),
        ("a-2b", Self::A2b),
        ("a-2u", Self::A2u),
        ("a-2a", Self::A2a),
        ("a-3b", Self::A3b),
        ("a-3u", Self::A3u),
        ("a-3a", Self::A3a),
        ("a-4", Self::A4),
        ("a-4f", Self::A4f),
    ];

    /// The name, as in `--standard a-2a`.
    pub fn name(self) -> &'static str {
        Self::ALL.iter().find(|(_, standard)| *standard == self).map_or("", |(name, _)| name)
    }

    /// Whether it is one of PDF/A, for archives.
    pub fn is_archival(self) -> bool {
        !matches!(self, Self::Pdf17 | Self::Pdf20 | Self::Ua1)
    }

    /// Whether a PDF may hold files.
    pub fn takes_files(self) -> bool {
        !matches!(self, Self::A2b | Self::A2u | Self::A2a | Self::A4)
    }
}
