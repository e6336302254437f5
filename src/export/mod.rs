//! Pages → bytes, publications → files of references, one format a file. Knows neither disk nor command line.

pub mod bibliography;
mod pdf;

pub use pdf::{Standard, pdf};
