//! The sections of `cv`, each as the kind that fits it or as a section of its own, in their order and with their titles.

use super::entry::{bullet, entry};
use super::header::KNOWN;
use super::kind::{Type, is_summary, is_usual, section_kind, title};
use super::{Work, single};
use crate::diag::Diagnostic;
use crate::model::{Locale, SECTION_KINDS};
use crate::read::draft::{Draft, below, is_nothing, items, text};
use crate::source::Span;
use crate::syntax::{Key, Node, Value};

/// What is to be said of sections in settings.
pub(super) struct Sections {
    /// The order and titles, where they are not the usual.
    pub(super) order: Vec<Node>,
}

/// A section as it is written.
struct Found<'a> {
    title: String,
    span: Span,
    entries: Vec<&'a Node>,
    /// The kind of all its entries; `None` if they are of several.
    entry_type: Option<Type>,
    kind: Option<&'static str>,
}

/// Lists below `cv` in versions before `sections`.
const OLD: &[&str] = &[
    "education",
    "work_experience",
    "experience",
    "academic_projects",
    "personal_projects",
    "publications",
    "certificates",
    "skills",
    "test_scores",
    "extracurricular_activities",
];

/// Puts `basics` and all sections into the draft.
pub(super) fn sections(
    cv: &Node,
    mut basics: Draft,
    lang: Option<&str>,
    draft: &mut Draft,
    work: &mut Work,
) -> Sections {
    let mut found = find(cv, work);
    if let Some(first) = found.first()
        && first.entry_type == Some(Type::Text)
        && is_summary(&first.title)
        && !basics.has("summary")
    {
        let paragraphs = first.entries.iter().filter_map(|node| Some(node.value.scalar()?.trim().to_owned()));
        let whole = text(paragraphs.collect::<Vec<_>>().join("\n\n"), first.span);
        basics.put("summary", work.keywords.strong(&whole));
        work.comments.add("basics.summary", format!("was the section `{}`", first.title));
        found.remove(0);
    }
    choose(&mut found);
    unknown(cv, &mut basics, work);
    draft.put("basics", basics.into_node());
    let several_lists = found.iter().filter(|section| section.kind == Some("publications")).count() > 1;
    let (mut papers, mut own) = (Vec::new(), Vec::new());
    for section in &found {
        match section.kind {
            Some("publications") => papers.extend(publications(section, several_lists, papers.len(), work)),
            Some(kind) => {
                let path = |index: usize| format!("{kind}[{index}]");
                let entries = entries(section, kind, path, work);
                draft.put(kind, Node::new(Value::List(entries), section.span));
            }
            None => own.push(section_of_its_own(section, own.len(), work)),
        }
    }
    draft.list("publications", papers);
    draft.list("sections", own);
    Sections { order: order(&found, several_lists, lang) }
}

fn find<'a>(cv: &'a Node, work: &mut Work) -> Vec<Found<'a>> {
    let Value::Map(map) = &cv.value else { return Vec::new() };
    let mut found = Vec::new();
    for (key, node) in map.iter() {
        match &node.value {
            Value::Map(sections) if key.value == "sections" => {
                found.extend(sections.iter().filter_map(|(key, node)| section(&title(&key.value), key, node)));
            }
            value if key.value == "sections" && !is_nothing(value) => {
                let message = format!("`sections` must be a map from titles to lists, not {}", value.kind());
                work.sink.push(Diagnostic::error("wrong-type", message).at(node.span).in_field("cv.sections"));
            }
            value if ["section_order", "sort_entries"].contains(&key.value.as_str()) && !is_nothing(value) => {
                work.remains.push((format!("cv.{}", key.value), single(&key.value, node.clone())));
            }
            Value::List(custom) if key.value == "custom_sections" => {
                for node in custom {
                    remain_of_custom(node, work);
                    let name = below(node, "title").and_then(|title| Some(title.value.scalar()?.into_owned()));
                    let entries = below(node, "entries");
                    found.extend(entries.and_then(|entries| section(&name.unwrap_or_default(), key, entries)));
                }
            }
            Value::List(_) if OLD.contains(&key.value.as_str()) => found.extend(section(&title(&key.value), key, node)),
            _ => {}
        }
    }
    found
}

