//! Every query about attachments.

use crate::domain::attachment::{Attachment, AttachmentId, COLUMN, Column, Entity};
use crate::domain::message::MessageId;
use platform::db::{Rows, Source};
use platform::users::UserId;
use platform::{Error, Result};
use sea_orm::prelude::*;
use sea_orm::{IntoActiveModel, QueryOrder};

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

/// Gives files from a composer to the message that was sent.
pub async fn attach(
    tx: &impl ConnectionTrait,
    ids: &[AttachmentId],
    message: MessageId,
) -> Result<()> {
    if ids.is_empty() {
        return Ok(());
    }
    Entity::update_many()
        .col_expr(Column::Message, Expr::value(Some(message.0)))
        .filter(COLUMN.id.is_in(ids.iter().copied()))
        .exec(tx)
        .await?;
    Ok(())
}
