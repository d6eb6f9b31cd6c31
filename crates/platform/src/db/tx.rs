//! The transaction of an action, and on SQLite the line of those who want to write.
//!
//! SQLite has one writer, and each commit waits for the disk. So those who stand in line write into one transaction of the
//! database: each in a savepoint of its own, after those before it, and seen by nobody until the last one is through. Then all
//! are committed at once, and each is told only then: what was answered is on the disk, as if each had committed by itself. Who
//! takes back changes takes back his own; he may do so because of what those before him wrote, so whoever reads or answers after
//! that waits until theirs is on the disk. Where nobody waits, everything is as it always was.

use super::Source;
use super::near::Near;
use async_trait::async_trait;
use sea_orm::{
    ConnAcquireErr, ConnectionTrait, DatabaseConnection, DatabaseTransaction, DbBackend, DbErr,
    ExecResult, QueryResult, SqliteTransactionMode, Statement, TransactionOptions,
    TransactionTrait,
};
use sea_orm_migration::SchemaManager;
use std::sync::atomic::{AtomicBool, AtomicUsize, Ordering};
use std::sync::{Arc, Mutex as StdMutex, MutexGuard, PoisonError};
use std::time::{Duration, Instant};
use tokio::sync::{Mutex, OwnedMutexGuard, oneshot};

/// So many go into one transaction of the database.
const MOST: usize = 64;
/// After this nobody joins any more: those who are through wait for those who joined.
const LONGEST: Duration = Duration::from_millis(20);
/// So long one stands in line.
const PATIENCE: Duration = Duration::from_secs(30);

/// A transaction of an action. End it with `cx.commit`; dropped, it rolls back.
#[derive(Debug)]
pub struct Tx {
    // dropped before its turn ends
    own: DatabaseTransaction,
    /// None on servers, where many write at once.
    turn: Option<Turn>,
}

#[derive(Debug)]
struct Turn {
    open: OwnedMutexGuard<Open>,
    line: Arc<Line>,
    is_through: bool,
    /// A statement failed, and SQLite may have given up the whole of it; or what was done cannot be followed.
    is_last: AtomicBool,
}

impl Drop for Turn {
    fn drop(&mut self) {
        if let Some(outer) = &mut self.open.outer {
            outer.is_last |= *self.is_last.get_mut();
            if !self.is_through {
                self.line.doubt.begin();
            }
        }
    }
}

/// Those who want to write.
#[derive(Debug, Default)]
pub(super) struct Line {
    /// Held by whoever writes; given on in the order in which they came.
    open: Arc<Mutex<Open>>,
    /// So many stand in line.
    waiting: AtomicUsize,
    doubt: Doubt,
}

/// What is written and not yet committed.
#[derive(Debug, Default)]
struct Open {
    outer: Option<Outer>,
}

#[derive(Debug)]
struct Outer {
    tx: DatabaseTransaction,
    since: Instant,
    /// Nobody else may begin in it.
    is_last: bool,
    /// Those who are through, to be told when it is durable.
    through: Vec<Told>,
}

/// Hears whether what is waited for is on the disk.
type Told = oneshot::Sender<Result<(), DbErr>>;

/// Somebody took back his changes and may have done so for what is not committed yet.
#[derive(Debug, Default)]
struct Doubt {
    /// Quick to look at: whether there is a list.
    is_there: AtomicBool,
    /// Those who wait until there is none.
    waiting: StdMutex<Option<Vec<Told>>>,
}

impl Doubt {
    fn begin(&self) {
        self.list().get_or_insert_default();
        self.is_there.store(true, Ordering::Release);
    }

    fn is_there(&self) -> bool {
        self.is_there.load(Ordering::Acquire)
    }

    /// Tells how it ended; none where there is no doubt.
    fn ask(&self) -> Option<oneshot::Receiver<Result<(), DbErr>>> {
        if !self.is_there() {
            return None;
        }
        let (told, answer) = oneshot::channel();
        self.list().as_mut()?.push(told);
        Some(answer)
    }

