//! A resource of the pool: a domain, an address or a phone number that is given to a licence and taken back.

use super::strategy::words;
use chrono::TimeDelta;
pub use events::licensing::{LicenceId, ResourceId};
use platform::{Millis, Refuse};
use sea_orm::entity::prelude::*;
use serde::{Deserialize, Serialize};
use std::net::IpAddr;

words! {
    Kind {
        Domain = "DOMAIN",
        Address = "IP",
        Phone = "PHONE",
    }
}

words! {
    /// available → allocated → quarantine → available.
    State {
        Available = "AVAILABLE",
        Allocated = "ALLOCATED",
        /// Nobody gets it for a while, so that what was meant for the last holder reaches nobody else.
        Quarantine = "QUARANTINE",
    }
}

#[sea_orm::model]
#[derive(Clone, Debug, PartialEq, Eq, DeriveEntityModel)]
#[sea_orm(table_name = "licence_resources")]
pub struct Model {
    #[sea_orm(primary_key, auto_increment = false)]
    pub id: ResourceId,
    pub kind: Kind,
    /// In its one spelling; unique for its kind.
    pub value: String,
    /// For test licences alone: the two pools never meet.
    pub is_test: bool,
    pub state: State,
    /// Who has it now.
    pub licence: Option<LicenceId>,
    /// In this state since.
    pub since: Millis,
    pub quarantine_until: Option<Millis>,
    /// Why it is in quarantine.
    pub reason: String,
    pub created_at: Millis,
    pub updated_at: Millis,
    pub version: i32,
}
impl ActiveModelBehavior for ActiveModel {}
pub use Model as Resource;

/// How many there are of a kind in a state.
#[derive(Clone, Debug, PartialEq, Eq, sea_orm::FromQueryResult)]
pub struct Count {
    pub kind: Kind,
    pub is_test: bool,
    pub state: State,
    pub count: i64,
}

/// Why a resource says no.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
pub enum Refused {
    #[error("{0:?} is no domain, no address and no number of this kind")]
    Unfit(String),
    #[error("at least one is needed")]
    Nothing,
    #[error("at most {} at once", Resource::MOST)]
    TooMany,
    #[error("must be a number from 1 to {}", Resource::MOST)]
    CountUnfit,
    #[error("only {0} are free")]
    TooFew(u64),
    #[error("it is not free")]
    NotFree,
    #[error("nobody has it")]
    NotAllocated,
    #[error("it is not in quarantine")]
    NotInQuarantine,
    #[error("somebody has it")]
    Held,
    #[error("a test licence takes from the test pool, and others from the other")]
    OtherPool,
    #[error("there is no such licence")]
    NoLicence,
    #[error("a quarantine lasts 1 to {} days", Resource::LONGEST_DAYS)]
    DaysUnfit,
    #[error("a reason has at most {} characters", Resource::LONGEST_REASON)]
    ReasonTooLong,
}

impl Refuse for Refused {
    fn key(&self) -> &'static str {
        match self {
            Self::Unfit(_) => "licensing-resource-unfit",
            Self::Nothing => "licensing-resource-nothing",
            Self::TooMany => "licensing-resource-many",
            Self::CountUnfit => "licensing-resource-count-unfit",
            Self::TooFew(0) => "licensing-resource-none-free",
            Self::TooFew(_) => "licensing-resource-few",
            Self::NotFree => "licensing-resource-not-free",
            Self::NotAllocated => "licensing-resource-not-allocated",
            Self::NotInQuarantine => "licensing-resource-no-quarantine",
            Self::Held => "licensing-resource-held",
            Self::OtherPool => "licensing-resource-other-pool",
            Self::NoLicence => "licensing-resource-no-licence",
            Self::DaysUnfit => "licensing-resource-days",
            Self::ReasonTooLong => "licensing-resource-reason-long",
        }
    }

    fn field(&self) -> Option<&'static str> {
        match self {
            Self::Unfit(_) | Self::Nothing | Self::TooMany => Some("values"),
            Self::TooFew(_) | Self::CountUnfit => Some("count"),
            Self::NoLicence | Self::OtherPool => Some("licence"),
            Self::DaysUnfit => Some("days"),
            Self::ReasonTooLong => Some("reason"),
            Self::NotFree | Self::NotAllocated | Self::NotInQuarantine | Self::Held => None,
        }
    }

    fn args(&self) -> Vec<(&'static str, String)> {
        match self {
            Self::Unfit(text) => vec![("text", text.clone())],
            Self::TooFew(free) => vec![("free", free.to_string())],
            Self::CountUnfit => vec![("most", Resource::MOST.to_string())],
            _ => Vec::new(),
        }
    }
}

impl Resource {
    /// At most so many are added or given at once.
    pub const MOST: usize = 10_000;
    /// So long nobody gets what somebody gave back.
    pub const QUARANTINE: TimeDelta = TimeDelta::days(30);
    pub const LONGEST_DAYS: i64 = 3650;
    pub const LONGEST_REASON: usize = 200;

