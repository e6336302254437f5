//! The CV as its owner writes it, one kind of section a file, and how it is lowered to what is set on the page.
//!
//! Reads the neutral tree of [`crate::syntax`]; knows no file syntax, no layout and no Typst.

mod author;
mod authors;
mod basics;
mod canonical;
mod compound;
mod cv;
mod dates;
mod direction;
mod field;
mod fields;
mod identifiers;
mod item;
mod locale;
mod lower;
mod markdown;
mod name;
mod pdf;
mod person;
mod project;
mod publications;
mod reference;
mod same;
mod section;
mod settings;
mod standing;
mod text;
mod url;
mod variant;
mod venue;

pub use basics::{Basics, Profile};
pub use canonical::Canonical;
pub(crate) use compound::keep_together;
pub use cv::{Cv, META};
pub use dates::Dates;
pub(crate) use direction::isolate_text;
pub use field::{Field, Kind, Table, spellings};
pub use fields::Fields;
pub(crate) use fields::{is_name_of, same_key};
pub use item::{Body, Choice, Highlight, Item};
pub use locale::Locale;
pub use lower::{Setting, groups, heading, lower, shown_of};
pub use name::Owner;
pub use pdf::{PdfSettings, Said, parse_standards};
pub use project::{PROJECT, ProjectSettings};
pub use publications::{Count, Grouping, Identifier, Links, Names, Numbering, Order, Publications, VenueForm};
pub use reference::{Person, Place, Reference};
pub use same::same;
pub use section::{FREE, FREE_SECTION, SECTION_KINDS, Section, SectionKind, paper_kinds};
pub use settings::{OptionValue, SectionChoice, Settings};
pub use standing::Standing;
pub use text::{LANGUAGES, Text};
pub use url::Url;
pub use variant::Variant;
pub(crate) use variant::unknown_variant;
