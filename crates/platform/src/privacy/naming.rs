//! Whether a text names somebody: their address itself, and not a longer one that holds it.

use super::Subject;
use crate::users::email_key;
use serde_json::Value;

impl Subject {
    /// Whether an address is one of theirs.
    pub fn has_email(&self, address: &str) -> bool {
        self.emails.contains(&email_key(address))
    }

    /// Whether a text names one of the addresses. `geva@firma.de` and `eva@firma.de.example` do not name `eva@firma.de`.
    pub fn is_named_in(&self, text: &str) -> bool {
        let text = text.to_lowercase();
        self.emails.iter().any(|email| stands_in(&text, email))
    }

    /// Whether one of the texts in this JSON names one of the addresses: escapes such as `\n` are no letters there.
    pub fn is_named_in_json(&self, json: &str) -> bool {
        match serde_json::from_str(json) {
            Ok(value) => self.is_named_in_value(&value),
            Err(_) => self.is_named_in(json),
        }
    }

    fn is_named_in_value(&self, value: &Value) -> bool {
        match value {
            Value::String(text) => self.is_named_in(text),
            Value::Array(all) => all.iter().any(|one| self.is_named_in_value(one)),
            Value::Object(all) => {
                all.iter().any(|(key, one)| self.is_named_in(key) || self.is_named_in_value(one))
            }
            Value::Null | Value::Bool(_) | Value::Number(_) => false,
        }
    }
}

fn stands_in(text: &str, email: &str) -> bool {
    text.match_indices(email).any(|(at, _)| {
        let goes_on = |c: char| c.is_alphanumeric() || "._%+-".contains(c);
        !text[..at].ends_with(goes_on) && !is_longer(&text[at + email.len()..])
    })
}

/// Whether a host goes on here; a point or a dash at the end of a sentence is none of it.
fn is_longer(rest: &str) -> bool {
    let rest = rest.strip_prefix(['.', '-']).unwrap_or(rest);
    rest.starts_with(char::is_alphanumeric)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn eva() -> Subject {
        let mut subject = Subject::default();
        subject.add_email("Eva@firma.de");
        subject
    }

    #[test]
    fn an_address_is_named_by_itself_and_not_by_a_longer_one() {
        let eva = eva();
        for text in [
            "eva@firma.de",
            "EVA@Firma.DE",
            "Write to eva@firma.de.",
            "Eva <eva@firma.de>, x@y.de",
            "geva@firma.de, eva@firma.de",
            "mailto:eva@firma.de?subject=x",
            "\"eva@firma.de\"",
            "eva@firma.de - hello",
        ] {
            assert!(eva.is_named_in(text), "{text}");
        }
        for text in [
            "",
            "geva@firma.de",
            "a.eva@firma.de",
            "x-eva@firma.de",
            "a+eva@firma.de",
            "eva@firma.dev",
            "eva@firma.de.example",
            "eva@firma.de-x.example",
            "äeva@firma.de",
        ] {
            assert!(!eva.is_named_in(text) && !eva.has_email(text), "{text}");
        }
        assert!(eva.has_email(" EVA@firma.de "));
    }

    #[test]
    fn in_json_escapes_are_no_letters() {
        let eva = eva();
        assert!(eva.is_named_in_json(r#"{"a":[{"text":"To:\neva@firma.de"}]}"#));
        assert!(eva.is_named_in_json(r#"{"eva@firma.de":1}"#));
        assert!(eva.is_named_in_json("no JSON: eva@firma.de"));
        assert!(!eva.is_named_in_json(r#"{"to":"geva@firma.de"}"#));
    }
}
