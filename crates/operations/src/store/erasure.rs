//! Every query about erasures.

use crate::domain::erasure::{COLUMN, Column, Entity, Erasure, ErasureId, State};
use chrono::{DateTime, Utc};
use platform::db::{Rows, Source};
use platform::{Error, Millis, Result};
use sea_orm::entity::prelude::*;
use sea_orm::{ActiveEnum, IntoActiveModel, QueryOrder, QuerySelect};

pub async fn get(db: &impl Source, id: ErasureId) -> Result<Erasure> {
    Entity::find_by_id(id).row(db).await?.ok_or(Error::NotFound)
}

pub async fn insert(tx: &impl ConnectionTrait, erasure: Erasure) -> Result<()> {
    let row = erasure.into_active_model().reset_all();
    Entity::insert(row).exec_without_returning(tx).await?;
    Ok(())
}

/// The newest ones: at most 50.
pub async fn newest(db: &impl Source) -> Result<Vec<Erasure>> {
    let all = Entity::find().order_by_desc(COLUMN.created_at).order_by_desc(COLUMN.id);
    all.limit(50).rows(db).await
}

/// Those of these objects that go on, the newest first.
pub async fn open(db: &impl Source, objects: &[String]) -> Result<Vec<Erasure>> {
    Entity::find()
        .filter(COLUMN.object.is_in(objects.to_vec()))
        .filter(COLUMN.state.is_in([State::Running, State::Kept]))
        .order_by_desc(COLUMN.created_at)
        .rows(db)
        .await
}

/// All whose next letters are over.
pub async fn due(db: &impl Source, now: DateTime<Utc>) -> Result<Vec<Erasure>> {
    Entity::find()
        .filter(COLUMN.state.eq(State::Kept))
        .filter(COLUMN.due.lte(Millis(now)))
        .order_by_asc(COLUMN.due)
        .rows(db)
        .await
}

pub async fn set_state(
    tx: &impl ConnectionTrait,
    id: ErasureId,
    state: State,
    (due, done_at): (Option<Millis>, Option<Millis>),
) -> Result<()> {
    let millis = |at: Option<Millis>| at.map(|at| at.0.timestamp_millis());
    Entity::update_many()
        .col_expr(Column::State, Expr::value(state.to_value()))
        .col_expr(Column::Due, Expr::value(millis(due)))
        .col_expr(Column::DoneAt, Expr::value(millis(done_at)))
        .filter(COLUMN.id.eq(id))
        .exec(tx)
        .await?;
    Ok(())
}
