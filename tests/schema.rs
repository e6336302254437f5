//! The schema for editors: it is what the model declares, and it agrees with the reader.

mod agreement;
mod generated;
mod places;

use boon::{Compiler, SchemaIndex, Schemas};
use libtest_mimic::Trial;
use serde_json::Value;

pub fn tests() -> Vec<Trial> {
    let mut tests = generated::tests();
    tests.extend(agreement::tests());
    tests
}

/// The schema as a validator holds it.
struct Checker {
    schemas: Schemas,
    index: SchemaIndex,
}

impl Checker {
    /// Compiles the schema, which holds it against the schema of schemas.
    fn new() -> Self {
        let schema: Value = serde_json::from_str(&recto::schema::json()).expect("it is JSON");
        let mut schemas = Schemas::new();
        let mut compiler = Compiler::new();
        compiler.add_resource("cv.schema.json", schema).expect("it can be added");
        let index = compiler.compile("cv.schema.json", &mut schemas).unwrap_or_else(|error| panic!("{error:#}"));
        Self { schemas, index }
    }

    /// What an editor would say of a document.
    fn faults(&self, document: &Value) -> Option<String> {
        self.schemas.validate(document, self.index).err().map(|error| format!("{error:#}"))
    }
}
