//! Every query about messages.

use crate::domain::message::{COLUMN, Column, Delivery, Entity, Message, MessageId};
use crate::domain::ticket::TicketId;
use platform::db::{Rows, Source};
use platform::{Error, Result};
use sea_orm::prelude::*;
use sea_orm::{IntoActiveModel, QueryOrder, QuerySelect};

pub async fn get(db: &impl Source, id: MessageId) -> Result<Message> {
    Entity::find_by_id(id).row(db).await?.ok_or(Error::NotFound)
}

/// Those that are there, in any order.
pub async fn with_ids(db: &impl Source, ids: &[MessageId]) -> Result<Vec<Message>> {
    if ids.is_empty() {
        return Ok(Vec::new());
    }
    Entity::find().filter(COLUMN.id.is_in(ids.iter().copied())).rows(db).await
}

/// The same, as they are once nobody else writes them; until this transaction ends nobody else does.
pub async fn locked(tx: &impl Source, ids: &[MessageId]) -> Result<Vec<Message>> {
    if ids.is_empty() {
        return Ok(Vec::new());
    }
    let these = Entity::find().filter(COLUMN.id.is_in(ids.iter().copied()));
    these.order_by_asc(COLUMN.id).lock_exclusive().rows(tx).await
}

/// The conversation, oldest first: at most 2,000 entries.
pub async fn of_ticket(db: &impl Source, ticket: TicketId) -> Result<Vec<Message>> {
    Entity::find()
        .filter(COLUMN.ticket.eq(ticket))
        .order_by_asc(COLUMN.id)
        .limit(2000)
        .rows(db)
        .await
}

/// The newest entries of a conversation, oldest first, and whether there are older ones.
pub async fn last_of_ticket(
    db: &impl Source,
    ticket: TicketId,
    most: u64,
) -> Result<(Vec<Message>, bool)> {
    let mut rows = Entity::find()
        .filter(COLUMN.ticket.eq(ticket))
        .order_by_desc(COLUMN.id)
        .limit(most + 1)
        .rows(db)
        .await?;
    let more = rows.len() as u64 > most;
    if more {
        rows.pop();
    }
    rows.reverse();
    Ok((rows, more))
}

/// True when the person wrote in this conversation; see [`Message::counts`].
pub async fn has_written(
    db: &impl ConnectionTrait,
    ticket: TicketId,
    person: events::directory::PersonId,
) -> Result<bool> {
    let wrote = Entity::find()
        .filter(COLUMN.ticket.eq(ticket))
        .filter(COLUMN.person.eq(person))
        .filter(COLUMN.automatic.eq(""))
        .filter(COLUMN.unverified.eq(false))
        .select_only()
        .column(Column::Id)
        .into_tuple::<MessageId>();
    Ok(wrote.one(db).await?.is_some())
}

/// Whom the mails of a conversation went to (To and Cc), the oldest 2,000; see [`Message::counts`].
pub async fn recipients(
    db: &impl ConnectionTrait,
    ticket: TicketId,
) -> Result<Vec<(String, String)>> {
    Ok(Entity::find()
        .filter(COLUMN.ticket.eq(ticket))
        .filter(COLUMN.automatic.eq(""))
        .filter(COLUMN.unverified.eq(false))
        .order_by_asc(COLUMN.id)
        .limit(2000)
        .select_only()
        .column(Column::ToAddresses)
        .column(Column::CcAddresses)
        .into_tuple()
        .all(db)
        .await?)
}

pub async fn insert(tx: &impl ConnectionTrait, message: Message) -> Result<()> {
    insert_many(tx, vec![message]).await
}

pub async fn insert_many(tx: &impl ConnectionTrait, messages: Vec<Message>) -> Result<()> {
    let bytes = |one: &Message| one.body.len() + one.text.len() + one.text_new.len();
    for lot in super::lots(messages, bytes) {
        super::insert_rows(tx, lot.into_iter().map(|row| row.into_active_model().reset_all()))
            .await?;
    }
    Ok(())
}

/// Notes where our mail stands.
pub async fn set_delivery(
    tx: &impl ConnectionTrait,
    id: MessageId,
    delivery: Delivery,
) -> Result<()> {
    use sea_orm::ActiveEnum;
    Entity::update_many()
        .col_expr(Column::Delivery, Expr::value(delivery.to_value()))
        .filter(COLUMN.id.eq(id))
        .exec(tx)
        .await?;
    Ok(())
}

/// Writes another To and Cc; what is `None` stays.
pub async fn readdress(
    tx: &impl ConnectionTrait,
    id: MessageId,
    to: Option<&str>,
    cc: Option<&str>,
) -> Result<()> {
    let columns = [(Column::ToAddresses, to), (Column::CcAddresses, cc)];
    for (column, list) in columns {
        let Some(list) = list else { continue };
        let update = Entity::update_many().col_expr(column, Expr::value(list));
        update.filter(COLUMN.id.eq(id)).exec(tx).await?;
    }
    Ok(())
}

/// These are on no way out any more.
pub async fn forget_delivery(tx: &impl ConnectionTrait, ids: &[MessageId]) -> Result<()> {
    Entity::update_many()
        .col_expr(Column::Delivery, Expr::value(Option::<String>::None))
        .filter(COLUMN.id.is_in(ids.iter().copied()))
        .exec(tx)
        .await?;
    Ok(())
}

/// The ids of a conversation's entries.
pub async fn ids_of_ticket(db: &impl Source, ticket: TicketId) -> Result<Vec<MessageId>> {
    let all = Entity::find().filter(COLUMN.ticket.eq(ticket)).select_only().column(Column::Id);
    Ok(all.order_by_asc(COLUMN.id).into_tuple().all(db).await?)
}

/// Gives all messages of one person to another.
pub async fn hand_over(
    tx: &impl ConnectionTrait,
    from: events::directory::PersonId,
    to: events::directory::PersonId,
) -> Result<()> {
    Entity::update_many()
        .col_expr(Column::Person, Expr::value(Some(to.0)))
        .filter(COLUMN.person.eq(from))
        .exec(tx)
        .await?;
    Ok(())
}
