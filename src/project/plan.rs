//! Every choice of a job made: what overrides wins over the variant, the variant over the CV, the CV over the layout.

use std::cell::RefCell;
use std::collections::BTreeSet;
use std::path::{Path, PathBuf};

use super::input::Input;
use super::photo::{self, Photo};
use super::standard::Kind;
use super::style::Styled;
use crate::diag::{Diagnostic, Sink, Warned, near_hint};
use crate::document::{Day, Document, Paper};
use crate::export::Format;
use crate::fit::{Fate, FitReport, Trial};
use crate::layout::{DEFAULT as DEFAULT_LAYOUT, Given, Layout, Layouts, Options, name_of};
use crate::model::{Cv, Locale, OptionValue, Owner, PdfSettings, Publications, Setting, Variant, lower};
use crate::select::{select, without};
use crate::source::{Sources, Span};
use crate::world::PHOTO;

/// The language that is used when nobody asks for another.
const DEFAULT_LANG: &str = "en";

/// How many pixels an inch of a picture has: small type can still be read.
const USUAL_DPI: u32 = 150;

/// What wins over what the CV says.
#[derive(Debug, Clone, Default)]
pub struct Overrides {
    /// The layout.
    pub layout: Option<String>,
    /// The paper.
    pub paper: Option<Paper>,
    /// The language.
    pub lang: Option<String>,
    /// Options of the layout: names and values.
    pub options: Vec<(String, String)>,
    /// The date of the document.
    pub date: Option<Day>,
    /// The format.
    pub format: &'static Format,
    /// How many pixels an inch has in pictures, if not as many as usual.
    pub dpi: Option<u32>,
    /// The folder below which photos must lie, if not that of the CV.
    pub root: Option<PathBuf>,
    /// What kind of PDF is made.
    pub pdf: PdfSettings,
}

impl Overrides {
    /// The layout, by name or path, and the language that a variant is set in.
    pub fn layout_and_lang<'a>(&'a self, input: &'a Input, variant: &'a Variant) -> (&'a str, &'a str) {
        let settings = &input.cv.settings;
        let layout = variant.layout.as_ref().or(settings.layout.as_ref()).map(|layout| layout.value.as_str());
        let lang = variant.lang.as_ref().or(settings.lang.as_ref()).map(|lang| lang.value.as_str());
        (
            self.layout.as_deref().or(layout).unwrap_or(DEFAULT_LAYOUT),
            self.lang.as_deref().or(lang).unwrap_or(DEFAULT_LANG),
        )
    }

    /// The paper that a variant is set on.
    pub fn paper(&self, input: &Input, variant: &Variant) -> Paper {
        self.paper.or(variant.paper).or(input.cv.settings.paper).unwrap_or_default()
    }
}

/// A variant of a CV as a layout gets it, with all that belongs to it. `None` after it was told why not.
pub fn document(input: &Input, variant: &Variant, overrides: &Overrides, sink: &mut Sink) -> Option<Document> {
    fitted_document(input, variant, overrides, None, sink)
}

/// The same, or what fitting left of it.
pub fn fitted_document(
    input: &Input,
    variant: &Variant,
    overrides: &Overrides,
    fit: Option<&FitReport>,
    sink: &mut Sink,
) -> Option<Document> {
    let settings = &input.cv.settings;
    let (_, lang) = overrides.layout_and_lang(input, variant);
    let Some(locale) = Locale::by_code(lang) else {
        sink.push(unknown_language(lang));
        return None;
    };
    let paths = |fate| fit.map(|fit| fit.paths(fate)).unwrap_or_default();
    let (dropped, short) = (paths(Fate::LeftOut), paths(Fate::Shortened));
    let (owner, told) = (settings.owner(&input.cv.basics), RefCell::new(Sink::new()));
    let publications = settings.publications(variant);
    let setting = Setting::new(lang, &locale, &owner, &short, &told).with_publications(&publications);
    let mut document = lower(&without(&select(&input.cv, variant), &dropped), &setting);
    document.meta.date = overrides.date.or(document.meta.date);
    let root = overrides.root.as_ref().unwrap_or(&input.folder);
    let styled = Styled::new(input, &publications, &locale, lang, &owner, root, sink);
    styled.iter().for_each(|styled| styled.apply(&mut document));
    sink.extend(told.into_inner().into_vec());
    Some(document)
}

pub(super) fn unknown_language(lang: &str) -> Diagnostic {
    let message = format!("there are no words for the language `{lang}`");
    Diagnostic::error("unknown-language", message).hint(near_hint(lang, Locale::codes()))
}

/// How a variant is to be set.
pub(super) struct Plan {
    pub(super) layout: Layout,
    pub(super) options: Options,
    pub(super) paper: Paper,
    pub(super) lang: String,
    pub(super) locale: Locale,
    pub(super) owner: Owner,
    pub(super) publications: Publications,
    /// How many pages there may be.
    pub(super) pages: Option<usize>,
    /// Whether a nearly empty last page is pulled in.
    pub(super) tidy: bool,
    pub(super) date: Option<Day>,
    pub(super) format: &'static Format,
    pub(super) dpi: f32,
    pub(super) photo: Option<Photo>,
    /// Publications as a style of citation sets them, if one is asked for.
    pub(super) styled: Option<Styled>,
    /// What kind of PDF is made, and where its standard is asked for.
    pub(super) kind: Kind,
    pub(super) standard_span: Option<Span>,
    /// What was noticed on the way.
    pub(super) warnings: Vec<Diagnostic>,
}

