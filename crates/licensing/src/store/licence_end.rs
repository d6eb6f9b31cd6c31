//! Every query about the end of licences: which are over or nearly so, and how one goes with all that hangs on it.

use crate::domain::licence::{COLUMN, Column, Entity, Licence, LicenceId};
use crate::domain::policy::{self, PolicyId};
use crate::domain::{entitlement, machine, process, token, user};
use chrono::{DateTime, Utc};
use platform::db::{Rows as _, Source};
use platform::{Millis, Result};
use sea_orm::entity::prelude::*;
use sea_orm::sea_query::{Expr, ExprTrait as _};
use sea_orm::{Condition, QueryOrder as _, QuerySelect as _, QueryTrait as _};

/// Those that ended within this time and of which it was not told, the earliest end first.
pub async fn ended(
    db: &impl Source,
    from: DateTime<Utc>,
    until: DateTime<Utc>,
    most: u64,
) -> Result<Vec<Licence>> {
    untold(Column::EndToldAt, from, until).limit(most).rows(db).await
}

/// Those that end within this time and of which it was not told.
pub async fn ending(
    db: &impl Source,
    from: DateTime<Utc>,
    until: DateTime<Utc>,
    most: u64,
) -> Result<Vec<Licence>> {
    untold(Column::EndSoonToldAt, from, until).limit(most).rows(db).await
}

/// An end is told once it stands in the column: another end is another thing to tell.
fn untold(told: Column, from: DateTime<Utc>, until: DateTime<Utc>) -> sea_orm::Select<Entity> {
    let other = Condition::any()
        .add(Expr::col(told).is_null())
        .add(Expr::col(told).not_equals(Column::ExpiresAt));
    Entity::find()
        .filter(COLUMN.expires_at.gt(Millis(from)))
        .filter(COLUMN.expires_at.lte(Millis(until)))
        .filter(other)
        .order_by_asc(COLUMN.expires_at)
        .order_by_asc(COLUMN.id)
}

/// Notes that the end was told; false where another node did so before, or the end is another one by now.
pub async fn note_ended(tx: &impl Source, licence: &Licence) -> Result<bool> {
    note(tx, Column::EndToldAt, licence).await
}

/// The same of an end that is near.
pub async fn note_ending(tx: &impl Source, licence: &Licence) -> Result<bool> {
    note(tx, Column::EndSoonToldAt, licence).await
}

async fn note(tx: &impl Source, told: Column, of: &Licence) -> Result<bool> {
    let other = Condition::any()
        .add(Expr::col(told).is_null())
        .add(Expr::col(told).not_equals(Column::ExpiresAt));
    // the version stays: nobody who is changing the licence need know
    let noted = Entity::update_many()
        .col_expr(told, Expr::col(Column::ExpiresAt))
        .filter(COLUMN.id.eq(of.id))
        .filter(COLUMN.expires_at.eq(of.expires_at))
        .filter(other)
        .exec(tx)
        .await?;
    Ok(noted.rows_affected > 0)
}

/// Licences of a policy that last checked in before then, in the order of their ids.
pub async fn silent_since(
    db: &impl Source,
    of: PolicyId,
    before: DateTime<Utc>,
    after: Option<LicenceId>,
    most: u64,
) -> Result<Vec<Licence>> {
    let before = Millis(before);
    let never = COLUMN.last_checked_in_at.is_null().and(COLUMN.created_at.lte(before));
    let mut query = Entity::find()
        .filter(COLUMN.policy.eq(of))
        .filter(COLUMN.suspended.eq(false))
        .filter(Condition::any().add(COLUMN.last_checked_in_at.lte(before)).add(never));
    if let Some(after) = after {
        query = query.filter(COLUMN.id.gt(after));
    }
    query.order_by_asc(COLUMN.id).limit(most).rows(db).await
}

/// Deletes a licence with its machines, their parts and processes, its members, entitlements and tokens.
pub async fn delete_whole(tx: &impl Source, id: LicenceId) -> Result<()> {
    process::Entity::delete_many().filter(process::COLUMN.licence.eq(id)).exec(tx).await?;
    machine::component::Entity::delete_many()
        .filter(machine::component::COLUMN.licence.eq(id))
        .exec(tx)
        .await?;
    let machines = machine::Entity::find().filter(machine::COLUMN.licence.eq(id)).select_only();
    let machines = machines.column(machine::Column::Id).into_query();
    super::words::forget_machines(tx, machines).await?;
    super::words::OF_LICENCES.remove(tx, &[id.0]).await?;
    machine::Entity::delete_many().filter(machine::COLUMN.licence.eq(id)).exec(tx).await?;
    let members = user::of_licence::COLUMN.licence.eq(id);
    user::of_licence::Entity::delete_many().filter(members).exec(tx).await?;
    let entitled = entitlement::of_licence::COLUMN.licence.eq(id);
    entitlement::of_licence::Entity::delete_many().filter(entitled).exec(tx).await?;
    token::Entity::delete_many().filter(token::COLUMN.of.eq(id.0)).exec(tx).await?;
    super::licence_overdue::forget(tx, id).await?;
    super::activation_event::delete_of(tx, &[id]).await?;
    super::anomaly::delete_of(tx, id).await?;
    super::meter::clear_licence(tx, id).await?;
    super::licence::delete(tx, id).await
}

/// Every policy; how they are meant is not asked of the database.
pub async fn policies(db: &impl Source) -> Result<Vec<policy::Policy>> {
    policy::Entity::find().rows(db).await
}
