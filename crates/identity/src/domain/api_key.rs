//! A key for a program: what is kept of one, what is entered for one, and what of that is wrong.

use chrono::{DateTime, Utc};
use platform::config::Cidr;
use platform::{Millis, Refuse, UserId};
use sea_orm::entity::prelude::*;
use std::net::IpAddr;

#[sea_orm::model]
#[derive(Clone, Debug, PartialEq, Eq, DeriveEntityModel)]
#[sea_orm(table_name = "api_keys")]
pub struct Model {
    /// The part of the key that stands between the two underscores.
    #[sea_orm(primary_key, auto_increment = false)]
    pub id: String,
    pub user: UserId,
    pub name: String,
    /// The name in lower case, for searching.
    pub name_key: String,
    pub hash: String,
    /// Names of scopes, with blanks between them.
    pub scopes: String,
    /// Ranges of addresses, with blanks between them; none for everywhere.
    pub networks: String,
    pub created_at: Millis,
    pub expires_at: Millis,
    /// Written at most once a minute.
    pub last_used_at: Option<Millis>,
    pub last_used_ip: Option<String>,
    pub revoked_at: Option<Millis>,
}
impl ActiveModelBehavior for ActiveModel {}
pub use Model as ApiKey;

/// Whether a key still opens anything.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum State {
    Good,
    Expired,
    Revoked,
}

impl ApiKey {
    pub fn state(&self, now: DateTime<Utc>) -> State {
        match self.revoked_at {
            Some(_) => State::Revoked,
            None if self.expires_at.0 <= now => State::Expired,
            None => State::Good,
        }
    }

    pub fn scopes(&self) -> impl Iterator<Item = &str> {
        self.scopes.split_whitespace()
    }

    /// Whether it may be used from there. A range that cannot be read lets nobody in.
    pub fn is_for(&self, address: IpAddr) -> bool {
        let mut ranges = self.networks.split_whitespace().peekable();
        let inside = |range: &str| range.parse().is_ok_and(|range: Cidr| range.contains(address));
        ranges.peek().is_none() || ranges.any(inside)
    }
}

/// Why a key is not made.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
pub enum Refused {
    #[error("a key needs a name by which it is known again")]
    NameBlank,
    #[error("a name has at most {} characters and no control characters", Draft::LONGEST_NAME)]
    NameUnfit,
    #[error("a key that may do nothing is of no use")]
    ScopesMissing,
    #[error("there is no such permission, or you do not have it yourself")]
    ScopeUnknown,
    #[error("a key is good for 1 to {0} days")]
    DaysUnfit(u32),
    #[error("{0:?} is no address and no range of addresses")]
    NetworkUnfit(String),
    #[error("at most {} ranges of addresses", Draft::MOST_NETWORKS)]
    TooManyNetworks,
    #[error("at most {} keys that are good at once", Draft::MOST_KEYS)]
    TooManyKeys,
}

impl Refuse for Refused {
    fn key(&self) -> &'static str {
        match self {
            Self::NameBlank => "identity-apikey-name-blank",
            Self::NameUnfit => "identity-name-unfit",
            Self::ScopesMissing => "identity-apikey-scopes-missing",
            Self::ScopeUnknown => "identity-apikey-scope-unknown",
            Self::DaysUnfit(_) => "identity-apikey-days-unfit",
            Self::NetworkUnfit(_) => "identity-apikey-network-unfit",
            Self::TooManyNetworks => "identity-apikey-networks-too-many",
            Self::TooManyKeys => "identity-apikey-too-many",
        }
    }

    fn field(&self) -> Option<&'static str> {
        match self {
            Self::NameBlank | Self::NameUnfit => Some("name"),
            Self::ScopesMissing | Self::ScopeUnknown => Some("scope"),
            Self::DaysUnfit(_) => Some("days"),
            Self::NetworkUnfit(_) | Self::TooManyNetworks => Some("networks"),
            Self::TooManyKeys => None,
        }
    }

    fn args(&self) -> Vec<(&'static str, String)> {
        match self {
            Self::NameUnfit => vec![("max", Draft::LONGEST_NAME.to_string())],
            Self::DaysUnfit(most) => vec![("max", most.to_string())],
            Self::NetworkUnfit(text) => vec![("text", text.clone())],
            Self::TooManyNetworks => vec![("max", Draft::MOST_NETWORKS.to_string())],
            Self::TooManyKeys => vec![("max", Draft::MOST_KEYS.to_string())],
            _ => Vec::new(),
        }
    }
}

