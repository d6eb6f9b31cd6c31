//! What goes into licence and machine files, and when there was one last.

use crate::domain::entitlement::{Entitlement, of_licence, of_policy};
use crate::domain::licence::{self, Licence, LicenceId};
use crate::domain::machine::{self, Component, Machine, MachineId, component};
use crate::domain::user::{User, of_licence as member};
use crate::store;
use chrono::{DateTime, Utc};
use platform::db::{Rows as _, Source};
use platform::{Millis, Result};
use sea_orm::QueryOrder as _;
use sea_orm::entity::prelude::*;

/// So many users come along at most: a file is no address book.
const MOST_USERS: usize = 1000;

/// A licence's file was made. Its version stays: nobody who changes it meanwhile is kept from it.
pub async fn note_licence(tx: &impl ConnectionTrait, id: LicenceId, now: Millis) -> Result<()> {
    let noted = licence::Entity::update_many();
    noted
        .col_expr(licence::Column::LastCheckedOutAt, Expr::value(now))
        .filter(licence::COLUMN.id.eq(id))
        .exec(tx)
        .await?;
    Ok(())
}

/// The same for a machine.
pub async fn note_machine(tx: &impl ConnectionTrait, id: MachineId, now: Millis) -> Result<()> {
    let noted = machine::Entity::update_many();
    noted
        .col_expr(machine::Column::LastCheckedOutAt, Expr::value(now))
        .filter(machine::COLUMN.id.eq(id))
        .exec(tx)
        .await?;
    Ok(())
}

/// What the licence opens now: by its policy, and for itself.
pub async fn entitlements(
    db: &impl Source,
    licence: &Licence,
    now: DateTime<Utc>,
) -> Result<Vec<(Entitlement, Option<of_licence::Model>)>> {
    let own = of_licence::COLUMN.licence.eq(licence.id);
    let mut own = of_licence::Entity::find().filter(own).rows(db).await?;
    own.retain(|one| one.expires_at.is_none_or(|end| end.0 > now));
    let general = of_policy::COLUMN.policy.eq(licence.policy);
    let general = of_policy::Entity::find().filter(general).rows(db).await?;
    let ids = own.iter().map(|one| one.entitlement);
    let ids: Vec<_> = ids.chain(general.iter().map(|one| one.entitlement)).collect();
    let mut all = store::entitlement::with_ids(db, &ids).await?;
    all.sort_by(|one, other| one.code.cmp(&other.code));
    let its = |one: &Entitlement| own.iter().find(|its| its.entitlement == one.id).cloned();
    Ok(all.into_iter().map(|one| (its(&one), one)).map(|(its, one)| (one, its)).collect())
}

/// Everybody who uses the licence beside its owner.
pub async fn users(db: &impl Source, licence: &Licence) -> Result<Vec<User>> {
    let beside = member::Entity::find()
        .filter(member::COLUMN.licence.eq(licence.id))
        .order_by_asc(member::COLUMN.created_at);
    let mut ids: Vec<_> = beside.rows(db).await?.into_iter().map(|one| one.user).collect();
    ids.truncate(MOST_USERS);
    let mut users = store::user::with_ids(db, &ids).await?;
    users.sort_by_key(|user| user.id);
    Ok(users)
}

pub async fn components(db: &impl Source, machine: MachineId) -> Result<Vec<Component>> {
    let own = component::COLUMN.machine.eq(machine);
    component::Entity::find().filter(own).order_by_asc(component::COLUMN.id).rows(db).await
}

/// The machines with this fingerprint; of one licence where it is named.
pub async fn machines(
    db: &impl Source,
    fingerprint: &str,
    licence: Option<LicenceId>,
) -> Result<Vec<Machine>> {
    let those = machine::Entity::find().filter(machine::COLUMN.fingerprint.eq(fingerprint));
    let those = match licence {
        Some(id) => those.filter(machine::COLUMN.licence.eq(id)),
        None => those,
    };
    those.order_by_asc(machine::COLUMN.id).rows(db).await
}

/// The first machines of a licence, for somebody to choose from.
pub async fn machines_of(db: &impl Source, licence: LicenceId, most: u64) -> Result<Vec<Machine>> {
    use sea_orm::QuerySelect as _;
    let own = machine::Entity::find().filter(machine::COLUMN.licence.eq(licence));
    own.order_by_asc(machine::COLUMN.fingerprint).limit(most).rows(db).await
}
