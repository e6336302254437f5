//! `recto fit`

use recto::diag::{Severity, Sink};
use recto::document::Paper;
use recto::fit::{Fate, FitReport};
use recto::model::Variant;
use recto::project::{Overrides, build};
use recto::source::Sources;
use recto::world::World;

use crate::Status;
use crate::args::FitArgs;
use crate::explain::summary;
use crate::setting::{layouts, overrides, variant_of};
use crate::terminal::Terminal;
use crate::{fonts, input};

/// Page counts beyond this are not tried.
const MOST_PAGES: u32 = 9;

pub fn run(args: &FitArgs, terminal: &mut Terminal) -> Status {
    terminal.format(&args.messages, false);
    terminal.about(args.cv.display());
    let mut sources = Sources::new();
    let mut sink = Sink::new();
    let prepared = overrides(&args.setting).and_then(|overrides| {
        Ok((
            overrides,
            fonts::load(&args.fonts)?,
            input::load(&args.cv, None, args.setting.root.as_deref(), &mut sources, &mut sink)?,
        ))
    });
    let (overrides, fonts, input) = match prepared {
        Ok(prepared) => prepared,
        Err(message) => return terminal.refuse(message, None),
    };
    for diagnostic in sink.iter().filter(|diagnostic| diagnostic.severity != Severity::Advice) {
        terminal.diagnostic(diagnostic, &sources);
    }
    let Some(input) = input.filter(|_| !sink.has_errors()) else { return Status::Problems };
    let layouts = match layouts(&input.folder, &overrides) {
        Ok(layouts) => layouts,
        Err(message) => return terminal.refuse(message, None),
    };
    let variant = match variant_of(&input, args.variant.as_deref()) {
        Ok(variant) => variant,
        Err(message) => return terminal.refuse(message, None),
    };
    let papers = overrides.paper.map_or(vec![Paper::A4, Paper::Letter], |paper| vec![paper]);
    let mut world = World::new(fonts);
    let mut frontier = |paper, terminal: &mut Terminal| {
        terminal.answer(format_args!("{} on {}", variant.name.value, paper_name(paper)));
        for pages in 1..=MOST_PAGES {
            let overrides = Overrides { paper: Some(paper), ..overrides.clone() };
            let variant = Variant { pages: Some(pages), ..variant.clone() };
            match build(&input, &variant, &overrides, &layouts, &mut world, &mut sources) {
                Ok(built) => {
                    let Some(fit) = &built.fit else { continue };
                    show(pages, fit, terminal);
                    if fit.left_out() == 0 && fit.shortened == 0 {
                        break;
                    }
                }
                Err(faults) if faults.iter().all(|fault| fault.id == "does-not-fit") => {
                    terminal.answer(format_args!("  {}: what must stay does not fit", count(pages)));
                }
                Err(faults) => {
                    faults.iter().for_each(|fault| terminal.diagnostic(fault, &sources));
                    return Status::Problems;
                }
            }
        }
        Status::Fine
    };
    papers.into_iter().map(|paper| frontier(paper, terminal)).max().unwrap_or(Status::Fine)
}

/// A page count: the figures, then how much of each section stays.
fn show(pages: u32, fit: &FitReport, terminal: &mut Terminal) {
    terminal.answer(format_args!("  {}: {}", count(pages), summary(fit)));
    let sections = fit.sections.iter().map(|section| {
        let kept = section.units.iter().filter(|unit| unit.fate != Fate::LeftOut).count();
        format!("{} {kept}/{}", section.title, section.units.len())
    });
    terminal.answer(format_args!("    {}", sections.collect::<Vec<_>>().join(", ")));
}

fn count(pages: u32) -> String {
    if pages == 1 { "1 page".to_owned() } else { format!("{pages} pages") }
}

fn paper_name(paper: Paper) -> &'static str {
    match paper {
        Paper::A4 => "A4",
        Paper::Letter => "US Letter",
    }
}
