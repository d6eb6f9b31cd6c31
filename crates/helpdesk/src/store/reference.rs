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
    note_many(tx, hashes_of(ids).into_iter().map(|hash| (hash, ticket)).collect()).await
}

/// The hashes of these ids without the blank ones, each once.
pub fn hashes_of<'a>(ids: impl IntoIterator<Item = &'a str>) -> Vec<String> {
    let mut hashes: Vec<String> =
        ids.into_iter().filter(|id| !id.trim().is_empty()).map(hash_of).collect();
    hashes.sort_unstable();
    hashes.dedup();
    hashes
}

/// Notes which ticket knows which hash.
pub async fn note_many(
    tx: &impl ConnectionTrait,
    mut known: Vec<(String, TicketId)>,
) -> Result<()> {
    known.sort_unstable();
    known.dedup();
    for lot in known.chunks(MOST) {
        let rows = lot.iter().map(|(hash, ticket)| {
            ActiveModel::from(Model { hash: hash.clone(), ticket: *ticket }).reset_all()
        });
        let again = OnConflict::columns([Column::Hash, Column::Ticket])
            .do_nothing_on([Column::Hash, Column::Ticket])
            .to_owned();
        Entity::insert_many(rows).on_conflict(again).exec_without_returning(tx).await?;
    }
    Ok(())
}

/// So many at once.
const MOST: usize = 2_000;

/// Which tickets know these hashes: each with one, the newest ticket first.
pub async fn knowing(db: &impl Source, hashes: &[String]) -> Result<Vec<(String, TicketId)>> {
    let mut known = Vec::new();
    for lot in hashes.chunks(MOST) {
        let rows = Entity::find()
            .filter(COLUMN.hash.is_in(lot))
            .order_by_desc(COLUMN.ticket)
            .rows(db)
            .await?;
        known.extend(rows.into_iter().map(|row| (row.hash, row.ticket)));
    }
    Ok(known)
}

/// The tickets that know this id, the newest first.
pub async fn tickets_knowing(db: &impl Source, message_id: &str) -> Result<Vec<TicketId>> {
    let hashes = hashes_of([message_id]);
    Ok(knowing(db, &hashes).await?.into_iter().map(|(_, ticket)| ticket).collect())
}
