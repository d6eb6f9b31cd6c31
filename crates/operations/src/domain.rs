//! What the pages may be asked for, and why an answer is refused.

pub mod blocked;
pub mod erasure;
pub mod export;
pub mod switch;

use chrono::{DateTime, Days, NaiveDate, NaiveTime, TimeDelta, TimeZone, Utc};
use platform::event::Cursor;
use platform::job::State;
use platform::{Refusal, Refuse, UserId};
use std::net::IpAddr;
use uuid::Uuid;

/// Why a filter says no.
#[derive(Debug, PartialEq, Eq, thiserror::Error)]
pub enum Refused {
    #[error("no such filter")]
    NoFilter,
    #[error("this is not an address")]
    NoAddress,
    #[error("this is not a day")]
    NoDay,
    #[error("the first day is after the last one")]
    DaysReversed,
    #[error("no such format")]
    NoFormat,
}

impl Refuse for Refused {
    fn key(&self) -> &'static str {
        match self {
            Self::NoFilter => "operations-refused-filter",
            Self::NoAddress => "operations-refused-address",
            Self::NoDay => "operations-refused-day",
            Self::DaysReversed => "operations-refused-days",
            Self::NoFormat => "operations-refused-format",
        }
    }
}

fn refuse(field: &'static str, why: Refused) -> Refusal {
    Refusal::from(why).on(field)
}

/// A filter that may be left out: empty is none, anything else must be one.
fn read<T>(
    field: &'static str,
    text: &str,
    parse: impl FnOnce(&str) -> Option<T>,
) -> Result<Option<T>, Refusal> {
    read_or(field, text, Refused::NoFilter, parse)
}

fn read_or<T>(
    field: &'static str,
    text: &str,
    why: Refused,
    parse: impl FnOnce(&str) -> Option<T>,
) -> Result<Option<T>, Refusal> {
    let text = text.trim();
    if text.is_empty() {
        return Ok(None);
    }
    parse(text).map(Some).ok_or_else(|| refuse(field, why))
}

/// A state of jobs, as it stands in addresses.
pub fn state(text: &str) -> Result<Option<State>, Refusal> {
    read("state", text, |text| STATES.into_iter().find(|(_, name)| *name == text).map(|(s, _)| s))
}

pub const STATES: [(State, &str); 4] = [
    (State::Ready, "ready"),
    (State::Running, "running"),
    (State::Failed, "failed"),
    (State::Quarantined, "quarantined"),
];

/// Where the next page begins.
pub fn before(text: &str) -> Result<Option<Uuid>, Refusal> {
    read("before", text, |text| text.parse().ok())
}

/// Where the next page of the trail begins.
pub fn cursor(text: &str) -> Result<Option<Cursor>, Refusal> {
    read("before", text, |text| text.parse().ok())
}

/// The address of one machine, written as the trail holds it.
pub fn address(text: &str) -> Result<Option<String>, Refusal> {
    let written = |text: &str| Some(text.parse::<IpAddr>().ok()?.to_canonical().to_string());
    read_or("ip", text, Refused::NoAddress, written)
}

/// From a moment, and until another; either may be left open.
pub type Span = (Option<DateTime<Utc>>, Option<DateTime<Utc>>);

/// The moments between which both days lie, the last one whole: `from` at its beginning, `to` at the next one's.
pub fn days(zone: chrono_tz::Tz, from: &str, to: &str) -> Result<Span, Refusal> {
    let day = |field, text| read_or(field, text, Refused::NoDay, |text| text.parse().ok());
    let (from, to): (Option<NaiveDate>, Option<NaiveDate>) = (day("from", from)?, day("to", to)?);
    if from.zip(to).is_some_and(|(from, to)| from > to) {
        return Err(refuse("to", Refused::DaysReversed));
    }
    let after = to.and_then(|day| day.checked_add_days(Days::new(1)));
    Ok((from.and_then(|day| begins(zone, day)), after.and_then(|day| begins(zone, day))))
}

/// When a day begins; an hour later where the clocks skip midnight.
fn begins(zone: chrono_tz::Tz, day: NaiveDate) -> Option<DateTime<Utc>> {
    let midnight = day.and_time(NaiveTime::MIN);
    let at = |time| zone.from_local_datetime(&time).earliest();
    at(midnight).or_else(|| at(midnight + TimeDelta::hours(1))).map(|at| at.with_timezone(&Utc))
}

