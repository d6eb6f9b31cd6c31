//! The worker: claims what is due, runs it under a lease, and decides what becomes of it.

use super::store::{self, MOST_CRASHES, State};
use super::{Failure, Kind, Row};
use crate::pace::Pace;
use crate::{Cx, Kontor, Result};
use chrono::{DateTime, TimeDelta, Utc};
use std::collections::HashMap;
use std::sync::{Arc, Mutex, PoisonError};
use std::time::Duration;
use tokio::task::JoinSet;
use tokio::time::Instant;

/// How many jobs one node runs at once, over all kinds.
const SLOTS: usize = 12;
const LOOK_EVERY: Duration = Duration::from_secs(1);
/// The queue is looked at no more often, however many commits there are.
const PAUSE: Duration = Duration::from_millis(5);
const RENEW_EVERY: Duration = Duration::from_secs(20);
/// A little less than the lease, so that we have ended before it has.
const HELD: Duration = Duration::from_secs(55);
const FIRST_PAUSE: TimeDelta = TimeDelta::seconds(5);
const LONGEST_PAUSE: TimeDelta = TimeDelta::hours(1);

/// Runs jobs until the server stops; those that run then are finished first (for at most 30 s).
pub async fn run(kontor: Kontor) {
    let stop = kontor.stopping();
    let mut running = Running::default();
    let mut pace = Pace::of(PAUSE);
    loop {
        pace.keep().await;
        while running.set.try_join_next().is_some() {}
        running.count();
        if let Err(cause) = round(&kontor, &mut running).await {
            tracing::warn!(%cause, "the queue will be looked at again");
        }
        tokio::select! {
            () = stop.cancelled() => break,
            () = kontor.work.notified() => {}
            () = tokio::time::sleep(LOOK_EVERY) => {}
            Some(_) = running.set.join_next() => {}
        }
    }
    let finish = async { while running.set.join_next().await.is_some() {} };
    if tokio::time::timeout(Duration::from_secs(30), finish).await.is_err() {
        tracing::warn!("jobs still ran after 30 s; they are run again after the restart");
    }
}

/// Runs what is due now, one after another; returns how many ran. For tests and the command line.
pub async fn run_due(kontor: &Kontor) -> Result<usize> {
    let mut ran = 0;
    loop {
        let now = kontor.clock.now();
        let resting = resting(kontor);
        if kontor.is_read_only() {
            return Ok(ran);
        }
        let Some(row) = store::due(kontor.db.reader(), now, &resting, 1).await?.pop() else {
            return Ok(ran);
        };
        if let Some(row) = claim(kontor, row).await? {
            perform(kontor.clone(), row).await;
            ran += 1;
        }
    }
}

/// After a restart on SQLite nobody else can hold a claim: what was running has crashed.
pub async fn release_all(kontor: &Kontor) -> Result<usize> {
    let abandoned = store::abandoned(kontor.db.reader(), None).await?;
    release(kontor, abandoned).await
}

/// How many places each kind has left on this node.
type Places = Arc<Mutex<HashMap<&'static str, usize>>>;

/// A place that was taken; given back when it is dropped, so also by a claim that fails and by a job that panics.
struct Place {
    kinds: Places,
    name: &'static str,
}

impl Place {
    fn take(running: &Running, name: &'static str, at_once: usize) -> Option<Self> {
        let mut kinds = running.kinds.lock().unwrap_or_else(PoisonError::into_inner);
        let left = kinds.entry(name).or_insert(at_once);
        *left = left.checked_sub(1)?;
        Some(Self { kinds: running.kinds.clone(), name })
    }
}

impl Drop for Place {
    fn drop(&mut self) {
        let mut kinds = self.kinds.lock().unwrap_or_else(PoisonError::into_inner);
        *kinds.entry(self.name).or_insert(0) += 1;
    }
}

#[derive(Default)]
struct Running {
    set: JoinSet<()>,
    kinds: Places,
    busy: Vec<&'static str>,
}

impl Running {
    /// Which kinds have all their slots taken.
    fn count(&mut self) {
        self.busy.clear();
        let kinds = self.kinds.lock().unwrap_or_else(PoisonError::into_inner);
        self.busy.extend(kinds.iter().filter(|(_, left)| **left == 0).map(|(name, _)| *name));
    }
}

/// The kinds of job whose app is switched off: they wait until it is on again.
fn resting(kontor: &Kontor) -> Vec<&'static str> {
    let kinds = kontor.jobs.kinds.iter();
    kinds.filter(|(_, kind)| kontor.rests(kind.app)).map(|(name, _)| *name).collect()
}

async fn round(kontor: &Kontor, running: &mut Running) -> Result<()> {
    // in read-only mode what runs is finished, and nothing begins
    if kontor.is_read_only() {
        return Ok(());
    }
    let now = kontor.clock.now();
    let resting = resting(kontor);
    let abandoned = store::abandoned(kontor.db.reader(), Some(now)).await?;
    release(kontor, abandoned).await?;
    queue_timed(kontor).await?;
    while running.set.len() < SLOTS {
        running.count();
        let free = (SLOTS - running.set.len()) as u64;
        let left_out = [&running.busy[..], &resting].concat();
        let due = store::due(kontor.db.reader(), now, &left_out, free).await?;
        if due.is_empty() {
            break;
        }
        for row in due {
            start(kontor, running, row).await?;
        }
    }
    Ok(())
}

