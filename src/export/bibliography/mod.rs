//! Publications → files of references, for other programs and for reading them back: one format a file.
//!
//! What a format has a field for goes there. Each entry is then read back, and whatever did not come back as it was goes
//! into fields of recto's own, which other programs pass over. So nothing is lost, whatever a format can hold.

mod bibtex;
mod csl_json;
mod keys;
mod latex;

use crate::diag::Sink;
use crate::model::{Field, Reference, SECTION_KINDS, is_name_of, same};
use crate::read::bibliography;
use crate::source::Sources;
use crate::syntax::{Node, Ordered, Value};

/// A format of references that can be written.
pub trait Format: Sync {
    /// Its name on the command line.
    fn name(&self) -> &'static str;

    /// The extension of its files, without dot.
    fn extension(&self) -> &'static str;

    /// One entry, with what it has no field for.
    fn entry(&self, entry: &Entry) -> String;

    /// A file of entries.
    fn file(&self, entries: &[String]) -> String;
}

/// Every format that can be written.
pub static FORMATS: &[&dyn Format] = &[&bibtex::Bibtex, &csl_json::CslJson];

/// A publication on its way out.
#[derive(Debug)]
pub struct Entry<'a> {
    /// The name it goes by, of letters, digits and a few signs, which no other has.
    pub key: String,
    /// What it says.
    pub reference: &'a Reference,
    /// The language that texts are wanted in.
    pub lang: &'a str,
    /// By name, the fields that the format has none for.
    pub rest: Vec<(&'static str, Ordered)>,
}

/// The format called `name`.
pub fn by_name(name: &str) -> Option<&'static dyn Format> {
    FORMATS.iter().copied().find(|format| format.name() == name)
}

/// Writes the entries of `publications`. The same entries give the same bytes.
pub fn write(format: &dyn Format, publications: &[&Node], lang: &str) -> String {
    let read: Vec<_> = publications.iter().filter_map(|node| Some((*node, Reference::read(node)?))).collect();
    let keys = keys::keys(read.iter().map(|(_, reference)| reference), lang);
    let entries = read.iter().zip(keys).map(|((node, reference), key)| {
        // Without a title an entry would not be read, unless it is said that it has none.
        let untitled = reference.title.is_none().then_some(("name", Ordered::Null));
        let mut entry = Entry { key, reference, lang, rest: untitled.into_iter().collect() };
        let back = read_back(format, &format.entry(&entry));
        entry.rest = rest(node, back.as_ref(), &entry.key);
        format.entry(&entry)
    });
    format.file(&entries.collect::<Vec<_>>())
}

/// An entry as the reader has it.
fn read_back(format: &dyn Format, entry: &str) -> Option<Node> {
    let mut sources = Sources::new();
    let name = format!("entry.{}", format.extension());
    let file = sources.add(&*name, format.file(&[entry.to_owned()]));
    bibliography::entries(&name, file, sources.get(file), &mut Sink::new()).pop()
}

/// What is lost or added on the way out and back.
fn rest(node: &Node, back: Option<&Node>, key: &str) -> Vec<(&'static str, Ordered)> {
    let Some(kind) = SECTION_KINDS.iter().find(|kind| kind.key() == "publications") else { return Vec::new() };
    let fields = kind.table().fields();
    let differs = |field: &&'static Field| match field.name {
        // One that was made for the file is nothing that is lost.
        "key" => value(node, field).is_some_and(|own| own.value.scalar().is_some_and(|own| !keys::is_of(&own, key))),
        "name" if value(node, field).is_none() => true,
        _ => !same(field, value(node, field), back.and_then(|back| value(back, field))),
    };
    let json = |field: &Field| value(node, field).map_or(Ordered::Null, Ordered::of);
    let fields = fields.into_iter().map(|(_, field)| field);
    fields.filter(differs).map(|field| (field.name, json(field))).collect()
}

fn value<'a>(node: &'a Node, field: &Field) -> Option<&'a Node> {
    let Value::Map(map) = &node.value else { return None };
    // Of several names, the field's own wins.
    let own = map.iter().find(|(name, _)| crate::model::same_key(&name.value, field.name));
    own.or_else(|| map.iter().find(|(name, _)| is_name_of(&name.value, field))).map(|(_, node)| node)
}
