//! Every query about keys that wait in pools.

crate::store::noun::noun!(crate::domain::pool_key, crate::domain::pool_key::PoolKeyId);

use crate::domain::pool_key::{Column, Entity, PolicyId, PoolKey};
use sea_orm::QueryOrder as _;

/// A pool is counted no further.
const COUNTED: u64 = 1_000_000;

/// The one that has waited longest.
pub async fn oldest(db: &impl Source, policy: PolicyId) -> Result<Option<PoolKey>> {
    let of = Entity::find().filter(Column::Policy.eq(policy));
    of.order_by_asc(Column::Id).row(db).await
}

/// The newest first.
pub async fn of_policy(
    db: &impl Source,
    policy: PolicyId,
    part: super::entry::Part,
) -> Result<Vec<PoolKey>> {
    let of = Entity::find().filter(Column::Policy.eq(policy));
    super::entry::part_of(of, Column::Id, part).rows(db).await
}

pub async fn count(db: &impl Source, policy: PolicyId) -> Result<u64> {
    Entity::find().filter(Column::Policy.eq(policy)).count_up_to(db, COUNTED).await
}

/// Takes it out; false where another was faster.
pub async fn take(
    tx: &impl ConnectionTrait,
    id: crate::domain::pool_key::PoolKeyId,
) -> Result<bool> {
    Ok(Entity::delete_by_id(id).exec(tx).await?.rows_affected == 1)
}

/// Whether one of these keys waits in a pool or is a licence's.
pub async fn has_one_of(db: &impl Source, hashes: &[&str]) -> Result<bool> {
    let waiting = Entity::find().filter(Column::KeyHash.is_in(hashes.iter().copied()));
    if waiting.row(db).await?.is_some() {
        return Ok(true);
    }
    let licence = crate::domain::licence::Column::KeyHash.is_in(hashes.iter().copied());
    Ok(crate::domain::licence::Entity::find().filter(licence).row(db).await?.is_some())
}