async fn start(kontor: &Kontor, running: &mut Running, row: Row) -> Result<()> {
    let Some((&name, &kind)) = kontor.jobs.kinds.get_key_value(row.name.as_str()) else {
        let Some(row) = claim(kontor, row).await? else { return Ok(()) };
        let (crashes, now) = (row.crashes, kontor.clock.now());
        let error = "this version of Kontor knows no such job";
        return put_back(kontor, &row, State::Failed, now, crashes, error).await;
    };
    let Some(place) = Place::take(running, name, kind.at_once) else { return Ok(()) };
    let Some(row) = claim(kontor, row).await? else { return Ok(()) };
    let kontor = kontor.clone();
    running.set.spawn(async move {
        perform(kontor, row).await;
        drop(place);
    });
    Ok(())
}

/// The row as claimed by us, or none when someone else was first.
async fn claim(kontor: &Kontor, mut row: Row) -> Result<Option<Row>> {
    let now = kontor.clock.now();
    let tx = kontor.db.begin().await?;
    let claimed = store::claim(&tx, &row, now).await?;
    tx.commit().await?;
    kontor.live.jobs_moved();
    row.fence += 1;
    row.attempts += 1;
    Ok(claimed.then_some(row))
}

async fn perform(kontor: Kontor, row: Row) {
    let Some(kind) = kontor.jobs.kinds.get(row.name.as_str()).copied() else { return };
    let outcome = run_leased(&kontor, &row, kind).await;
    if let Err(cause) = settle(&kontor, &row, kind, outcome).await {
        tracing::warn!(job = %row.id, %cause, "a job's end could not be written; its lease will run out");
    }
}

enum Outcome {
    Done,
    /// The claim lapsed or went to another worker.
    Lost,
    Failed(Failure),
    Crashed(String),
}

/// Runs the job in a task of its own, so that a panic is its own, and renews its lease meanwhile. A job that can
/// no longer be renewed is ended before its lease lapses: whoever claims it next may rely on that.
async fn run_leased(kontor: &Kontor, row: &Row, kind: Kind) -> Outcome {
    let cx = Cx::system(kontor).as_job(row.id, row.fence);
    let payload = match serde_json::from_str(&row.payload) {
        Ok(payload) => payload,
        Err(cause) => return Outcome::Failed(Failure::GiveUp(cause.into())),
    };
    let mut held_until = Instant::now() + HELD;
    let mut task = tokio::spawn((kind.run)(payload, cx));
    loop {
        tokio::select! {
            biased;
            () = tokio::time::sleep_until(held_until) => {
                task.abort();
                return Outcome::Lost;
            }
            ended = &mut task => return match ended {
                Ok(Ok(())) => Outcome::Done,
                Ok(Err(failure)) => Outcome::Failed(failure),
                Err(crash) => Outcome::Crashed(crash.to_string()),
            },
            () = tokio::time::sleep(RENEW_EVERY) => {
                let asked = Instant::now();
                match tokio::time::timeout_at(held_until, renew(kontor, row)).await {
                    Ok(Ok(true)) => held_until = asked + HELD,
                    Ok(Err(cause)) => {
                        tracing::warn!(job = %row.id, %cause, "a lease could not be renewed");
                    }
                    Ok(Ok(false)) | Err(_) => held_until = asked,
                }
            }
        }
    }
}

async fn renew(kontor: &Kontor, row: &Row) -> Result<bool> {
    let tx = kontor.db.begin().await?;
    let ours = store::renew(&tx, row.id, row.fence, kontor.clock.now()).await?;
    tx.commit().await?;
    Ok(ours)
}

async fn settle(kontor: &Kontor, row: &Row, kind: Kind, outcome: Outcome) -> Result<()> {
    let now = kontor.clock.now();
    match outcome {
        Outcome::Done => {
            let tx = kontor.db.begin().await?;
            store::done(&tx, row.id, row.fence).await?;
            tx.commit().await?;
            kontor.live.jobs_moved();
            metrics::counter!("kontor_jobs_done_total", "job" => row.name.clone()).increment(1);
            Ok(())
        }
        Outcome::Lost => {
            tracing::warn!(job = %row.id, name = row.name, "A job's claim was lost; it is run again");
            Ok(())
        }
        Outcome::Failed(Failure::Retry(cause)) if row.attempts < kind.tries => {
            tracing::info!(job = %row.id, name = row.name, attempt = row.attempts, cause = format!("{cause:#}"), "A job will be tried again");
            let due = now + pause(row.attempts);
            put_back(kontor, row, State::Ready, due, row.crashes, &format!("{cause:#}")).await
        }
        Outcome::Failed(failure) => {
            tracing::error!(job = %row.id, name = row.name, %failure, "a job needs a person");
            let error = failure.to_string();
            put_back(kontor, row, State::Failed, now, row.crashes, &error).await
        }
        Outcome::Crashed(error) => crashed(kontor, row, now, &error).await,
    }
}

