//! What an entry is, told by its keys as RenderCV does, and what its section becomes, told by its title.

use crate::model::Locale;
use crate::read::draft::is_nothing;
use crate::syntax::{Node, Value};

/// RenderCV's kinds of entries, in the order in which it tries them.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Type {
    Text,
    OneLine,
    Normal,
    Experience,
    Education,
    Publication,
    Bullet,
    Numbered,
    ReversedNumbered,
}

/// The keys that only one kind has.
const OWN: &[(Type, &[&str])] = &[
    (Type::OneLine, &["label", "details"]),
    (Type::Normal, &["name"]),
    (Type::Experience, &["company", "position"]),
    (Type::Education, &["institution", "area", "degree", "study_type", "grade"]),
    (Type::Publication, &["title", "authors", "doi", "journal", "url"]),
    (Type::Bullet, &["bullet"]),
    (Type::Numbered, &["number"]),
    (Type::ReversedNumbered, &["reversed_number"]),
];

/// The keys that several kinds have.
const SHARED: &[&str] = &["date", "start_date", "end_date", "location", "summary", "highlights"];

impl Type {
    /// The kind of an entry; `None` if no key tells.
    pub(super) fn of(entry: &Node) -> Option<Self> {
        let Value::Map(map) = &entry.value else {
            return entry.value.scalar().map(|_| Self::Text);
        };
        let has = |key: &&str| map.get(key).is_some_and(|node| !is_nothing(&node.value));
        OWN.iter().find(|(_, keys)| keys.iter().any(&has)).map(|(kind, _)| *kind)
    }

    /// Every key that RenderCV knows in an entry of this kind.
    pub(super) fn keys(self) -> Vec<&'static str> {
        let own = OWN.iter().find(|(kind, _)| *kind == self).map_or(&[][..], |(_, keys)| keys);
        let shared = match self {
            Self::Normal | Self::Experience | Self::Education => SHARED,
            Self::Publication => &["date", "summary"],
            _ => &[],
        };
        let old: &[_] = if self == Self::OneLine { &["name"] } else { &[] };
        own.iter().chain(shared).chain(old).copied().collect()
    }
}

/// Words in titles of sections, and what a section of such a title is; the first that fits. Only where the kind of entries
/// can be told apart no further.
const TITLES: &[(&str, &[&str])] = &[
    ("volunteer", &["volunteer", "ehrenamt", "bénévol"]),
    ("patents", &["patent"]),
    ("publications", &["publication", "paper", "veröffentlichung"]),
    (
        "skills",
        &[
            "skill",
            "technolog",
            "competenc",
            "tools",
            "expertise",
            "programming",
            "compétence",
            "kenntnis",
            "fähigkeit",
        ],
    ),
    ("languages", &["language", "sprachen", "langues", "语言"]),
    ("interests", &["interest", "hobb", "interessen", "loisir"]),
    ("references", &["referenc", "referee", "recommendation", "referenzen"]),
    ("certificates", &["certif", "licens", "licenc", "zertifikat"]),
    ("awards", &["award", "honor", "honour", "prize", "scholarship", "fellowship", "auszeichnung", "distinction"]),
    ("grants", &["grant", "funding"]),
    ("talks", &["talk", "presentation", "lecture", "vortr"]),
    ("teaching", &["teaching", "lehre", "enseignement"]),
    ("advising", &["advising", "mentoring", "supervision"]),
    ("press", &["press", "media coverage"]),
    ("software", &["software", "open source", "open-source"]),
    ("projects", &["project", "projekt", "projet"]),
    ("service", &["service", "committee", "reviewing"]),
    ("education", &["education", "ausbildung", "formation"]),
    ("work", &["experience", "employment", "work", "career", "berufserfahrung"]),
];

