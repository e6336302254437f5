//! Every layout with every sample on every paper, and the contract with those who make layouts.

mod contract;
pub mod geometry;
mod matrix;
mod plain_typst;
mod print;
mod random;
mod standards;
mod text;

use libtest_mimic::Trial;

pub use random::Random;
pub use standards::conforms;

pub fn tests() -> Vec<Trial> {
    let mut tests = matrix::tests();
    tests.extend(contract::tests());
    tests.extend(print::tests());
    tests
}
