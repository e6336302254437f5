//! How the owner wants the CV set: the block `recto:`.

use super::basics::{Basics, name_forms};
use super::field::{Field, Kind, Table};
use super::fields::{Fields, plain};
use super::name::Owner;
use super::pdf::{ATTACH, BLEED, PRINT, PdfSettings, STANDARD};
use super::publications::{PUBLICATIONS, Publications};
use super::text::{Text, is_text};
use super::variant::{VARIANT, Variant, inherit};
use crate::diag::{Diagnostic, Severity, Sink, explain, explanations, near};
use crate::document::Paper;
use crate::source::Spanned;
use crate::syntax::{Node, Value};

/// What can be said of the block and of each variant.
pub(super) static SETTING: Table = Table::new(
    "setting",
    &[
        Field::new("layout", Kind::Plain, "The layout; `recto layouts` lists them.", &["scholar"]),
        Field::new(
            "options",
            Kind::ByName(&Kind::Plain),
            "Options of the layout; `recto layouts NAME` lists them.",
            &["{text-size: 10pt}"],
        ),
        Field::new("paper", Kind::Choice(papers), "The paper.", &["a4"]),
        Field::new("lang", Kind::Lang, "The language, by its code.", &["en"]),
        Field::new(
            "tidy",
            Kind::Flag,
            "Whether a nearly empty last page is pulled in where no page count is asked for; true unless said otherwise.",
            &["false"],
        ),
        Field::new(
            "publications",
            Kind::Map(&PUBLICATIONS),
            "How lists of publications are set.",
            &["{names: initials, max-authors: 5}"],
        ),
        STANDARD,
        PRINT,
        BLEED,
        ATTACH,
    ],
);

/// The fields of the block `recto:`.
pub(super) static SETTINGS: Table = Table::new(
    "recto",
    &[
        ALLOW,
        Field::new(
            "sections",
            SECTIONS,
            "Order and titles of sections: `work`, `work: Experience` or `work: {title: Experience, limit: 3}`; the others follow.",
            &["[work: Experience, education]"],
        ),
        Field::new(
            "me",
            Kind::List(&Kind::Plain),
            "The forms of your name in lists of authors, if `basics.name` is not enough.",
            &["[Robin Example, R. B. Example]"],
        ),
        Field::new(
            "bibliography",
            Kind::List(&Kind::Plain),
            "Files of references whose entries become publications: BibTeX, CSL-JSON, Hayagriva or RIS; paths start at the CV's folder.",
            &["[papers.bib]"],
        ),
        Field::new(
            "variants",
            Kind::ByName(&Kind::Map(&VARIANT)),
            "Named selections of the CV; without any there are `full` and `onepage`.",
            &["{full: {}, onepage: {pages: 1}}"],
        ),
    ],
)
.with(&[&SETTING]);

pub(super) const ALLOW: Field = Field::new(
    "allow",
    Kind::List(&Kind::Choice(soft_ids)),
    "Ids of warnings and advice that you do not want to hear of; `recto explain` lists them.",
    &["[employment-gap]"],
);

/// A list of sections with what is said of them.
pub(super) const SECTIONS: Kind = Kind::List(&Kind::Named(&Kind::TextOr(&SECTION_CHOICE)));

/// What is said of a section beside its title.
static SECTION_CHOICE: Table = Table::new(
    "section-choice",
    &[
        Field::new("title", Kind::Text, "The heading.", &["Experience"]),
        Field::new("limit", COUNT, "The greatest number of entries.", &["3"]),
        Field::new("minimum", COUNT, "The least number of entries that fitting must leave.", &["1"]),
    ],
);

/// A number of entries.
pub(super) const COUNT: Kind = Kind::Number { least: 0, most: 10_000 };

pub(super) fn papers() -> Vec<&'static str> {
    Paper::ALL.iter().map(|(name, _)| *name).collect()
}

