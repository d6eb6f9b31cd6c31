//! Every query about who took and freed seats.

use crate::domain::activation_event::{
    ActivationEvent, Allowance, COLUMN, Column, Entity, Left, LicenceId, MachineId,
};
use chrono::{DateTime, Utc};
use events::licensing::{
    MachineActivated, MachineCheckedOut, MachineDeactivated, MachineDied, machine_object,
};
use platform::db::{Rows as _, Source};
use platform::event::{self, Event as _, Recorded};
use platform::{Millis, Result};
use sea_orm::IntoActiveModel as _;
use sea_orm::entity::prelude::*;
use sea_orm::{QueryOrder as _, QuerySelect as _};

/// Rows in one statement.
const ROWS: usize = 500;

pub async fn insert_all(tx: &impl ConnectionTrait, rows: &[ActivationEvent]) -> Result<()> {
    for some in rows.chunks(ROWS) {
        let rows = some.iter().map(|row| row.clone().into_active_model().reset_all());
        Entity::insert_many(rows).exec_without_returning(tx).await?;
    }
    Ok(())
}

fn counted(licence: LicenceId, since: DateTime<Utc>) -> sea_orm::Select<Entity> {
    Entity::find()
        .filter(COLUMN.licence.eq(licence))
        .filter(COLUMN.counted.eq(true))
        .filter(COLUMN.at.gt(Millis(since)))
}

/// When the one was freed that has to be over before there is one again; none while there are some left.
pub async fn in_the_way(
    db: &impl Source,
    licence: LicenceId,
    allowance: &Allowance,
    now: DateTime<Utc>,
) -> Result<Option<Millis>> {
    let those = counted(licence, allowance.since(now)).order_by_desc(COLUMN.at);
    let that = those.order_by_desc(COLUMN.id).offset(allowance.most.saturating_sub(1)).limit(1);
    Ok(that.row(db).await?.map(|one| one.at))
}

/// What of an allowance a licence has left.
pub async fn left(
    db: &impl Source,
    licence: LicenceId,
    allowance: &Allowance,
    now: DateTime<Utc>,
) -> Result<Left> {
    let count = counted(licence, allowance.since(now)).count_up_to(db, allowance.most).await?;
    let that = in_the_way(db, licence, allowance, now).await?;
    let again = that.map(|at| at.0 + allowance.within);
    Ok(Left { most: allowance.most, count: allowance.most.saturating_sub(count), again })
}

/// The last ones of a licence, the newest first.
pub async fn of_licence(
    db: &impl Source,
    licence: LicenceId,
    most: u64,
) -> Result<Vec<ActivationEvent>> {
    let those = Entity::find().filter(COLUMN.licence.eq(licence));
    those.order_by_desc(COLUMN.at).order_by_desc(COLUMN.id).limit(most).rows(db).await
}

/// When machines came and went and got their files, as the audit trail has it with their names: the last ones, the newest first.
pub async fn facts(db: &impl Source, machines: &[MachineId]) -> Result<Vec<Recorded>> {
    if machines.is_empty() {
        return Ok(Vec::new());
    }
    let objects = machines.iter().map(|id| machine_object(*id));
    let names = [
        MachineActivated::NAME,
        MachineDeactivated::NAME,
        MachineDied::NAME,
        MachineCheckedOut::NAME,
    ];
    event::Entity::find()
        .filter(event::COLUMN.object.is_in(objects))
        .filter(event::COLUMN.name.is_in(names))
        .order_by_desc(event::COLUMN.at)
        .order_by_desc(event::COLUMN.id)
        .limit(500)
        .rows(db)
        .await
}

/// Forgets some that are older than this; how many.
pub async fn forget(tx: &impl ConnectionTrait, before: Millis, most: u64) -> Result<u64> {
    let old: Vec<crate::domain::activation_event::ActivationEventId> = Entity::find()
        .select_only()
        .column(Column::Id)
        .filter(COLUMN.at.lt(before))
        .limit(most)
        .into_tuple()
        .all(tx)
        .await?;
    if old.is_empty() {
        return Ok(0);
    }
    Ok(Entity::delete_many().filter(COLUMN.id.is_in(old)).exec(tx).await?.rows_affected)
}

/// A licence that is gone takes along what happened to its seats.
pub async fn delete_of(tx: &impl ConnectionTrait, licences: &[LicenceId]) -> Result<()> {
    let those = COLUMN.licence.is_in(licences.iter().copied());
    Entity::delete_many().filter(those).exec(tx).await?;
    Ok(())
}
