//! One command a file.

pub mod bibliography;
pub mod build;
pub mod check;
pub mod convert;
pub mod document;
pub mod explain;
pub mod fit;
pub mod fonts;
pub mod init;
pub mod layouts;
pub mod new_layout;
pub mod read;
pub mod report;
pub mod schema;
pub mod watch;
