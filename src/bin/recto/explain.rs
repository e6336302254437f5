//! What fitting did, in words and as JSON.

use std::path::Path;

use recto::fit::{Fate, FitReport, UnitReport};
use recto::project;
use serde::Serialize;

use crate::Status;
use crate::args::ExplainArg;
use crate::terminal::Terminal;

/// What fitting did in one variant of one CV.
#[derive(Debug, Serialize)]
#[serde(rename_all = "kebab-case")]
pub struct Explained {
    /// The CV's file name without extension.
    pub cv: String,
    /// The variant.
    pub variant: String,
    /// What was done.
    pub fit: FitReport,
}

/// Says what fitting did, as far as it was asked for.
pub fn tell(all: &[Explained], asked: Option<ExplainArg>, file: Option<&Path>, terminal: &mut Terminal) -> Status {
    match asked {
        Some(ExplainArg::Text) => all.iter().for_each(|one| terminal.result(text(one))),
        Some(ExplainArg::Json) => terminal.result(json(all)),
        None => {}
    }
    let Some(path) = file else { return Status::Fine };
    match project::write(path, json(all).as_bytes()) {
        Ok(()) => Status::Fine,
        Err(error) => terminal.refuse(format_args!("cannot write `{}` ({error})", path.display()), None),
    }
}

/// All of them as JSON.
fn json(all: &[Explained]) -> String {
    // Numbers, strings and lists of them can always be written.
    serde_json::to_string_pretty(all).unwrap_or_default()
}

/// `1 page, 98 % filled, 31 of 54 items, spacing 82 %, 9.8pt`
pub fn summary(fit: &FitReport) -> String {
    let items = match fit.left_out() {
        0 => "all items".to_owned(),
        _ => format!("{} of {} items", fit.kept, fit.total),
    };
    let size = fit.size.as_ref().map(|size| format!(", {size}")).unwrap_or_default();
    format!("{:.0} % filled, {items}, spacing {:.0} %{size}", fit.fill * 100.0, fit.spacing * 100.0)
}

/// Everything that was kept, shortened and left out, by section.
fn text(explained: &Explained) -> String {
    let Explained { cv, variant, fit } = explained;
    let mut out = format!("{cv}, {variant}: {}; {} layouts were tried\n", summary(fit), fit.trials);
    out += "               worth    height\n";
    for section in &fit.sections {
        out += &format!("\n{}\n", section.title);
        for unit in &section.units {
            out += &line(unit);
        }
    }
    out
}

/// `  left out    44  27.3 pt   First Award … – what is kept is worth more in its place`
fn line(unit: &UnitReport) -> String {
    let fate = match unit.fate {
        Fate::Kept => "kept",
        Fate::Shortened => "shortened",
        Fate::LeftOut => "left out",
    };
    let height = unit.height.map_or(String::new(), |height| format!("{height:.1} pt"));
    // A bullet stands below its entry.
    let indent = if unit.path.contains("].highlights[") { "  – " } else { "" };
    let mut text: String = unit.text.chars().take(60).collect();
    if text.len() < unit.text.len() {
        text.push('…');
    }
    let reason = (unit.fate, unit.reason.as_str()) != (Fate::Kept, "worth its place");
    let reasons: Vec<_> = unit.rank.as_deref().into_iter().chain(reason.then_some(unit.reason.as_str())).collect();
    let reason = if reasons.is_empty() { String::new() } else { format!(" ({})", reasons.join("; ")) };
    format!("  {fate:<10} {:>6.0}  {height:>8}  {indent}{text}{reason}\n", unit.worth)
}
