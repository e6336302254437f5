//! Near misses: which of the known names a mistyped one was meant to be.

/// The known name closest to `name`, if it is close enough to be a slip of the keyboard.
///
/// Close is a Damerau–Levenshtein distance of at most a third of the longer name, and at least 1. Case does not count. Names
/// of two letters, such as codes of languages, are all close to each other, so none is.
pub fn near<'a>(name: &str, known: impl IntoIterator<Item = &'a str>) -> Option<&'a str> {
    let lower = name.to_lowercase();
    if lower.chars().count() <= 2 {
        return None;
    }
    known
        .into_iter()
        .map(|candidate| (strsim::damerau_levenshtein(&lower, &candidate.to_lowercase()), candidate))
        .filter(|(distance, candidate)| *distance <= (lower.chars().count().max(candidate.chars().count()) / 3).max(1))
        .min_by_key(|(distance, _)| *distance)
        .map(|(_, candidate)| candidate)
}

/// A hint for an unknown `name`: the near miss if there is one, else the whole list of choices.
pub fn near_hint<'a>(name: &str, known: impl IntoIterator<Item = &'a str> + Clone) -> Option<String> {
    match near(name, known.clone()) {
        Some(meant) => Some(format!("did you mean `{meant}`?")),
        None => {
            let names: Vec<_> = known.into_iter().map(|name| format!("`{name}`")).collect();
            (!names.is_empty()).then(|| format!("choose from {}", names.join(", ")))
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn slips_are_near_and_other_words_are_not() {
        let keys = ["highlights", "endDate", "startDate", "url", "name"];
        assert_eq!(near("higlights", keys), Some("highlights"));
        assert_eq!(near("endDte", keys), Some("endDate"));
        assert_eq!(near("enddate", keys), Some("endDate"));
        assert_eq!(near("ulr", keys), Some("url"));
        assert_eq!(near("mood", keys), None);
        assert_eq!(near("pinned", keys), None);
    }
}
