//! The keywords of JSON Schema that recto uses, in the order in which they are written.
//!
//! The crate schemars derives schemas from types that serde reads, and holds them as loose JSON. CVs are not read by
//! serde but from declared fields, so nothing would be left for it but to wrap maps without an order.

use indexmap::IndexMap;
use serde::{Serialize, Serializer};
use serde_json::Value;

/// A schema: what a value must be, and what editors tell of it. The default one takes everything.
#[derive(Debug, Clone, Default, Serialize)]
#[serde(rename_all = "camelCase")]
pub(super) struct Schema {
    /// The draft; only at the root.
    #[serde(rename = "$schema", skip_serializing_if = "Option::is_none")]
    pub draft: Option<&'static str>,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub title: Option<&'static str>,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub description: Option<String>,
    #[serde(skip_serializing_if = "is_false")]
    pub deprecated: bool,
    /// VS Code's: the warning for what is deprecated, and the sign not to suggest it.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub deprecation_message: Option<String>,
    #[serde(rename = "$ref", skip_serializing_if = "Option::is_none")]
    pub reference: Option<String>,
    #[serde(rename = "type", skip_serializing_if = "<[_]>::is_empty", serialize_with = "one_or_several")]
    pub types: &'static [&'static str],
    #[serde(rename = "enum", skip_serializing_if = "Vec::is_empty")]
    pub choices: Vec<Value>,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub minimum: Option<u32>,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub maximum: Option<u32>,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub pattern: Option<String>,
    /// VS Code's: what is said in place of the pattern.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub pattern_error_message: Option<String>,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub not: Option<Box<Schema>>,
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub all_of: Vec<Schema>,
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub any_of: Vec<Schema>,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub items: Option<Box<Schema>>,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub r#if: Option<Box<Schema>>,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub then: Option<Box<Schema>>,
    #[serde(skip_serializing_if = "IndexMap::is_empty")]
    pub properties: IndexMap<String, Schema>,
    #[serde(skip_serializing_if = "IndexMap::is_empty")]
    pub pattern_properties: IndexMap<String, Schema>,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub additional_properties: Option<Additional>,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub property_names: Option<Box<Schema>>,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub min_properties: Option<u32>,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub max_properties: Option<u32>,
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub examples: Vec<Value>,
    #[serde(rename = "$defs", skip_serializing_if = "IndexMap::is_empty")]
    pub definitions: IndexMap<&'static str, Schema>,
}

/// What a map may hold beside its known keys.
#[derive(Debug, Clone, Serialize)]
#[serde(untagged)]
pub(super) enum Additional {
    /// Nothing if false.
    Anything(bool),
    /// Values of this form.
    Of(Box<Schema>),
}

impl Schema {
    /// What another schema says, by its name under `$defs`.
    pub fn of(name: &str) -> Self {
        Self::at(format!("#/$defs/{name}"))
    }

    /// What the schema at a place of the document says.
    pub fn at(place: String) -> Self {
        Self { reference: Some(place), ..Self::default() }
    }

    /// A value of one of these types.
    pub fn typed(types: &'static [&'static str]) -> Self {
        Self { types, ..Self::default() }
    }

    /// A list, or a single value in place of a list of one. Only the list is suggested.
    pub fn list(item: Self) -> Self {
        let single = Self::typed(&["string", "number", "boolean", "object"]);
        let list = Self {
            items: Some(Box::new(item.clone())),
            ..Self::typed(&["array", "string", "number", "boolean", "object", "null"])
        };
        list.when(single, item)
    }

    /// Demands more of values that are of some form.
    pub fn when(self, form: Self, then: Self) -> Self {
        Self { r#if: Some(Box::new(form)), then: Some(Box::new(then)), ..self }
    }

    /// Refuses texts of a form, in these words. Of a `not` editors would only say that it "is not allowed".
    pub fn but_not(self, pattern: String, message: &str) -> Self {
        let refused = Self { pattern: Some(pattern), ..Self::typed(&["string"]) };
        self.when(refused, Self::default().in_form("^$", message))
    }

    /// Marks what another schema says as an old name. It is referred to in a list of one: beside a plain `$ref` VS Code
    /// would not see the mark.
    pub fn deprecated(self, message: String) -> Self {
        Self { deprecated: true, deprecation_message: Some(message), all_of: vec![self], ..Self::default() }
    }

    /// Anything else.
    pub fn not(self) -> Self {
        Self { not: Some(Box::new(self)), ..Self::default() }
    }

    /// Adds what is told of it.
    pub fn described(self, description: &str) -> Self {
        Self { description: Some(description.to_owned()), ..self }
    }

    /// Lets texts have only a form, and says so in these words where they have another.
    pub fn in_form(self, pattern: impl Into<String>, message: impl Into<String>) -> Self {
        Self { pattern: Some(pattern.into()), pattern_error_message: Some(message.into()), ..self }
    }

    /// Lets nothing stand in a map but what is named.
    pub fn closed(self) -> Self {
        Self { additional_properties: Some(Additional::Anything(false)), ..self }
    }
}

/// A single type is written without a list round it.
fn one_or_several<S: Serializer>(types: &&[&str], serializer: S) -> Result<S::Ok, S::Error> {
    match types {
        [only] => only.serialize(serializer),
        several => several.serialize(serializer),
    }
}

fn is_false(value: &bool) -> bool {
    !value
}
