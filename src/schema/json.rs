//! Declarations → JSON Schema.
//!
//! Every map is one object schema with its keys in place, without `allOf` or `if`: all editors complete such a schema, and
//! say of a fault what it is. Old names stand among the keys as deprecated; other spellings and names that are as good are
//! patterns, so that they are accepted but not suggested.

use indexmap::IndexMap;
use serde_json::Value;

use super::keywords::{Additional, Schema};
use super::patterns;
use super::values::{self, MAP, SCALAR, SCALAR_OR_MAP};
use crate::diag::Sink;
use crate::model::{Cv, Field, Kind, SECTION_KINDS, SectionKind, Table, spellings};
use crate::source::Sources;
use crate::syntax;

/// The schema of the whole document. It has no `$id`: it is used as a file beside the CV, without a network.
pub(super) fn document() -> Schema {
    let mut definitions = Definitions { found: values::definitions() };
    let table = Cv::table();
    let root = definitions.with_fields(Schema::typed(&["object"]), &table).closed();
    definitions.found.sort_keys();
    Schema {
        draft: Some("https://json-schema.org/draft/2020-12/schema"),
        title: Some("A CV for recto"),
        definitions: definitions.found,
        ..root
    }
    .described("JSON Resume and what recto adds to it. Everything is optional; null and empty texts count as absent.")
}

/// Collects the definitions: of single values, and of tables under their names.
struct Definitions {
    found: IndexMap<&'static str, Schema>,
}

impl Definitions {
    /// What a value may be.
    fn value(&mut self, kind: Kind) -> Schema {
        match kind {
            Kind::Text => Schema::of("text"),
            Kind::Plain => Schema::of("plain"),
            Kind::Email => Schema::of("email"),
            Kind::Url => Schema::of("url"),
            Kind::Doi => Schema::of("doi"),
            Kind::Date => Schema::of("date"),
            Kind::End => Schema::of("end"),
            Kind::Day => Schema::of("day"),
            Kind::Flag => Schema::of("flag"),
            Kind::Lang => values::lang(),
            Kind::Standard => values::standard(),
            Kind::Number { least, most } => values::number(least, most),
            Kind::Choice(choices) => values::choice(&choices()),
            Kind::List(item) => Schema::list(self.value(*item)),
            Kind::Entries(kind) => Schema::list(self.entry(kind)),
            Kind::Map(table) => self.define(table.name, |all| all.map(table)),
            Kind::TextOr(table) => self.define(table.name, |all| all.text_or_map(table)),
            Kind::PersonOr(table) => self.define(table.name, |all| all.person_or_map(table)),
            Kind::Named(kind) => self.named(*kind),
            Kind::ByName(kind) => {
                Schema { additional_properties: Some(Additional::Of(Box::new(self.value(*kind)))), ..map_or_nothing() }
            }
            Kind::Any => Schema::default(),
        }
    }

    /// An entry of a kind of section.
    fn entry(&mut self, kind: &dyn SectionKind) -> Schema {
        let table = kind.table();
        self.define(table.name, |all| all.text_or_map(&table))
    }

    /// A map with the fields of a table, or nothing.
    fn map(&mut self, table: &Table) -> Schema {
        let map = self.with_fields(map_or_nothing(), table);
        if table.open { map } else { map.closed() }
    }

    /// A text, perhaps by language, or a map with the fields of a table.
    fn text_or_map(&mut self, table: &Table) -> Schema {
        let mut schema = self.with_fields(Schema::typed(SCALAR_OR_MAP), table).closed();
        schema.pattern_properties.insert(patterns::LIKE_LANGUAGE.to_owned(), Schema::of("plain"));
        // Either all keys are languages or none is. `id` is a code, but here a field.
        let keys = |names: Schema| Schema { property_names: Some(Box::new(names)), ..Schema::default() };
        let like_language = Schema { pattern: Some(patterns::LIKE_LANGUAGE.to_owned()), ..Schema::default() };
        Schema { any_of: vec![keys(Schema::of("language-but-id")), keys(like_language.not())], ..schema }
    }

