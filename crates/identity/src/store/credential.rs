//! A user's password, as it is kept.

use chrono::{DateTime, TimeDelta, Utc};
use platform::db::{Rows, Source};
use platform::{Cx, Millis, Result, UserId};
use sea_orm::QuerySelect;
use sea_orm::entity::prelude::*;

/// So often a password is looked up among stolen ones, as its owner signs in.
const LOOKED_UP_EVERY: TimeDelta = TimeDelta::days(30);

#[sea_orm::model]
#[derive(Clone, Debug, PartialEq, Eq, DeriveEntityModel)]
#[sea_orm(table_name = "credentials")]
pub struct Model {
    #[sea_orm(primary_key, auto_increment = false)]
    pub user: UserId,
    /// What `platform::password` made of it.
    pub password: String,
    pub changed_at: Millis,
    /// When it was last looked up among stolen ones.
    pub looked_up_at: Option<Millis>,
    /// When it was found among them: another one must be chosen.
    pub stolen_at: Option<Millis>,
}
impl ActiveModelBehavior for ActiveModel {}
pub use Model as Credential;

impl Model {
    /// Whether it is time to look it up again.
    pub fn is_look_due(&self, now: DateTime<Utc>) -> bool {
        let long_ago = |at: Millis| now - at.0 >= LOOKED_UP_EVERY;
        self.stolen_at.is_none() && self.looked_up_at.is_none_or(long_ago)
    }
}

/// None for someone who has not chosen a password yet.
pub async fn find(db: &impl Source, user: UserId) -> Result<Option<Credential>> {
    Entity::find_by_id(user).row(db).await
}

/// The same, held until the transaction ends: nobody changes it meanwhile (on SQLite nobody else writes at all).
pub async fn hold(tx: &impl Source, user: UserId) -> Result<Option<Credential>> {
    Entity::find_by_id(user).lock_exclusive().row(tx).await
}

/// Replaces the password, or keeps the first one.
pub async fn set(tx: &impl ConnectionTrait, cx: &Cx, user: UserId, password: String) -> Result<()> {
    Entity::delete_by_id(user).exec(tx).await?;
    let changed_at = Millis(cx.now);
    let row = Model { user, password, changed_at, looked_up_at: None, stolen_at: None };
    Entity::insert(ActiveModel::from(row).reset_all()).exec_without_returning(tx).await?;
    Ok(())
}

/// Keeps the same password hashed anew.
pub async fn rehash(tx: &impl ConnectionTrait, user: UserId, password: String) -> Result<()> {
    let row = Entity::update_many().col_expr(Column::Password, Expr::value(password));
    row.filter(COLUMN.user.eq(user)).exec(tx).await?;
    Ok(())
}

/// Writes down that the password was looked up now, and whether it was found.
pub async fn looked_up(
    tx: &impl ConnectionTrait,
    cx: &Cx,
    user: UserId,
    stolen: bool,
) -> Result<()> {
    let now = Millis(cx.now);
    Entity::update_many()
        .col_expr(Column::LookedUpAt, Expr::value(now))
        .col_expr(Column::StolenAt, Expr::value(stolen.then_some(now)))
        .filter(COLUMN.user.eq(user))
        .exec(tx)
        .await?;
    Ok(())
}

/// Whether another password must be chosen.
pub async fn is_stolen(db: &impl Source, user: UserId) -> Result<bool> {
    Ok(find(db, user).await?.is_some_and(|row| row.stolen_at.is_some()))
}
