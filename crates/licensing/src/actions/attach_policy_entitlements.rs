use crate::domain::draft::Refused;
use crate::domain::entitlement::{Entitlement, EntitlementId};
use crate::domain::policy::{Policy, PolicyId};
use crate::{rights, store};
use events::licensing::{EntryMarked, Noun};
use platform::{Cx, Millis, Refusal, Result, Tx, event};

/// Gives all licences of a policy these entitlements; what it has already stays as it is.
pub async fn attach_policy_entitlements(
    cx: &Cx,
    policy: PolicyId,
    these: &[EntitlementId],
) -> Result<Vec<Entitlement>> {
    cx.require(rights::MANAGE)?;
    let tx = cx.begin().await?;
    let (policy, these) = (store::policy::get(&tx, policy).await?, found(&tx, these).await?);
    let has = store::entitlement::of_policy(&tx, policy.id).await?;
    let new = these.iter().map(|one| one.id).filter(|id| has.iter().all(|has| has.id != *id));
    let new: Vec<_> = new.collect();
    if new.is_empty() {
        return Ok(these);
    }
    let now = Millis(cx.now);
    store::entitlement::attach_to_policy(&tx, policy.id, &new, now).await?;
    mark(&tx, cx, &policy, "entitlements_attached").await?;
    cx.commit(tx).await?;
    Ok(these)
}

/// Takes entitlements from a policy; those that it does not have are left aside.
pub async fn detach_policy_entitlements(
    cx: &Cx,
    policy: PolicyId,
    these: &[EntitlementId],
) -> Result<()> {
    cx.require(rights::MANAGE)?;
    let tx = cx.begin().await?;
    let policy = store::policy::get(&tx, policy).await?;
    let has = store::entitlement::of_policy(&tx, policy.id).await?;
    if !has.iter().any(|one| these.contains(&one.id)) {
        return Ok(());
    }
    store::entitlement::detach_from_policy(&tx, policy.id, these).await?;
    mark(&tx, cx, &policy, "entitlements_detached").await?;
    cx.commit(tx).await
}

async fn found(tx: &Tx, these: &[EntitlementId]) -> Result<Vec<Entitlement>> {
    let found = store::entitlement::with_ids(tx, these).await?;
    if these.iter().all(|id| found.iter().any(|one| one.id == *id)) {
        return Ok(found);
    }
    let refusal = Refusal::from(Refused::Unknown).on("/data");
    Err(refusal.coded("ENTITLEMENTS_NOT_FOUND").into())
}

async fn mark(tx: &Tx, cx: &Cx, policy: &Policy, mark: &str) -> Result<()> {
    let (id, name) = (policy.id.0, policy.name.clone());
    event::record(tx, cx, &EntryMarked { noun: Noun::Policy, id, name, mark: mark.into() }).await
}
