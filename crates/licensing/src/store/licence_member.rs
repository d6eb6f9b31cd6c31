//! Every query about what is attached to a licence: users beside its owner, and entitlements.

use crate::domain::entitlement::{EntitlementId, of_licence as entitled, of_policy};
use crate::domain::licence::LicenceId;
use crate::domain::policy::PolicyId;
use crate::domain::user::{LicenceUserId, of_licence as member};
use platform::Result;
use platform::db::{Rows as _, Source};
use sea_orm::IntoActiveModel as _;
use sea_orm::entity::prelude::*;

/// The users beside the owner, in the order in which they were attached.
pub async fn users(db: &impl Source, of: LicenceId) -> Result<Vec<member::Model>> {
    let mut all = member::Entity::find().filter(member::COLUMN.licence.eq(of)).rows(db).await?;
    all.sort_by_key(|one| (one.created_at.0, one.user));
    Ok(all)
}

/// Whether somebody uses the licence beside its owner.
pub async fn is_member(db: &impl Source, of: LicenceId, user: LicenceUserId) -> Result<bool> {
    Ok(member::Entity::find_by_id((of, user)).row(db).await?.is_some())
}

/// How many users there are beside the owner.
pub async fn count_users(db: &impl Source, of: LicenceId) -> Result<u64> {
    let all = member::Entity::find().filter(member::COLUMN.licence.eq(of));
    all.count_up_to(db, 1_000_000).await
}

pub async fn insert_users(tx: &impl Source, rows: Vec<member::Model>) -> Result<()> {
    for some in rows.chunks(500) {
        let some = some.iter().map(|row| row.clone().into_active_model().reset_all());
        member::Entity::insert_many(some).exec_without_returning(tx).await?;
    }
    Ok(())
}

pub async fn delete_users(tx: &impl Source, of: LicenceId, users: &[LicenceUserId]) -> Result<()> {
    member::Entity::delete_many()
        .filter(member::COLUMN.licence.eq(of))
        .filter(member::COLUMN.user.is_in(users.iter().copied()))
        .exec(tx)
        .await?;
    Ok(())
}

/// The entitlements that a licence has for itself.
pub async fn entitlements(db: &impl Source, of: LicenceId) -> Result<Vec<entitled::Model>> {
    let mut all = entitled::Entity::find().filter(entitled::COLUMN.licence.eq(of)).rows(db).await?;
    all.sort_by_key(|one| (one.created_at.0, one.entitlement));
    Ok(all)
}

/// Those that every licence of a policy has.
pub async fn entitlements_of_policy(
    db: &impl Source,
    of: PolicyId,
) -> Result<Vec<of_policy::Model>> {
    of_policy::Entity::find().filter(of_policy::COLUMN.policy.eq(of)).rows(db).await
}

/// Writes them down in the place of earlier ones of the same licence and entitlement.
pub async fn put_entitlements(tx: &impl Source, rows: Vec<entitled::Model>) -> Result<()> {
    for row in &rows {
        delete_entitlements(tx, row.licence, &[row.entitlement]).await?;
    }
    insert_entitlements(tx, rows).await
}

pub async fn insert_entitlements(tx: &impl Source, rows: Vec<entitled::Model>) -> Result<()> {
    for some in rows.chunks(500) {
        let some = some.iter().map(|row| row.clone().into_active_model().reset_all());
        entitled::Entity::insert_many(some).exec_without_returning(tx).await?;
    }
    Ok(())
}

pub async fn delete_entitlements(
    tx: &impl Source,
    of: LicenceId,
    which: &[EntitlementId],
) -> Result<()> {
    entitled::Entity::delete_many()
        .filter(entitled::COLUMN.licence.eq(of))
        .filter(entitled::COLUMN.entitlement.is_in(which.iter().copied()))
        .exec(tx)
        .await?;
    Ok(())
}
