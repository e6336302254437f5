//! What hayagriva made of a publication → text.

use hayagriva::citationberg::{FontStyle, FontWeight};
use hayagriva::{ElemChild, ElemChildren, ElemMeta, Formatted};

use super::Cited;
use crate::document::{Inline, plain_text};
use crate::model::{Reference, keep_together};

/// The reference, the owner's name strong, signs behind names, addresses linked.
pub(super) fn cited(content: &ElemChildren, reference: &Reference, owner: Option<usize>, lang: &str) -> Cited {
    let mut walk = Walk { reference, owner, is_linked: false };
    let mut text = without_stray_signs(merged(walk.all(content)), reference, lang);
    text = tidy(text);
    trim(&mut text);
    Cited { text, is_linked: walk.is_linked }
}

struct Walk<'a> {
    reference: &'a Reference,
    owner: Option<usize>,
    is_linked: bool,
}

impl Walk<'_> {
    fn all(&mut self, content: &ElemChildren) -> Vec<Inline> {
        content.0.iter().flat_map(|child| self.one(child)).collect()
    }

    fn one(&mut self, child: &ElemChild) -> Vec<Inline> {
        match child {
            ElemChild::Text(text) => formatted(text),
            ElemChild::Elem(elem) => match elem.meta {
                // The list has numbers of its own.
                Some(ElemMeta::CitationNumber) => Vec::new(),
                Some(ElemMeta::Name(_, index)) => self.name(&elem.children, index),
                _ => self.all(&elem.children),
            },
            ElemChild::Markup(text) => vec![Inline::text(text)],
            ElemChild::Link { text, url } => {
                let is_allowed = url.starts_with("https://") || url.starts_with("http://");
                self.is_linked |= is_allowed;
                match is_allowed {
                    true => vec![Inline::Link(url.clone(), breakable(&text.text))],
                    false => formatted(text),
                }
            }
            ElemChild::Transparent { .. } => Vec::new(),
        }
    }

    /// A name with its signs; the space that may stand behind it does not belong to it.
    fn name(&mut self, content: &ElemChildren, index: usize) -> Vec<Inline> {
        // A style that sets all names in bold would hide the owner's.
        let mut name = without_bold(self.all(content));
        let space = trailing_space(&mut name);
        if let Some(person) = self.reference.authors.get(index).filter(|person| !person.signs.is_empty()) {
            name.push(Inline::Text(person.signs.iter().collect()));
        }
        let name = if self.owner == Some(index) { vec![Inline::Strong(merged(name))] } else { name };
        name.into_iter().chain(space.then(|| Inline::text(" "))).collect()
    }
}

fn without_bold(text: Vec<Inline>) -> Vec<Inline> {
    let plain = |inline| match inline {
        Inline::Strong(inner) => without_bold(inner),
        Inline::Emph(inner) => vec![Inline::Emph(without_bold(inner))],
        other => vec![other],
    };
    text.into_iter().flat_map(plain).collect()
}

fn formatted(text: &Formatted) -> Vec<Inline> {
    let plain = vec![Inline::text(&text.text)];
    let format = &text.formatting;
    let plain = if format.font_weight == FontWeight::Bold { vec![Inline::Strong(plain)] } else { plain };
    if format.font_style == FontStyle::Italic { vec![Inline::Emph(plain)] } else { plain }
}

/// An address may be broken behind its slashes.
fn breakable(address: &str) -> Vec<Inline> {
    let mut pieces = Vec::new();
    for piece in address.split_inclusive(['/', '?', '&', '=']) {
        pieces.push(Inline::text(piece));
        pieces.push(Inline::Opportunity);
    }
    pieces.pop();
    pieces
}

/// Takes the space from the end of a text.
fn trailing_space(text: &mut Vec<Inline>) -> bool {
    match text.last_mut() {
        Some(Inline::Text(last)) if last.ends_with(' ') => {
            last.truncate(last.trim_end().len());
            if last.is_empty() {
                text.pop();
            }
            true
        }
        _ => false,
    }
}

/// Without space at either end.
fn trim(text: &mut Vec<Inline>) {
    trailing_space(text);
    if let Some(Inline::Text(first)) = text.first_mut() {
        *first = first.trim_start().to_owned();
    }
}

/// Without signs that should not follow each other: a comma before a month that is not known, `(2024,)`; a full stop behind a
/// question mark. What stands so in a title or a venue stays.
fn without_stray_signs(mut text: Vec<Inline>, reference: &Reference, lang: &str) -> Vec<Inline> {
    let names = reference.venues.iter().flat_map(|venue| [&venue.name, &venue.short]);
    let typed = names.chain([&reference.title]).flatten();
    let typed: String = typed.map(|text| plain_text(&text.in_language(lang))).collect();
    let mut last = None;
    for inline in &mut text {
        if let Inline::Text(text) = inline {
            for (stray, meant) in [(" ;", ";"), (" ,", ","), (",)", ")"), (",.", "."), ("?.", "?"), ("!.", "!")] {
                if !typed.contains(stray) {
                    *text = text.replace(stray, meant);
                }
            }
            if matches!(last, Some('?' | '!')) && text.starts_with('.') {
                text.remove(0);
            }
        }
        last = plain_text(std::slice::from_ref(inline)).chars().next_back().or(last);
    }
    text
}

/// Neighbouring texts as one, one space where there are several, words with hyphens kept together.
fn tidy(text: Vec<Inline>) -> Vec<Inline> {
    let mut out: Vec<Inline> = Vec::new();
    for inline in merged(text) {
        let ends_in_space = out.last().is_some_and(|last| plain_text(std::slice::from_ref(last)).ends_with(' '));
        match inline {
            Inline::Text(text) => {
                let mut text = text.replace("  ", " ");
                if ends_in_space {
                    text = text.trim_start().to_owned();
                }
                out.extend(keep_together(&text));
            }
            Inline::Emph(inner) => out.push(Inline::Emph(tidy(inner))),
            Inline::Strong(inner) => out.push(Inline::Strong(tidy(inner))),
            other => out.push(other),
        }
    }
    out
}

fn merged(text: Vec<Inline>) -> Vec<Inline> {
    let mut out: Vec<Inline> = Vec::new();
    for inline in text {
        match (out.last_mut(), inline) {
            (Some(Inline::Text(last)), Inline::Text(text)) => last.push_str(&text),
            (Some(Inline::Emph(last)), Inline::Emph(inner)) => {
                last.extend(inner);
                *last = merged(std::mem::take(last));
            }
            (_, inline) => out.push(inline),
        }
    }
    out
}
