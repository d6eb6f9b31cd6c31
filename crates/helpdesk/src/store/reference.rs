//! Which ticket knows which Message-ID: its own mails' ids, and those that they refer to.

use crate::domain::ticket::TicketId;
use platform::Result;
use platform::db::{Rows, Source};
use sea_orm::QueryOrder;
use sea_orm::prelude::*;
use sea_orm::sea_query::OnConflict;
use sha2::{Digest, Sha256};

#[sea_orm::model]
#[derive(Clone, Debug, PartialEq, Eq, DeriveEntityModel)]
#[sea_orm(table_name = "ticket_references")]
pub struct Model {
    /// SHA-256 of the Message-ID: ids have any length and any bytes.
    #[sea_orm(primary_key, auto_increment = false)]
    pub hash: String,
    #[sea_orm(primary_key, auto_increment = false)]
    pub ticket: TicketId,
}
impl ActiveModelBehavior for ActiveModel {}

pub fn hash_of(message_id: &str) -> String {
    hex::encode(Sha256::digest(message_id.as_bytes()))
}

/// Notes that the ticket knows these ids; blank ones are never noted.
pub async fn note<'a>(
    tx: &impl ConnectionTrait,
    ticket: TicketId,
    ids: impl IntoIterator<Item = &'a str>,
) -> Result<()> {
    let mut hashes: Vec<String> =
        ids.into_iter().filter(|id| !id.trim().is_empty()).map(hash_of).collect();
    hashes.sort_unstable();
    hashes.dedup();
    if hashes.is_empty() {
        return Ok(());
    }
    let rows = hashes.into_iter().map(|hash| ActiveModel::from(Model { hash, ticket }).reset_all());
    let known = OnConflict::columns([Column::Hash, Column::Ticket])
        .do_nothing_on([Column::Hash, Column::Ticket])
        .to_owned();
    Entity::insert_many(rows).on_conflict(known).exec_without_returning(tx).await?;
    Ok(())
}

/// The tickets that know this id, the newest first.
pub async fn tickets_knowing(db: &impl Source, message_id: &str) -> Result<Vec<TicketId>> {
    if message_id.trim().is_empty() {
        return Ok(Vec::new());
    }
    let rows = Entity::find()
        .filter(COLUMN.hash.eq(hash_of(message_id)))
        .order_by_desc(COLUMN.ticket)
        .rows(db)
        .await?;
    Ok(rows.into_iter().map(|row| row.ticket).collect())
}
