//! An entry of any of RenderCV's kinds as an entry of one of recto's.

use super::Work;
use super::date::dates;
use super::kind::Type;
use super::text::with_sub_bullets;
use crate::model::Owner;
use crate::read::draft::{Draft, below, is_nothing, items, text};
use crate::source::Span;
use crate::syntax::{Node, Value};

/// Fields of recto that may stand in an entry, which RenderCV lets pass.
const PASSED: &[&str] = &["tags", "only", "except", "priority", "keep", "short", "group", "keywords"];

/// An entry as one of the section `kind`, which stands at `path`; `sections` is a section of its own.
pub(super) fn entry(node: &Node, entry_type: Type, kind: &str, path: &str, work: &mut Work) -> Node {
    let Value::Map(map) = &node.value else { return work.keywords.strong(node) };
    let mut draft = Draft::new(node.span);
    own(node, entry_type, kind, &mut draft, work);
    dates(node, path, &mut draft, work);
    let get = |key: &str| below(node, key).filter(|node| !is_nothing(&node.value));
    if let Some(place) = get("location") {
        draft.put("location", place.clone());
    }
    if let Some(url) = get("url") {
        draft.put("url", url.clone());
    }
    if let Some(summary) = get("summary") {
        draft.put("summary", work.keywords.strong(summary));
    }
    if let Some(bullets) = get("highlights") {
        let bullets = highlights(bullets, path, work);
        draft.put("highlights", bullets);
    }
    for key in PASSED {
        if let Some(value) = get(key) {
            draft.put(key, value.clone());
        }
    }
    let keys = entry_type.keys();
    let shared = ["date", "start_date", "end_date", "location", "url", "summary", "highlights"];
    for (key, value) in map.iter() {
        let name = key.value.as_str();
        if !keys.contains(&name) && !shared.contains(&name) && !PASSED.contains(&name) && !name.starts_with("x-") {
            work.unknown(key, value, &keys, path, &mut draft);
        } else if name.starts_with("x-") {
            draft.put(name, value.clone());
        }
    }
    draft.into_node()
}

/// The fields that only entries of this kind have.
fn own(node: &Node, entry_type: Type, kind: &str, draft: &mut Draft, work: &mut Work) {
    let get = |key: &str| below(node, key).filter(|node| !is_nothing(&node.value));
    let mut take = |pairs: &[(&str, &str)]| {
        for (from, to) in pairs {
            if let Some(value) = get(from) {
                draft.put(to, value.clone());
            }
        }
    };
    match (entry_type, kind) {
        (Type::Experience, "work") => take(&[("company", "name"), ("position", "position")]),
        (Type::Experience, "volunteer") => take(&[("company", "organization"), ("position", "position")]),
        (Type::Experience, _) => take(&[("position", "title"), ("company", "subtitle")]),
        (Type::Education, "education") => {
            take(&[
                ("degree", "studyType"),
                ("study_type", "studyType"),
                ("area", "area"),
                ("institution", "institution"),
            ]);
            take(&[("grade", "score")]);
        }
        (Type::Education, _) => {
            let mut parts = ["degree", "study_type", "area", "institution", "grade"].into_iter().filter_map(get);
            if let Some(title) = parts.next() {
                draft.put("title", title.clone());
            }
            if let Some(rest) = joined(parts) {
                draft.put("subtitle", rest);
            }
        }
        (Type::Publication, "publications") => publication(node, draft, work),
        (Type::Publication, _) => {
            take(&[("title", "title")]);
            if let Some(doi) = get("doi").and_then(|doi| doi.value.scalar()) {
                draft.text("url", format!("https://doi.org/{doi}"), node.span);
            }
            let authors = get("authors").map(|authors| items(authors).iter()).into_iter().flatten();
            if let Some(rest) = joined(authors.chain(get("journal"))) {
                draft.put("subtitle", rest);
            }
        }
        (Type::Normal, "volunteer") => take(&[("name", "organization")]),
        (Type::Normal, "awards" | "patents" | "talks" | "grants" | "teaching" | "press" | "sections") => {
            take(&[("name", "title")]);
        }
        (Type::Normal, "service") => take(&[("name", "role")]),
        (Type::Normal, "languages") => take(&[("name", "language")]),
        (Type::Normal, _) => take(&[("name", "name")]),
        (Type::OneLine, _) => one_line(node, kind, draft, work),
        _ => {}
    }
}

/// `{label: Programming, details: "Python, C++"}`
fn one_line(node: &Node, kind: &str, draft: &mut Draft, work: &mut Work) {
    let get = |key: &str| below(node, key).filter(|node| !is_nothing(&node.value));
    // Old versions say `name` for `label`.
    let (label, details) = (get("label").or(get("name")).cloned(), get("details").cloned());
    let (label_key, details_key) = match kind {
        "skills" | "interests" => ("name", "keywords"),
        "languages" => ("language", "fluency"),
        "references" => ("name", "reference"),
        "certificates" => ("name", "summary"),
        "awards" => ("title", "summary"),
        _ => {
            // As it is printed there: the label strong, the details behind it.
            let said = |node: &Option<Node>| {
                node.as_ref().and_then(|node| Some(work.keywords.strong(node).value.scalar()?.into_owned()))
            };
            let line = match (said(&label), said(&details)) {
                (Some(label), Some(details)) => format!("**{}:** {details}", label.replace("**", "")),
                (label, details) => label.or(details).unwrap_or_default(),
            };
            draft.text("summary", line, node.span);
            return;
        }
    };
    if let Some(label) = label {
        draft.put(label_key, label);
    }
    if let Some(details) = details {
        match details_key {
            "keywords" => {
                let strong = words(&details).iter().map(|word| work.keywords.strong(word)).collect();
                draft.list("keywords", strong);
            }
            key => draft.put(key, work.keywords.strong(&details)),
        }
    }
}

