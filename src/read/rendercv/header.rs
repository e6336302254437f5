//! `cv` without its sections: who it is of, how to reach them, accounts.

use super::Work;
use super::names::NAMES;
use crate::model::same_key;
use crate::read::draft::{Draft, below, is_nothing, items, text};
use crate::source::{FileId, Span};
use crate::syntax::{Node, Value};

/// The keys of `cv` that are read here or in [`super::section`], those of old versions behind.
pub(super) const KNOWN: &[&str] = &[
    "name",
    "headline",
    "location",
    "email",
    "phone",
    "website",
    "photo",
    "social_networks",
    "custom_connections",
    "sections",
    "label",
    "summary",
    "sort_entries",
    "section_order",
    "title",
];

/// `basics`, as far as the header gives it.
pub(super) fn basics(cv: &Node, work: &mut Work) -> Draft {
    let mut draft = Draft::new(cv.span);
    let get = |key: &str| below(cv, key).cloned().unwrap_or_else(|| Node::new(Value::Null, cv.span));
    draft.put("name", get("name"));
    for key in ["headline", "label", "title"] {
        draft.put("label", get(key));
    }
    let (emails, phones, websites) = (get("email"), get("phone"), get("website"));
    let mut profiles = Vec::new();
    // The first has a field; there is no list of them, and a profile holds whatever leads to somebody.
    rest(&emails, |more| profiles.push(profile(None, None, prefixed("mailto:", more))));
    rest(&phones, |more| profiles.push(profile(None, Some(phone(more)), None)));
    rest(&websites, |more| profiles.push(profile(None, None, Some(more.clone()))));
    let first = |node: &Node| items(node).iter().find(|item| !is_nothing(&item.value)).cloned();
    if let Some(email) = first(&emails) {
        draft.put("email", email);
    }
    if let Some(number) = first(&phones) {
        draft.put("phone", phone(&number));
    }
    if let Some(url) = first(&websites) {
        draft.put("url", url);
    }
    draft.put("image", get("photo"));
    draft.put("summary", get("summary"));
    draft.put("location", get("location"));
    let accounts = items(&get("social_networks")).iter().map(|node| account(node, work)).collect::<Vec<_>>();
    profiles.splice(0..0, accounts);
    profiles.extend(items(&get("custom_connections")).iter().map(|node| connection(node, work)));
    profiles.retain(|profile| !is_nothing(&profile.value));
    draft.list("profiles", profiles);
    draft
}

/// What follows the first of several.
fn rest(node: &Node, mut take: impl FnMut(&Node)) {
    items(node).iter().filter(|item| !is_nothing(&item.value)).skip(1).for_each(&mut take);
}

/// RenderCV writes numbers as `tel:+1-609-999-9995`, too.
fn phone(node: &Node) -> Node {
    match node.value.scalar() {
        Some(number) => text(number.strip_prefix("tel:").unwrap_or(&number), node.span),
        None => node.clone(),
    }
}

fn prefixed(scheme: &str, node: &Node) -> Option<Node> {
    Some(text(format!("{scheme}{}", node.value.scalar()?), node.span))
}

/// An account, of which at least one part is known.
fn profile(network: Option<Node>, username: Option<Node>, url: Option<Node>) -> Node {
    let parts = [("network", network), ("username", username), ("url", url)];
    let mut known = parts.into_iter().filter_map(|(key, part)| Some((key, part?))).peekable();
    let span = known.peek().map_or(NOWHERE, |(_, part)| part.span);
    let mut draft = Draft::new(span);
    known.for_each(|(key, part)| draft.put(key, part));
    draft.into_node()
}

/// The place of what is nothing.
const NOWHERE: Span = Span { file: FileId::FIRST, start: 0, end: 0 };

/// `{network: GitHub, username: robin}`, with the address that RenderCV makes of it.
fn account(node: &Node, work: &mut Work) -> Node {
    let (Some(network), Some(username)) = (below(node, "network"), below(node, "username")) else {
        return node.clone();
    };
    let mut draft = Draft::new(node.span);
    draft.put("network", network.clone());
    if let (Some(name), Some(user)) = (network.value.scalar(), username.value.scalar()) {
        match user.contains("://") {
            true => draft.put("url", username.clone()),
            false => {
                draft.put("username", text(&*user, username.span));
                if let Some(url) = address(&name, user.trim()) {
                    draft.text("url", url, username.span);
                }
            }
        }
    } else {
        draft.put("username", username.clone());
    }
    extra(node, &["network", "username"], &mut draft, work);
    draft.into_node()
}

/// Where an account lies.
fn address(network: &str, user: &str) -> Option<String> {
    if user.contains(char::is_whitespace) {
        return None;
    }
    if same_key(network, "mastodon") {
        // `@robin@example.social`
        let (name, host) = user.trim_start_matches('@').split_once('@')?;
        return Some(format!("https://{host}/@{name}"));
    }
    let plain = |name: &str| name.replace(' ', "");
    let (_, form) = NAMES.networks.iter().find(|(name, _)| same_key(&plain(name), &plain(network)))?;
    let user = if form.contains("wa.me") { user.replace(['+', '-'], "") } else { user.to_owned() };
    Some(form.replace("{}", &user))
}

/// `{placeholder: My portfolio, url: https://…, fontawesome_icon: …}`
fn connection(node: &Node, work: &mut Work) -> Node {
    if !matches!(node.value, Value::Map(_)) {
        return profile(None, Some(node.clone()), None);
    }
    let mut draft = Draft::new(node.span);
    for (from, to) in [("placeholder", "username"), ("url", "url")] {
        if let Some(value) = below(node, from) {
            draft.put(to, value.clone());
        }
    }
    if let Some(icon) = below(node, "fontawesome_icon").filter(|icon| !is_nothing(&icon.value)) {
        draft.put("x-fontawesome_icon", icon.clone());
    }
    extra(node, &["placeholder", "url", "fontawesome_icon"], &mut draft, work);
    draft.into_node()
}

fn extra(node: &Node, known: &[&str], draft: &mut Draft, work: &mut Work) {
    let Value::Map(map) = &node.value else { return };
    for (key, value) in map.iter().filter(|(key, _)| !known.contains(&key.value.as_str())) {
        work.unknown(key, value, known, "basics", draft);
    }
}

#[cfg(test)]
mod tests {
    use super::address;

    #[test]
    fn accounts_have_addresses() {
        for (network, user, url) in [
            ("GitHub", "robin", "https://github.com/robin"),
            ("github", "robin", "https://github.com/robin"),
            ("Google Scholar", "F8IyYrQAAAAJ", "https://scholar.google.com/citations?user=F8IyYrQAAAAJ"),
            ("Mastodon", "@robin@example.social", "https://example.social/@robin"),
            ("WhatsApp", "+1-555-0100", "https://wa.me/15550100"),
            ("StackOverflow", "12345/robin", "https://stackoverflow.com/users/12345/robin"),
        ] {
            assert_eq!(address(network, user).as_deref(), Some(url));
        }
        assert_eq!(address("Fictional", "robin"), None);
    }
}
