//! An entry → a publication: which of BibTeX's and BibLaTeX's fields is what, al-folio's included.

use super::names::{Name, names};
use super::{Latex, Raw, latex};
use crate::diag::{Diagnostic, Sink};
use crate::read::bibliography::record::{Record, list, map, person};
use crate::read::bibliography::when::{When, date, month, status, when};
use crate::source::Span;
use crate::syntax::{Ordered, Value};

/// The fields of links, and what they are called in a CV.
const LINKS: &[(&str, &str)] = &[
    ("pdf", "pdf"),
    ("html", "html"),
    ("code", "code"),
    ("slides", "slides"),
    ("poster", "poster"),
    ("video", "video"),
    ("website", "website"),
    ("blog", "blog"),
    ("supp", "supplement"),
    ("data", "data"),
];

/// Kinds that BibTeX has no type for.
const SUBTYPES: &[&str] = &["workshop", "preprint", "poster"];

/// The publication that an entry is.
pub(super) fn record(entry: &Raw, sink: &mut Sink) -> Record {
    let mut record = Record::new(Some(entry.key.clone()).filter(|key| !key.is_empty()), entry.span);
    let mut reader = Reader { entry, sink };
    reader.own(&mut record);
    reader.titles(&mut record);
    reader.authors(&mut record);
    let kind = reader.kind();
    kind.into_iter().for_each(|kind| record.set_text("kind", kind, entry.span));
    reader.identifiers(&mut record);
    reader.venues(kind, &mut record);
    reader.dates(&mut record);
    reader.links(&mut record);
    reader.rest(&mut record);
    record
}

struct Reader<'a> {
    entry: &'a Raw,
    sink: &'a mut Sink,
}

