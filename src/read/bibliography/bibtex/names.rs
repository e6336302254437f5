//! The names in a field such as `author`: `von Last, Jr, First and {The Group} and others`.

use super::latex::plain;

/// Words that follow a name and belong to it.
const SUFFIXES: &[&str] = &["jr", "sr", "ii", "iii", "iv"];

/// A name in a list.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub(super) struct Name {
    pub(super) given: String,
    pub(super) particle: String,
    pub(super) family: String,
    pub(super) suffix: String,
}

/// What a list of names holds.
#[derive(Debug, Default, PartialEq, Eq)]
pub(super) struct Names {
    pub(super) names: Vec<Name>,
    /// Whether others follow that are not named.
    pub(super) others: bool,
    /// Whether names were parted by something else than `and`.
    pub(super) is_odd: bool,
}

/// Reads a list of names.
pub(super) fn names(latex: &str) -> Names {
    let owned = |pieces: Vec<&str>| pieces.into_iter().map(str::to_owned).collect::<Vec<_>>();
    let mut parts = owned(split(latex, Between::And));
    let mut is_odd = false;
    if parts.len() == 1 {
        let semicolons = split(latex, Between::Sign(';'));
        let commas = split(latex, Between::Sign(','));
        if semicolons.len() > 1 {
            (parts, is_odd) = (owned(semicolons), true);
        } else if let Some(list) = by_commas(&commas) {
            (parts, is_odd) = (list, true);
        }
    }
    let mut list = Names { is_odd, ..Names::default() };
    for part in parts {
        match part.trim().trim_end_matches('.').to_lowercase().as_str() {
            "" => {}
            "others" | "et al" | "{others}" => list.others = true,
            _ => list.names.push(name(part.trim())),
        }
    }
    list
}

/// Whole names parted by commas: `Lei Wang, Lingxiao Ma`; or `Wang, Lei, Ma, Lingxiao`. `None` if the commas are those of
/// one name.
fn by_commas(pieces: &[&str]) -> Option<Vec<String>> {
    let is_whole = |piece: &&str| piece.split_whitespace().count() >= 2 && !piece.contains('=');
    // Two pieces are one name: `García Márquez, Gabriel José`.
    if pieces.len() > 2 && pieces.iter().all(is_whole) {
        return Some(pieces.iter().map(|piece| (*piece).to_owned()).collect());
    }
    let is_plain = |piece: &&str| !is_suffix(piece) && !piece.contains('=');
    let is_paired = pieces.len() >= 4 && pieces.len().is_multiple_of(2) && pieces.iter().all(is_plain);
    is_paired.then(|| pieces.chunks(2).map(|pair| pair.join(", ")).collect())
}

fn starts_low(piece: &str) -> bool {
    piece.trim_start().starts_with(char::is_lowercase)
}

fn is_suffix(word: &str) -> bool {
    SUFFIXES.contains(&word.trim().trim_end_matches('.').to_lowercase().as_str())
}

/// One name. DBLP puts numbers behind those that several people have.
fn name(latex: &str) -> Name {
    let is_number = |word: &str| word.len() == 4 && word.starts_with('0') && word.bytes().all(|b| b.is_ascii_digit());
    let latex = latex.rsplit_once(' ').filter(|(_, word)| is_number(word)).map_or(latex, |(name, _)| name.trim_end());
    let whole = latex.strip_prefix('{').and_then(|rest| rest.strip_suffix('}'));
    if whole.is_some_and(|inside| !inside.starts_with('\\') && is_closed(inside)) {
        return Name { family: shown(latex), ..Name::default() };
    }
    let pieces = split(latex, Between::Sign(','));
    if pieces.iter().all(|piece| piece.contains('=')) {
        return by_parts(&pieces);
    }
    match pieces.as_slice() {
        [family, suffix, given] if is_suffix(suffix) => Name { suffix: shown(suffix), ..last_first(family, given) },
        [family, given, suffix] if is_suffix(suffix) => Name { suffix: shown(suffix), ..last_first(family, given) },
        [whole, suffix] if is_suffix(suffix) => Name { suffix: shown(suffix), ..first_last(whole) },
        [family, given] => last_first(family, given),
        [family, rest @ ..] if !rest.is_empty() => last_first(family, &rest.join(" ")),
        _ => first_last(latex),
    }
}

/// `family=Berg, given=Jan, prefix=van den`
fn by_parts(pieces: &[&str]) -> Name {
    let mut name = Name::default();
    for (key, value) in pieces.iter().filter_map(|piece| piece.split_once('=')) {
        let value = shown(value.trim().trim_matches('"'));
        match key.trim() {
            "given" => name.given = value,
            "family" => name.family = value,
            "prefix" => name.particle = value,
            "suffix" => name.suffix = value,
            _ => {}
        }
    }
    name
}

/// `van der Berg, Jan`
fn last_first(family: &str, given: &str) -> Name {
    let words = split(family.trim(), Between::Space);
    let low = words.iter().take_while(|word| starts_low(word)).count().min(words.len().saturating_sub(1));
    let join = |words: &[&str]| shown(&words.join(" "));
    Name { particle: join(&words[..low]), family: join(&words[low..]), given: shown(given), suffix: String::new() }
}

