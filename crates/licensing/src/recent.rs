//! Licences and policies as they were last read, kept in memory, and what a validation saw of them. Where nothing was committed
//! since ([`platform::db::Generation`]) they are as they were. Else, and always on a server of databases, a glance of the row says
//! whether it is still so. What was changed, on whichever node, holds from the next request on, and nobody has to be told.

use crate::domain::licence::{Licence, LicenceId};
use crate::domain::policy::{Policy, PolicyId};
use crate::domain::validation::{Scope, Snapshot};
use crate::kept::Kept;
use crate::store;
use platform::db::{DbBackend, Generation, Source};
use platform::held::Held;
use platform::{Cx, Error, Kontor, Result};
use std::sync::Arc;

/// So many of a kind are kept, and at most as many that were not asked for since.
const KEPT: usize = 8_192;
/// The same for what validations saw, which is larger.
const KEPT_SNAPSHOTS: usize = 2_048;
/// A validation that saw more machines is not kept.
const FEW: usize = 32;

pub(crate) struct Recent {
    /// By the hash of the key.
    licences: Kept<String, (Arc<Licence>, Option<Generation>)>,
    policies: Kept<PolicyId, (Arc<Policy>, Option<Generation>)>,
    snapshots: Kept<(LicenceId, Option<Scope>), (Arc<Snapshot>, Generation)>,
}

impl Held for Recent {
    fn new(_: &Kontor) -> Self {
        Self {
            licences: Kept::new(KEPT),
            policies: Kept::new(KEPT),
            snapshots: Kept::new(KEPT_SNAPSHOTS),
        }
    }
}

/// A licence, and the generation before which it was read: while that stays, so does the licence, and what was read after it.
#[derive(Clone, Debug)]
pub(crate) struct Known {
    pub licence: Arc<Licence>,
    pub generation: Option<Generation>,
}

/// The licence with the key of this hash, as it is now.
pub(crate) async fn licence_of_key(cx: &Cx, hash: &str) -> Result<Option<Known>> {
    let recent = cx.kontor.held::<Recent>();
    let generation = cx.db().generation();
    let known = |licence: Arc<Licence>| {
        recent.licences.put(hash.to_owned(), (licence.clone(), generation));
        Some(Known { licence, generation })
    };
    if let Some((licence, seen)) = recent.licences.get(hash) {
        if generation.is_some() && seen == generation {
            return Ok(Some(Known { licence, generation }));
        }
        let glance = store::glance::licence_of_key(cx.db(), hash).await?;
        if let Some(licence) = glance.and_then(|glance| glance.onto(&licence)) {
            return Ok(known(Arc::new(licence)));
        }
    }
    let licence = store::licence::find_by_hash(cx.db(), hash).await?;
    Ok(licence.and_then(|licence| known(Arc::new(licence))))
}

/// The policy as it is now; `NotFound` where there is none.
pub(crate) async fn policy(cx: &Cx, id: PolicyId) -> Result<Arc<Policy>> {
    policy_in(cx.db(), cx, id).await
}

/// The same as a transaction sees it that changes no policy.
pub(crate) async fn policy_in(db: &impl Source, cx: &Cx, id: PolicyId) -> Result<Arc<Policy>> {
    let recent = cx.kontor.held::<Recent>();
    let generation = db.generation();
    if let Some((read, seen)) = recent.policies.get(&id) {
        if generation.is_some() && seen == generation {
            return Ok(read);
        }
        let glance = store::glance::policy(db, id).await?.ok_or(Error::NotFound)?;
        if glance.version == read.version {
            if generation.is_some() {
                recent.policies.put(id, (read.clone(), generation));
            }
            return Ok(read);
        }
    }
    let policy = Arc::new(store::policy::get(db, id).await?);
    // what a transaction of SQLite sees may be another's that is not committed yet
    if generation.is_some() || db.get_database_backend() != DbBackend::Sqlite {
        recent.policies.put(id, (policy.clone(), generation));
    }
    Ok(policy)
}

/// What a validation of the licence in this scope looks at, as it is now.
pub(crate) async fn snapshot(
    cx: &Cx,
    known: &Known,
    scope: Option<&Scope>,
) -> Result<Arc<Snapshot>> {
    // an entitlement may end without a change
    let lasts = scope.is_none_or(|scope| scope.entitlements.is_none());
    let kept = known.generation.filter(|_| lasts);
    let recent = cx.kontor.held::<Recent>();
    let question = (known.licence.id, scope.cloned());
    if let Some((snapshot, seen)) = recent.snapshots.get(&question)
        && kept == Some(seen)
    {
        return Ok(snapshot);
    }
    let policy = policy(cx, known.licence.policy).await?;
    let licence = known.licence.clone();
    let snapshot = store::snapshot::of(cx.db(), licence, policy, scope, cx.now).await?;
    let snapshot = Arc::new(snapshot);
    if let Some(generation) = kept
        && snapshot.machines.len() <= FEW
    {
        recent.snapshots.put(question, (snapshot.clone(), generation));
    }
    Ok(snapshot)
}