/// What else old versions say of a section.
fn remain_of_custom(node: &Node, work: &mut Work) {
    let Value::Map(map) = &node.value else { return };
    let mut rest = Draft::new(node.span);
    for (key, value) in map.iter().filter(|(key, _)| !["title", "entries"].contains(&key.value.as_str())) {
        rest.put(&key.value, value.clone());
    }
    if !rest.is_empty() {
        work.remains.push(("cv.custom_sections".to_owned(), rest.into_node()));
    }
}

fn section<'a>(title: &str, key: &Key, node: &'a Node) -> Option<Found<'a>> {
    let entries: Vec<_> = items(node).iter().filter(|item| !is_nothing(&item.value)).collect();
    let mut types = entries.iter().filter_map(|entry| Type::of(entry));
    let first = types.next();
    let is_one = types.all(|other| Some(other) == first);
    let entry_type = first.filter(|_| is_one);
    let kind = entry_type.and_then(|entry_type| section_kind(title, entry_type));
    let span = Span { end: node.span.end.max(key.span.end), ..key.span };
    (!entries.is_empty()).then(|| Found { title: title.to_owned(), span, entries, entry_type, kind })
}

/// Of several sections of a kind, one is it: that with the usual title, else the first. Publications are all in one, in
/// groups.
fn choose(found: &mut [Found]) {
    for kind in SECTION_KINDS.iter().map(|kind| kind.key()).filter(|kind| *kind != "publications") {
        let of_kind: Vec<_> = (0..found.len()).filter(|at| found[*at].kind == Some(kind)).collect();
        let usual = of_kind.iter().copied().find(|at| is_usual(&found[*at].title, kind));
        let Some(chosen) = usual.or(of_kind.first().copied()) else { continue };
        for at in of_kind.into_iter().filter(|at| *at != chosen) {
            found[at].kind = None;
        }
    }
}

fn entries(section: &Found, kind: &str, path: impl Fn(usize) -> String, work: &mut Work) -> Vec<Node> {
    let mut made = Vec::new();
    for node in &section.entries {
        let entry_type = Type::of(node).or(section.entry_type).unwrap_or(Type::Normal);
        made.push(entry(node, entry_type, kind, &path(made.len()), work));
    }
    made
}

fn publications(section: &Found, has_groups: bool, before: usize, work: &mut Work) -> Vec<Node> {
    let made = entries(section, "publications", |index| format!("publications[{}]", before + index), work);
    let in_group = |node: Node| match node.value {
        Value::Map(mut map) if has_groups => {
            // A group that its owner gives stays.
            let group = crate::source::Spanned::new("group".to_owned(), section.span);
            let _ = map.insert(group, text(&*section.title, section.span));
            Node::new(Value::Map(map), node.span)
        }
        value => Node::new(value, node.span),
    };
    made.into_iter().map(in_group).collect()
}

/// `{title: …, entries: […]}`
fn section_of_its_own(section: &Found, index: usize, work: &mut Work) -> Node {
    let mut draft = Draft::new(section.span);
    draft.text("title", &*section.title, section.span);
    let path = format!("sections[{index}].entries");
    let entries = match section.entry_type {
        Some(Type::Bullet) => bullets(section, &path, work),
        Some(Type::Numbered) => numbered(section, "number", |index, _| index + 1, work),
        Some(Type::ReversedNumbered) => numbered(section, "reversed_number", |index, count| count - index, work),
        Some(Type::OneLine) => {
            // As it is printed there, a line each.
            let lines = entries(section, "sections", |index| format!("{path}[{index}]"), work);
            let line = |node: Node| match &node.value {
                Value::Map(map) if map.iter().len() == 1 => map.get("summary").cloned().unwrap_or(node),
                _ => node,
            };
            lines.into_iter().map(line).collect()
        }
        _ => mixed(section, &path, work),
    };
    draft.list("entries", entries);
    draft.into_node()
}

