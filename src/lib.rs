//! recto turns one structured CV into print-ready PDFs.
//!
//! The way of the data, one function an arrow:
//!
//! ```text
//! text ─syntax→ Node ─read→ Cv ─select→ Cv ─lower→ Document ─compile→ Pages ─export→ PDF
//! ```
//!
//! Every stage reports all it finds, at `file:line:column`. The library never prints, exits, or reads the environment
//! or the clock. `docs/architecture.md` in the repository tells which module is what.

#![forbid(unsafe_code)]
#![deny(missing_docs)]
#![cfg_attr(not(test), warn(clippy::print_stdout, clippy::print_stderr, clippy::exit, clippy::unwrap_used))]

pub mod check;
pub mod compile;
pub mod csl;
pub mod diag;
pub mod document;
pub mod export;
pub mod fit;
pub mod layout;
pub mod model;
pub mod pdf;
pub mod project;
pub mod read;
pub mod schema;
pub mod select;
pub mod source;
pub mod syntax;
pub mod world;
