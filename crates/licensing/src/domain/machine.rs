//! A machine that a licence runs on: a seat that is taken.

use super::metadata::Metadata;
use super::policy::Settings;
use super::strategy::{Cull, HeartbeatBasis, words};
use chrono::{DateTime, TimeDelta, Utc};
pub use events::licensing::{
    ComponentId, EnvironmentId, LicenceGroupId, LicenceId, LicenceUserId, MachineId, PolicyId,
    ProductId,
};
use platform::Millis;
use sea_orm::entity::prelude::*;
use serde::{Deserialize, Serialize};

#[sea_orm::model]
#[derive(Clone, Debug, PartialEq, Eq, DeriveEntityModel)]
#[sea_orm(table_name = "machines")]
pub struct Model {
    #[sea_orm(primary_key, auto_increment = false)]
    pub id: MachineId,
    pub licence: LicenceId,
    pub policy: PolicyId,
    pub product: ProductId,
    pub environment: Option<EnvironmentId>,
    pub owner: Option<LicenceUserId>,
    pub group: Option<LicenceGroupId>,
    pub fingerprint: String,
    /// A hash of the fingerprint and of the bounds within which it is unique; unique.
    pub claim: String,
    pub name: String,
    pub hostname: String,
    pub platform: String,
    pub ip: String,
    pub cores: Option<i64>,
    pub memory: Option<i64>,
    pub disk: Option<i64>,
    pub metadata: Metadata,
    pub last_beat_at: Option<Millis>,
    /// When it counts as dead unless a heartbeat comes; none while nobody watches it.
    pub dies_at: Option<Millis>,
    /// When its death was told; none while it lives.
    pub died_at: Option<Millis>,
    /// When it last came back from the dead.
    pub revived_at: Option<Millis>,
    pub last_checked_out_at: Option<Millis>,
    pub created_at: Millis,
    pub updated_at: Millis,
    pub version: i32,
}
impl ActiveModelBehavior for ActiveModel {}
pub use Model as Machine;

words! {
    /// What its heartbeat says.
    Heartbeat {
        NotStarted = "NOT_STARTED",
        Alive = "ALIVE",
        Dead = "DEAD",
        Resurrected = "RESURRECTED",
    }
}

impl Machine {
    /// What people call it: the name, or the fingerprint where there is none.
    pub fn label(&self) -> &str {
        if self.name.is_empty() { &self.fingerprint } else { &self.name }
    }

    /// Its facts as text, as a change shows them.
    pub fn fields(&self) -> Vec<(&'static str, String)> {
        let number = |n: Option<i64>| n.map(|n| n.to_string()).unwrap_or_default();
        vec![
            ("name", self.name.clone()),
            ("ip", self.ip.clone()),
            ("hostname", self.hostname.clone()),
            ("platform", self.platform.clone()),
            ("cores", number(self.cores)),
            ("memory", number(self.memory)),
            ("disk", number(self.disk)),
            ("metadata", self.metadata.to_string()),
        ]
    }

    pub fn heartbeat(&self, now: DateTime<Utc>) -> Heartbeat {
        heartbeat(self.dies_at, self.revived_at, now)
    }
}

/// What the heartbeat of a machine says that is watched until then, and came back from the dead at some time.
pub fn heartbeat(
    dies_at: Option<Millis>,
    revived_at: Option<Millis>,
    now: DateTime<Utc>,
) -> Heartbeat {
    match dies_at {
        None => Heartbeat::NotStarted,
        Some(end) if end.0 <= now => Heartbeat::Dead,
        Some(_) if revived_at.is_some() => Heartbeat::Resurrected,
        Some(_) => Heartbeat::Alive,
    }
}

impl Settings {
    /// Until when a machine lives whose heartbeat came now.
    pub fn lives_until(&self, beat: DateTime<Utc>) -> DateTime<Utc> {
        let seconds = self.heartbeat_seconds().saturating_add(Self::DRIFT_SECONDS);
        let window = TimeDelta::try_seconds(i64::try_from(seconds).unwrap_or(i64::MAX));
        window
            .and_then(|window| beat.checked_add_signed(window))
            .unwrap_or(DateTime::<Utc>::MAX_UTC)
    }

    /// Until when a machine lives that was just made; none where it is watched from its first heartbeat.
    pub fn watched_from_birth(&self, now: DateTime<Utc>) -> Option<DateTime<Utc>> {
        let from_birth = self.require_heartbeat && self.heartbeat_basis == HeartbeatBasis::Creation;
        from_birth.then(|| self.lives_until(now))
    }

    pub fn keeps_dead(&self) -> bool {
        self.heartbeat_cull_strategy == Cull::Keep
    }
}

/// A part of a machine: known by a hash that the program made, never by what the part calls itself.
pub mod component {
    use super::*;

    #[sea_orm::model]
    #[derive(Clone, Debug, PartialEq, Eq, DeriveEntityModel)]
    #[sea_orm(table_name = "machine_components")]
    pub struct Model {
        #[sea_orm(primary_key, auto_increment = false)]
        pub id: ComponentId,
        pub machine: MachineId,
        pub licence: LicenceId,
        pub name: String,
        pub fingerprint: String,
        /// A hash of the fingerprint and of the bounds within which it is unique; unique.
        pub claim: String,
        pub metadata: Metadata,
        pub created_at: Millis,
        pub updated_at: Millis,
        pub version: i32,
    }
    impl ActiveModelBehavior for ActiveModel {}
}
pub use component::Model as Component;

/// The words that machines are found by.
pub mod word {
    use super::*;

    #[sea_orm::model]
    #[derive(Clone, Debug, PartialEq, Eq, DeriveEntityModel)]
    #[sea_orm(table_name = "machine_words")]
    pub struct Model {
        #[sea_orm(primary_key, auto_increment = false)]
        pub word: String,
        #[sea_orm(primary_key, auto_increment = false)]
        pub machine: MachineId,
    }
    impl ActiveModelBehavior for ActiveModel {}
}
