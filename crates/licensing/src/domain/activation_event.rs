//! Who took and freed the seats of a licence, written down for good, and how often its own people may free one.

use super::licence::Limits;
use super::policy::Settings;
use super::strategy::{Interval, words};
use super::token::LicenceTokenId;
use chrono::{DateTime, TimeDelta, Utc};
pub use events::licensing::{LicenceId, MachineId};
use platform::{Millis, Refuse, id};
use sea_orm::entity::prelude::*;
use serde::{Deserialize, Serialize};

id!(ActivationEventId);

words! {
    Kind {
        Activate = "ACTIVATE",
        Deactivate = "DEACTIVATE",
        /// One machine gave its seat to another.
        Transfer = "TRANSFER",
        /// A copy of the program runs no more: no heartbeat came from it.
        ProcessDied = "PROCESS_DIED",
        /// A copy of the program said that it ends.
        ProcessEnded = "PROCESS_ENDED",
    }
}

words! {
    Actor {
        /// Somebody who works here.
        House = "HOUSE",
        /// A program of the vendor.
        Vendor = "VENDOR",
        /// A program of the licence.
        Program = "PROGRAM",
        /// The customer, in the portal.
        Customer = "CUSTOMER",
        /// The licence server by itself, because no heartbeat came.
        Server = "SERVER",
    }
}

#[sea_orm::model]
#[derive(Clone, Debug, PartialEq, Eq, DeriveEntityModel)]
#[sea_orm(table_name = "activation_events")]
pub struct Model {
    #[sea_orm(primary_key, auto_increment = false)]
    pub id: ActivationEventId,
    pub licence: LicenceId,
    /// The machine that took the seat, or that gave it.
    pub machine: MachineId,
    pub kind: Kind,
    pub actor: Actor,
    /// Whether it is one of those of which there are only so many.
    pub counted: bool,
    pub at: Millis,
}
impl ActiveModelBehavior for ActiveModel {}
pub use Model as ActivationEvent;

/// Who takes or frees a seat.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum By {
    House,
    Vendor,
    /// With the token whose own limits count too, if it has any.
    Program(Option<LicenceTokenId>),
    Customer,
    Server,
}

impl By {
    pub fn actor(self) -> Actor {
        match self {
            Self::House => Actor::House,
            Self::Vendor => Actor::Vendor,
            Self::Program(_) => Actor::Program,
            Self::Customer => Actor::Customer,
            Self::Server => Actor::Server,
        }
    }

    pub fn token(self) -> Option<LicenceTokenId> {
        match self {
            Self::Program(token) => token,
            Self::House | Self::Vendor | Self::Customer | Self::Server => None,
        }
    }

    /// Whether it is done by those whose licence it is, and not for them.
    pub fn serves_himself(self) -> bool {
        matches!(self, Self::Program(_) | Self::Customer)
    }
}

/// Why a seat is not freed by those whose licence it is.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
pub enum Refused {
    #[error(
        "deactivation count has exceeded maximum allowed by current policy ({most}); it is possible again at {}",
        Self::time(again)
    )]
    Spent { most: u64, again: DateTime<Utc> },
}

impl Refused {
    fn time(at: &DateTime<Utc>) -> String {
        at.format("%Y-%m-%d %H:%M UTC").to_string()
    }
}

impl Refuse for Refused {
    fn key(&self) -> &'static str {
        match self {
            Self::Spent { .. } => "licensing-deactivations-spent",
        }
    }

    fn args(&self) -> Vec<(&'static str, String)> {
        let Self::Spent { most, again } = self;
        vec![("most", most.to_string()), ("again", Self::time(again))]
    }

    fn code(&self) -> Option<&'static str> {
        Some("DEACTIVATIONS_LIMIT_EXCEEDED")
    }
}

/// How many seats a licence's own people may free within how long.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Allowance {
    pub most: u64,
    pub within: TimeDelta,
}

impl Allowance {
    /// Longer ago than this nothing counts any more.
    pub const LONGEST: TimeDelta = TimeDelta::days(366);

    /// None where as many are allowed as one likes.
    pub fn of(limits: &Limits, policy: &Settings) -> Option<Self> {
        let within = match policy.deactivation_interval {
            Interval::Day => TimeDelta::days(1),
            Interval::Week => TimeDelta::weeks(1),
            Interval::Month => TimeDelta::days(30),
            Interval::Year => TimeDelta::days(365),
        };
        limits.over(policy).max_deactivations.map(|most| Self { most, within })
    }

    /// Only what was freed after this counts.
    pub fn since(&self, now: DateTime<Utc>) -> DateTime<Utc> {
        now - self.within
    }

    /// Says no where the last but `most` was freed lately; `that` is when.
    pub fn check(&self, that: Option<Millis>) -> Result<(), Refused> {
        match that {
            Some(at) => Err(Refused::Spent { most: self.most, again: at.0 + self.within }),
            None => Ok(()),
        }
    }
}

/// What of an allowance is left.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Left {
    pub most: u64,
    pub count: u64,
    /// When there is one again; none while there are some.
    pub again: Option<DateTime<Utc>>,
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_licences_own_number_counts_before_the_policys_and_within_its_time() {
        let policy = |most| Settings {
            max_deactivations: most,
            deactivation_interval: Interval::Week,
            ..Settings::default()
        };
        let own = |most| Limits { max_deactivations: most, ..Limits::default() };
        assert_eq!(Allowance::of(&own(None), &policy(None)), None);
        let week = TimeDelta::days(7);
        for (licence, most, counts) in
            [(None, Some(2), 2), (Some(5), Some(2), 5), (Some(1), None, 1)]
        {
            let allowance = Allowance { most: counts, within: week };
            assert_eq!(Allowance::of(&own(licence), &policy(most)), Some(allowance));
        }
    }

    #[test]
    fn a_refusal_says_when_it_is_possible_again() {
        let at = DateTime::from_timestamp(1_795_248_000, 0).unwrap();
        let allowance = Allowance { most: 2, within: TimeDelta::days(30) };
        assert_eq!(allowance.check(None), Ok(()));
        let refused = allowance.check(Some(Millis(at))).unwrap_err();
        assert_eq!(refused, Refused::Spent { most: 2, again: at + TimeDelta::days(30) });
        assert!(refused.to_string().ends_with("again at 2026-12-21 08:00 UTC"), "{refused}");
    }
}
