//! `SkillsPassport`, versions 3.0 to 3.4.

use super::{Element, Work};
use crate::diag::near;
use crate::read::draft::{Draft, escaped, text};
use crate::read::markup::Prose;
use crate::source::Span;
use crate::syntax::Node;

/// What is known of achievements by their code or title.
const ACHIEVEMENTS: &[(&str, &str)] = &[
    ("publications", "Publications"),
    ("presentations", "Presentations"),
    ("projects", "Projects"),
    ("conferences", "Conferences"),
    ("seminars", "Seminars"),
    ("honors_awards", "Honours and Awards"),
    ("memberships", "Memberships"),
    ("references", "References"),
    ("citations", "Citations"),
    ("courses", "Courses"),
    ("certifications", "Certifications"),
];

pub(super) fn read(root: &Element, work: &mut Work) {
    for name in ["DocumentInfo", "PrintingPreferences", "CoverLetter"] {
        // The letter is kept as what has no place; the rest is about the file.
        root.at(name).filter(|_| name != "CoverLetter").map(Element::pass);
    }
    let info = root.at("LearnerInfo").unwrap_or(root);
    let mut basics = Draft::new(info.span);
    if let Some(person) = info.at("Identification") {
        identification(person, &mut basics, work);
    }
    headline(info, &mut basics, work);
    work.draft.put("basics", basics.into_node());
    let mut made = Vec::new();
    for job in info.all("WorkExperienceList/WorkExperience") {
        let mut entry = Draft::new(job.span);
        entry.said("name", job.at("Employer/Name"));
        entry.said("position", job.at("Position/Label"));
        period(job, &mut entry);
        address(job.at("Employer/ContactInfo/Address/Contact"), &mut entry, "location");
        entry.plain("url", job.at("Employer/ContactInfo/Website/Contact"));
        entry.said("description", job.at("Employer/Sector/Label"));
        entry.prose(job.at("Activities"));
        codes(job, &["Position/Code", "Employer/Sector/Code"]);
        work.entry("work", entry, &mut made);
    }
    for school in info.all("EducationList/Education") {
        let mut entry = Draft::new(school.span);
        entry.said("institution", school.at("Organisation/Name"));
        entry.said("studyType", school.at("Title"));
        entry.said("area", school.at("Field/Label"));
        entry.said("score", school.at("Level/Label"));
        period(school, &mut entry);
        address(school.at("Organisation/ContactInfo/Address/Contact"), &mut entry, "location");
        entry.plain("url", school.at("Organisation/ContactInfo/Website/Contact"));
        let parts = ["Activities", "Skills"].into_iter().filter_map(|path| school.at(path)?.raw());
        let whole: Vec<_> = parts.map(|(said, _)| said).collect();
        Prose::html(&whole.join("\n")).put("summary", "highlights", school.span, &mut entry);
        codes(school, &["Level/Code", "Field/Code"]);
        work.entry("education", entry, &mut made);
    }
    if let Some(skills) = info.at("Skills") {
        languages(skills, work, &mut made);
        abilities(skills, work, &mut made);
    }
    for achievement in info.all("AchievementList/Achievement") {
        let (entry, title) = achieved(achievement);
        let entry = entry.into_node();
        made.push((title, entry));
    }
    work.sections(made);
}

/// An achievement as an entry of a section of its own.
fn achieved(achievement: &Element) -> (Draft, &'static str) {
    let code = achievement.text("Title/Code").unwrap_or_default();
    let label = achievement.text("Title/Label").unwrap_or_default();
    let known = ACHIEVEMENTS.iter().find(|(known, title)| *known == code || near(&label, [*title]).is_some());
    let mut entry = Draft::new(achievement.span);
    let title = known.map_or("Achievements", |(_, title)| *title);
    if title == "Achievements" || !label.eq_ignore_ascii_case(title) {
        entry.text("title", escaped(&label), achievement.span);
    }
    entry.prose(achievement.at("Description"));
    (entry, title)
}

