//! Every query about the check-ins that were missed: for which of them it was told.

use crate::domain::licence::LicenceId;
use crate::domain::overdue::{ActiveModel, COLUMN, Column, Entity, Model};
use platform::db::{Rows as _, Source};
use platform::{Millis, Result};
use sea_orm::entity::prelude::*;
use sea_orm::sea_query::OnConflict;
use std::collections::HashMap;

/// For which due time it was told last, of those of whom it was told ever.
pub async fn told(db: &impl Source, of: &[LicenceId]) -> Result<HashMap<LicenceId, Millis>> {
    let rows = Entity::find().filter(COLUMN.licence.is_in(of.iter().copied())).rows(db).await?;
    Ok(rows.into_iter().map(|row| (row.licence, row.due_at)).collect())
}

pub async fn note(tx: &impl Source, licence: LicenceId, due_at: Millis) -> Result<()> {
    let row = ActiveModel::from(Model { licence, due_at }).reset_all();
    let again = OnConflict::column(Column::Licence).update_column(Column::DueAt).to_owned();
    Entity::insert(row).on_conflict(again).exec_without_returning(tx).await?;
    Ok(())
}

pub async fn forget(tx: &impl Source, licence: LicenceId) -> Result<()> {
    Entity::delete_by_id(licence).exec(tx).await?;
    Ok(())
}
