//! Passkeys (Web Authentication, Level 3): the site that they are bound to, and why one says no.

use chrono::TimeDelta;
use platform::config::{Listen, ServerConfig};
use platform::{Refuse, UserId};
use sha2::{Digest, Sha256};
use url::Url;
use webauthn_rs::{Webauthn, WebauthnBuilder};

platform::id!(PasskeyId);

/// So many passkeys one person has at most.
pub const MOST: usize = 20;
/// So long a ceremony may take from the question to the answer.
pub const CEREMONY: TimeDelta = TimeDelta::minutes(5);

/// What a ceremony is for; an answer is good for no other purpose.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Purpose {
    /// Makes a passkey.
    Add,
    SignIn,
    /// The second factor, after the password.
    Second,
    /// The proof before a dangerous act.
    Prove,
}

impl Purpose {
    pub fn word(self) -> &'static str {
        match self {
            Self::Add => "add",
            Self::SignIn => "sign_in",
            Self::Second => "second",
            Self::Prove => "prove",
        }
    }
}

/// Whose ceremony this is: nobody's at the sign-in, where the passkey says who comes.
pub type Whose = (Purpose, Option<UserId>);

/// The site that passkeys are bound to.
pub struct Site {
    /// Scheme, host and port of the pages that may ask for one.
    pub origin: String,
    pub webauthn: Webauthn,
}

/// The site, where browsers allow passkeys at all: with a host name (not an address) behind https, or on this machine.
/// Without `server.external_url` that is `localhost` with the port that Kontor listens on.
pub fn site(server: &ServerConfig) -> Option<Site> {
    let text = match (&server.external_url, &server.listen) {
        (None, Listen::Tcp(address)) => format!("http://localhost:{}", address.port()),
        _ => server.origin(),
    };
    let url = Url::parse(&text).ok()?;
    let host = url.domain()?;
    if url.scheme() != "https" && host != "localhost" {
        return None;
    }
    let built = WebauthnBuilder::new(host, &url).and_then(|builder| {
        let timeout = CEREMONY.to_std().unwrap_or_default();
        builder.rp_name("Kontor").timeout(timeout).build()
    });
    let webauthn = built.ok()?;
    Some(Site { origin: url.origin().ascii_serialization(), webauthn })
}

/// What a credential is found by: its id has up to 1023 bytes (Web Authentication §4), more than an index takes.
pub fn credential_key(id: &[u8]) -> String {
    hex::encode(Sha256::digest(id))
}

/// The name by which its owner knows a passkey again.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Name(String);

impl Name {
    pub const MAX: usize = 60;

    pub fn new(text: &str) -> Result<Self, Refused> {
        let text = text.trim();
        if text.is_empty() {
            return Err(Refused::NameBlank);
        }
        if text.chars().count() > Self::MAX || text.chars().any(char::is_control) {
            return Err(Refused::NameUnfit);
        }
        Ok(Self(text.to_owned()))
    }

    pub fn into_text(self) -> String {
        self.0
    }
}

#[derive(Clone, Copy, Debug, PartialEq, Eq, thiserror::Error)]
pub enum Refused {
    /// The one answer to all that can be wrong with a passkey that was shown.
    #[error("this passkey opens nothing here")]
    Wrong,
    #[error("the passkey was not made, or took longer than five minutes")]
    NotAdded,
    #[error("somebody has {MOST} passkeys at most")]
    TooMany,
    #[error("a passkey needs a name")]
    NameBlank,
    #[error("a name has at most {} characters and no control characters", Name::MAX)]
    NameUnfit,
    #[error("this passkey is the only way into the account")]
    LastWay,
}

impl Refuse for Refused {
    fn key(&self) -> &'static str {
        match self {
            Self::Wrong => "identity-passkey-wrong",
            Self::NotAdded => "identity-passkey-not-added",
            Self::TooMany => "identity-passkey-too-many",
            Self::NameBlank => "identity-passkey-name-blank",
            Self::NameUnfit => "identity-passkey-name-unfit",
            Self::LastWay => "identity-passkey-last-way",
        }
    }

    fn field(&self) -> Option<&'static str> {
        match self {
            Self::NameBlank | Self::NameUnfit => Some("name"),
            Self::LastWay => Some("sure"),
            Self::Wrong | Self::NotAdded | Self::TooMany => None,
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn origin(external: Option<&str>) -> Option<String> {
        let server = ServerConfig {
            external_url: external.map(str::to_owned),
            listen: Listen::Tcp("127.0.0.1:8080".parse().unwrap()),
            ..ServerConfig::default()
        };
        site(&server).map(|site| site.origin)
    }

    #[test]
    fn passkeys_belong_to_a_name_behind_https_or_to_this_machine() {
        let https = Some("https://kontor.example.de".to_owned());
        assert_eq!(origin(Some("https://kontor.example.de")), https);
        assert_eq!(origin(Some("https://kontor.example.de:443/")), https);
        assert_eq!(origin(None).as_deref(), Some("http://localhost:8080"));
        assert_eq!(origin(Some("http://localhost:9")).as_deref(), Some("http://localhost:9"));
        for unfit in
            ["http://kontor.example.de", "https://192.0.2.7", "http://127.0.0.1", "https://[::1]"]
        {
            assert_eq!(origin(Some(unfit)), None, "{unfit}");
        }
    }

    #[test]
    fn a_name_says_something() {
        assert_eq!(Name::new(" Laptop ").unwrap().into_text(), "Laptop");
        assert_eq!(Name::new(" \t"), Err(Refused::NameBlank));
        assert_eq!(Name::new(&"ä".repeat(61)), Err(Refused::NameUnfit));
        assert_eq!(Name::new("a\nb"), Err(Refused::NameUnfit));
        assert!(Name::new(&"ä".repeat(60)).is_ok());
    }
}
