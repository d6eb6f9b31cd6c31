//! Every query about archives of people's data.

use crate::domain::export::{COLUMN, Column, Entity, Export, ExportId, State, file};
use chrono::{DateTime, Utc};
use platform::db::{Rows, Source};
use platform::{Error, Millis, Result, UserId};
use sea_orm::entity::prelude::*;
use sea_orm::{ActiveEnum, IntoActiveModel, QueryOrder, QuerySelect};

pub async fn get(db: &impl Source, id: ExportId) -> Result<Export> {
    Entity::find_by_id(id).row(db).await?.ok_or(Error::NotFound)
}

/// None when it was taken away.
pub async fn find(db: &impl Source, id: ExportId) -> Result<Option<Export>> {
    Entity::find_by_id(id).row(db).await
}

/// Those of these archives that are there, held until the transaction ends: whoever takes one away finds all of its files,
/// and whoever writes one finds it gone.
pub async fn hold(tx: &impl Source, ids: &[ExportId]) -> Result<Vec<Export>> {
    let these = Entity::find().filter(COLUMN.id.is_in(ids.iter().copied()));
    these.order_by_asc(COLUMN.id).lock_exclusive().rows(tx).await
}

pub async fn insert(tx: &impl ConnectionTrait, export: Export) -> Result<()> {
    let row = export.into_active_model().reset_all();
    Entity::insert(row).exec_without_returning(tx).await?;
    Ok(())
}

/// Archives about one of these objects, the newest first: at most 50. `by`: only those that this user asked for.
pub async fn of_objects(
    db: &impl Source,
    objects: &[String],
    by: Option<UserId>,
) -> Result<Vec<Export>> {
    let mut query = Entity::find().filter(COLUMN.object.is_in(objects.to_vec()));
    if let Some(by) = by {
        query = query.filter(COLUMN.asked_by.eq(by)).filter(COLUMN.own.eq(true));
    }
    query.order_by_desc(COLUMN.created_at).order_by_desc(COLUMN.id).limit(50).rows(db).await
}

/// Archives of this object that this user asked for and that are not ready.
pub async fn waiting(db: &impl Source, object: &str, by: UserId) -> Result<Vec<ExportId>> {
    let waiting = Entity::find()
        .filter(COLUMN.object.eq(object))
        .filter(COLUMN.asked_by.eq(by))
        .filter(COLUMN.state.eq(State::Waiting));
    Ok(waiting.select_only().column(Column::Id).into_tuple().all(db).await?)
}

/// All archives about one of these objects.
pub async fn ids_of(db: &impl Source, objects: &[String]) -> Result<Vec<ExportId>> {
    let about = Entity::find().filter(COLUMN.object.is_in(objects.to_vec()));
    Ok(about.select_only().column(Column::Id).into_tuple().all(db).await?)
}

/// Writes down how far it is.
pub async fn set_progress(
    tx: &impl ConnectionTrait,
    id: ExportId,
    state: State,
    (done, whole): (usize, usize),
) -> Result<()> {
    let number = |n: usize| i32::try_from(n).unwrap_or(i32::MAX);
    Entity::update_many()
        .col_expr(Column::State, Expr::value(state.to_value()))
        .col_expr(Column::Done, Expr::value(number(done)))
        .col_expr(Column::Whole, Expr::value(number(whole)))
        .filter(COLUMN.id.eq(id))
        .exec(tx)
        .await?;
    Ok(())
}

pub async fn add_file(tx: &impl ConnectionTrait, row: file::Model) -> Result<()> {
    let row = row.into_active_model().reset_all();
    file::Entity::insert(row).exec_without_returning(tx).await?;
    Ok(())
}

/// The zip files of these archives, in their order.
pub async fn files(db: &impl Source, exports: &[ExportId]) -> Result<Vec<file::Model>> {
    if exports.is_empty() {
        return Ok(Vec::new());
    }
    file::Entity::find()
        .filter(file::COLUMN.export.is_in(exports.iter().copied()))
        .order_by_asc(file::COLUMN.export)
        .order_by_asc(file::COLUMN.number)
        .rows(db)
        .await
}

pub async fn forget_files(tx: &impl ConnectionTrait, exports: &[ExportId]) -> Result<()> {
    let these = file::COLUMN.export.is_in(exports.iter().copied());
    file::Entity::delete_many().filter(these).exec(tx).await?;
    Ok(())
}

/// Those that are over, the oldest first: at most 100.
pub async fn over(db: &impl Source, before: DateTime<Utc>) -> Result<Vec<Export>> {
    let over = Entity::find().filter(COLUMN.created_at.lt(Millis(before)));
    over.order_by_asc(COLUMN.created_at).limit(100).rows(db).await
}

pub async fn count_over(db: &impl Source, before: DateTime<Utc>) -> Result<u64> {
    Ok(Entity::find().filter(COLUMN.created_at.lt(Millis(before))).count(db).await?)
}

pub async fn forget(tx: &impl ConnectionTrait, exports: &[ExportId]) -> Result<()> {
    forget_files(tx, exports).await?;
    Entity::delete_many().filter(COLUMN.id.is_in(exports.iter().copied())).exec(tx).await?;
    Ok(())
}
