//! `recto layouts`

use std::path::Path;

use recto::diag::Sink;
use recto::layout::{Layout, Layouts, OptionSpec, Parse};
use recto::project::Overrides;
use recto::source::Sources;

use super::{document, new_layout};
use crate::Status;
use crate::args::{LayoutsArgs, LayoutsCommand};
use crate::setting::layouts;
use crate::terminal::Terminal;

pub fn run(args: &LayoutsArgs, terminal: &mut Terminal) -> Status {
    // Without a CV, its folder is where recto was called.
    let layouts = match layouts(Path::new(""), &Overrides::default()) {
        Ok(layouts) => layouts,
        Err(message) => return terminal.refuse(message, None),
    };
    match &args.command {
        Some(LayoutsCommand::New(args)) => new_layout::run(args, &layouts, terminal),
        Some(LayoutsCommand::Document(args)) => document::run(args, terminal),
        None => show(args, &layouts, terminal),
    }
}

fn show(args: &LayoutsArgs, layouts: &Layouts, terminal: &mut Terminal) -> Status {
    let mut sources = Sources::new();
    let mut sink = Sink::new();
    match &args.name {
        Some(name) => {
            if let Some(layout) = layouts.find(name, Path::new(""), None, &mut sources, &mut sink) {
                options(&layout, terminal);
            }
        }
        None => {
            for name in layouts.names() {
                if let Some(layout) = layouts.find(&name, Path::new(""), None, &mut sources, &mut sink) {
                    terminal.result(format_args!("{name:<12} {}", layout.manifest.description));
                }
            }
        }
    }
    sink.iter().for_each(|diagnostic| terminal.diagnostic(diagnostic, &sources));
    if sink.has_errors() { Status::CouldNotRun } else { Status::Fine }
}

fn options(layout: &Layout, terminal: &mut Terminal) {
    let manifest = &layout.manifest;
    let parse = match manifest.parse {
        Parse::Good => "good: dates stay with their entries in every program that was tried",
        Parse::Fair => "fair: some programs move dates away from their entries",
        Parse::Poor => "poor: some programs mix its columns; for people, not for forms",
    };
    let papers = manifest.papers.iter().map(|paper| paper.name()).collect::<Vec<_>>().join(", ");
    terminal.result(format_args!("{} – {}\n", manifest.title, manifest.description));
    terminal.result(format_args!("Fonts:            {}", manifest.fonts.join(", ")));
    terminal.result(format_args!("Papers:           {papers}"));
    terminal.result(format_args!("Machine reading:  {parse}\n"));
    terminal.result("Options, with their defaults; set them with `--set OPTION=VALUE` or under `recto.options`:\n");
    for option in &manifest.options {
        terminal.result(format_args!("  {}={}{}", option.name, option.default, range(option)));
        terminal.result(format_args!("      {}", option.doc));
    }
}

fn range(option: &OptionSpec) -> String {
    if !option.choices.is_empty() {
        return format!("  ({})", option.choices.join(", "));
    }
    option.fit.as_ref().map(|fit| format!("  (fitting may choose {} to {})", fit.comfort, fit.max)).unwrap_or_default()
}
