//! The names that a written name stands for: without titles and degrees, with a former name, in two scripts, and as
//! indexes of medicine write them.

/// Titles that stand in front of names.
const TITLES: &[&str] =
    &["dr", "prof", "professor", "univprof", "pd", "priv", "doz", "dipl", "mr", "mrs", "ms", "sir", "dame"];

/// What belongs to a title in front of it, which ends with a full stop: `Dr. rer. nat.`
const FACULTIES: &[&str] = &[
    "med", "rer", "nat", "phil", "jur", "iur", "oec", "pol", "theol", "vet", "dent", "ing", "sc", "techn", "agr",
    "soc", "habil", "hc", "mult", "univ", "paed", "hum", "biol", "math",
];

/// Degrees that no name ends with.
const DEGREES: &[&str] = &[
    "phd",
    "dphil",
    "md",
    "llm",
    "llb",
    "msc",
    "bsc",
    "mba",
    "mph",
    "mphil",
    "edd",
    "dds",
    "dvm",
    "pharmd",
    "frcp",
    "frcs",
    "facs",
    "esq",
    "drmed",
    "drphil",
    "drrernat",
    "diplin",
    "diploming",
    "dipling",
    "meng",
    "beng",
];

/// Degrees that may be names, or initials: only behind the comma that follows a whole name.
const SHORT_DEGREES: &[&str] =
    &["ma", "ba", "ms", "bs", "jd", "rn", "pe", "cpa", "cfa", "do", "mme", "msw", "mfa", "bfa", "mdes"];

/// Words in front of the name that someone had before.
const BORN: &[&str] = &["née", "né", "geb.", "geborene", "geborener", "z domu", "nata", "nascida"];

/// The names that a written name stands for, at least one; the name itself, without titles, is the first.
pub(super) fn forms(written: &str) -> Vec<String> {
    let (outside, inside) = without_parentheses(written);
    let (mut outside, mut former) = without_former(&outside);
    let mut forms = Vec::new();
    for part in inside {
        let (rest, born) = without_former(&part);
        match born {
            // `(née Müller)`
            Some(born) => former = Some(born),
            // `Robert (Bob) Smith` says nothing; `李伟 (Li Wei)` is a name of its own.
            None if rest.contains(' ') || is_ideographic(&rest) => forms.push(rest),
            None => {}
        }
    }
    let (ideographs, letters): (Vec<_>, Vec<_>) = outside.split_whitespace().partition(|word| is_ideographic(word));
    if !ideographs.is_empty() && !letters.is_empty() {
        forms.push(ideographs.concat());
        outside = letters.join(" ");
    }
    let mut all = vec![bare(&outside)];
    all.extend(former.and_then(|former| renamed(&all[0], &bare(&former))));
    all.extend(forms.iter().map(|form| bare(form)));
    all.extend(all.clone().iter().filter_map(|form| spelled_out(form)));
    all
}

/// `Schmidt, A` for `Schmidt A`, and `Schmidt, A B` for `Schmidt AB`, as indexes of medicine write names; `None` for other
/// names.
pub(super) fn indexed(name: &str) -> Option<String> {
    let (family, initials) = name.trim().rsplit_once(' ')?;
    let is_indexed = (1..=3).contains(&initials.chars().count())
        && initials.chars().all(char::is_uppercase)
        && !name.contains([',', '.'])
        && family.chars().any(char::is_lowercase);
    let apart = || initials.chars().map(String::from).collect::<Vec<_>>().join(" ");
    is_indexed.then(|| format!("{family}, {}", apart()))
}

/// What stands outside parentheses, and in each pair of them.
fn without_parentheses(text: &str) -> (String, Vec<String>) {
    let (mut outside, mut inside) = (String::new(), Vec::new());
    let mut rest = text;
    while let Some((front, behind)) = rest.split_once(['(', '（']) {
        let Some((within, behind)) = behind.split_once([')', '）']) else { break };
        outside.push_str(front);
        outside.push(' ');
        inside.push(within.trim().to_owned());
        rest = behind;
    }
    (outside + rest, inside)
}

/// What stands in front of `née`, and behind it.
fn without_former(name: &str) -> (String, Option<String>) {
    let words: Vec<_> = name.split_whitespace().collect();
    let is_born = |word: &&str| BORN.contains(&word.trim_start_matches(',').to_lowercase().as_str());
    match words.iter().position(is_born) {
        Some(at) => {
            let front = words[..at].join(" ").trim_end_matches(',').to_owned();
            (front, Some(words[at + 1..].join(" ")).filter(|former| !former.is_empty()))
        }
        None => (words.join(" "), None),
    }
}

/// The name with the former family name in place of the present one: of one word, unless a comma tells.
fn renamed(name: &str, former: &str) -> Option<String> {
    if former.is_empty() {
        return None;
    }
    if let Some((_, given)) = name.split_once(',') {
        return Some(format!("{former}, {}", given.trim()));
    }
    name.rsplit_once(' ').map(|(given, _)| format!("{former}, {given}"))
}

