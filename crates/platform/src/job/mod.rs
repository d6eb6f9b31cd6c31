//! Work for later: a row in a table. A job says what to do, and is safe to run twice.

mod clean;
mod sealed;
mod store;
mod worker;

pub use sealed::Sealed;
pub(crate) use store::holds;
pub use store::{
    Counts, Filter, Model as Row, State, count_put_aside, counts, discard, discard_if_idle, find,
    naming, page, put_aside, repeat,
};
pub use worker::{release_all, run, run_due};

use crate::db::Source;
use crate::{Cx, Error, Millis, Result};
use sea_orm::prelude::*;
use serde::{Serialize, de::DeserializeOwned};
use std::collections::HashMap;
use std::pin::Pin;

/// Something to do. Its data say what; it looks at the world again before it acts.
pub trait Job: Serialize + DeserializeOwned + Send + 'static {
    /// `app.imperative`.
    const NAME: &'static str;
    /// How many may run at once on one node: a slow neighbour holds no more slots than this.
    const AT_ONCE: usize = 2;
    /// After so many failures a person is asked.
    const TRIES: i32 = 12;

    /// The one object that it is about, as `noun:id` (ASCII, at most 100 letters): what [`about`] finds it by.
    fn about(&self) -> Option<String> {
        None
    }

    fn run(self, cx: Cx) -> impl Future<Output = Result<(), Failure>> + Send;
}

/// Why a job stopped, and so what becomes of it.
#[derive(Debug, thiserror::Error)]
pub enum Failure {
    #[error("will retry: {0:#}")]
    Retry(anyhow::Error),
    #[error("gave up: {0:#}")]
    GiveUp(anyhow::Error),
}

/// Our own faults may pass; an answer like "not found" will not change.
impl From<Error> for Failure {
    fn from(error: Error) -> Self {
        match error {
            Error::Internal(cause) => Self::Retry(cause),
            Error::Stale | Error::Unavailable(_) | Error::Closed(_) | Error::TooMany { .. } => {
                Self::Retry(error.into())
            }
            answer => Self::GiveUp(answer.into()),
        }
    }
}

impl From<DbErr> for Failure {
    fn from(cause: DbErr) -> Self {
        Self::Retry(cause.into())
    }
}

/// A job on its way into the table.
#[derive(Debug)]
pub struct Queued {
    name: &'static str,
    payload: serde_json::Value,
    due: Option<chrono::DateTime<chrono::Utc>>,
    dedupe: Option<String>,
    about: Option<String>,
}

impl Queued {
    pub fn of<J: Job>(job: &J) -> anyhow::Result<Self> {
        let payload = serde_json::to_value(job)?;
        Ok(Self { name: J::NAME, payload, due: None, dedupe: None, about: job.about() })
    }

    /// Not before `due`.
    #[must_use]
    pub fn at(mut self, due: chrono::DateTime<chrono::Utc>) -> Self {
        self.due = Some(due);
        self
    }

    /// Only once while another with the same key waits or runs.
    #[must_use]
    pub fn once(mut self, key: impl Into<String>) -> Self {
        self.dedupe = Some(key.into());
        self
    }
}

/// The jobs of one kind that are about these objects ([`Job::about`]), by object. Of several the one that runs counts,
/// else the one that waits, else the newest that was put aside; an object without a job is left out.
pub async fn about<J: Job>(db: &impl Source, objects: &[String]) -> Result<HashMap<String, Row>> {
    let weight = |row: &Row| match row.state {
        State::Running => 2,
        State::Ready => 1,
        State::Failed | State::Quarantined => 0,
    };
    let mut rows = store::about(db, J::NAME, objects).await?;
    rows.sort_by_key(|row| (weight(row), row.id));
    // of equal keys the last one stays
    Ok(rows.into_iter().filter_map(|row| Some((row.about.clone()?, row))).collect())
}

/// Queues a job in the caller's transaction.
pub async fn enqueue(tx: &impl Source, cx: &Cx, job: Queued) -> Result<()> {
    enqueue_all(tx, cx, vec![job]).await
}

/// Queues several jobs in the caller's transaction.
pub async fn enqueue_all(tx: &impl Source, cx: &Cx, jobs: Vec<Queued>) -> Result<()> {
    let mut rows: Vec<Row> = Vec::with_capacity(jobs.len());
    for job in jobs {
        if let Some(key) = &job.dedupe
            && (rows.iter().any(|row| row.dedupe.as_ref() == Some(key))
                || store::find_by_dedupe(tx, key).await?.is_some())
        {
            continue;
        }
        rows.push(row(cx, job));
    }
    store::insert_many(tx, rows).await
}

fn row(cx: &Cx, job: Queued) -> Row {
    Row {
        id: Uuid::now_v7(),
        name: job.name.into(),
        payload: job.payload.to_string(),
        state: State::Ready,
        due: Millis(job.due.unwrap_or(cx.now)),
        attempts: 0,
        crashes: 0,
        fence: 0,
        lease_until: None,
        dedupe: job.dedupe,
        about: job.about,
        last_error: None,
        created_at: Millis(cx.now),
    }
}

type Running = Pin<Box<dyn Future<Output = Result<(), Failure>> + Send>>;

#[derive(Clone, Copy)]
struct Kind {
    /// Whose it is; empty for the platform's own.
    app: &'static str,
    run: fn(serde_json::Value, Cx) -> Running,
    at_once: usize,
    tries: i32,
}

/// A job that is queued again and again.
struct Timed {
    name: &'static str,
    every: chrono::TimeDelta,
    make: fn() -> anyhow::Result<Queued>,
}

/// The kinds of job this server can run.
#[derive(Default)]
pub struct Jobs {
    app: &'static str,
    kinds: HashMap<&'static str, Kind>,
    timed: Vec<Timed>,
}

impl Jobs {
    /// What is added from now on is this app's.
    pub(crate) fn of(&mut self, app: &'static str) {
        self.app = app;
    }

    pub fn add<J: Job>(&mut self) {
        let run: fn(serde_json::Value, Cx) -> Running = |payload, cx| {
            Box::pin(async move {
                let job: J =
                    serde_json::from_value(payload).map_err(|e| Failure::GiveUp(e.into()))?;
                job.run(cx).await
            })
        };
        let app = self.app;
        self.kinds.insert(J::NAME, Kind { app, run, at_once: J::AT_ONCE, tries: J::TRIES });
    }

    /// Queues a job once per period, on whichever node comes first.
    pub fn every<J: Job + Default>(&mut self, every: chrono::TimeDelta) {
        self.add::<J>();
        self.timed.push(Timed { name: J::NAME, every, make: || Queued::of(&J::default()) });
    }
}

/// The platform's own jobs.
pub(crate) fn own(jobs: &mut Jobs) {
    jobs.add::<crate::post::SendLetter>();
    jobs.add::<crate::privacy::PurgeFiles>();
    jobs.every::<clean::ForgetOld>(chrono::TimeDelta::hours(1));
    jobs.every::<crate::sweep::SweepFiles>(chrono::TimeDelta::days(1));
}
