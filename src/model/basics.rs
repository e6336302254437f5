//! Who the CV is of and how to reach them.

use super::compound::keep_together;
use super::field::{Field, Kind, Table};
use super::fields::Fields;
use super::lower::Setting;
use super::text::{Text, is_text};
use super::url::Url;
use crate::diag::{Diagnostic, Sink};
use crate::document::{Contact, plain_text};
use crate::source::Spanned;
use crate::syntax::Node;

/// Contact data longer than this, in characters, may be broken over two lines.
const LONGEST_TOGETHER: usize = 66;

/// The fields of `basics`.
pub(super) static BASICS: Table = Table::new(
    "basics",
    &[
        Field::new("name", Kind::Text, "Your name.", &["Robin Example"]),
        Field::new("label", Kind::Text, "What you are.", &["Marine Biologist"]),
        Field::new("email", Kind::Email, "Your e-mail address.", &["robin@example.org"]),
        Field::new("phone", Kind::Plain, "Your phone number; printed as typed.", &["\"+1 555 0100\""]),
        Field::new("url", Kind::Url, "Your home page.", &["https://robin.example.org"]).old(&["website"]),
        Field::new("image", Kind::Plain, "The path of a photo.", &["photo.jpg"]).old(&["picture"]),
        Field::new("summary", Kind::Text, "Some sentences about you.", &["Studies how herring hear."]),
        Field::new("location", Kind::TextOr(&LOCATION), "Where you live.", &["Halifax, Canada"]),
        Field::new(
            "profiles",
            Kind::List(&Kind::Map(&PROFILE)),
            "Social accounts.",
            &["[{network: GitHub, username: robin}]"],
        ),
    ],
);

/// A place in parts.
static LOCATION: Table = Table::new(
    "location",
    &[
        Field::new("address", Kind::Text, "Street and number.", &["12 Harbour Street"]),
        Field::new("postalCode", Kind::Text, "The postal code.", &["B3H 4R2"]),
        Field::new("city", Kind::Text, "The town.", &["Halifax"]),
        Field::new("region", Kind::Text, "The state or province.", &["Nova Scotia"]),
        Field::new("countryCode", Kind::Text, "The country by its code in ISO 3166.", &["CA"]),
        Field::new("country", Kind::Text, "The country by its name.", &["Canada"]),
    ],
);

/// A social account.
static PROFILE: Table = Table::new(
    "profile",
    &[
        Field::new("network", Kind::Plain, "The network.", &["GitHub", "LinkedIn", "ORCID", "Mastodon"]),
        Field::new("username", Kind::Plain, "Your name there.", &["robin"]).also(&["user"]),
        Field::new("url", Kind::Url, "Where it can be seen.", &["https://github.com/robin"]).old(&["website"]),
    ],
);

/// JSON Resume's `basics`.
#[derive(Debug, Clone, Default)]
pub struct Basics {
    /// The name.
    pub name: Option<Text>,
    /// Profession or position.
    pub label: Option<Text>,
    /// Path or address of a photo.
    pub image: Option<Spanned<String>>,
    /// E-mail address.
    pub email: Option<Spanned<String>>,
    /// Phone number, as typed.
    pub phone: Option<Spanned<String>>,
    /// Home page.
    pub url: Option<Url>,
    /// Some sentences about the person.
    pub summary: Option<Text>,
    /// Parts of the address, in the order in which they are printed; those of one part with spaces between them.
    pub location: Vec<Vec<Text>>,
    /// Social accounts.
    pub profiles: Vec<Profile>,
}

/// A social account.
#[derive(Debug, Clone)]
pub struct Profile {
    network: Option<Spanned<String>>,
    username: Option<Spanned<String>>,
    url: Option<Url>,
}

impl Basics {
    pub(crate) fn read(node: &Node, sink: &mut Sink) -> Option<Self> {
        let mut fields = Fields::open(node, "basics", &BASICS, sink)?;
        let basics = Self {
            name: fields.text("name"),
            label: fields.text("label"),
            image: fields.plain("image"),
            email: email(&mut fields),
            phone: fields.plain("phone"),
            url: fields.url("url"),
            summary: fields.text("summary"),
            location: location(&mut fields),
            profiles: fields.list("profiles", Profile::read),
        };
        fields.finish();
        Some(basics)
    }

    /// E-mail, phone, home page, accounts, address: whatever is there, in this order.
    pub(super) fn contacts(&self, setting: &Setting) -> Vec<Contact> {
        let mut contacts = Vec::new();
        let mut add = |kind: &str, text: String, url: Option<String>| {
            let long = text.chars().count() > LONGEST_TOGETHER;
            contacts.push(Contact { kind: kind.to_owned(), text: keep_together(&text), long, url });
        };
        if let Some(email) = &self.email {
            add("email", email.value.clone(), Some(format!("mailto:{}", email.value)));
        }
        if let Some(phone) = &self.phone {
            add("phone", phone.value.clone(), tel(&phone.value));
        }
        if let Some(url) = &self.url {
            add("url", url.shown().to_owned(), Some(url.as_str().to_owned()));
        }
        for profile in &self.profiles {
            let kind = profile.network.as_ref().map_or("profile".to_owned(), |network| network.value.to_lowercase());
            add(&kind, profile.shown(setting), profile.url.as_ref().map(|url| url.as_str().to_owned()));
        }
        let word = |text: &Text| plain_text(&text.line(setting));
        let place = |part: &Vec<Text>| part.iter().map(word).collect::<Vec<_>>().join(" ");
        let places: Vec<_> = self.location.iter().map(place).collect();
        if !places.is_empty() {
            add("location", places.join(&setting.locale.comma), None);
        }
        contacts
    }
}

