//! How far in the chain of facts the webhooks were told.

use sea_orm::entity::prelude::*;

#[sea_orm::model]
#[derive(Clone, Debug, PartialEq, Eq, DeriveEntityModel)]
#[sea_orm(table_name = "licence_told")]
pub struct Model {
    #[sea_orm(primary_key, auto_increment = false)]
    pub name: String,
    /// The number of the last fact in the audit chain that was looked at.
    pub seq: i64,
}
impl ActiveModelBehavior for ActiveModel {}
