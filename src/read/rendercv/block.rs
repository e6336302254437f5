//! `design`, `locale` and `settings`: the nearest layout with the options it has, the language, the date.

use super::Work;
use super::date::is_day;
use super::names::NAMES;
use crate::diag::{Diagnostic, Sink};
use crate::layout::{Given, Layout, Layouts, Options};
use crate::model::Locale;
use crate::read::draft::{Draft, below, is_nothing};
use crate::source::Sources;
use crate::syntax::{Map, Node, Value};

/// The language, if there are words for it and it is not the usual one.
pub(super) fn language(node: &Node, work: &mut Work) -> Option<Node> {
    let paths = ["locale.language", "locale_catalog.language", "locale"];
    let mut named = paths.into_iter().filter_map(|path| below(node, path));
    let (place, name) = named.find_map(|place| Some((place, place.value.scalar()?.trim().to_lowercase())))?;
    let code = NAMES.languages.get(&name).map_or(name.as_str(), String::as_str);
    match Locale::by_code(code) {
        Some(_) if code == "en" => None,
        Some(_) => Some(Node::new(Value::Text(code.to_owned()), place.span)),
        None => {
            let message = format!("there are no words for the language `{name}`: dates and headings are English");
            let hint = "give titles to the sections; `recto.lang` takes the languages there are".to_owned();
            let found = Diagnostic::warning("foreign-setting", message).at(place.span).in_field("locale.language");
            work.sink.push(found.hint(hint));
            work.comments.add("recto", format!("there are no words for the language `{name}` yet"));
            None
        }
    }
}

/// The date that the file gives to the document.
pub(super) fn date(node: &Node) -> Option<Node> {
    let paths = ["settings.current_date", "settings.date", "rendercv_settings.date"];
    paths.into_iter().filter_map(|path| below(node, path)).find(|date| is_day(date)).cloned()
}

/// What became of a block: the paths below it that were used, and those of them that are said here in the same form.
#[derive(Default)]
struct Used<'a> {
    all: Vec<&'a str>,
    same: Vec<&'a str>,
}

impl<'a> Used<'a> {
    fn add(&mut self, path: &'a str, is_same: bool) {
        self.all.push(path);
        self.same.extend(is_same.then_some(path));
    }
}

/// The block `recto`, as far as the file tells how it is to be set.
pub(super) fn settings(node: &Node, lang: Option<Node>, has_photo: bool, work: &mut Work) -> Draft {
    let mut draft = Draft::new(node.span);
    let design = below(node, "design").filter(|design| matches!(design.value, Value::Map(_)));
    let (mut look_used, mut words_used, mut date_used) = (Used::default(), Used::default(), Used::default());
    if let Some(design) = design {
        look(design, has_photo, &mut draft, &mut look_used, work);
    }
    // A language without words was told already.
    words_used.add("language", lang.as_ref().is_some_and(|lang| is_said(node, "locale.language", lang)));
    words_used.add("", false);
    date_used.add("bold_keywords", false);
    if date(node).is_some() {
        date_used.add("current_date", true);
        date_used.add("date", true);
    }
    if let Some(lang) = lang {
        draft.put("lang", lang);
    }
    for (block, used) in [
        ("design", &look_used),
        ("locale", &words_used),
        ("locale_catalog", &words_used),
        ("settings", &date_used),
        ("rendercv_settings", &date_used),
    ] {
        let Some(node) = below(node, block) else { continue };
        if let Some(Node { value: Value::Map(rest), .. }) = without(node, &used.all, "") {
            tell(block, &rest, work);
        }
        if let Some(rest) = without(node, &used.same, "") {
            let rest = if matches!(rest.value, Value::Map(_)) { rest } else { super::single(block, rest) };
            work.remains.push((block.to_owned(), rest));
        }
    }
    draft
}

/// Whether a file says a value in the very same form.
fn is_said(node: &Node, path: &str, value: &Node) -> bool {
    below(node, path).is_some_and(|said| said.value.scalar() == value.value.scalar())
}

