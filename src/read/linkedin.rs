//! LinkedIn's data export: a table a file, told by its name; columns by their headings.

mod columns;
mod table;

use super::draft::{Draft, Translation, escaped, text};
use super::markup::Prose;
use crate::diag::{Diagnostic, Sink};
use crate::document::{Date, Day};
use crate::source::{FileId, Span};
use crate::syntax::{Comments, Node};
use columns::{How, TABLES, Table};
use table::{Row, rows};

/// One table: the name of its file, its place among the sources, its text.
type File<'a> = (&'a str, FileId, &'a str);

/// The CV in the tables of an export. `None`, with an error, if none of them is about a person.
pub fn linkedin(files: &[File], sink: &mut Sink) -> Option<Translation> {
    let mut comments = Comments::default();
    let mut read: Vec<&str> = Vec::new();
    let mut find = |names: &[&str], columns: &[&str]| {
        let found = files.iter().find(|(name, ..)| names.contains(&stem(name).as_str()))?;
        // A table without its headings is told to be unread.
        let rows = rows(found.1, found.2, columns)?;
        read.push(found.0);
        Some(rows)
    };
    let place = files.first().map(|(_, id, _)| Span::new(*id, 0..0))?;
    let mut draft = Draft::new(place);
    let people = find(&["profile"], &["first name", "headline"]).unwrap_or_default();
    let emails = find(&["emailaddresses"], &["email address"]).unwrap_or_default();
    let phones = find(&["phonenumbers"], &["number"]).unwrap_or_default();
    let summaries = find(&["profilesummary"], &["profile summary"]).unwrap_or_default();
    let basics = basics(people.first(), &emails, &phones, &summaries, place, &mut comments);
    draft.put("basics", basics.into_node());
    let mut own = Vec::new();
    for table in TABLES {
        let columns: Vec<_> = table.columns.iter().map(|(name, _)| *name).collect();
        let Some(rows) = find(table.files, &columns) else { continue };
        let is_own = table.section.starts_with(char::is_uppercase);
        let path = if is_own { format!("sections[{}].entries", own.len()) } else { table.section.to_owned() };
        let mut entries = Vec::new();
        for row in &rows {
            let entry = entry(row, table, &format!("{path}[{}]", entries.len()), &mut comments);
            entries.extend((!entry.is_empty()).then(|| entry.into_node()));
        }
        if is_own && !entries.is_empty() {
            let mut section = Draft::new(entries[0].span);
            section.text("title", table.section, entries[0].span);
            section.list("entries", entries);
            own.push(section.into_node());
        } else {
            draft.list(table.section, entries);
        }
    }
    let skills = find(&["skills"], &["name"]).unwrap_or_default();
    let words: Vec<_> = skills.iter().filter_map(|row| Some(text(escaped(row.get("name")?), row.span))).collect();
    if let Some(span) = words.first().map(|word| word.span) {
        let mut skill = Draft::new(span);
        skill.list("keywords", words);
        comments.add("skills", "put them in groups, each with a `name`, and leave out what goes without saying");
        draft.list("skills", vec![skill.into_node()]);
    }
    let received = find(&["recommendationsreceived", "recommendations"], &["first name", "text"]).unwrap_or_default();
    draft.list("references", references(&received, &mut comments));
    draft.list("sections", own);
    if read.is_empty() {
        let message = "none of these tables is of a profile";
        let hint =
            "ask LinkedIn for the whole archive, or at least for profile, positions, education and skills".to_owned();
        sink.push(Diagnostic::error("empty-file", message).at(place).hint(hint));
        return None;
    }
    let others: Vec<_> = files.iter().map(|(name, ..)| *name).filter(|name| !read.contains(name)).collect();
    if !others.is_empty() {
        comments.add("", format!("Not read: {}", others.join(", ")));
    }
    Some(Translation { node: draft.into_node(), comments, remains: Vec::new() })
}

fn stem(name: &str) -> String {
    let name = name.to_lowercase();
    let name = name.strip_suffix(".csv").unwrap_or(&name);
    name.chars().filter(|c| !matches!(c, ' ' | '_' | '-')).collect()
}