impl Profile {
    fn read(node: &Node, path: &str, sink: &mut Sink) -> Option<Self> {
        let mut fields = Fields::open(node, path, &PROFILE, sink)?;
        let profile =
            Self { network: fields.plain("network"), username: fields.plain("username"), url: fields.url("url") };
        fields.finish();
        let is_empty = profile.network.is_none() && profile.username.is_none() && profile.url.is_none();
        (!is_empty).then_some(profile)
    }

    /// The whole address, since a parser finds an account only where it is written out; what it does not tell of network
    /// and user name stands in front.
    fn shown(&self, setting: &Setting) -> String {
        let address = self.url.as_ref().map(Url::shown).unwrap_or_default();
        let parts = self.network.iter().chain(&self.username).map(|part| part.value.as_str());
        let is_new = |part: &&str| !address.to_lowercase().contains(&part.to_lowercase());
        let mut parts: Vec<_> = parts.filter(is_new).collect();
        parts.extend((!address.is_empty()).then_some(address));
        parts.join(&setting.locale.colon)
    }
}

fn email(fields: &mut Fields) -> Option<Spanned<String>> {
    let email = fields.plain("email")?;
    if is_email(&email.value) {
        return Some(email);
    }
    let path = fields.path_of("email");
    let message = format!("`{}` is not an e-mail address", email.value);
    let part = email.value.split([' ', ',', ';', '<', '>', ':', '(', ')']).find(|part| is_email(part));
    let hint = part.map(|part| format!("give only the address: `{part}`"));
    fields.sink().push(Diagnostic::error("bad-email", message).at(email.span).in_field(path).hint(hint));
    None
}

/// Whether mail can go there: one `@`, and behind it a host with a dot.
fn is_email(text: &str) -> bool {
    let is_word = |part: &str, also: &str| {
        !part.is_empty() && part.chars().all(|c| c.is_alphanumeric() || also.contains(c) || !c.is_ascii())
    };
    text.split_once('@').is_some_and(|(user, host)| {
        user.split('.').all(|part| is_word(part, "!#$%&'*+-/=?^_`{|}~"))
            && host.contains('.')
            && host.split('.').all(|part| is_word(part, "-"))
            && !text.contains(char::is_whitespace)
    })
}

/// The number to dial: without the zero in parentheses that is for callers at home, and without what follows in words.
fn tel(phone: &str) -> Option<String> {
    let dialled = phone.replace("(0)", "");
    let digits = dialled.chars().take_while(|c| !c.is_alphabetic()).filter(|c| c.is_ascii_digit() || *c == '+');
    let number: String = digits.collect();
    (!number.is_empty()).then(|| format!("tel:{number}"))
}

/// A single text, or JSON Resume's map of parts.
fn location(fields: &mut Fields) -> Vec<Vec<Text>> {
    let path = fields.path_of("location");
    let Some(node) = fields.node("location") else { return Vec::new() };
    let keys: [&[_]; 5] = [&["address"], &["postalCode", "city"], &["region"], &["countryCode"], &["country"]];
    if is_text(node) {
        return Text::read(node, &path, fields.sink()).into_iter().map(|place| vec![place]).collect();
    }
    let Some(mut parts) = Fields::open(node, &path, &LOCATION, fields.sink()) else { return Vec::new() };
    let location = keys.map(|keys| keys.iter().filter_map(|key| parts.text(key)).collect());
    parts.finish();
    location.into_iter().filter(|part: &Vec<Text>| !part.is_empty()).collect()
}

/// The name in every form the text gives it, for finding the owner among authors.
pub(super) fn name_forms(basics: &Basics) -> Vec<String> {
    let forms = basics.name.iter().flat_map(Text::every_language);
    forms.map(|(_, form)| plain_text(&form)).collect()
}

#[cfg(test)]
mod tests {
    use super::is_email;

    #[test]
    fn mail_goes_to_hosts() {
        for address in
            ["ada@example.org", "a.b+cv@mail.example.co.uk", "o'neil@example.org", "josé@例え.jp", "1@qq.com"]
        {
            assert!(is_email(address), "{address}");
        }
        for text in [
            "ada",
            "ada@",
            "@example.org",
            "ada@home",
            "a@b@c.org",
            "ada@example..org",
            "ada@.org",
            "ada.@example.org",
            "ada@example.org.",
            "mailto:ada@example.org",
            "ada@example.org, b@example.org",
            "Ada <ada@example.org>",
            "ada(at)example.org",
        ] {
            assert!(!is_email(text), "{text}");
        }
    }
}
