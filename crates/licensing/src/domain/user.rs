//! Who uses licences: a name and an address by which a vendor knows them. They do not sign in to the house.

use super::metadata::Metadata;
use super::strategy::words;
pub use events::licensing::{EnvironmentId, LicenceGroupId, LicenceId, LicenceUserId};
use platform::Millis;
use sea_orm::entity::prelude::*;
use serde::{Deserialize, Serialize};

words! {
    #[derive(Default)]
    Standing {
        #[default]
        Active = "ACTIVE",
        Banned = "BANNED",
    }
}

#[sea_orm::model]
#[derive(Clone, Debug, PartialEq, Eq, DeriveEntityModel)]
#[sea_orm(table_name = "licence_users")]
pub struct Model {
    #[sea_orm(primary_key, auto_increment = false)]
    pub id: LicenceUserId,
    pub environment: Option<EnvironmentId>,
    pub group: Option<LicenceGroupId>,
    pub email: String,
    /// The address in lower case, unique.
    pub email_key: String,
    pub first_name: String,
    pub last_name: String,
    pub standing: Standing,
    pub metadata: Metadata,
    pub created_at: Millis,
    pub updated_at: Millis,
    pub version: i32,
}
impl ActiveModelBehavior for ActiveModel {}
pub use Model as User;

impl User {
    pub fn is_banned(&self) -> bool {
        self.standing == Standing::Banned
    }

    /// What people call them: the name, or the address where there is none.
    pub fn label(&self) -> String {
        let name = format!("{} {}", self.first_name, self.last_name);
        let name = name.trim();
        if name.is_empty() { self.email.clone() } else { name.to_owned() }
    }
}

/// The words that users are found by.
pub mod word {
    use super::*;

    #[sea_orm::model]
    #[derive(Clone, Debug, PartialEq, Eq, DeriveEntityModel)]
    #[sea_orm(table_name = "licence_user_words")]
    pub struct Model {
        #[sea_orm(primary_key, auto_increment = false)]
        pub word: String,
        #[sea_orm(primary_key, auto_increment = false)]
        pub user: LicenceUserId,
    }
    impl ActiveModelBehavior for ActiveModel {}
}

/// Somebody who uses a licence beside its owner.
pub mod of_licence {
    use super::*;

    #[sea_orm::model]
    #[derive(Clone, Debug, PartialEq, Eq, DeriveEntityModel)]
    #[sea_orm(table_name = "licence_members")]
    pub struct Model {
        #[sea_orm(primary_key, auto_increment = false)]
        pub licence: LicenceId,
        #[sea_orm(primary_key, auto_increment = false)]
        pub user: LicenceUserId,
        pub created_at: Millis,
    }
    impl ActiveModelBehavior for ActiveModel {}
}
