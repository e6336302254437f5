//! Values of a layout's options.

use serde::ser::SerializeMap;
use serde::{Deserialize, Serialize, Serializer};

/// What an option can hold.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum OptionKind {
    /// A length: `10.5pt`, `22mm`, `0.3em`.
    Length,
    /// A colour: `#1f4e79`.
    Color,
    /// A number: `1.2`.
    Number,
    /// One of several words.
    Choice,
    /// `true` or `false`.
    Flag,
    /// A font family: `Source Serif 4`.
    Font,
    /// Any text.
    Text,
}

/// The value of an option.
#[derive(Debug, Clone, PartialEq)]
pub enum Value {
    /// A length.
    Length(Length),
    /// A colour as six hexadecimal digits.
    Color(String),
    /// A number.
    Number(f64),
    /// One of several words.
    Choice(String),
    /// A flag.
    Flag(bool),
    /// A font family or any text.
    Text(String),
}

/// A length as it was written.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Length {
    /// How many units.
    pub number: f64,
    /// The unit.
    pub unit: Unit,
}

/// A unit of length.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Unit {
    /// Points, 72 to the inch.
    Pt,
    /// Millimetres.
    Mm,
    /// Centimetres.
    Cm,
    /// Inches.
    In,
    /// Multiples of the type size.
    Em,
}

/// Units with their names and sizes in points; an em has none.
const UNITS: [(Unit, &str, f64); 5] = [
    (Unit::Pt, "pt", 1.0),
    (Unit::Mm, "mm", 72.0 / 25.4),
    (Unit::Cm, "cm", 720.0 / 25.4),
    (Unit::In, "in", 72.0),
    (Unit::Em, "em", f64::NAN),
];

impl OptionKind {
    /// What is expected, in words, with an example.
    pub fn expected(self) -> &'static str {
        match self {
            Self::Length => "a length such as `10.5pt`, `22mm` or `0.3em`",
            Self::Color => "a colour such as `#1f4e79`",
            Self::Number => "a number such as `1.2`",
            Self::Choice => "one of the choices",
            Self::Flag => "`true` or `false`",
            Self::Font => "a font family such as `Source Serif 4`",
            Self::Text => "a text",
        }
    }

    /// Reads a value; `choices` are the words of a choice.
    pub fn parse(self, text: &str, choices: &[String]) -> Option<Value> {
        match self {
            Self::Length => Length::parse(text).map(Value::Length),
            Self::Color => {
                let digits = text.strip_prefix('#')?;
                let is_color = digits.len() == 6 && digits.bytes().all(|byte| byte.is_ascii_hexdigit());
                is_color.then(|| Value::Color(text.to_lowercase()))
            }
            Self::Number => text.parse().ok().filter(|number: &f64| number.is_finite()).map(Value::Number),
            Self::Choice => choices.iter().find(|choice| *choice == text).cloned().map(Value::Choice),
            Self::Flag => text.parse().ok().map(Value::Flag),
            Self::Font | Self::Text => Some(Value::Text(text.to_owned())),
        }
    }
}

impl Length {
    fn parse(text: &str) -> Option<Self> {
        let split = text.len() - text.trim_start_matches(|c: char| c.is_ascii_digit() || ".-".contains(c)).len();
        let (number, unit) = text.split_at(split);
        let number = number.parse().ok().filter(|number: &f64| number.is_finite())?;
        let (unit, ..) = UNITS.into_iter().find(|(_, name, _)| *name == unit.trim_start())?;
        Some(Self { number, unit })
    }

    /// The name and the size of its unit.
    fn unit(self) -> (&'static str, f64) {
        let index = UNITS.iter().position(|(unit, ..)| *unit == self.unit).unwrap_or_default();
        (UNITS[index].1, UNITS[index].2)
    }
}

impl Value {
    /// The number in it, for values that can be made smaller or larger.
    pub fn magnitude(&self) -> Option<f64> {
        match self {
            Self::Length(Length { number, .. }) | Self::Number(number) => Some(*number),
            _ => None,
        }
    }

    /// How large it is: in points for a length, in multiples of the type size for one in these.
    pub fn size(&self) -> Option<f64> {
        match self {
            Self::Length(length) if length.unit != Unit::Em => Some(length.number * length.unit().1),
            other => other.magnitude(),
        }
    }

    /// Whether it is a length in multiples of the type size.
    pub fn is_relative(&self) -> bool {
        matches!(self, Self::Length(Length { unit: Unit::Em, .. }))
    }

    /// The same kind of value with another number in it.
    pub fn with_magnitude(&self, number: f64) -> Self {
        match self {
            Self::Length(length) => Self::Length(Length { number, ..*length }),
            Self::Number(_) => Self::Number(number),
            other => other.clone(),
        }
    }
}

impl Value {
    /// The value as it can be written in a CV, without rounding.
    pub fn exact(&self) -> String {
        match self {
            Self::Length(length) => format!("{}{}", length.number, length.unit().0),
            Self::Number(number) => number.to_string(),
            other => other.to_string(),
        }
    }
}

impl std::fmt::Display for Value {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        let rounded = |number: f64| (number * 100.0).round() / 100.0;
        match self {
            Self::Length(length) => write!(f, "{}{}", rounded(length.number), length.unit().0),
            Self::Number(number) => write!(f, "{}", rounded(*number)),
            Self::Color(text) | Self::Choice(text) | Self::Text(text) => f.write_str(text),
            Self::Flag(flag) => write!(f, "{flag}"),
        }
    }
}

/// For `kit/options.typ`: lengths and colours as maps, since JSON has neither.
impl Serialize for Value {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        let (key, number) = match self {
            Self::Length(Length { number, unit: Unit::Em }) => ("em", *number),
            Self::Length(length) => ("pt", length.number * length.unit().1),
            Self::Color(text) => {
                let mut map = serializer.serialize_map(Some(1))?;
                map.serialize_entry("color", text)?;
                return map.end();
            }
            Self::Number(number) => return serializer.serialize_f64(*number),
            Self::Choice(text) | Self::Text(text) => return serializer.serialize_str(text),
            Self::Flag(flag) => return serializer.serialize_bool(*flag),
        };
        let mut map = serializer.serialize_map(Some(1))?;
        map.serialize_entry(key, &number)?;
        map.end()
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn values_are_read_by_kind() {
        let length = |text| OptionKind::Length.parse(text, &[]);
        let is = |number, unit| Some(Value::Length(Length { number, unit }));
        assert_eq!(length("10.5pt"), is(10.5, Unit::Pt));
        assert_eq!(length("1in"), is(1.0, Unit::In));
        assert_eq!(length("25.4 mm"), is(25.4, Unit::Mm));
        assert_eq!(length("0.3em"), is(0.3, Unit::Em));
        for wrong in ["10.5", "pt", "10.5.1pt", "10px", ""] {
            assert_eq!(length(wrong), None, "{wrong}");
        }
        assert_eq!(OptionKind::Color.parse("#1F4E79", &[]), Some(Value::Color("#1f4e79".into())));
        assert_eq!(OptionKind::Color.parse("navy", &[]), None);
        assert_eq!(OptionKind::Flag.parse("yes", &[]), None);
    }
}