fn identification(person: &Element, basics: &mut Draft, work: &mut Work) {
    let name: Vec<_> = ["Title/Label", "FirstName", "Surname"]
        .into_iter()
        .filter_map(|path| person.text(&format!("PersonName/{path}")))
        .collect();
    codes(person, &["PersonName/Title/Code"]);
    basics.text("name", escaped(&name.join(" ")), person.span);
    let contact = |path: &str| {
        let info = person.at("ContactInfo");
        let (list, name) = path.split_once('/').map_or((None, path), |(list, name)| (Some(list), name));
        let parent = list.map_or(info, |list| info.and_then(|info| info.at(list)));
        parent.map(|parent| parent.named(name)).unwrap_or_default()
    };
    basics.plain("email", person.at("ContactInfo/Email/Contact"));
    let mut profiles = Vec::new();
    for telephone in contact("TelephoneList/Telephone").into_iter().chain(contact("Telephone")) {
        let Some((number, span)) = telephone.at("Contact").and_then(Element::said) else { continue };
        telephone.pass();
        if !basics.offer("phone", &*number, span) {
            profiles.push(profile(None, Some(&number), None, span));
        }
    }
    for website in contact("WebsiteList/Website").into_iter().chain(contact("Website")) {
        let Some((url, span)) = website.at("Contact").and_then(Element::said) else { continue };
        website.pass();
        if !basics.offer("url", &*url, span) {
            profiles.push(profile(None, None, Some(&url), span));
        }
    }
    for account in contact("InstantMessagingList/InstantMessaging").into_iter().chain(contact("InstantMessaging")) {
        let Some((name, span)) = account.at("Contact").and_then(Element::said) else { continue };
        let network = account.text("Use/Label").or_else(|| account.text("Use/Code"));
        account.pass();
        profiles.push(profile(network.as_deref(), Some(&name), None, span));
    }
    place(person.at("ContactInfo/Address/Contact"), basics);
    if let Some(photo) = person.at("Photo") {
        photo.pass();
        work.comments.add("basics", "the photo is not taken over: save it as a file and name that under `image`");
    }
    basics.list("profiles", profiles);
}

