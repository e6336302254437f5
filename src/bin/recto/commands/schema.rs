//! `recto schema`

use recto::schema;

use crate::Status;
use crate::terminal::Terminal;

pub fn run(terminal: &mut Terminal) -> Status {
    terminal.result(schema::json().trim_end());
    Status::Fine
}
