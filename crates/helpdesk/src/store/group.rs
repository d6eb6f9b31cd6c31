//! Every query about groups.

use crate::domain::group::{COLUMN, Column, Entity, Group, GroupId, member};
use platform::db::{Rows, Source};
use platform::users::UserId;
use platform::{Error, Result};
use sea_orm::prelude::*;
use sea_orm::{IntoActiveModel, QueryOrder, QuerySelect};

pub async fn get(db: &impl Source, id: GroupId) -> Result<Group> {
    Entity::find_by_id(id).row(db).await?.ok_or(Error::NotFound)
}

/// All of them by name, the inactive ones too: at most 500.
pub async fn all(db: &impl Source) -> Result<Vec<Group>> {
    Entity::find().order_by_asc(COLUMN.name_key).limit(500).rows(db).await
}

pub async fn find_by_name(db: &impl Source, name: &str) -> Result<Option<Group>> {
    Entity::find().filter(COLUMN.name_key.eq(name.to_lowercase())).row(db).await
}

pub async fn insert(tx: &impl ConnectionTrait, row: Group) -> Result<()> {
    Entity::insert(row.into_active_model().reset_all()).exec_without_returning(tx).await?;
    Ok(())
}

/// Saves it, unless someone else saved it since it was read.
pub async fn save(tx: &impl ConnectionTrait, row: &mut Group) -> Result<()> {
    super::save_versioned!(Entity, row, tx)
}

/// The ids of the users in a group.
pub async fn members(db: &impl Source, group: GroupId) -> Result<Vec<UserId>> {
    let rows = member::Entity::find().filter(member::COLUMN.group.eq(group)).rows(db).await?;
    Ok(rows.into_iter().map(|row| row.user).collect())
}

/// The groups that a user belongs to.
pub async fn of_user(db: &impl Source, user: UserId) -> Result<Vec<GroupId>> {
    let rows = member::Entity::find().filter(member::COLUMN.user.eq(user)).rows(db).await?;
    Ok(rows.into_iter().map(|row| row.group).collect())
}

/// Replaces the members of a group.
pub async fn set_members(
    tx: &impl ConnectionTrait,
    group: GroupId,
    users: &[UserId],
) -> Result<()> {
    member::Entity::delete_many().filter(member::COLUMN.group.eq(group)).exec(tx).await?;
    if users.is_empty() {
        return Ok(());
    }
    let rows = users
        .iter()
        .map(|user| member::ActiveModel::from(member::Model { group, user: *user }).reset_all());
    member::Entity::insert_many(rows).exec_without_returning(tx).await?;
    Ok(())
}
