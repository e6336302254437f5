//! Files of references → entries of `publications`, one format a file.
//!
//! What is read becomes part of the CV's tree before the CV is read, so that an entry is the same wherever it was written.

mod bibtex;
mod csl;
mod hayagriva;
mod record;
mod ris;
mod tree;
pub(super) mod when;

use std::collections::HashSet;
use std::path::Path;

use crate::diag::{Diagnostic, Sink};
use crate::model::is_name_of;
use crate::source::{FileId, Source, Spanned};
use crate::syntax::{Map, Node, Value};
use record::{Record, publications};

/// A format of references. One file each; registered in [`FORMATS`].
trait Format: Sync {
    /// The extensions of its files, without dot.
    fn extensions(&self) -> &'static [&'static str];

    /// Reads all entries. One that cannot be read is told and left out.
    fn read(&self, file: FileId, source: &Source, sink: &mut Sink) -> Vec<Record>;
}

/// Every format.
static FORMATS: &[&dyn Format] = &[&bibtex::Bibtex, &csl::Csl, &hayagriva::Hayagriva, &ris::Ris];

/// The extensions of files of references.
pub fn extensions() -> impl Iterator<Item = &'static str> {
    FORMATS.iter().flat_map(|format| format.extensions()).copied()
}

/// The names under `recto.bibliography` in a CV that was not read yet. What is no list of names is told when it is.
pub fn files(cv: &Node) -> Vec<Spanned<String>> {
    let Some(node) = at(cv, "recto").and_then(|recto| at(recto, "bibliography")) else { return Vec::new() };
    let items = match &node.value {
        Value::List(items) => items.as_slice(),
        _ => std::slice::from_ref(node),
    };
    let name = |item: &Node| Some(Spanned::new(item.value.scalar()?.trim().to_owned(), item.span));
    items.iter().filter_map(name).filter(|name| !name.value.is_empty()).collect()
}

/// The entries of a file as they would stand under `publications`, for looking at them.
pub fn entries(name: &str, file: FileId, source: &Source, sink: &mut Sink) -> Vec<Node> {
    records(name, file, source, sink).into_iter().map(Record::into_node).collect()
}

/// Adds the entries of files to the publications of a CV that was not read yet. An entry with the `key` of one in the CV is
/// merged with it: what the CV says wins. The others follow.
pub fn add(cv: Node, sources: &[(Spanned<String>, FileId, &Source)], sink: &mut Sink) -> Node {
    let mut records: Vec<Record> = Vec::new();
    for (name, file, source) in sources {
        for record in self::records(&name.value, *file, source, sink) {
            match records.iter_mut().find(|known| known.key.is_some() && known.key == record.key) {
                Some(known) => *known = record,
                None => records.push(record),
            }
        }
    }
    let Some((first, ..)) = sources.first().filter(|_| !records.is_empty()) else { return cv };
    let Node { value: Value::Map(map), span } = cv else { return cv };
    let place = first.span;
    let kind = publications();
    let is_list = |key: &str| key == kind.key();
    let own = map.get(kind.key()).map(|node| match &node.value {
        Value::List(items) => (items.clone(), node.span),
        Value::Null => (Vec::new(), node.span),
        _ => (vec![node.clone()], node.span),
    });
    let (own, list_span) = own.unwrap_or((Vec::new(), place));
    let mut items: Vec<_> = own.into_iter().map(|item| merged(item, &mut records)).collect();
    items.extend(records.into_iter().map(Record::into_node));
    let list = Node::new(Value::List(items), list_span);
    let mut whole = Map::default();
    let has_list = map.get(kind.key()).is_some();
    for (key, node) in map.iter() {
        let node = if is_list(&key.value) { list.clone() } else { node.clone() };
        let _ = whole.insert(key.clone(), node);
    }
    if !has_list {
        let _ = whole.insert(Spanned::new(kind.key().to_owned(), place), list);
    }
    Node::new(Value::Map(whole), span)
}

/// An entry of the CV with what the record of its key adds, which is used up.
fn merged(item: Node, records: &mut Vec<Record>) -> Node {
    let Value::Map(map) = &item.value else { return item };
    let Some(field) = publications().table().field("key") else { return item };
    let key = map.iter().find(|(name, _)| is_name_of(&name.value, field)).and_then(|(_, node)| node.value.scalar());
    let Some(key) = key else { return item };
    match records.iter().position(|record| record.key.as_deref() == Some(key.trim())) {
        Some(at) => records.remove(at).under(map, item.span),
        None => item,
    }
}

fn records(name: &str, file: FileId, source: &Source, sink: &mut Sink) -> Vec<Record> {
    let extension = Path::new(name).extension().unwrap_or_default().to_string_lossy().to_lowercase();
    let Some(format) = FORMATS.iter().find(|format| format.extensions().contains(&extension.as_str())) else {
        return Vec::new();
    };
    let records = format.read(file, source, sink);
    let mut known: HashSet<String> = HashSet::new();
    let mut kept: Vec<Record> = Vec::new();
    for record in records {
        let is_known = record.key.as_ref().is_some_and(|key| !known.insert(key.clone()));
        if let Some(known) = kept.iter_mut().find(|other| is_known && other.key == record.key) {
            let message = format!(
                "another entry has the key `{}` as well; this one is taken",
                record.key.as_deref().unwrap_or_default()
            );
            sink.push(Diagnostic::warning("duplicate-key", message).at(record.span));
            *known = record;
        } else {
            kept.push(record);
        }
    }
    kept.retain(|record| is_of_use(record, sink));
    kept
}

/// An entry without a title says nothing, unless a CV has it so.
fn is_of_use(record: &Record, sink: &mut Sink) -> bool {
    let is_titled = record.has("name") || record.is_own;
    if !is_titled {
        let message = "this entry is left out: it has no title".to_owned();
        sink.push(Diagnostic::warning("bibliography-entry", message).at(record.span));
    }
    is_titled
}

fn at<'a>(node: &'a Node, key: &str) -> Option<&'a Node> {
    let Value::Map(map) = &node.value else { return None };
    map.iter().find(|(name, _)| crate::model::same_key(&name.value, key)).map(|(_, node)| node)
}