/// What a section may become by its title and its entries; `None` for a section of its own.
pub(super) fn section_kind(title: &str, entries: Type) -> Option<&'static str> {
    let by_title = by_title(title);
    match entries {
        Type::Experience => Some(if by_title == Some("volunteer") { "volunteer" } else { "work" }),
        Type::Education => Some("education"),
        Type::Publication => Some("publications"),
        Type::Normal => by_title.filter(|kind| !["skills", "publications", "education", "references"].contains(kind)),
        Type::OneLine => by_title
            .filter(|kind| ["skills", "languages", "interests", "awards", "certificates", "references"].contains(kind)),
        Type::Text | Type::Bullet | Type::Numbered | Type::ReversedNumbered => None,
    }
}

fn by_title(title: &str) -> Option<&'static str> {
    let title = title.to_lowercase();
    let words = TITLES.iter().find(|(_, words)| words.iter().any(|word| title.contains(word)));
    words.map(|(kind, _)| *kind).or_else(|| by_heading(&title))
}

/// The kind that is called so in some language.
fn by_heading(title: &str) -> Option<&'static str> {
    let locales = Locale::codes().filter_map(Locale::by_code);
    let keys = TITLES.iter().map(|(kind, _)| *kind);
    locales.into_iter().find_map(|locale| keys.clone().find(|key| locale.section(key).to_lowercase() == title))
}

/// Whether a section of this title is the usual one of its kind, and so the one to be it if there are several.
pub(super) fn is_usual(title: &str, kind: &str) -> bool {
    let title = title.to_lowercase();
    let usual: &[&str] = match kind {
        "work" => {
            &["experience", "work experience", "professional experience", "employment", "work", "employment history"]
        }
        "projects" => &["projects"],
        "skills" => &["skills", "technical skills", "technologies"],
        "awards" => &["awards", "honors and awards", "awards and honors"],
        _ => &[],
    };
    usual.contains(&&*title) || title == kind
}

/// Whether a section of texts is what stands below the name.
pub(super) fn is_summary(title: &str) -> bool {
    let titles = [
        "summary",
        "profile",
        "about",
        "about me",
        "professional summary",
        "personal profile",
        "profil",
        "zusammenfassung",
    ];
    titles.contains(&&*title.to_lowercase())
}

/// The title that RenderCV makes of a key: `work_experience` is "Work Experience".
pub(super) fn title(key: &str) -> String {
    const SMALL: &[&str] = &[
        "a", "and", "as", "at", "but", "by", "for", "from", "if", "in", "into", "like", "near", "nor", "of", "off",
        "on", "onto", "or", "over", "so", "than", "that", "to", "upon", "when", "with", "yet",
    ];
    if key.contains(' ') || (!key.contains('_') && key.contains(char::is_uppercase)) {
        return key.to_owned();
    }
    let word = |word: &str| {
        let mut letters = word.chars();
        match letters.next().filter(|_| !SMALL.contains(&word)) {
            Some(first) => first.to_uppercase().chain(letters).collect(),
            None => word.to_owned(),
        }
    };
    key.split('_').map(word).collect::<Vec<String>>().join(" ")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn titles_tell_what_sections_are() {
        for (title, entries, kind) in [
            ("Experience", Type::Experience, Some("work")),
            ("Berufserfahrung", Type::Experience, Some("work")),
            ("Volunteer Experience", Type::Experience, Some("volunteer")),
            ("Programming Languages", Type::OneLine, Some("skills")),
            ("Languages", Type::OneLine, Some("languages")),
            ("Selected Honors", Type::Normal, Some("awards")),
            ("Bücher", Type::Normal, None),
            ("Open Source Projects", Type::Normal, Some("software")),
            ("Skills", Type::Bullet, None),
        ] {
            assert_eq!(section_kind(title, entries), kind, "{title}");
        }
    }

    #[test]
    fn keys_become_titles() {
        assert_eq!(title("education_and_training"), "Education and Training");
        assert_eq!(title("Welcome to it!"), "Welcome to it!");
        assert_eq!(title("projects"), "Projects");
        assert_eq!(title("welcome_to_RenderCV!"), "Welcome to RenderCV!");
    }
}
