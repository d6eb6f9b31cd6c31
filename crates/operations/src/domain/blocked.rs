//! What a person may block, and why not.

use chrono::{DateTime, TimeDelta, Utc};
use platform::config::Cidr;
use platform::{Refusal, Refuse};

/// Why an address is not blocked.
#[derive(Clone, Copy, Debug, PartialEq, Eq, thiserror::Error)]
pub enum Refused {
    #[error("this is neither an address nor a range of them")]
    NoRange,
    #[error("this range is too wide")]
    TooWide,
    #[error("a reason has at most {} characters", Draft::LONGEST_REASON)]
    ReasonTooLong,
    #[error("no such length of time")]
    NoLength,
    #[error("a trusted proxy is in this range")]
    Proxy,
    #[error("blocking.never spares this address")]
    Spared,
    #[error("this is your own address")]
    Own,
}

impl Refuse for Refused {
    fn key(&self) -> &'static str {
        match self {
            Self::NoRange => "operations-blocked-no-range",
            Self::TooWide => "operations-blocked-too-wide",
            Self::ReasonTooLong => "operations-blocked-reason-long",
            Self::NoLength => "operations-blocked-no-length",
            Self::Proxy => "operations-blocked-proxy",
            Self::Spared => "operations-blocked-spared",
            Self::Own => "operations-blocked-own",
        }
    }

    fn field(&self) -> Option<&'static str> {
        Some(match self {
            Self::ReasonTooLong => "reason",
            Self::NoLength => "length",
            _ => "address",
        })
    }
}

/// For how long, as it stands in forms: minutes, or nothing for good.
pub const LENGTHS: [(&str, &str); 5] = [
    ("60", "operations-blocked-hour"),
    ("1440", "operations-blocked-day"),
    ("10080", "operations-blocked-week"),
    ("43200", "operations-blocked-month"),
    ("", "operations-blocked-for-good"),
];

/// Nobody blocks for longer than so many minutes, except for good: ten years.
const LONGEST: i64 = 10 * 366 * 24 * 60;
/// Wider ranges hold whole parts of the world.
const WIDEST: [u8; 2] = [8, 16];

/// What was entered.
#[derive(Clone, Debug, Default)]
pub struct Draft {
    pub address: String,
    pub reason: String,
    pub length: String,
    /// That one's own address may be among them.
    pub confirmed: bool,
}

/// What is to be blocked.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Wanted {
    pub range: Cidr,
    pub reason: String,
    pub until: Option<DateTime<Utc>>,
    pub confirmed: bool,
}

impl Draft {
    pub const LONGEST_REASON: usize = 200;

    /// Everything that is wrong with it at once.
    pub fn read(&self, now: DateTime<Utc>) -> Result<Wanted, Vec<Refusal>> {
        let (range, length) = (range(&self.address), minutes(&self.length));
        let reason = self.reason.trim();
        let long = reason.chars().count() > Self::LONGEST_REASON;
        let all = [range.as_ref().err(), long.then_some(&Refused::ReasonTooLong)];
        let wrong: Vec<Refused> =
            all.into_iter().flatten().chain(length.as_ref().err()).copied().collect();
        match (range, length) {
            (Ok(range), Ok(length)) if wrong.is_empty() => Ok(Wanted {
                range,
                reason: reason.to_owned(),
                until: length.map(|minutes| now + TimeDelta::minutes(minutes)),
                confirmed: self.confirmed,
            }),
            _ => Err(wrong.into_iter().map(Into::into).collect()),
        }
    }
}

fn range(text: &str) -> Result<Cidr, Refused> {
    let range: Cidr = text.parse().map_err(|_| Refused::NoRange)?;
    let range = range.normal();
    let widest = WIDEST[usize::from(range.base().is_ipv6())];
    if range.bits() < widest { Err(Refused::TooWide) } else { Ok(range) }
}

fn minutes(text: &str) -> Result<Option<i64>, Refused> {
    if text.trim().is_empty() {
        return Ok(None);
    }
    let minutes = text.trim().parse().ok().filter(|minutes| (1..=LONGEST).contains(minutes));
    minutes.map(Some).ok_or(Refused::NoLength)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_is_entered_is_a_range_a_reason_and_a_time() {
        let now = DateTime::from_timestamp(1_795_248_000, 0).unwrap();
        let draft = |address: &str, reason: &str, length: &str| {
            let (address, reason, length) = (address.into(), reason.into(), length.into());
            Draft { address, reason, length, confirmed: false }.read(now)
        };
        let wanted = draft(" 203.0.113.77/24 ", " scans ", "60").unwrap();
        assert_eq!(wanted.range.to_string(), "203.0.113.0/24");
        assert_eq!(wanted.reason, "scans");
        assert_eq!(wanted.until, Some(now + TimeDelta::hours(1)));
        assert_eq!(draft("2001:db8::1", "", "").unwrap().until, None);
        let keys = |wrong: Result<Wanted, Vec<Refusal>>| {
            wrong.unwrap_err().into_iter().map(|one| one.key.into_owned()).collect::<Vec<_>>()
        };
        assert_eq!(keys(draft("", "", "")), ["operations-blocked-no-range"]);
        assert_eq!(keys(draft("0.0.0.0/0", "", "")), ["operations-blocked-too-wide"]);
        assert_eq!(keys(draft("2001::/15", "", "")), ["operations-blocked-too-wide"]);
        let long = "x".repeat(201);
        let all = keys(draft("x", &long, "-1"));
        assert_eq!(all.len(), 3, "{all:?}");
    }
}
