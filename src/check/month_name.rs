//! Months that are misspelled where a date is given in words.

use super::{Rule, Subject};
use crate::diag::{Diagnostic, Sink};
use crate::document::{Date, End};
use crate::model::Dates;

/// A word of a date in words, such as `Febuary 2021`, that is one slip away from an English, German or French month and is
/// no month of any language known here. Only words of five letters or more, and only beside a year.
pub(super) struct MonthName;

/// What is offered.
const MONTHS: &str = "january february march april august september october november december januar februar oktober dezember \
    janvier février avril juillet septembre octobre novembre décembre";

/// What is right as well.
const OTHERS: &str = "janeiro fevereiro março abril maio junho julho agosto setembro outubro novembro dezembro enero febrero marzo \
    mayo junio julio septiembre setiembre octubre noviembre diciembre gennaio febbraio aprile maggio giugno \
    luglio settembre ottobre dicembre januari februari maart augustus augusti marts mars aprill jänner feber \
    märz août fevrier decembre aout augusta janua marec apríl januara februara oktobar novembar decembar \
    septembar avgust decembrie octombrie noiembrie septembrie ianuarie februarie martie aprilie";

impl Rule for MonthName {
    fn id(&self) -> &'static str {
        "month-name"
    }

    fn check(&self, subject: &Subject, sink: &mut Sink) {
        for (section, item) in subject.items() {
            let dates = match &item.dates {
                None => continue,
                Some(Dates::On(on)) => vec![("date", on)],
                Some(Dates::Span(start, end)) => {
                    let end = match end {
                        Some(End::On(end)) => Some(("endDate", end)),
                        _ => None,
                    };
                    start.iter().map(|start| ("startDate", start)).chain(end).collect()
                }
            };
            for (key, date) in dates {
                let Date::Words(words) = date else { continue };
                let Some((word, month)) = misspelled(words) else { continue };
                sink.push(
                    Diagnostic::advice(self.id(), format!("`{word}` looks like a misspelled month"))
                        .at(subject.place(section, item, key))
                        .in_field(format!("{}.{key}", item.path))
                        .hint(format!("did you mean `{month}`?")),
                );
            }
        }
    }
}

/// The word that is nearly a month, and the month, spelled as in the text.
fn misspelled(text: &str) -> Option<(&str, String)> {
    let has_year = text.split(|c: char| !c.is_ascii_digit()).any(|digits| digits.len() == 4);
    let words = text.split(|c: char| !c.is_alphabetic()).filter(|word| has_year && word.chars().count() >= 5);
    words.into_iter().find_map(|word| {
        let lower = word.to_lowercase();
        if MONTHS.split(' ').chain(OTHERS.split(' ')).any(|month| month == lower) {
            return None;
        }
        let month = MONTHS.split(' ').find(|month| strsim::damerau_levenshtein(&lower, month) == 1)?;
        let mut letters = month.chars();
        let capital = letters.next().filter(|_| word.starts_with(char::is_uppercase)).map(char::to_uppercase);
        Some((word, capital.map_or_else(|| month.to_owned(), |first| first.chain(letters).collect())))
    })
}

#[cfg(test)]
mod tests {
    use super::misspelled;

    #[test]
    fn slips_are_found_and_other_words_left_alone() {
        assert_eq!(misspelled("Febuary 2021"), Some(("Febuary", "February".to_owned())));
        assert_eq!(misspelled("early septmber 2021"), Some(("septmber", "september".to_owned())));
        assert_eq!(misspelled("Ocotber 2021"), Some(("Ocotber", "October".to_owned())));
        for fine in
            ["Spring 2021", "Agosto 2021", "March 2021", "Marsh 21", "Autumn term 2021", "Sept. 2020", "May 2020"]
        {
            assert_eq!(misspelled(fine), None, "{fine}");
        }
    }
}