/// Without titles in front and degrees behind.
fn bare(name: &str) -> String {
    let mut words: Vec<_> = name.split_whitespace().collect();
    let mut is_titled = false;
    while let Some(word) = words.first() {
        let squeezed = squeezed(word);
        let is_faculty = is_titled && word.ends_with('.') && FACULTIES.contains(&squeezed.as_str());
        // `h. c.` is one in two words; a lone `H.` is an initial.
        let is_honorary = is_titled && squeezed == "h" && words.get(1).is_some_and(|next| *next == "c.");
        if words.len() < 2 || !(TITLES.contains(&squeezed.as_str()) || is_faculty || is_honorary) {
            break;
        }
        words.drain(..if is_honorary { 2 } else { 1 });
        is_titled = true;
    }
    let name = words.join(" ");
    let mut parts: Vec<_> = name.split(',').map(str::trim).filter(|part| !part.is_empty()).collect();
    while let [front @ .., last] = parts.as_slice() {
        let squeezed = squeezed(last);
        // Of `van der Berg, M. A.` the first part is no whole name.
        let is_whole = front.len() > 1
            || front.first().is_some_and(|first| first.contains(' ') && first.starts_with(|c: char| !c.is_lowercase()));
        let is_degree = DEGREES.contains(&squeezed.as_str()) || is_whole && SHORT_DEGREES.contains(&squeezed.as_str());
        if front.is_empty() || !is_degree {
            break;
        }
        parts.pop();
    }
    let mut parts: Vec<_> = parts.into_iter().map(str::to_owned).collect();
    for part in &mut parts {
        while let Some((front, last)) = part.rsplit_once(' ')
            && DEGREES.contains(&squeezed(last).as_str())
        {
            *part = front.to_owned();
        }
    }
    parts.join(", ")
}

/// `Mueller` for `Müller`, which is written so where there are only plain letters.
fn spelled_out(name: &str) -> Option<String> {
    const LETTERS: &[(char, &str)] = &[
        ('ä', "ae"),
        ('ö', "oe"),
        ('ü', "ue"),
        ('Ä', "Ae"),
        ('Ö', "Oe"),
        ('Ü', "Ue"),
        ('ø', "oe"),
        ('Ø', "Oe"),
        ('å', "aa"),
    ];
    let has_any = name.contains(|c| LETTERS.iter().any(|(letter, _)| *letter == c));
    let spelled = LETTERS.iter().fold(name.to_owned(), |name, (letter, plain)| name.replace(*letter, plain));
    has_any.then_some(spelled)
}

/// `llm` for `LL.M.`
fn squeezed(word: &str) -> String {
    word.chars().filter(|c| c.is_alphanumeric()).flat_map(char::to_lowercase).collect()
}

fn is_ideographic(text: &str) -> bool {
    let is_ideograph = |c: char| ('\u{2e80}'..='\u{9fff}').contains(&c) || ('\u{ac00}'..='\u{d7af}').contains(&c);
    text.contains(is_ideograph) && text.chars().all(|c| is_ideograph(c) || c == ' ' || c == '·')
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn titles_and_degrees_are_no_names() {
        for (written, expected) in [
            ("Dr. med. Anna Schmidt, LL.M.", "Anna Schmidt"),
            ("Prof. Dr. rer. nat. habil. Anna Schmidt", "Anna Schmidt"),
            ("Prof. Dr. Dr. h. c. mult. Anna Schmidt", "Anna Schmidt"),
            ("Dr. H. Schmidt", "H. Schmidt"),
            ("Phil Collins", "Phil Collins"),
            ("Anna Schmidt, Ph.D., M.A.", "Anna Schmidt"),
            ("Anna Schmidt MBA", "Anna Schmidt"),
            ("Schmidt, Anna, M.D.", "Schmidt, Anna"),
            ("Schmidt, M. A.", "Schmidt, M. A."),
            ("van der Berg, M. A.", "van der Berg, M. A."),
            ("Lingxiao Ma", "Lingxiao Ma"),
            ("Ma", "Ma"),
        ] {
            assert_eq!(forms(written), [expected], "{written}");
        }
    }

    #[test]
    fn one_name_may_stand_for_several() {
        for (written, expected) in [
            ("李伟 (Li Wei)", &["李伟", "Li Wei"][..]),
            ("Li Wei（李伟）", &["Li Wei", "李伟"]),
            ("Wei Li 李伟", &["Wei Li", "李伟"]),
            ("Anna Schmidt née Weber", &["Anna Schmidt", "Weber, Anna"]),
            ("Dr. Anna Schmidt (geb. Weber)", &["Anna Schmidt", "Weber, Anna"]),
            ("Anna Schmidt, née Weber", &["Anna Schmidt", "Weber, Anna"]),
            ("Robert (Bob) Smith", &["Robert Smith"]),
            ("Jürgen Müller", &["Jürgen Müller", "Juergen Mueller"]),
        ] {
            assert_eq!(forms(written), expected, "{written}");
        }
    }

    #[test]
    fn indexes_put_initials_behind() {
        assert_eq!(indexed("Schmidt A").as_deref(), Some("Schmidt, A"));
        assert_eq!(indexed("van der Berg JA").as_deref(), Some("van der Berg, J A"));
        for name in ["Anna Schmidt", "A. Schmidt", "Schmidt, A", "SCHMIDT A", "Schmidt", "Schmidt Anna"] {
            assert_eq!(indexed(name), None, "{name}");
        }
    }
}