/// `Jan van der Berg Jr.`
fn first_last(whole: &str) -> Name {
    let mut words = split(whole.trim(), Between::Space);
    let suffix = words.last().filter(|word| words.len() > 2 && is_suffix(word)).map(|word| shown(word));
    words.truncate(words.len() - usize::from(suffix.is_some()));
    let last = words.len().saturating_sub(1);
    let is_low = |at: &usize| starts_low(words[*at]);
    let first_low = (1..last).find(is_low);
    let last_low = (1..last).rfind(is_low);
    let (given, family) = match (first_low, last_low) {
        (Some(first), Some(last)) => (first, last + 1),
        _ => (last, last),
    };
    let join = |words: &[&str]| shown(&words.join(" "));
    Name {
        given: join(&words[..given]),
        particle: join(&words[given..family]),
        family: join(&words[family..]),
        suffix: suffix.unwrap_or_default(),
    }
}

/// As it is to be seen: without the numbers of affiliations, which some put behind names.
fn shown(latex: &str) -> String {
    let text = plain(latex).text;
    let is_number = |c: char| "⁰¹²³⁴⁵⁶⁷⁸⁹".contains(c);
    let has_numbers = text.contains(is_number);
    let text = text.replace(is_number, "");
    let text = if has_numbers { text.trim_end_matches([',', ' ']) } else { text.trim() };
    text.to_owned()
}

/// What stands between names or the parts of a name.
#[derive(Clone, Copy, PartialEq)]
enum Between {
    And,
    Sign(char),
    Space,
}

/// The pieces of a text, empty ones left out; what stands in braces is never parted.
fn split(text: &str, between: Between) -> Vec<&str> {
    let mut pieces = Vec::new();
    let (mut start, mut depth) = (0, 0_i32);
    let mut is_escaped = false;
    for (at, c) in text.char_indices() {
        let rest = &text[at..];
        let length = match between {
            Between::Space => (c.is_whitespace() || c == '~').then_some(c.len_utf8()),
            Between::Sign(sign) => (c == sign).then_some(c.len_utf8()),
            Between::And => and(rest),
        };
        if let Some(length) = length.filter(|_| depth == 0 && !is_escaped && at >= start) {
            pieces.push(text[start..at].trim());
            start = at + length;
        }
        depth += i32::from(c == '{') - i32::from(c == '}');
        is_escaped = c == '\\' && !is_escaped;
    }
    pieces.push(text.get(start..).unwrap_or_default().trim());
    pieces.retain(|piece| !piece.is_empty());
    pieces
}

/// The length of ` and ` at the start of a text; the space behind it is left for the next.
fn and(text: &str) -> Option<usize> {
    let word = text.trim_start();
    let front = text.len() - word.len();
    let is_word = word.get(..3).is_some_and(|word| word.eq_ignore_ascii_case("and"))
        && (word.len() == 3 || word[3..].starts_with(|c: char| c.is_whitespace() || c == '{'));
    (front > 0 && is_word).then_some(front + 3)
}

fn is_closed(inside: &str) -> bool {
    let mut depth = 0;
    inside.chars().all(|c| {
        depth += i32::from(c == '{') - i32::from(c == '}');
        depth >= 0
    }) && depth == 0
}

#[cfg(test)]
mod tests {
    use super::*;

    fn read(latex: &str) -> String {
        let list = names(latex);
        let one = |name: &Name| {
            let parts = [&name.given, &name.particle, &name.family, &name.suffix];
            parts.map(String::as_str).join("|")
        };
        let mut shown: Vec<_> = list.names.iter().map(one).collect();
        shown.extend(list.others.then(|| "+".to_owned()));
        shown.join("; ")
    }

    #[test]
    fn names_come_apart() {
        for (latex, expected) in [
            ("Lingxiao Ma and Lei Wang", "Lingxiao||Ma|; Lei||Wang|"),
            ("Ma, Lingxiao and\n others", "Lingxiao||Ma|; +"),
            ("Jan van der Berg and de la Cruz, Juan", "Jan|van der|Berg|; Juan|de la|Cruz|"),
            ("Jean de La Fontaine and bell hooks", "Jean|de|La Fontaine|; bell||hooks|"),
            ("{Google Brain Team} and {Barnes and Noble}", "||Google Brain Team|; ||Barnes and Noble|"),
            (
                "Smith, Jr., Robert and Robert Smith III and Knuth, Donald, Jr.",
                "Robert||Smith|Jr.; Robert||Smith|III; Donald||Knuth|Jr.",
            ),
            ("Ma, Lingxiao; Yang, Zhi", "Lingxiao||Ma|; Zhi||Yang|"),
            ("Lei Wang, Lingxiao Ma, Fan Yang", "Lei||Wang|; Lingxiao||Ma|; Fan||Yang|"),
            ("Wang, Lei, Ma, Lingxiao", "Lei||Wang|; Lingxiao||Ma|"),
            (r"Ma, Lingxiao$^\dagger$ and Lei Wang*", "Lingxiao†||Ma|; Lei||Wang*|"),
            (r#"Lei Wang$^{1,2}$ and {\"O}zg{\"u}r {\c C}elik"#, "Lei||Wang|; Özgür||Çelik|"),
            ("马凌霄 and 王, 雷", "||马凌霄|; 雷||王|"),
            ("family=Berg, given=Jan, prefix=van den", "Jan|van den|Berg|"),
            ("Garc{\\'i}a M{\\'a}rquez, Gabriel Jos{\\'e}", "Gabriel José||García Márquez|"),
        ] {
            assert_eq!(read(latex), expected, "{latex}");
        }
    }
}
