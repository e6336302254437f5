//! One job: a variant of a CV, set and exported.

use unicode_normalization::UnicodeNormalization;

use super::input::Input;
use crate::compile::{Pages, Setup, compile};
use crate::diag::{Diagnostic, Sink, Warned, near_hint};
use crate::document::{Day, Paper};
use crate::export;
use crate::fit::{Goal, Outcome, Tightness, Unfit, Unit, fit, units};
use crate::layout::{DEFAULT as DEFAULT_LAYOUT, Given, Layout, Layouts, Options};
use crate::model::{Cv, Locale, OptionValue, Owner, Setting, Variant, lower};
use crate::select::{select, without};
use crate::source::Sources;
use crate::world::World;

/// The language that is used when nobody asks for another.
const DEFAULT_LANG: &str = "en";

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
}

impl Overrides {
    /// The layout and the language that a variant is set in.
    pub fn layout_and_lang<'a>(&'a self, input: &'a Input, variant: &'a Variant) -> (&'a str, &'a str) {
        let settings = &input.cv.settings;
        let layout = variant.layout.as_ref().or(settings.layout.as_ref()).map(|layout| layout.value.as_str());
        let lang = variant.lang.as_ref().or(settings.lang.as_ref()).map(|lang| lang.value.as_str());
        (
            self.layout.as_deref().or(layout).unwrap_or(DEFAULT_LAYOUT),
            self.lang.as_deref().or(lang).unwrap_or(DEFAULT_LANG),
        )
    }
}

/// A finished job.
#[derive(Debug)]
pub struct Built {
    /// The PDF.
    pub pdf: Vec<u8>,
    /// How many pages it has.
    pub pages: usize,
    /// How much of the last page is filled, 0–1.
    pub fill: f64,
    /// The text in reading order, one run of characters a line.
    pub text: String,
    /// The layout.
    pub layout: String,
    /// The language.
    pub lang: String,
    /// What the fitter did, if there was a page count to reach.
    pub fit: Option<FitReport>,
    /// What was noticed.
    pub warnings: Vec<Diagnostic>,
}

/// What the fitter did.
#[derive(Debug, Clone)]
pub struct FitReport {
    /// What was left out, the dearest first.
    pub dropped: Vec<Unit>,
    /// How tight it is set: 0 as designed, 1 as tight as the layout allows, below 0 opened up.
    pub tightness: f64,
    /// How many trials were laid out.
    pub trials: usize,
}

/// Sets a variant of a CV and exports it.
///
/// # Errors
/// Everything that stands in the way, at its place; files of the layout that are named are added to `sources`.
pub fn build(
    input: &Input,
    variant: &Variant,
    overrides: &Overrides,
    layouts: &Layouts,
    world: &mut World,
    sources: &mut Sources,
) -> Result<Built, Vec<Diagnostic>> {
    let plan = Plan::new(input, variant, overrides, layouts, sources)?;
    let selected = select(&input.cv, variant);
    let mut press = Press { plan: &plan, world, sources };
    let (pages, fit, mut warnings) = match variant.pages {
        None => {
            let Warned { output, warnings } = press.lay_out(&selected, false, &plan.options)?;
            (output, None, warnings)
        }
        Some(limit) => press.fit(&selected, limit as usize, &variant.name.value)?,
    };
    warnings.extend(missing_characters(&pages, input));
    let ident = format!("recto/{}/{}/{}/{}", input.stem, variant.name.value, plan.layout.name, plan.lang);
    let pdf = export::pdf(&pages, &ident)?;
    let Plan { layout, lang, .. } = plan;
    Ok(Built {
        pdf,
        pages: pages.count(),
        fill: pages.fill(),
        text: pages.text(),
        layout: layout.name,
        lang,
        fit,
        warnings,
    })
}

/// Every choice made, by precedence: what overrides, then the variant, then the CV, then the layout.
struct Plan {
    layout: Layout,
    options: Options,
    paper: Paper,
    lang: String,
    locale: Locale,
    owner: Owner,
    one_page: bool,
    date: Option<Day>,
}

