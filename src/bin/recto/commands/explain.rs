//! `recto explain`

use recto::diag::{explain, explanations, near};

use crate::Status;
use crate::args::ExplainArgs;
use crate::terminal::Terminal;

pub fn run(args: &ExplainArgs, terminal: &mut Terminal) -> Status {
    let Some(id) = &args.id else {
        let width = explanations().map(|known| known.id.len()).max().unwrap_or_default();
        explanations().for_each(|known| terminal.result(format_args!("{:width$}  {}", known.id, known.summary)));
        return Status::Fine;
    };
    // Whoever copies the id may copy its brackets.
    let id = id.trim_matches(['[', ']']);
    let Some(found) = explain(id) else {
        let hint = match near(id, explanations().map(|known| known.id)) {
            Some(meant) => format!("did you mean `{meant}`?"),
            None => "`recto explain` lists them".to_owned(),
        };
        return terminal.refuse(format_args!("unknown id `{id}`"), Some(&hint));
    };
    terminal.result(format_args!("{} ({}): {}\n", found.id, found.severity, found.summary));
    terminal.result(without_fences(found.text).trim_end());
    Status::Fine
}

/// Markdown as it is read in a terminal: code is indented, headings end in a colon.
fn without_fences(text: &str) -> String {
    let mut out = String::new();
    let mut is_code = false;
    for line in text.lines() {
        if line.starts_with("```") {
            is_code = !is_code;
            continue;
        }
        match line.strip_prefix("## ").filter(|_| !is_code) {
            Some(heading) => out += &format!("{heading}:\n"),
            None if is_code => out += format!("    {line}").trim_end(),
            None => out += line,
        }
        if !out.ends_with(":\n") {
            out.push('\n');
        }
    }
    out
}
