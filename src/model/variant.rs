//! Named selections of a CV: what appears, on how many pages, in which layout.

use super::field::{Field, Kind, Table};
use super::fields::Fields;
use super::pdf::PdfSettings;
use super::publications::Publications;
use super::settings::{COUNT, OptionValue, SECTIONS, SETTING, SectionChoice, open_map, options};
use crate::diag::{Diagnostic, Sink, near_hint};
use crate::document::Paper;
use crate::source::{FileId, Span, Spanned};
use crate::syntax::{Key, Node, Value};

/// The fields of a variant.
pub(super) static VARIANT: Table = Table::new(
    "variant",
    &[
        Field::new("inherit", Kind::Plain, "Another variant to start from.", &["onepage"]),
        Field::new("pages", Kind::Number { least: 1, most: 1000 }, "The greatest number of pages.", &["1", "2"]),
        Field::new("sections", SECTIONS, "Exactly the sections that appear, in order.", &["[work, education, skills]"]),
        Field::new("only", Kind::List(&Kind::Plain), "The only sections that appear.", &["[work, education]"]),
        Field::new("except", Kind::List(&Kind::Plain), "Sections that do not appear.", &["[references]"]),
        Field::new(
            "tags",
            Kind::List(&Kind::Plain),
            "Of what has tags, only what has one of these appears.",
            &["[teaching]"],
        ),
        Field::new(
            "except-tags",
            Kind::List(&Kind::Plain),
            "What has one of these tags does not appear.",
            &["[early]"],
        ),
        Field::new(
            "limit",
            Kind::ByName(&COUNT),
            "The greatest number of entries, by section.",
            &["{publications: 8, talks: 3}"],
        ),
        Field::new(
            "minimum",
            Kind::ByName(&COUNT),
            "The least number of entries that fitting must leave, by section.",
            &["{work: 2}"],
        ),
    ],
)
.with(&[&SETTING]);

/// A variant. What it does not say is taken from the block `recto:` around it.
#[derive(Debug, Clone)]
pub struct Variant {
    /// The name.
    pub name: Spanned<String>,
    /// The variant whose settings it starts from.
    pub inherit: Option<Spanned<String>>,
    /// How many pages there may be; any number if absent.
    pub pages: Option<u32>,
    /// The layout.
    pub layout: Option<Spanned<String>>,
    /// The paper.
    pub paper: Option<Paper>,
    /// The language.
    pub lang: Option<Spanned<String>>,
    /// Options of the layout.
    pub options: Vec<OptionValue>,
    /// The sections that appear, in order; all if absent.
    pub sections: Option<Vec<SectionChoice>>,
    /// Of what has tags, only what has one of these appears; everything if empty or absent.
    pub tags: Option<Vec<Spanned<String>>>,
    /// What has one of these tags does not appear.
    pub except_tags: Option<Vec<Spanned<String>>>,
    /// The only sections that appear; all if empty or absent.
    pub only: Option<Vec<Spanned<String>>>,
    /// Sections that do not appear.
    pub except: Option<Vec<Spanned<String>>>,
    /// The greatest number of entries of a section.
    pub limit: Vec<(Spanned<String>, usize)>,
    /// The least number of entries of a section that fitting must leave.
    pub minimum: Vec<(Spanned<String>, usize)>,
    /// Whether a nearly empty last page may not be pulled in; `None` if nothing is said.
    pub tidy: Option<bool>,
    /// How lists of publications are set.
    pub publications: Publications,
    /// What kind of PDF is made.
    pub pdf: PdfSettings,
}

impl Variant {
    /// The variants of a CV that declares none: everything, and one page.
    pub(super) fn built_in() -> Vec<Self> {
        vec![Self::named("full"), Self { pages: Some(1), ..Self::named("onepage") }]
    }

    fn named(name: &str) -> Self {
        // Built-in variants stand in no file; nothing ever points at them.
        let nowhere = Span { file: FileId::FIRST, start: 0, end: 0 };
        Self::empty(Spanned::new(name.to_owned(), nowhere))
    }

    fn empty(name: Spanned<String>) -> Self {
        Self {
            name,
            inherit: None,
            pages: None,
            layout: None,
            paper: None,
            lang: None,
            options: Vec::new(),
            sections: None,
            tags: None,
            except_tags: None,
            only: None,
            except: None,
            limit: Vec::new(),
            minimum: Vec::new(),
            tidy: None,
            publications: Publications::default(),
            pdf: PdfSettings::default(),
        }
    }

