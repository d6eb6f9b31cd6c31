//! How far the server has come with what it does beside requests: each has a name.

use sea_orm::entity::prelude::*;

#[sea_orm::model]
#[derive(Clone, Debug, PartialEq, Eq, DeriveEntityModel)]
#[sea_orm(table_name = "licence_told")]
pub struct Model {
    #[sea_orm(primary_key, auto_increment = false)]
    pub name: String,
    /// `webhooks`: the number of the last fact in the audit chain that was looked at. `heartbeats`: until when somebody looked
    /// after them, in milliseconds.
    pub seq: i64,
}
impl ActiveModelBehavior for ActiveModel {}
