//! A group of licences, machines and their users, with limits of its own.

use super::metadata::Metadata;
pub use events::licensing::{EnvironmentId, LicenceGroupId};
use platform::Millis;
use sea_orm::entity::prelude::*;

#[sea_orm::model]
#[derive(Clone, Debug, PartialEq, Eq, DeriveEntityModel)]
#[sea_orm(table_name = "licence_groups")]
pub struct Model {
    #[sea_orm(primary_key, auto_increment = false)]
    pub id: LicenceGroupId,
    pub environment: Option<EnvironmentId>,
    pub name: String,
    /// The name as it is sorted and searched.
    pub name_key: String,
    pub max_licences: Option<i64>,
    pub max_machines: Option<i64>,
    pub max_users: Option<i64>,
    pub metadata: Metadata,
    pub created_at: Millis,
    pub updated_at: Millis,
    pub version: i32,
}
impl ActiveModelBehavior for ActiveModel {}
pub use Model as Group;
