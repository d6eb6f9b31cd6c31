//! A licence: what a customer bought, and the key that proves it.

use super::json::column_of_json;
use super::metadata::Metadata;
use super::policy::Settings;
use super::strategy::{Expiration, words};
use chrono::{DateTime, TimeDelta, Utc};
use events::directory::OrganisationId;
pub use events::licensing::{
    EnvironmentId, LicenceGroupId, LicenceId, LicenceUserId, PolicyId, ProductId,
};
use platform::Millis;
use sea_orm::entity::prelude::*;
use serde::{Deserialize, Serialize};

#[sea_orm::model]
#[derive(Clone, Debug, PartialEq, Eq, DeriveEntityModel)]
#[sea_orm(table_name = "licences")]
pub struct Model {
    #[sea_orm(primary_key, auto_increment = false)]
    pub id: LicenceId,
    pub product: ProductId,
    pub policy: PolicyId,
    pub environment: Option<EnvironmentId>,
    /// Whose it is, as the directory knows them.
    pub organisation: Option<OrganisationId>,
    /// Whose it is, as the vendor's programs know them.
    pub owner: Option<LicenceUserId>,
    pub group: Option<LicenceGroupId>,
    pub name: String,
    /// The name as it is sorted and searched.
    pub name_key: String,
    /// The key, sealed.
    pub key: Vec<u8>,
    /// A keyed hash of the key, by which it is found.
    pub key_hash: String,
    /// The last characters of the key, by which people know it again.
    pub key_hint: String,
    pub is_test: bool,
    pub suspended: bool,
    /// As the policy says, unless it is said here.
    pub protected: Option<bool>,
    pub expires_at: Option<Millis>,
    pub uses: i64,
    /// Where this licence may have more or less than its policy says.
    pub limits: Limits,
    pub metadata: Metadata,
    /// What its machines are together, kept with every seat that is taken or freed.
    pub machines: i64,
    pub cores: i64,
    pub memory: i64,
    pub disk: i64,
    pub first_validated_at: Option<Millis>,
    pub last_validated_at: Option<Millis>,
    pub last_checked_in_at: Option<Millis>,
    pub last_checked_out_at: Option<Millis>,
    /// For which end that it is over, or nearly so, was told.
    pub end_told_at: Option<Millis>,
    pub end_soon_told_at: Option<Millis>,
    pub created_at: Millis,
    pub updated_at: Millis,
    pub version: i32,
}
impl ActiveModelBehavior for ActiveModel {}
pub use Model as Licence;

/// A licence's own limits; none where the policy's count.
#[derive(
    Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize, sea_orm::DeriveValueType,
)]
#[sea_orm(value_type = "String")]
#[serde(rename_all = "camelCase", default)]
pub struct Limits {
    #[serde(skip_serializing_if = "Option::is_none")]
    pub max_machines: Option<u64>,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub max_processes: Option<u64>,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub max_users: Option<u64>,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub max_cores: Option<u64>,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub max_memory: Option<u64>,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub max_disk: Option<u64>,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub max_uses: Option<u64>,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub max_deactivations: Option<u64>,
}

column_of_json!(Limits);

impl Limits {
    /// What counts: this licence's own, else what its policy says.
    #[must_use]
    pub fn over(&self, policy: &Settings) -> Self {
        Self {
            max_machines: self.max_machines.or(policy.most_machines()),
            max_processes: self.max_processes.or(policy.max_processes),
            max_users: self.max_users.or(policy.max_users),
            max_cores: self.max_cores.or(policy.max_cores),
            max_memory: self.max_memory.or(policy.max_memory),
            max_disk: self.max_disk.or(policy.max_disk),
            max_uses: self.max_uses.or(policy.max_uses),
            max_deactivations: self.max_deactivations.or(policy.max_deactivations),
        }
    }
}

words! {
    /// How a licence stands, as programs are told and people see it.
    Status {
        Banned = "BANNED",
        Suspended = "SUSPENDED",
        Expired = "EXPIRED",
        /// Ends within three days.
        Expiring = "EXPIRING",
        /// Nothing was heard of it in ninety days.
        Inactive = "INACTIVE",
        Active = "ACTIVE",
    }
}

impl Licence {
    /// Before its end it is told for so long.
    pub const SOON: TimeDelta = TimeDelta::days(3);
    /// After so long without a sign it counts as inactive.
    pub const QUIET: TimeDelta = TimeDelta::days(90);

    pub fn is_expired(&self, now: DateTime<Utc>) -> bool {
        self.expires_at.is_some_and(|end| end.0 <= now)
    }

    /// `banned` is whether its owner is.
    pub fn status(&self, banned: bool, now: DateTime<Utc>) -> Status {
        let seen = [
            Some(self.created_at),
            self.last_validated_at,
            self.last_checked_in_at,
            self.last_checked_out_at,
        ];
        let last = seen.into_iter().flatten().map(|at| at.0).max();
        if banned {
            Status::Banned
        } else if self.suspended {
            Status::Suspended
        } else if self.is_expired(now) {
            Status::Expired
        } else if self.expires_at.is_some_and(|end| end.0 <= now + Self::SOON) {
            Status::Expiring
        } else if last.is_some_and(|last| last + Self::QUIET <= now) {
            Status::Inactive
        } else {
            Status::Active
        }
    }

    /// Whether it still answers though its time is over.
    pub fn outlives_its_end(strategy: Expiration) -> bool {
        matches!(strategy, Expiration::Maintain | Expiration::Allow)
    }
}

/// The words that licences are found by.
pub mod word {
    use super::*;

    #[sea_orm::model]
    #[derive(Clone, Debug, PartialEq, Eq, DeriveEntityModel)]
    #[sea_orm(table_name = "licence_words")]
    pub struct Model {
        #[sea_orm(primary_key, auto_increment = false)]
        pub word: String,
        #[sea_orm(primary_key, auto_increment = false)]
        pub licence: LicenceId,
    }
    impl ActiveModelBehavior for ActiveModel {}
}