fn basics(
    person: Option<&Row>,
    emails: &[Row],
    phones: &[Row],
    summaries: &[Row],
    place: Span,
    comments: &mut Comments,
) -> Draft {
    let mut draft = Draft::new(person.map_or(place, |row| row.span));
    let mut profiles = Vec::new();
    if let Some(row) = person {
        let name: Vec<_> = ["first name", "last name"].into_iter().filter_map(|column| row.get(column)).collect();
        draft.text("name", escaped(&name.join(" ")), row.span);
        if let Some(headline) = row.get("headline") {
            draft.text("label", escaped(headline), row.span);
        }
        if let Some(summary) = row.get("summary") {
            draft.text("summary", Prose::plain(summary).whole(), row.span);
        }
        if let Some(place) = row.get("geo location") {
            draft.text("location", escaped(place), row.span);
        }
        let addresses = list(row, "websites").map(address);
        for (index, url) in addresses.map(str::trim).filter(|url| !url.is_empty()).enumerate() {
            match index {
                0 => draft.text("url", url, row.span),
                _ => profiles.push(profile(None, None, Some(url.to_owned()), row.span)),
            }
        }
        for user in list(row, "twitter handles") {
            let user = user.trim_start_matches('@');
            if !user.is_empty() {
                profiles.push(profile(Some("X"), Some(user), Some(format!("https://x.com/{user}")), row.span));
            }
        }
        let known = ["first name", "last name", "headline", "summary", "geo location", "websites", "twitter handles"];
        rest(row, &known, "basics", comments);
    }
    for row in summaries {
        if let Some(said) = row.get("profile summary") {
            draft.text("summary", Prose::plain(said).whole(), row.span);
        }
    }
    let is_primary = |row: &&Row| row.get("primary").is_some_and(|said| said.eq_ignore_ascii_case("yes"));
    let first = emails.iter().find(is_primary).or(emails.first());
    for row in first.into_iter().chain(emails.iter().filter(|row| first.is_none_or(|first| first.span != row.span))) {
        let Some(address) = row.get("email address") else { continue };
        if !draft.offer("email", address, row.span) {
            comments.add("basics.email", format!("also: {address}"));
        }
    }
    for row in phones {
        let Some(number) = row.get("number") else { continue };
        let number = row.get("extension").map_or(number.to_owned(), |front| format!("{front} {number}"));
        if !draft.offer("phone", &*number, row.span) {
            comments.add("basics.phone", format!("also: {number}"));
        }
    }
    draft.list("profiles", profiles);
    draft
}

/// The items of a column such as `[one,two]`.
fn list<'a>(row: &'a Row, column: &str) -> impl Iterator<Item = &'a str> {
    row.get(column).unwrap_or_default().trim_matches(['[', ']']).split(',').map(str::trim)
}

/// The address in `BLOG:https://blog.example.org`.
fn address(item: &str) -> &str {
    let kind = item.split_once(':').filter(|(kind, _)| kind.chars().all(|c| c.is_ascii_uppercase() || c == '_'));
    kind.map_or(item, |(_, address)| address)
}

fn profile(network: Option<&str>, username: Option<&str>, url: Option<String>, span: Span) -> Node {
    let mut draft = Draft::new(span);
    if let Some(network) = network {
        draft.text("network", network, span);
    }
    if let Some(username) = username {
        draft.text("username", username, span);
    }
    if let Some(url) = url {
        draft.text("url", url, span);
    }
    draft.into_node()
}

