//! What was counted against guessing: one row per account for unknown devices, one per known device.

use crate::domain::guard::{Guard, MEMORY};
use chrono::{DateTime, Utc};
use platform::db::{Rows, Source};
use platform::{Error, Millis, Result};
use sea_orm::entity::prelude::*;

#[sea_orm::model]
#[derive(Clone, Debug, PartialEq, Eq, DeriveEntityModel)]
#[sea_orm(table_name = "sign_in_guards")]
pub struct Model {
    /// Keyed hash of the account's name, or of the device.
    #[sea_orm(primary_key, auto_increment = false)]
    pub id: String,
    /// Keyed hash of the account's name, whether there is such an account or not.
    pub account: String,
    pub failures: i32,
    pub locks: i32,
    pub locked_until: Option<Millis>,
    pub changed_at: Millis,
}
impl ActiveModelBehavior for ActiveModel {}

impl From<&Model> for Guard {
    fn from(row: &Model) -> Self {
        Self {
            failures: row.failures,
            locks: row.locks,
            locked_until: row.locked_until,
            changed_at: Some(row.changed_at),
        }
    }
}

/// What was counted so far; nothing for someone who made no mistake.
pub async fn get(db: &impl Source, id: &str) -> Result<Guard> {
    let row = Entity::find_by_id(id.to_owned()).row(db).await?;
    Ok(row.as_ref().map(Guard::from).unwrap_or_default())
}

/// Takes the row for this transaction, so that mistakes made at the same moment are all counted.
pub async fn hold(
    tx: &impl Source,
    (id, account): (&str, &str),
    now: DateTime<Utc>,
) -> Result<Guard> {
    let mine = Entity::update_many()
        .col_expr(Column::Account, Expr::value(account))
        .filter(COLUMN.id.eq(id));
    if mine.exec(tx).await?.rows_affected == 0
        && Entity::find_by_id(id.to_owned()).one(tx).await?.is_none()
    {
        let row = Model {
            id: id.to_owned(),
            account: account.to_owned(),
            failures: 0,
            locks: 0,
            locked_until: None,
            changed_at: Millis(now),
        };
        let row = ActiveModel::from(row).reset_all();
        match Entity::insert(row).exec_without_returning(tx).await {
            Err(cause) if platform::db::is_taken(&cause) => return Err(Error::Stale),
            done => done?,
        };
    }
    get(tx, id).await
}

pub async fn save(tx: &impl ConnectionTrait, id: &str, guard: &Guard) -> Result<()> {
    Entity::update_many()
        .col_expr(Column::Failures, Expr::value(guard.failures))
        .col_expr(Column::Locks, Expr::value(guard.locks))
        .col_expr(Column::LockedUntil, Expr::value(guard.locked_until))
        .col_expr(Column::ChangedAt, Expr::value(guard.changed_at))
        .filter(COLUMN.id.eq(id))
        .exec(tx)
        .await?;
    Ok(())
}

pub async fn forget(tx: &impl ConnectionTrait, id: &str) -> Result<()> {
    Entity::delete_by_id(id.to_owned()).exec(tx).await?;
    Ok(())
}

/// What was counted for an account, everywhere: with the password and with codes, on unknown devices and known ones.
pub async fn of_account(db: &impl Source, account: &str) -> Result<Vec<Guard>> {
    let rows = Entity::find().filter(COLUMN.account.eq(account)).rows(db).await?;
    Ok(rows.iter().map(Guard::from).collect())
}

/// How many places are locked now: names and devices, those that nobody has too.
pub async fn locked(db: &impl Source, now: DateTime<Utc>) -> Result<u64> {
    Ok(Entity::find().filter(COLUMN.locked_until.gt(Millis(now))).count(db).await?)
}

/// Forgets what was counted for an account, on all devices.
pub async fn forget_account(tx: &impl ConnectionTrait, account: &str) -> Result<u64> {
    Ok(Entity::delete_many().filter(COLUMN.account.eq(account)).exec(tx).await?.rows_affected)
}

/// Forgets what no longer counts.
pub async fn forget_old(tx: &impl ConnectionTrait, now: DateTime<Utc>) -> Result<u64> {
    let old = Entity::delete_many().filter(COLUMN.changed_at.lt(Millis(now - MEMORY)));
    Ok(old.exec(tx).await?.rows_affected)
}
