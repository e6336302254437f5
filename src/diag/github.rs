//! GitHub's workflow commands: findings show beside the line in a pull request.
//!
//! The form and what must be escaped in it: `actions/toolkit`, `packages/core/src/command.ts`.

use super::Severity;
use super::format::{Finding, MessageFormat};
use super::visible;

/// `::error file=cv.yaml,line=4,col=5,title=unknown-key::unknown key …`
pub(super) struct Github;

impl MessageFormat for Github {
    fn name(&self) -> &'static str {
        "github"
    }

    fn is_for_machines(&self) -> bool {
        true
    }

    fn finding(&self, found: &Finding, _color: bool) -> Option<String> {
        let found = found.located;
        let command = match found.severity {
            Severity::Error => "error",
            Severity::Warning => "warning",
            Severity::Advice => "notice",
        };
        let end = found.end.filter(|_| found.line.is_some());
        // Columns of a range over several lines are refused.
        let end_column = end.filter(|end| Some(end.line) == found.line).map(|end| end.column.to_string());
        let properties = [
            ("file", found.file.clone()),
            ("line", found.line.map(|line| line.to_string())),
            ("endLine", end.map(|end| end.line.to_string())),
            ("col", found.column.map(|column| column.to_string())),
            ("endColumn", end_column),
            ("title", Some(found.id.to_string())),
        ];
        let properties: Vec<_> =
            properties.into_iter().filter_map(|(name, value)| Some(format!("{name}={}", property(&value?)))).collect();
        let hints = found.hints.iter().map(|hint| format!("\nhint: {}", visible(hint))).collect::<String>();
        Some(format!("::{command} {}::{}", properties.join(","), data(&(visible(&found.message) + &hints))))
    }
}

fn data(text: &str) -> String {
    text.replace('%', "%25").replace('\r', "%0D").replace('\n', "%0A")
}

fn property(text: &str) -> String {
    data(text).replace(':', "%3A").replace(',', "%2C")
}
