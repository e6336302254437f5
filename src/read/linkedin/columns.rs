//! The tables of LinkedIn's export, and what their columns become.

/// What is made of a column.
#[derive(Debug, Clone, Copy)]
pub(super) enum How {
    /// A text.
    Text(&'static str),
    /// A web address.
    Url(&'static str),
    /// When it began, or when it was if it has no end.
    Start,
    /// When it ended.
    End,
    /// When it was.
    On,
    /// Sentences and bullets.
    Prose,
}

/// A table and what its columns are.
pub(super) struct Table {
    /// The names of its file, without spaces and `.csv`.
    pub(super) files: &'static [&'static str],
    /// The section; with a capital, the title of one of its own.
    pub(super) section: &'static str,
    pub(super) columns: &'static [(&'static str, How)],
    /// Whether what has a start and no end goes on.
    pub(super) goes_on: bool,
}

/// Tables of which each row is an entry, in the order of the sections.
pub(super) static TABLES: &[Table] = &[
    Table {
        files: &["positions"],
        section: "work",
        columns: &[
            ("company name", How::Text("name")),
            ("title", How::Text("position")),
            ("description", How::Prose),
            ("location", How::Text("location")),
            ("started on", How::Start),
            ("finished on", How::End),
        ],
        goes_on: true,
    },
    Table {
        files: &["education"],
        section: "education",
        columns: &[
            ("school name", How::Text("institution")),
            ("degree name", How::Text("studyType")),
            ("field of study", How::Text("area")),
            ("grade", How::Text("score")),
            ("start date", How::Start),
            ("end date", How::End),
            ("notes", How::Prose),
            ("activities", How::Text("activities")),
        ],
        goes_on: false,
    },
    Table {
        files: &["volunteering", "volunteeringexperiences", "volunteerexperience", "volunteerexperiences"],
        section: "volunteer",
        columns: &[
            ("company name", How::Text("organization")),
            ("organization", How::Text("organization")),
            ("role", How::Text("position")),
            ("description", How::Prose),
            ("started on", How::Start),
            ("finished on", How::End),
        ],
        goes_on: true,
    },
    Table {
        files: &["projects"],
        section: "projects",
        columns: &[
            ("title", How::Text("name")),
            ("description", How::Prose),
            ("url", How::Url("url")),
            ("started on", How::Start),
            ("finished on", How::End),
        ],
        goes_on: true,
    },
    Table {
        files: &["publications"],
        section: "publications",
        columns: &[
            ("name", How::Text("name")),
            ("title", How::Text("name")),
            ("publisher", How::Text("venue")),
            ("published on", How::On),
            ("url", How::Url("url")),
            ("description", How::Prose),
        ],
        goes_on: false,
    },
    Table {
        files: &["patents"],
        section: "patents",
        columns: &[
            ("title", How::Text("title")),
            ("patent number", How::Text("id")),
            ("number", How::Text("id")),
            ("issuer", How::Text("office")),
            ("patent office", How::Text("office")),
            ("status", How::Text("status")),
            ("issued on", How::On),
            ("issue date", How::On),
            ("url", How::Url("url")),
            ("description", How::Prose),
        ],
        goes_on: false,
    },
    Table {
        files: &["honors", "honorsandawards"],
        section: "awards",
        columns: &[
            ("title", How::Text("title")),
            ("issuer", How::Text("awarder")),
            ("issued on", How::On),
            ("description", How::Prose),
        ],
        goes_on: false,
    },
    Table {
        files: &["certifications", "licenses&certifications"],
        section: "certificates",
        columns: &[
            ("name", How::Text("name")),
            ("authority", How::Text("issuer")),
            ("url", How::Url("url")),
            ("started on", How::Start),
            ("finished on", How::End),
        ],
        goes_on: false,
    },
    Table {
        files: &["languages"],
        section: "languages",
        columns: &[("name", How::Text("language")), ("proficiency", How::Text("fluency"))],
        goes_on: false,
    },
    Table {
        files: &["courses"],
        section: "Courses",
        columns: &[("name", How::Text("title")), ("number", How::Text("subtitle"))],
        goes_on: false,
    },
    Table {
        files: &["testscores"],
        section: "Test Scores",
        columns: &[
            ("name", How::Text("title")),
            ("score", How::Text("subtitle")),
            ("date", How::On),
            ("description", How::Prose),
        ],
        goes_on: false,
    },
    Table {
        files: &["organizations"],
        section: "Organizations",
        columns: &[
            ("name", How::Text("title")),
            ("position", How::Text("subtitle")),
            ("started on", How::Start),
            ("finished on", How::End),
            ("description", How::Prose),
        ],
        goes_on: true,
    },
];