    /// Takes it out of the pool for a licence.
    pub fn allocate(&mut self, licence: LicenceId, is_test: bool) -> Result<(), Refused> {
        if self.is_test != is_test {
            return Err(Refused::OtherPool);
        }
        if self.state != State::Available {
            return Err(Refused::NotFree);
        }
        (self.state, self.licence) = (State::Allocated, Some(licence));
        Ok(())
    }

    /// Puts it into quarantine, whoever had it.
    pub fn set_apart(&mut self, reason: &str, until: Millis) {
        (self.state, self.licence) = (State::Quarantine, None);
        (self.reason, self.quarantine_until) = (reason.to_owned(), Some(until));
    }

    /// The value as people write it: a domain with the letters that IDNA put into ASCII.
    pub fn readable(&self) -> String {
        if self.kind != Kind::Domain || !self.value.contains("xn--") {
            return self.value.clone();
        }
        match idna::domain_to_unicode(&self.value) {
            (name, Ok(())) if name != self.value => format!("{name} ({})", self.value),
            _ => self.value.clone(),
        }
    }

    /// Puts it back into the pool.
    pub fn free(&mut self) {
        (self.state, self.licence, self.quarantine_until) = (State::Available, None, None);
        self.reason = String::new();
    }
}

impl Kind {
    /// A value in the one spelling by which it is compared.
    pub fn value(self, text: &str) -> Result<String, Refused> {
        let text = text.trim();
        let value = match self {
            Self::Domain => domain(text),
            Self::Address => text.parse::<IpAddr>().ok().map(|address| address.to_string()),
            Self::Phone => phone(text),
        };
        value.ok_or_else(|| Refused::Unfit(text.chars().take(100).collect()))
    }

    /// The values of a text, one to a line; blank lines and repetitions count once.
    pub fn values(self, text: &str) -> Result<Vec<String>, Refused> {
        let lines = text.split(['\n', ',', ';']).map(str::trim).filter(|line| !line.is_empty());
        let mut values: Vec<String> =
            lines.map(|line| self.value(line)).collect::<Result<_, _>>()?;
        values.sort_unstable();
        values.dedup();
        match values.len() {
            0 => Err(Refused::Nothing),
            n if n > Resource::MOST => Err(Refused::TooMany),
            _ => Ok(values),
        }
    }
}

/// A host name by RFC 1123 with at least two labels, in lower case; what is beyond ASCII as IDNA writes it (UTS 46).
fn domain(text: &str) -> Option<String> {
    let text = text.trim_end_matches('.');
    let name =
        if text.is_ascii() { text.to_lowercase() } else { idna::domain_to_ascii(text).ok()? };
    let fits = |label: &str| {
        (1..=63).contains(&label.len())
            && label.bytes().all(|b| b.is_ascii_alphanumeric() || b == b'-')
            && !label.starts_with('-')
            && !label.ends_with('-')
    };
    (name.len() <= 253 && name.contains('.') && name.split('.').all(fits)).then_some(name)
}

/// A number with its country, as E.164 writes it; blanks and signs between the digits are left out.
fn phone(text: &str) -> Option<String> {
    let rest = text.strip_prefix('+').or_else(|| text.strip_prefix("00"))?;
    let plain = |c: char| c.is_ascii_digit() || " -/().".contains(c);
    let digits: String = rest.chars().filter(char::is_ascii_digit).collect();
    let fits = rest.chars().all(plain) && (6..=15).contains(&digits.len());
    (fits && !digits.starts_with('0')).then(|| format!("+{digits}"))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn values_have_one_spelling_and_nonsense_is_named() {
        for (kind, typed, kept) in [
            (Kind::Domain, " Kunde-1.Example.DE. ", Some("kunde-1.example.de")),
            (Kind::Domain, "Müller.de", Some("xn--mller-kva.de")),
            (Kind::Domain, "xn--mller-kva.de", Some("xn--mller-kva.de")),
            (Kind::Domain, "straße.example.", Some("xn--strae-oqa.example")),
            (Kind::Domain, "mü ller.de", None),
            (Kind::Domain, "müller", None),
            (Kind::Domain, "localhost", None),
            (Kind::Domain, "-a.example", None),
            (Kind::Domain, "a b.example", None),
            (Kind::Address, "192.0.2.7", Some("192.0.2.7")),
            (Kind::Address, "2001:DB8:0:0::1", Some("2001:db8::1")),
            (Kind::Address, "192.0.2.256", None),
            (Kind::Phone, "+49 (89) 123-456", Some("+4989123456")),
            (Kind::Phone, "0049 89 123456", Some("+4989123456")),
            (Kind::Phone, "089 123456", None),
            (Kind::Phone, "+49 89 ABC", None),
        ] {
            let value = kind.value(typed);
            assert_eq!(value.as_deref().ok(), kept, "{kind:?} {typed}");
            if kept.is_none() {
                assert_eq!(value, Err(Refused::Unfit(typed.into())));
            }
        }
    }

    #[test]
    fn a_list_is_taken_line_by_line_and_each_value_once() {
        let values = Kind::Domain.values("b.example\n\na.example, B.example").unwrap();
        assert_eq!(values, ["a.example", "b.example"]);
        assert_eq!(Kind::Domain.values(" \n"), Err(Refused::Nothing));
    }
}
