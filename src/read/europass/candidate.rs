//! `Candidate`, the form of Europass since 2020: HR-XML with namespaces, texts in HTML.

use super::{Element, Work, fluency, iso};
use crate::read::draft::{Draft, escaped, text};
use crate::read::markup::Prose;
use crate::source::Span;
use crate::syntax::Node;

pub(super) fn read(root: &Element, work: &mut Work) {
    for name in ["DocumentID", "CandidateSupplier", "RenderingInformation"] {
        root.named(name).into_iter().for_each(Element::pass);
    }
    let mut basics = Draft::new(root.span);
    let person = root.at("CandidatePerson");
    let mut made = Vec::new();
    if let Some(person) = person {
        identity(person, &mut basics);
        for code in person.named("PrimaryLanguageCode") {
            let mut entry = Draft::new(code.span);
            language(Some(code), &mut entry);
            entry.text("fluency", "mother tongue", code.span);
            work.entry("languages", entry, &mut made);
        }
    }
    let profiles = root.named("CandidateProfile");
    for profile in &profiles {
        profile.named("ID").into_iter().for_each(Element::pass);
        if let Some((summary, span)) = profile.at("ExecutiveSummary").and_then(Element::raw) {
            basics.text("summary", Prose::html(&summary).whole(), span);
        }
        if let Some(headline) = profile.at("Headline") {
            basics.said("label", Some(headline));
        }
    }
    work.draft.put("basics", basics.into_node());
    for profile in profiles {
        sections(profile, work, &mut made);
    }
    work.sections(made);
}

fn identity(person: &Element, basics: &mut Draft) {
    let name: Vec<_> =
        ["PersonName/GivenName", "PersonName/FamilyName"].into_iter().filter_map(|path| person.text(path)).collect();
    basics.text("name", escaped(&name.join(" ")), person.span);
    let mut profiles = Vec::new();
    for channel in person.named("Communication") {
        let code = channel.text("ChannelCode").unwrap_or_default();
        let said = channel.at("URI").or(channel.at("DialNumber")).and_then(Element::said);
        let front = channel.text("CountryDialing").map(|front| format!("+{} ", front.trim_start_matches('+')));
        if let Some(place) = channel.at("Address") {
            address(place, basics);
        }
        channel.named("UseCode").into_iter().for_each(Element::pass);
        let Some((said, span)) = said else { continue };
        let lower = code.to_lowercase();
        let said = if lower.contains("phone") { front.unwrap_or_default() + &said } else { said };
        let key = match lower.as_str() {
            "email" => "email",
            "web" | "website" => "url",
            _ if lower.contains("phone") => "phone",
            _ => "",
        };
        if key.is_empty() || !basics.offer(key, &*said, span) {
            let is_url = said.contains("://") || said.starts_with("www.");
            profiles.push(account(&code, &said, is_url, span));
        }
    }
    basics.list("profiles", profiles);
}

fn account(network: &str, said: &str, is_url: bool, span: Span) -> Node {
    let mut draft = Draft::new(span);
    draft.text("network", network, span);
    draft.text(if is_url { "url" } else { "username" }, said, span);
    draft.into_node()
}

fn address(place: &Element, basics: &mut Draft) {
    let mut parts = Draft::new(place.span);
    parts.said("address", place.at("AddressLine"));
    parts.said("postalCode", place.at("PostalCode"));
    parts.said("city", place.at("CityName"));
    parts.said("countryCode", place.at("CountryCode"));
    basics.put("location", parts.into_node());
}

