//! Styles of citation: those that are built in, and files.

use hayagriva::archive::ArchivedStyle;
use hayagriva::citationberg::{self, IndependentStyle, Locale, LocaleCode};
use serde_json::Value as Json;

use crate::diag::near;

/// A style of citation.
#[derive(Debug, Clone)]
pub struct Style {
    style: IndependentStyle,
    /// The same, for changing how many authors are named.
    json: Json,
}

/// Why there is no style.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum StyleFault {
    /// None is called so; perhaps another was meant.
    Unknown(Option<&'static str>),
    /// The file is no style, or one that has no list of references.
    Unfit(String),
}

/// Names that people use, for those of the styles.
const ALIASES: &[(&str, &str)] = &[
    ("acm", "association-for-computing-machinery"),
    ("acs", "american-chemical-society"),
    ("aip", "american-institute-of-physics"),
    ("ama", "american-medical-association"),
    ("aps", "american-physics-society"),
    ("asa", "american-sociological-association"),
    ("chicago", "chicago-author-date"),
    ("gb-7714", "gb-7714-2015-numeric"),
    ("harvard", "harvard-cite-them-right"),
    ("iso-690", "iso-690-author-date"),
    ("lncs", "springer-lecture-notes-in-computer-science"),
];

impl Style {
    /// The names of all styles that are built in.
    pub fn names() -> impl Iterator<Item = &'static str> {
        let styles = ArchivedStyle::all().iter().flat_map(|style| style.names().iter().copied());
        styles.chain(ALIASES.iter().map(|(alias, _)| *alias))
    }

    /// The style that is built in under a name.
    ///
    /// # Errors
    /// With the name that comes nearest, if there is no style of this name.
    pub fn by_name(name: &str) -> Result<Self, StyleFault> {
        let known = ALIASES.iter().find(|(alias, _)| *alias == name).map_or(name, |(_, name)| name);
        let style = ArchivedStyle::by_name(known).ok_or_else(|| StyleFault::Unknown(near(name, Self::names())))?;
        Self::new(style.get())
    }

    /// The style that a file holds.
    ///
    /// # Errors
    /// With what is wrong with it.
    pub fn from_xml(xml: &str) -> Result<Self, StyleFault> {
        let style = citationberg::Style::from_xml(xml);
        Self::new(style.map_err(|error| StyleFault::Unfit(format!("is no CSL style ({error})")))?)
    }

    fn new(style: citationberg::Style) -> Result<Self, StyleFault> {
        let unfit = |why: &str| StyleFault::Unfit(why.to_owned());
        let useless = |error| StyleFault::Unfit(format!("cannot be used ({error})"));
        let mut json = serde_json::to_value(&style).map_err(useless)?;
        leave_out(&mut json, UNWANTED);
        name_names(&mut json);
        let style = serde_json::from_value(json.clone()).map_err(useless)?;
        let citationberg::Style::Independent(mut style) = style else {
            return Err(unfit("depends on another style; name that one"));
        };
        let list = style.bibliography.as_mut().ok_or_else(|| unfit("has no list of references"))?;
        // The order of the list is the CV's, and every entry stands for itself.
        list.sort = None;
        list.subsequent_author_substitute = None;
        list.second_field_align = None;
        Ok(Self { style, json })
    }

    pub(super) fn independent(&self) -> &IndependentStyle {
        &self.style
    }

    /// The same style, which names so many authors first if there are at least so many in all.
    pub(super) fn with_authors(&self, limits: Option<(usize, usize)>) -> Self {
        let Some((least, first)) = limits else { return self.clone() };
        let mut json = self.json.clone();
        limit(&mut json, least, first);
        let style = serde_json::from_value::<citationberg::Style>(json.clone()).ok();
        let mut style = style.and_then(|style| Self::new(style).ok()).unwrap_or_else(|| self.clone());
        if let Some(list) = &mut style.style.bibliography {
            let (least, first) = (u32::try_from(least).unwrap_or(u32::MAX), u32::try_from(first).unwrap_or(u32::MAX));
            list.name_options.et_al_min = Some(least);
            list.name_options.et_al_use_first = Some(first);
        }
        style
    }

    /// The language of a style that is made for one; else that of the document, where there are words for it.
    pub(super) fn locale(&self, lang: &str, locales: &[Locale]) -> Option<LocaleCode> {
        if let Some(own) = &self.style.default_locale {
            return Some(own.clone());
        }
        let exact = match lang {
            "en" => "en-US",
            "zh" => "zh-CN",
            "pt" => "pt-PT",
            other => other,
        };
        let codes: Vec<_> = locales.iter().filter_map(|locale| locale.lang.as_ref()).collect();
        let found = codes.iter().find(|code| code.0.eq_ignore_ascii_case(exact));
        found.or_else(|| codes.iter().find(|code| code.0.split('-').next() == lang.split('-').next())).copied().cloned()
    }
}

