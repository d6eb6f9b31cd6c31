//! Every query about the account and its key pairs.

use crate::domain::account::{Account, Entity, Pair, pair};
use platform::Result;
use platform::db::{Rows as _, Source};
use sea_orm::entity::prelude::*;
use sea_orm::{IntoActiveModel as _, QueryOrder as _};

/// The account; none before the licence server was used for the first time.
pub async fn find(db: &impl Source) -> Result<Option<Account>> {
    Entity::find().order_by_asc(crate::domain::account::COLUMN.created_at).row(db).await
}

pub async fn insert(tx: &impl ConnectionTrait, account: &Account) -> Result<()> {
    let row = account.clone().into_active_model().reset_all();
    Entity::insert(row).exec_without_returning(tx).await?;
    Ok(())
}

pub async fn pairs(db: &impl Source) -> Result<Vec<Pair>> {
    pair::Entity::find().rows(db).await
}

pub async fn find_pair(db: &impl Source, kind: &str) -> Result<Option<Pair>> {
    pair::Entity::find().filter(pair::COLUMN.kind.eq(kind)).row(db).await
}

pub async fn insert_pair(tx: &impl ConnectionTrait, pair: &Pair) -> Result<()> {
    let row = pair.clone().into_active_model().reset_all();
    pair::Entity::insert(row).exec_without_returning(tx).await?;
    Ok(())
}
