//! Every query about processes.

crate::store::noun::noun!(versioned crate::domain::process, crate::domain::process::ProcessId);

use crate::domain::heartbeat::{Life, Pulse};
use crate::domain::machine::{self, Heartbeat};
use crate::domain::policy::PolicyId;
use crate::domain::process::{
    COLUMN, Column, Entity, LicenceId, LicenceUserId, MachineId, Process, ProcessId,
};
use chrono::{DateTime, Utc};
use platform::Millis;
use sea_orm::sea_query::{Expr, ExprTrait as _};
use sea_orm::{Condition, JoinType, NotSet, QueryOrder as _, QuerySelect as _, UpdateMany};

/// Saves what a process is, unless someone else saved it since it was read. Its heartbeats come by beside this, and stay.
pub async fn save_facts(tx: &impl ConnectionTrait, process: &mut Process) -> Result<()> {
    let mut new = process.clone().into_active_model().reset_all();
    new.version = sea_orm::Set(process.version + 1);
    (new.last_beat_at, new.dies_at) = (NotSet, NotSet);
    (new.died_at, new.revived_at) = (NotSet, NotSet);
    let those = COLUMN.id.eq(process.id).and(COLUMN.version.eq(process.version));
    let saved = Entity::update_many().set(new).filter(those).exec(tx).await?;
    if saved.rows_affected == 0 {
        return Err(Error::Stale);
    }
    process.version += 1;
    Ok(())
}

/// The process of a machine with this number.
pub async fn find_pid(db: &impl Source, machine: MachineId, pid: &str) -> Result<Option<Process>> {
    Entity::find().filter(COLUMN.machine.eq(machine)).filter(COLUMN.pid.eq(pid)).row(db).await
}

/// Which processes are meant.
#[derive(Clone, Debug, Default)]
pub struct Filter {
    /// What who asks sees.
    pub seen: Option<Condition>,
    /// Those with this heartbeat at that moment.
    pub heartbeat: Option<(Heartbeat, DateTime<Utc>)>,
    pub machine: Option<MachineId>,
    pub licence: Option<LicenceId>,
    /// Of this user, or of nobody.
    pub owner: Option<Option<LicenceUserId>>,
    /// Those alone that live longer than until then.
    pub outlives: Option<DateTime<Utc>>,
}

impl Filter {
    fn query(&self) -> sea_orm::Select<Entity> {
        let beats = self.heartbeat.map(|(heartbeat, now)| beats(heartbeat, Millis(now)));
        let all = Condition::all().add_option(self.seen.clone()).add_option(beats);
        let mut query = Entity::find().filter(all);
        if let Some(machine) = self.machine {
            query = query.filter(COLUMN.machine.eq(machine));
        }
        if let Some(licence) = self.licence {
            query = query.filter(COLUMN.licence.eq(licence));
        }
        if let Some(owner) = self.owner {
            query =
                query.filter(owner.map_or(COLUMN.owner.is_null(), |owner| COLUMN.owner.eq(owner)));
        }
        if let Some(at) = self.outlives {
            query = query.filter(COLUMN.dies_at.gt(Millis(at)));
        }
        query
    }

    /// The query of a page.
    pub fn select(&self, behind: Option<ProcessId>) -> sea_orm::Select<Entity> {
        let mut query = self.query();
        if let Some(behind) = behind {
            query = query.filter(COLUMN.id.lt(behind));
        }
        query.order_by_desc(COLUMN.id)
    }
}

/// The same rule as `Process::heartbeat`, for the database.
fn beats(heartbeat: Heartbeat, now: Millis) -> Condition {
    let lives = Condition::all().add(COLUMN.dies_at.gt(now));
    match heartbeat {
        // a process is watched from its start
        Heartbeat::NotStarted => Condition::all().add(COLUMN.dies_at.is_null()),
        Heartbeat::Dead => Condition::all().add(COLUMN.dies_at.lte(now)),
        Heartbeat::Resurrected => lives.add(COLUMN.revived_at.is_not_null()),
        Heartbeat::Alive => lives.add(COLUMN.revived_at.is_null()),
    }
}

/// So many of them from behind this one, or past so many; the newest first.
pub async fn page(
    db: &impl Source,
    filter: &Filter,
    (behind, past): (Option<ProcessId>, u64),
    most: u64,
) -> Result<Vec<Process>> {
    filter.select(behind).offset(past).limit(most).rows(db).await
}

/// How many there are, counted no further than `most`.
pub async fn count(db: &impl Source, filter: &Filter, most: u64) -> Result<u64> {
    filter.query().count_up_to(db, most).await
}

type Row = (ProcessId, LicenceId, PolicyId, i64, i64, Option<i64>);