/// The block `recto:`.
#[derive(Debug, Clone, Default)]
pub struct Settings {
    /// The layout.
    pub layout: Option<Spanned<String>>,
    /// The paper.
    pub paper: Option<Paper>,
    /// The language.
    pub lang: Option<Spanned<String>>,
    /// Options of the layout.
    pub options: Vec<OptionValue>,
    /// Order, titles and limits of sections; those not named follow in the order of the text.
    pub sections: Vec<SectionChoice>,
    /// The owner's name as it stands in lists of authors.
    pub me: Vec<String>,
    /// Whether a nearly empty last page is pulled in where no page count is asked for; true unless said otherwise.
    pub tidy: Option<bool>,
    /// How lists of publications are set.
    pub publications: Publications,
    /// What kind of PDF is made.
    pub pdf: PdfSettings,
    /// Files of references whose entries became publications.
    pub bibliography: Vec<Spanned<String>>,
    /// Ids of warnings and advice that its owner does not want to hear of.
    pub allow: Vec<Spanned<String>>,
    /// The declared variants, with what they inherit; the built-in ones if none are declared.
    pub variants: Vec<Variant>,
}

/// The value of one of a layout's options, not yet checked.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct OptionValue {
    /// The option.
    pub name: Spanned<String>,
    /// Its value as typed.
    pub value: Spanned<String>,
}

/// What is said of one section.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct SectionChoice {
    /// Which section.
    pub key: Spanned<String>,
    /// Its heading.
    pub title: Option<Text>,
    /// The greatest number of entries.
    pub limit: Option<usize>,
    /// The least number of entries that fitting must leave.
    pub minimum: Option<usize>,
}

impl Settings {
    /// Reads the block; without one, the defaults with the built-in variants.
    pub(crate) fn read(node: Option<&Node>, sink: &mut Sink) -> Self {
        let Some(mut fields) = node.and_then(|node| Fields::open(node, "recto", &SETTINGS, sink)) else {
            return Self { variants: Variant::built_in(), ..Self::default() };
        };
        let settings = Self {
            sections: fields.list("sections", SectionChoice::read),
            me: fields.plains("me").into_iter().map(|name| name.value).collect(),
            bibliography: fields.plains("bibliography"),
            allow: fields.list("allow", allowed),
            variants: variants(&mut fields),
            ..Self::setting(&mut fields)
        };
        fields.finish();
        settings
    }

    /// Reads what can be said of a CV as of a whole project.
    pub(super) fn setting(fields: &mut Fields) -> Self {
        Self {
            layout: fields.plain("layout"),
            paper: fields.choice("paper", Paper::ALL),
            lang: fields.plain("lang"),
            options: options(fields),
            tidy: fields.flag("tidy"),
            publications: Publications::read(fields),
            pdf: PdfSettings::read(fields),
            ..Self::default()
        }
    }

    /// Takes from others what is not said here: single values, options not set, and what they allow.
    pub fn fall_back_on(&mut self, others: &Self) {
        self.layout = self.layout.take().or_else(|| others.layout.clone());
        self.paper = self.paper.or(others.paper);
        self.lang = self.lang.take().or_else(|| others.lang.clone());
        self.tidy = self.tidy.or(others.tidy);
        self.publications = self.publications.over(&others.publications);
        self.pdf = self.pdf.over(&others.pdf);
        let is_set = |option: &&OptionValue| self.options.iter().any(|own| own.name.value == option.name.value);
        let options: Vec<_> = others.options.iter().filter(|option| !is_set(option)).cloned().collect();
        self.options.splice(0..0, options);
        self.allow.extend(others.allow.iter().cloned());
    }

    /// Whose CV it is: `recto.me`, else the name at the top.
    pub fn owner(&self, basics: &Basics) -> Owner {
        Owner::new(self.name_forms(basics).iter().map(String::as_str))
    }

    /// The forms of the owner's name: `recto.me`, else the name at the top.
    pub fn name_forms(&self, basics: &Basics) -> Vec<String> {
        if self.me.is_empty() { name_forms(basics) } else { self.me.clone() }
    }

    /// How lists of publications are set in a variant.
    pub fn publications(&self, variant: &Variant) -> Publications {
        variant.publications.over(&self.publications)
    }

