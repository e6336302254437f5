//! `layout.toml`: what a layout says of itself, and the only place where its options are declared.

use std::ops::Range;
use std::sync::Arc;

use indexmap::IndexMap;
use serde::Deserialize;

use super::value::{OptionKind, Value};
use crate::diag::Diagnostic;
use crate::document::Paper;
use crate::source::{FileId, Span};

/// What a layout says of itself.
#[derive(Debug, Clone, PartialEq)]
pub struct Manifest {
    /// Its name as a title.
    pub title: String,
    /// What it looks like and whom it suits, in a sentence.
    pub description: String,
    /// The font families it asks for.
    pub fonts: Vec<String>,
    /// The papers it is made for.
    pub papers: Vec<Paper>,
    /// How well machines read it.
    pub parse: Parse,
    /// Its options, in the order of the file.
    pub options: Vec<OptionSpec>,
}

/// How well machines read the text of a layout's pages, as measured.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum Parse {
    /// Every date stays on its entry's line in every extractor.
    Good,
    /// Some extractors move dates away from their entries.
    Fair,
    /// Some extractors mix columns.
    Poor,
}

/// One option.
#[derive(Debug, Clone, PartialEq)]
pub struct OptionSpec {
    /// The name in kebab-case.
    pub name: String,
    /// What it holds.
    pub kind: OptionKind,
    /// Its words, for a choice.
    pub choices: Vec<String>,
    /// Its value if nobody sets it.
    pub default: Value,
    /// What it does.
    pub doc: String,
    /// How far the fitter may move it.
    pub fit: Option<Fit>,
}

/// How far the fitter may move an option.
#[derive(Debug, Clone, PartialEq)]
pub struct Fit {
    /// The tightest value that can still be read; only for what must stay and does not fit otherwise.
    pub min: Value,
    /// The tightest value that reads well; content is left out before it is set tighter.
    pub comfort: Value,
    /// The most open value that still looks intended.
    pub max: Value,
    /// Options with a lower number are moved first.
    pub order: u32,
}

/// Parses a manifest; every wrong option is reported.
///
/// Memoized, since each of many CVs asks for the same few manifests.
#[comemo::memoize]
pub(super) fn parse(file: FileId, text: &str) -> Result<Manifest, Arc<[Diagnostic]>> {
    let fault = |message: String, range| Diagnostic::error("bad-layout", message).at(Span::new(file, range));
    let raw: RawManifest = ::toml::from_str(text).map_err(|error| {
        let message = format!("the manifest of the layout cannot be read ({})", error.message());
        Arc::from([fault(message, error.span().unwrap_or_default())])
    })?;
    let mut faults = Vec::new();
    let mut options = Vec::new();
    for (name, spec) in raw.options {
        let range = name.span();
        match spec.check(name.into_inner()) {
            Ok(option) => options.push(option),
            Err((message, of_value)) => faults.push(fault(message, of_value.unwrap_or(range))),
        }
    }
    let papers = raw.papers.iter().filter_map(|name| {
        let known = Paper::ALL.iter().find(|(known, _)| known == name.get_ref());
        if known.is_none() {
            faults.push(fault(format!("unknown paper `{}`", name.get_ref()), name.span()));
        }
        known.map(|(_, paper)| *paper)
    });
    let papers = papers.collect();
    if !faults.is_empty() {
        return Err(faults.into());
    }
    let RawManifest { title, description, fonts, parse, .. } = raw;
    Ok(Manifest { title, description, fonts, papers, parse, options })
}

#[derive(Deserialize)]
#[serde(rename_all = "kebab-case", deny_unknown_fields)]
struct RawManifest {
    title: String,
    description: String,
    fonts: Vec<String>,
    papers: Vec<::toml::Spanned<String>>,
    parse: Parse,
    #[serde(default)]
    options: IndexMap<::toml::Spanned<String>, RawOption>,
}

#[derive(Deserialize)]
#[serde(rename_all = "kebab-case", deny_unknown_fields)]
struct RawOption {
    r#type: OptionKind,
    default: ::toml::Spanned<String>,
    doc: String,
    #[serde(default)]
    choices: Vec<String>,
    fit: Option<RawFit>,
}

#[derive(Deserialize)]
#[serde(rename_all = "kebab-case", deny_unknown_fields)]
struct RawFit {
    min: ::toml::Spanned<String>,
    comfort: Option<::toml::Spanned<String>>,
    max: ::toml::Spanned<String>,
    order: u32,
}

impl RawOption {
    /// The option, or what is wrong with it and with which of its values.
    fn check(self, name: String) -> Result<OptionSpec, (String, Option<Range<usize>>)> {
        let kind = self.r#type;
        let value = |written: &::toml::Spanned<String>| {
            let text = written.get_ref();
            kind.parse(text, &self.choices).ok_or_else(|| {
                (format!("`{text}` in option `{name}` is not {}", kind.expected()), Some(written.span()))
            })
        };
        let default = value(&self.default)?;
        let fit = match &self.fit {
            None => None,
            Some(raw) => {
                let comfort = raw.comfort.as_ref().unwrap_or(&raw.min);
                let fit =
                    Fit { min: value(&raw.min)?, comfort: value(comfort)?, max: value(&raw.max)?, order: raw.order };
                let is_range = [&fit.min, &fit.comfort, &default, &fit.max].is_sorted_by(|a, b| {
                    a.magnitude().is_some()
                        && a.magnitude() <= b.magnitude()
                        && a.with_magnitude(0.0) == b.with_magnitude(0.0)
                });
                if !is_range {
                    let message = format!(
                        "the default of option `{name}` must lie between `comfort` and `max`, and `min` below, in one unit"
                    );
                    return Err((message, None));
                }
                Some(fit)
            }
        };
        Ok(OptionSpec { kind, choices: self.choices, default, doc: self.doc, fit, name })
    }
}
