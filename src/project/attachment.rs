//! What goes along in a PDF as data: what is printed in it, and nothing that its variant or the fitter left out.

use std::cell::RefCell;
use std::collections::{BTreeMap, BTreeSet};

use super::plan::Plan;
use crate::diag::Sink;
use crate::document::plain_text;
use crate::fit::Trial;
use crate::model::{Canonical, Cv, FREE, FREE_SECTION, Highlight, Item, Section, SectionKind, heading, shown_of};
use crate::select::without;
use crate::source::{Span, Spanned};
use crate::syntax::{Map, Node, Value};

/// What its owner would not send to an employer, or cannot: how entries are chosen, wordings that are not printed, and paths
/// on the owner's disk.
const UNPRINTED: &[(&str, &str)] = &[
    ("choice", "tags"),
    ("choice", "only"),
    ("choice", "except"),
    ("choice", "priority"),
    ("choice", "keep"),
    ("entry", "short"),
    ("highlight", "short"),
    ("publications", "selected"),
    ("basics", "image"),
];

/// What a shorter wording takes the place of, beside summary and keywords, by kind of section.
const REPLACED: &[(&str, &[&str])] = &[
    ("work", &["description"]),
    ("projects", &["description"]),
    ("grants", &["role", "amount"]),
    ("advising", &["now"]),
    ("references", &["reference"]),
    ("skills", &["level"]),
    ("languages", &["fluency"]),
];

/// In which field it then stands, where that is not the summary.
const WORDS: &[(&str, &str)] = &[("skills", "keywords"), ("interests", "keywords"), ("languages", "fluency")];

/// A CV as it was set in a trial, in recto's format: with its one language, its layout and all its options, so that the
/// same page can be built of it.
pub(super) fn printed(cv: &Cv, tree: &Node, variant: &str, plan: &Plan, trial: &Trial) -> Node {
    let lang = plan.lang.as_str();
    let writer = Writer {
        plan,
        trial,
        span: tree.span,
        how: Canonical { lang: Some(lang), without: UNPRINTED },
        // Texts that are printed in place of others stand in the fields of the owner.
        short: Canonical { lang: Some(lang), without: &[] },
        nodes: entries(tree),
    };
    writer.document(&without(cv, &trial.dropped), tree, variant)
}

struct Writer<'a> {
    plan: &'a Plan,
    trial: &'a Trial,
    span: Span,
    how: Canonical<'a>,
    short: Canonical<'a>,
    /// The entries of the CV by their paths.
    nodes: BTreeMap<String, Node>,
}

