//! What may be written in a CV: every field is declared once, for the reader, the editors' schema and the reference.
//!
//! The reader asks for fields by name; [`super::Fields`] holds each question against the declaration, so that no field is
//! read that is not declared, and none declared that is not read.

use super::section::SectionKind;

/// A field of a map.
#[derive(Clone, Copy)]
pub struct Field {
    /// The name, as it is to be written.
    pub name: &'static str,
    /// What its value may be.
    pub kind: Kind,
    /// What it is for, as sentences in Markdown.
    pub doc: &'static str,
    /// Values it may have, in YAML, each on one line; the best first.
    pub examples: &'static [&'static str],
    /// Names that are as good.
    pub also: &'static [&'static str],
    /// Names of old versions of JSON Resume, read with a warning.
    pub old: &'static [&'static str],
}

/// The fields of a map.
#[derive(Clone, Copy)]
pub struct Table {
    /// What the map is called, among all tables: `work`, `variant`.
    pub name: &'static str,
    /// The fields that only this map has. One that stands in `shared` as well has another use here.
    pub own: &'static [Field],
    /// Tables whose fields it has, too.
    pub shared: &'static [&'static Table],
    /// Whether others may put fields of their own into it.
    pub open: bool,
}

/// What the value of a field may be. Null and the empty text always count as absent.
#[derive(Clone, Copy)]
pub enum Kind {
    /// A text in Markdown, perhaps in several languages.
    Text,
    /// A text without markup.
    Plain,
    /// An e-mail address.
    Email,
    /// A web address.
    Url,
    /// A DOI, bare or as an address.
    Doi,
    /// A point in time: a date in numbers, or words.
    Date,
    /// The end of a time span: a point in time, or `present`.
    End,
    /// A date in numbers, perhaps with a time of day.
    Day,
    /// A whole number.
    Number {
        /// The least.
        least: u32,
        /// The greatest.
        most: u32,
    },
    /// True or false.
    Flag,
    /// One of these words.
    Choice(fn() -> Vec<&'static str>),
    /// A language that there are words for, by its code.
    Lang,
    /// A standard of PDF, or several with `+` between them.
    Standard,
    /// A list; a single value counts as a list of one.
    List(&'static Kind),
    /// A list of entries of a section; a single text in place of an entry stands for the kind's primary field.
    Entries(&'static dyn SectionKind),
    /// A map with these fields.
    Map(&'static Table),
    /// A text as in [`Kind::Text`], or a map with these fields.
    TextOr(&'static Table),
    /// The name of one person, or a map with these fields.
    PersonOr(&'static Table),
    /// A name alone, or a map from one name to this.
    Named(&'static Kind),
    /// A map from names that the owner chooses to this.
    ByName(&'static Kind),
    /// Anything; it is not used.
    Any,
}

impl Field {
    /// A field that goes by one name.
    pub const fn new(name: &'static str, kind: Kind, doc: &'static str, examples: &'static [&'static str]) -> Self {
        Self { name, kind, doc, examples, also: &[], old: &[] }
    }

    /// Adds names that are as good.
    pub const fn also(self, also: &'static [&'static str]) -> Self {
        Self { also, ..self }
    }

    /// Adds names of old versions of JSON Resume.
    pub const fn old(self, old: &'static [&'static str]) -> Self {
        Self { old, ..self }
    }
}

impl Kind {
    /// The table of the maps in a value of this kind, if there are any.
    pub fn table(self) -> Option<Table> {
        match self {
            Self::Map(table) | Self::TextOr(table) | Self::PersonOr(table) => Some(*table),
            Self::Entries(kind) => Some(kind.table()),
            Self::List(item) | Self::Named(item) | Self::ByName(item) => item.table(),
            _ => None,
        }
    }
}

impl Table {
    /// A map that has only fields of its own.
    pub const fn new(name: &'static str, own: &'static [Field]) -> Self {
        Self { name, own, shared: &[], open: false }
    }

    /// Adds the fields of other tables.
    pub const fn with(self, shared: &'static [&'static Table]) -> Self {
        Self { shared, ..self }
    }

    /// Lets others put fields of their own into it.
    pub const fn open(self) -> Self {
        Self { open: true, ..self }
    }

    /// All its fields, each with the name of the table that declares it: its own first.
    pub fn fields(&self) -> Vec<(&'static str, &'static Field)> {
        let mut fields: Vec<_> = self.own.iter().map(|field| (self.name, field)).collect();
        for (table, field) in self.shared.iter().flat_map(|table| table.fields()) {
            if fields.iter().all(|(_, other)| other.name != field.name) {
                fields.push((table, field));
            }
        }
        fields
    }

    /// The field called `name`, in exactly this spelling.
    pub fn field(&self, name: &str) -> Option<&'static Field> {
        let own = self.own.iter().find(|field| field.name == name);
        own.or_else(|| self.shared.iter().find_map(|table| table.field(name)))
    }
}

/// The spellings of a name: `startDate`, `start_date`, `start-date`; the given one first. A plain word has one only.
pub fn spellings(name: &str) -> Vec<String> {
    let mut words: Vec<String> = vec![String::new()];
    for character in name.chars() {
        match character {
            '-' | '_' => words.push(String::new()),
            _ => {
                if character.is_ascii_uppercase() {
                    words.push(String::new());
                }
                words.last_mut().expect("it starts with one").push(character.to_ascii_lowercase());
            }
        }
    }
    let capitalized = |word: &String| word[..1].to_ascii_uppercase() + &word[1..];
    let camel = words[0].clone() + &words[1..].iter().map(capitalized).collect::<String>();
    let mut spellings = vec![name.to_owned()];
    for spelling in [camel, words.join("_"), words.join("-")] {
        if !spellings.contains(&spelling) {
            spellings.push(spelling);
        }
    }
    spellings
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_name_has_three_spellings() {
        assert_eq!(spellings("startDate"), ["startDate", "start_date", "start-date"]);
        assert_eq!(spellings("except-tags"), ["except-tags", "exceptTags", "except_tags"]);
        assert_eq!(spellings("name"), ["name"]);
    }
}
