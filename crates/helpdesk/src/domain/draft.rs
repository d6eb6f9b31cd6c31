//! What an agent is writing and has not sent: kept on the server, so a lost connection loses nothing.

use crate::domain::attachment::AttachmentId;
use crate::domain::ticket::TicketId;
use platform::Millis;
use platform::users::UserId;
use sea_orm::entity::prelude::*;

#[sea_orm::model]
#[derive(Clone, Debug, PartialEq, Eq, DeriveEntityModel)]
#[sea_orm(table_name = "drafts")]
pub struct Model {
    #[sea_orm(primary_key, auto_increment = false)]
    pub ticket: TicketId,
    #[sea_orm(primary_key, auto_increment = false)]
    pub user: UserId,
    /// `reply` or `note`.
    #[sea_orm(primary_key, auto_increment = false)]
    pub kind: String,
    pub to_addresses: String,
    pub cc_addresses: String,
    pub body: String,
    /// The files that are up already: their ids, with spaces between.
    pub files: Option<String>,
    pub updated_at: Millis,
}
impl ActiveModelBehavior for ActiveModel {}
pub use Model as Draft;

impl Draft {
    /// The uploads that belong to it, in their order.
    pub fn uploads(&self) -> Vec<AttachmentId> {
        let ids = self.files.as_deref().unwrap_or_default().split_whitespace();
        ids.filter_map(|id| id.parse().ok()).collect()
    }
}
