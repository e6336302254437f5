//! RenderCV's names for themes, languages, papers and networks, from `data/imports/rendercv.toml`.

use std::collections::BTreeMap;
use std::sync::LazyLock;

use serde::Deserialize;

/// What RenderCV calls things.
#[derive(Debug, Default, Deserialize)]
#[serde(deny_unknown_fields)]
pub(super) struct Names {
    pub(super) themes: BTreeMap<String, String>,
    pub(super) papers: BTreeMap<String, String>,
    pub(super) options: BTreeMap<String, Vec<String>>,
    pub(super) usual: Usual,
    pub(super) networks: BTreeMap<String, String>,
    pub(super) languages: BTreeMap<String, String>,
}

/// Values that stand in every file.
#[derive(Debug, Default, Deserialize)]
#[serde(deny_unknown_fields)]
pub(super) struct Usual {
    pub(super) values: Vec<String>,
}

/// The names, read once.
pub(super) static NAMES: LazyLock<Names> = LazyLock::new(|| {
    let text = include_str!("../../../data/imports/rendercv.toml");
    let table = ::toml::de::Deserializer::parse(text).ok();
    table.and_then(|table| Names::deserialize(table).ok()).unwrap_or_default()
});

#[cfg(test)]
mod tests {
    use super::NAMES;
    use crate::diag::Sink;
    use crate::layout::Layouts;
    use crate::source::Sources;

    #[test]
    fn every_theme_has_a_layout_that_is_there() {
        assert_eq!((NAMES.themes.len(), NAMES.networks.len()), (9, 17));
        for layout in NAMES.themes.values() {
            assert!(Layouts::built_in().names().contains(layout), "{layout}");
        }
    }

    #[test]
    fn every_option_is_one_of_some_layout() {
        let mut known = Vec::new();
        for name in Layouts::built_in().names() {
            let (mut sources, mut sink) = (Sources::new(), Sink::new());
            let layout = Layouts::built_in().find(&name, "".as_ref(), None, &mut sources, &mut sink);
            known.extend(layout.expect("it is built in").manifest.options.into_iter().map(|option| option.name));
        }
        for option in NAMES.options.keys() {
            assert!(known.contains(option), "{option}");
        }
    }
}
