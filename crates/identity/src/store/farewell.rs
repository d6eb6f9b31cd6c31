//! What it takes to log out at a provider as well: the address there and the token that the person came with, sealed. The
//! browser has a cookie of 32 random bytes, of which the database knows the hash.

use chrono::{DateTime, TimeDelta, Utc};
use platform::db::{Rows, Source};
use platform::keys::Aad;
use platform::{Cx, Millis, Result};
use sea_orm::entity::prelude::*;

pub const TABLE: &str = "provider_farewells";
/// No session is longer.
pub const LIFETIME: TimeDelta = TimeDelta::hours(24);

#[sea_orm::model]
#[derive(Clone, Debug, PartialEq, Eq, DeriveEntityModel)]
#[sea_orm(table_name = "provider_farewells")]
pub struct Model {
    #[sea_orm(primary_key, auto_increment = false)]
    pub id: String,
    pub provider: String,
    pub address: String,
    pub token: Vec<u8>,
    pub expires_at: Millis,
}
impl ActiveModelBehavior for ActiveModel {}

/// A way to log out at a provider.
pub struct Farewell {
    pub provider: String,
    pub address: String,
    pub token: String,
}

fn id_of(kept: &str) -> String {
    platform::rng::id_of("kontor/sso-farewell/v1", kept)
}

fn place(id: &str) -> Aad {
    Aad::new(TABLE, "token", &id)
}

/// Returns the cookie's value.
pub async fn keep(
    tx: &impl ConnectionTrait,
    cx: &Cx,
    (provider, address): (&str, &str),
    token: &str,
) -> Result<String> {
    let kept = platform::rng::token();
    let id = id_of(&kept);
    let sealed = cx.kontor.keys.seal(&place(&id), token.as_bytes()).map_err(anyhow::Error::from)?;
    let row = Model {
        id,
        provider: provider.to_owned(),
        address: address.to_owned(),
        token: sealed,
        expires_at: Millis(cx.now + LIFETIME),
    };
    Entity::insert(ActiveModel::from(row).reset_all()).exec_without_returning(tx).await?;
    Ok(kept)
}

/// Used up by whoever logs out.
pub async fn take(tx: &impl Source, cx: &Cx, kept: &str) -> Result<Option<Farewell>> {
    let Some(row) = Entity::find_by_id(id_of(kept)).row(tx).await? else { return Ok(None) };
    Entity::delete_by_id(row.id.clone()).exec(tx).await?;
    if row.expires_at.0 <= cx.now {
        return Ok(None);
    }
    let plain = cx.kontor.keys.unseal(&place(&row.id), &row.token).map_err(anyhow::Error::from)?;
    let token = String::from_utf8_lossy(&plain).into_owned();
    Ok(Some(Farewell { provider: row.provider, address: row.address, token }))
}

pub async fn forget_old(tx: &impl ConnectionTrait, now: DateTime<Utc>) -> Result<u64> {
    let old = Entity::delete_many().filter(COLUMN.expires_at.lt(Millis(now)));
    Ok(old.exec(tx).await?.rows_affected)
}
