//! One JSON object a line.

use super::format::{Finding, MessageFormat};

/// `{"id": …, "severity": …, "message": …, "file": …, "line": …, "column": …, "end": …, "path": …, "hints": …}`
pub(super) struct Json;

impl MessageFormat for Json {
    fn name(&self) -> &'static str {
        "json"
    }

    fn is_for_machines(&self) -> bool {
        true
    }

    fn finding(&self, found: &Finding, _color: bool) -> Option<String> {
        serde_json::to_string(found.located).ok()
    }
}
