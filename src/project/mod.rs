//! From a CV's text to finished files: one [`job`] after another, and where [`output`] goes. Knows no terminal.

mod blame;
mod check;
mod input;
mod inspect;
mod job;
mod output;
mod photo;
mod plan;
mod press;

pub use check::check;
pub use input::Input;
pub use job::{Built, Timings, build};
pub use output::{Names, Pattern, PatternFault, write, write_new};
pub use plan::{Overrides, document};
