//! The columns that a validation looks at each time. Of a licence and of a policy they say whether these are still as they were
//! read: the version, and what changes without it.

use super::licence::Licence;
use super::machine::{Heartbeat, heartbeat};
use chrono::{DateTime, Utc};
use events::licensing::{LicenceId, LicenceUserId, MachineId, PolicyId};
use platform::Millis;
use sea_orm::entity::prelude::*;

pub mod licence {
    use super::*;

    #[sea_orm::model]
    #[derive(Clone, Debug, PartialEq, Eq, DeriveEntityModel)]
    #[sea_orm(table_name = "licences")]
    pub struct Model {
        #[sea_orm(primary_key, auto_increment = false)]
        pub id: LicenceId,
        pub key_hash: String,
        pub expires_at: Option<Millis>,
        pub first_validated_at: Option<Millis>,
        pub last_validated_at: Option<Millis>,
        pub last_checked_in_at: Option<Millis>,
        pub last_checked_out_at: Option<Millis>,
        pub version: i32,
    }
    impl ActiveModelBehavior for ActiveModel {}
}

pub mod policy {
    use super::*;

    #[sea_orm::model]
    #[derive(Clone, Debug, PartialEq, Eq, DeriveEntityModel)]
    #[sea_orm(table_name = "policies")]
    pub struct Model {
        #[sea_orm(primary_key, auto_increment = false)]
        pub id: PolicyId,
        pub version: i32,
    }
    impl ActiveModelBehavior for ActiveModel {}
}

/// A machine as a validation sees it.
pub mod machine {
    use super::*;

    #[sea_orm::model]
    #[derive(Clone, Debug, PartialEq, Eq, DeriveEntityModel)]
    #[sea_orm(table_name = "machines")]
    pub struct Model {
        #[sea_orm(primary_key, auto_increment = false)]
        pub id: MachineId,
        pub licence: LicenceId,
        pub owner: Option<LicenceUserId>,
        pub fingerprint: String,
        pub cores: Option<i64>,
        pub memory: Option<i64>,
        pub disk: Option<i64>,
        pub dies_at: Option<Millis>,
        pub revived_at: Option<Millis>,
    }
    impl ActiveModelBehavior for ActiveModel {}
}

impl machine::Model {
    pub fn heartbeat(&self, now: DateTime<Utc>) -> Heartbeat {
        heartbeat(self.dies_at, self.revived_at, now)
    }
}

impl licence::Model {
    /// The licence as it is now; none where it was changed since it was read.
    pub fn onto(&self, read: &Licence) -> Option<Licence> {
        let is_same = self.id == read.id && self.version == read.version;
        is_same.then(|| Licence {
            expires_at: self.expires_at,
            first_validated_at: self.first_validated_at,
            last_validated_at: self.last_validated_at,
            last_checked_in_at: self.last_checked_in_at,
            last_checked_out_at: self.last_checked_out_at,
            ..read.clone()
        })
    }
}
