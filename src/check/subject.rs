//! What rules look at, and the questions several of them ask.

use std::cell::{OnceCell, RefCell};
use std::collections::{BTreeSet, HashMap};

use crate::diag::Sink;
use crate::document::{Day, Entry, Inline, plain_text};
use crate::model::{Cv, Item, Locale, Owner, Section, Setting, is_name_of, same_key};
use crate::source::Span;
use crate::syntax::{Map, Node, Value};

/// The language of texts of which nothing else is said.
const DEFAULT_LANG: &str = "en";

/// The kind of section that holds jobs.
pub(super) const JOBS: &str = "work";

/// A CV to look at.
pub struct Subject<'a> {
    /// The CV.
    pub cv: &'a Cv,
    /// The tree it was read from.
    pub node: &'a Node,
    /// The day it is, if that is known; without it nothing is said to lie in the future.
    pub today: Option<Day>,
    lang: &'a str,
    locale: Locale,
    owner: Owner,
    /// Every map by its place, once anybody asks.
    maps: OnceCell<HashMap<(u32, u32), &'a Map>>,
}

impl<'a> Subject<'a> {
    /// A CV with the tree it was read from, and the day it is.
    pub fn new(cv: &'a Cv, node: &'a Node, today: Option<Day>) -> Self {
        let lang = cv.settings.lang.as_ref().map_or(DEFAULT_LANG, |lang| lang.value.as_str());
        let locale = Locale::by_code(lang).or_else(|| Locale::by_code(DEFAULT_LANG)).expect("English is built in");
        Self { cv, node, today, lang, locale, owner: cv.settings.owner(&cv.basics), maps: OnceCell::new() }
    }

    /// The value at a path of keys from the top, unless it is null or an empty text.
    pub fn node_at(&self, keys: &[&str]) -> Option<&'a Node> {
        let found = keys.iter().try_fold(self.node, |node, key| {
            let Value::Map(map) = &node.value else { return None };
            map.iter().find(|(name, _)| same_key(&name.value, key)).map(|(_, node)| node)
        })?;
        let is_absent = match &found.value {
            Value::Null => true,
            Value::Text(text) => text.trim().is_empty(),
            _ => false,
        };
        (!is_absent).then_some(found)
    }

    /// Every entry with its section.
    pub fn items(&self) -> impl Iterator<Item = (&'a Section, &'a Item)> {
        self.cv.sections.iter().flat_map(|section| section.items.iter().map(move |item| (section, item)))
    }

    /// The jobs.
    pub fn jobs(&self) -> impl Iterator<Item = (&'a Section, &'a Item)> {
        self.items().filter(|(section, _)| section.kind.key() == JOBS)
    }

    /// An entry as its kind would have it set.
    pub fn lowered(&self, item: &Item) -> Entry {
        let (short, unheard) = (BTreeSet::new(), RefCell::new(Sink::new()));
        item.body.lower(&Setting::new(self.lang, &self.locale, &self.owner, &short, &unheard))
    }

    /// What an entry is called, for messages: `Programmer`.
    pub fn name_of(&self, item: &Item) -> String {
        let entry = self.lowered(item);
        let title = entry.title.or(entry.subtitle).map(|title| plain_text(&title));
        title.filter(|title| !title.trim().is_empty()).unwrap_or_else(|| item.path.clone())
    }

    /// Whether a text that is marked with `lang`, or not at all, is in English.
    pub fn is_english(&self, lang: Option<&str>) -> bool {
        lang.unwrap_or(self.lang).split(['-', '_']).next().is_some_and(|lang| lang.eq_ignore_ascii_case("en"))
    }

    /// Each bullet's text in English with its entry, its path and its place.
    pub fn english_highlights(&self) -> impl Iterator<Item = (&'a Item, &'a crate::model::Highlight, Vec<Inline>)> {
        self.items().flat_map(|(_, item)| item.highlights.iter().map(move |highlight| (item, highlight))).filter_map(
            |(item, highlight)| {
                let (_, text) = highlight.text.every_language().find(|(lang, _)| self.is_english(*lang))?;
                Some((item, highlight, text))
            },
        )
    }

    /// Where the value of an entry's field stands; the entry itself if the field is not found.
    pub fn place(&self, section: &Section, item: &Item, key: &str) -> Span {
        self.field(section, item, key).map_or(item.span, |node| node.span)
    }

    /// The value of an entry's field, by whatever name it goes.
    pub fn field(&self, section: &Section, item: &Item, key: &str) -> Option<&'a Node> {
        let field = section.kind.table().field(key);
        let is_it = |name: &str| match field {
            Some(field) => is_name_of(name, field),
            None => same_key(name, key),
        };
        let maps = self.maps.get_or_init(|| {
            let mut maps = HashMap::new();
            collect(self.node, &mut maps);
            maps
        });
        let map = maps.get(&(item.span.start, item.span.end))?;
        map.iter().find(|(name, _)| is_it(&name.value)).map(|(_, node)| node)
    }

    /// Calls `visit` on every text that is printed, with its path: not on settings, and not on what is nobody's business.
    pub fn texts(&self, mut visit: impl FnMut(&str, &'a Node, &str)) {
        let Value::Map(map) = &self.node.value else { return };
        let is_private = |key: &str| key.starts_with(['$']) || key.starts_with("x-") || key.starts_with("x_");
        for (key, node) in map.iter().filter(|(key, _)| !["recto", "meta"].contains(&&*key.value)) {
            walk(node, &mut key.value.clone(), &mut |path, node: &'a Node| {
                if let Value::Text(text) = &node.value
                    && !path.split('.').any(is_private)
                {
                    visit(path, node, text);
                }
            });
        }
    }
}

fn collect<'a>(node: &'a Node, maps: &mut HashMap<(u32, u32), &'a Map>) {
    match &node.value {
        Value::Map(map) => {
            maps.insert((node.span.start, node.span.end), map);
            map.iter().for_each(|(_, node)| collect(node, maps));
        }
        Value::List(items) => items.iter().for_each(|node| collect(node, maps)),
        _ => {}
    }
}

fn walk<'a>(node: &'a Node, path: &mut String, visit: &mut impl FnMut(&str, &'a Node)) {
    let length = path.len();
    match &node.value {
        Value::List(items) => items.iter().enumerate().for_each(|(index, item)| {
            path.push_str(&format!("[{index}]"));
            walk(item, path, visit);
            path.truncate(length);
        }),
        Value::Map(map) => map.iter().for_each(|(key, item)| {
            path.push('.');
            path.push_str(&key.value);
            walk(item, path, visit);
            path.truncate(length);
        }),
        _ => visit(path, node),
    }
}