/// Entries of whatever kinds.
fn mixed(section: &Found, path: &str, work: &mut Work) -> Vec<Node> {
    let mut made: Vec<Node> = Vec::new();
    for node in &section.entries {
        let at = format!("{path}[{}]", made.len());
        let entry_type = Type::of(node).or(section.entry_type).unwrap_or(Type::Normal);
        let said = |key: &str| below(node, key).cloned();
        made.push(match entry_type {
            Type::Bullet => match said("bullet") {
                Some(text) => single(
                    "highlights",
                    Node::new(Value::List(vec![bullet(&text, &format!("{at}.highlights[0]"), work)]), text.span),
                ),
                None => (*node).clone(),
            },
            Type::Numbered => said("number").unwrap_or_else(|| (*node).clone()),
            Type::ReversedNumbered => said("reversed_number").unwrap_or_else(|| (*node).clone()),
            other => entry(node, other, "sections", &at, work),
        });
    }
    made
}

/// All bullets of a section in one entry.
fn bullets(section: &Found, path: &str, work: &mut Work) -> Vec<Node> {
    let mut made = Vec::new();
    let mut draft = Draft::new(section.span);
    for node in &section.entries {
        let at = format!("{path}[0].highlights[{}]", made.len());
        made.extend(below(node, "bullet").map(|text| bullet(text, &at, work)));
        rest(node, Type::Bullet, path, &mut draft, work);
    }
    draft.list("highlights", made);
    vec![draft.into_node()]
}

/// Entries with their numbers in front, which no other section has.
fn numbered(section: &Found, key: &str, number: fn(usize, usize) -> usize, work: &mut Work) -> Vec<Node> {
    let count = section.entries.len();
    let mut made = Vec::new();
    for (index, node) in section.entries.iter().enumerate() {
        let Some(said) = below(node, key) else { continue };
        let said = work.keywords.strong(said);
        match said.value.scalar() {
            Some(line) => made.push(text(format!("{}. {line}", number(index, count)), said.span)),
            None => made.push(said.clone()),
        }
        let mut draft = Draft::new(node.span);
        let entry_type = if key == "number" { Type::Numbered } else { Type::ReversedNumbered };
        rest(node, entry_type, "cv.sections", &mut draft, work);
        if !draft.is_empty() {
            work.comments.add("sections", format!("left out: {}", draft.into_node().to_json()));
        }
    }
    made
}

/// What else stands in an entry of one text.
fn rest(node: &Node, entry_type: Type, path: &str, draft: &mut Draft, work: &mut Work) {
    let Value::Map(map) = &node.value else { return };
    let keys = entry_type.keys();
    for (key, value) in map.iter().filter(|(key, _)| !keys.contains(&key.value.as_str())) {
        work.unknown(key, value, &keys, path, draft);
    }
}

/// The sections in their order with their titles; nothing where both come by themselves.
fn order(found: &[Found], has_groups: bool, lang: Option<&str>) -> Vec<Node> {
    let locale = Locale::by_code(lang.unwrap_or("en"));
    let mut named: Vec<&str> = Vec::new();
    let mut order = Vec::new();
    let mut is_usual = true;
    let mut own_before = false;
    for section in found {
        let Some(kind) = section.kind else {
            order.push(text(&*section.title, section.span));
            own_before = true;
            continue;
        };
        if named.contains(&kind) {
            continue;
        }
        named.push(kind);
        let has_title = locale.as_ref().is_some_and(|locale| locale.section(kind) == section.title);
        let is_plain = has_title || (has_groups && kind == "publications");
        is_usual &= is_plain && !own_before;
        let title = text(&*section.title, section.span);
        order.push(if is_plain { text(kind, section.span) } else { single(kind, title) });
    }
    if is_usual { Vec::new() } else { order }
}

/// Keys of `cv` that are none.
fn unknown(cv: &Node, basics: &mut Draft, work: &mut Work) {
    let Value::Map(map) = &cv.value else { return };
    for (key, node) in map.iter() {
        let is_old =
            matches!(node.value, Value::List(_)) && (OLD.contains(&&*key.value) || key.value == "custom_sections");
        if !KNOWN.contains(&key.value.as_str()) && !is_old {
            work.unknown(key, node, KNOWN, "basics", basics);
        }
    }
}