/// The layout, the paper and the options that a design comes nearest to.
fn look<'a>(design: &'a Node, has_photo: bool, draft: &mut Draft, used: &mut Used<'a>, work: &mut Work) {
    let theme = below(design, "theme");
    let known = theme.and_then(|theme| NAMES.themes.get(theme.value.scalar()?.trim()));
    if let (Some(theme), Some(layout)) = (theme, known) {
        let comment =
            format!("the layout that looks most like the theme `{}`", theme.value.scalar().unwrap_or_default());
        work.comments.add("recto.layout", comment);
        draft.text("layout", layout, theme.span);
        used.add("theme", true);
    }
    for path in ["page.size", "page_size"] {
        let paper = below(design, path).and_then(|size| Some((size, NAMES.papers.get(size.value.scalar()?.trim())?)));
        if let Some((size, paper)) = paper {
            draft.text("paper", paper, size.span);
            used.add(path, size.value.scalar().is_some_and(|said| said.trim() == paper));
        }
    }
    let Some(layout) = known.and_then(|layout| manifest(layout)) else { return };
    let mut options = Draft::new(design.span);
    for (option, paths) in &NAMES.options {
        let found =
            paths.iter().find_map(|path| Some((path, below(design, path)?, below(design, path)?.value.scalar()?)));
        let Some((path, place, said)) = found else { continue };
        let said = said.trim();
        let value = color(said).unwrap_or_else(|| said.replace(' ', ""));
        let is_usual = NAMES.usual.values.iter().any(|usual| usual == said);
        if !is_usual && takes(&layout, option, &value) {
            used.add(path, value == said);
            let flag = ["true", "false"].contains(&value.as_str());
            let value = if flag { Value::Bool(value == "true", value) } else { Value::Text(value) };
            options.put(option, Node::new(value, place.span));
        }
    }
    let shows = |option: &str| {
        layout.manifest.options.iter().find(|spec| spec.name == option).map(|spec| spec.default.to_string())
    };
    if has_photo && shows("photo").as_deref() == Some("none") {
        options.text("photo", "square", design.span);
    }
    draft.put("options", options.into_node());
}

fn manifest(layout: &str) -> Option<Layout> {
    Layouts::built_in().find(layout, "".as_ref(), None, &mut Sources::new(), &mut Sink::new())
}

/// Whether a layout has an option that takes this value.
fn takes(layout: &Layout, name: &str, value: &str) -> bool {
    let mut sink = Sink::new();
    Options::resolve(&layout.manifest, [Given { name, value, name_span: None, value_span: None }], &mut sink);
    sink.iter().next().is_none()
}

/// `rgb(0, 79, 144)` as `#004f90`.
fn color(said: &str) -> Option<String> {
    let inner = said.strip_prefix("rgb(")?.strip_suffix(')')?;
    let parts: Option<Vec<u8>> = inner.split(',').map(|part| part.trim().parse().ok()).collect();
    match parts?[..] {
        [red, green, blue] => Some(format!("#{red:02x}{green:02x}{blue:02x}")),
        _ => None,
    }
}

/// A block without what was used of it and what says nothing.
fn without(block: &Node, used: &[&str], path: &str) -> Option<Node> {
    let Value::Map(map) = &block.value else {
        return (!is_nothing(&block.value) && !used.contains(&path)).then(|| block.clone());
    };
    let mut rest = Map::default();
    for (key, node) in map.iter() {
        let path = if path.is_empty() { key.value.clone() } else { format!("{path}.{}", key.value) };
        if !used.contains(&path.as_str())
            && let Some(node) = without(node, used, &path)
        {
            let _ = rest.insert(key.clone(), node);
        }
    }
    let is_empty = rest.iter().len() == 0;
    (!is_empty).then(|| Node::new(Value::Map(rest), block.span))
}

/// Says what of a block is not used.
fn tell(block: &str, rest: &Map, work: &mut Work) {
    let keys: Vec<_> = rest.iter().map(|(key, _)| format!("`{}`", key.value)).collect();
    let message = format!("of `{block}`, this has no counterpart: {}", keys.join(", "));
    let hint = "`recto layouts` shows the layouts and their options, which `recto.options` sets".to_owned();
    let found = Diagnostic::advice("foreign-setting", message).at(rest.iter().next().map(|(key, _)| key.span));
    work.sink.push(found.in_field(block).hint(hint));
}

#[cfg(test)]
mod tests {
    use super::color;

    #[test]
    fn colors_become_hexadecimal() {
        assert_eq!(color("rgb(0, 79, 144)").as_deref(), Some("#004f90"));
        assert_eq!((color("blue"), color("rgb(1, 2)")), (None, None));
    }
}
