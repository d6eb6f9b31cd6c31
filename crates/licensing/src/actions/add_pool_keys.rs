use super::create_entry::refused;
use crate::domain::draft::{PoolRefused, pool_lines};
use crate::domain::policy::PolicyId;
use crate::domain::pool_key::{PoolKey, PoolKeyId};
use crate::{keys, rights, store};
use events::licensing::{EntryMarked, Noun};
use platform::{Cx, Millis, Refusal, Result, Tx, event};

/// Puts keys that were made elsewhere into a policy's pool: all of them or none.
pub async fn add_pool_keys(cx: &Cx, policy: PolicyId, given: &[String]) -> Result<Vec<PoolKey>> {
    cx.require(rights::MANAGE)?;
    let given = pool_lines(given).map_err(platform::Error::from)?;
    let sealed = given.iter().map(|key| sealed(cx, policy, key));
    let new = sealed.collect::<Result<Vec<_>>>()?;
    let tx = cx.begin().await?;
    let policy = store::policy::get(&tx, policy).await?;
    if !policy.settings.use_pool {
        return Err(PoolRefused::NoPool.into());
    }
    refused(taken(&tx, &new).await?)?;
    for key in &new {
        store::pool_key::insert(&tx, key).await?;
    }
    let (id, name) = (policy.id.0, policy.name);
    let marked = EntryMarked { noun: Noun::Policy, id, name, mark: "pool_filled".into() };
    event::record(&tx, cx, &marked).await?;
    cx.commit(tx).await?;
    Ok(new)
}

fn sealed(cx: &Cx, policy: PolicyId, key: &str) -> Result<PoolKey> {
    let id = PoolKeyId::new();
    Ok(PoolKey {
        id,
        policy,
        key: keys::seal_waiting(&cx.kontor, id, key)?,
        key_hash: keys::hash(&cx.kontor, key),
        created_at: Millis(cx.now),
    })
}

/// A key is there once, in a pool or as a licence's.
async fn taken(tx: &Tx, new: &[PoolKey]) -> Result<Vec<Refusal>> {
    let hashes: Vec<&str> = new.iter().map(|key| key.key_hash.as_str()).collect();
    let there = store::pool_key::has_one_of(tx, &hashes).await?;
    Ok(there.then(|| PoolRefused::Taken.into()).into_iter().collect())
}