/// A key as it was entered.
#[derive(Clone, Debug, Default)]
pub struct Draft {
    pub name: String,
    pub scopes: Vec<String>,
    pub days: String,
    /// Addresses and ranges, with anything between them that is none.
    pub networks: String,
}

/// A key as it may be made.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Facts {
    pub name: String,
    /// In the order in which they are offered, each once.
    pub scopes: Vec<&'static str>,
    pub days: u32,
    /// None: from everywhere.
    pub networks: Vec<Cidr>,
}

impl Draft {
    pub const LONGEST_NAME: usize = 100;
    pub const MOST_NETWORKS: usize = 20;
    pub const MOST_KEYS: usize = 50;
    /// What is offered.
    pub const USUAL_DAYS: u32 = 90;

    /// All that is wrong with it at once. `offered` is what its owner may give, `most_days` what the house allows.
    pub fn read(&self, offered: &[&'static str], most_days: u32) -> Result<Facts, Vec<Refused>> {
        let mut wrong = Vec::new();
        let mut take = |refused: Refused| wrong.push(refused);
        let name = self.name.trim();
        if name.is_empty() {
            take(Refused::NameBlank);
        } else if name.chars().count() > Self::LONGEST_NAME || name.chars().any(char::is_control) {
            take(Refused::NameUnfit);
        }
        if self.scopes.is_empty() {
            take(Refused::ScopesMissing);
        } else if self.scopes.iter().any(|scope| !offered.contains(&scope.as_str())) {
            take(Refused::ScopeUnknown);
        }
        let days = self.days.trim().parse().unwrap_or(0);
        if !(1..=most_days).contains(&days) {
            take(Refused::DaysUnfit(most_days));
        }
        let networks = networks(&self.networks).map_err(take).unwrap_or_default();
        if !wrong.is_empty() {
            return Err(wrong);
        }
        let asked = |scope: &&str| self.scopes.iter().any(|asked| asked == scope);
        let scopes = offered.iter().copied().filter(|scope| asked(scope)).collect();
        Ok(Facts { name: name.to_owned(), scopes, days, networks })
    }
}

fn networks(text: &str) -> Result<Vec<Cidr>, Refused> {
    let pieces = text.split(|c: char| c.is_whitespace() || ",;".contains(c));
    let pieces: Vec<&str> = pieces.filter(|piece| !piece.is_empty()).collect();
    if pieces.len() > Draft::MOST_NETWORKS {
        return Err(Refused::TooManyNetworks);
    }
    let unfit = |piece: &str| Refused::NetworkUnfit(piece.chars().take(60).collect());
    pieces.into_iter().map(|piece| piece.parse().map_err(|_| unfit(piece))).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    const OFFERED: [&str; 2] = ["tickets:read", "tickets:write"];

    fn draft() -> Draft {
        Draft {
            name: " Import ".into(),
            scopes: vec!["tickets:write".into(), "tickets:read".into(), "tickets:read".into()],
            days: "90".into(),
            networks: "10.0.0.0/8, 2001:db8::1\n192.0.2.7".into(),
        }
    }

    #[test]
    fn a_key_is_read_in_the_order_that_is_offered() {
        let facts = draft().read(&OFFERED, 365).unwrap();
        assert_eq!((facts.name.as_str(), facts.days), ("Import", 90));
        assert_eq!(facts.scopes, OFFERED);
        let networks: Vec<_> = facts.networks.iter().map(Cidr::to_string).collect();
        assert_eq!(networks, ["10.0.0.0/8", "2001:db8::1/128", "192.0.2.7/32"]);
    }

    #[test]
    fn everything_that_is_wrong_is_said_at_once() {
        let wrong = Draft {
            name: "a\u{7}".into(),
            scopes: Vec::new(),
            days: "366".into(),
            networks: "10.0.0.0/33".into(),
        };
        assert_eq!(
            wrong.read(&OFFERED, 365).unwrap_err(),
            [
                Refused::NameUnfit,
                Refused::ScopesMissing,
                Refused::DaysUnfit(365),
                Refused::NetworkUnfit("10.0.0.0/33".into()),
            ]
        );
        let more = Draft { scopes: vec!["users:read".into()], days: "-1".into(), ..draft() };
        let more = more.read(&OFFERED, 365).unwrap_err();
        assert_eq!(more, [Refused::ScopeUnknown, Refused::DaysUnfit(365)]);
        let many = Draft { networks: "10.0.0.1 ".repeat(21), ..draft() };
        assert_eq!(many.read(&OFFERED, 365).unwrap_err(), [Refused::TooManyNetworks]);
    }
}
