//! What is known of the use of licences: every heartbeat, every use of a feature, and both added up by hours and days.

use chrono::{DateTime, TimeDelta, Utc};
pub use events::licensing::{LicenceId, MachineId, ProcessId, ProductId};
use platform::Millis;
use sea_orm::entity::prelude::*;
use serde::{Deserialize, Serialize};

/// What a program says of its use since it last said so.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Used {
    /// Features with how often they were used; each once.
    pub features: Vec<(String, i64)>,
    /// How many people use it now.
    pub users: Option<i64>,
}

impl Used {
    /// A feature's name is no longer.
    pub const LONGEST: usize = 100;
    /// So many features are told at once at most.
    pub const MOST: usize = 100;
    /// No count is larger: a year of them adds up to what every database counts to.
    pub const LARGEST: i64 = 1_000_000_000;
}

/// How far the use was added up, as people are told it.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Added {
    /// What was before is added up.
    pub until: Millis,
    /// What came since is added up by then.
    pub next: Millis,
}

impl Added {
    /// So long after an hour it is added up at the latest: it waits for what is written late, and for the next round.
    const WITHIN: TimeDelta = TimeDelta::minutes(15);

    /// Where nothing was added up yet, the hour that runs is the first one.
    pub fn of(until: Option<Millis>, now: DateTime<Utc>) -> Self {
        let until = until.unwrap_or_else(|| floor(Millis(now), HOUR));
        let next = until.0 + TimeDelta::milliseconds(HOUR) + Self::WITHIN;
        // who is behind catches up with the next round
        Self { until, next: Millis(next.max(now + Self::WITHIN)) }
    }
}

/// A machine or a session was heard of. Kept by months.
#[sea_orm::model]
#[derive(Clone, Debug, PartialEq, Eq, DeriveEntityModel)]
#[sea_orm(table_name = "licence_heartbeats")]
pub struct Model {
    pub at: Millis,
    #[sea_orm(primary_key, auto_increment = false)]
    pub id: Uuid,
    pub licence: LicenceId,
    pub product: ProductId,
    pub machine: MachineId,
    pub process: Option<ProcessId>,
    /// The network that it came from.
    pub network: String,
    /// The program's version, where it said so.
    pub version: String,
    pub users: Option<i64>,
}
impl ActiveModelBehavior for ActiveModel {}
pub use Model as Heartbeat;

/// A feature was used so often. Kept by months.
pub mod feature {
    use super::*;

    #[sea_orm::model]
    #[derive(Clone, Debug, PartialEq, Eq, DeriveEntityModel)]
    #[sea_orm(table_name = "licence_feature_uses")]
    pub struct Model {
        pub at: Millis,
        #[sea_orm(primary_key, auto_increment = false)]
        pub id: Uuid,
        pub licence: LicenceId,
        pub product: ProductId,
        pub feature: String,
        pub uses: i64,
    }
    impl ActiveModelBehavior for ActiveModel {}
    pub use self::Model as FeatureUse;
}

/// What of a product was counted in an hour.
pub mod hour {
    use super::*;

    #[sea_orm::model]
    #[derive(Clone, Debug, PartialEq, Eq, DeriveEntityModel)]
    #[sea_orm(table_name = "licence_usage_hours")]
    pub struct Model {
        /// When the hour began; of what is counted once a day, when the day began. Part of the key, too.
        pub hour: Millis,
        #[sea_orm(primary_key, auto_increment = false)]
        pub product: ProductId,
        #[sea_orm(primary_key, auto_increment = false)]
        pub what: String,
        /// A validation's code or a feature; else blank.
        #[sea_orm(primary_key, auto_increment = false)]
        pub code: String,
        pub uses: i64,
    }
    impl ActiveModelBehavior for ActiveModel {}
    pub use self::Model as Hour;
}

/// What of a licence was counted on a day.
pub mod day {
    use super::*;

    #[sea_orm::model]
    #[derive(Clone, Debug, PartialEq, Eq, DeriveEntityModel)]
    #[sea_orm(table_name = "licence_usage_days")]
    pub struct Model {
        #[sea_orm(primary_key, auto_increment = false)]
        pub licence: LicenceId,
        /// Part of the key, too.
        pub day: Millis,
        /// Blank for its heartbeats.
        #[sea_orm(primary_key, auto_increment = false)]
        pub feature: String,
        pub product: ProductId,
        pub uses: i64,
        /// As many people as used it at once.
        pub users: i64,
    }
    impl ActiveModelBehavior for ActiveModel {}
    pub use self::Model as Day;
}

super::strategy::words! {
    What {
        Validations = "VALIDATIONS",
        Activations = "ACTIVATIONS",
        /// Machines and sessions that were heard of, each once an hour.
        Machines = "MACHINES",
        Sessions = "SESSIONS",
        /// As many people as used them at once.
        Users = "USERS",
        Features = "FEATURES",
        /// Licences that are good, once a day.
        Licences = "LICENCES",
        /// Licences that were used, each once an hour.
        Used = "USED",
    }
}

pub const HOUR: i64 = 3_600_000;
pub const DAY: i64 = 24 * HOUR;

/// The beginning of the hour, or of the day, that this lies in.
pub fn floor(at: Millis, span: i64) -> Millis {
    let millis = at.0.timestamp_millis();
    chrono::DateTime::from_timestamp_millis(millis - millis.rem_euclid(span)).map_or(at, Millis)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_moment_lies_in_one_hour_and_one_day() {
        let at = |text: &str| Millis(text.parse().unwrap());
        let moment = at("2026-11-21T08:59:59.999Z");
        assert_eq!(floor(moment, HOUR), at("2026-11-21T08:00:00Z"));
        assert_eq!(floor(moment, DAY), at("2026-11-21T00:00:00Z"));
        assert_eq!(floor(at("2026-11-21T08:00:00Z"), HOUR), at("2026-11-21T08:00:00Z"));
    }
}
