//! Every place of a CV where a field may stand.

use std::collections::BTreeSet;

use recto::model::{Cv, Field, Kind, Table};
use serde_json::{Value, json};

/// A field at a place.
#[derive(Clone)]
pub struct Place {
    around: Vec<Step>,
    pub field: &'static Field,
}

/// A list or a map around a field.
#[derive(Clone)]
enum Step {
    Item,
    Key(&'static str),
}

/// All fields of all tables, each once.
pub fn all() -> Vec<Place> {
    let mut places = Vec::new();
    walk(&Cv::table(), &[], &mut BTreeSet::new(), &mut places);
    places
}

impl Place {
    /// A CV that holds nothing but a value at this place, under one of the field's names.
    pub fn document(&self, name: &str, value: Value) -> Value {
        let field = json!({ name: value });
        self.around.iter().rev().fold(field, |inner, step| match step {
            Step::Item => json!([inner]),
            Step::Key(key) => json!({ *key: inner }),
        })
    }

    /// Where it is, for messages.
    pub fn path(&self) -> String {
        let steps = self.around.iter().map(|step| match step {
            Step::Item => "[0].".to_owned(),
            Step::Key(key) => (*key).to_owned(),
        });
        format!("{}.{}", steps.collect::<String>(), self.field.name)
    }
}

fn walk(table: &Table, around: &[Step], seen: &mut BTreeSet<&'static str>, places: &mut Vec<Place>) {
    if !seen.insert(table.name) {
        return;
    }
    for (_, field) in table.fields() {
        places.push(Place { around: around.to_vec(), field });
        let steps = [around, &[Step::Key(field.name)]].concat();
        below(field.kind, steps, seen, places);
    }
}

/// The places within a value.
fn below(kind: Kind, mut around: Vec<Step>, seen: &mut BTreeSet<&'static str>, places: &mut Vec<Place>) {
    match kind {
        Kind::Map(table) | Kind::TextOr(table) | Kind::PersonOr(table) => walk(table, &around, seen, places),
        Kind::Entries(kind) => {
            around.push(Step::Item);
            walk(&kind.table(), &around, seen, places);
        }
        Kind::List(item) => {
            around.push(Step::Item);
            below(*item, around, seen, places);
        }
        // The name of a section and of a variant will do.
        Kind::Named(value) => {
            around.push(Step::Key("work"));
            below(*value, around, seen, places);
        }
        Kind::ByName(value) => {
            around.push(Step::Key("onepage"));
            below(*value, around, seen, places);
        }
        _ => {}
    }
}