impl<'a> Reader<'a> {
    /// The first of several fields that is there.
    fn first(&self, names: &[&str]) -> Option<&'a Latex> {
        names.iter().find_map(|name| self.entry.get(name))
    }

    /// A field with its emphasis.
    fn text(&mut self, names: &[&str]) -> Option<(String, Span)> {
        let field = self.first(names)?;
        let converted = latex::text(&field.text);
        self.tell_unknown(&converted.unknown, field);
        Some((converted.text, field.span)).filter(|(text, _)| !text.is_empty())
    }

    /// A field as characters alone.
    fn plain(&mut self, names: &[&str]) -> Option<(String, Span)> {
        let field = self.first(names)?;
        let converted = latex::plain(&field.text);
        self.tell_unknown(&converted.unknown, field);
        Some((converted.text, field.span)).filter(|(text, _)| !text.is_empty())
    }

    fn tell_unknown(&mut self, unknown: &[String], field: &Latex) {
        for command in unknown {
            let message = format!("`{command}` is not known; the text is set without it");
            self.sink.push(Diagnostic::warning("bibliography-text", message).at(field.span));
        }
    }

    fn refuse(&mut self, text: &str, what: &str, span: Span) {
        let message = format!("`{text}` is no {what} and is left out");
        let hint = "give the right one in the CV, in an entry with the same `key`".to_owned();
        self.sink.push(Diagnostic::warning("bad-link", message).at(span).hint(hint));
    }

    /// What recto wrote into fields of its own.
    fn own(&mut self, record: &mut Record) {
        for (name, latex) in &self.entry.fields {
            let Some(field) = name.strip_prefix("x-recto-") else { continue };
            let json = serde_json::from_str::<Ordered>(&latex.text);
            if !json.is_ok_and(|json| record.set_own(field, json.into_node(latex.span))) {
                let message = format!("`{name}` is not as recto wrote it and is left out");
                self.sink.push(Diagnostic::warning("bibliography-text", message).at(latex.span));
            }
        }
    }

    fn titles(&mut self, record: &mut Record) {
        let subtitle = self.text(&["subtitle"]);
        if let Some((title, span)) = self.text(&["title"]) {
            let whole = subtitle.map_or(title.clone(), |(subtitle, _)| format!("{title}: {subtitle}"));
            record.set_text("name", whole, span);
        }
    }

    fn authors(&mut self, record: &mut Record) {
        let Some(field) = self.first(&["author", "editor"]) else { return };
        let list_of_names = names(&field.text);
        if list_of_names.is_odd {
            let message = "the authors are not parted by `and`; it is guessed where one ends".to_owned();
            let hint = "write `Ada Byron and Charles Babbage`".to_owned();
            self.sink.push(Diagnostic::warning("bibliography-text", message).at(field.span).hint(hint));
        }
        let notes = self.entry.get("author+an").map(|notes| annotations(&notes.text)).unwrap_or_default();
        let mut authors: Vec<_> = (list_of_names.names.iter().enumerate())
            .map(|(index, name)| author(name, notes.iter().filter(|(at, _)| *at == index + 1), field.span))
            .collect();
        authors.extend(list_of_names.others.then(|| Value::Text("et al.".to_owned())));
        record.set("authors", list(authors, field.span), field.span);
    }

    fn kind(&mut self) -> Option<&'static str> {
        if let Some(kind) =
            self.plain(&["entrysubtype"]).and_then(|(word, _)| SUBTYPES.iter().find(|known| **known == word))
        {
            return Some(kind);
        }
        let in_workshop = self.first(&["booktitle"]).is_some_and(|name| name.text.contains("Workshop"));
        let is_preprint = self.arxiv().is_some() && self.first(&["booktitle"]).is_none();
        let journal = self.first(&["journal", "journaltitle"]).map(|name| name.text.to_lowercase());
        let in_archive = journal.as_ref().is_some_and(|name| name.contains("arxiv") || name.contains("corr"));
        Some(match self.entry.kind.as_str() {
            "article" if in_archive => "preprint",
            "article" | "suppperiodical" => "journal",
            "inproceedings" | "conference" if in_workshop => "workshop",
            "inproceedings" | "conference" => "conference",
            "incollection" | "inbook" | "suppbook" | "incollections" => "chapter",
            "book" | "mvbook" | "collection" | "mvcollection" | "proceedings" | "booklet" | "manual" => "book",
            "phdthesis" | "mastersthesis" | "mathesis" | "bathesis" | "thesis" => "thesis",
            "techreport" | "report" => "report",
            "patent" => "patent",
            "software" => "software",
            "dataset" => "dataset",
            "poster" => "poster",
            "misc" | "online" | "unpublished" | "preprint" if is_preprint || self.entry.kind == "preprint" => {
                "preprint"
            }
            _ => return None,
        })
    }

    fn arxiv(&self) -> Option<&'a Latex> {
        let kind = self.first(&["eprinttype", "archiveprefix"]).map(|kind| kind.text.trim().to_lowercase());
        let eprint = self.entry.get("eprint").filter(|_| kind.as_deref().is_none_or(|kind| kind == "arxiv"));
        self.entry.get("arxiv").or(eprint)
    }

    fn identifiers(&mut self, record: &mut Record) {
        match self.plain(&["doi"]) {
            Some((doi, span)) if doi.contains("10.") => record.set_text("doi", doi, span),
            Some((doi, span)) => self.refuse(&doi, "DOI", span),
            None => {}
        }
        if let Some(arxiv) = self.arxiv() {
            record.set_text("arxiv", latex::plain(&arxiv.text).text, arxiv.span);
        }
        // `arXiv preprint arXiv:1810.08403`, and DBLP's volume `abs/1810.08403`.
        let typed = [self.plain(&["journal", "journaltitle"]), self.plain(&["volume"])];
        for (text, span) in typed.into_iter().flatten() {
            let id = text.strip_prefix("abs/").or_else(|| text.split_once("arXiv:").map(|(_, id)| id));
            if let Some(id) = id.map(|id| id.split_whitespace().next().unwrap_or_default()).filter(|id| !id.is_empty())
            {
                record.set_text("arxiv", id, span);
            }
        }
        for (field, names) in [("isbn", &["isbn"][..]), ("volume", &["volume"]), ("pages", &["pages"])] {
            if let Some((text, span)) =
                self.plain(names).filter(|(text, _)| field != "volume" || !text.starts_with("abs/"))
            {
                record.set_text(field, text, span);
            }
        }
        let is_numbered = matches!(self.entry.kind.as_str(), "patent" | "techreport" | "report");
        if let Some((issue, span)) = self.plain(&["issue", "number"]).filter(|_| !is_numbered) {
            record.set_text("issue", issue, span);
        }
    }

    /// Where it was published: proceedings before a journal, if both are given.
    fn venues(&mut self, kind: Option<&'static str>, record: &mut Record) {
        let mut venues = Vec::new();
        let short = self.text(&["abbr"]).or_else(|| self.text(&["series"]).filter(|(series, _)| is_label(series)));
        let journal = self.text(&["journal", "journaltitle"]);
        let shortjournal = self.text(&["shortjournal"]);
        let book = self.text(&["booktitle", "eventtitle"]);
        let school = self.text(&["school", "institution", "publisher", "organization", "howpublished"]);
        let number = self.plain(&["number"]);
        let mut add = |name: Option<(String, Span)>, short: Option<(String, Span)>| {
            let Some(span) = name.as_ref().or(short.as_ref()).map(|(_, span)| *span) else { return };
            let text = |text: Option<(String, Span)>| Value::Text(text.map(|(text, _)| text).unwrap_or_default());
            venues.push((map([("name", text(name)), ("short", text(short))], span), span));
        };
        match kind {
            Some("thesis" | "report") => {
                let word = self.text(&["type"]).map(|(word, _)| thesis(&word)).unwrap_or_else(|| {
                    let word = match self.entry.kind.as_str() {
                        "mastersthesis" | "mathesis" => "Master’s thesis",
                        "bathesis" => "Bachelor’s thesis",
                        "techreport" | "report" => "Technical report",
                        "thesis" => "Thesis",
                        _ => "PhD thesis",
                    };
                    word.to_owned()
                });
                let word =
                    if kind == Some("report") { joined([Some(word), number.map(|(n, _)| n)], " ") } else { word };
                let span = school.as_ref().map_or(self.entry.span, |(_, span)| *span);
                add(Some((joined([Some(word), school.map(|(school, _)| school)], ", "), span)), short);
            }
            Some("patent") => {
                let number = number.map(|(number, span)| (format!("Patent {number}"), span));
                let holder = self.text(&["holder"]).map(|(holder, _)| holder);
                let span = number.as_ref().map_or(self.entry.span, |(_, span)| *span);
                let text = joined([number.map(|(text, _)| text), holder], ", ");
                add(Some((text, span)).filter(|(text, _)| !text.is_empty()), short);
            }
            _ if book.is_some() || journal.is_some() => {
                let is_both = book.is_some() && journal.is_some();
                let (of_book, of_journal) = match (is_both, book.is_some()) {
                    (true, _) | (false, true) => (short, shortjournal),
                    (false, false) => (None, short.or(shortjournal)),
                };
                add(book.clone(), of_book.filter(|_| book.is_some()));
                add(journal.clone(), of_journal.filter(|_| journal.is_some()));
            }
            _ => add(school, short),
        }
        if let Some((_, span)) = venues.first() {
            let span = *span;
            record.set("venue", list(venues.into_iter().map(|(venue, _)| venue), span), span);
        }
    }

    fn dates(&mut self, record: &mut Record) {
        if let Some((text, span)) = self.plain(&["pubstate"])
            && let Some(status) = status(&text)
        {
            record.set_text("status", status, span);
        }
        let Some((text, span)) = self.plain(&["date", "year"]) else { return };
        match when(&text) {
            Some(When::Status(status)) => record.set_text("status", status, span),
            Some(When::Date(year)) => {
                let named = self.plain(&["month"]).map(|(text, _)| text).unwrap_or_default();
                let in_month = month(&named);
                // `nov # "~4"`
                let behind = named.trim_start_matches(|c: char| !c.is_ascii_digit()).trim_end_matches(['.', ',']);
                let behind = if named.starts_with(|c: char| c.is_ascii_digit()) { "" } else { behind };
                let day = self.plain(&["day"]).map(|(day, _)| day);
                let on_day = day.unwrap_or_else(|| behind.to_owned()).parse().ok();
                let is_year = year.len() == 4 && year.bytes().all(|byte| byte.is_ascii_digit());
                record.set_text("date", if is_year { date(&year, in_month, on_day) } else { year }, span);
            }
            None => {
                let message = format!("`{text}` is no year and is left out");
                self.sink.push(Diagnostic::warning("bibliography-text", message).at(span));
            }
        }
    }

    fn links(&mut self, record: &mut Record) {
        match self.address("url") {
            Some((url, span)) if is_address(&url) => record.set_text("url", url, span),
            Some((url, span)) => self.refuse(&url, "web address", span),
            None => {}
        }
        let mut links = Vec::new();
        let entry = self.entry;
        for (name, _) in &entry.fields {
            let Some((_, link)) = LINKS.iter().find(|(field, _)| field == name) else { continue };
            let Some((address, span)) = self.address(name) else { continue };
            match is_address(&address) {
                true => links.push((*link, Value::Text(address))),
                false => self.refuse(&address, "web address", span),
            }
        }
        let span = self.entry.span;
        record.set("links", map(links, span), span);
    }

    /// An address as it was typed; only what LaTeX wants escaped is not.
    fn address(&self, name: &str) -> Option<(String, Span)> {
        let field = self.entry.get(name)?;
        let mut text = field.text.trim();
        while let Some(inner) =
            (text.strip_prefix("\\url{").or(text.strip_prefix('{')).and_then(|rest| rest.strip_suffix('}')))
                .or_else(|| text.strip_prefix('<').and_then(|rest| rest.strip_suffix('>')))
        {
            text = inner.trim();
        }
        let mut text = text.to_owned();
        for tilde in ["{\\textasciitilde}", "\\textasciitilde{}", "{\\~{}}", "\\~{}", "{\\~}", "$\\sim$", "{$\\sim$}"] {
            text = text.replace(tilde, "~");
        }
        for sign in ['%', '_', '&', '#', '~', '$'] {
            text = text.replace(&format!("\\{sign}"), &sign.to_string());
        }
        // `{~}`
        for sign in ['%', '_', '&', '#', '~'] {
            text = text.replace(&format!("{{{sign}}}"), &sign.to_string());
        }
        Some((text, field.span)).filter(|(text, _)| !text.is_empty())
    }

    /// Awards, notes, and whether it is one of the best.
    fn rest(&mut self, record: &mut Record) {
        if let Some((award, span)) = self.text(&["award_name", "award"]) {
            record.set("awards", list([Value::Text(award)], span), span);
        }
        // al-folio has a short name for a prize, and what is told of it.
        let told = self.text(&["award"]).filter(|_| self.entry.get("award_name").is_some());
        let group = self.text(&["collaboration"]).map(|(name, span)| match name.contains("ollaboration") {
            true => (name, span),
            false => (format!("{name} Collaboration"), span),
        });
        let mut notes = ["note", "addendum", "titleaddon", "additional_info"].map(|name| self.text(&[name])).to_vec();
        notes.extend([told, group]);
        let mut texts = Vec::new();
        for (text, span) in notes.into_iter().flatten() {
            // What al-folio puts behind a line often starts with the end of it.
            let text = text.trim_start_matches(['.', ',', ';', ' ']).to_owned();
            match status(&text) {
                Some(status) => record.set_text("status", status, span),
                None => texts.push((text, span)),
            }
        }
        if let Some((_, span)) = texts.first() {
            let text = texts.iter().map(|(text, _)| text.as_str()).collect::<Vec<_>>().join("; ");
            record.set_text("note", text, *span);
        }
        let is_in_keywords = self
            .plain(&["keywords", "keyword"])
            .is_some_and(|(words, _)| words.split([',', ';']).any(|word| word.trim().eq_ignore_ascii_case("selected")));
        let said = self.plain(&["selected"]).is_some_and(|(text, _)| !text.eq_ignore_ascii_case("false"));
        if said || is_in_keywords {
            record.set("selected", Value::Bool(true, "true".to_owned()), self.entry.span);
        }
    }
}

