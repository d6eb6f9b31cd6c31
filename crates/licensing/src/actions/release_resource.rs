use super::add_resources::{mark, seen, tell_taken};
use crate::domain::resource::{Refused, Resource, ResourceId, State};
use crate::{rights, store};
use chrono::TimeDelta;
use events::licensing::{EntryRemoved, LicenceId, Noun};
use platform::{Cx, Millis, Result, Tx, event};

/// Takes a resource from its licence; it goes into quarantine before somebody else gets it.
pub async fn release_resource(cx: &Cx, id: ResourceId, version: Option<i32>) -> Result<Resource> {
    cx.require(rights::WORK)?;
    let tx = cx.begin().await?;
    let mut resource = seen(&tx, id, version).await?;
    if resource.state != State::Allocated {
        return Err(Refused::NotAllocated.into());
    }
    release(&tx, cx, &mut resource).await?;
    cx.commit(tx).await?;
    Ok(resource)
}

async fn release(tx: &Tx, cx: &Cx, resource: &mut Resource) -> Result<()> {
    tell_taken(tx, cx, resource).await?;
    resource.set_apart("", Millis(cx.now + Resource::QUARANTINE));
    (resource.since, resource.updated_at) = (Millis(cx.now), Millis(cx.now));
    store::resource::save(tx, resource).await?;
    mark(tx, cx, resource, "released").await
}

/// Takes everything from a licence that is no more.
pub async fn release_all(cx: &Cx, licence: LicenceId) -> Result<usize> {
    cx.require(rights::WORK)?;
    let tx = cx.begin().await?;
    let held = store::resource::of_licence(&tx, licence).await?;
    let count = held.len();
    for mut resource in held {
        release(&tx, cx, &mut resource).await?;
    }
    cx.commit(tx).await?;
    Ok(count)
}

/// Keeps a resource from everybody for so many days, whoever had it.
pub async fn quarantine_resource(
    cx: &Cx,
    id: ResourceId,
    reason: &str,
    days: i64,
) -> Result<Resource> {
    cx.require(rights::MANAGE)?;
    let reason = reason.trim();
    if reason.chars().count() > Resource::LONGEST_REASON {
        return Err(Refused::ReasonTooLong.into());
    }
    if !(1..=Resource::LONGEST_DAYS).contains(&days) {
        return Err(Refused::DaysUnfit.into());
    }
    let tx = cx.begin().await?;
    let mut resource = store::resource::get(&tx, id).await?;
    tell_taken(&tx, cx, &resource).await?;
    resource.set_apart(reason, Millis(cx.now + TimeDelta::days(days)));
    (resource.since, resource.updated_at) = (Millis(cx.now), Millis(cx.now));
    store::resource::save(&tx, &mut resource).await?;
    mark(&tx, cx, &resource, "quarantined").await?;
    cx.commit(tx).await?;
    Ok(resource)
}

/// Puts a resource back into the pool before its quarantine is over.
pub async fn return_resource(cx: &Cx, id: ResourceId) -> Result<Resource> {
    cx.require(rights::MANAGE)?;
    let tx = cx.begin().await?;
    let mut resource = store::resource::get(&tx, id).await?;
    if resource.state != State::Quarantine {
        return Err(Refused::NotInQuarantine.into());
    }
    resource.free();
    (resource.since, resource.updated_at) = (Millis(cx.now), Millis(cx.now));
    store::resource::save(&tx, &mut resource).await?;
    mark(&tx, cx, &resource, "returned").await?;
    cx.commit(tx).await?;
    Ok(resource)
}

/// Takes a resource out of the pool for ever.
pub async fn remove_resource(cx: &Cx, id: ResourceId) -> Result<()> {
    cx.require(rights::MANAGE)?;
    let tx = cx.begin().await?;
    let resource = store::resource::get(&tx, id).await?;
    if resource.state == State::Allocated {
        return Err(Refused::Held.into());
    }
    store::resource::delete(&tx, id).await?;
    let (id, name) = (resource.id.0, resource.value);
    event::record(&tx, cx, &EntryRemoved { noun: Noun::Resource, id, name }).await?;
    cx.commit(tx).await
}
