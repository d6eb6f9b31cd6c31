use crate::domain::licence::{Licence, LicenceId};
use crate::domain::licence_refused::Refused;
use crate::domain::policy::Policy;
use crate::domain::user::{LicenceUserId, of_licence as member};
use crate::{rights, store};
use events::licensing::LicenceMembersChanged;
use platform::db::Source;
use platform::{Cx, Millis, Result, event};

/// Lets these users use a licence beside its owner. Who does so already stays.
pub async fn attach_users(cx: &Cx, id: LicenceId, users: &[LicenceUserId]) -> Result<()> {
    cx.require(rights::WORK)?;
    let tx = cx.begin().await?;
    let licence = store::licence::lock(&tx, id).await?;
    let have = store::licence_member::users(&tx, id).await?;
    let mut new: Vec<LicenceUserId> = users.to_vec();
    new.sort();
    new.dedup();
    if licence.owner.is_some_and(|owner| new.contains(&owner)) {
        return Err(Refused::UserOwns.into());
    }
    new.retain(|user| !have.iter().any(|one| one.user == *user));
    if new.is_empty() {
        return Ok(());
    }
    if store::user::with_ids(&tx, &new).await?.len() < new.len() {
        return Err(Refused::UserUnknown.into());
    }
    let policy = store::policy::get(&tx, licence.policy).await?;
    let owner = u64::from(licence.owner.is_some());
    fits(&licence, &policy, (have.len() + new.len()) as u64 + owner)?;
    let created_at = Millis(cx.now);
    let rows = new.iter().map(|user| member::Model { licence: id, user: *user, created_at });
    store::licence_member::insert_users(&tx, rows.collect()).await?;
    event::record(&tx, cx, &changed(id, &new, &[])).await?;
    cx.commit(tx).await
}

/// These users use it no more; all of them must have done so.
pub async fn detach_users(cx: &Cx, id: LicenceId, users: &[LicenceUserId]) -> Result<()> {
    cx.require(rights::WORK)?;
    let tx = cx.begin().await?;
    store::licence::lock(&tx, id).await?;
    let have = store::licence_member::users(&tx, id).await?;
    if !users.iter().all(|user| have.iter().any(|one| one.user == *user)) {
        return Err(Refused::UserNotAttached.into());
    }
    if users.is_empty() {
        return Ok(());
    }
    store::licence_member::delete_users(&tx, id, users).await?;
    event::record(&tx, cx, &changed(id, &[], users)).await?;
    cx.commit(tx).await
}

/// How many users a licence has, its owner among them.
pub(super) async fn count(tx: &impl Source, licence: &Licence) -> Result<u64> {
    let beside = store::licence_member::count_users(tx, licence.id).await?;
    Ok(beside + u64::from(licence.owner.is_some()))
}

/// Whether a licence may have so many users.
pub(super) fn fits(licence: &Licence, policy: &Policy, users: u64) -> Result<(), Refused> {
    let most = licence.limits.over(&policy.settings).max_users;
    let over = most.is_some_and(|most| policy.settings.overage_strategy.is_over(users, most));
    if over { Err(Refused::UsersExceeded) } else { Ok(()) }
}

/// With ids, since who they are may be erased elsewhere.
fn changed(
    licence: LicenceId,
    attached: &[LicenceUserId],
    detached: &[LicenceUserId],
) -> LicenceMembersChanged {
    let text = |ids: &[LicenceUserId]| ids.iter().map(ToString::to_string).collect();
    let (attached, detached) = (text(attached), text(detached));
    LicenceMembersChanged { licence, what: "users".into(), attached, detached }
}