/// An author as a CV has it.
fn author<'a>(name: &Name, notes: impl Iterator<Item = &'a (usize, String)>, span: Span) -> Value {
    let mut fields = person(&name.given, &name.particle, &name.family, &name.suffix);
    let mut marks = Vec::new();
    let (mut signs, mut is_me) = (String::new(), false);
    for (_, note) in notes {
        match note.as_str() {
            "self" | "me" | "highlight" => is_me = true,
            note if note.contains("equal") || note == "joint" => marks.push(Value::Text("equal".to_owned())),
            sign if sign.chars().count() == 1 && !sign.is_ascii() => signs.push_str(sign),
            "*" | "#" => signs.push_str(note),
            note if note.starts_with("corr") => marks.push(Value::Text("corresponding".to_owned())),
            _ => {}
        }
    }
    // The signs of footnotes stand behind the name.
    if let Some((_, Value::Text(last))) = fields.iter_mut().rfind(|(_, part)| *part != Value::Text(String::new())) {
        last.push_str(&signs);
    }
    if is_me {
        fields.push(("me", Value::Bool(true, "true".to_owned())));
    }
    fields.push(("marks", list(marks, span)));
    map(fields, span)
}

/// `1=self,equal; 10=corresponding`: places of authors, from 1, with what is said of them.
fn annotations(text: &str) -> Vec<(usize, String)> {
    let mut found = Vec::new();
    for (place, notes) in text.split(';').filter_map(|part| part.split_once('=')) {
        let Ok(place) = place.split(':').next().unwrap_or_default().trim().parse() else { continue };
        for note in notes.split(',') {
            found.push((place, note.trim().trim_matches(['"', '{', '}']).to_lowercase()));
        }
    }
    found
}

