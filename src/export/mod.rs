//! Pages or what is set on them → bytes, publications → files of references: one format a file. Knows neither disk nor
//! command line.

pub mod bibliography;
mod docx;
mod format;
mod html;
mod json_resume;
mod markdown;
mod outline;
mod pdf;
mod png;
mod svg;
mod text;
mod vcard;

pub use docx::docx;
pub use format::{Exported, FORMATS, Fault, Format};
pub use html::html;
pub use json_resume::json;
pub use markdown::markdown;
pub use pdf::{Refusal, go_together, pdf};
pub use png::png;
pub use svg::svg;
pub use text::text;
pub use vcard::vcard;