/// Variables that are not wanted: the list has numbers of its own, and what hayagriva takes for the title of a volume is that
/// of the proceedings once more.
const UNWANTED: &[&str] = &["citation-number", "volume-title"];

/// A variable that no entry has.
const NOTHING: &str = "division";

/// Puts a variable that no entry has in the place of others, with all that a style prints round them.
fn leave_out(json: &mut Json, unwanted: &[&str]) {
    match json {
        Json::Object(map) => map.iter_mut().for_each(|(key, value)| match key.as_str() {
            "@variable" => rename(value, unwanted),
            _ => leave_out(value, unwanted),
        }),
        Json::Array(items) => items.iter_mut().for_each(|item| leave_out(item, unwanted)),
        _ => {}
    }
}

fn rename(names: &mut Json, unwanted: &[&str]) {
    match names {
        Json::String(names) => {
            let shown = |name| if unwanted.contains(&name) { NOTHING } else { name };
            *names = names.split(' ').map(shown).collect::<Vec<_>>().join(" ");
        }
        Json::Array(items) => items.iter_mut().for_each(|item| rename(item, unwanted)),
        _ => {}
    }
}

/// Names for which a style says nothing of their form are set in the usual form; hayagriva would set none.
fn name_names(json: &mut Json) {
    match json {
        Json::Object(map) => {
            for (key, value) in map.iter_mut().filter(|(key, _)| *key != "substitute") {
                if key == "names"
                    && let Some(children) = value.get_mut("$value").and_then(Json::as_array_mut)
                    && children.iter().all(|child| child.get("name").is_none())
                    && let Ok(name) = serde_json::to_value(citationberg::Name::default())
                {
                    children.insert(0, serde_json::json!({ "name": name }));
                }
                name_names(value);
            }
        }
        Json::Array(items) => items.iter_mut().for_each(name_names),
        _ => {}
    }
}

/// Changes the limits wherever a style sets them.
fn limit(json: &mut Json, least: usize, first: usize) {
    match json {
        Json::Object(map) => {
            for (key, value) in map.iter_mut() {
                match key.as_str() {
                    "@et-al-min" if !value.is_null() => *value = least.into(),
                    "@et-al-use-first" if !value.is_null() => *value = first.into(),
                    _ => limit(value, least, first),
                }
            }
        }
        Json::Array(items) => items.iter_mut().for_each(|item| limit(item, least, first)),
        _ => {}
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_style_can_be_used_or_says_why_not() {
        let mut unfit = Vec::new();
        for name in Style::names() {
            match Style::by_name(name) {
                // What is changed can be read again.
                Ok(style) => {
                    let changed = style.with_authors(Some((3, 2)));
                    let list = changed.style.bibliography.expect("it has one");
                    assert_eq!(list.name_options.et_al_use_first, Some(2), "{name}");
                    assert_eq!(style.style.macros.len(), changed.style.macros.len(), "{name}");
                    let mut json = style.json.clone();
                    limit(&mut json, 3, 2);
                    assert!(serde_json::from_value::<citationberg::Style>(json).is_ok(), "{name}");
                }
                Err(fault) => unfit.push((name, fault)),
            }
        }
        assert!(unfit.iter().all(|(_, fault)| matches!(fault, StyleFault::Unfit(_))), "{unfit:?}");
        assert!(unfit.len() < 8, "{unfit:?}");
    }

    #[test]
    fn a_slip_is_told() {
        assert_eq!(Style::by_name("iee").err(), Some(StyleFault::Unknown(Some("ieee"))));
        assert!(matches!(Style::from_xml("<style>"), Err(StyleFault::Unfit(_))));
    }
}