impl Plan {
    pub(super) fn new(
        input: &Input,
        variant: &Variant,
        overrides: &Overrides,
        layouts: &Layouts,
        sources: &mut Sources,
    ) -> Result<Self, Vec<Diagnostic>> {
        let mut sink = Sink::new();
        let settings = &input.cv.settings;
        let (layout, lang) = overrides.layout_and_lang(input, variant);
        // What a flag says stands in no file.
        let layout_span = variant.layout.as_ref().or(settings.layout.as_ref()).filter(|_| overrides.layout.is_none());
        // Paths in a CV start at its folder, those of a flag where recto was called.
        let layout_span = layout_span.map(|layout| layout.span);
        let base = if overrides.layout.is_some() { Path::new("") } else { input.base(layout_span) };
        let layout = layouts.find(layout, base, layout_span, sources, &mut sink);
        let locale = Locale::by_code(lang);
        if locale.is_none() {
            let span = variant.lang.as_ref().or(settings.lang.as_ref()).filter(|_| overrides.lang.is_none());
            sink.push(unknown_language(lang).at(span.map(|lang| lang.span)));
        }
        let paper = overrides.paper(input, variant);
        if let Some(layout) = layout.as_ref().filter(|layout| !layout.manifest.papers.contains(&paper)) {
            let papers = layout.manifest.papers.iter().map(|paper| paper.name());
            let message = format!("layout `{}` is not made for the paper `{}`", layout.name, paper.name());
            sink.push(Diagnostic::error("unknown-paper", message).hint(near_hint(paper.name(), papers)));
        }
        // Options beside a layout are its own: what another does not have is not meant for it.
        let named = settings.layout.as_ref().map(|layout| name_of(&layout.value));
        let is_meant = |option: &&OptionValue| match &layout {
            Some(layout) if named.is_some_and(|named| named != layout.name) => {
                layout.manifest.options.iter().any(|spec| spec.name == option.name.value)
            }
            _ => true,
        };
        let given = settings.options.iter().filter(is_meant).chain(&variant.options).map(written);
        let set =
            overrides.options.iter().map(|(name, value)| Given { name, value, name_span: None, value_span: None });
        let options = layout.as_ref().map(|layout| Options::resolve(&layout.manifest, given.chain(set), &mut sink));
        let root = overrides.root.as_ref().unwrap_or(&input.folder);
        let photo = photo::read(&input.cv.basics.image, &input.folder, root, &mut sink);
        let (owner, publications) = (settings.owner(&input.cv.basics), settings.publications(variant));
        let styled =
            locale.as_ref().and_then(|locale| Styled::new(input, &publications, locale, lang, &owner, root, &mut sink));
        let pdf = overrides.pdf.over(&variant.pdf.over(&settings.pdf));
        let kind = Kind::new(&pdf, input, overrides.date.or(input.cv.last_modified), &mut sink);
        match (layout, options, locale) {
            (Some(layout), Some(options), Some(locale)) if !sink.has_errors() => Ok(Self {
                layout,
                options,
                paper,
                lang: lang.to_owned(),
                locale,
                owner,
                publications,
                pages: variant.pages.map(|pages| pages as usize),
                tidy: variant.tidy.or(settings.tidy).unwrap_or(true),
                date: overrides.date,
                format: overrides.format,
                dpi: overrides.dpi.unwrap_or(USUAL_DPI) as f32,
                photo,
                styled,
                kind,
                standard_span: pdf.standard.as_ref().and_then(|standard| standard.span),
                warnings: sink.into_vec(),
            }),
            _ => Err(sink.into_vec()),
        }
    }

    /// Whether the layout is asked to show the photo.
    pub(super) fn shows_photo(&self) -> bool {
        self.options.get("photo").is_some_and(|photo| photo.to_string() != "none")
    }

    /// What is set of a CV in a trial.
    pub(super) fn document(&self, cv: &Cv, trial: &Trial) -> Warned<Document> {
        let sink = RefCell::new(Sink::new());
        let mut document = lower(&without(cv, &trial.dropped), &self.setting(&trial.short, &sink));
        self.styled.iter().for_each(|styled| styled.apply(&mut document));
        document.meta.date = self.date.or(document.meta.date);
        document.header.photo = document.header.photo.filter(|_| self.photo.is_some());
        document.header.photo.iter_mut().for_each(|photo| photo.path = PHOTO.to_owned());
        Warned { output: document, warnings: sink.into_inner().into_vec() }
    }

    /// The setting for lowering, with some entries and bullets in their shorter wording.
    pub(super) fn setting<'a>(&'a self, short: &'a BTreeSet<String>, sink: &'a RefCell<Sink>) -> Setting<'a> {
        Setting::new(&self.lang, &self.locale, &self.owner, short, sink).with_publications(&self.publications)
    }
}

fn written(option: &OptionValue) -> Given<'_> {
    Given {
        name: &option.name.value,
        value: &option.value.value,
        name_span: Some(option.name.span),
        value_span: Some(option.value.span),
    }
}
