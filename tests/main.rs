//! All tests that need more than one module: one program, each case a test of its own.
//!
//! `cargo test` runs them; `cargo test --test suite cli::` those of the command line; with `INSTA_UPDATE=always` the
//! terminal output that is written in the tests is renewed.

mod bibliography;
mod cli;
mod corpus;
mod docx;
mod explain;
mod export;
mod fit;
mod generated;
mod import;
mod json;
mod layouts;
mod mutations;
mod pdf;
mod press;
mod publications;
mod regressions;
mod samples;
mod schema;
mod standards;
mod suite;
mod tidy;

use libtest_mimic::{Arguments, Trial};

/// Named functions as tests.
macro_rules! cases {
    ($module:ident: $($name:ident),* $(,)?) => {
        vec![$(libtest_mimic::Trial::test(
            concat!(stringify!($module), "::", stringify!($name)),
            || { $name(); Ok(()) },
        )),*]
    };
}
pub(crate) use cases;

fn main() {
    let groups: &[fn() -> Vec<Trial>] = &[
        tidy::tests,
        corpus::tests,
        suite::tests,
        explain::tests,
        import::tests,
        bibliography::tests,
        publications::tests,
        mutations::tests,
        regressions::tests,
        fit::tests,
        docx::tests,
        export::tests,
        samples::tests,
        layouts::tests,
        schema::tests,
        json::tests,
        pdf::tests,
        standards::tests,
        cli::tests,
    ];
    let tests = groups.iter().flat_map(|group| group()).collect();
    libtest_mimic::run(&Arguments::from_args(), tests).exit();
}
