//! The words and date forms of one language, read from `data/locales/<code>.toml`.

use serde::Deserialize;

use crate::document::{Date, Day, Words};

mod embedded {
    include!(concat!(env!("OUT_DIR"), "/locales.rs"));
}

/// The words of one language.
#[derive(Debug, Clone, Deserialize)]
#[serde(rename_all = "kebab-case", deny_unknown_fields)]
pub struct Locale {
    /// The code, such as `en`.
    #[serde(skip)]
    pub code: String,
    /// The language's own name.
    pub name: String,
    /// Whether it is written from right to left.
    #[serde(default)]
    pub right_to_left: bool,
    /// For what still goes on.
    pub present: String,
    /// What the document is called.
    pub cv: String,
    /// Between a label and its value.
    pub colon: String,
    /// Between the words of a list.
    pub list: String,
    /// What is read out in place of a photo, in front of the name.
    pub photo: String,
    /// The heading of contact data.
    pub contact: String,
    /// The heading of the summary.
    pub profile: String,
    /// Between the parts of one line.
    pub comma: String,
    /// How many of how many; `{shown}` and `{total}` are replaced.
    pub count: String,
    /// The heading of publications that are not all.
    pub selected_publications: String,
    /// The subheading of publications that belong to none of the others.
    pub other_publications: String,
    /// What stands for authors that are left out.
    pub et_al: String,
    /// Where someone is now; `{position}` is replaced.
    pub now: String,
    /// Date forms.
    pub dates: DateForms,
    /// What stands in front of the venue of a paper that is not out yet.
    pub status: Statuses,
    /// What stands in place of a venue that is not given.
    pub status_alone: Statuses,
    /// What signs behind the names of authors mean.
    pub marks: Marks,
    /// Headings of publications of a kind.
    pub publication_kinds: std::collections::BTreeMap<String, String>,
    /// Headings of sections by their key.
    pub sections: std::collections::BTreeMap<String, String>,
}

/// How dates are written; `{day}`, `{month}` and `{year}` are replaced.
#[derive(Debug, Clone, Deserialize)]
#[serde(rename_all = "kebab-case", deny_unknown_fields)]
pub struct DateForms {
    /// The twelve months as they are written in dates.
    pub months: [String; 12],
    /// A month of a year.
    pub month: String,
    /// A day.
    pub day: String,
}

/// Words for how far a paper has come.
#[derive(Debug, Clone, Deserialize)]
#[serde(rename_all = "kebab-case", deny_unknown_fields)]
pub struct Statuses {
    /// Accepted, not out yet.
    pub accepted: String,
    /// In press.
    pub in_press: String,
    /// Submitted, under review.
    pub under_review: String,
    /// Not reviewed.
    pub preprint: String,
}

/// What signs behind the names of authors mean.
#[derive(Debug, Clone, Deserialize)]
#[serde(rename_all = "kebab-case", deny_unknown_fields)]
pub struct Marks {
    /// Of those who contributed equally.
    pub equal: String,
    /// Of the corresponding author.
    pub corresponding: String,
}

impl Locale {
    /// The locale for a language code; `zh-Hans` falls back to `zh`.
    pub fn by_code(code: &str) -> Option<Self> {
        let lower = code.to_lowercase();
        let primary = lower.split(['-', '_']).next().unwrap_or_default();
        [lower.as_str(), primary].into_iter().find_map(|wanted| {
            let (found, text) = embedded::LOCALES.iter().find(|(found, _)| *found == wanted)?;
            let table = ::toml::de::Deserializer::parse(text).ok()?;
            let locale = Self::deserialize(table).ok()?;
            Some(Self { code: (*found).to_owned(), ..locale })
        })
    }

    /// The codes of all locales.
    pub fn codes() -> impl Iterator<Item = &'static str> + Clone {
        embedded::LOCALES.iter().map(|(code, _)| *code)
    }

    /// A date as printed, exactly as precise as it is known.
    pub fn date(&self, date: &Date) -> String {
        match date {
            Date::Words(words) => words.clone(),
            Date::Day(Day { year, month: None, .. }) => year.to_string(),
            Date::Day(Day { year, month: Some(month), day }) => {
                let name = &self.dates.months[usize::from(*month).clamp(1, 12) - 1];
                let form = if day.is_some() { &self.dates.day } else { &self.dates.month };
                let day = day.map(|day| day.to_string()).unwrap_or_default();
                form.replace("{day}", &day).replace("{month}", name).replace("{year}", &year.to_string())
            }
        }
    }

    /// `9 of 20`
    pub fn count(&self, shown: usize, total: usize) -> String {
        self.count.replace("{shown}", &shown.to_string()).replace("{total}", &total.to_string())
    }

    /// The heading of a kind of section.
    pub fn section(&self, key: &str) -> &str {
        self.sections.get(key).map_or("", String::as_str)
    }

    /// The heading of publications of a kind.
    pub fn publication_kind(&self, kind: &str) -> &str {
        self.publication_kinds.get(kind).map_or("", String::as_str)
    }

    /// The words that layouts print.
    pub fn words(&self) -> Words {
        Words {
            cv: self.cv.clone(),
            colon: self.colon.clone(),
            comma: self.comma.clone(),
            contact: self.contact.clone(),
            profile: self.profile.clone(),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::model::SECTION_KINDS;

    #[test]
    fn every_locale_is_complete() {
        for code in Locale::codes() {
            let locale = Locale::by_code(code).unwrap_or_else(|| panic!("data/locales/{code}.toml cannot be read"));
            for kind in SECTION_KINDS {
                assert!(!locale.section(kind.key()).is_empty(), "{code}.toml has no heading for `{}`", kind.key());
            }
        }
    }

    #[test]
    fn dates_are_as_precise_as_known() {
        let locale = Locale::by_code("en").expect("English is built in");
        let shown = |text| locale.date(&Date::parse(text).expect("a date"));
        assert_eq!(shown("2015-09"), "Sept. 2015");
        assert_eq!(shown("2015"), "2015");
        assert_eq!(shown("2015-05-09"), "9 May 2015");
        assert_eq!(shown("Spring 2021"), "Spring 2021");
    }
}
