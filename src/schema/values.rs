//! The definitions of single values: texts, dates, addresses. Every one takes null and the empty text, which count as
//! absent.

use indexmap::IndexMap;
use serde_json::Value;

use super::keywords::{Additional, Schema};
use super::patterns;
use crate::document::Standard;
use crate::model::Locale;

/// What a single value is written as. Numbers and booleans are texts as well: the reader keeps their spelling.
pub(super) const SCALAR: &[&str] = &["string", "number", "boolean", "null"];

/// A single value or a map.
pub(super) const SCALAR_OR_MAP: &[&str] = &["string", "number", "boolean", "object", "null"];

/// A map, or an empty text in its place.
pub(super) const MAP: &[&str] = &["object", "string", "null"];

/// A text that has a form, or nothing.
const TEXT: &[&str] = &["string", "null"];

/// A year, or a text that has a form, or nothing.
const DATE: &[&str] = &["string", "integer", "null"];

const DATE_FORMS: &str = "write `2024`, `2024-03`, `2024-03-09`, or words such as `Spring 2021`";

/// The definitions by their names.
pub(super) fn definitions() -> IndexMap<&'static str, Schema> {
    let email = Schema::typed(TEXT).in_form(patterns::EMAIL, "this is not an e-mail address");
    let url = Schema::typed(TEXT).in_form(patterns::URL, "give an address that starts with https://");
    let date = Schema::typed(DATE)
        .in_form(patterns::date(), DATE_FORMS)
        .but_not(patterns::no_date(), "a time span takes `startDate` and `endDate`; only `endDate` can be `present`");
    let end = Schema::typed(DATE)
        .in_form(patterns::date(), DATE_FORMS)
        .but_not(patterns::no_end(), "a time span takes `startDate` and `endDate`; did you mean `present`?");
    let day = Schema::typed(DATE).in_form(patterns::day(), "write `2024`, `2024-03` or `2024-03-09`");
    let flag =
        Schema::typed(&["boolean", "string", "null"]).in_form(patterns::EMPTY, "`true` or `false` was expected here");
    let year = |schema: Schema| Schema { minimum: Some(1000), maximum: Some(2999), ..schema };
    IndexMap::from([
        ("plain", Schema::typed(SCALAR)),
        ("text", text()),
        ("language", language(true)),
        ("language-but-id", language(false)),
        ("email", email),
        ("url", url),
        ("doi", Schema::typed(TEXT).in_form(patterns::DOI, "a DOI starts with `10.`")),
        ("date", year(date)),
        ("end", year(end)),
        ("day", year(day)),
        ("flag", flag),
    ])
}

/// A whole number within bounds.
pub(super) fn number(least: u32, most: u32) -> Schema {
    let number = Schema::typed(&["integer", "string", "null"]);
    let message = format!("a whole number from {least} to {most} was expected here");
    Schema { minimum: Some(least), maximum: Some(most), ..number.in_form(patterns::NUMBER, message) }
}

/// One of several words; in another spelling as well, but only this one is suggested.
pub(super) fn choice(words: &[&'static str]) -> Schema {
    let word = Schema { choices: words.iter().map(|word| Value::from(*word)).collect(), ..Schema::default() };
    let others = Schema { pattern: Some(patterns::other_spellings(words)), ..Schema::typed(TEXT) };
    Schema { any_of: vec![word, others], ..Schema::default() }
}

/// A standard of PDF, or several with `+` between them. Those that are versions may be numbers.
pub(super) fn standard() -> Schema {
    let names = || Standard::ALL.iter().map(|(name, _)| *name);
    let numbers = names().filter_map(|name| name.parse::<f64>().ok()).map(Value::from);
    let one = Schema { choices: names().map(Value::from).chain(numbers).collect(), ..Schema::default() };
    let several = Schema { pattern: Some(patterns::sums(&names().collect::<Vec<_>>())), ..Schema::typed(TEXT) };
    Schema { any_of: vec![one, several], ..Schema::default() }
}

/// A language; those there are words for are suggested.
pub(super) fn lang() -> Schema {
    Schema { examples: Locale::codes().map(Value::from).collect(), ..Schema::of("plain") }
}

fn text() -> Schema {
    Schema {
        additional_properties: Some(Additional::Of(Box::new(Schema::of("plain")))),
        property_names: Some(Box::new(Schema::of("language"))),
        ..Schema::typed(SCALAR_OR_MAP)
    }
    .described("A text in a little Markdown, or a map from language codes to texts: `{en: Nurse, de: Pfleger}`.")
}

fn language(with_id: bool) -> Schema {
    Schema::default().in_form(patterns::language(with_id), "a language code such as `en` or `zh` was expected here")
}
