//! Recovery codes that were not used yet: the database knows only their hashes.

use platform::db::{Rows, Source};
use platform::{Cx, Millis, Result, UserId};
use sea_orm::entity::prelude::*;

#[sea_orm::model]
#[derive(Clone, Debug, PartialEq, Eq, DeriveEntityModel)]
#[sea_orm(table_name = "recovery_codes")]
pub struct Model {
    /// What `domain::recovery::id_of` makes of the code.
    #[sea_orm(primary_key, auto_increment = false)]
    pub id: String,
    pub user: UserId,
    pub created_at: Millis,
}
impl ActiveModelBehavior for ActiveModel {}

/// Puts these codes in place of all earlier ones.
pub async fn set(tx: &impl ConnectionTrait, cx: &Cx, user: UserId, ids: Vec<String>) -> Result<()> {
    remove(tx, user).await?;
    let row = |id| ActiveModel::from(Model { id, user, created_at: Millis(cx.now) }).reset_all();
    Entity::insert_many(ids.into_iter().map(row)).exec_without_returning(tx).await?;
    Ok(())
}

/// Uses a code up; false when this person has none like it.
pub async fn take(tx: &impl ConnectionTrait, user: UserId, id: &str) -> Result<bool> {
    let code = Entity::delete_by_id(id.to_owned()).filter(COLUMN.user.eq(user));
    Ok(code.exec(tx).await?.rows_affected > 0)
}

pub async fn left(db: &impl Source, user: UserId) -> Result<u64> {
    Entity::find().filter(COLUMN.user.eq(user)).count_up_to(db, 100).await
}

pub async fn remove(tx: &impl ConnectionTrait, user: UserId) -> Result<()> {
    Entity::delete_many().filter(COLUMN.user.eq(user)).exec(tx).await?;
    Ok(())
}
