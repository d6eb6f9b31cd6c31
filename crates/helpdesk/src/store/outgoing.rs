//! Every query about mails on their way out.

use crate::domain::message::MessageId;
use crate::domain::outgoing::{COLUMN, Column, Delivery, Entity, Outgoing, OutgoingId, Purpose};
use crate::domain::ticket::{self, GroupId};
use platform::db::{Rows, Source};
use platform::privacy::Subject;
use platform::{Error, Millis, Result};
use sea_orm::prelude::*;
use sea_orm::sea_query::Query;
use sea_orm::{Condition, IntoActiveModel, QueryOrder, QuerySelect};

pub async fn get(db: &impl Source, id: OutgoingId) -> Result<Outgoing> {
    Entity::find_by_id(id).row(db).await?.ok_or(Error::NotFound)
}

pub async fn insert(tx: &impl ConnectionTrait, row: Outgoing) -> Result<()> {
    Entity::insert(row.into_active_model().reset_all()).exec_without_returning(tx).await?;
    Ok(())
}

/// Saves it, unless someone else saved it since it was read.
pub async fn save(tx: &impl ConnectionTrait, row: &mut Outgoing) -> Result<()> {
    super::save_versioned!(Entity, row, tx)
}

/// The mails that carry these messages, of each the newest last.
pub async fn of_messages(db: &impl Source, messages: &[MessageId]) -> Result<Vec<Outgoing>> {
    if messages.is_empty() {
        return Ok(Vec::new());
    }
    let carried = Entity::find().filter(COLUMN.message.is_in(messages.iter().copied()));
    carried.order_by_asc(COLUMN.id).rows(db).await
}

pub async fn find_by_message_id(db: &impl Source, message_id: &str) -> Result<Option<Outgoing>> {
    Entity::find().filter(COLUMN.message_id.eq(message_id)).row(db).await
}

/// Those that belong to no ticket of these groups.
fn outside(but: &[GroupId]) -> Condition {
    if but.is_empty() {
        return Condition::all();
    }
    let theirs = Query::select()
        .column(ticket::Column::Id)
        .from(ticket::Entity)
        .and_where(ticket::COLUMN.group.is_in(but.iter().copied()))
        .to_owned();
    let of_others = COLUMN.ticket.not_in_subquery(theirs);
    Condition::any().add(COLUMN.ticket.is_null()).add(of_others)
}

/// Mails that nobody knows the outcome of, or that failed for good, but those about tickets of some groups: newest first.
pub async fn undecided(db: &impl Source, but: &[GroupId], limit: u64) -> Result<Vec<Outgoing>> {
    Entity::find()
        .filter(outside(but))
        .filter(COLUMN.state.is_in([Delivery::Uncertain, Delivery::Failed]))
        .order_by_desc(COLUMN.id)
        .limit(limit)
        .rows(db)
        .await
}

/// Mails between their last byte and the server's answer since before `before`: their process has died.
pub async fn stuck(db: &impl Source, before: Option<Millis>) -> Result<Vec<Outgoing>> {
    let mut query = Entity::find().filter(COLUMN.state.eq(Delivery::HandingOver)).limit(1000);
    if let Some(before) = before {
        query = query.filter(COLUMN.sent_at.lt(before));
    }
    query.rows(db).await
}

/// Mails that have waited since before `before`, as ids: there may be many.
pub async fn queued_before(db: &impl Source, before: Millis) -> Result<Vec<OutgoingId>> {
    let old = Entity::find()
        .select_only()
        .column(Column::Id)
        .filter(COLUMN.state.eq(Delivery::Queued))
        .filter(COLUMN.created_at.lt(before));
    Ok(old.into_tuple().all(db).await?)
}

/// The next notices to agents that were sent and queued before this moment.
pub async fn notices_before(db: &impl Source, before: Millis, limit: u64) -> Result<Vec<Outgoing>> {
    let over = Entity::find()
        .filter(COLUMN.purpose.eq(Purpose::Notice))
        .filter(COLUMN.state.eq(Delivery::Sent))
        .filter(COLUMN.created_at.lt(before));
    over.order_by_asc(COLUMN.id).limit(limit).rows(db).await
}

/// Notices to this person that have not left.
pub async fn notices_to(db: &impl Source, subject: &Subject) -> Result<Vec<Outgoing>> {
    let mut found: Vec<Outgoing> = Vec::new();
    for email in &subject.emails {
        let to = super::naming::may_name(Expr::col(Column::Recipients), email);
        let some = Entity::find().filter(COLUMN.purpose.eq(Purpose::Notice)).filter(to);
        found.extend(some.rows(db).await?);
    }
    found.retain(|mail| mail.waiting().iter().any(|address| subject.has_email(address)));
    Ok(found)
}

/// How many mails have waited since before `before`.
pub async fn count_queued_before(db: &impl Source, before: Millis) -> Result<u64> {
    let old = Entity::find().filter(COLUMN.state.eq(Delivery::Queued));
    Ok(old.filter(COLUMN.created_at.lt(before)).count(db).await?)
}

/// Mails that were tried and wait for the next attempt, the newest first.
pub async fn tried(db: &impl Source, but: &[GroupId], limit: u64) -> Result<Vec<Outgoing>> {
    Entity::find()
        .filter(outside(but))
        .filter(COLUMN.state.eq(Delivery::Queued))
        .filter(COLUMN.attempts.gt(0))
        .order_by_desc(COLUMN.id)
        .limit(limit)
        .rows(db)
        .await
}

pub async fn count_in(db: &impl Source, state: Delivery) -> Result<u64> {
    Ok(Entity::find().filter(Column::State.eq(state)).count(db).await?)
}
