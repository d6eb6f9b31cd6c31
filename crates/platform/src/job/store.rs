//! Every query about jobs.

use crate::db::{Rows, Source};
use crate::{Error, Millis, Result};
use chrono::{DateTime, TimeDelta, Utc};
use sea_orm::entity::prelude::*;
use sea_orm::{QueryOrder, QuerySelect};
use serde::Serialize;

#[derive(Clone, Copy, Debug, PartialEq, Eq, EnumIter, DeriveActiveEnum, Serialize)]
#[sea_orm(rs_type = "String", db_type = "String(StringLen::N(16))", rename_all = "snake_case")]
#[serde(rename_all = "snake_case")]
pub enum State {
    /// Waits for its time.
    Ready,
    Running,
    /// Gave up, or failed too often: a person decides.
    Failed,
    /// Brought its worker down five times.
    Quarantined,
}

impl State {
    /// Whether it runs or will by itself; else a person has to decide.
    pub fn goes_on(self) -> bool {
        matches!(self, Self::Ready | Self::Running)
    }
}

#[sea_orm::model]
#[derive(Clone, Debug, PartialEq, Eq, DeriveEntityModel)]
#[sea_orm(table_name = "jobs")]
pub struct Model {
    #[sea_orm(primary_key, auto_increment = false)]
    pub id: Uuid,
    pub name: String,
    pub payload: String,
    pub state: State,
    pub due: Millis,
    pub attempts: i32,
    pub crashes: i32,
    /// Counts claims: whoever holds an older number may no longer write.
    pub fence: i64,
    pub lease_until: Option<Millis>,
    pub dedupe: Option<String>,
    /// `Job::about`.
    pub about: Option<String>,
    pub last_error: Option<String>,
    pub created_at: Millis,
}
impl ActiveModelBehavior for ActiveModel {}

pub(super) const LEASE: TimeDelta = TimeDelta::seconds(60);
pub(super) const MOST_CRASHES: i32 = 5;

pub(super) async fn insert_many(tx: &impl ConnectionTrait, rows: Vec<Model>) -> Result<()> {
    let mut rows = rows.into_iter().map(|row| ActiveModel::from(row).reset_all());
    loop {
        let some: Vec<ActiveModel> = rows.by_ref().take(200).collect();
        if some.is_empty() {
            return Ok(());
        }
        Entity::insert_many(some).exec_without_returning(tx).await?;
    }
}

pub(super) async fn find_by_dedupe(db: &impl Source, key: &str) -> Result<Option<Model>> {
    Entity::find().filter(COLUMN.dedupe.eq(key)).row(db).await
}

