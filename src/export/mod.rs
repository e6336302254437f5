//! Pages → bytes, one format a file. Knows neither disk nor command line.

mod pdf;

pub use pdf::{Refusal, go_together, pdf};
