//! A user's password, as it is kept.

use platform::db::{Rows, Source};
use platform::{Cx, Millis, Result, UserId};
use sea_orm::QuerySelect;
use sea_orm::entity::prelude::*;

#[sea_orm::model]
#[derive(Clone, Debug, PartialEq, Eq, DeriveEntityModel)]
#[sea_orm(table_name = "credentials")]
pub struct Model {
    #[sea_orm(primary_key, auto_increment = false)]
    pub user: UserId,
    /// What `platform::password` made of it.
    pub password: String,
    pub changed_at: Millis,
}
impl ActiveModelBehavior for ActiveModel {}

/// None for someone who has not chosen a password yet.
pub async fn find(db: &impl Source, user: UserId) -> Result<Option<Model>> {
    Entity::find_by_id(user).row(db).await
}

/// The same, held until the transaction ends: nobody changes it meanwhile (on SQLite nobody else writes at all).
pub async fn hold(tx: &impl Source, user: UserId) -> Result<Option<Model>> {
    Entity::find_by_id(user).lock_exclusive().row(tx).await
}

/// Replaces the password, or keeps the first one.
pub async fn set(tx: &impl ConnectionTrait, cx: &Cx, user: UserId, password: String) -> Result<()> {
    Entity::delete_by_id(user).exec(tx).await?;
    let row = ActiveModel::from(Model { user, password, changed_at: Millis(cx.now) }).reset_all();
    Entity::insert(row).exec_without_returning(tx).await?;
    Ok(())
}