/// What the heartbeats of these processes are judged by; unknown ids are left out.
pub async fn pulses(db: &impl Source, ids: &[ProcessId]) -> Result<Vec<Pulse>> {
    let on_machine =
        Entity::belongs_to(machine::Entity).from(Column::Machine).to(machine::Column::Id).into();
    let rows: Vec<Row> = Entity::find()
        .select_only()
        .columns([Column::Id, Column::Licence])
        .column(machine::Column::Policy)
        .columns([Column::LastBeatAt, Column::DiesAt, Column::DiedAt])
        .join(JoinType::InnerJoin, on_machine)
        .filter(COLUMN.id.is_in(ids.iter().copied()))
        .into_tuple()
        .all(db)
        .await?;
    Ok(rows.into_iter().map(pulse).collect())
}

fn pulse((id, licence, policy, last, end, told): Row) -> Pulse {
    let at = DateTime::from_timestamp_millis;
    let life = Life { dies_at: at(end), died_at: told.and_then(at) };
    Pulse { id: id.0, licence, policy, last_beat_at: at(last), life }
}

fn beaten(ids: &[ProcessId], now: DateTime<Utc>, until: DateTime<Utc>) -> UpdateMany<Entity> {
    Entity::update_many()
        .col_expr(Column::LastBeatAt, Expr::value(now.timestamp_millis()))
        .col_expr(Column::DiesAt, Expr::value(until.timestamp_millis()))
        .filter(COLUMN.id.is_in(ids.iter().copied()))
}

/// Writes down a heartbeat of these that live; says of how many.
pub async fn live_on(
    tx: &impl ConnectionTrait,
    ids: &[ProcessId],
    (now, until): (DateTime<Utc>, DateTime<Utc>),
) -> Result<u64> {
    let done = beaten(ids, now, until)
        .col_expr(Column::RevivedAt, Expr::value(Option::<i64>::None))
        .filter(COLUMN.died_at.is_null())
        .filter(COLUMN.dies_at.gt(Millis(now)));
    Ok(done.exec(tx).await?.rows_affected)
}

/// Brings these that are dead back to life; says how many.
pub async fn revive(
    tx: &impl ConnectionTrait,
    ids: &[ProcessId],
    (now, until): (DateTime<Utc>, DateTime<Utc>),
) -> Result<u64> {
    let done = beaten(ids, now, until)
        .col_expr(Column::DiedAt, Expr::value(Option::<i64>::None))
        .col_expr(Column::RevivedAt, Expr::value(now.timestamp_millis()));
    Ok(done.exec(tx).await?.rows_affected)
}

/// Some whose heartbeat stopped and that were not looked at since, the longest dead first.
pub async fn dying(db: &impl Source, now: DateTime<Utc>, most: u64) -> Result<Vec<ProcessId>> {
    Ok(Entity::find()
        .select_only()
        .column(Column::Id)
        .filter(COLUMN.died_at.is_null())
        .filter(COLUMN.dies_at.lte(Millis(now)))
        .order_by_asc(COLUMN.dies_at)
        .limit(most)
        .into_tuple()
        .all(db)
        .await?)
}

/// Notes that these are dead, of those that still are.
pub async fn mark_dead(
    tx: &impl ConnectionTrait,
    ids: &[ProcessId],
    now: DateTime<Utc>,
) -> Result<()> {
    Entity::update_many()
        .col_expr(Column::DiedAt, Expr::value(now.timestamp_millis()))
        .filter(COLUMN.id.is_in(ids.iter().copied()))
        .filter(COLUMN.died_at.is_null())
        .filter(COLUMN.dies_at.lte(Millis(now)))
        .exec(tx)
        .await?;
    Ok(())
}

/// Deletes those of these that are dead.
pub async fn delete_dead(
    tx: &impl ConnectionTrait,
    ids: &[ProcessId],
    now: DateTime<Utc>,
) -> Result<()> {
    Entity::delete_many()
        .filter(COLUMN.id.is_in(ids.iter().copied()))
        .filter(COLUMN.dies_at.lte(Millis(now)))
        .exec(tx)
        .await?;
    Ok(())
}

/// The licences and machines of those that are dead, which of these are so.
pub async fn dead_on(
    db: &impl ConnectionTrait,
    ids: &[ProcessId],
    now: DateTime<Utc>,
) -> Result<Vec<(LicenceId, MachineId)>> {
    let dead = Entity::find()
        .select_only()
        .columns([Column::Licence, Column::Machine])
        .filter(COLUMN.id.is_in(ids.iter().copied()))
        .filter(COLUMN.dies_at.lte(Millis(now)));
    Ok(dead.into_tuple().all(db).await?)
}