impl Plan {
    fn new(
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
        let layout = layouts.find(layout, layout_span.map(|layout| layout.span), sources, &mut sink);
        let locale = Locale::by_code(lang);
        if locale.is_none() {
            let span = variant.lang.as_ref().or(settings.lang.as_ref()).filter(|_| overrides.lang.is_none());
            sink.push(
                Diagnostic::error("unknown-language", format!("there are no words for the language `{lang}`"))
                    .at(span.map(|lang| lang.span))
                    .hint(near_hint(lang, Locale::codes())),
            );
        }
        let given = settings.options.iter().chain(&variant.options).map(written);
        let set =
            overrides.options.iter().map(|(name, value)| Given { name, value, name_span: None, value_span: None });
        let options = layout.as_ref().map(|layout| Options::resolve(&layout.manifest, given.chain(set), &mut sink));
        match (layout, options, locale) {
            (Some(layout), Some(options), Some(locale)) if !sink.has_errors() => Ok(Self {
                layout,
                options,
                paper: overrides.paper.or(variant.paper).or(settings.paper).unwrap_or_default(),
                lang: lang.to_owned(),
                locale,
                owner: settings.owner(&input.cv.basics),
                one_page: variant.pages == Some(1),
                date: overrides.date,
            }),
            _ => Err(sink.into_vec()),
        }
    }

    fn setting(&self) -> Setting<'_> {
        Setting::new(&self.lang, &self.locale, &self.owner)
    }
}

/// Lays out what it is given, according to plan.
struct Press<'a> {
    plan: &'a Plan,
    world: &'a mut World,
    sources: &'a mut Sources,
}

type Fitting = (Pages, Option<FitReport>, Vec<Diagnostic>);

impl Press<'_> {
    fn lay_out(&mut self, cv: &Cv, brief: bool, options: &Options) -> Result<Warned<Pages>, Vec<Diagnostic>> {
        let plan = self.plan;
        let mut lowered = lower(cv, plan.setting().in_brief(brief));
        if plan.date.is_some() {
            lowered.output.meta.date = plan.date;
        }
        let setup = Setup { layout: &plan.layout, options, paper: plan.paper, one_page: plan.one_page };
        let mut pages = compile(self.world, &lowered.output, setup, self.sources)?;
        pages.warnings.extend(lowered.warnings);
        Ok(pages)
    }

    fn fit(&mut self, selected: &Cv, limit: usize, variant: &str) -> Result<Fitting, Vec<Diagnostic>> {
        let units = units(selected, &self.plan.setting());
        let tightness = Tightness::new(&self.plan.layout.manifest, &self.plan.options);
        let fitted = fit(&units, &tightness, Goal { pages: limit }, |trial| {
            let laid_out = self.lay_out(&without(selected, &trial.dropped), trial.brief, &trial.options)?;
            let pages = &laid_out.output;
            Ok(Outcome { pages: pages.count(), fill: pages.fill(), overflow: pages.overflow(limit), laid_out })
        });
        match fitted {
            Ok(fitted) => {
                let Warned { output, warnings } = fitted.outcome.laid_out;
                let report = FitReport { dropped: fitted.dropped, tightness: fitted.tightness, trials: fitted.trials };
                Ok((output, Some(report), warnings))
            }
            Err(Unfit::Failed(diagnostics)) => Err(diagnostics),
            Err(Unfit::Overflow(points)) => Err(vec![does_not_fit(selected, limit, variant, points)]),
        }
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

fn does_not_fit(cv: &Cv, limit: usize, variant: &str, points: f64) -> Diagnostic {
    let pages = if limit == 1 { "1 page".to_owned() } else { format!("{limit} pages") };
    let millimetres = (points * 25.4 / 72.0).ceil();
    let mut pinned = cv.sections.iter().flat_map(|section| &section.items);
    let pinned = pinned.find(|item| item.choice.keep || item.highlights.iter().any(|highlight| highlight.choice.keep));
    let message = format!(
        "variant `{variant}` does not fit on {pages}: {millimetres} mm too much, with everything left out that may be"
    );
    let hint = match pinned {
        Some(_) => "take `keep: true` from some entries, or allow more pages",
        None => "shorten `basics.summary`, or allow more pages",
    };
    Diagnostic::error("does-not-fit", message).at(pinned.map(|item| item.span)).hint(hint.to_owned())
}

/// A warning for each character that shows as a box, at each field it stands in.
fn missing_characters(pages: &Pages, input: &Input) -> Vec<Diagnostic> {
    let mut warnings = Vec::new();
    for missing in pages.missing_characters() {
        let message = |place: &str| {
            format!("no font has the character `{missing}` (U+{:04X}){place}: a box is printed", u32::from(missing))
        };
        let hint = || "add a folder with a font that has it: `--font-path FOLDER`".to_owned();
        let found = warnings.len();
        input.node.walk(&mut |path, node| {
            let text = node.value.scalar().unwrap_or_default();
            if text.nfc().any(|character| character == missing) {
                let warning = Diagnostic::warning("missing-glyph", message(&format!(" in `{path}`")));
                warnings.push(warning.at(node.span).in_field(path).hint(hint()));
            }
        });
        if warnings.len() == found {
            warnings.push(Diagnostic::warning("missing-glyph", message("")).hint(hint()));
        }
    }
    warnings
}
