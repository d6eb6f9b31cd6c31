//! A check-in that was missed and of which it was told.

pub use events::licensing::LicenceId;
use platform::Millis;
use sea_orm::entity::prelude::*;

#[sea_orm::model]
#[derive(Clone, Debug, PartialEq, Eq, DeriveEntityModel)]
#[sea_orm(table_name = "licence_overdue")]
pub struct Model {
    #[sea_orm(primary_key, auto_increment = false)]
    pub licence: LicenceId,
    /// When it was due: once it is due at another time, there is something to tell again.
    pub due_at: Millis,
}
impl ActiveModelBehavior for ActiveModel {}
