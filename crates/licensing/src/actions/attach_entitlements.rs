use crate::domain::entitlement::{EntitlementId, of_licence as entitled};
use crate::domain::licence::LicenceId;
use crate::domain::licence_facts::LONGEST_VALUE;
use crate::domain::licence_refused::Refused;
use crate::{rights, store};
use chrono::{DateTime, Utc};
use events::licensing::LicenceMembersChanged;
use platform::db::Source;
use platform::{Cx, Millis, Result, event};

/// An entitlement for one licence.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Attachment {
    pub entitlement: EntitlementId,
    /// How much of it, where it is no mere yes.
    pub value: Option<String>,
    pub expires_at: Option<DateTime<Utc>>,
}

/// Gives a licence entitlements for itself, in the place of what it had of the same before.
pub async fn attach_entitlements(cx: &Cx, id: LicenceId, new: &[Attachment]) -> Result<()> {
    cx.require(rights::WORK)?;
    let long = |value: &String| value.chars().count() > LONGEST_VALUE;
    if new.iter().filter_map(|one| one.value.as_ref()).any(long) {
        return Err(Refused::ValueTooLong.into());
    }
    let tx = cx.begin().await?;
    store::licence::lock(&tx, id).await?;
    let have = store::licence_member::entitlements(&tx, id).await?;
    let mut rows: Vec<entitled::Model> = Vec::new();
    for one in new.iter().rev() {
        // of several of the same the last one counts
        if rows.iter().any(|row| row.entitlement == one.entitlement) {
            continue;
        }
        let before = have.iter().find(|row| row.entitlement == one.entitlement);
        rows.push(entitled::Model {
            licence: id,
            entitlement: one.entitlement,
            value: one.value.clone(),
            expires_at: one.expires_at.map(Millis),
            created_at: before.map_or(Millis(cx.now), |row| row.created_at),
        });
    }
    rows.retain(|row| !have.contains(row));
    if rows.is_empty() {
        return Ok(());
    }
    let ids: Vec<_> = rows.iter().map(|row| row.entitlement).collect();
    let attached = codes(&tx, &ids).await?;
    store::licence_member::put_entitlements(&tx, rows).await?;
    event::record(&tx, cx, &changed(id, attached, Vec::new())).await?;
    cx.commit(tx).await
}

/// Takes them back; all of them must have been its own.
pub async fn detach_entitlements(cx: &Cx, id: LicenceId, which: &[EntitlementId]) -> Result<()> {
    cx.require(rights::WORK)?;
    let tx = cx.begin().await?;
    store::licence::lock(&tx, id).await?;
    let have = store::licence_member::entitlements(&tx, id).await?;
    if !which.iter().all(|id| have.iter().any(|row| row.entitlement == *id)) {
        return Err(Refused::EntitlementNotAttached.into());
    }
    if which.is_empty() {
        return Ok(());
    }
    let detached = codes(&tx, which).await?;
    store::licence_member::delete_entitlements(&tx, id, which).await?;
    event::record(&tx, cx, &changed(id, Vec::new(), detached)).await?;
    cx.commit(tx).await
}

/// By what programs know these entitlements, all of which must be there.
async fn codes(tx: &impl Source, ids: &[EntitlementId]) -> Result<Vec<String>> {
    let mut unique = ids.to_vec();
    unique.sort();
    unique.dedup();
    let found = store::entitlement::with_ids(tx, &unique).await?;
    if found.len() < unique.len() {
        return Err(Refused::EntitlementUnknown.into());
    }
    let mut codes: Vec<String> = found.into_iter().map(|one| one.code).collect();
    codes.sort();
    Ok(codes)
}

fn changed(
    licence: LicenceId,
    attached: Vec<String>,
    detached: Vec<String>,
) -> LicenceMembersChanged {
    LicenceMembersChanged { licence, what: "entitlements".into(), attached, detached }
}
