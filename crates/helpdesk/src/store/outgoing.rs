//! Every query about mails on their way out.

use crate::domain::message::MessageId;
use crate::domain::outgoing::{COLUMN, Column, Delivery, Entity, Outgoing, OutgoingId};
use platform::{Error, Millis, Result};
use sea_orm::prelude::*;
use sea_orm::{IntoActiveModel, QueryOrder, QuerySelect};

pub async fn get(db: &impl ConnectionTrait, id: OutgoingId) -> Result<Outgoing> {
    Entity::find_by_id(id).one(db).await?.ok_or(Error::NotFound)
}

pub async fn insert(tx: &impl ConnectionTrait, row: Outgoing) -> Result<()> {
    Entity::insert(row.into_active_model().reset_all()).exec_without_returning(tx).await?;
    Ok(())
}

/// Saves it, unless someone else saved it since it was read.
pub async fn save(tx: &impl ConnectionTrait, row: &mut Outgoing) -> Result<()> {
    super::save_versioned!(Entity, row, tx)
}

/// The newest mail that carries a message.
pub async fn of_message(db: &impl ConnectionTrait, message: MessageId) -> Result<Option<Outgoing>> {
    Ok(Entity::find().filter(COLUMN.message.eq(message)).order_by_desc(COLUMN.id).one(db).await?)
}

pub async fn find_by_message_id(
    db: &impl ConnectionTrait,
    message_id: &str,
) -> Result<Option<Outgoing>> {
    Ok(Entity::find().filter(COLUMN.message_id.eq(message_id)).one(db).await?)
}

/// Mails that nobody knows the outcome of, or that failed for good: newest first.
pub async fn undecided(db: &impl ConnectionTrait, limit: u64) -> Result<Vec<Outgoing>> {
    Ok(Entity::find()
        .filter(COLUMN.state.is_in([Delivery::Uncertain, Delivery::Failed]))
        .order_by_desc(COLUMN.id)
        .limit(limit)
        .all(db)
        .await?)
}

/// Mails between their last byte and the server's answer since before `before`: their process has died.
pub async fn stuck(db: &impl ConnectionTrait, before: Option<Millis>) -> Result<Vec<Outgoing>> {
    let mut query = Entity::find().filter(COLUMN.state.eq(Delivery::HandingOver)).limit(1000);
    if let Some(before) = before {
        query = query.filter(COLUMN.sent_at.lt(before));
    }
    Ok(query.all(db).await?)
}

pub async fn count_in(db: &impl ConnectionTrait, state: Delivery) -> Result<u64> {
    Ok(Entity::find().filter(Column::State.eq(state)).count(db).await?)
}
