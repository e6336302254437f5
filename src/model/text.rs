//! A text of the owner: Markdown in one language or several.

use unicode_normalization::UnicodeNormalization;

use super::lower::Setting;
use super::markdown;
use crate::diag::{Diagnostic, Sink};
use crate::document::Inline;
use crate::source::Span;
use crate::syntax::{Node, Value};

/// One text, perhaps in several languages, each a list of paragraphs.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Text {
    forms: Vec<Form>,
    span: Span,
    path: String,
}

#[derive(Debug, Clone, PartialEq, Eq)]
struct Form {
    /// The language it is in; `None` where the owner did not say.
    lang: Option<String>,
    paragraphs: Vec<Vec<Inline>>,
}

impl Text {
    /// Reads a text or a map from languages to texts. `None` if there is nothing to print, or after an error.
    pub(super) fn read(node: &Node, path: &str, sink: &mut Sink) -> Option<Self> {
        let mut forms = Vec::new();
        match &node.value {
            Value::Map(map) => {
                for (key, value) in map.iter() {
                    if !is_language(&key.value) {
                        sink.push(
                            Diagnostic::error(
                                "wrong-type",
                                format!("a text was expected here, not a map with `{}`", key.value),
                            )
                            .at(key.span)
                            .in_field(path)
                            .hint(match map.iter().len() {
                                1 => "a text with `: ` in it takes quotes".to_owned(),
                                _ => "give a text, or a map from language codes to texts such as `en`, `zh`".to_owned(),
                            }),
                        );
                        return None;
                    }
                    forms.extend(form(Some(key.value.to_lowercase()), value, path, sink));
                }
            }
            _ => forms.extend(form(None, node, path, sink)),
        }
        (!forms.is_empty()).then(|| Self { forms, span: node.span, path: path.to_owned() })
    }

    /// The paragraphs in the language of the document.
    ///
    /// Falls back to a text without language, then to the first; the latter is told to the setting's sink.
    pub fn paragraphs(&self, setting: &Setting) -> &[Vec<Inline>] {
        let index = preferred(self.forms.iter().map(|form| form.lang.as_deref()), setting.lang);
        let form = index.map(|index| &self.forms[index]).unwrap_or_else(|| {
            let used = self.forms[0].lang.as_deref().unwrap_or_default();
            setting.tell(
                Diagnostic::warning(
                    "missing-language",
                    format!("`{}` has no text in `{}`; the one in `{used}` is used", self.path, setting.lang),
                )
                .at(self.span)
                .in_field(&self.path),
            );
            &self.forms[0]
        });
        &form.paragraphs
    }

    /// The text in a language as one line; without one in it, that without language or the first.
    pub fn in_language(&self, lang: &str) -> Vec<Inline> {
        let primary = |lang: &str| lang.split(['-', '_']).next().unwrap_or_default().to_lowercase();
        let of = |form: &&Form| form.lang.as_deref().map(primary) == Some(primary(lang));
        let unmarked = || self.forms.iter().find(|form| form.lang.is_none());
        let form = self.forms.iter().find(of).or_else(unmarked).or(self.forms.first());
        form.map(|form| form.paragraphs.join(&Inline::Break)).unwrap_or_default()
    }

    /// The text as one line, paragraphs parted by line breaks.
    pub fn line(&self, setting: &Setting) -> Vec<Inline> {
        self.paragraphs(setting).join(&Inline::Break)
    }

    /// Each language with its text, in the owner's order; for texts that are printed in all their languages.
    pub fn every_language(&self) -> impl Iterator<Item = (Option<&str>, Vec<Inline>)> {
        self.forms.iter().map(|form| (form.lang.as_deref(), form.paragraphs.join(&Inline::Break)))
    }
}

/// Which of several texts, by their languages in small letters, is the one for a language: one in exactly this, one in a
/// variety of it, one that does not say.
pub(super) fn preferred<'a>(langs: impl Iterator<Item = Option<&'a str>> + Clone, wanted: &str) -> Option<usize> {
    let primary = |lang: &str| lang.split(['-', '_']).next().unwrap_or_default().to_lowercase();
    let find = |is_fit: &dyn Fn(Option<&str>) -> bool| langs.clone().position(is_fit);
    find(&|lang| lang == Some(&*wanted.to_lowercase()))
        .or_else(|| find(&|lang| lang.map(primary) == Some(primary(wanted))))
        .or_else(|| find(&|lang| lang.is_none()))
}