    pub(super) fn read(name: &Key, node: &Node, path: &str, sink: &mut Sink) -> Option<Self> {
        if node.value == Value::Null {
            return Some(Self::empty(name.clone()));
        }
        let mut fields = Fields::open(node, path, &VARIANT, sink)?;
        let variant = Self {
            name: name.clone(),
            inherit: fields.plain("inherit"),
            pages: fields.number("pages"),
            layout: fields.plain("layout"),
            paper: fields.choice("paper", Paper::ALL),
            lang: fields.plain("lang"),
            options: options(&mut fields),
            sections: said("sections", &mut fields, |fields| fields.list("sections", SectionChoice::read)),
            tags: names("tags", &mut fields),
            except_tags: names("except-tags", &mut fields),
            only: names("only", &mut fields),
            except: names("except", &mut fields),
            limit: counts("limit", &mut fields),
            minimum: counts("minimum", &mut fields),
            tidy: fields.flag("tidy"),
            publications: Publications::read(&mut fields),
            pdf: PdfSettings::read(&mut fields),
        };
        fields.finish();
        Some(variant)
    }

    /// This variant on the ground of another: lists and single values replace, options and limits are merged.
    fn over(self, base: &Self) -> Self {
        let options =
            base.options.iter().filter(|option| self.options.iter().all(|own| own.name.value != option.name.value));
        let merged = |own: Vec<(Spanned<String>, usize)>, base: &[(Spanned<String>, usize)]| {
            let rest = base.iter().filter(|(key, _)| own.iter().all(|(own, _)| own.value != key.value));
            rest.chain(&own).cloned().collect()
        };
        Self {
            options: options.chain(&self.options).cloned().collect(),
            limit: merged(self.limit, &base.limit),
            minimum: merged(self.minimum, &base.minimum),
            tidy: self.tidy.or(base.tidy),
            publications: self.publications.over(&base.publications),
            pdf: self.pdf.over(&base.pdf),
            name: self.name,
            inherit: self.inherit,
            pages: self.pages.or(base.pages),
            layout: self.layout.or_else(|| base.layout.clone()),
            paper: self.paper.or(base.paper),
            lang: self.lang.or_else(|| base.lang.clone()),
            sections: self.sections.or_else(|| base.sections.clone()),
            tags: self.tags.or_else(|| base.tags.clone()),
            except_tags: self.except_tags.or_else(|| base.except_tags.clone()),
            only: self.only.or_else(|| base.only.clone()),
            except: self.except.or_else(|| base.except.clone()),
        }
    }
}

/// Adds to every variant what it inherits. Built-in ones may be inherited from without being declared.
pub(super) fn inherit(declared: Vec<Variant>, sink: &mut Sink) -> Vec<Variant> {
    let mut all = declared.clone();
    all.extend(Variant::built_in().into_iter().filter(|own| declared.iter().all(|v| v.name.value != own.name.value)));
    let resolve = |variant: Variant, sink: &mut Sink| {
        let mut visited = vec![variant.name.value.clone()];
        let mut resolved = variant.clone();
        let mut next = variant.inherit.clone();
        while let Some(parent) = next {
            let Some(base) = all.iter().find(|known| known.name.value == parent.value) else {
                sink.push(unknown_variant(&parent, &all));
                break;
            };
            if visited.contains(&parent.value) {
                let message = format!("variant `{}` inherits from itself", variant.name.value);
                sink.push(
                    Diagnostic::error("inherit-loop", message).at(variant.inherit.as_ref().map(|name| name.span)),
                );
                break;
            }
            visited.push(parent.value);
            resolved = resolved.over(base);
            next = base.inherit.clone();
        }
        resolved
    };
    declared.into_iter().map(|variant| resolve(variant, sink)).collect()
}

/// An error for a variant that does not exist.
pub(crate) fn unknown_variant(name: &Spanned<String>, known: &[Variant]) -> Diagnostic {
    let names = known.iter().map(|variant| variant.name.value.as_str());
    Diagnostic::error("unknown-variant", format!("unknown variant `{}`", name.value))
        .at(name.span)
        .hint(near_hint(&name.value, names))
}

/// A list of names.
fn names(key: &'static str, fields: &mut Fields) -> Option<Vec<Spanned<String>>> {
    said(key, fields, |fields| fields.plains(key))
}

/// A list; an empty one is said as well, and takes back what is inherited.
fn said<T>(key: &'static str, fields: &mut Fields, read: impl FnOnce(&mut Fields) -> Vec<T>) -> Option<Vec<T>> {
    let is_said = fields.has(key);
    let list = read(fields);
    is_said.then_some(list)
}

/// A map from sections to numbers of entries.
fn counts(key: &'static str, fields: &mut Fields) -> Vec<(Spanned<String>, usize)> {
    let path = fields.path_of(key);
    let Some(node) = fields.node(key) else { return Vec::new() };
    let Some(map) = open_map(node, &path, fields.sink()) else { return Vec::new() };
    let mut counts = Vec::new();
    for (section, node) in map.iter() {
        match node.value.scalar().and_then(|text| text.parse().ok()) {
            Some(count) => counts.push((section.clone(), count)),
            None => {
                let path = format!("{path}.{}", section.value);
                let fault = Diagnostic::error("bad-number", format!("a {key} must be a whole number"));
                fields.sink().push(fault.at(node.span).in_field(path));
            }
        }
    }
    counts
}
