//! Every query about attachments.

use crate::domain::attachment::{Attachment, AttachmentId, COLUMN, Column, Entity};
use crate::domain::message::MessageId;
use chrono::{DateTime, Utc};
use platform::db::{Rows, Source};
use platform::users::UserId;
use platform::{Error, Millis, Result};
use sea_orm::prelude::*;
use sea_orm::{IntoActiveModel, QueryOrder, QuerySelect};
use std::collections::HashSet;

pub async fn get(db: &impl Source, id: AttachmentId) -> Result<Attachment> {
    Entity::find_by_id(id).row(db).await?.ok_or(Error::NotFound)
}

/// The attachments of several messages at once, in their order.
pub async fn of_messages(db: &impl Source, messages: &[MessageId]) -> Result<Vec<Attachment>> {
    if messages.is_empty() {
        return Ok(Vec::new());
    }
    Entity::find()
        .filter(COLUMN.message.is_in(messages.iter().copied()))
        .order_by_asc(COLUMN.message)
        .order_by_asc(COLUMN.position)
        .rows(db)
        .await
}

pub async fn insert_many(tx: &impl ConnectionTrait, rows: Vec<Attachment>) -> Result<()> {
    super::insert_rows(tx, rows.into_iter().map(|row| row.into_active_model().reset_all())).await
}

/// Files that this user added to a composer and has not sent.
pub async fn unsent(
    db: &impl Source,
    user: UserId,
    ids: &[AttachmentId],
) -> Result<Vec<Attachment>> {
    if ids.is_empty() {
        return Ok(Vec::new());
    }
    Entity::find()
        .filter(COLUMN.id.is_in(ids.iter().copied()))
        .filter(COLUMN.uploader.eq(user))
        .filter(COLUMN.message.is_null())
        .order_by_asc(COLUMN.id)
        .rows(db)
        .await
}

/// Forgets the next files, in the order of their ids after `after`, that were put into a composer before `before` and
/// never sent, but for those that are to be kept. Returns how many went, and the last one that was looked at, if there
/// may be more.
pub(crate) async fn forget_unsent(
    tx: &impl Source,
    before: DateTime<Utc>,
    keep: &HashSet<AttachmentId>,
    after: Option<AttachmentId>,
) -> Result<(u64, Option<AttachmentId>)> {
    const LOT: u64 = 500;
    let mut unsent = Entity::find()
        .select_only()
        .column(Column::Id)
        .filter(COLUMN.message.is_null())
        .filter(COLUMN.created_at.lt(Millis(before)));
    if let Some(after) = after {
        unsent = unsent.filter(COLUMN.id.gt(after));
    }
    let ids: Vec<AttachmentId> =
        unsent.order_by_asc(COLUMN.id).limit(LOT).into_tuple().all(tx).await?;
    let last = ids.last().copied().filter(|_| ids.len() as u64 == LOT);
    let over: Vec<_> = ids.into_iter().filter(|id| !keep.contains(id)).collect();
    if over.is_empty() {
        return Ok((0, last));
    }
    let these =
        Entity::delete_many().filter(COLUMN.id.is_in(over)).filter(COLUMN.message.is_null());
    Ok((these.exec(tx).await?.rows_affected, last))
}

/// Gives files from a user's composer to the message that was sent. Stale when one of them went to another message
/// meanwhile: a file is sent once.
pub async fn attach(
    tx: &impl ConnectionTrait,
    uploader: Option<UserId>,
    ids: &[AttachmentId],
    message: MessageId,
) -> Result<()> {
    if ids.is_empty() {
        return Ok(());
    }
    let uploader = uploader.ok_or(Error::Forbidden)?;
    let given = Entity::update_many()
        .col_expr(Column::Message, Expr::value(Some(message.0)))
        .filter(COLUMN.id.is_in(ids.iter().copied()))
        .filter(COLUMN.uploader.eq(uploader))
        .filter(COLUMN.message.is_null())
        .exec(tx)
        .await?;
    if given.rows_affected == ids.len() as u64 { Ok(()) } else { Err(Error::Stale) }
}
