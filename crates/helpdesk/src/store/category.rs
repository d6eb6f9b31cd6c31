//! Every query about categories.

use crate::domain::category::{COLUMN, Category, CategoryId, Column, Entity};
use platform::db::{Rows, Source};
use platform::{Error, Result};
use sea_orm::prelude::*;
use sea_orm::{IntoActiveModel, QueryOrder, QuerySelect};

pub async fn get(db: &impl Source, id: CategoryId) -> Result<Category> {
    Entity::find_by_id(id).row(db).await?.ok_or(Error::NotFound)
}

/// All of them by name, the inactive ones too: at most 500.
pub async fn all(db: &impl Source) -> Result<Vec<Category>> {
    Entity::find().order_by_asc(COLUMN.name_key).limit(500).rows(db).await
}

pub async fn find_by_name(db: &impl Source, name: &str) -> Result<Option<Category>> {
    Entity::find().filter(COLUMN.name_key.eq(name.to_lowercase())).row(db).await
}

pub async fn insert(tx: &impl ConnectionTrait, row: Category) -> Result<()> {
    Entity::insert(row.into_active_model().reset_all()).exec_without_returning(tx).await?;
    Ok(())
}

/// Saves it, unless someone else saved it since it was read.
pub async fn save(tx: &impl ConnectionTrait, row: &mut Category) -> Result<()> {
    super::save_versioned!(Entity, row, tx)
}