    /// The variant called `name`.
    pub fn variant(&self, name: &str) -> Option<&Variant> {
        self.variants.iter().find(|variant| variant.name.value == name)
    }
}

/// The ids of warnings and advice.
fn soft_ids() -> Vec<&'static str> {
    explanations().filter(|known| known.severity != Severity::Error.name()).map(|known| known.id).collect()
}

/// The id of a diagnostic that is no error.
pub(super) fn allowed(node: &Node, path: &str, sink: &mut Sink) -> Option<Spanned<String>> {
    let id = plain(node, path, sink)?;
    let fault = match explain(&id.value) {
        Some(known) if known.severity != Severity::Error.name() => return Some(id),
        Some(_) => Diagnostic::error("not-allowed", format!("`{}` is an error and cannot be allowed", id.value)),
        None => {
            let hint = match near(&id.value, soft_ids()) {
                Some(meant) => format!("did you mean `{meant}`?"),
                None => "`recto explain` lists them".to_owned(),
            };
            Diagnostic::error("unknown-id", format!("unknown id `{}`", id.value)).hint(hint)
        }
    };
    sink.push(fault.at(id.span).in_field(path));
    None
}

pub(super) fn options(fields: &mut Fields) -> Vec<OptionValue> {
    let path = fields.path_of("options");
    let Some(node) = fields.node("options") else { return Vec::new() };
    let Some(map) = open_map(node, &path, fields.sink()) else { return Vec::new() };
    let value = |(name, node): &(Spanned<String>, Node), sink: &mut Sink| {
        let value = plain(node, &format!("{path}.{}", name.value), sink)?;
        Some(OptionValue { name: name.clone(), value })
    };
    map.iter().filter_map(|entry| value(entry, fields.sink())).collect()
}

fn variants(fields: &mut Fields) -> Vec<Variant> {
    let path = fields.path_of("variants");
    let Some(node) = fields.node("variants") else { return Variant::built_in() };
    let Some(map) = open_map(node, &path, fields.sink()) else { return Variant::built_in() };
    let declared = map
        .iter()
        .filter_map(|(name, node)| Variant::read(name, node, &format!("{path}.{}", name.value), fields.sink()));
    let declared: Vec<_> = declared.collect();
    match declared.is_empty() {
        true => Variant::built_in(),
        false => inherit(declared, fields.sink()),
    }
}

pub(super) fn open_map<'a>(node: &'a Node, path: &str, sink: &mut Sink) -> Option<&'a crate::syntax::Map> {
    if let Value::Map(map) = &node.value {
        return Some(map);
    }
    sink.push(super::fields::wrong_type("a map was expected here", node, path));
    None
}

impl SectionChoice {
    /// Reads `work`, `work: Experience`, or `work: {title: Experience, limit: 3}`.
    pub(super) fn read(node: &Node, path: &str, sink: &mut Sink) -> Option<Self> {
        let Value::Map(map) = &node.value else {
            return Some(Self { key: plain(node, path, sink)?, title: None, limit: None, minimum: None });
        };
        let mut entries = map.iter();
        let (Some((key, value)), None) = (entries.next(), entries.next()) else {
            sink.push(
                Diagnostic::error("wrong-type", "a section was expected here, with at most a title and a limit")
                    .at(node.span)
                    .in_field(path)
                    .hint("write `work`, `work: Experience` or `work: {title: Experience, limit: 3}`".to_owned()),
            );
            return None;
        };
        let path = format!("{path}.{}", key.value);
        let (title, limit, minimum) = match is_text(value) {
            false => {
                let mut fields = Fields::open(value, &path, &SECTION_CHOICE, sink)?;
                let detailed = (fields.text("title"), fields.number("limit"), fields.number("minimum"));
                fields.finish();
                detailed
            }
            true => (Text::read(value, &path, sink), None, None),
        };
        let count = |number: Option<u32>| number.map(|number| number as usize);
        Some(Self { key: key.clone(), title, limit: count(limit), minimum: count(minimum) })
    }
}
