//! One line a finding, as compilers write it: editors jump to it, `grep` finds it.

use super::format::{Finding, MessageFormat};
use super::visible;

/// `cv.yaml:4:5: error[unknown-key]: unknown key …`
pub(super) struct Short;

impl MessageFormat for Short {
    fn name(&self) -> &'static str {
        "short"
    }

    fn is_for_machines(&self) -> bool {
        false
    }

    fn finding(&self, found: &Finding, _color: bool) -> Option<String> {
        let found = found.located;
        let place = found.place().map(|place| format!("{place}: ")).unwrap_or_default();
        Some(visible(&format!("{place}{}[{}]: {}", found.severity.name(), found.id, found.message)))
    }
}
