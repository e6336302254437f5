//! The publications of a CV as a file of references.

use super::input::Input;
use super::plan::Overrides;
use crate::export::bibliography::{self, Format};
use crate::model::Variant;
use crate::select::select;
use crate::syntax::{Node, Value};

/// Writes the publications of a CV, those of its bibliographies included; of a variant, those that appear in it.
pub fn references(input: &Input, variant: Option<&Variant>, overrides: &Overrides, format: &dyn Format) -> String {
    let usual = &input.cv.settings.variants[0];
    let (_, lang) = overrides.layout_and_lang(input, variant.unwrap_or(usual));
    let nodes = match variant {
        None => publications(input).collect::<Vec<_>>(),
        Some(variant) => {
            let cv = select(&input.cv, variant);
            let sections = cv.sections.iter().filter(|section| section.kind.key() == "publications");
            let shown: Vec<_> = sections.flat_map(|section| &section.items).map(|item| item.path.clone()).collect();
            let at = |path: &String| publications(input).enumerate().find(|(index, _)| *path == path_of(*index));
            shown.iter().filter_map(at).map(|(_, node)| node).collect()
        }
    };
    bibliography::write(format, &nodes, lang)
}

/// The entries under `publications` as they were written, in order.
pub(super) fn publications(input: &Input) -> impl Iterator<Item = &Node> {
    let Value::Map(map) = &input.node.value else { unreachable!("a CV is a map") };
    let node = map.iter().find(|(key, _)| crate::model::same_key(&key.value, "publications")).map(|(_, node)| node);
    match node.map(|node| (&node.value, node)) {
        Some((Value::List(items), _)) => items.iter(),
        Some((_, node)) => std::slice::from_ref(node).iter(),
        None => [].iter(),
    }
}

/// What an entry is called in a CV that was read.
pub(super) fn path_of(index: usize) -> String {
    format!("publications[{index}]")
}
