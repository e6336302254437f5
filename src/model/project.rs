//! How the CVs of a project are set: the file `recto.toml`.

use super::field::{Field, Kind, Table};
use super::fields::{Fields, plain};
use super::settings::{ALLOW, SETTING, Settings, allowed, papers};
use crate::diag::{Diagnostic, Sink, near_hint};
use crate::document::Paper;
use crate::source::Spanned;
use crate::syntax::Node;

/// The fields of `recto.toml`; those of a setting hold for every CV that does not say otherwise.
pub static PROJECT: Table = Table::new(
    "project",
    &[
        Field::new("inputs", NAMES, "The CVs, as patterns with `*`, `?`, `[…]` and `**`.", &["[\"cvs/*.yaml\"]"]),
        Field::new("variants", NAMES, "The variants that are built, of each CV those it has; all unless said.", &["[\"full\"]"]),
        Field::new("layouts", NAMES, "Layouts that each variant is set in, whatever the CV says.", &["[\"scholar\"]"]),
        Field::new(
            "languages",
            Kind::List(&Kind::Lang),
            "Languages that each variant is set in, whatever the CV says.",
            &["[\"en\", \"de\"]"],
        ),
        Field::new(
            "papers",
            Kind::List(&Kind::Choice(papers)),
            "Papers that each variant is set on, whatever the CV says.",
            &["[\"a4\", \"letter\"]"],
        ),
        Field::new(
            "formats",
            NAMES,
            "Formats that each is written in: `pdf`, `txt`, `md`, `html`, `docx`, `png`, `svg`, `json`, `yaml`, `vcf`; `pdf` unless said.",
            &["[\"pdf\", \"txt\"]"],
        ),
        Field::new(
            "output",
            Kind::Plain,
            "Where PDFs go: a folder, or a pattern with `{folder}`, `{stem}`, `{variant}`, `{layout}`, `{lang}`, `{paper}`.",
            &["\"out/{stem}-{variant}.pdf\""],
        ),
        Field::new("font-paths", NAMES, "Folders with more fonts.", &["[\"fonts\"]"]),
        Field::new("strict", Kind::Flag, "Whether warnings and advice fail a build.", &["true"]),
        ALLOW,
    ],
)
.with(&[&SETTING]);

const NAMES: Kind = Kind::List(&Kind::Plain);

/// What `recto.toml` says.
#[derive(Debug, Clone, Default)]
pub struct ProjectSettings {
    /// Patterns for the CVs.
    pub inputs: Vec<Spanned<String>>,
    /// The variants that are built; all if empty.
    pub variants: Vec<Spanned<String>>,
    /// The layouts each is set in; the CV's own if empty.
    pub layouts: Vec<Spanned<String>>,
    /// The languages each is set in; the CV's own if empty.
    pub languages: Vec<Spanned<String>>,
    /// The papers each is set on; the CV's own if empty.
    pub papers: Vec<Paper>,
    /// The names of the formats each is written in; PDF if empty.
    pub formats: Vec<Spanned<String>>,
    /// Where they go.
    pub output: Option<Spanned<String>>,
    /// Folders with more fonts.
    pub font_paths: Vec<Spanned<String>>,
    /// Whether warnings and advice fail a build.
    pub strict: bool,
    /// What holds for a CV that does not say otherwise: layout, options, paper, language, `tidy`, `allow`.
    pub defaults: Settings,
}

impl ProjectSettings {
    /// Reads the tree of `recto.toml`; everything wrong is reported. `None` if it is no map.
    pub fn read(node: &Node, sink: &mut Sink) -> Option<Self> {
        let mut fields = Fields::open(node, "", &PROJECT, sink)?;
        let settings = Self {
            inputs: fields.plains("inputs"),
            variants: fields.plains("variants"),
            layouts: fields.plains("layouts"),
            languages: fields.list("languages", plain),
            papers: fields.list("papers", paper),
            formats: fields.plains("formats"),
            output: fields.plain("output"),
            font_paths: fields.plains("font-paths"),
            strict: fields.flag("strict").unwrap_or_default(),
            defaults: Settings { allow: fields.list("allow", allowed), ..Settings::setting(&mut fields) },
        };
        fields.finish();
        Some(settings)
    }
}

fn paper(node: &Node, path: &str, sink: &mut Sink) -> Option<Paper> {
    let name = plain(node, path, sink)?;
    let found = Paper::ALL.iter().find(|(known, _)| known.eq_ignore_ascii_case(&name.value));
    if found.is_none() {
        let fault = Diagnostic::error("unknown-choice", format!("unknown paper `{}`", name.value));
        let hint = near_hint(&name.value, papers());
        sink.push(fault.at(name.span).in_field(path).hint(hint));
    }
    found.map(|(_, paper)| *paper)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_field_is_in_the_documents() {
        let text = include_str!("../../docs/project.md");
        for (_, field) in PROJECT.fields() {
            let is_shown = [format!("\n{} = ", field.name), format!("\n[{}]\n", field.name)];
            assert!(is_shown.iter().any(|line| text.contains(line)), "docs/project.md does not show `{}`", field.name);
        }
    }
}
