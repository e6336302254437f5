//! Web addresses.

use super::markdown::is_allowed;
use crate::diag::{Diagnostic, Sink};
use crate::source::Spanned;

/// An address that may be linked: http, https, mailto or tel.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Url(String);

impl Url {
    /// Reads an address; a bare domain such as `example.org/me` is taken for https. Any other is reported and dropped.
    pub(super) fn read(text: &Spanned<String>, path: &str, sink: &mut Sink) -> Option<Self> {
        let refuse = |message: String| {
            Diagnostic::warning("bad-link", message)
                .at(text.span)
                .in_field(path)
                .hint("give an address that starts with https://".to_owned())
        };
        if text.value.contains(char::is_whitespace) {
            sink.push(refuse(format!("`{}` is not a web address and is left out", text.value)));
            return None;
        }
        if is_allowed(&text.value) {
            return Some(Self(text.value.clone()));
        }
        let host = text.value.split(['/', '?', '#']).next().unwrap_or_default();
        if host.contains('.') && !host.contains(':') {
            return Some(Self(format!("https://{}", text.value)));
        }
        sink.push(refuse(format!("`{}` is left out: only http, https, mailto and tel are set", text.value)));
        None
    }

    /// The whole address.
    pub fn as_str(&self) -> &str {
        &self.0
    }

    /// The address as it is printed: without scheme, `www.` and a lone slash at the end.
    pub fn shown(&self) -> &str {
        let rest = self.0.split_once("://").or_else(|| self.0.split_once(':')).map_or(&*self.0, |(_, rest)| rest);
        let rest = rest.strip_prefix("www.").unwrap_or(rest);
        rest.strip_suffix('/').unwrap_or(rest)
    }
}