    fn end(&self, done: &Result<(), DbErr>) {
        let waiting = self.list().take();
        self.is_there.store(false, Ordering::Release);
        tell(waiting.unwrap_or_default(), done);
    }

    fn list(&self) -> MutexGuard<'_, Option<Vec<Told>>> {
        self.waiting.lock().unwrap_or_else(PoisonError::into_inner)
    }
}

fn tell(all: Vec<Told>, done: &Result<(), DbErr>) {
    for told in all {
        told.send(done.clone()).ok(); // who hung up need not know
    }
}

impl Tx {
    pub(super) fn on_server(own: DatabaseTransaction) -> Self {
        Self { own, turn: None }
    }

    /// Ends when the changes are on the disk.
    pub async fn commit(self) -> Result<(), DbErr> {
        let Self { own, turn } = self;
        let Some(mut turn) = turn else { return own.commit().await };
        let (told, durable) = oneshot::channel();
        if let Some(outer) = &mut turn.open.outer {
            own.commit().await?; // its savepoint
            outer.through.push(told);
        } else if turn.line.somebody_waits() {
            let (since, through) = (Instant::now(), vec![told]);
            turn.open.outer = Some(Outer { tx: own, since, is_last: false, through });
            // stands in line itself, so all who wait now are through before
            let line = turn.line.clone();
            tokio::spawn(async move { line.close(line.open.clone().lock_owned().await).await });
        } else {
            return own.commit().await;
        }
        turn.is_through = true;
        drop(turn);
        durable.await.unwrap_or_else(|_| Err(DbErr::Custom("the server stops".to_owned())))
    }

    /// Takes back the changes.
    pub async fn rollback(self) -> Result<(), DbErr> {
        self.own.rollback().await
    }

    /// For changes of the schema that belong to an action.
    pub fn schema(&self) -> SchemaManager<'_> {
        self.end_with_this();
        SchemaManager::new(&self.own)
    }

    fn noted<T>(&self, done: Result<T, DbErr>) -> Result<T, DbErr> {
        if done.is_err() {
            self.end_with_this();
        }
        done
    }

    /// Nobody begins after this one before all of it is committed.
    fn end_with_this(&self) {
        if let Some(turn) = &self.turn {
            turn.is_last.store(true, Ordering::Relaxed);
        }
    }
}

impl Outer {
    /// Whether one more may begin in it.
    fn takes_more(&self) -> bool {
        self.since.elapsed() < LONGEST && self.through.len() < MOST && !self.is_last
    }
}

impl Line {
    pub(super) fn somebody_waits(&self) -> bool {
        self.waiting.load(Ordering::Relaxed) > 0
    }

    /// Commits what is open and tells all who wait for that.
    async fn close(&self, mut open: OwnedMutexGuard<Open>) -> OwnedMutexGuard<Open> {
        let mut done = Ok(());
        if let Some(Outer { tx, through, .. }) = open.outer.take() {
            done = tx.commit().await;
            tell(through, &done);
        }
        self.doubt.end(&done);
        open
    }

    pub(super) fn is_settled(&self) -> bool {
        !self.doubt.is_there()
    }

    /// Waits until what those saw who took back their changes is on the disk; an error where it will not be. Whoever writes
    /// never waits here for himself: what is in doubt was committed before he began.
    pub(super) async fn settled(self: &Arc<Self>) -> Result<(), DbErr> {
        let Some(mut answer) = self.doubt.ask() else { return Ok(()) };
        let gone = |_| Err(DbErr::Custom("the server stops".to_owned()));
        tokio::select! {
            biased;
            done = &mut answer => return done.unwrap_or_else(gone),
            open = self.open.clone().lock_owned() => {
                let line = self.clone();
                // apart from who asks: whoever hangs up takes nobody else's with it
                tokio::spawn(async move { line.close(open).await });
            }
        }
        answer.await.unwrap_or_else(gone)
    }

