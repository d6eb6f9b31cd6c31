//! Every query about incoming mails and how far folders were read.

use crate::domain::mail::{COLUMN, Column, Entity, Mail, MailId, State, cursor};
use crate::domain::ticket::MailboxId;
use platform::db::{Rows, Source};
use platform::{Error, Millis, Result};
use sea_orm::prelude::*;
use sea_orm::{IntoActiveModel, QueryOrder, QuerySelect};

pub async fn get(db: &impl Source, id: MailId) -> Result<Mail> {
    Entity::find_by_id(id).row(db).await?.ok_or(Error::NotFound)
}

/// The mails with these ids, in the order of their ids; unknown ones are left out.
pub async fn with_ids(db: &impl Source, ids: &[MailId]) -> Result<Vec<Mail>> {
    if ids.is_empty() {
        return Ok(Vec::new());
    }
    let found = Entity::find().filter(COLUMN.id.is_in(ids.iter().copied()));
    found.order_by_asc(COLUMN.id).rows(db).await
}

/// The tokens among these that the mailbox has already.
pub async fn known_tokens(
    db: &impl Source,
    mailbox: MailboxId,
    tokens: &[String],
) -> Result<Vec<String>> {
    let rows = Entity::find()
        .filter(COLUMN.mailbox.eq(mailbox))
        .filter(COLUMN.token.is_in(tokens))
        .rows(db)
        .await?;
    Ok(rows.into_iter().map(|row| row.token).collect())
}

/// True when another mail has this place in the folder: the server gave the same UID twice.
pub async fn is_uid_taken(
    db: &impl Source,
    mailbox: MailboxId,
    folder: &str,
    uid_validity: i64,
    uid: i64,
) -> Result<bool> {
    let taken = Entity::find()
        .filter(COLUMN.mailbox.eq(mailbox))
        .filter(COLUMN.folder.eq(folder))
        .filter(COLUMN.uid_validity.eq(uid_validity))
        .filter(COLUMN.uid.eq(uid))
        .row(db)
        .await?;
    Ok(taken.is_some())
}

pub async fn insert_many(tx: &impl ConnectionTrait, mails: Vec<Mail>) -> Result<()> {
    super::insert_rows(tx, mails.into_iter().map(|mail| mail.into_active_model().reset_all())).await
}

/// Mails that are stored and not read yet, oldest first.
pub async fn unread(db: &impl Source, limit: u64) -> Result<Vec<Mail>> {
    Entity::find()
        .filter(COLUMN.state.eq(State::Stored))
        .order_by_asc(COLUMN.id)
        .limit(limit)
        .rows(db)
        .await
}

/// Notes that these mails were read; how many of them were not before.
pub async fn set_read(tx: &impl ConnectionTrait, ids: &[MailId], state: State) -> Result<u64> {
    use sea_orm::ActiveEnum;
    if ids.is_empty() {
        return Ok(0);
    }
    let read = Entity::update_many()
        .col_expr(Column::State, Expr::value(state.to_value()))
        .filter(COLUMN.id.is_in(ids.iter().copied()))
        .filter(COLUMN.state.eq(State::Stored))
        .exec(tx)
        .await?;
    Ok(read.rows_affected)
}

/// Notes that reading failed, and why.
pub async fn note_failure(
    tx: &impl ConnectionTrait,
    id: MailId,
    attempts: i32,
    error: &str,
) -> Result<()> {
    let error: String = error.chars().take(2000).collect();
    Entity::update_many()
        .col_expr(Column::Attempts, Expr::value(attempts))
        .col_expr(Column::Error, Expr::value(error))
        .filter(COLUMN.id.eq(id))
        .exec(tx)
        .await?;
    Ok(())
}

/// How many mails wait to be read although they came before `before`.
pub async fn count_late(db: &impl Source, before: Millis) -> Result<u64> {
    let late =
        Entity::find().filter(COLUMN.state.eq(State::Stored)).filter(COLUMN.created_at.lt(before));
    Ok(late.count(db).await?)
}

/// Forgets what these mails said, and where it lies; that they came is kept, so that none comes twice. Returns their
/// files.
pub async fn forget_files(tx: &impl Source, ids: &[MailId]) -> Result<Vec<String>> {
    let files = with_ids(tx, ids).await?.into_iter().map(|mail| mail.file).collect();
    Entity::update_many()
        .col_expr(Column::File, Expr::value(""))
        .col_expr(Column::Error, Expr::value(Option::<String>::None))
        .filter(COLUMN.id.is_in(ids.iter().copied()))
        .exec(tx)
        .await?;
    Ok(files)
}

/// The next mails that are in no ticket, came before this moment, and still say something.
pub async fn dropped_before(db: &impl Source, before: Millis, limit: u64) -> Result<Vec<MailId>> {
    let over = Entity::find()
        .filter(COLUMN.state.eq(State::Dropped))
        .filter(COLUMN.created_at.lt(before))
        .filter(COLUMN.file.ne(""))
        .select_only()
        .column(Column::Id);
    Ok(over.order_by_asc(COLUMN.id).limit(limit).into_tuple().all(db).await?)
}

/// How far a folder was read.
pub async fn cursor(
    db: &impl Source,
    mailbox: MailboxId,
    folder: &str,
) -> Result<Option<cursor::Model>> {
    cursor::Entity::find_by_id((mailbox, folder.to_owned())).row(db).await
}

/// Moves the mark of a folder.
pub async fn set_cursor(tx: &impl ConnectionTrait, mark: cursor::Model) -> Result<()> {
    cursor::Entity::delete_by_id((mark.mailbox, mark.folder.clone())).exec(tx).await?;
    let row = mark.into_active_model().reset_all();
    cursor::Entity::insert(row).exec_without_returning(tx).await?;
    Ok(())
}
