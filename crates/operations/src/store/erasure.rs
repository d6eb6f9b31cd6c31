//! Every query about erasures.

use crate::domain::erasure::{COLUMN, Column, Entity, Erasure, ErasureId, State};
use chrono::{DateTime, Utc};
use platform::db::{Rows, Source};
use platform::{Error, Millis, Result};
use sea_orm::entity::prelude::*;
use sea_orm::{ActiveEnum, Condition, IntoActiveModel, QueryOrder, QuerySelect};

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

/// Those of these objects that began and did not come to their end, the oldest first.
pub async fn begun(db: &impl Source, objects: &[String]) -> Result<Vec<Erasure>> {
    Entity::find()
        .filter(COLUMN.object.is_in(objects.to_vec()))
        .filter(COLUMN.subject.is_not_null())
        .order_by_asc(COLUMN.created_at)
        .rows(db)
        .await
}

/// Keeps what an erasure knows, sealed.
pub async fn set_subject(tx: &impl ConnectionTrait, id: ErasureId, sealed: String) -> Result<()> {
    Entity::update_many()
        .col_expr(Column::Subject, Expr::value(sealed))
        .filter(COLUMN.id.eq(id))
        .exec(tx)
        .await?;
    Ok(())
}

/// Forgets what this erasure knew, which came to its end, and earlier ones of these objects.
pub async fn forget_subjects(
    tx: &impl ConnectionTrait,
    id: ErasureId,
    objects: &[String],
) -> Result<()> {
    let theirs = Condition::any().add(COLUMN.id.eq(id)).add(COLUMN.object.is_in(objects.to_vec()));
    Entity::update_many()
        .col_expr(Column::Subject, Expr::value(None::<String>))
        .filter(theirs)
        .exec(tx)
        .await?;
    Ok(())
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
