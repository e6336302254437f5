//! What may be written in a CV, for others than the reader: a JSON Schema for editors, a reference for people.
//!
//! Both are made from the fields that the model declares. Knows no Typst and no reader.

mod json;
mod keywords;
mod patterns;
mod reference;
mod values;

/// The JSON Schema (draft 2020-12) of a CV, for editors that complete and check as one types.
pub fn json() -> String {
    let mut text = serde_json::to_string_pretty(&json::document()).unwrap_or_default();
    text.push('\n');
    text
}

/// The reference of the format for people, in Markdown: `docs/format.md`.
pub fn reference() -> String {
    reference::document()
}