impl Writer<'_> {
    fn document(&self, cv: &Cv, tree: &Node, variant: &str) -> Node {
        let canonical = self.how.tree(tree);
        let mut fields = Vec::new();
        fields.extend(get(&canonical, "basics").cloned().map(|basics| ("basics".to_owned(), basics)));
        let mut own = Vec::new();
        for section in cv.sections.iter().filter(|section| !section.items.is_empty()) {
            let entries: Vec<_> = section.items.iter().filter_map(|item| self.entry(item, section.kind)).collect();
            match section.kind.key() == FREE.key() {
                true => own.push(self.map([
                    ("id", self.text(&section.key)),
                    ("title", self.title(section)),
                    ("entries", self.list(entries)),
                ])),
                false => fields.push((section.key.clone(), self.list(entries))),
            }
        }
        fields.extend((!own.is_empty()).then(|| (FREE.key().to_owned(), self.list(own))));
        // Of the forms of the owner's name, those that are printed: others would tell more than the page.
        let printed = serde_json::to_string(&self.map(fields.iter().map(|(name, node)| (name.as_str(), node.clone()))));
        let printed = printed.unwrap_or_default();
        let mut me = cv.settings.name_forms(&cv.basics);
        me.retain(|form| form.split_whitespace().any(|word| word.chars().count() > 1 && printed.contains(word)));
        fields.push(("recto".to_owned(), self.settings(cv, &canonical, variant, &me)));
        if let Some(date) = self.plan.date.or(cv.last_modified) {
            let parts = [date.month, date.day].into_iter().flatten().map(|part| format!("-{part:02}"));
            let date = self.text(&(format!("{:04}", date.year) + &parts.collect::<String>()));
            fields.push(("meta".to_owned(), self.map([("lastModified", date)])));
        }
        self.map(fields.iter().map(|(name, node)| (name.as_str(), node.clone())))
    }

    /// An entry with the bullets and in the wording that are printed.
    fn entry(&self, item: &Item, kind: &dyn SectionKind) -> Option<Node> {
        let node = self.nodes.get(&item.path)?;
        let Node { value: Value::Map(map), .. } = self.how.entry(node, kind)? else {
            return self.how.entry(node, kind);
        };
        let whole = self.short.entry(node, kind);
        let is_short = self.trial.short.contains(&item.path) && item.short.is_some();
        let wording = whole.as_ref().and_then(|whole| get(whole, "short")).filter(|_| is_short);
        let mut fields: Vec<_> = map.iter().map(|(key, node)| (key.value.clone(), node.clone())).collect();
        if let Some(wording) = wording {
            let replaced = REPLACED.iter().filter(|(key, _)| *key == kind.key()).flat_map(|(_, fields)| *fields);
            let replaced: Vec<_> = replaced.copied().chain(["summary", "keywords"]).collect();
            fields.retain(|(name, _)| !replaced.contains(&name.as_str()));
            let field = WORDS.iter().find(|(key, _)| *key == kind.key()).map_or("summary", |(_, field)| field);
            fields.push((field.to_owned(), wording.clone()));
        }
        if let Some((_, bullets)) = fields.iter_mut().find(|(name, _)| name == "highlights") {
            let whole = whole.as_ref().and_then(|whole| get(whole, "highlights"));
            let raw = Canonical::WHOLE.raw_of(node, &kind.table());
            let given = raw.into_iter().find(|(name, _)| name == "highlights").map(|(_, node)| node)?;
            let printed =
                item.highlights.iter().filter_map(|highlight| self.bullet(highlight, &given, bullets, whole?));
            *bullets = self.list(printed.collect());
        }
        Some(self.map(fields.iter().map(|(name, node)| (name.as_str(), node.clone()))))
    }

    fn bullet(&self, bullet: &Highlight, given: &Node, canonical: &Node, whole: &Node) -> Option<Node> {
        // Empty bullets count in paths, but are not in canonical lists.
        let index = index_of(&bullet.path)?;
        let before = match &given.value {
            Value::List(items) => items.iter().take(index).filter(|item| is_blank(&item.value)).count(),
            _ => 0,
        };
        let at = |list: &Node| match &list.value {
            Value::List(items) => items.get(index - before).cloned(),
            _ => None,
        };
        let (node, whole) = (at(canonical)?, at(whole)?);
        let is_short = self.trial.short.contains(&bullet.path) && bullet.short.is_some();
        match get(&whole, "short").filter(|_| is_short) {
            Some(short) => Some(short.clone()),
            None => get(&node, "text").cloned().or(Some(node)),
        }
    }

    /// What the page is set with, everything said.
    fn settings(&self, cv: &Cv, canonical: &Node, variant: &str, me: &[String]) -> Node {
        let plan = self.plan;
        let options: Vec<_> =
            self.trial.options.iter().map(|(name, value)| (name, self.text(&value.exact()))).collect();
        let sections = cv.sections.iter().filter(|section| !section.items.is_empty()).map(|section| {
            // What is left out is not there to be counted when this is read.
            let is_titled =
                (section.title.is_some() || self.count(section).is_some()) && section.kind.key() != FREE.key();
            if is_titled { self.map([(section.key.as_str(), self.title(section))]) } else { self.text(&section.key) }
        });
        let mut one = Vec::new();
        if let Some(pages) = plan.pages {
            one.push(("pages", self.number(pages)));
        }
        let name = plan.layout.name.rsplit('/').find(|part| !part.is_empty()).unwrap_or_default();
        let me = me.iter().map(|name| self.text(name)).collect();
        let mut fields = vec![
            ("layout", self.text(name)),
            ("options", self.map(options)),
            ("paper", self.text(plan.paper.name())),
            ("lang", self.text(&plan.lang)),
            ("tidy", self.flag(false)),
            ("me", self.list(me)),
            ("attach", self.flag(plan.kind.attach)),
            ("sections", self.list(sections.collect())),
        ];
        if !plan.kind.standards.is_empty() {
            let standards = plan.kind.standards.iter().map(|standard| self.text(standard.name())).collect();
            fields.push(("standard", self.list(standards)));
        }
        if let Some(publications) = self.publications(canonical, variant) {
            fields.push(("publications", publications));
        }
        fields.push(("variants", self.map([(variant, self.map(one))])));
        self.map(fields)
    }

    /// How lists of publications are set: what the variant says, and what else the block does.
    fn publications(&self, canonical: &Node, variant: &str) -> Option<Node> {
        let recto = get(canonical, "recto")?;
        let mut said = Map::default();
        let of_variant = get(recto, "variants").and_then(|variants| get(variants, variant));
        for place in [of_variant, Some(recto)].into_iter().flatten() {
            let Some(Node { value: Value::Map(map), .. }) = get(place, "publications") else { continue };
            // Entries are in order already.
            for (key, node) in map.iter().filter(|(key, _)| key.value != "order") {
                let _ = said.insert(key.clone(), node.clone());
            }
        }
        let is_said = said.iter().len() > 0;
        is_said.then(|| Node::new(Value::Map(said), self.span))
    }

    /// The heading of a section; what might be Markdown in it is none.
    fn title(&self, section: &Section) -> Node {
        let (nothing, unheard) = (BTreeSet::new(), RefCell::new(Sink::new()));
        let mut plain = plain_text(&heading(section, &self.plan.setting(&nothing, &unheard)));
        if let Some(count) = self.count(section) {
            plain += &format!(" ({count})");
        }
        let escaped = plain.chars().flat_map(|c| "\\`*_[]<&".contains(c).then_some('\\').into_iter().chain([c]));
        self.text(&escaped.collect::<String>())
    }

    fn count(&self, section: &Section) -> Option<String> {
        let (nothing, unheard) = (BTreeSet::new(), RefCell::new(Sink::new()));
        shown_of(section, &self.plan.setting(&nothing, &unheard))
    }

    fn text(&self, text: &str) -> Node {
        Node::new(Value::Text(text.to_owned()), self.span)
    }

    fn number(&self, number: usize) -> Node {
        Node::new(Value::Number(number.to_string()), self.span)
    }

    fn flag(&self, flag: bool) -> Node {
        Node::new(Value::Bool(flag, flag.to_string()), self.span)
    }

    fn list(&self, items: Vec<Node>) -> Node {
        Node::new(Value::List(items), self.span)
    }

    fn map<'a>(&self, fields: impl IntoIterator<Item = (&'a str, Node)>) -> Node {
        let mut map = Map::default();
        fields.into_iter().for_each(|(name, node)| drop(map.insert(Spanned::new(name.to_owned(), self.span), node)));
        Node::new(Value::Map(map), self.span)
    }
}

