use crate::domain::draft::PoolRefused;
use crate::domain::policy::PolicyId;
use crate::domain::pool_key::{PoolKey, PoolKeyId};
use crate::{rights, store};
use events::licensing::{EntryMarked, EntryRemoved, Noun};
use platform::{Cx, Error, Result, event};

/// Takes the key that waited longest out of a policy's pool, for somebody who gives it away themselves.
pub async fn take_pool_key(cx: &Cx, policy: PolicyId) -> Result<PoolKey> {
    cx.require(rights::MANAGE)?;
    let tx = cx.begin().await?;
    let policy = store::policy::get(&tx, policy).await?;
    let oldest = store::pool_key::oldest(&tx, policy.id).await?;
    let key = oldest.ok_or(PoolRefused::Empty)?;
    if !store::pool_key::take(&tx, key.id).await? {
        return Err(Error::Stale);
    }
    let (id, name) = (policy.id.0, policy.name);
    let marked = EntryMarked { noun: Noun::Policy, id, name, mark: "pool_popped".into() };
    event::record(&tx, cx, &marked).await?;
    cx.commit(tx).await?;
    Ok(key)
}

/// Removes a waiting key for ever.
pub async fn remove_pool_key(cx: &Cx, id: PoolKeyId) -> Result<()> {
    cx.require(rights::MANAGE)?;
    let tx = cx.begin().await?;
    let key = store::pool_key::get(&tx, id).await?;
    if !store::pool_key::take(&tx, key.id).await? {
        return Err(Error::NotFound);
    }
    let policy = store::policy::get(&tx, key.policy).await?;
    let removed = EntryRemoved { noun: Noun::PoolKey, id: id.0, name: policy.name };
    event::record(&tx, cx, &removed).await?;
    cx.commit(tx).await
}
