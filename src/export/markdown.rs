//! Markdown (CommonMark): a line of head for each entry, real lists, everything else escaped.

use super::outline::{Block, Item, Piece, outline};
use crate::document::{Contact, Document, Inline, Shape};

/// A line break inside a paragraph.
const BREAK: &str = "\\\n";

/// The document as Markdown.
pub fn markdown(document: &Document) -> String {
    let mut out = String::new();
    let mut in_list = false;
    for block in outline(document) {
        let is_item = matches!(&block, Block::Entry(item) if is_list_item(item));
        // Between the items of a list an empty line would set them apart.
        if !(out.is_empty() || (in_list && is_item)) {
            out.push('\n');
        }
        in_list = is_item;
        out += &match block {
            Block::Name(name) => format!("# {}\n", inline(name)),
            Block::Label(text) | Block::About(text) | Block::Note(text) => format!("{}\n", paragraph(text)),
            Block::Contacts(contacts) => contacts.iter().map(contact).collect::<Vec<_>>().join(" · ") + "\n",
            Block::Section(title) => format!("## {}\n", inline(&title)),
            Block::Group(title) => format!("### {}\n", inline(title)),
            Block::Entry(item) => entry(&item),
        };
    }
    out
}

fn is_list_item(item: &Item) -> bool {
    matches!(item.shape, Shape::Line | Shape::Cited | Shape::Labelled)
}

fn entry(item: &Item) -> String {
    let number = item.number.as_ref().map(|number| format!("\\[{number}\\] ")).unwrap_or_default();
    let dates = item.dates.map(escaped);
    let head = if item.head.is_empty() { None } else { Some(number + &inline(&item.head)) };
    let head: Vec<_> = head.into_iter().chain(dates).collect();
    let (mut lines, mut rest) = (vec![head.join(" · ")], String::new());
    for piece in &item.body {
        match piece {
            Piece::Line(line) if rest.is_empty() => lines.push(inline(line)),
            Piece::Line(line) => rest += &format!("\n{}\n", paragraph(line)),
            Piece::Paragraph(text) => rest += &format!("\n{}\n", paragraph(text)),
            Piece::Bullets(bullets) => {
                rest.push('\n');
                rest.extend(bullets.iter().map(|bullet| format!("- {}\n", hanging(&inline(bullet), "  "))));
            }
        }
    }
    let whole = start_escaped(&lines.join(BREAK)) + "\n" + &rest;
    if is_list_item(item) { format!("- {}\n", hanging(whole.trim_end(), "  ")) } else { whole }
}

fn contact(contact: &Contact) -> String {
    match &contact.url {
        Some(url) => format!("[{}]({})", inline(&contact.text), address(url)),
        None => inline(&contact.text),
    }
}

fn paragraph(text: &[Inline]) -> String {
    start_escaped(&inline(text))
}

/// What follows a line break inside of a list item stands below its text.
fn hanging(text: &str, indent: &str) -> String {
    let lines = text.lines().enumerate().map(|(index, line)| match index == 0 || line.is_empty() {
        true => line.to_owned(),
        false => format!("{indent}{line}"),
    });
    lines.collect::<Vec<_>>().join("\n")
}

fn inline(text: &[Inline]) -> String {
    text.iter().map(piece).collect()
}

fn piece(piece: &Inline) -> String {
    match piece {
        Inline::Text(text) => escaped(text),
        Inline::Strong(text) => marked("**", &inline(text)),
        Inline::Emph(text) => marked("*", &inline(text)),
        Inline::Code(text) => code(text),
        Inline::Link(url, text) => format!("[{}]({})", inline(text), address(url)),
        Inline::Lang(_, text) | Inline::Together(text) => inline(text),
        Inline::Break => BREAK.to_owned(),
        Inline::Opportunity => String::new(),
    }
}

/// Marks must touch the text; white goes outside.
fn marked(mark: &str, text: &str) -> String {
    let core = text.trim();
    if core.is_empty() {
        return text.to_owned();
    }
    let (before, after) = text.split_once(core).unwrap_or_default();
    format!("{before}{mark}{core}{mark}{after}")
}

/// Computer text between more grave accents than it holds in a row.
fn code(text: &str) -> String {
    let longest = text.split(|c| c != '`').map(str::len).max().unwrap_or_default();
    let fence = "`".repeat(longest + 1);
    let space = if text.starts_with('`') || text.ends_with('`') { " " } else { "" };
    format!("{fence}{space}{text}{space}{fence}")
}

/// An address without what would end it.
fn address(url: &str) -> String {
    let mut out = String::new();
    for c in url.chars() {
        match c {
            '(' | ')' | '<' | '>' | ' ' | '\\' => out += &format!("%{:02X}", u32::from(c)),
            _ => out.push(c),
        }
    }
    out
}

fn escaped(text: &str) -> String {
    let mut out = String::new();
    for c in text.chars() {
        if "\\`*_[]<>&~$|".contains(c) {
            out.push('\\');
        }
        out.push(c);
    }
    out
}

/// Signs that mean something at the start of a line only: of headings, quotations and lists.
fn start_escaped(text: &str) -> String {
    let number = text.find(|c: char| !c.is_ascii_digit()).filter(|end| *end > 0);
    let is_number = number.is_some_and(|end| text[end..].starts_with(['.', ')']));
    match (text.starts_with(['#', '+', '-', '=']), number) {
        (true, _) => format!("\\{text}"),
        (false, Some(end)) if is_number => format!("{}\\{}", &text[..end], &text[end..]),
        _ => text.to_owned(),
    }
}