/// The words of a list in one text; a text that is more than a list stays whole.
fn words(details: &Node) -> Vec<Node> {
    let Some(said) = details.value.scalar() else { return vec![details.clone()] };
    let mut parts = vec![String::new()];
    let mut depth = 0_i32;
    for c in said.chars() {
        match c {
            '(' | '[' | '{' => depth += 1,
            ')' | ']' | '}' => depth -= 1,
            ',' if depth == 0 => {
                parts.push(String::new());
                continue;
            }
            _ => {}
        }
        if let Some(part) = parts.last_mut() {
            part.push(c);
        }
    }
    let parts: Vec<_> = parts.iter().map(|part| part.trim()).collect();
    let is_word = |part: &&str| {
        let starts_else = ["and ", "or ", "und ", "et "].iter().any(|word| part.starts_with(word));
        !part.is_empty()
            && part.split_whitespace().count() <= 4
            && !starts_else
            && !part.contains(['.', ';', ':', '`', '*', '_'])
    };
    // A comma without a space behind it may stand within a number.
    let is_list = parts.iter().all(is_word) && said.matches(',').count() == said.matches(", ").count();
    match is_list {
        true => parts.into_iter().map(|part| text(part, details.span)).collect(),
        false => vec![details.clone()],
    }
}

fn publication(node: &Node, draft: &mut Draft, work: &mut Work) {
    let get = |key: &str| below(node, key).filter(|node| !is_nothing(&node.value));
    if let Some(title) = get("title") {
        draft.put("name", title.clone());
    }
    let authors = get("authors").map(items).unwrap_or_default().iter();
    draft.list(
        "authors",
        authors.filter(|author| !is_nothing(&author.value)).map(|author| name(author, work)).collect(),
    );
    if let Some(journal) = get("journal") {
        draft.put("venue", journal.clone());
    }
    if let Some(doi) = get("doi") {
        draft.put("doi", doi.clone());
    }
}

/// An author, whose own name many set strong or slanted; that it is theirs is found by the name.
fn name(author: &Node, work: &Work) -> Node {
    let Some(typed) = author.value.scalar() else { return author.clone() };
    let typed = typed.trim();
    let bare = typed.trim_start_matches(['*', '_']).trim_end_matches('_');
    let marked = typed.len() - bare.len() > 0;
    // Asterisks behind a name that has none in front of it are signs.
    let bare = if marked { bare.trim_end_matches('*') } else { bare };
    let is_strong = typed.starts_with("**") && typed.ends_with("**");
    let is_list = bare.matches(',').count() > 1 || bare.contains(" and ");
    if is_list {
        return super::single("name", text(bare, author.span));
    }
    let is_own = work.owner.as_deref().is_some_and(|owner| Owner::new([owner]).among(&[bare]).is_some());
    match is_strong && !is_own {
        true => text(format!("**{bare}**"), author.span),
        false => text(bare, author.span),
    }
}

/// Bullets, those with sub-bullets on lines of their own.
fn highlights(node: &Node, path: &str, work: &mut Work) -> Node {
    let Value::List(list) = &node.value else { return bullet(node, &format!("{path}.highlights"), work) };
    let present: Vec<_> = list.iter().filter(|item| !is_nothing(&item.value)).collect();
    let bullets = present.into_iter().enumerate();
    let bullets = bullets.map(|(index, item)| bullet(item, &format!("{path}.highlights[{index}]"), work)).collect();
    Node::new(Value::List(bullets), node.span)
}

/// A bullet, which stands at `path`.
pub(super) fn bullet(node: &Node, path: &str, work: &mut Work) -> Node {
    let Value::Text(typed) = &node.value else { return node.clone() };
    match with_sub_bullets(typed) {
        Some(lines) => {
            work.comments.add(path, "guessed: ` - ` starts a sub-bullet, as in RenderCV");
            work.keywords.strong(&text(lines, node.span))
        }
        None => work.keywords.strong(node),
    }
}

/// Several texts as one, with commas between them.
fn joined<'a>(parts: impl Iterator<Item = &'a Node>) -> Option<Node> {
    let mut span: Option<Span> = None;
    let mut whole = Vec::new();
    for part in parts {
        if let Some(said) = part.value.scalar() {
            span = span.or(Some(part.span));
            whole.push(said.into_owned());
        }
    }
    span.map(|span| text(whole.join(", "), span))
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::source::FileId;

    #[test]
    fn lists_in_a_text_become_lists() {
        let split = |said: &str| {
            let node = text(said, Span::new(FileId::FIRST, 0..0));
            words(&node).iter().filter_map(|node| Some(node.value.scalar()?.into_owned())).collect::<Vec<_>>()
        };
        assert_eq!(split("Python, C++ (advanced, 5 years), Git"), ["Python", "C++ (advanced, 5 years)", "Git"]);
        for whole in [
            "Proficient with Python, C++, and Git; good understanding of DevOps",
            "Good understanding of differential equations, calculus, and linear algebra",
            "English (TOEFL: 118/120), Turkish (native)",
            "10,000 lines",
        ] {
            assert_eq!(split(whole), [whole]);
        }
    }
}