async fn crashed(kontor: &Kontor, row: &Row, now: DateTime<Utc>, error: &str) -> Result<()> {
    let crashes = row.crashes + 1;
    let state = if crashes >= MOST_CRASHES { State::Quarantined } else { State::Ready };
    tracing::error!(job = %row.id, name = row.name, crashes, error, "a job crashed");
    metrics::counter!("kontor_jobs_crashed_total", "job" => row.name.clone()).increment(1);
    put_back(kontor, row, state, now + pause(crashes), crashes, error).await
}

#[expect(clippy::too_many_arguments, reason = "each says one thing about the row")]
async fn put_back(
    kontor: &Kontor,
    row: &Row,
    state: State,
    due: DateTime<Utc>,
    crashes: i32,
    error: &str,
) -> Result<()> {
    let tx = kontor.db.begin().await?;
    store::put_back(&tx, row, state, due, crashes, error).await?;
    tx.commit().await?;
    kontor.live.jobs_moved();
    Ok(())
}

async fn release(kontor: &Kontor, abandoned: Vec<Row>) -> Result<usize> {
    let count = abandoned.len();
    for row in abandoned {
        crashed(kontor, &row, kontor.clock.now(), "the worker ended before the job did").await?;
    }
    Ok(count)
}

/// Exponential with full jitter: somewhere up to 5 s, 10 s, 20 s, … 1 h.
fn pause(attempt: i32) -> TimeDelta {
    let doublings = u32::try_from(attempt.clamp(1, 16) - 1).unwrap_or(0);
    let longest = (FIRST_PAUSE * 2_i32.pow(doublings)).min(LONGEST_PAUSE).num_milliseconds();
    let chance = u64::from_be_bytes(crate::rng::bytes::<8>());
    let span = u64::try_from(longest).unwrap_or(1).max(1);
    TimeDelta::milliseconds(i64::try_from(chance % span).unwrap_or(0) + 100)
}

/// Queues the timed jobs whose period has no mark yet.
async fn queue_timed(kontor: &Kontor) -> Result<()> {
    let cx = Cx::system(kontor);
    let resting = resting(kontor);
    for timed in kontor.jobs.timed.iter().filter(|timed| !resting.contains(&timed.name)) {
        let slot = cx.now.timestamp() / timed.every.num_seconds().max(1);
        let id = format!("{}@{slot}", timed.name);
        if store::has_ticked(cx.db(), &id).await? {
            continue;
        }
        let tx = cx.begin().await?;
        if store::tick(&tx, id, cx.now).await? {
            super::enqueue(&tx, &cx, (timed.make)()?).await?;
            tx.commit().await?;
        }
    }
    Ok(())
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::job::{Queued, clean::ForgetOld, enqueue};
    use crate::testing::TestKontor;
    use sea_orm::ConnectionTrait;

    async fn rename(t: &TestKontor, from: &str, to: &str) {
        let tx = t.kontor.db.begin().await.unwrap();
        tx.execute_unprepared(&format!("ALTER TABLE {from} RENAME TO {to}")).await.unwrap();
        tx.commit().await.unwrap();
    }

    #[tokio::test]
    async fn a_claim_that_fails_keeps_no_place() {
        let t = TestKontor::start(&[]).await;
        let cx = t.cx();
        let tx = cx.begin().await.unwrap();
        enqueue(&tx, &cx, Queued::of(&ForgetOld {}).unwrap()).await.unwrap();
        cx.commit(tx).await.unwrap();
        let row = store::due(t.db(), cx.now, &[], 1).await.unwrap().remove(0);
        let mut running = Running::default();
        rename(&t, "jobs", "jobs_away").await;
        for _ in 0..3 {
            assert!(start(&t.kontor, &mut running, row.clone()).await.is_err());
        }
        rename(&t, "jobs_away", "jobs").await;
        running.count();
        assert!(running.busy.is_empty(), "{:?} have no place left", running.busy);
        start(&t.kontor, &mut running, row).await.unwrap();
        assert_eq!(running.set.len(), 1);
        while running.set.join_next().await.is_some() {}
        assert_eq!(running.kinds.lock().unwrap().values().copied().collect::<Vec<_>>(), [2]);
        assert_eq!(super::super::counts(t.db()).await.unwrap().waiting, 0);
    }

    #[test]
    fn pauses_grow_and_are_never_longer_than_an_hour() {
        for attempt in 1..40_i32 {
            let doublings = u32::try_from(attempt.min(15) - 1).unwrap();
            let longest = LONGEST_PAUSE.min(FIRST_PAUSE * 2_i32.pow(doublings));
            assert!(pause(attempt) <= longest + TimeDelta::milliseconds(100), "{attempt}");
        }
    }
}
