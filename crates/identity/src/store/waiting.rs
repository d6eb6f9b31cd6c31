//! People who gave the first factor and owe the second: a cookie of 32 random bytes, of which the database knows the hash.

use chrono::{DateTime, TimeDelta, Utc};
use platform::db::{Rows, Source};
use platform::{Cx, Millis, Result, UserId};
use sea_orm::entity::prelude::*;

#[sea_orm::model]
#[derive(Clone, Debug, PartialEq, Eq, DeriveEntityModel)]
#[sea_orm(table_name = "sign_in_waiting")]
pub struct Model {
    #[sea_orm(primary_key, auto_increment = false)]
    pub id: String,
    pub user: UserId,
    /// The first factor: `pwd` or `link`.
    pub how: String,
    pub expires_at: Millis,
}
impl ActiveModelBehavior for ActiveModel {}
pub use Model as Waiting;

/// Long enough to find the phone and set an app up.
pub const LIFETIME: TimeDelta = TimeDelta::minutes(15);

fn id_of(token: &str) -> String {
    platform::rng::id_of("kontor/waiting/v1", token)
}

/// Returns the cookie's value.
pub async fn begin(tx: &impl ConnectionTrait, cx: &Cx, user: UserId, how: &str) -> Result<String> {
    let token = platform::rng::token();
    let expires_at = Millis(cx.now + LIFETIME);
    let row = Model { id: id_of(&token), user, how: how.to_owned(), expires_at };
    Entity::insert(ActiveModel::from(row).reset_all()).exec_without_returning(tx).await?;
    Ok(token)
}

pub async fn find(db: &impl Source, token: &str, now: DateTime<Utc>) -> Result<Option<Waiting>> {
    let found = Entity::find_by_id(id_of(token)).filter(COLUMN.expires_at.gt(Millis(now)));
    found.row(db).await
}

/// Ends the wait; false when somebody else ended it.
pub async fn end(tx: &impl ConnectionTrait, waiting: &Waiting) -> Result<bool> {
    Ok(Entity::delete_by_id(waiting.id.clone()).exec(tx).await?.rows_affected > 0)
}

/// Whoever waits with this account begins anew: the password changed, or a factor.
pub async fn end_all(tx: &impl ConnectionTrait, user: UserId) -> Result<()> {
    Entity::delete_many().filter(COLUMN.user.eq(user)).exec(tx).await?;
    Ok(())
}

pub async fn forget_old(tx: &impl ConnectionTrait, now: DateTime<Utc>) -> Result<u64> {
    let old = Entity::delete_many().filter(COLUMN.expires_at.lt(Millis(now)));
    Ok(old.exec(tx).await?.rows_affected)
}
