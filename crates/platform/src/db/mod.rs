//! The database: one handle for reading, one way to begin a transaction, alike on SQLite, PostgreSQL and MariaDB.

mod connect;
pub mod migrate;
mod near;
mod read;
pub mod schema;

pub use connect::{Settings, connect, join};
pub use near::Generation;
pub use read::{Reader, Rows, Source};
pub use sea_orm::DbBackend;
pub use sea_orm::prelude::ChronoUnixTimestampMillis as Millis;

use crate::{Error, Result};
use sea_orm::{
    ConnectionTrait, DatabaseConnection, DatabaseTransaction, IsolationLevel,
    SqliteTransactionMode, TransactionOptions, TransactionTrait,
};

/// A transaction of an action. End it with `cx.commit`; dropped, it rolls back.
pub type Tx = DatabaseTransaction;

/// Readers and the writer. On a server both are the same pool; on SQLite there is exactly one writer.
#[derive(Clone, Debug)]
pub struct Db {
    pub(crate) reader: Reader,
    pub(crate) writer: DatabaseConnection,
    /// Whether a running server holds the `SQLite` file that a command works on beside it.
    pub(crate) joined: bool,
    /// Keeps a second process off an SQLite file for as long as this one lives.
    _lock: Option<std::sync::Arc<std::fs::File>>,
    /// Where the SQLite file lies; none on a server.
    pub(crate) file: Option<std::path::PathBuf>,
}

impl Db {
    pub fn backend(&self) -> DbBackend {
        self.reader.get_database_backend()
    }

    /// Whether this is a command beside a server that runs on the same `SQLite` file.
    pub fn is_joined(&self) -> bool {
        self.joined
    }

    pub fn reader(&self) -> &Reader {
        &self.reader
    }

    /// Begins a writing transaction: IMMEDIATE on SQLite (a deferred one fails with "locked" when it
    /// turns from reading to writing), READ COMMITTED on servers.
    pub async fn begin(&self) -> Result<Tx> {
        let options = match self.backend() {
            DbBackend::Sqlite => TransactionOptions {
                sqlite_transaction_mode: Some(SqliteTransactionMode::Immediate),
                ..Default::default()
            },
            _ => TransactionOptions {
                isolation_level: Some(IsolationLevel::ReadCommitted),
                ..Default::default()
            },
        };
        Ok(self.writer.begin_with_options(options).await?)
    }

    /// Answers when the database answers.
    pub async fn ping(&self) -> Result<()> {
        self.reader.pool.ping().await.map_err(Error::from)
    }

    /// Closes all connections; on SQLite the write-ahead log is folded into the file first.
    pub async fn close(self) {
        if self.backend() == DbBackend::Sqlite
            && let Err(cause) =
                self.writer.execute_unprepared("PRAGMA wal_checkpoint(TRUNCATE)").await
        {
            tracing::warn!(%cause, "the write-ahead log could not be folded in; the next start does it");
        }
        for pool in [self.reader.pool, self.writer] {
            if let Err(cause) = pool.close().await {
                tracing::warn!(%cause, "a database pool did not close");
            }
        }
    }
}

/// True when the fault is a unique key that is taken: someone else was first.
pub fn is_taken(cause: &sea_orm::DbErr) -> bool {
    matches!(cause.sql_err(), Some(sea_orm::SqlErr::UniqueConstraintViolation(_)))
}
