//! Every query about drafts.

use crate::domain::attachment::AttachmentId;
use crate::domain::draft::{COLUMN, Draft, Entity};
use crate::domain::ticket::TicketId;
use platform::Result;
use platform::db::{Rows, Source};
use platform::users::UserId;
use sea_orm::IntoActiveModel;
use sea_orm::prelude::*;
use std::collections::HashSet;

/// What this user is writing in a ticket.
pub async fn of(db: &impl Source, ticket: TicketId, user: UserId) -> Result<Vec<Draft>> {
    Entity::find().filter(COLUMN.ticket.eq(ticket)).filter(COLUMN.user.eq(user)).rows(db).await
}

/// Who else is writing in a ticket since `since`.
pub async fn others(
    db: &impl Source,
    ticket: TicketId,
    user: UserId,
    since: platform::Millis,
) -> Result<Vec<UserId>> {
    let rows = Entity::find()
        .filter(COLUMN.ticket.eq(ticket))
        .filter(COLUMN.user.ne(user))
        .filter(COLUMN.updated_at.gt(since))
        .rows(db)
        .await?;
    Ok(rows.into_iter().map(|row| row.user).collect())
}

/// The files of all drafts.
pub async fn uploads(db: &impl Source) -> Result<HashSet<AttachmentId>> {
    let drafts = Entity::find().filter(COLUMN.files.is_not_null()).rows(db).await?;
    Ok(drafts.iter().flat_map(Draft::uploads).collect())
}

/// Keeps the draft; one without text and files is forgotten.
pub async fn keep(tx: &impl ConnectionTrait, draft: Draft) -> Result<()> {
    forget(tx, draft.ticket, draft.user, &draft.kind).await?;
    if draft.body.trim().is_empty() && draft.files.is_none() {
        return Ok(());
    }
    Entity::insert(draft.into_active_model().reset_all()).exec_without_returning(tx).await?;
    Ok(())
}

pub async fn forget(
    tx: &impl ConnectionTrait,
    ticket: TicketId,
    user: UserId,
    kind: &str,
) -> Result<()> {
    Entity::delete_many()
        .filter(COLUMN.ticket.eq(ticket))
        .filter(COLUMN.user.eq(user))
        .filter(COLUMN.kind.eq(kind))
        .exec(tx)
        .await?;
    Ok(())
}
