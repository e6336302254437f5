//! From a CV's text to finished files: one [`job`] after another, and where [`output`] goes. Knows no terminal.

mod batch;
mod bibliography;
mod blame;
mod cache;
mod check;
mod config;
mod fingerprint;
mod input;
mod inside;
mod inspect;
mod job;
mod load;
mod matrix;
mod output;
mod photo;
mod plan;
mod press;
mod refusal;
mod report;
mod shard;
mod standard;
mod worker;

pub use batch::{InOrder, THREAD, Worked, work};
pub use cache::Cache;
pub use check::check;
pub use config::{PROJECT_FILE, Project};
pub use input::Input;
pub use job::{Built, Timings, build};
pub use load::{load, load_below, read_text};
pub use matrix::{Asked, Goal, Job, jobs};
pub use output::{Names, Pattern, PatternFault, write, write_new};
pub use plan::{Overrides, document};
pub use report::{JobReport, MergeFault, Milliseconds, Report, Status as ReportStatus};
pub use shard::Shard;
pub use worker::{Ending, Orders, Outcome, Worker};
