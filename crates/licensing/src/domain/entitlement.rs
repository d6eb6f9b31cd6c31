//! An entitlement: a feature that a licence opens, given by its policy or to it alone.

use super::metadata::Metadata;
pub use events::licensing::{EntitlementId, EnvironmentId, LicenceId, PolicyId};
use platform::Millis;
use sea_orm::entity::prelude::*;

#[sea_orm::model]
#[derive(Clone, Debug, PartialEq, Eq, DeriveEntityModel)]
#[sea_orm(table_name = "entitlements")]
pub struct Model {
    #[sea_orm(primary_key, auto_increment = false)]
    pub id: EntitlementId,
    pub environment: Option<EnvironmentId>,
    pub name: String,
    /// The name as it is sorted and searched.
    pub name_key: String,
    /// Unique; what programs ask for.
    pub code: String,
    pub metadata: Metadata,
    pub created_at: Millis,
    pub updated_at: Millis,
    pub version: i32,
}
impl ActiveModelBehavior for ActiveModel {}
pub use Model as Entitlement;

/// One that every licence of a policy has.
pub mod of_policy {
    use super::*;

    #[sea_orm::model]
    #[derive(Clone, Debug, PartialEq, Eq, DeriveEntityModel)]
    #[sea_orm(table_name = "policy_entitlements")]
    pub struct Model {
        #[sea_orm(primary_key, auto_increment = false)]
        pub policy: PolicyId,
        #[sea_orm(primary_key, auto_increment = false)]
        pub entitlement: EntitlementId,
        pub created_at: Millis,
    }
    impl ActiveModelBehavior for ActiveModel {}
}

/// One that a licence has for itself, with a value and for a time.
pub mod of_licence {
    use super::*;

    #[sea_orm::model]
    #[derive(Clone, Debug, PartialEq, Eq, DeriveEntityModel)]
    #[sea_orm(table_name = "licence_entitlements")]
    pub struct Model {
        #[sea_orm(primary_key, auto_increment = false)]
        pub licence: LicenceId,
        #[sea_orm(primary_key, auto_increment = false)]
        pub entitlement: EntitlementId,
        /// How much of it, where it is no mere yes.
        pub value: Option<String>,
        pub expires_at: Option<Millis>,
        pub created_at: Millis,
    }
    impl ActiveModelBehavior for ActiveModel {}
}
