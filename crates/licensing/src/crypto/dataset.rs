//! Datasets of signed licence keys: what a key says of its licence.

use serde::Serialize;

/// What is known of a licence when its key is made. Instants are in ISO 8601.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Values<'a> {
    pub(crate) id: &'a str,
    pub(crate) account: &'a str,
    pub(crate) product: &'a str,
    pub(crate) policy: &'a str,
    pub(crate) user: Option<&'a str>,
    pub(crate) email: Option<&'a str>,
    pub(crate) created: &'a str,
    pub(crate) expiry: Option<&'a str>,
    /// Seconds.
    pub(crate) duration: Option<i64>,
}

/// The dataset of a key for which nobody wrote one.
pub(crate) fn standard(of: &Values) -> String {
    let dataset = Standard {
        account: Id { id: of.account },
        product: Id { id: of.product },
        policy: Policy { id: of.policy, duration: of.duration },
        user: of.user.map(|id| User { id, email: of.email }),
        license: License { id: of.id, created: of.created, expiry: of.expiry },
    };
    serde_json::to_string(&dataset).expect("text and numbers are always JSON")
}

#[derive(Serialize)]
struct Standard<'a> {
    account: Id<'a>,
    product: Id<'a>,
    policy: Policy<'a>,
    user: Option<User<'a>>,
    license: License<'a>,
}

#[derive(Serialize)]
struct Id<'a> {
    id: &'a str,
}

#[derive(Serialize)]
struct Policy<'a> {
    id: &'a str,
    duration: Option<i64>,
}

#[derive(Serialize)]
struct User<'a> {
    id: &'a str,
    email: Option<&'a str>,
}

#[derive(Serialize)]
struct License<'a> {
    id: &'a str,
    created: &'a str,
    expiry: Option<&'a str>,
}

/// Puts the values in the place of `{{id}}`, `{{expiry}}` and the like. Other names in braces stay as they are, and
/// what was put in is not looked at again. In JSON a value cannot end the text that it stands in: an address such as
/// `"a\",\"plan\":\"pro"@example.org` would otherwise write its owner a better licence.
pub(crate) fn fill(template: &str, of: &Values) -> String {
    let json = template.trim_ascii_start().starts_with(['{', '[']);
    let mut out = String::with_capacity(template.len() + 64);
    let mut quoted = false;
    let mut rest = template;
    while let Some(start) = rest.find("{{") {
        let (before, place) = rest.split_at(start);
        out.push_str(before);
        quoted = is_quoted(quoted, before);
        let found = name(place).and_then(|(name, after)| Some((value(name, of)?, after)));
        let Some((value, after)) = found else {
            // One brace alone: in `{{{id}}}` the name begins after it.
            out.push('{');
            rest = &place[1..];
            continue;
        };
        match value {
            Filling::Text(text) if json => out.push_str(&escaped(&text)),
            Filling::Text(text) => out.push_str(&text),
            Filling::Missing if json && !quoted => out.push_str("null"),
            Filling::Missing => {}
        }
        rest = after;
    }
    out.push_str(rest);
    out
}

/// The name in the braces that this begins with, and what stands after them.
fn name(place: &str) -> Option<(&str, &str)> {
    let inside = place.strip_prefix("{{")?;
    let end = inside.find(|c: char| !c.is_ascii_lowercase() && c != ' ')?;
    let (name, after) = inside.split_at(end);
    Some((name.trim_ascii(), after.strip_prefix("}}")?))
}

/// What stands in the place of a name.
enum Filling {
    Text(String),
    /// This licence has no such value.
    Missing,
}

fn value(name: &str, of: &Values) -> Option<Filling> {
    let value = match name {
        "id" => Some(of.id),
        "account" => Some(of.account),
        "product" => Some(of.product),
        "policy" => Some(of.policy),
        "user" => of.user,
        "email" => of.email,
        "created" => Some(of.created),
        "expiry" => of.expiry,
        "duration" => {
            let seconds = of.duration.map(|seconds| seconds.to_string());
            return Some(seconds.map_or(Filling::Missing, Filling::Text));
        }
        _ => return None,
    };
    Some(value.map_or(Filling::Missing, |text| Filling::Text(text.to_owned())))
}

/// Whether a text of JSON is open after this part, if it was before.
fn is_quoted(before: bool, part: &str) -> bool {
    let (mut quoted, mut escape) = (before, false);
    for byte in part.bytes() {
        quoted ^= byte == b'"' && !escape;
        escape = byte == b'\\' && !escape;
    }
    quoted
}

