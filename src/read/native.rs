//! recto's own dialect: JSON Resume 1.x and what recto adds to it.

use std::collections::BTreeSet;

use crate::diag::{Diagnostic, Sink, near_hint};
use crate::document::Day;
use crate::model::{
    Basics, Choice, Cv, FREE, FREE_SECTION, Fields, Grouping, META, SECTION_KINDS, Section, Settings, Text,
    paper_kinds, same_key, unknown_variant,
};
use crate::source::Spanned;
use crate::syntax::Node;

pub(super) fn read(node: &Node, sink: &mut Sink) -> Option<Cv> {
    let mut fields = Fields::open(node, "", &Cv::table(), sink)?;
    let basics = fields.node("basics").and_then(|node| Basics::read(node, fields.sink())).unwrap_or_default();
    let mut sections: Vec<_> = SECTION_KINDS.iter().filter_map(|kind| Section::read(*kind, &mut fields)).collect();
    sections.extend(fields.list("sections", free_section));
    sections.sort_by_key(|section| section.span.start);
    let recto = fields.node("recto");
    let settings = Settings::read(recto, fields.sink());
    let last_modified = fields.node("meta").and_then(|node| meta(node, fields.sink()));
    fields.finish();
    let cv = Cv { basics, sections, settings, last_modified };
    check_names(&cv, sink);
    if cv.basics.name.is_none() {
        sink.push(
            Diagnostic::warning("missing-name", "the CV has no name")
                .at(node.span)
                .in_field("basics.name")
                .hint("give it under `basics.name`".to_owned()),
        );
    }
    Some(cv)
}

/// `{title: Memberships, entries: […]}`
fn free_section(node: &Node, path: &str, sink: &mut Sink) -> Option<Section> {
    let mut fields = Fields::open(node, path, &FREE_SECTION, sink)?;
    let span = fields.span();
    let title = fields.text("title");
    let id = fields.plain("id");
    let items = fields.list("entries", |node, path, sink| Section::read_item(FREE, node, path, sink));
    fields.finish();
    let Some(title) = title else {
        sink.push(
            Diagnostic::error("missing-title", "a section of your own needs a title")
                .at(span)
                .in_field(path)
                .hint("give it under `title`".to_owned()),
        );
        return None;
    };
    if items.is_empty() {
        sink.push(
            Diagnostic::warning("empty-section", "a section without entries is not printed")
                .at(span)
                .in_field(path)
                .hint("give them under `entries`".to_owned()),
        );
    }
    let key = id.map_or_else(|| key_of(&title), |id| id.value);
    Some(Section { key, title: Some(title), span, kind: FREE, total: items.len(), minimum: 0, items })
}

/// A free section without `id` goes by its title in settings.
fn key_of(title: &Text) -> String {
    title.every_language().next().map(|(_, text)| crate::document::plain_text(&text)).unwrap_or_default()
}

/// `meta` is JSON Resume's and open to anyone; of it, only the date matters here.
fn meta(node: &Node, sink: &mut Sink) -> Option<Day> {
    let mut fields = Fields::open(node, "meta", &META, sink)?;
    for other in ["canonical", "version"] {
        fields.node(other);
    }
    let date = fields.plain("lastModified");
    fields.finish();
    let date = date?;
    // A time of day may follow: `2017-12-24T15:53:00`.
    let day = date.value.split(['T', ' ']).next().unwrap_or_default();
    let fault = match Day::parse(day) {
        Ok(day) => return Some(day),
        Err(fault) => Diagnostic::warning("bad-date", fault.message).hint(fault.hint),
    };
    sink.push(fault.at(date.span).in_field("meta.lastModified"));
    None
}

