//! A meter: something that is counted for licences, such as documents or minutes, with limits that warn and limits that stop.

use super::metadata::Metadata;
use super::usage::Used;
use chrono::{DateTime, Datelike as _, Days, Months, NaiveDate, NaiveTime, TimeDelta, Utc};
pub use events::licensing::{EnvironmentId, LicenceId, MeterId, PolicyId};
use platform::{Millis, Refuse};
use sea_orm::entity::prelude::*;
use serde::{Deserialize, Serialize};

super::strategy::words! {
    /// When it begins anew, by UTC.
    #[derive(Default)]
    Reset {
        #[default]
        Never = "NEVER",
        Day = "DAY",
        Month = "MONTH",
        Year = "YEAR",
    }
}

#[sea_orm::model]
#[derive(Clone, Debug, PartialEq, Eq, DeriveEntityModel)]
#[sea_orm(table_name = "meters")]
pub struct Model {
    #[sea_orm(primary_key, auto_increment = false)]
    pub id: MeterId,
    pub environment: Option<EnvironmentId>,
    pub name: String,
    /// The name as it is sorted and searched.
    pub name_key: String,
    /// Unique; what programs name it by.
    pub code: String,
    /// What is counted, such as `documents`; may be blank.
    pub unit: String,
    pub reset: Reset,
    /// The limits of licences for which nothing else is said.
    pub soft: Option<i64>,
    pub hard: Option<i64>,
    pub metadata: Metadata,
    pub created_at: Millis,
    pub updated_at: Millis,
    pub version: i32,
}
impl ActiveModelBehavior for ActiveModel {}
pub use Model as Meter;

/// What a policy's licences, or one licence, may use of a meter.
pub mod limit {
    use super::*;

    #[sea_orm::model]
    #[derive(Clone, Debug, PartialEq, Eq, DeriveEntityModel)]
    #[sea_orm(table_name = "meter_limits")]
    pub struct Model {
        #[sea_orm(primary_key, auto_increment = false)]
        pub meter: MeterId,
        /// A policy or a licence.
        #[sea_orm(primary_key, auto_increment = false)]
        pub of: Uuid,
        pub soft: Option<i64>,
        pub hard: Option<i64>,
        pub created_at: Millis,
    }
    impl ActiveModelBehavior for ActiveModel {}
}

/// What was counted for a licence in one period.
pub mod count {
    use super::*;

    #[sea_orm::model]
    #[derive(Clone, Debug, PartialEq, Eq, DeriveEntityModel)]
    #[sea_orm(table_name = "meter_counts")]
    pub struct Model {
        #[sea_orm(primary_key, auto_increment = false)]
        pub licence: LicenceId,
        #[sea_orm(primary_key, auto_increment = false)]
        pub meter: MeterId,
        /// When the period began. Part of the key, too.
        pub period: Millis,
        pub counted: i64,
    }
    impl ActiveModelBehavior for ActiveModel {}
}

/// One count that a program told, under a key that counts once.
pub mod event {
    use super::*;

    #[sea_orm::model]
    #[derive(Clone, Debug, PartialEq, Eq, DeriveEntityModel)]
    #[sea_orm(table_name = "meter_events")]
    pub struct Model {
        #[sea_orm(primary_key, auto_increment = false)]
        pub id: Uuid,
        pub licence: LicenceId,
        pub meter: MeterId,
        /// What the program calls it; unique for the licence's meter.
        pub key: String,
        pub quantity: i64,
        /// When it was used, as the program says.
        pub at: Millis,
        pub created_at: Millis,
    }
    impl ActiveModelBehavior for ActiveModel {}
    pub use self::Model as MeterEvent;
}

/// From where on one is told, and where it ends.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Limits {
    pub soft: Option<i64>,
    pub hard: Option<i64>,
}

/// A limit that is reached.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Reached {
    Soft,
    Hard,
}

impl Reached {
    pub fn name(self) -> &'static str {
        match self {
            Self::Soft => "soft",
            Self::Hard => "hard",
        }
    }
}

/// Why a meter says no.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
pub enum Refused {
    #[error("must be a number from 1 to {}", Used::LARGEST)]
    Quantity,
    #[error("must be a text of 1 to {} characters", Meter::LONGEST_KEY)]
    Key,
    #[error("must be no more than {} days ago, and not to come", Meter::KEPT_DAYS)]
    At,
    #[error("the limit of {hard} would be exceeded: {counted} are counted")]
    LimitExceeded { hard: i64, counted: i64 },
    #[error("the limit that warns is at most the one that stops")]
    SoftAboveHard,
}

impl Refuse for Refused {
    fn key(&self) -> &'static str {
        match self {
            Self::Quantity => "licensing-meter-quantity",
            Self::Key => "licensing-meter-key",
            Self::At => "licensing-meter-at",
            Self::LimitExceeded { .. } => "licensing-meter-exceeded",
            Self::SoftAboveHard => "licensing-meter-soft-above",
        }
    }

    fn field(&self) -> Option<&'static str> {
        match self {
            Self::Quantity => Some("quantity"),
            Self::Key => Some("idempotency_key"),
            Self::At => Some("at"),
            Self::LimitExceeded { .. } => None,
            Self::SoftAboveHard => Some("soft"),
        }
    }

    fn code(&self) -> Option<&'static str> {
        match self {
            Self::LimitExceeded { .. } => Some("METER_LIMIT_EXCEEDED"),
            _ => None,
        }
    }
}

