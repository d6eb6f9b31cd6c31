//! A category: what a ticket is about, for lists and reports.

pub use events::helpdesk::CategoryId;

use platform::Millis;
use sea_orm::entity::prelude::*;

#[sea_orm::model]
#[derive(Clone, Debug, PartialEq, Eq, DeriveEntityModel)]
#[sea_orm(table_name = "helpdesk_categories")]
pub struct Model {
    #[sea_orm(primary_key, auto_increment = false)]
    pub id: CategoryId,
    pub name: String,
    /// The name in lower case, unique.
    pub name_key: String,
    pub active: bool,
    pub created_at: Millis,
    pub version: i32,
}
impl ActiveModelBehavior for ActiveModel {}
pub use Model as Category;
