//! Text with a little emphasis in it.

use serde::ser::SerializeMap;
use serde::{Serialize, Serializer};

/// A piece of text. Serialised compactly: a plain text as a string, all else as `{k: kind, c: content}`.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Inline {
    /// Characters to be set as they are. Holds no line break.
    Text(String),
    /// Strong emphasis; also the owner's name among authors.
    Strong(Vec<Inline>),
    /// Light emphasis.
    Emph(Vec<Inline>),
    /// Computer text.
    Code(String),
    /// A link; the address is http, https, mailto or tel.
    Link(String, Vec<Inline>),
    /// Text in another language, as in `zh`.
    Lang(String, Vec<Inline>),
    /// Text that is kept on one line: a person's name, a date.
    Together(Vec<Inline>),
    /// A forced line break.
    Break,
    /// A place where a word that is too long for any line may be broken.
    Opportunity,
}

impl Inline {
    /// Plain characters.
    pub fn text(text: impl Into<String>) -> Self {
        Self::Text(text.into())
    }

    fn children(&self) -> &[Inline] {
        match self {
            Self::Strong(c) | Self::Emph(c) | Self::Link(_, c) | Self::Lang(_, c) | Self::Together(c) => c,
            Self::Text(_) | Self::Code(_) | Self::Break | Self::Opportunity => &[],
        }
    }
}

/// The characters alone, with a space for a line break.
pub fn plain_text(inlines: &[Inline]) -> String {
    fn collect(inlines: &[Inline], out: &mut String) {
        for inline in inlines {
            match inline {
                Inline::Text(text) | Inline::Code(text) => out.push_str(text),
                Inline::Break => out.push(' '),
                other => collect(other.children(), out),
            }
        }
    }
    let mut out = String::new();
    collect(inlines, &mut out);
    out
}

/// Whether there is nothing to see.
pub fn is_blank(inlines: &[Inline]) -> bool {
    plain_text(inlines).trim().is_empty()
}

impl Serialize for Inline {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        let kind = match self {
            Self::Text(text) => return serializer.serialize_str(text),
            Self::Code(text) => {
                let mut map = serializer.serialize_map(Some(2))?;
                map.serialize_entry("k", "code")?;
                map.serialize_entry("v", text)?;
                return map.end();
            }
            Self::Strong(_) => "strong",
            Self::Emph(_) => "emph",
            Self::Link(..) => "link",
            Self::Lang(..) => "lang",
            Self::Together(_) => "together",
            Self::Break => "break",
            Self::Opportunity => "opportunity",
        };
        let mut map = serializer.serialize_map(None)?;
        map.serialize_entry("k", kind)?;
        match self {
            Self::Link(value, _) | Self::Lang(value, _) => map.serialize_entry("v", value)?,
            // How many characters that are, which layouts would take long to count.
            Self::Together(_) => map.serialize_entry("v", &plain_text(self.children()).chars().count())?,
            _ => {}
        }
        map.serialize_entry("c", self.children())?;
        map.end()
    }
}
