//! The commands by which the Astrophysics Data System names journals.

/// What such a command stands for.
pub(super) fn journal(command: &str) -> Option<&'static str> {
    JOURNALS.iter().find(|(known, _)| *known == command).map(|(_, name)| *name)
}

const JOURNALS: &[(&str, &str)] = &[
    ("aap", "Astronomy & Astrophysics"),
    ("aapr", "Astronomy and Astrophysics Reviews"),
    ("aaps", "Astronomy and Astrophysics Supplement"),
    ("aj", "Astronomical Journal"),
    ("apj", "Astrophysical Journal"),
    ("apjl", "Astrophysical Journal Letters"),
    ("apjs", "Astrophysical Journal Supplement"),
    ("araa", "Annual Review of Astronomy and Astrophysics"),
    ("icarus", "Icarus"),
    ("jcap", "Journal of Cosmology and Astroparticle Physics"),
    ("jgr", "Journal of Geophysical Research"),
    ("mnras", "Monthly Notices of the Royal Astronomical Society"),
    ("nat", "Nature"),
    ("nar", "New Astronomy Reviews"),
    ("pasa", "Publications of the Astronomical Society of Australia"),
    ("pasj", "Publications of the Astronomical Society of Japan"),
    ("pasp", "Publications of the Astronomical Society of the Pacific"),
    ("physrep", "Physics Reports"),
    ("planss", "Planetary and Space Science"),
    ("pra", "Physical Review A"),
    ("prb", "Physical Review B"),
    ("prc", "Physical Review C"),
    ("prd", "Physical Review D"),
    ("pre", "Physical Review E"),
    ("prl", "Physical Review Letters"),
    ("procspie", "Proceedings of SPIE"),
    ("solphys", "Solar Physics"),
    ("ssr", "Space Science Reviews"),
];
