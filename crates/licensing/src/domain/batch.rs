//! What one form issued, so that sending it again issues nothing more.

use super::licence::LicenceId;
use platform::Millis;
use sea_orm::entity::prelude::*;

#[sea_orm::model]
#[derive(Clone, Debug, PartialEq, Eq, DeriveEntityModel)]
#[sea_orm(table_name = "licence_batches")]
pub struct Model {
    /// The operation that the form was.
    #[sea_orm(primary_key, auto_increment = false)]
    pub op: Uuid,
    #[sea_orm(primary_key, auto_increment = false)]
    pub licence: LicenceId,
    pub created_at: Millis,
}
impl ActiveModelBehavior for ActiveModel {}