/// Sections and variants that settings and entries name must exist: a slip would change the page.
fn check_names(cv: &Cv, sink: &mut Sink) {
    let free = cv.sections.iter().map(|section| section.key.as_str());
    let sections: Vec<_> = SECTION_KINDS.iter().map(|kind| kind.key()).chain(free).collect();
    let mut check = |name: &Spanned<String>| {
        if !sections.contains(&name.value.as_str()) {
            sink.push(
                Diagnostic::error("unknown-section", format!("unknown section `{}`", name.value))
                    .at(name.span)
                    .hint(near_hint(&name.value, sections.iter().copied())),
            );
        }
    };
    cv.settings.sections.iter().for_each(|choice| check(&choice.key));
    for variant in &cv.settings.variants {
        variant.sections.iter().flatten().for_each(|choice| check(&choice.key));
        variant.only.iter().chain(&variant.except).flatten().for_each(&mut check);
        variant.limit.iter().chain(&variant.minimum).for_each(|(key, _)| check(key));
    }
    check_twice(cv, sink);
    check_tags(cv, sink);
    check_kinds(cv, sink);
    for item in cv.sections.iter().flat_map(|section| &section.items) {
        check_variants(&item.choice, cv, sink);
        item.highlights.iter().for_each(|highlight| check_variants(&highlight.choice, cv, sink));
    }
}

/// Sections that go by one name, and sections that are named twice: one of them would be lost or doubled.
fn check_twice(cv: &Cv, sink: &mut Sink) {
    let own: Vec<_> = cv.sections.iter().filter(|section| section.title.is_some()).collect();
    for (index, section) in own.iter().enumerate() {
        let taken = own[..index].iter().any(|other| other.key == section.key)
            || cv.sections.iter().any(|other| other.title.is_none() && other.key == section.key);
        if taken {
            let message = format!("another section is called `{}` as well", section.key);
            let fault = Diagnostic::error("duplicate-section", message).at(section.span);
            sink.push(fault.hint("give it an `id` of its own".to_owned()));
        }
    }
    let lists = cv.settings.variants.iter().flat_map(|variant| &variant.sections).chain([&cv.settings.sections]);
    for list in lists {
        for (index, choice) in list.iter().enumerate() {
            if list[..index].iter().any(|other| other.key.value == choice.key.value) {
                let message = format!("the section `{}` is named twice", choice.key.value);
                sink.push(Diagnostic::error("duplicate-section", message).at(choice.key.span));
            }
        }
    }
}

/// A tag that nothing has is a slip: it would take away everything that has tags.
fn check_tags(cv: &Cv, sink: &mut Sink) {
    let items = cv.sections.iter().flat_map(|section| &section.items);
    let choices = items.flat_map(|item| {
        std::iter::once(&item.choice).chain(item.highlights.iter().map(|highlight| &highlight.choice))
    });
    let tags: BTreeSet<&str> = choices.flat_map(|choice| choice.tags.iter().map(|tag| tag.value.as_str())).collect();
    let picked =
        cv.settings.variants.iter().flat_map(|variant| variant.tags.iter().chain(&variant.except_tags).flatten());
    let headings = headings(cv, Grouping::Tag);
    for tag in picked.chain(&headings) {
        if !tags.contains(tag.value.as_str()) {
            sink.push(
                Diagnostic::error("unknown-tag", format!("nothing has the tag `{}`", tag.value))
                    .at(tag.span)
                    .hint(near_hint(&tag.value, tags.iter().copied())),
            );
        }
    }
}

/// The same for subheadings of kinds.
fn check_kinds(cv: &Cv, sink: &mut Sink) {
    for kind in headings(cv, Grouping::Kind) {
        let known = paper_kinds();
        if known.iter().all(|known| !same_key(known, &kind.value)) {
            let fault = Diagnostic::error("unknown-choice", format!("unknown kind `{}`", kind.value));
            sink.push(fault.at(kind.span).hint(near_hint(&kind.value, known)));
        }
    }
}

/// Under what subheadings are asked for where publications are grouped in this way.
fn headings(cv: &Cv, grouping: Grouping) -> Vec<Spanned<String>> {
    let settings = std::iter::once(cv.settings.publications.clone());
    let settings = settings.chain(cv.settings.variants.iter().map(|variant| cv.settings.publications(variant)));
    let mut keys: Vec<Spanned<String>> = Vec::new();
    for publications in settings.filter(|publications| publications.group() == grouping) {
        // Variants share what the block says.
        publications.groups.into_iter().for_each(|(key, _)| keys.extend((!keys.contains(&key)).then_some(key)));
    }
    keys
}

fn check_variants(choice: &Choice, cv: &Cv, sink: &mut Sink) {
    for name in choice.only.iter().chain(&choice.except) {
        if cv.settings.variant(&name.value).is_none() {
            sink.push(unknown_variant(name, &cv.settings.variants));
        }
    }
}
