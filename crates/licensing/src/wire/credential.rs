//! With what a program comes in: read from `Authorization`, or from the query where a program can set no header.

use super::fault::{Fault, code};
use base64::Engine as _;
use base64::engine::general_purpose::STANDARD;
use platform::keys::Secret;
use sea_orm::prelude::Uuid;

/// What a program says of itself; nothing of it is checked yet.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Credential {
    Nothing,
    /// The key of a licence.
    Licence(Secret),
    Token(Secret),
    /// Of a person, who asks for a token.
    Password {
        email: String,
        password: Secret,
    },
}

/// Why it is none.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Unreadable {
    /// No way of coming in that there is.
    Scheme,
    /// The id of a token, where the token itself should be.
    Id,
}

impl From<Unreadable> for Fault {
    fn from(unreadable: Unreadable) -> Self {
        match unreadable {
            Unreadable::Scheme => Self::unauthorised(
                code::TOKEN_INVALID,
                "Authorization must be of the scheme Bearer, License or Basic",
            ),
            Unreadable::Id => Self::unauthorised(
                code::TOKEN_FORMAT_INVALID,
                "Token format is invalid (make sure that you are using the token and not its id)",
            ),
        }
    }
}

/// Reads it from the header, else from the query.
pub fn of(authorization: Option<&str>, query: &str) -> Result<Credential, Unreadable> {
    match authorization.map(str::trim).filter(|header| !header.is_empty()) {
        Some(header) => of_header(header),
        None => of_query(query),
    }
}

fn of_header(header: &str) -> Result<Credential, Unreadable> {
    let (scheme, value) = header.split_once(' ').unwrap_or((header, ""));
    let value = value.trim();
    if scheme.eq_ignore_ascii_case("bearer") {
        token(value)
    } else if scheme.eq_ignore_ascii_case("license") {
        licence(value)
    } else if scheme.eq_ignore_ascii_case("basic") {
        let plain = STANDARD.decode(value).ok().and_then(|bytes| String::from_utf8(bytes).ok());
        of_pair(&plain.ok_or(Unreadable::Scheme)?)
    } else {
        Err(Unreadable::Scheme)
    }
}

fn of_query(query: &str) -> Result<Credential, Unreadable> {
    let all = serde_urlencoded::from_str::<Vec<(String, String)>>(query).unwrap_or_default();
    let named = |wanted: &str| all.iter().find(|(name, _)| name == wanted).map(|(_, value)| value);
    match (named("token"), named("auth")) {
        (None, None) => Ok(Credential::Nothing),
        (None, Some(value)) if value.contains(':') => of_pair(value),
        (Some(value), _) | (None, Some(value)) => token(value),
    }
}

/// `license:KEY`, `token:TOKEN`, `TOKEN:` or `EMAIL:PASSWORD`.
fn of_pair(pair: &str) -> Result<Credential, Unreadable> {
    let (user, password) = pair.split_once(':').unwrap_or((pair, ""));
    match (user, password) {
        ("license", key) => licence(key),
        ("token", value) | (value, "") => token(value),
        (email, password) if email.contains('@') => {
            Ok(Credential::Password { email: email.to_owned(), password: password.into() })
        }
        _ => Err(Unreadable::Scheme),
    }
}

fn licence(key: &str) -> Result<Credential, Unreadable> {
    if key.is_empty() { Err(Unreadable::Scheme) } else { Ok(Credential::Licence(key.into())) }
}

fn token(value: &str) -> Result<Credential, Unreadable> {
    match value {
        "" => Err(Unreadable::Scheme),
        id if Uuid::parse_str(id).is_ok() => Err(Unreadable::Id),
        value => Ok(Credential::Token(value.into())),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    const ID: &str = "1fddcec8-8dd3-4d8d-9b16-215cac0f9b52";
    const KEY: &str = "key/eyJhIjoxfQ==.c2lnbg==";

    fn basic(pair: &str) -> String {
        format!("Basic {}", STANDARD.encode(pair))
    }

    fn email() -> Credential {
        Credential::Password { email: "ada@example.org".into(), password: "a:b".into() }
    }

    #[test]
    fn every_form_of_authorization_is_understood() {
        let (licence, token) =
            (Credential::Licence(KEY.into()), Credential::Token("prod-1v3".into()));
        for (header, read) in [
            (format!("License {KEY}"), Ok(licence.clone())),
            (format!("license  {KEY} "), Ok(licence.clone())),
            ("Bearer prod-1v3".into(), Ok(token.clone())),
            ("bearer prod-1v3".into(), Ok(token.clone())),
            (basic(&format!("license:{KEY}")), Ok(licence)),
            (basic("token:prod-1v3"), Ok(token.clone())),
            (basic("prod-1v3:"), Ok(token.clone())),
            (basic("prod-1v3"), Ok(token)),
            (basic("ada@example.org:a:b"), Ok(email())),
            (String::new(), Ok(Credential::Nothing)),
            (format!("Bearer {ID}"), Err(Unreadable::Id)),
            (basic(&format!("token:{ID}")), Err(Unreadable::Id)),
            ("Bearer ".into(), Err(Unreadable::Scheme)),
            ("License".into(), Err(Unreadable::Scheme)),
            ("prod-1v3".into(), Err(Unreadable::Scheme)),
            ("Digest x".into(), Err(Unreadable::Scheme)),
            ("Basic ###".into(), Err(Unreadable::Scheme)),
            (basic("license:"), Err(Unreadable::Scheme)),
            (basic("ada:secret"), Err(Unreadable::Scheme)),
        ] {
            assert_eq!(of(Some(&header), ""), read, "{header}");
        }
        let both = of(Some("Bearer prod-1v3"), "token=other");
        assert_eq!(both, Ok(Credential::Token("prod-1v3".into())), "the header counts");
    }

    #[test]
    fn who_can_set_no_header_says_it_in_the_query() {
        for (query, read) in [
            ("", Ok(Credential::Nothing)),
            ("limit=1", Ok(Credential::Nothing)),
            ("limit=1&token=prod-1v3", Ok(Credential::Token("prod-1v3".into()))),
            ("auth=prod-1v3", Ok(Credential::Token("prod-1v3".into()))),
            ("auth=token:prod-1v3", Ok(Credential::Token("prod-1v3".into()))),
            ("auth=license:key%2Fa%3D%3D.b", Ok(Credential::Licence("key/a==.b".into()))),
            ("auth=ada%40example.org:a%3Ab", Ok(email())),
            ("token=1fddcec8-8dd3-4d8d-9b16-215cac0f9b52", Err(Unreadable::Id)),
            ("token=", Err(Unreadable::Scheme)),
        ] {
            assert_eq!(of(None, query), read, "{query}");
        }
    }

    #[test]
    fn nothing_secret_is_shown() {
        let shown = format!("{:?} {:?}", of(Some("Bearer prod-1v3"), ""), email());
        assert!(!shown.contains("prod") && !shown.contains("a:b"), "{shown}");
    }
}