impl Meter {
    /// So long a key is known that was counted; what is older is counted no more.
    pub const KEPT_DAYS: i64 = 400;
    pub const LONGEST_KEY: usize = 200;
    /// So far a program's clock may be ahead.
    const AHEAD: TimeDelta = TimeDelta::minutes(10);

    pub fn limits(&self) -> Limits {
        Limits { soft: self.soft, hard: self.hard }
    }

    /// The beginning of the period that this lies in, and of the next one.
    pub fn period(&self, at: DateTime<Utc>) -> (Millis, Option<Millis>) {
        let day = at.date_naive();
        let (first, next) = match self.reset {
            Reset::Never => return (Millis(DateTime::UNIX_EPOCH), None),
            Reset::Day => (Some(day), day.checked_add_days(Days::new(1))),
            Reset::Month => {
                let first = day.with_day(1);
                (first, first.and_then(|day| day.checked_add_months(Months::new(1))))
            }
            Reset::Year => (
                NaiveDate::from_ymd_opt(day.year(), 1, 1),
                NaiveDate::from_ymd_opt(day.year() + 1, 1, 1),
            ),
        };
        let midnight = |day: NaiveDate| Millis(day.and_time(NaiveTime::MIN).and_utc());
        (first.map_or(Millis(DateTime::UNIX_EPOCH), midnight), next.map(midnight))
    }

    /// Whether something of this moment may be counted now.
    pub fn takes(at: DateTime<Utc>, now: DateTime<Utc>) -> Result<(), Refused> {
        let kept = now - TimeDelta::days(Self::KEPT_DAYS);
        if at < kept || at > now + Self::AHEAD { Err(Refused::At) } else { Ok(()) }
    }
}

impl Limits {
    /// A limit that warns is no use above the one that stops.
    pub fn check(self) -> Result<Self, Refused> {
        match (self.soft, self.hard) {
            (Some(soft), Some(hard)) if soft > hard => Err(Refused::SoftAboveHard),
            _ => Ok(self),
        }
    }

    /// What is counted when this much comes to it.
    pub fn count(self, counted: i64, quantity: i64) -> Result<i64, Refused> {
        if !(1..=Used::LARGEST).contains(&quantity) {
            return Err(Refused::Quantity);
        }
        let hard = self.hard.unwrap_or(i64::MAX);
        counted
            .checked_add(quantity)
            .filter(|all| *all <= hard)
            .ok_or(Refused::LimitExceeded { hard, counted })
    }

    /// How this much stands.
    pub fn reached(self, counted: i64) -> Option<Reached> {
        let is = |limit: Option<i64>| limit.is_some_and(|limit| counted >= limit);
        if is(self.hard) { Some(Reached::Hard) } else { is(self.soft).then_some(Reached::Soft) }
    }
}

#[cfg(test)]
mod tests {
    use super::super::entry::Entry as _;
    use super::*;

    fn at(text: &str) -> DateTime<Utc> {
        text.parse().unwrap()
    }

    #[test]
    fn a_period_begins_and_ends_at_midnight_of_utc() {
        let now = at("2024-02-29T23:59:59.999Z");
        let of = |reset| {
            let meter = Meter { reset, ..Meter::blank(Millis(now)) };
            let (first, next) = meter.period(now);
            (first.0.to_rfc3339(), next.map(|next| next.0.to_rfc3339()))
        };
        let both = |first: &str, next: &str| {
            (format!("{first}T00:00:00+00:00"), Some(format!("{next}T00:00:00+00:00")))
        };
        assert_eq!(of(Reset::Day), both("2024-02-29", "2024-03-01"));
        assert_eq!(of(Reset::Month), both("2024-02-01", "2024-03-01"));
        assert_eq!(of(Reset::Year), both("2024-01-01", "2025-01-01"));
        assert_eq!(of(Reset::Never), ("1970-01-01T00:00:00+00:00".into(), None));
    }

    #[test]
    fn the_hard_limit_stops_and_the_soft_one_is_told() {
        let limits = Limits { soft: Some(8), hard: Some(10) };
        assert_eq!(limits.count(7, 3), Ok(10));
        assert_eq!(limits.count(8, 3), Err(Refused::LimitExceeded { hard: 10, counted: 8 }));
        assert_eq!(Limits::default().count(1 << 40, 3), Ok((1 << 40) + 3));
        assert!(Limits::default().count(i64::MAX, 1).is_err());
        for wrong in [0, -1, Used::LARGEST + 1] {
            assert_eq!(limits.count(0, wrong), Err(Refused::Quantity));
        }
        let reached = [7, 8, 9, 10, 11].map(|counted| limits.reached(counted));
        let (soft, hard) = (Some(Reached::Soft), Some(Reached::Hard));
        assert_eq!(reached, [None, soft, soft, hard, hard]);
        assert_eq!(Limits { soft: Some(11), ..limits }.check(), Err(Refused::SoftAboveHard));
    }

    #[test]
    fn what_is_old_or_to_come_is_not_counted() {
        let now = at("2026-11-21T08:00:00Z");
        assert!(Meter::takes(now, now).is_ok());
        assert!(Meter::takes(now + TimeDelta::minutes(9), now).is_ok());
        assert_eq!(Meter::takes(now + TimeDelta::minutes(11), now), Err(Refused::At));
        assert!(Meter::takes(now - TimeDelta::days(399), now).is_ok());
        assert_eq!(Meter::takes(now - TimeDelta::days(401), now), Err(Refused::At));
    }
}
