use crate::domain::entitlement::EntitlementId;
use crate::domain::release::{Refused, ReleaseId, Required};
use crate::{rights, store};
use events::directory::FieldChange;
use events::licensing::{EntryChanged, Noun};
use platform::db::Source;
use platform::{Cx, Error, Millis, Result, event};
use sea_orm::prelude::Uuid;

/// Lets a release require these entitlements too; those that it required before stay as they are.
pub async fn require_for_release(
    cx: &Cx,
    id: ReleaseId,
    entitlements: &[EntitlementId],
) -> Result<Vec<Required>> {
    cx.require(rights::MANAGE)?;
    let tx = cx.begin().await?;
    let before = store::release::required(&tx, &[id]).await?;
    let known = store::entitlement::with_ids(&tx, entitlements).await?;
    let mut new: Vec<Required> = Vec::new();
    for entitlement in entitlements {
        if known.iter().all(|one| one.id != *entitlement) {
            return Err(Refused::EntitlementUnknown.into());
        }
        let there = before.iter().chain(&new).any(|one| one.entitlement == *entitlement);
        if !there {
            let (row, created_at) = (Uuid::now_v7(), Millis(cx.now));
            new.push(Required { id: row, release: id, entitlement: *entitlement, created_at });
        }
    }
    if new.is_empty() {
        return Ok(before);
    }
    store::release::require(&tx, new).await?;
    told(&tx, cx, id, &before).await?;
    let after = store::release::required(&tx, &[id]).await?;
    cx.commit(tx).await?;
    Ok(after)
}

/// Takes away some of what a release requires, by the ids of the constraints.
pub async fn require_less_for_release(cx: &Cx, id: ReleaseId, rows: &[Uuid]) -> Result<()> {
    cx.require(rights::MANAGE)?;
    let tx = cx.begin().await?;
    let before = store::release::required(&tx, &[id]).await?;
    if !rows.iter().all(|row| before.iter().any(|one| one.id == *row)) {
        return Err(Error::NotFound);
    }
    if store::release::require_less(&tx, id, rows).await? == 0 {
        return Ok(());
    }
    told(&tx, cx, id, &before).await?;
    cx.commit(tx).await
}

/// Writes down what is required now in place of what was; also that two did so at once.
async fn told(tx: &impl Source, cx: &Cx, id: ReleaseId, before: &[Required]) -> Result<()> {
    let mut release = store::release::get(tx, id).await?;
    release.updated_at = Millis(cx.now);
    store::release::save(tx, &mut release).await?;
    let after = store::release::required(tx, &[id]).await?;
    let (from, to) = (codes(tx, before).await?, codes(tx, &after).await?);
    let changes = vec![FieldChange { field: "constraints".into(), from, to }];
    let name = release.label();
    event::record(tx, cx, &EntryChanged { noun: Noun::Release, id: id.0, name, changes }).await
}

async fn codes(db: &impl Source, required: &[Required]) -> Result<String> {
    let ids: Vec<_> = required.iter().map(|one| one.entitlement).collect();
    let mut codes: Vec<_> = store::entitlement::with_ids(db, &ids).await?;
    codes.sort_by(|a, b| a.code.cmp(&b.code));
    Ok(codes.into_iter().map(|one| one.code).collect::<Vec<_>>().join(", "))
}
