//! One command a file.

pub mod build;
pub mod fit;
pub mod fonts;
pub mod init;
pub mod layouts;
