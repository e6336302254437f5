//! The YAML of RenderCV, versions 1 and 2: `cv` with `sections`, `design`, `locale`, `settings`.

mod block;
mod date;
mod entry;
mod header;
mod kind;
mod names;
mod section;
mod text;

use super::Dialect;
use super::draft::{Draft, Translation, below, is_nothing};
use crate::diag::{Diagnostic, Sink, near, near_hint};
use crate::source::Spanned;
use crate::syntax::{Comments, Key, Map, Node, Value};
use text::Keywords;

/// RenderCV's dialect.
pub(super) struct RenderCv;

impl Dialect for RenderCv {
    fn name(&self) -> &'static str {
        "RenderCV"
    }

    /// `cv` at the top is a map, and `basics` is not there.
    fn is(&self, node: &Node) -> bool {
        let Value::Map(map) = &node.value else { return false };
        map.get("basics").is_none() && map.get("cv").is_some_and(|cv| matches!(cv.value, Value::Map(_)))
    }

    fn translate(&self, node: &Node, sink: &mut Sink) -> Translation {
        let Some(cv) = below(node, "cv") else {
            return Translation { node: node.clone(), comments: Comments::default(), remains: Vec::new() };
        };
        let owner = below(cv, "name").and_then(|name| Some(name.value.scalar()?.into_owned()));
        let keywords = Keywords::of(node);
        let mut work = Work { sink, comments: Comments::default(), keywords, owner, remains: Vec::new() };
        let mut draft = Draft::new(node.span);
        let lang = block::language(node, &mut work);
        let basics = header::basics(cv, &mut work);
        let code = lang.as_ref().and_then(|lang| Some(lang.value.scalar()?.into_owned()));
        let sections = section::sections(cv, basics, code.as_deref(), &mut draft, &mut work);
        let has_photo = below(cv, "photo").is_some_and(|photo| !is_nothing(&photo.value));
        let mut settings = block::settings(node, lang, has_photo, &mut work);
        settings.list("sections", sections.order);
        own_block(node, &mut settings);
        if let Some(date) = block::date(node) {
            let mut meta = Draft::new(date.span);
            meta.put("lastModified", date);
            draft.put("meta", meta.into_node());
        }
        draft.put("recto", settings.into_node());
        others(node, &mut draft, &mut work);
        draft.sort();
        Translation { node: draft.into_node(), comments: work.comments, remains: work.remains }
    }
}

/// What all parts of a translation need.
struct Work<'a> {
    sink: &'a mut Sink,
    comments: Comments,
    keywords: Keywords,
    /// The name at the top.
    owner: Option<String>,
    remains: Vec<(String, Node)>,
}

impl Work<'_> {
    /// Puts a key that nothing here knows behind `x-`, where it is kept and not printed. Near another, it is a slip.
    fn unknown(&mut self, key: &Key, node: &Node, known: &[&str], path: &str, draft: &mut Draft) {
        if is_nothing(&node.value) {
            return;
        }
        let path = format!("{path}.{}", key.value);
        let found = match near(&key.value, known.iter().copied()) {
            Some(meant) => {
                self.comments.add(
                    path.rsplit_once('.').map_or("", |(parent, _)| parent),
                    format!("mend: `{}` is no key of RenderCV; `{meant}` was meant, it seems", key.value),
                );
                Diagnostic::error("unknown-key", format!("unknown key `{}`", key.value))
                    .hint(format!("did you mean `{meant}`?"))
            }
            None => Diagnostic::warning("unknown-key", format!("unknown key `{}` is left out", key.value))
                .hint(near_hint(&key.value, known.iter().copied())),
        };
        self.sink.push(found.at(key.span).in_field(path));
        keep(key, node, draft);
    }
}

/// Keeps what has no field, under its name with `x-` in front.
fn keep(key: &Key, node: &Node, draft: &mut Draft) {
    draft.put(&format!("x-{}", key.value), node.clone());
}

/// What the file says to recto itself wins over what was guessed from the rest.
fn own_block(node: &Node, settings: &mut Draft) {
    let Some(Node { value: Value::Map(own), .. }) = below(node, "recto") else { return };
    let mut merged = own.clone();
    let guessed = std::mem::replace(settings, Draft::new(node.span)).into_node();
    if let Value::Map(map) = guessed.value {
        // Options belong to a layout.
        let has_layout = own.get("layout").is_some();
        for (key, node) in map.iter().filter(|(key, _)| !has_layout || key.value != "options") {
            let _ = merged.insert(key.clone(), node.clone());
        }
    }
    for (key, node) in merged.iter() {
        settings.put(&key.value, node.clone());
    }
}

/// Keys at the top that are no block of RenderCV.
fn others(node: &Node, draft: &mut Draft, work: &mut Work) {
    const KNOWN: &[&str] = &["cv", "design", "locale", "settings", "locale_catalog", "rendercv_settings", "recto"];
    let Value::Map(map) = &node.value else { return };
    for (key, node) in map.iter() {
        let is_private = key.value.starts_with('$') || key.value.starts_with("x-");
        if !KNOWN.contains(&key.value.as_str()) && !is_private {
            let mut kept = Draft::new(node.span);
            work.unknown(key, node, KNOWN, "", &mut kept);
            if let Value::Map(kept) = kept.into_node().value {
                kept.iter().for_each(|(key, node)| draft.put(&key.value, node.clone()));
            }
        }
    }
}

/// A map of one field.
fn single(key: &str, node: Node) -> Node {
    let mut map = Map::default();
    let span = node.span;
    let _ = map.insert(Spanned::new(key.to_owned(), span), node);
    Node::new(Value::Map(map), span)
}