    /// Waits until it may write.
    pub(super) async fn begin(self: &Arc<Self>, writer: &DatabaseConnection) -> Result<Tx, DbErr> {
        let late = |_| DbErr::ConnectionAcquire(ConnAcquireErr::Timeout);
        let open = {
            let _waiting = Waiting::new(&self.waiting);
            let turn = self.open.clone().lock_owned();
            tokio::time::timeout(PATIENCE, turn).await.map_err(late)?
        };
        if open.outer.is_none() {
            return self.begin_first(open, writer).await;
        }
        // Apart from who asks, also the beginning: a savepoint that is cut off while it is made takes the whole of it back.
        let (line, writer) = (self.clone(), writer.clone());
        let begun = tokio::spawn(async move { line.begin_after(open, &writer).await });
        begun.await.map_err(|cause| DbErr::Custom(cause.to_string()))?
    }

    async fn begin_first(
        self: &Arc<Self>,
        open: OwnedMutexGuard<Open>,
        writer: &DatabaseConnection,
    ) -> Result<Tx, DbErr> {
        Ok(self.turn(open, writer.begin_with_options(immediate()).await?))
    }

    async fn begin_after(
        self: Arc<Self>,
        mut open: OwnedMutexGuard<Open>,
        writer: &DatabaseConnection,
    ) -> Result<Tx, DbErr> {
        let Some(outer) = open.outer.as_ref().filter(|one| one.takes_more() && self.is_settled())
        else {
            let open = self.close(open).await; // those whose changes they were are told how it ended
            return self.begin_first(open, writer).await;
        };
        match outer.tx.begin().await {
            Ok(own) => Ok(self.turn(open, own)),
            Err(cause) => {
                // the whole of it is taken back with the savepoint that was not made
                if let Some(Outer { tx, through, .. }) = open.outer.take() {
                    drop(tx);
                    tell(through, &Err(cause.clone()));
                }
                self.doubt.end(&Err(cause.clone()));
                Err(cause)
            }
        }
    }

    fn turn(self: &Arc<Self>, open: OwnedMutexGuard<Open>, own: DatabaseTransaction) -> Tx {
        let (line, is_last) = (self.clone(), AtomicBool::new(false));
        Tx { own, turn: Some(Turn { open, line, is_through: false, is_last }) }
    }
}

/// A deferred transaction fails with "locked" when it turns from reading to writing.
fn immediate() -> TransactionOptions {
    TransactionOptions {
        sqlite_transaction_mode: Some(SqliteTransactionMode::Immediate),
        ..Default::default()
    }
}

/// Is counted for as long as it stands in line.
struct Waiting<'a>(&'a AtomicUsize);

impl<'a> Waiting<'a> {
    fn new(count: &'a AtomicUsize) -> Self {
        count.fetch_add(1, Ordering::Relaxed);
        Self(count)
    }
}

impl Drop for Waiting<'_> {
    fn drop(&mut self) {
        self.0.fetch_sub(1, Ordering::Relaxed);
    }
}

impl Source for Tx {
    fn near(&self) -> Option<&Near> {
        None
    }
}

#[async_trait]
impl ConnectionTrait for Tx {
    fn get_database_backend(&self) -> DbBackend {
        self.own.get_database_backend()
    }

    async fn execute_raw(&self, statement: Statement) -> Result<ExecResult, DbErr> {
        self.noted(self.own.execute_raw(statement).await)
    }

    async fn execute_unprepared(&self, sql: &str) -> Result<ExecResult, DbErr> {
        self.noted(self.own.execute_unprepared(sql).await)
    }

    async fn query_one_raw(&self, statement: Statement) -> Result<Option<QueryResult>, DbErr> {
        self.noted(self.own.query_one_raw(statement).await)
    }

    async fn query_all_raw(&self, statement: Statement) -> Result<Vec<QueryResult>, DbErr> {
        self.noted(self.own.query_all_raw(statement).await)
    }
}