/// Whether blocks are in force, as it stands in addresses.
pub fn in_force(text: &str) -> Result<Option<bool>, Refusal> {
    read("state", text, |text| either(text, "now", "over"))
}

/// Who blocked, as it stands in addresses.
pub fn automatic(text: &str) -> Result<Option<bool>, Refusal> {
    read("by", text, |text| either(text, "kontor", "people"))
}

fn either(text: &str, yes: &str, no: &str) -> Option<bool> {
    if text == yes { Some(true) } else { (text == no).then_some(false) }
}

/// How an address begins: nothing but what addresses are made of.
pub fn beginning(text: &str) -> Result<Option<String>, Refusal> {
    let letter = |c: char| c.is_ascii_hexdigit() || matches!(c, '.' | ':' | '/');
    read_or("q", text, Refused::NoAddress, |text| {
        (text.len() <= 50 && text.chars().all(letter)).then(|| text.to_ascii_lowercase())
    })
}

/// What the trail is written out as.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Format {
    Jsonl,
    Csv,
}

impl Format {
    pub fn name(self) -> &'static str {
        match self {
            Self::Jsonl => "jsonl",
            Self::Csv => "csv",
        }
    }

    pub fn parse(text: &str) -> Result<Self, Refusal> {
        let found = [Self::Jsonl, Self::Csv].into_iter().find(|format| format.name() == text);
        found.ok_or_else(|| refuse("format", Refused::NoFormat))
    }
}

pub fn actor(text: &str) -> Result<Option<UserId>, Refusal> {
    read("actor", text, |text| text.parse().ok())
}

/// A name of jobs or facts, or an object: ASCII without blanks, at most 100 characters.
pub fn word(field: &'static str, text: &str) -> Result<Option<String>, Refusal> {
    read(field, text, |text| {
        (text.len() <= 100 && text.bytes().all(|b| b.is_ascii_graphic())).then(|| text.to_owned())
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_is_no_filter_is_named() {
        assert_eq!(state("failed").unwrap(), Some(State::Failed));
        assert_eq!(state(" ").unwrap(), None);
        assert_eq!(state("Failed").unwrap_err().field.as_deref(), Some("state"));
        assert_eq!(before("1").unwrap_err().field.as_deref(), Some("before"));
        assert_eq!(actor("Ada").unwrap_err().field.as_deref(), Some("actor"));
        assert_eq!(word("name", "a b").unwrap_err().field.as_deref(), Some("name"));
        assert_eq!(cursor("1.2").unwrap_err().field.as_deref(), Some("before"));
        assert_eq!(address("::ffff:192.0.2.1").unwrap().as_deref(), Some("192.0.2.1"));
        assert_eq!(address("192.0.2.0/24").unwrap_err().key, "operations-refused-address");
        assert_eq!(Format::parse("xlsx").unwrap_err().field.as_deref(), Some("format"));
        assert_eq!(word("name", " helpdesk.x ").unwrap().as_deref(), Some("helpdesk.x"));
    }
    #[test]
    fn days_are_those_of_the_house_and_the_last_one_is_whole() {
        let zone = chrono_tz::Europe::Berlin;
        let moments = |from, to| {
            let (from, until) = days(zone, from, to).unwrap();
            [from, until].map(|at| at.map(|at| at.to_rfc3339()).unwrap_or_default())
        };
        let summer = moments("2026-07-01", "2026-07-01");
        assert_eq!(summer, ["2026-06-30T22:00:00+00:00", "2026-07-01T22:00:00+00:00"]);
        // the day on which the clocks go back has 25 hours
        let autumn = moments("2026-10-25", "2026-10-25");
        assert_eq!(autumn, ["2026-10-24T22:00:00+00:00", "2026-10-25T23:00:00+00:00"]);
        assert_eq!(moments("", ""), ["", ""]);
        assert_eq!(
            days(zone, "2026-07-02", "2026-07-01").unwrap_err().key,
            "operations-refused-days"
        );
        assert_eq!(days(zone, "yesterday", "").unwrap_err().field.as_deref(), Some("from"));
        // in Cairo the clocks skipped midnight on this day
        let cairo = days(chrono_tz::Africa::Cairo, "2024-04-26", "").unwrap().0.unwrap();
        assert_eq!(cairo.to_rfc3339(), "2024-04-25T22:00:00+00:00");
    }
}
