//! The options of one build: a layout's defaults and what was set over them.

use serde::ser::SerializeMap;
use serde::{Serialize, Serializer};

use super::manifest::{Manifest, OptionSpec};
use super::value::Value;
use crate::diag::{Diagnostic, Sink, near_hint};
use crate::source::Span;

/// A value for an option as somebody gave it.
#[derive(Debug, Clone, Copy)]
pub struct Given<'a> {
    /// The option.
    pub name: &'a str,
    /// The value as typed.
    pub value: &'a str,
    /// Where the name was written, if in a file.
    pub name_span: Option<Span>,
    /// Where the value was written, if in a file.
    pub value_span: Option<Span>,
}

/// A checked value for every option of a layout, in the order of its manifest.
#[derive(Debug, Clone, PartialEq)]
pub struct Options {
    values: Vec<(String, Value)>,
    /// The options that somebody set, and where if in a file; the fitter leaves these alone.
    given: Vec<(String, Option<Span>)>,
}

impl Options {
    /// The defaults of a layout with the given values over them, later ones winning. Reports every wrong one.
    pub fn resolve<'a>(manifest: &Manifest, given: impl IntoIterator<Item = Given<'a>>, sink: &mut Sink) -> Self {
        let specs = &manifest.options;
        let mut values: Vec<_> = specs.iter().map(|spec| (spec.name.clone(), spec.default.clone())).collect();
        let mut set = Vec::new();
        for given in given {
            let Some(index) = specs.iter().position(|spec| spec.name == given.name) else {
                let names = specs.iter().map(|spec| spec.name.as_str());
                let message = format!("unknown option `{}` of layout `{}`", given.name, manifest.title.to_lowercase());
                sink.push(
                    Diagnostic::error("unknown-option", message).at(given.name_span).hint(near_hint(given.name, names)),
                );
                continue;
            };
            let value = specs[index].kind.parse(given.value, &specs[index].choices);
            // Where the layout counts with a length, it must not depend on the size of the type.
            match value.filter(|value| !value.is_relative() || specs[index].default.is_relative()) {
                Some(value) if !is_sensible(&specs[index], &value) => sink.push(out_of_range(&specs[index], given)),
                Some(value) => {
                    values[index].1 = value;
                    set.push((given.name.to_owned(), given.value_span));
                }
                None => sink.push(wrong_value(&specs[index], given)),
            }
        }
        Self { values, given: set }
    }

    /// The value of an option.
    pub fn get(&self, name: &str) -> Option<&Value> {
        self.values.iter().find(|(known, _)| known == name).map(|(_, value)| value)
    }

    /// Every option with its value.
    pub fn iter(&self) -> impl Iterator<Item = (&str, &Value)> {
        self.values.iter().map(|(name, value)| (name.as_str(), value))
    }

    /// Whether somebody set this option.
    pub fn is_given(&self, name: &str) -> bool {
        self.given.iter().any(|(given, _)| given == name)
    }

    /// The option whose value is this text, whatever its case, with the place where it was set if in a file.
    pub fn by_text(&self, text: &str) -> Option<(&str, Option<Span>)> {
        let is_it = |value: &Value| matches!(value, Value::Text(known) if known.eq_ignore_ascii_case(text));
        let (name, _) = self.values.iter().find(|(_, value)| is_it(value))?;
        // What was set last wins.
        let given = self.given.iter().rev().find(|(given, _)| given == name);
        Some((name, given.and_then(|(_, span)| *span)))
    }

    /// Sets the value of an option that the layout has.
    pub fn set(&mut self, name: &str, value: Value) {
        if let Some((_, old)) = self.values.iter_mut().find(|(known, _)| known == name) {
            *old = value;
        }
    }
}

impl Serialize for Options {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        let mut map = serializer.serialize_map(Some(self.values.len()))?;
        for (name, value) in &self.values {
            map.serialize_entry(name, value)?;
        }
        map.end()
    }
}

/// What the fitter does not move may be so much smaller or larger than the layout's own value.
const FACTOR: f64 = 2.5;

/// Whether a value lies where a page can come of it: not below nothing, and not far beyond what the layout is made for.
fn is_sensible(spec: &OptionSpec, value: &Value) -> bool {
    let (Some(size), Some(own)) = (value.size(), spec.default.size()) else { return true };
    if value.is_relative() != spec.default.is_relative() {
        return size >= 0.0;
    }
    match spec.fit.as_ref().map(|fit| (fit.min.size(), fit.max.size())) {
        Some((Some(min), Some(max))) => (min / 2.0..=max * 3.0).contains(&size),
        _ => (own / FACTOR..=own * FACTOR).contains(&size),
    }
}

fn out_of_range(spec: &OptionSpec, given: Given) -> Diagnostic {
    let message = format!("`{}` is too far from what the option `{}` is made for", given.value, spec.name);
    let hint = match &spec.fit {
        Some(fit) => format!("the layout is made for {} to {}", fit.min, fit.max),
        None => format!("the layout's own value is {}", spec.default),
    };
    Diagnostic::error("bad-option", message).at(given.value_span).hint(hint)
}

fn wrong_value(spec: &OptionSpec, given: Given) -> Diagnostic {
    let choices = spec.choices.iter().map(String::as_str);
    let hint = match spec.choices.is_empty() {
        true => Some(format!("give {}", spec.kind.expected())),
        false => near_hint(given.value, choices),
    };
    Diagnostic::error("bad-option", format!("`{}` is no value for the option `{}`", given.value, spec.name))
        .at(given.value_span)
        .hint(hint)
}
