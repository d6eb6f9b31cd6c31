//! How names are written: `maxMachines` on the wire, `MAX_MACHINES` in codes, and times as ISO 8601 has them.

use chrono::{DateTime, SecondsFormat, Utc};
use platform::Millis;
use serde_json::{Map, Value};
use std::borrow::Cow;

/// `max_machines` as `maxMachines`; a name without underscores stays as it is.
pub fn camel(name: &str) -> Cow<'_, str> {
    let bare = name.trim_start_matches('_');
    if !bare.contains('_') {
        return Cow::Borrowed(name);
    }
    let mut out = name[..name.len() - bare.len()].to_owned();
    let mut parts = bare.split('_').filter(|part| !part.is_empty());
    out.push_str(parts.next().unwrap_or_default());
    for part in parts {
        let mut letters = part.chars();
        out.extend(letters.next().into_iter().flat_map(char::to_uppercase));
        out.push_str(letters.as_str());
    }
    Cow::Owned(out)
}

/// The same value with all names in it written so.
pub fn camelised(value: Value) -> Value {
    match value {
        Value::Array(all) => Value::Array(all.into_iter().map(camelised).collect()),
        Value::Object(all) => Value::Object(camelised_names(all)),
        other => other,
    }
}

pub fn camelised_names(all: Map<String, Value>) -> Map<String, Value> {
    all.into_iter().map(|(name, value)| (camel(&name).into_owned(), camelised(value))).collect()
}

/// `maxMachines` or `page[size]` as codes have it: `MAX_MACHINES`, `PAGE_SIZE`.
pub fn upper(name: &str) -> String {
    let mut out = String::with_capacity(name.len() + 4);
    for letter in name.chars() {
        let apart = letter.is_ascii_uppercase() || !letter.is_ascii_alphanumeric();
        if apart && !out.is_empty() && !out.ends_with('_') {
            out.push('_');
        }
        if letter.is_ascii_alphanumeric() {
            out.push(letter.to_ascii_uppercase());
        }
    }
    out.trim_end_matches('_').to_owned()
}

/// `2026-11-21T08:00:00.000Z`
pub fn iso(time: DateTime<Utc>) -> String {
    time.to_rfc3339_opts(SecondsFormat::Millis, true)
}

/// A time with any offset; a date alone is none.
pub fn time_of(text: &str) -> Option<DateTime<Utc>> {
    DateTime::parse_from_rfc3339(text).ok().map(|time| time.to_utc())
}

/// A time that may be none, however it is kept.
pub struct Moment(pub Option<DateTime<Utc>>);

impl From<DateTime<Utc>> for Moment {
    fn from(at: DateTime<Utc>) -> Self {
        Self(Some(at))
    }
}

impl From<Option<DateTime<Utc>>> for Moment {
    fn from(at: Option<DateTime<Utc>>) -> Self {
        Self(at)
    }
}

impl From<Millis> for Moment {
    fn from(at: Millis) -> Self {
        Self(Some(at.0))
    }
}

impl From<Option<Millis>> for Moment {
    fn from(at: Option<Millis>) -> Self {
        Self(at.map(|at| at.0))
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use serde_json::json;

    #[test]
    fn names_are_camelised_at_every_depth_and_once_is_enough() {
        let given = json!({ "user_email": 1, "_x_y": [{ "a__b_c": null }], "CPU": 2, "ok": "a_b" });
        let out = json!({ "userEmail": 1, "_xY": [{ "aBC": null }], "CPU": 2, "ok": "a_b" });
        assert_eq!(camelised(given), out);
        assert_eq!(camelised(out.clone()), out);
        assert_eq!(camel("__"), "__");
    }

    #[test]
    fn codes_are_written_in_capitals() {
        for (name, code) in [
            ("name", "NAME"),
            ("maxMachines", "MAX_MACHINES"),
            ("page[size]", "PAGE_SIZE"),
            ("metadata[userEmail]", "METADATA_USER_EMAIL"),
            ("Keygen-Version", "KEYGEN_VERSION"),
            ("", ""),
        ] {
            assert_eq!(upper(name), code, "{name}");
        }
    }

    #[test]
    fn times_have_milliseconds_and_are_read_with_any_offset() {
        let time = time_of("2026-11-21T09:00:00+01:00").unwrap();
        assert_eq!(iso(time), "2026-11-21T08:00:00.000Z");
        assert_eq!(time_of(&iso(time)), Some(time));
        assert_eq!(time_of("2026-11-21"), None);
    }
}