fn sections(profile: &Element, work: &mut Work, made: &mut Vec<(&'static str, Node)>) {
    for employer in profile.all("EmploymentHistory/EmployerHistory") {
        for position in employer.named("PositionHistory") {
            let mut entry = Draft::new(position.span);
            entry.said("name", employer.at("OrganizationName"));
            entry.said("position", position.at("PositionTitle"));
            period(position.at("EmploymentPeriod"), &mut entry);
            place(position, employer.at("OrganizationContact/Communication/Address"), &mut entry);
            entry.plain("url", employer.at("OrganizationContact/Communication/URI"));
            entry.prose(position.at("Description"));
            employer.named("IndustryCode").into_iter().for_each(Element::pass);
            work.entry("work", entry, made);
        }
    }
    for school in profile.all("EducationHistory/EducationOrganizationAttendance") {
        let mut entry = Draft::new(school.span);
        entry.said("institution", school.at("OrganizationName"));
        entry.said("studyType", school.at("EducationDegree/DegreeName").or(school.at("ProgramName")));
        entry.said("area", school.at("MajorProgramName"));
        entry.said(
            "score",
            school.at("EducationDegree/FinalGrade/ScoreText").or(school.at("EducationDegree/FinalGrade")),
        );
        let paths = ["EducationDegree/OccupationalSkillsCovered", "EducationDegree/Description", "Description"];
        let parts: Vec<_> = paths.into_iter().filter_map(|path| Some(school.at(path)?.raw()?.0)).collect();
        Prose::html(&parts.join("\n")).put("summary", "highlights", school.span, &mut entry);
        period(school.at("AttendancePeriod"), &mut entry);
        place(school, school.at("OrganizationContact/Communication/Address"), &mut entry);
        entry.plain("url", school.at("OrganizationContact/Communication/URI"));
        for path in ["EducationLevelCode", "ProgramConcentration"] {
            school.named(path).into_iter().for_each(Element::pass);
        }
        work.entry("education", entry, made);
    }
    competences(profile, work, made);
    for paper in profile.all("PublicationHistory/Publication") {
        let mut entry = Draft::new(paper.span);
        entry.said("name", paper.at("FormattedPublicationDescription").or(paper.at("Title")));
        let authors = paper.named("Author").into_iter().filter_map(|author| Some(text(author.said()?.0, author.span)));
        entry.list("authors", authors.collect());
        entry.said("venue", paper.at("Reference").or(paper.at("Publisher")));
        if let Some((year, span)) = paper.at("Year").and_then(Element::said) {
            entry.date("date", &year, span);
        }
        entry.plain("url", paper.at("Link"));
        entry.prose(paper.at("Description"));
        work.entry("publications", entry, made);
    }
    for certificate in profile.all("Certifications/Certification").chain(profile.all("Licenses/License")) {
        let mut entry = Draft::new(certificate.span);
        entry.said(
            "name",
            certificate.at("CertificationName").or(certificate.at("LicenseName")).or(certificate.at("LicenseTypeCode")),
        );
        entry.said("issuer", certificate.at("IssuingAuthority/Name"));
        let first = certificate
            .at("FirstIssuedDate/FormattedDateTime")
            .or(certificate.at("EffectiveTimePeriod/ValidFrom/FormattedDateTime"));
        date("date", first, &mut entry);
        entry.prose(certificate.at("Description"));
        work.entry("certificates", entry, made);
    }
    for (list, title) in [
        ("Others/Other", "Further Information"),
        ("Hobbies/Hobby", "Hobbies and Interests"),
        ("NetworksAndMemberships/NetworkAndMembership", "Networks and Memberships"),
        ("ConferencesAndSeminars/ConferenceAndSeminar", "Conferences and Seminars"),
        ("HonoursAndAwards/HonourAndAward", "Honours and Awards"),
        ("Projects/Project", "Projects"),
        ("VolunteeringActivities/VolunteeringActivity", "Volunteering"),
        ("CreativeWorks/CreativeWork", "Creative Works"),
        ("Recommendations/Recommendation", "Recommendations"),
        ("Skills/Skill", "Skills"),
        ("SocialAndPoliticalActivities/SocialAndPoliticalActivity", "Social and Political Activities"),
        (
            "CommunicationAndInterpersonalSkills/CommunicationAndInterpersonalSkill",
            "Communication and Interpersonal Skills",
        ),
        ("ManagementAndLeadershipSkills/ManagementAndLeadershipSkill", "Management and Leadership Skills"),
        ("OrganisationalSkills/OrganisationalSkill", "Organisational Skills"),
        ("JobRelatedSkills/JobRelatedSkill", "Job-Related Skills"),
    ] {
        for item in profile.all(list) {
            let mut entry = Draft::new(item.span);
            entry.said("title", item.at("Title").or(item.at("Name")));
            entry.said("subtitle", item.at("AwardingInstitution").or(item.at("Organisation")).or(item.at("Role")));
            entry.plain("url", item.at("Link"));
            period(item.at("Period").or(item.at("Date")), &mut entry);
            date("date", item.at("Date/FormattedDateTime"), &mut entry);
            entry.said("location", item.at("Location"));
            entry.prose(item.at("Description"));
            work.entry(title, entry, made);
        }
    }
}

/// Languages with their levels, and skills.
fn competences(profile: &Element, work: &mut Work, made: &mut Vec<(&'static str, Node)>) {
    for competence in profile.all("PersonQualifications/PersonCompetency") {
        let taxonomy = competence.text("TaxonomyID").unwrap_or_default();
        let name = competence.at("CompetencyName").or(competence.at("CompetencyID"));
        competence.named("CompetencyID").into_iter().filter(|_| taxonomy != "language").for_each(|id| {
            if competence.at("CompetencyName").is_some() {
                id.pass();
            }
        });
        let mut entry = Draft::new(competence.span);
        let dimensions = competence.named("CompetencyDimension");
        let levels: Vec<_> = dimensions
            .iter()
            .filter_map(|level| Some((level.text("CompetencyDimensionTypeCode")?, level.text("Score/ScoreText")?)))
            .collect();
        let named = levels.iter().map(|(code, level)| {
            (
                code.trim_start_matches("CEF-")
                    .trim_start_matches("Understanding-")
                    .trim_start_matches("Speaking-")
                    .trim_start_matches("Writing-"),
                level.clone(),
            )
        });
        let level = fluency(named.map(|(code, level)| (words(code), level)).collect());
        match taxonomy.as_str() {
            "language" => {
                language(name, &mut entry);
                entry.text("fluency", level, competence.span);
                work.entry("languages", entry, made);
            }
            _ => {
                entry.said("name", name);
                entry.text("level", level, competence.span);
                work.entry("skills", entry, made);
            }
        }
    }
}

/// A language by its name, which stands there as a code.
fn language(element: Option<&Element>, entry: &mut Draft) {
    const NAMES: &str = "bul Bulgarian, hrv Croatian, ces Czech, dan Danish, nld Dutch, eng English, est Estonian, fin Finnish, \
        fra French, deu German, ell Greek, hun Hungarian, gle Irish, ita Italian, lav Latvian, lit Lithuanian, mlt Maltese, \
        pol Polish, por Portuguese, ron Romanian, slk Slovak, slv Slovenian, spa Spanish, swe Swedish, nor Norwegian, nob Norwegian, \
        isl Icelandic, tur Turkish, ukr Ukrainian, rus Russian, srp Serbian, sqi Albanian, mkd Macedonian, bos Bosnian, \
        ara Arabic, zho Chinese, jpn Japanese, kor Korean, hin Hindi, heb Hebrew, fas Persian, cat Catalan, eus Basque";
    let Some((code, span)) = element.and_then(Element::said) else { return };
    let name = NAMES.split(", ").find_map(|pair| pair.trim().strip_prefix(&format!("{} ", code.to_lowercase())));
    entry.text("language", name.map_or_else(|| escaped(&code), str::to_owned), span);
}

/// What the codes of skills in a language are called.
fn words(code: &str) -> &str {
    match code {
        "Listening" => "listening",
        "Reading" => "reading",
        "Interaction" => "spoken interaction",
        "Production" => "spoken production",
        "Writing" => "writing",
        other => other,
    }
}

/// Where it was: the place of the position, else the organisation's.
fn place(position: &Element, organization: Option<&Element>, entry: &mut Draft) {
    let of = |element: &Element, paths: [&str; 2]| {
        paths.into_iter().filter_map(|path| element.text(path)).collect::<Vec<_>>()
    };
    let own = of(position, ["City", "Country"]);
    let other = organization.map(|place| of(place, ["CityName", "CountryCode"])).unwrap_or_default();
    let parts = if own.is_empty() { other } else { own };
    entry.text("location", escaped(&parts.join(", ")), position.span);
}

fn period(period: Option<&Element>, entry: &mut Draft) {
    let Some(period) = period else { return };
    let is_current =
        ["CurrentIndicator", "Ongoing"].into_iter().filter_map(|path| period.text(path)).any(|said| said == "true");
    let end = period.at("EndDate/FormattedDateTime");
    let has_end = end.and_then(Element::said).is_some();
    // What has a start and no end would go on.
    date(if has_end || is_current { "startDate" } else { "date" }, period.at("StartDate/FormattedDateTime"), entry);
    date("endDate", end, entry);
    if is_current && !has_end {
        entry.text("endDate", "present", period.span);
    }
}

fn date(key: &str, element: Option<&Element>, entry: &mut Draft) {
    if let Some((said, span)) = element.and_then(Element::said) {
        match iso(&said) {
            Some(day) => entry.date(key, &day, span),
            None => entry.text(key, said, span),
        }
    }
}