    /// The name of one person, or a map with the fields of a table.
    fn person_or_map(&mut self, table: &Table) -> Schema {
        let several = "several names stand in one text: write a list, `[Ada Byron, Charles Babbage]`";
        let name = Schema::typed(SCALAR_OR_MAP).but_not(patterns::SEVERAL_NAMES.to_owned(), several);
        self.with_fields(name, table).closed()
    }

    /// The name of a section, or a map from it to something.
    fn named(&mut self, kind: Kind) -> Schema {
        let names = SECTION_KINDS.iter().map(|kind| kind.key());
        let value = self.value(kind);
        let name = Schema { examples: names.clone().map(Value::from).collect(), ..Schema::typed(SCALAR) };
        let map = Schema {
            properties: names.map(|name| (name.to_owned(), value.clone())).collect(),
            additional_properties: Some(Additional::Of(Box::new(value))),
            min_properties: Some(1),
            max_properties: Some(1),
            ..Schema::typed(&["object"])
        };
        Schema { any_of: vec![name, map], ..Schema::default() }
    }

    /// Adds the fields of a table to a schema: names, old names, other names and spellings, and what belongs to others.
    fn with_fields(&mut self, mut schema: Schema, table: &Table) -> Schema {
        table.shared.iter().for_each(|shared| self.share(shared));
        let fields = table.fields();
        for (origin, field) in &fields {
            let property = if *origin == table.name { self.property(field) } else { property_of(origin, field) };
            schema.properties.insert(field.name.to_owned(), property);
        }
        for (origin, field) in &fields {
            let same = property_of(origin, field);
            for old in field.old {
                let property = same.clone().deprecated(format!("the old name of `{}`", field.name));
                schema.properties.insert((*old).to_owned(), property);
            }
            let also = field.also.iter().flat_map(|also| spellings(also));
            let others: Vec<_> = spellings(field.name).into_iter().skip(1).chain(also).collect();
            if !others.is_empty() {
                schema.pattern_properties.insert(format!("^({})$", others.join("|")), same);
            }
        }
        schema.pattern_properties.insert(patterns::OF_OTHERS.to_owned(), Schema::default());
        schema
    }

    /// Defines the fields that several tables have in common, for these to refer to.
    fn share(&mut self, table: &Table) {
        table.shared.iter().for_each(|shared| self.share(shared));
        self.define(table.name, |all| {
            let fields = table.own.iter().map(|field| (field.name.to_owned(), all.property(field)));
            Schema { properties: fields.collect(), ..Schema::default() }
        });
    }

    fn property(&mut self, field: &Field) -> Schema {
        let mut schema = self.value(field.kind);
        if schema.examples.is_empty() {
            schema.examples = field.examples.iter().map(|text| example(text)).collect();
        }
        schema.described(field.doc)
    }

    /// Refers to a definition, which is made first if need be.
    fn define(&mut self, name: &'static str, make: impl FnOnce(&mut Self) -> Schema) -> Schema {
        if !self.found.contains_key(name) {
            let schema = make(self);
            self.found.insert(name, schema);
        }
        Schema::of(name)
    }
}

fn map_or_nothing() -> Schema {
    Schema::typed(MAP).in_form(patterns::EMPTY, "a map was expected here")
}

/// The schema of a field where its table declares it.
fn property_of(table: &str, field: &Field) -> Schema {
    let place = if table == Cv::table().name { "#".to_owned() } else { format!("#/$defs/{table}") };
    Schema::at(format!("{place}/properties/{}", field.name))
}

/// A value in YAML as JSON; a text if it is no YAML.
fn example(text: &str) -> Value {
    let mut sources = Sources::new();
    let file = sources.add("example", text.to_owned());
    let yaml = syntax::SYNTAXES[0];
    syntax::parse(yaml, file, &sources, &mut Sink::new()).map_or_else(|| text.into(), |node| node.to_json())
}