fn form(lang: Option<String>, node: &Node, path: &str, sink: &mut Sink) -> Option<Form> {
    let Some(text) = node.value.scalar() else {
        if node.value != Value::Null {
            sink.push(
                Diagnostic::error("wrong-type", format!("a text was expected here, not {}", node.value.kind()))
                    .at(node.span)
                    .in_field(path),
            );
        }
        return None;
    };
    unseen(&text, node, path, sink);
    let parsed = markdown::parse(&clean(&text));
    for url in parsed.refused {
        sink.push(
            Diagnostic::warning(
                "bad-link",
                format!("the link to `{url}` is left out: only http, https, mailto and tel are set"),
            )
            .at(node.span)
            .in_field(path),
        );
    }
    (!parsed.paragraphs.is_empty()).then_some(Form { lang, paragraphs: parsed.paragraphs })
}

/// Characters that do something other than being seen.
pub(super) fn unseen(text: &str, node: &Node, path: &str, sink: &mut Sink) {
    if text.bytes().all(|byte| (b' '..0x7f).contains(&byte)) {
        return;
    }
    let is_line_end = |c: char| matches!(c, '\t' | '\n' | '\r' | '\u{b}' | '\u{c}' | '\u{85}');
    let code = |character: char| format!("U+{:04X}", u32::from(character));
    if let Some(control) = text.chars().find(|c| c.is_control() && !is_line_end(*c)) {
        let message = format!("{} is a control character and is set as a space", code(control));
        sink.push(Diagnostic::warning("control-character", message).at(node.span).in_field(path));
    }
    if let Some(turn) = text.chars().find(|c| matches!(c, '\u{202a}'..='\u{202e}' | '\u{2066}'..='\u{2069}')) {
        let message = format!("{} turns the direction of the text behind it", code(turn));
        sink.push(Diagnostic::warning("bidi-control", message).at(node.span).in_field(path));
    }
}

/// Composes characters (NFC). Every kind of line end becomes one; other control characters become spaces.
pub(super) fn clean(text: &str) -> String {
    let tidy = |character: char| match character {
        '\r' | '\u{b}' | '\u{c}' | '\u{85}' | '\u{2028}' | '\u{2029}' => '\n',
        '\n' | '\t' => character,
        control if control.is_control() => ' ',
        other => other,
    };
    let text = text.replace("\r\n", "\n");
    match text.is_ascii() {
        // There is nothing to compose.
        true => text.chars().map(tidy).collect(),
        false => text.nfc().map(tidy).collect(),
    }
}

/// The two-letter codes of ISO 639.
pub const LANGUAGES: &str = "aa ab ae af ak am an ar as av ay az ba be bg bi bm bn bo br bs ca ce ch co cr cs cu cv cy da de dv \
    dz ee el en eo es et eu fa ff fi fj fo fr fy ga gd gl gn gu gv ha he hi ho hr ht hu hy hz ia id ie ig ii ik io is it iu \
    ja jv ka kg ki kj kk kl km kn ko kr ks ku kv kw ky la lb lg li ln lo lt lu lv mg mh mi mk ml mn mr ms mt my na nb nd ne \
    ng nl nn no nr nv ny oc oj om or os pa pi pl ps pt qu rm rn ro ru rw sa sc sd se sg si sk sl sm sn so sq sr ss st su sv \
    sw ta te tg th ti tk tl tn to tr ts tt tw ty ug uk ur uz ve vi vo wa wo xh yi yo za zh zu";

/// Whether a node is a text, perhaps in several languages, and no map of fields. `id` is a code, but here a field.
pub(crate) fn is_text(node: &Node) -> bool {
    match &node.value {
        Value::Map(map) => {
            map.iter().len() > 0 && map.iter().all(|(key, _)| is_language(&key.value) && key.value != "id")
        }
        other => other.scalar().is_some(),
    }
}

/// Whether a key is a language code: `en`, `zh`, `pt-BR`, `zh-Hant`.
fn is_language(key: &str) -> bool {
    let mut parts = key.split(['-', '_']);
    let primary = parts.next().unwrap_or_default();
    LANGUAGES.split_ascii_whitespace().any(|code| code == primary)
        && parts.all(|part| (2..=4).contains(&part.len()) && part.bytes().all(|byte| byte.is_ascii_alphanumeric()))
}