/// BibLaTeX's keys for kinds of theses and reports in words.
fn thesis(word: &str) -> String {
    match word {
        "phdthesis" => "PhD thesis".to_owned(),
        "mathesis" | "mastersthesis" => "Master’s thesis".to_owned(),
        "bathesis" => "Bachelor’s thesis".to_owned(),
        "techreport" => "Technical report".to_owned(),
        other => other.to_owned(),
    }
}

fn joined<const N: usize>(parts: [Option<String>; N], between: &str) -> String {
    parts.into_iter().flatten().collect::<Vec<_>>().join(between)
}

/// Whether a series is the usual abbreviation of a conference: `SOSP '23`.
fn is_label(series: &str) -> bool {
    let letters = series.chars().take_while(|c| c.is_alphabetic()).count();
    letters >= 2
        && series.chars().count() <= 16
        && series.contains(['\'', '’'])
        && series.contains(|c: char| c.is_ascii_digit())
}

/// Whether a text can be linked: the names of files that al-folio knows cannot.
fn is_address(text: &str) -> bool {
    let has_scheme = ["http://", "https://"].iter().any(|scheme| text.starts_with(scheme));
    let host = text.split('/').next().unwrap_or_default();
    let is_host = text.contains('/') && host.contains('.') && !host.starts_with('.') && !text.contains(':');
    !text.contains(char::is_whitespace) && (has_scheme || is_host)
}
