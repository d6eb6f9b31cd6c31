//! Every query about mailboxes.

use crate::domain::mailbox::{COLUMN, Column, Entity, Mailbox, MailboxId};
use platform::db::{Rows, Source};
use platform::{Error, Result};
use sea_orm::prelude::*;
use sea_orm::sea_query::Func;
use sea_orm::{IntoActiveModel, QueryOrder, QuerySelect};

pub async fn get(db: &impl Source, id: MailboxId) -> Result<Mailbox> {
    Entity::find_by_id(id).row(db).await?.ok_or(Error::NotFound)
}

/// All of them by name: at most 500.
pub async fn all(db: &impl Source) -> Result<Vec<Mailbox>> {
    Entity::find().order_by_asc(COLUMN.name).order_by_asc(COLUMN.id).limit(500).rows(db).await
}

pub async fn active(db: &impl Source) -> Result<Vec<Mailbox>> {
    Entity::find().filter(COLUMN.active.eq(true)).order_by_asc(COLUMN.name).rows(db).await
}

pub async fn find_by_address(db: &impl Source, address_key: &str) -> Result<Option<Mailbox>> {
    Entity::find().filter(COLUMN.address_key.eq(address_key)).row(db).await
}

pub async fn insert(tx: &impl ConnectionTrait, row: Mailbox) -> Result<()> {
    Entity::insert(row.into_active_model().reset_all()).exec_without_returning(tx).await?;
    Ok(())
}

/// Saves it, unless someone else saved it since it was read.
pub async fn save(tx: &impl ConnectionTrait, row: &mut Mailbox) -> Result<()> {
    super::save_versioned!(Entity, row, tx)
}

/// Notes how the last connection went; not an edit, so the version stays.
pub async fn note_state(
    tx: &impl ConnectionTrait,
    id: MailboxId,
    now: platform::Millis,
    trouble: Option<&str>,
) -> Result<()> {
    let at = now.0.timestamp_millis();
    let mut update = Entity::update_many().filter(COLUMN.id.eq(id));
    match trouble {
        None => {
            update = update
                .col_expr(Column::LastFetchAt, Expr::value(at))
                .col_expr(Column::Trouble, Expr::value(""))
                .col_expr(Column::TroubleSince, Expr::value(Option::<i64>::None));
        }
        Some(trouble) => {
            let trouble: String = trouble.chars().take(1000).collect();
            let since = Func::if_null(Expr::col(Column::TroubleSince), at);
            update = update
                .col_expr(Column::Trouble, Expr::value(trouble))
                .col_expr(Column::TroubleSince, since.into());
        }
    }
    update.exec(tx).await?;
    Ok(())
}

/// Notes when the mailbox was first read; later calls change nothing.
pub async fn note_connected(
    tx: &impl ConnectionTrait,
    id: MailboxId,
    now: platform::Millis,
) -> Result<()> {
    Entity::update_many()
        .col_expr(Column::ConnectedAt, Expr::value(now.0.timestamp_millis()))
        .filter(COLUMN.id.eq(id))
        .filter(COLUMN.connected_at.is_null())
        .exec(tx)
        .await?;
    Ok(())
}
