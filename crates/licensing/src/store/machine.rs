//! Every query about a machine.

crate::store::noun::noun!(versioned crate::domain::machine, crate::domain::machine::MachineId);

use crate::domain::group;
use crate::domain::heartbeat::{Life, Pulse};
use crate::domain::machine::{
    COLUMN, Column, Entity, LicenceGroupId, LicenceId, LicenceUserId, Machine, MachineId, PolicyId,
};
use crate::domain::seats::Seats;
use chrono::{DateTime, Utc};
use platform::Millis;
use sea_orm::sea_query::{Expr, ExprTrait as _};
use sea_orm::{Condition, NotSet, QueryOrder as _, QuerySelect as _, UpdateMany};

/// Saves what a machine is, unless someone else saved it since it was read. Its heartbeats come by beside this, and stay.
pub async fn save_facts(tx: &impl ConnectionTrait, machine: &mut Machine) -> Result<()> {
    let mut new = machine.clone().into_active_model().reset_all();
    new.version = sea_orm::Set(machine.version + 1);
    (new.last_beat_at, new.dies_at, new.died_at) = (NotSet, NotSet, NotSet);
    (new.revived_at, new.last_checked_out_at) = (NotSet, NotSet);
    let those = COLUMN.id.eq(machine.id).and(COLUMN.version.eq(machine.version));
    let saved = Entity::update_many().set(new).filter(those).exec(tx).await?;
    if saved.rows_affected == 0 {
        return Err(Error::Stale);
    }
    machine.version += 1;
    Ok(())
}

/// Rows in one statement: each has some thirty values, and a statement may have 32 766.
const ROWS: usize = 200;

pub async fn insert_all(tx: &impl ConnectionTrait, machines: &[Machine]) -> Result<()> {
    for some in machines.chunks(ROWS) {
        let rows = some.iter().map(|row| row.clone().into_active_model().reset_all());
        Entity::insert_many(rows).exec_without_returning(tx).await?;
    }
    super::words::add_machines(tx, machines).await
}

/// Whether this fingerprint is taken within the bounds of the claim.
pub async fn is_claimed(db: &impl Source, claim: &str) -> Result<bool> {
    Ok(Entity::find().filter(COLUMN.claim.eq(claim)).row(db).await?.is_some())
}

/// What the machines of one user are together, or of nobody.
pub async fn seats_of(
    db: &impl Source,
    licence: LicenceId,
    owner: Option<LicenceUserId>,
) -> Result<Seats> {
    let theirs = owner.map_or(COLUMN.owner.is_null(), |owner| COLUMN.owner.eq(owner));
    let of_user = Entity::find().filter(COLUMN.licence.eq(licence)).filter(theirs).rows(db).await?;
    Ok(of_user.iter().map(Seats::of).sum())
}

/// Holds a group until the transaction ends, and says how many machines it may have and has; none for no such group.
pub async fn seats_of_group(
    tx: &impl Source,
    group: LicenceGroupId,
) -> Result<Option<(Option<u64>, u64)>> {
    group::Entity::update_many()
        .col_expr(group::Column::Version, Expr::col(group::Column::Version))
        .filter(group::COLUMN.id.eq(group))
        .exec(tx)
        .await?;
    let Some(known) = crate::store::group::find(tx, group).await? else { return Ok(None) };
    let Some(most) = known.max_machines else { return Ok(Some((None, 0))) };
    let most = u64::try_from(most).unwrap_or_default();
    let of_group = Entity::find().filter(COLUMN.group.eq(group));
    let count = of_group.count_up_to(tx, most.saturating_add(1)).await?;
    Ok(Some((Some(most), count)))
}

/// Deletes machines with their parts and processes.
pub async fn delete_whole(tx: &impl ConnectionTrait, ids: &[MachineId]) -> Result<()> {
    use crate::domain::{machine::component, process};
    let these = || ids.iter().copied();
    let parts = component::COLUMN.machine.is_in(these());
    component::Entity::delete_many().filter(parts).exec(tx).await?;
    let running = process::COLUMN.machine.is_in(these());
    process::Entity::delete_many().filter(running).exec(tx).await?;
    let words: Vec<Uuid> = ids.iter().map(|id| id.0).collect();
    super::words::OF_MACHINES.remove(tx, &words).await?;
    Entity::delete_many().filter(COLUMN.id.is_in(these())).exec(tx).await?;
    Ok(())
}

type Row = (MachineId, LicenceId, PolicyId, Option<i64>, Option<i64>, Option<i64>);

/// What the heartbeats of these machines are judged by; unknown ids are left out.
pub async fn pulses(db: &impl Source, ids: &[MachineId]) -> Result<Vec<Pulse>> {
    let rows: Vec<Row> = Entity::find()
        .select_only()
        .columns([Column::Id, Column::Licence, Column::Policy])
        .columns([Column::LastBeatAt, Column::DiesAt, Column::DiedAt])
        .filter(COLUMN.id.is_in(ids.iter().copied()))
        .into_tuple()
        .all(db)
        .await?;
    Ok(rows.into_iter().map(pulse).collect())
}

