//! What Typst's exporter refuses, told at the field, setting or line of the layout that is to blame.

use super::input::Input;
use super::inspect::at_fields;
use super::plan::Plan;
use crate::compile::place;
use crate::diag::Diagnostic;
use crate::export::Refusal;
use crate::source::Sources;
use crate::world::World;

/// What is to blame, where Typst's own place is none that the owner of a CV can go to.
enum Cause {
    /// The photo, if there is one; else a picture of the layout.
    Picture,
    /// The name of the person.
    Name,
    /// The text that the message quotes.
    Text,
    /// The date of the CV.
    Date,
    /// The layout.
    Layout,
    /// A font that was asked for.
    Font,
    /// The CV as a whole.
    Size,
}

/// Parts of Typst's messages with what is to blame and a way out. Others are the layout's fault.
const CAUSES: &[(&str, Cause, &str)] = &[
    ("missing alt text", Cause::Picture, "give every image of the layout an `alt`, or wrap it in `pdf.artifact`"),
    ("missing annotation alt text", Cause::Layout, "please report this with the CV"),
    ("missing document title", Cause::Name, "give it under `basics.name`"),
    ("missing document date", Cause::Date, "give it with its day: `meta: {lastModified: 2026-09-14}`"),
    ("document date is missing", Cause::Date, "give it with its day: `meta: {lastModified: 2026-09-14}`"),
    ("could not be displayed", Cause::Text, "add a folder with a font for this script: `--font-path FOLDER`"),
    ("contains the codepoint", Cause::Text, "characters of private use mean nothing to others: write what is meant"),
    ("disallowed codepoint", Cause::Text, "write another character"),
    ("was not mapped to a code point", Cause::Layout, "take a standard that does not demand it: `a-2b`, `a-3b`"),
    ("missing codepoints", Cause::Layout, "take a standard that does not demand it: `a-2b`, `a-3b`"),
    ("is too restrictive", Cause::Font, "its licence forbids embedding: take another font"),
    ("failed to process image", Cause::Picture, "save it anew as PNG or JPEG"),
    ("failed to process", Cause::Font, "take another font"),
    ("16 bit images", Cause::Picture, "save it with 8 bits a colour"),
    ("embedding PDFs", Cause::Picture, "save it as SVG, PNG or JPEG"),
    ("smooth scaling", Cause::Picture, "let the layout set it with `scaling: auto`"),
    ("transparency", Cause::Picture, "save it without transparency"),
    ("missing a CMYK profile", Cause::Layout, "colours in CMYK are for `print`: take them from the options"),
    ("PostScript", Cause::Layout, "PDF/A takes no conic gradients"),
    ("is longer than", Cause::Size, "shorten the longest texts"),
    ("has more than", Cause::Size, "make the CV smaller"),
    ("is larger than", Cause::Size, "make the CV smaller"),
    ("too many indirect objects", Cause::Size, "make the CV smaller"),
    ("too high q nesting", Cause::Layout, "nest fewer containers"),
    ("may not contain links", Cause::Layout, "PDF/UA takes no links in headers, footers and backgrounds"),
];

/// Refusals as diagnostics.
pub(super) fn explained(
    refusals: Vec<Refusal>,
    input: &Input,
    plan: &Plan,
    world: &World,
    sources: &mut Sources,
) -> Vec<Diagnostic> {
    let mut found: Vec<Diagnostic> = Vec::new();
    for refusal in refusals {
        for diagnostic in explain(&refusal, input, plan, world, sources) {
            if !found.contains(&diagnostic) {
                found.push(diagnostic);
            }
        }
    }
    found
}

fn explain(refusal: &Refusal, input: &Input, plan: &Plan, world: &World, sources: &mut Sources) -> Vec<Diagnostic> {
    let known = CAUSES.iter().find(|(part, ..)| refusal.message.contains(part));
    let mut fault = match &refusal.demanded_by {
        Some(standards) => {
            Diagnostic::error("unmet-standard", format!("the CV cannot be {standards}: {}", refusal.message))
        }
        None => Diagnostic::error("pdf", &*refusal.message),
    };
    let Some((_, cause, hint)) = known else {
        fault.hints.clone_from(&refusal.hints);
        return vec![fault.at(place(world, refusal.span, sources))];
    };
    fault = fault.hint((*hint).to_owned());
    let setting = plan.standard_span;
    match cause {
        Cause::Picture => {
            fault.span = place(world, refusal.span, sources);
            if let Some(photo) = &plan.photo {
                // Of a layout's own picture Typst tells the place in the layout; the photo is set by the kit.
                let is_of_kit = fault.span.is_none_or(|span| sources.get(span.file).name().contains("kit/"));
                if is_of_kit {
                    fault = fault.at(photo.span).in_field("basics.image");
                }
            }
        }
        Cause::Name => fault = fault.at(setting).in_field("basics.name"),
        Cause::Date => fault = fault.at(setting).in_field("meta.lastModified"),
        Cause::Size => fault = fault.at(setting),
        Cause::Layout => fault.span = place(world, refusal.span, sources).or(setting),
        Cause::Font => {
            let family = refusal.message.split('"').nth(1).or_else(|| refusal.message.split('`').nth(1));
            let given = family.and_then(|family| plan.options.by_text(family)).and_then(|(_, span)| span);
            fault.span = given.or(setting);
        }
        Cause::Text => {
            let Some(text) = quoted(&refusal.message) else { return vec![fault.at(setting)] };
            let name = |place: &str| Diagnostic { message: format!("{}{place}", fault.message), ..fault.clone() };
            return at_fields(input, &text, name);
        }
    }
    vec![fault]
}

/// The text in a message: what stands in backticks, which is itself in quotation marks, with escapes such as `\u{e000}`.
fn quoted(message: &str) -> Option<String> {
    let inner = message.split('`').nth(1)?.trim_matches('"');
    let mut text = String::new();
    let mut rest = inner;
    while let Some((before, behind)) = rest.split_once("\\u{") {
        let (code, after) = behind.split_once('}')?;
        text.push_str(before);
        text.push(char::from_u32(u32::from_str_radix(code, 16).ok()?)?);
        rest = after;
    }
    text.push_str(rest);
    (!text.is_empty()).then_some(text)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn quoted_texts_are_found() {
        assert_eq!(quoted("the text `\"ab\"` could not").as_deref(), Some("ab"));
        assert_eq!(quoted("contains the codepoint `\"\\u{e000}\"`").as_deref(), Some("\u{e000}"));
        assert_eq!(quoted("nothing"), None);
    }
}
