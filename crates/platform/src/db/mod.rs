//! The database: one handle for reading, one way to begin a transaction, alike on SQLite, PostgreSQL and MariaDB.

mod connect;
pub mod migrate;
mod near;
mod read;
pub mod schema;
mod tx;

pub use connect::{Settings, connect, join};
pub use near::Generation;
pub use read::{Reader, Rows, Source};
pub use sea_orm::DbBackend;
pub use sea_orm::prelude::ChronoUnixTimestampMillis as Millis;
pub use tx::Tx;

use crate::{Error, Result};
use sea_orm::{
    ConnectionTrait, DatabaseConnection, IsolationLevel, TransactionOptions, TransactionTrait,
};
use std::sync::Arc;
use tx::Line;

/// Readers and the writer. On a server both are the same pool; on SQLite there is exactly one writer.
#[derive(Clone, Debug)]
pub struct Db {
    pub(crate) reader: Reader,
    pub(crate) writer: DatabaseConnection,
    /// Those who want to write to SQLite; none on a server.
    line: Option<Arc<Line>>,
    /// Whether a running server holds the `SQLite` file that a command works on beside it.
    pub(crate) joined: bool,
    /// Keeps a second process off an SQLite file for as long as this one lives.
    _lock: Option<Arc<std::fs::File>>,
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

    /// Begins a writing transaction: IMMEDIATE on SQLite, one after the other; READ COMMITTED on servers.
    pub async fn begin(&self) -> Result<Tx> {
        if let Some(line) = &self.line {
            return Ok(line.begin(&self.writer).await?);
        }
        let options = TransactionOptions {
            isolation_level: Some(IsolationLevel::ReadCommitted),
            ..Default::default()
        };
        let writer = self.writer.clone();
        // Apart from who asks: a beginning that is cut off leaves a connection to MariaDB in a transaction that nobody ends, and
        // none begins in it any more.
        let begun = tokio::spawn(async move { writer.begin_with_options(options).await });
        Ok(Tx::on_server(begun.await.map_err(anyhow::Error::from)??))
    }

    /// Whether somebody stands in line to write; never on servers, where many write at once.
    pub fn somebody_waits(&self) -> bool {
        self.line.as_ref().is_some_and(|line| line.somebody_waits())
    }

    /// Waits until everything is on the disk that an answer may rest on that is given now.
    pub async fn settled(&self) -> Result<()> {
        Ok(self.reader.settled().await?)
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