fn pulse((id, licence, policy, last, end, told): Row) -> Pulse {
    let at = |at: Option<i64>| at.and_then(DateTime::from_timestamp_millis);
    let life = Life { dies_at: at(end), died_at: at(told) };
    Pulse { id: id.0, licence, policy, last_beat_at: at(last), life }
}

fn beaten(ids: &[MachineId], now: DateTime<Utc>, until: DateTime<Utc>) -> UpdateMany<Entity> {
    Entity::update_many()
        .col_expr(Column::LastBeatAt, Expr::value(now.timestamp_millis()))
        .col_expr(Column::DiesAt, Expr::value(until.timestamp_millis()))
        .filter(COLUMN.id.is_in(ids.iter().copied()))
}

/// Writes down a heartbeat of these that live; says of how many.
pub async fn live_on(
    tx: &impl ConnectionTrait,
    ids: &[MachineId],
    (now, until): (DateTime<Utc>, DateTime<Utc>),
) -> Result<u64> {
    let lives = Condition::any().add(COLUMN.dies_at.is_null()).add(COLUMN.dies_at.gt(Millis(now)));
    let done = beaten(ids, now, until)
        .col_expr(Column::RevivedAt, Expr::value(Option::<i64>::None))
        .filter(COLUMN.died_at.is_null())
        .filter(lives);
    Ok(done.exec(tx).await?.rows_affected)
}

/// Brings these that are dead back to life; says how many.
pub async fn revive(
    tx: &impl ConnectionTrait,
    ids: &[MachineId],
    (now, until): (DateTime<Utc>, DateTime<Utc>),
) -> Result<u64> {
    let done = beaten(ids, now, until)
        .col_expr(Column::DiedAt, Expr::value(Option::<i64>::None))
        .col_expr(Column::RevivedAt, Expr::value(now.timestamp_millis()));
    Ok(done.exec(tx).await?.rows_affected)
}

/// Forgets the heartbeats of a machine; it is watched until then, or not before its next one.
pub async fn forget_beats(
    tx: &impl ConnectionTrait,
    id: MachineId,
    until: Option<DateTime<Utc>>,
) -> Result<()> {
    let none = || Expr::value(Option::<i64>::None);
    Entity::update_many()
        .col_expr(Column::LastBeatAt, none())
        .col_expr(Column::DiesAt, Expr::value(until.map(|at| at.timestamp_millis())))
        .col_expr(Column::DiedAt, none())
        .col_expr(Column::RevivedAt, none())
        .filter(COLUMN.id.eq(id))
        .exec(tx)
        .await?;
    Ok(())
}

/// Some whose heartbeat stopped and of whom that was not told, the longest dead first.
pub async fn dying(db: &impl Source, now: DateTime<Utc>, most: u64) -> Result<Vec<Machine>> {
    Entity::find()
        .filter(COLUMN.died_at.is_null())
        .filter(COLUMN.dies_at.lte(Millis(now)))
        .order_by_asc(COLUMN.dies_at)
        .limit(most)
        .rows(db)
        .await
}

/// Notes that these are dead, of those that still are, and gives those back: each is told once.
pub async fn mark_dead(
    tx: &impl Source,
    ids: &[MachineId],
    now: DateTime<Utc>,
) -> Result<Vec<Machine>> {
    let these = || COLUMN.id.is_in(ids.iter().copied());
    // where another told of some of them within this millisecond, they are known by what was null before
    let before: Vec<MachineId> = Entity::find()
        .select_only()
        .column(Column::Id)
        .filter(these())
        .filter(COLUMN.died_at.is_not_null())
        .into_tuple()
        .all(tx)
        .await?;
    Entity::update_many()
        .col_expr(Column::DiedAt, Expr::value(now.timestamp_millis()))
        .filter(these())
        .filter(COLUMN.died_at.is_null())
        .filter(COLUMN.dies_at.lte(Millis(now)))
        .exec(tx)
        .await?;
    let marked = Entity::find().filter(these()).filter(COLUMN.died_at.eq(Millis(now)));
    let mut marked = marked.rows(tx).await?;
    marked.retain(|machine| !before.contains(&machine.id));
    Ok(marked)
}

/// All machines of a licence, the oldest first.
pub async fn of_licence(db: &impl Source, licence: LicenceId) -> Result<Vec<Machine>> {
    Entity::find().filter(COLUMN.licence.eq(licence)).order_by_asc(COLUMN.id).rows(db).await
}

/// Writes down anew what a machine is unique by.
pub async fn set_claim(tx: &impl ConnectionTrait, id: MachineId, claim: &str) -> Result<()> {
    Entity::update_many()
        .col_expr(Column::Claim, Expr::value(claim))
        .filter(COLUMN.id.eq(id))
        .exec(tx)
        .await?;
    Ok(())
}
