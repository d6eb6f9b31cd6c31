//! An erasure of someone's data, and how long business letters are kept.

use chrono::{DateTime, Datelike, TimeZone, Utc};
use platform::privacy::Subject;
use platform::users::email_key;
use platform::{Millis, Refuse, UserId};
use sea_orm::entity::prelude::*;

platform::id!(ErasureId);

#[derive(Clone, Copy, Debug, PartialEq, Eq, EnumIter, DeriveActiveEnum)]
#[sea_orm(rs_type = "String", db_type = "String(StringLen::N(16))", rename_all = "snake_case")]
pub enum State {
    Running,
    /// Business letters are left; what is over goes at the next turn of the year.
    Kept,
    Done,
    /// Refused when its turn came, or its job was given up: nothing more comes of it, and another may be asked for.
    Stopped,
}

#[sea_orm::model]
#[derive(Clone, Debug, PartialEq, Eq, DeriveEntityModel)]
#[sea_orm(table_name = "erasures")]
pub struct Model {
    #[sea_orm(primary_key, auto_increment = false)]
    pub id: ErasureId,
    /// `person:<id>` or `user:<id>`: what is there to the end, and a number that names nobody when it is done.
    pub object: String,
    pub asked_by: UserId,
    pub state: State,
    /// When the next letters are over.
    pub due: Option<Millis>,
    pub created_at: Millis,
    pub done_at: Option<Millis>,
    /// Sealed: who it is about, from its first step to its end.
    pub subject: Option<String>,
}
impl ActiveModelBehavior for ActiveModel {}
pub use Model as Erasure;

/// Why an erasure, an archive, a hold or a rule is refused.
#[derive(Debug, PartialEq, Eq, thiserror::Error)]
pub enum Refused {
    #[error("neither the name nor an address of the person was typed")]
    NotConfirmed,
    #[error("a legal hold lies on it: {0}")]
    Held(String),
    #[error("{0}")]
    NotTo(&'static str),
    #[error("an erasure runs already")]
    Running,
    #[error("an archive is being put together already")]
    Waiting,
    #[error("a hold needs a reason of at most 500 characters")]
    Reason,
    #[error("the archive is not there any more")]
    Gone,
}

impl Refuse for Refused {
    fn key(&self) -> &'static str {
        match self {
            Self::NotConfirmed => "operations-privacy-not-confirmed",
            Self::Held(_) => "operations-privacy-held",
            Self::NotTo(key) => key,
            Self::Running => "operations-privacy-running",
            Self::Waiting => "operations-export-already",
            Self::Reason => "operations-privacy-reason-needed",
            Self::Gone => "operations-privacy-gone",
        }
    }

    fn field(&self) -> Option<&'static str> {
        match self {
            Self::NotConfirmed => Some("confirm"),
            Self::Reason => Some("reason"),
            _ => None,
        }
    }

    fn args(&self) -> Vec<(&'static str, String)> {
        match self {
            Self::Held(reason) => vec![("reason", reason.clone())],
            _ => Vec::new(),
        }
    }
}

/// By what an erasure finds its person again in a year: the entry of the directory stays while anything does, the account
/// goes at once.
pub fn lasting(subject: &Subject) -> Option<String> {
    let user = || subject.users.first().map(|id| format!("user:{id}"));
    subject.persons.first().map(|id| format!("person:{id}")).or_else(user)
}

/// Whether what was typed is the person's name or one of the addresses.
pub fn is_confirmed(subject: &Subject, typed: &str) -> bool {
    let typed = typed.trim();
    !typed.is_empty()
        && (typed.eq_ignore_ascii_case(subject.name.trim())
            || typed.to_lowercase() == subject.name.trim().to_lowercase()
            || subject.emails.contains(&email_key(typed)))
}

/// The beginning of a year.
fn new_year(zone: chrono_tz::Tz, year: i32) -> Option<DateTime<Utc>> {
    Some(zone.with_ymd_and_hms(year, 1, 1, 0, 0, 0).earliest()?.with_timezone(&Utc))
}

/// Letters since this moment are kept: the years begin with the end of the year of the letter (HGB § 257 (5)).
pub fn letters_since(now: DateTime<Utc>, zone: chrono_tz::Tz, years: u32) -> Option<DateTime<Utc>> {
    let years = i32::try_from(years).ok()?;
    new_year(zone, now.with_timezone(&zone).year() - years)
}

/// When the next letters are over.
pub fn next_turn(now: DateTime<Utc>, zone: chrono_tz::Tz) -> Option<DateTime<Utc>> {
    new_year(zone, now.with_timezone(&zone).year() + 1)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_letter_is_kept_until_the_end_of_the_sixth_year_after_its_own() {
        let zone = chrono_tz::Europe::Berlin;
        let now = |text: &str| text.parse::<DateTime<Utc>>().unwrap();
        let since = letters_since(now("2026-11-21T09:00:00Z"), zone, 6).unwrap();
        // of 2020: kept until the end of 2026, of 2019: over since the end of 2025
        assert_eq!(since.to_rfc3339(), "2019-12-31T23:00:00+00:00");
        let turn = next_turn(now("2026-12-31T22:59:59Z"), zone).unwrap();
        assert_eq!(turn.to_rfc3339(), "2026-12-31T23:00:00+00:00");
        let turn = next_turn(turn, zone).unwrap();
        assert_eq!(turn.to_rfc3339(), "2027-12-31T23:00:00+00:00");
    }

    #[test]
    fn only_the_name_or_an_address_confirms() {
        let mut subject = Subject { name: "Änne Ott".into(), ..Subject::default() };
        subject.add_email("Ott@Halle.example");
        for right in ["Änne Ott", " änne ott ", "ott@halle.example", "OTT@halle.example"] {
            assert!(is_confirmed(&subject, right), "{right}");
        }
        for wrong in ["", " ", "Ott", "ott", "halle.example", "yes"] {
            assert!(!is_confirmed(&subject, wrong), "{wrong}");
        }
    }
}