/// The jobs that are due, oldest first, leaving out the kinds that are busy.
pub(super) async fn due(
    db: &impl Source,
    now: DateTime<Utc>,
    busy: &[&'static str],
    limit: u64,
) -> Result<Vec<Model>> {
    let mut query = Entity::find()
        .filter(COLUMN.state.eq(State::Ready))
        .filter(COLUMN.due.lte(Millis(now)))
        .order_by_asc(COLUMN.due)
        .order_by_asc(COLUMN.id)
        .limit(limit);
    if !busy.is_empty() {
        query = query.filter(COLUMN.name.is_not_in(busy.iter().copied()));
    }
    query.rows(db).await
}

/// Takes the job, unless someone else did: the fence goes up by one.
pub(super) async fn claim(
    tx: &impl ConnectionTrait,
    row: &Model,
    now: DateTime<Utc>,
) -> Result<bool> {
    let claimed = Entity::update_many()
        .col_expr(Column::State, Expr::value("running"))
        .col_expr(Column::Fence, Expr::value(row.fence + 1))
        .col_expr(Column::Attempts, Expr::value(row.attempts + 1))
        .col_expr(Column::LeaseUntil, Expr::value((now + LEASE).timestamp_millis()))
        .filter(COLUMN.id.eq(row.id))
        .filter(COLUMN.state.eq(State::Ready))
        .filter(COLUMN.fence.eq(row.fence))
        .exec(tx)
        .await?;
    Ok(claimed.rows_affected == 1)
}

/// True while the claim with this fence still stands.
pub(crate) async fn holds(db: &impl Source, id: Uuid, fence: i64) -> Result<bool> {
    let held = Entity::find_by_id(id)
        .filter(COLUMN.fence.eq(fence))
        .filter(COLUMN.state.eq(State::Running))
        .row(db)
        .await?;
    Ok(held.is_some())
}

/// Renews the lease of a claim that still stands; false when it does not.
pub(super) async fn renew(
    tx: &impl ConnectionTrait,
    id: Uuid,
    fence: i64,
    now: DateTime<Utc>,
) -> Result<bool> {
    let renewed = Entity::update_many()
        .col_expr(Column::LeaseUntil, Expr::value((now + LEASE).timestamp_millis()))
        .filter(COLUMN.id.eq(id))
        .filter(COLUMN.fence.eq(fence))
        .filter(COLUMN.state.eq(State::Running))
        .exec(tx)
        .await?;
    Ok(renewed.rows_affected == 1)
}

pub(super) async fn done(tx: &impl ConnectionTrait, id: Uuid, fence: i64) -> Result<bool> {
    let gone =
        Entity::delete_many().filter(COLUMN.id.eq(id)).filter(COLUMN.fence.eq(fence)).exec(tx);
    Ok(gone.await?.rows_affected == 1)
}

/// Puts a claimed job back or aside, with the reason.
#[expect(clippy::too_many_arguments, reason = "each says one thing about the row")]
pub(super) async fn put_back(
    tx: &impl ConnectionTrait,
    row: &Model,
    state: State,
    due: DateTime<Utc>,
    crashes: i32,
    error: &str,
) -> Result<()> {
    let error: String = error.chars().take(2000).collect();
    // a job that waits for a person must not keep its successors from being queued
    let dedupe = if state == State::Ready { row.dedupe.clone() } else { None };
    Entity::update_many()
        .col_expr(Column::State, Expr::value(state.to_value()))
        .col_expr(Column::Due, Expr::value(due.timestamp_millis()))
        .col_expr(Column::Crashes, Expr::value(crashes))
        .col_expr(Column::LastError, Expr::value(error))
        .col_expr(Column::Dedupe, Expr::value(dedupe))
        .col_expr(Column::LeaseUntil, Expr::value(Option::<i64>::None))
        .filter(COLUMN.id.eq(row.id))
        .filter(COLUMN.fence.eq(row.fence))
        .exec(tx)
        .await?;
    Ok(())
}

/// Claimed jobs whose lease ran out (`now`), or all of them when no other process can hold one.
pub(super) async fn abandoned(db: &impl Source, now: Option<DateTime<Utc>>) -> Result<Vec<Model>> {
    let mut query = Entity::find().filter(COLUMN.state.eq(State::Running)).limit(1000);
    if let Some(now) = now {
        query = query.filter(COLUMN.lease_until.lt(Millis(now)));
    }
    query.rows(db).await
}

/// How many jobs stand where.
#[derive(Clone, Copy, Debug, Default, Serialize)]
pub struct Counts {
    pub waiting: u64,
    pub running: u64,
    pub failed: u64,
    pub quarantined: u64,
}

pub async fn counts(db: &impl Source) -> Result<Counts> {
    let of = |state| Entity::find().filter(COLUMN.state.eq(state)).count(db);
    Ok(Counts {
        waiting: of(State::Ready).await?,
        running: of(State::Running).await?,
        failed: of(State::Failed).await?,
        quarantined: of(State::Quarantined).await?,
    })
}

/// Which jobs a page shows.
#[derive(Clone, Debug, Default)]
pub struct Filter {
    pub state: Option<State>,
    pub name: Option<String>,
    /// Only jobs with a smaller id: the next page.
    pub before: Option<Uuid>,
}

/// Jobs, the newest first.
pub async fn page(db: &impl Source, filter: &Filter, limit: u64) -> Result<Vec<Model>> {
    let mut query = Entity::find().order_by_desc(COLUMN.id).limit(limit);
    if let Some(state) = filter.state {
        query = query.filter(COLUMN.state.eq(state));
    }
    if let Some(name) = &filter.name {
        query = query.filter(COLUMN.name.eq(name));
    }
    if let Some(before) = filter.before {
        query = query.filter(COLUMN.id.lt(before));
    }
    query.rows(db).await
}

pub async fn find(db: &impl Source, id: Uuid) -> Result<Model> {
    Entity::find_by_id(id).row(db).await?.ok_or(Error::NotFound)
}

/// Names of objects in one statement.
const TOGETHER: usize = 500;

/// The jobs of this name that are about one of these objects.
pub(super) async fn about(db: &impl Source, name: &str, objects: &[String]) -> Result<Vec<Model>> {
    let mut all = Vec::new();
    for some in objects.chunks(TOGETHER) {
        all.extend(of_objects(name, some).rows(db).await?);
    }
    Ok(all)
}

fn of_objects(name: &str, objects: &[String]) -> Select<Entity> {
    Entity::find().filter(COLUMN.about.is_in(objects.to_vec())).filter(COLUMN.name.eq(name))
}

/// Jobs that were put aside.
fn aside() -> Select<Entity> {
    Entity::find().filter(COLUMN.state.is_in([State::Failed, State::Quarantined]))
}

/// Jobs that were put aside and name somebody: by an address, or as `user:<id>` and `person:<id>` say it. They are read
/// some hundreds at a time.
pub async fn naming(db: &impl Source, subject: &crate::privacy::Subject) -> Result<Vec<Uuid>> {
    let ids: Vec<String> = subject
        .objects()
        .iter()
        .filter_map(|object| object.split_once(':').map(|(_, id)| id.to_owned()))
        .collect();
    let names = |row: &&Model| {
        let said = row.last_error.as_deref().unwrap_or_default();
        let has_id = |text: &str| ids.iter().any(|id| text.contains(id.as_str()));
        subject.is_named_in_json(&row.payload)
            || subject.is_named_in(said)
            || has_id(&row.payload)
            || has_id(said)
    };
    let (mut found, mut after) = (Vec::new(), None);
    loop {
        let mut query = aside().order_by_asc(COLUMN.id).limit(TOGETHER as u64);
        if let Some(after) = after {
            query = query.filter(COLUMN.id.gt(after));
        }
        let rows = query.rows(db).await?;
        let Some(last) = rows.last() else { return Ok(found) };
        after = Some(last.id);
        found.extend(rows.iter().filter(names).map(|row| row.id));
    }
}

/// The jobs that were put aside before this moment, the oldest first, at most 1,000.
pub async fn put_aside(db: &impl Source, before: DateTime<Utc>) -> Result<Vec<Model>> {
    let old = aside().filter(COLUMN.created_at.lt(Millis(before)));
    old.order_by_asc(COLUMN.created_at).limit(1000).rows(db).await
}

/// How many jobs were put aside before this moment.
pub async fn count_put_aside(db: &impl Source, before: DateTime<Utc>) -> Result<u64> {
    Ok(aside().filter(COLUMN.created_at.lt(Millis(before))).count(db).await?)
}

/// A person says: try it again, from the beginning.
pub async fn repeat(tx: &impl ConnectionTrait, id: Uuid, now: DateTime<Utc>) -> Result<()> {
    let put = Entity::update_many()
        .col_expr(Column::State, Expr::value("ready"))
        .col_expr(Column::Due, Expr::value(now.timestamp_millis()))
        .col_expr(Column::Attempts, Expr::value(0))
        .col_expr(Column::Crashes, Expr::value(0))
        .filter(COLUMN.id.eq(id))
        .filter(COLUMN.state.is_in([State::Failed, State::Quarantined, State::Ready]))
        .exec(tx)
        .await?;
    if put.rows_affected == 0 { Err(Error::NotFound) } else { Ok(()) }
}

/// A person says: forget it. A running job cannot be discarded.
pub async fn discard(tx: &impl ConnectionTrait, id: Uuid) -> Result<()> {
    if discard_if_idle(tx, id).await? { Ok(()) } else { Err(Error::NotFound) }
}

/// The same for one that was found a moment ago; false where it is gone by now, or runs.
pub async fn discard_if_idle(tx: &impl ConnectionTrait, id: Uuid) -> Result<bool> {
    let gone = Entity::delete_many()
        .filter(COLUMN.id.eq(id))
        .filter(COLUMN.state.ne(State::Running))
        .exec(tx)
        .await?;
    Ok(gone.rows_affected > 0)
}

/// The marks that keep a timed job from being queued twice in its period.
pub(super) mod ticks {
    use super::*;

    #[sea_orm::model]
    #[derive(Clone, Debug, PartialEq, Eq, DeriveEntityModel)]
    #[sea_orm(table_name = "job_ticks")]
    pub struct Model {
        /// `name@slot`
        #[sea_orm(primary_key, auto_increment = false)]
        pub id: String,
        pub at: Millis,
    }
    impl ActiveModelBehavior for ActiveModel {}
}

/// Marks the period as served; false when another node was first.
pub(super) async fn tick(
    tx: &impl ConnectionTrait,
    id: String,
    now: DateTime<Utc>,
) -> Result<bool> {
    let row = ticks::ActiveModel::from(ticks::Model { id, at: Millis(now) }).reset_all();
    match ticks::Entity::insert(row).exec_without_returning(tx).await {
        Ok(_) => Ok(true),
        Err(cause) if crate::db::is_taken(&cause) => Ok(false),
        Err(cause) => Err(cause.into()),
    }
}

pub(super) async fn has_ticked(db: &impl Source, id: &str) -> Result<bool> {
    Ok(ticks::Entity::find_by_id(id.to_owned()).row(db).await?.is_some())
}

pub(super) async fn forget_ticks(tx: &impl ConnectionTrait, now: DateTime<Utc>) -> Result<()> {
    let old = Millis(now - TimeDelta::days(40));
    ticks::Entity::delete_many().filter(ticks::COLUMN.at.lt(old)).exec(tx).await?;
    Ok(())
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::testing::TestKontor;
    use sea_orm::{DbBackend, QueryTrait, Statement};

    #[tokio::test]
    async fn the_jobs_of_some_objects_are_found_by_an_index_among_a_hundred_thousand() {
        let t = TestKontor::start(&[]).await;
        if t.kontor.db.backend() != DbBackend::Sqlite {
            return; // the rows are made with SQLite's own functions
        }
        let tx = t.kontor.db.begin().await.unwrap();
        let rows = "WITH RECURSIVE n(i) AS (SELECT 0 UNION ALL SELECT i + 1 FROM n WHERE i < 99999)
            INSERT INTO jobs (id, name, payload, state, due, attempts, crashes, fence, created_at, about)
            SELECT CAST(printf('%016d', i) AS BLOB), 'app.send', '{}', 'ready', 0, 0, 0, 0, 0,
            CASE WHEN i % 2 THEN printf('mail:%d', i) END FROM n";
        tx.execute_unprepared(rows).await.unwrap();
        tx.commit().await.unwrap();

        let objects: Vec<String> = (0..200).map(|n| format!("mail:{}", n * 10 + 1)).collect();
        assert_eq!(about(t.db(), "app.send", &objects).await.unwrap().len(), 200);
        assert!(about(t.db(), "app.other", &objects).await.unwrap().is_empty());
        assert!(about(t.db(), "app.send", &[]).await.unwrap().is_empty());

        let sql = of_objects("app.send", &objects).build(DbBackend::Sqlite).to_string();
        let plan = Statement::from_string(DbBackend::Sqlite, format!("EXPLAIN QUERY PLAN {sql}"));
        for row in t.db().query_all_raw(plan).await.unwrap() {
            let step: String = row.try_get("", "detail").unwrap();
            assert!(step.contains("USING INDEX jobs_by_about"), "{step}");
        }
    }
}
