//! An environment: a world of its own for tests, whose entries the live ones never meet.

use super::strategy::Isolation;
pub use events::licensing::EnvironmentId;
use platform::Millis;
use sea_orm::entity::prelude::*;

/// The environment whose licences are marked as test licences everywhere.
pub const TEST: &str = "test";

#[sea_orm::model]
#[derive(Clone, Debug, PartialEq, Eq, DeriveEntityModel)]
#[sea_orm(table_name = "licence_environments")]
pub struct Model {
    #[sea_orm(primary_key, auto_increment = false)]
    pub id: EnvironmentId,
    /// Unique, in lower case.
    pub code: String,
    pub name: String,
    pub isolation: Isolation,
    pub created_at: Millis,
    pub updated_at: Millis,
    pub version: i32,
}
impl ActiveModelBehavior for ActiveModel {}
pub use Model as Environment;