fn profile(network: Option<&str>, username: Option<&str>, url: Option<&str>, span: Span) -> Node {
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

/// The address of a person, in parts.
fn place(contact: Option<&Element>, basics: &mut Draft) {
    let Some(contact) = contact else { return };
    let mut parts = Draft::new(contact.span);
    let lines: Vec<_> = contact.all("AddressLine").filter_map(|line| Some(line.said()?.0)).collect();
    parts.text("address", escaped(&lines.join(", ")), contact.span);
    parts.said("postalCode", contact.at("PostalCode"));
    parts.said("city", contact.at("Municipality"));
    parts.said("country", contact.at("Country/Label"));
    match contact.at("Country/Label") {
        Some(_) => codes(contact, &["Country/Code"]),
        None => parts.said("countryCode", contact.at("Country/Code")),
    }
    basics.put("location", parts.into_node());
}

/// The address of an organisation, in one line.
fn address(contact: Option<&Element>, entry: &mut Draft, key: &str) {
    let Some(contact) = contact else { return };
    let lines = contact.all("AddressLine").filter_map(|line| Some(line.said()?.0));
    let town: Vec<_> = ["PostalCode", "Municipality"].into_iter().filter_map(|path| contact.text(path)).collect();
    let country = contact.text("Country/Label");
    let country = if country.is_some() {
        codes(contact, &["Country/Code"]);
        country
    } else {
        contact.text("Country/Code")
    };
    let parts: Vec<_> = lines.chain([town.join(" ")]).chain(country).filter(|part| !part.is_empty()).collect();
    entry.text(key, escaped(&parts.join(", ")), contact.span);
}

/// The headline is what somebody is, or what they look for.
fn headline(info: &Element, basics: &mut Draft, work: &mut Work) {
    let Some(headline) = info.at("Headline") else { return };
    let code = headline.text("Type/Code").unwrap_or_default();
    let label = headline.text("Type/Label").unwrap_or_default();
    let said = headline.at("Description/Label").or(headline.at("Description"));
    codes(headline, &["Description/Code"]);
    match code.as_str() {
        "personal_statement" => {
            if let Some((statement, span)) = said.and_then(Element::raw) {
                basics.text("summary", Prose::html(&statement).whole(), span);
            }
        }
        _ => basics.said("label", said),
    }
    if !label.is_empty() {
        work.comments.add("basics", format!("the headline of Europass is called `{label}`"));
    }
}

/// Mother tongues, then foreign languages with their levels.
fn languages(skills: &Element, work: &mut Work, made: &mut Vec<(&'static str, Node)>) {
    let all = |list: &str, one: &str| {
        let linguistic = skills.at("Linguistic");
        let listed = linguistic.and_then(|all| all.at(list));
        listed.into_iter().chain(linguistic).flat_map(|parent| parent.named(one)).collect::<Vec<_>>()
    };
    for tongue in all("MotherTongueList", "MotherTongue") {
        let mut entry = Draft::new(tongue.span);
        entry.said("language", tongue.at("Description/Label").or(tongue.at("Description/Code")));
        codes(tongue, &["Description/Code"]);
        entry.text("fluency", "mother tongue", tongue.span);
        work.entry("languages", entry, made);
    }
    for language in all("ForeignLanguageList", "ForeignLanguage") {
        let mut entry = Draft::new(language.span);
        entry.said("language", language.at("Description/Label").or(language.at("Description/Code")));
        codes(language, &["Description/Code"]);
        let names = [
            ("Listening", "listening"),
            ("Reading", "reading"),
            ("SpokenInteraction", "spoken interaction"),
            ("SpokenProduction", "spoken production"),
            ("Writing", "writing"),
        ];
        let levels =
            names.iter().filter_map(|(path, name)| Some((*name, language.text(&format!("ProficiencyLevel/{path}"))?)));
        entry.text("fluency", super::fluency(levels.collect()), language.span);
        let certificates: Vec<_> = language
            .all("VerifiedBy/Certificate")
            .chain(language.all("Certificate"))
            .map(|certificate| {
                let parts = ["Title", "AwardingBody", "Level", "Date/Year"]
                    .into_iter()
                    .filter_map(|path| certificate.text(path));
                escaped(&parts.collect::<Vec<_>>().join(", "))
            })
            .collect();
        entry.text("summary", certificates.join("\n\n"), language.span);
        work.entry("languages", entry, made);
    }
}

/// Skills in sentences, a kind each.
fn abilities(skills: &Element, work: &mut Work, made: &mut Vec<(&'static str, Node)>) {
    let kinds = [
        ("Communication", "Communication skills"),
        ("Organisational", "Organisational skills"),
        ("JobRelated", "Job-related skills"),
        ("Computer", "Digital skills"),
        ("Other", "Other skills"),
    ];
    for (path, name) in kinds {
        let Some(kind) = skills.at(path) else { continue };
        let mut entry = Draft::new(kind.span);
        entry.text("name", name, kind.span);
        if let Some((said, span)) = kind.at("Description").and_then(Element::raw) {
            let prose = Prose::html(&said);
            match (prose.paragraphs.len(), prose.bullets.len()) {
                (_, 0) if prose.paragraphs.iter().map(String::len).sum::<usize>() < 120 => {
                    entry.list("keywords", prose.paragraphs.into_iter().map(|part| text(part, span)).collect());
                }
                _ => prose.put("summary", "highlights", span, &mut entry),
            }
        }
        let names = ["Information", "Communication", "ContentCreation", "Safety", "ProblemSolving"];
        let levels = names.iter().filter_map(|path| Some((*path, kind.text(&format!("ProficiencyLevel/{path}"))?)));
        let levels: Vec<_> = levels.map(|(name, level)| format!("{name} {level}")).collect();
        entry.text("level", levels.join(", "), kind.span);
        work.entry("skills", entry, made);
    }
    if let Some(driving) = skills.at("Driving") {
        let licences: Vec<_> = driving
            .all("Description/Licence")
            .chain(driving.all("Description/Label"))
            .filter_map(|licence| Some(text(licence.said()?.0, licence.span)))
            .collect();
        codes(driving, &["Description/Code"]);
        let mut entry = Draft::new(driving.span);
        entry.text("name", "Driving licence", driving.span);
        entry.list("keywords", licences);
        work.entry("skills", entry, made);
    }
}

/// `Period` with `From`, `To` and `Current`.
fn period(element: &Element, entry: &mut Draft) {
    let date = |path: &str| {
        let at = element.at(&format!("Period/{path}"))?;
        // Months and days have dashes in front, or stand in attributes in the oldest versions.
        let part = |name: &str| at.text(name).or_else(|| at.attribute(&name.to_lowercase()).map(str::to_owned));
        let number = |name: &str| part(name)?.trim_start_matches('-').parse::<u8>().ok();
        let year = part("Year")?;
        let (month, day) = (number("Month"), number("Day"));
        let date = match (month, day) {
            (Some(month), Some(day)) => format!("{year}-{month:02}-{day:02}"),
            (Some(month), None) => format!("{year}-{month:02}"),
            _ => year,
        };
        Some((super::iso(&date)?, at.span))
    };
    let is_current = element.text("Period/Current").is_some_and(|said| said == "true");
    let (start, end) = (date("From"), date("To"));
    match (&start, &end) {
        (Some((start, span)), None) if !is_current => entry.date("date", start, *span),
        (start, end) => {
            for (key, date) in [("startDate", start), ("endDate", end)] {
                if let Some((date, span)) = date {
                    entry.date(key, date, *span);
                }
            }
            if is_current && end.is_none() {
                entry.text("endDate", "present", element.span);
            }
        }
    }
}

/// Codes of classifications say nothing that their labels do not.
fn codes(element: &Element, paths: &[&str]) {
    paths.iter().filter_map(|path| element.at(path)).for_each(Element::pass);
}
