//! Logouts that providers told: each token is good once.

use chrono::{DateTime, Utc};
use platform::db::{Rows, Source};
use platform::{Millis, Result};
use sea_orm::entity::prelude::*;

#[sea_orm::model]
#[derive(Clone, Debug, PartialEq, Eq, DeriveEntityModel)]
#[sea_orm(table_name = "provider_logouts")]
pub struct Model {
    #[sea_orm(primary_key, auto_increment = false)]
    pub id: String,
    pub expires_at: Millis,
}
impl ActiveModelBehavior for ActiveModel {}

/// False when this token was used before.
pub async fn take(
    tx: &impl Source,
    (issuer, number): (&str, &str),
    until: DateTime<Utc>,
) -> Result<bool> {
    let id = platform::rng::id_of("kontor/sso-logout/v1", &format!("{issuer}\n{number}"));
    if Entity::find_by_id(id.clone()).row(tx).await?.is_some() {
        return Ok(false);
    }
    let row = ActiveModel::from(Model { id, expires_at: Millis(until) }).reset_all();
    match Entity::insert(row).exec_without_returning(tx).await {
        Ok(_) => Ok(true),
        // the same one at the same moment
        Err(cause) if platform::db::is_taken(&cause) => Ok(false),
        Err(cause) => Err(cause.into()),
    }
}

pub async fn forget_old(tx: &impl ConnectionTrait, now: DateTime<Utc>) -> Result<u64> {
    let old = Entity::delete_many().filter(COLUMN.expires_at.lt(Millis(now)));
    Ok(old.exec(tx).await?.rows_affected)
}
