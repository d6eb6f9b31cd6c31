//! Every query about what one form issued.

use crate::domain::batch::{ActiveModel, COLUMN, Entity, Model};
use crate::domain::licence::LicenceId;
use platform::db::{Rows as _, Source};
use platform::{Millis, Result};
use sea_orm::QuerySelect as _;
use sea_orm::entity::prelude::*;

/// Rows that are written in one statement.
const LOT: usize = 500;

/// Its licences in the order of their ids.
pub async fn licences(db: &impl Source, op: Uuid) -> Result<Vec<LicenceId>> {
    let mut rows = Entity::find().filter(COLUMN.op.eq(op)).rows(db).await?;
    rows.sort_by_key(|row| row.licence);
    Ok(rows.into_iter().map(|row| row.licence).collect())
}

pub async fn insert(
    tx: &impl ConnectionTrait,
    op: Uuid,
    licences: &[LicenceId],
    created_at: Millis,
) -> Result<()> {
    for lot in licences.chunks(LOT) {
        let row = |licence: &LicenceId| Model { op, licence: *licence, created_at };
        let rows = lot.iter().map(|one| ActiveModel::from(row(one)).reset_all());
        Entity::insert_many(rows).exec_without_returning(tx).await?;
    }
    Ok(())
}

/// Forgets those of before, at most about so many rows; how many went.
pub async fn forget_before(tx: &impl ConnectionTrait, before: Millis, limit: u64) -> Result<u64> {
    let old = Entity::find().filter(COLUMN.created_at.lt(before)).limit(limit).all(tx).await?;
    if old.is_empty() {
        return Ok(0);
    }
    let those = COLUMN.licence.is_in(old.iter().map(|one| one.licence));
    Ok(Entity::delete_many().filter(those).exec(tx).await?.rows_affected)
}