/// The entries of all sections, by their paths.
fn entries(tree: &Node) -> BTreeMap<String, Node> {
    let mut found = BTreeMap::new();
    let raw = Canonical::WHOLE.raw(tree);
    for (key, list) in &raw {
        for (index, node) in items(list).iter().enumerate() {
            let path = format!("{key}[{index}]");
            if key == FREE.key() {
                let own = Canonical::WHOLE.raw_of(node, &FREE_SECTION);
                for (_, list) in own.iter().filter(|(name, _)| name == "entries") {
                    for (place, node) in items(list).iter().enumerate() {
                        found.insert(format!("{path}.entries[{place}]"), node.clone());
                    }
                }
            } else {
                found.insert(path, node.clone());
            }
        }
    }
    found
}

fn items(node: &Node) -> &[Node] {
    match &node.value {
        Value::List(items) => items,
        _ => std::slice::from_ref(node),
    }
}

fn get<'a>(node: &'a Node, key: &str) -> Option<&'a Node> {
    match &node.value {
        Value::Map(map) => map.get(key),
        _ => None,
    }
}

fn is_blank(value: &Value) -> bool {
    match value {
        Value::Null => true,
        value => value.scalar().is_some_and(|text| text.trim().is_empty()),
    }
}

/// 1 of `work[0].highlights[1]`.
fn index_of(path: &str) -> Option<usize> {
    path.rsplit_once('[')?.1.trim_end_matches(']').parse().ok()
}