/// As it stands within a text of JSON.
fn escaped(value: &str) -> String {
    let text = serde_json::to_string(value).expect("text is always JSON");
    text[1..text.len() - 1].to_owned()
}

#[cfg(test)]
mod tests {
    use super::*;
    use serde_json::{Value, json};

    const ALL: Values = Values {
        id: "ada6e0a8",
        account: "1fddcec8",
        product: "6b5bb5a3",
        policy: "cb27a5e4",
        user: Some("9d8f2a71"),
        email: Some("ada@example.org"),
        created: "2026-03-22T13:30:17.892Z",
        expiry: Some("2027-03-22T13:30:17.892Z"),
        duration: Some(31_536_000),
    };

    const PERPETUAL: Values =
        Values { user: None, email: None, expiry: None, duration: None, ..ALL };

    #[test]
    fn every_name_gives_way_to_its_value() {
        let template = "{{id}} {{account}} {{product}} {{policy}} {{user}} {{email}} {{created}} \
                        {{expiry}} {{duration}}";
        assert_eq!(
            fill(template, &ALL),
            "ada6e0a8 1fddcec8 6b5bb5a3 cb27a5e4 9d8f2a71 ada@example.org 2026-03-22T13:30:17.892Z \
             2027-03-22T13:30:17.892Z 31536000"
        );
        assert_eq!(fill("{{ id }}{{id}}", &ALL), "ada6e0a8ada6e0a8");
        assert_eq!(fill("[{{expiry}}]", &PERPETUAL), "[null]");
        assert_eq!(fill("<{{expiry}}>", &PERPETUAL), "<>");
    }

    #[test]
    fn what_is_no_name_stays_as_it_is() {
        for text in
            ["", "plain", "{{", "}}", "{{}}", "{{ID}}", "{{seats}}", "{id}", "{{id", "ä{{ü}}"]
        {
            assert_eq!(fill(text, &ALL), text);
        }
        assert_eq!(fill("{{{id}}}", &ALL), "{ada6e0a8}");
        assert_eq!(fill("{{seats}} {{id}}", &ALL), "{{seats}} ada6e0a8");
        assert_eq!(fill("{{ {{id}}", &ALL), "{{ ada6e0a8");
    }

    #[test]
    fn a_value_is_not_looked_at_again() {
        let sly = Values { email: Some("{{id}}"), ..ALL };
        assert_eq!(fill("{{email}}", &sly), "{{id}}");
    }

    #[test]
    fn no_value_breaks_out_of_json() {
        let sly = Values { email: Some("a\",\"plan\":\"pro\\"), ..ALL };
        let filled = fill(r#"{"to":"{{email}}","plan":"basic"}"#, &sly);
        let value: Value = serde_json::from_str(&filled).unwrap();
        assert_eq!(value, json!({ "to": "a\",\"plan\":\"pro\\", "plan": "basic" }));
        assert_eq!(fill("to {{email}}", &sly), "to a\",\"plan\":\"pro\\");
    }

    #[test]
    fn json_stays_json_where_a_value_is_missing() {
        let template = r#"{"a":"{{expiry}}","b\"":{{duration}},"c":"\\","d":{{ duration }},"e":" {{email}} "}"#;
        let value: Value = serde_json::from_str(&fill(template, &PERPETUAL)).unwrap();
        assert_eq!(value, json!({ "a": "", "b\"": null, "c": "\\", "d": null, "e": "  " }));
        let value: Value = serde_json::from_str(&fill(template, &ALL)).unwrap();
        assert_eq!(value["d"], 31_536_000);
    }

    #[test]
    fn the_standard_dataset_is_keygens() {
        assert_eq!(
            standard(&PERPETUAL),
            r#"{"account":{"id":"1fddcec8"},"product":{"id":"6b5bb5a3"},"policy":{"id":"cb27a5e4","duration":null},"user":null,"license":{"id":"ada6e0a8","created":"2026-03-22T13:30:17.892Z","expiry":null}}"#
        );
        let value: Value = serde_json::from_str(&standard(&ALL)).unwrap();
        assert_eq!(value["user"], json!({ "id": "9d8f2a71", "email": "ada@example.org" }));
        assert_eq!(value["policy"]["duration"], 31_536_000);
        assert_eq!(value["license"]["expiry"], "2027-03-22T13:30:17.892Z");
    }
}
