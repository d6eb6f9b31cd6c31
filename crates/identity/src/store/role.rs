//! Own roles: their rows, rights and holders. The tables are the platform's, which asks them with each request.

use platform::db::{Rows, Source};
use platform::roles::{COLUMN, Column, Entity, OwnRole, RoleId, holder};
use platform::{Error, Result, User, UserId, users};
use sea_orm::entity::prelude::*;
use sea_orm::sea_query::Query;
use sea_orm::{IntoActiveModel, QueryOrder, QuerySelect, Set};
use std::collections::HashMap;

pub async fn get(db: &impl Source, id: RoleId) -> Result<OwnRole> {
    Entity::find_by_id(id).row(db).await?.ok_or(Error::NotFound)
}

pub async fn find_by_name(db: &impl Source, name: &str) -> Result<Option<OwnRole>> {
    Entity::find().filter(COLUMN.name_key.eq(name.to_lowercase())).row(db).await
}

/// Those of these that there are, by name.
pub async fn with_ids(db: &impl Source, ids: &[RoleId]) -> Result<Vec<OwnRole>> {
    if ids.is_empty() {
        return Ok(Vec::new());
    }
    let these = Entity::find().filter(COLUMN.id.is_in(ids.iter().copied()));
    these.order_by_asc(COLUMN.name_key).rows(db).await
}

/// Saves it, unless someone else saved it since it was read.
pub async fn save(tx: &impl ConnectionTrait, role: &mut OwnRole) -> Result<()> {
    let mut row = role.clone().into_active_model().reset_all();
    row.version = Set(role.version + 1);
    let saved = Entity::update_many()
        .set(row)
        .filter(COLUMN.id.eq(role.id))
        .filter(Column::Version.eq(role.version))
        .exec(tx)
        .await?;
    if saved.rows_affected == 0 {
        return Err(Error::Stale);
    }
    role.version += 1;
    Ok(())
}

pub async fn remove(tx: &impl ConnectionTrait, id: RoleId) -> Result<()> {
    Entity::delete_by_id(id).exec(tx).await?;
    Ok(())
}

/// How many people have each role; roles that nobody has are left out.
pub async fn counts(db: &impl Source) -> Result<HashMap<RoleId, u64>> {
    let rows: Vec<(RoleId, i64)> = holder::Entity::find()
        .select_only()
        .column(holder::Column::Role)
        .column_as(holder::Column::User.count(), "people")
        .group_by(holder::Column::Role)
        .into_tuple()
        .all(db)
        .await?;
    Ok(rows.into_iter().map(|(role, n)| (role, u64::try_from(n).unwrap_or(0))).collect())
}

pub async fn count_holders(db: &impl Source, role: RoleId) -> Result<u64> {
    Ok(holder::Entity::find().filter(holder::COLUMN.role.eq(role)).count(db).await?)
}

/// Everybody who has the role, in no order.
pub async fn holder_ids(db: &impl Source, role: RoleId) -> Result<Vec<UserId>> {
    let rows = holder::Entity::find().filter(holder::COLUMN.role.eq(role)).rows(db).await?;
    Ok(rows.into_iter().map(|row| row.user).collect())
}

/// Who has the role, by name: at most so many.
pub async fn holders(db: &impl Source, role: RoleId, most: u64) -> Result<Vec<User>> {
    let ids = Query::select()
        .column(holder::Column::User)
        .from(holder::Entity)
        .and_where(holder::COLUMN.role.eq(role))
        .to_owned();
    users::Entity::find()
        .filter(users::COLUMN.id.in_subquery(ids))
        .order_by_asc(users::COLUMN.name_key)
        .order_by_asc(users::COLUMN.id)
        .limit(most)
        .rows(db)
        .await
}
