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
use std::sync::Arc;
use std::sync::atomic::{AtomicBool, AtomicUsize, Ordering};
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
}

impl Drop for Turn {
    fn drop(&mut self) {
        if !self.is_through && self.open.outer.is_some() {
            self.line.unsettled.store(true, Ordering::Release);
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
    /// Somebody took back his changes and saw some that are not committed.
    unsettled: AtomicBool,
}

/// The line, and how the commit ended.
type Closed = (OwnedMutexGuard<Open>, Result<(), DbErr>);

/// What is written and not yet committed.
#[derive(Debug, Default)]
struct Open {
    outer: Option<Outer>,
    /// Those who are through, to be told when it is durable.
    through: Vec<oneshot::Sender<Result<(), DbErr>>>,
}

#[derive(Debug)]
struct Outer {
    tx: DatabaseTransaction,
    since: Instant,
    /// A statement failed. SQLite may have given up the whole of it, so nobody else may begin in it.
    failed: AtomicBool,
}

impl Tx {
    pub(super) fn on_server(own: DatabaseTransaction) -> Self {
        Self { own, turn: None }
    }

    /// Ends when the changes are on the disk.
    pub async fn commit(self) -> Result<(), DbErr> {
        let Self { own, turn } = self;
        let Some(mut turn) = turn else { return own.commit().await };
        let is_first = turn.open.outer.is_none();
        if is_first {
            if !turn.line.somebody_waits() {
                return own.commit().await;
            }
            let (since, failed) = (Instant::now(), AtomicBool::new(false));
            turn.open.outer = Some(Outer { tx: own, since, failed });
        } else {
            own.commit().await?; // its savepoint
        }
        let (told, durable) = oneshot::channel();
        turn.open.through.push(told);
        turn.is_through = true;
        let line = turn.line.clone();
        drop(turn);
        if is_first {
            // stands in line itself, so all who wait now are through before
            tokio::spawn(async move { line.close(line.open.clone().lock_owned().await).await });
        }
        durable.await.unwrap_or_else(|_| Err(DbErr::Custom("the server stops".to_owned())))
    }

    /// Takes back the changes.
    pub async fn rollback(self) -> Result<(), DbErr> {
        self.own.rollback().await
    }

    /// For changes of the schema that belong to an action.
    pub fn schema(&self) -> SchemaManager<'_> {
        SchemaManager::new(&self.own)
    }

    fn noted<T>(&self, done: Result<T, DbErr>) -> Result<T, DbErr> {
        let outer = self.turn.as_ref().and_then(|turn| turn.open.outer.as_ref());
        if let (Err(_), Some(outer)) = (&done, outer) {
            outer.failed.store(true, Ordering::Relaxed);
        }
        done
    }
}

impl Open {
    /// Whether one more may begin in it.
    fn takes_more(&self) -> bool {
        self.outer.as_ref().is_none_or(|outer| {
            let is_young = outer.since.elapsed() < LONGEST;
            is_young && self.through.len() < MOST && !outer.failed.load(Ordering::Relaxed)
        })
    }
}

impl Line {
    pub(super) fn somebody_waits(&self) -> bool {
        self.waiting.load(Ordering::Relaxed) > 0
    }

    /// Commits what is open and tells all who are through.
    async fn close(&self, mut open: OwnedMutexGuard<Open>) -> Closed {
        let Some(outer) = open.outer.take() else { return (open, Ok(())) };
        let done = outer.tx.commit().await;
        for told in open.through.drain(..) {
            told.send(done.clone()).ok(); // who hung up need not know
        }
        self.unsettled.store(false, Ordering::Release);
        (open, done)
    }

    /// The same apart from who asks for it: whoever hangs up takes nobody else's with it.
    async fn close_apart(self: &Arc<Self>, open: OwnedMutexGuard<Open>) -> Result<Closed, DbErr> {
        let line = self.clone();
        let closing = tokio::spawn(async move { line.close(open).await });
        closing.await.map_err(|cause| DbErr::Custom(cause.to_string()))
    }

    pub(super) fn is_settled(&self) -> bool {
        !self.unsettled.load(Ordering::Acquire)
    }

    /// Waits until what those saw who took back their changes is on the disk. Whoever writes never waits here for himself:
    /// what is unsettled was committed before he began.
    pub(super) async fn settled(self: &Arc<Self>) -> Result<(), DbErr> {
        if self.is_settled() {
            return Ok(());
        }
        let open = self.open.clone().lock_owned().await;
        if self.is_settled() {
            return Ok(());
        }
        self.close_apart(open).await?.1
    }

    /// Waits until it may write.
    pub(super) async fn begin(self: &Arc<Self>, writer: &DatabaseConnection) -> Result<Tx, DbErr> {
        let late = |_| DbErr::ConnectionAcquire(ConnAcquireErr::Timeout);
        let turn = {
            let _waiting = Waiting::new(&self.waiting);
            let turn = self.open.clone().lock_owned();
            tokio::time::timeout(PATIENCE, turn).await.map_err(late)?
        };
        let mut open = turn;
        if !open.takes_more() || !self.is_settled() {
            (open, _) = self.close_apart(open).await?; // those whose changes they were are told how it ended
        }
        let own = match &open.outer {
            Some(outer) => outer.tx.begin().await,
            None => writer.begin_with_options(immediate()).await,
        };
        Ok(Tx { own: own?, turn: Some(Turn { open, line: self.clone(), is_through: false }) })
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
