//! Ceremonies under way: what was asked of a browser, until it answers. The browser has a cookie of 32 random bytes, of
//! which the database knows the hash; an answer is taken once.

use crate::domain::passkey::{CEREMONY, Whose};
use chrono::{DateTime, Utc};
use platform::db::{Rows, Source};
use platform::{Cx, Millis, Result, UserId};
use sea_orm::entity::prelude::*;
use serde::Serialize;
use serde::de::DeserializeOwned;

#[sea_orm::model]
#[derive(Clone, Debug, PartialEq, Eq, DeriveEntityModel)]
#[sea_orm(table_name = "passkey_ceremonies")]
pub struct Model {
    #[sea_orm(primary_key, auto_increment = false)]
    pub id: String,
    pub purpose: String,
    pub user: Option<UserId>,
    /// What the answer is checked against, as JSON.
    pub state: String,
    pub expires_at: Millis,
}
impl ActiveModelBehavior for ActiveModel {}

fn id_of(token: &str) -> String {
    platform::rng::id_of("kontor/passkey/v1", token)
}

/// Returns the cookie's value. What the browser was asked before is over.
pub async fn begin(
    tx: &impl ConnectionTrait,
    cx: &Cx,
    (purpose, user): Whose,
    state: &impl Serialize,
    before: Option<&str>,
) -> Result<String> {
    if let Some(before) = before {
        Entity::delete_by_id(id_of(before)).exec(tx).await?;
    }
    let token = platform::rng::token();
    let row = Model {
        id: id_of(&token),
        purpose: purpose.word().to_owned(),
        user,
        state: serde_json::to_string(state).map_err(anyhow::Error::from)?,
        expires_at: Millis(cx.now + CEREMONY),
    };
    Entity::insert(ActiveModel::from(row).reset_all()).exec_without_returning(tx).await?;
    Ok(token)
}

/// Ends the ceremony and returns what the answer is checked against; none when there is none like it, or it was answered.
pub async fn take<S: DeserializeOwned>(
    tx: &impl Source,
    cx: &Cx,
    (purpose, user): Whose,
    token: &str,
) -> Result<Option<S>> {
    let Some(row) = Entity::find_by_id(id_of(token)).row(tx).await? else { return Ok(None) };
    let was_open = Entity::delete_by_id(row.id.clone()).exec(tx).await?.rows_affected > 0;
    let fits = row.purpose == purpose.word() && row.user == user && row.expires_at.0 > cx.now;
    if !was_open || !fits {
        return Ok(None);
    }
    Ok(Some(serde_json::from_str(&row.state).map_err(anyhow::Error::from)?))
}

pub async fn end_all(tx: &impl ConnectionTrait, user: UserId) -> Result<()> {
    Entity::delete_many().filter(COLUMN.user.eq(user)).exec(tx).await?;
    Ok(())
}

pub async fn forget_old(tx: &impl ConnectionTrait, now: DateTime<Utc>) -> Result<u64> {
    let old = Entity::delete_many().filter(COLUMN.expires_at.lt(Millis(now)));
    Ok(old.exec(tx).await?.rows_affected)
}
