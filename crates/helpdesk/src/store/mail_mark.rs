//! Mails that are ours and are not marked or moved on the server yet: noted with their bytes, forgotten when it is
//! done, so that what a crash left undone is done at the next look into the folder.

use crate::domain::ticket::MailboxId;
use platform::Result;
use platform::db::{Rows, Source};
use sea_orm::prelude::*;
use sea_orm::sea_query::OnConflict;
use sea_orm::{QueryOrder, QuerySelect};

#[sea_orm::model]
#[derive(Clone, Debug, PartialEq, Eq, DeriveEntityModel)]
#[sea_orm(table_name = "mail_marks")]
pub struct Model {
    #[sea_orm(primary_key, auto_increment = false)]
    pub mailbox: MailboxId,
    #[sea_orm(primary_key, auto_increment = false)]
    pub folder: String,
    #[sea_orm(primary_key, auto_increment = false)]
    pub uid_validity: i64,
    #[sea_orm(primary_key, auto_increment = false)]
    pub uid: i64,
}
impl ActiveModelBehavior for ActiveModel {}

/// A folder as long as its uids mean the same.
#[derive(Clone, Copy, Debug)]
pub struct Place<'a> {
    pub mailbox: MailboxId,
    pub folder: &'a str,
    pub uid_validity: u32,
}

pub async fn note(tx: &impl ConnectionTrait, at: Place<'_>, uids: &[u32]) -> Result<()> {
    for uids in uids.chunks(500) {
        let row = |uid: &u32| Model {
            mailbox: at.mailbox,
            folder: at.folder.to_owned(),
            uid_validity: at.uid_validity.into(),
            uid: (*uid).into(),
        };
        let key = [Column::Mailbox, Column::Folder, Column::UidValidity, Column::Uid];
        Entity::insert_many(uids.iter().map(|uid| ActiveModel::from(row(uid)).reset_all()))
            .on_conflict(OnConflict::columns(key).do_nothing_on(key).to_owned())
            .exec_without_returning(tx)
            .await?;
    }
    Ok(())
}

/// The lowest 1,000.
pub async fn due(db: &impl Source, at: Place<'_>) -> Result<Vec<u32>> {
    let rows = Entity::find()
        .filter(COLUMN.mailbox.eq(at.mailbox))
        .filter(COLUMN.folder.eq(at.folder))
        .filter(COLUMN.uid_validity.eq(i64::from(at.uid_validity)))
        .order_by_asc(COLUMN.uid)
        .limit(1000)
        .rows(db)
        .await?;
    Ok(rows.into_iter().filter_map(|row| u32::try_from(row.uid).ok()).collect())
}

/// Forgets those that are done, and what an earlier numbering left.
pub async fn forget(tx: &impl ConnectionTrait, at: Place<'_>, uids: &[u32]) -> Result<()> {
    let here = || {
        Entity::delete_many()
            .filter(COLUMN.mailbox.eq(at.mailbox))
            .filter(COLUMN.folder.eq(at.folder))
    };
    let validity = i64::from(at.uid_validity);
    let done = uids.iter().map(|uid| i64::from(*uid));
    here().filter(COLUMN.uid_validity.eq(validity)).filter(COLUMN.uid.is_in(done)).exec(tx).await?;
    here().filter(COLUMN.uid_validity.ne(validity)).exec(tx).await?;
    Ok(())
}