/// A row as an entry, which stands at `path`.
fn entry(row: &Row, table: &Table, path: &str, comments: &mut Comments) -> Draft {
    let mut draft = Draft::new(row.span);
    let span = row.span;
    let has =
        |how: fn(&How) -> bool| table.columns.iter().any(|(column, wanted)| how(wanted) && row.get(column).is_some());
    let has_end = has(|how| matches!(how, How::End));
    for (column, how) in table.columns {
        let Some(said) = row.get(column) else { continue };
        match how {
            How::Text("activities") => {
                let word = Prose::plain(said);
                comments.add(path, "guessed: what stands under `keywords` are activities and societies");
                draft.list(
                    "keywords",
                    word.paragraphs.into_iter().chain(word.bullets).map(|word| text(word, span)).collect(),
                );
            }
            How::Text(key) => {
                if !draft.offer(key, Prose::plain(said).whole().replace("\n\n", " "), span) {
                    comments.add(path, format!("{column}: {said}"));
                }
            }
            How::Url(key) => draft.text(key, said, span),
            How::Prose => Prose::plain(said).put("summary", "highlights", span, &mut draft),
            How::Start | How::End | How::On => {
                let key = match how {
                    How::Start if has_end || table.goes_on => "startDate",
                    How::End => "endDate",
                    _ => "date",
                };
                match when(said) {
                    Some(date) => draft.date(key, &date, span),
                    None => comments.add(path, format!("not understood: {column}: {said}")),
                }
            }
        }
    }
    if table.goes_on && draft.has("startDate") && !has_end {
        draft.text("endDate", "present", span);
    }
    let columns: Vec<_> = table.columns.iter().map(|(column, _)| *column).collect();
    rest(row, &columns, path, comments);
    draft
}

/// What stands in columns that have no field.
fn rest(row: &Row, known: &[&str], path: &str, comments: &mut Comments) {
    for (column, said) in row.iter().filter(|(column, _)| !known.contains(column)) {
        comments.add(path, format!("{column}: {said}"));
    }
}

fn references(rows: &[Row], comments: &mut Comments) -> Vec<Node> {
    let mut made = Vec::new();
    for row in rows {
        let Some(said) = row.get("text") else { continue };
        let person: Vec<_> = ["first name", "last name"].into_iter().filter_map(|column| row.get(column)).collect();
        let parts =
            [Some(person.join(" ")), row.get("job title").map(str::to_owned), row.get("company").map(str::to_owned)];
        let parts: Vec<_> = parts.into_iter().flatten().filter(|part| !part.is_empty()).collect();
        let mut draft = Draft::new(row.span);
        draft.text("name", escaped(&parts.join(", ")), row.span);
        draft.text("reference", Prose::plain(said).whole(), row.span);
        let path = format!("references[{}]", made.len());
        rest(row, &["first name", "last name", "company", "job title", "text"], &path, comments);
        made.push(draft.into_node());
    }
    made
}

/// A date of LinkedIn: `Sep 2019`, `2019`, `Jan 3, 2020`, `3 Jan 2020`; other words stay if they are no number.
fn when(said: &str) -> Option<String> {
    let said = said.trim();
    if Day::parse(said).is_ok() {
        return Some(said.to_owned());
    }
    let words: Vec<_> = said.split([' ', ',', '.']).filter(|word| !word.is_empty()).collect();
    let year = words.iter().copied().find(|word| word.len() == 4 && word.bytes().all(|byte| byte.is_ascii_digit()));
    let is_name = |word: &&&str| word.starts_with(char::is_alphabetic);
    let month = words.iter().find(is_name).and_then(|word| super::bibliography::when::month(word));
    let day = words.iter().find(|word| word.len() <= 2).and_then(|word| word.parse::<u8>().ok());
    let made = match (year, month) {
        (Some(year), Some(month)) if words.len() == 2 => Some(format!("{year}-{month:02}")),
        (Some(year), Some(month)) if words.len() == 3 => day.map(|day| format!("{year}-{month:02}-{day:02}")),
        _ => None,
    };
    made.filter(|date| Day::parse(date).is_ok()).or_else(|| Date::parse(said).is_ok().then(|| said.to_owned()))
}

#[cfg(test)]
mod tests {
    use super::when;

    #[test]
    fn dates_are_as_precise_as_linkedin_gives_them() {
        for (said, date) in [
            ("Sep 2019", Some("2019-09")),
            ("2019", Some("2019")),
            ("Jan 3, 2020", Some("2020-01-03")),
            ("3 Jan 2020", Some("2020-01-03")),
            ("Herbst 2020", Some("Herbst 2020")),
            ("13/01/20", None),
        ] {
            assert_eq!(when(said).as_deref(), date, "{said}");
        }
    }
}
