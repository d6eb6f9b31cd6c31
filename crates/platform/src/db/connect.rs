//! Opening the database that `database.url` names.

use super::near::Near;
use super::tx::Line;
use super::{Db, Reader};
use crate::config::sqlite_file;
use crate::said;
use anyhow::{Context, bail, ensure};
use fs4::fs_std::FileExt;
use sea_orm::{ConnectionTrait, DatabaseConnection, DbBackend, SqlxSqliteConnector, Statement};
use sqlx::mysql::{MySqlConnectOptions, MySqlPoolOptions};
use sqlx::postgres::{PgConnectOptions, PgPoolOptions};
use sqlx::sqlite::{SqliteConnectOptions, SqliteJournalMode, SqlitePoolOptions, SqliteSynchronous};
use sqlx::{ConnectOptions, Connection, Executor};
use std::path::{Path, PathBuf};
use std::sync::Arc;
use std::time::Duration;

/// What is needed to connect.
#[derive(Clone, Debug)]
pub struct Settings {
    /// `sqlite:PATH` (see `config::sqlite_file`), `postgres://…` or `mysql://…` (MariaDB).
    pub url: String,
    /// Largest number of connections to a server, or of readers on SQLite.
    pub max_connections: u32,
}

const WAIT_FOR_CONNECTION: Duration = Duration::from_secs(10);

/// Connects and checks that the server is one we can keep promises on.
pub async fn connect(settings: &Settings) -> anyhow::Result<Db> {
    open(settings, Beside::Refused).await
}

/// The same for a short command, which may work on an `SQLite` file beside the server that holds it: every
/// write is an immediate transaction, and the server looks for other processes' work each second.
pub async fn join(settings: &Settings) -> anyhow::Result<Db> {
    open(settings, Beside::Allowed).await
}

/// Whether another process may hold the `SQLite` file.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Beside {
    Refused,
    Allowed,
}

async fn open(settings: &Settings, beside: Beside) -> anyhow::Result<Db> {
    let (scheme, _) =
        settings.url.split_once(':').context("database.url has no scheme such as sqlite:")?;
    match scheme {
        "sqlite" => {
            let file = sqlite_file(&settings.url).context("database.url must name a file")?;
            sqlite(file, settings.max_connections, beside).await
        }
        "postgres" | "postgresql" => postgres(settings).await,
        "mysql" | "mariadb" => mariadb(settings).await,
        other => {
            bail!("database.url begins with {other}:, but must be sqlite:, postgres: or mysql:")
        }
    }
}

async fn sqlite(path: PathBuf, readers: u32, beside: Beside) -> anyhow::Result<Db> {
    if let Some(folder) = path.parent().filter(|f| !f.as_os_str().is_empty()) {
        std::fs::create_dir_all(folder)
            .with_context(|| format!("the folder {} cannot be made", folder.display()))?;
    }
    let lock = lock_instance(&path)?;
    let place = path.display();
    ensure!(
        lock.is_some() || beside == Beside::Allowed,
        said!(
            "auf {place} läuft schon ein Kontor; beenden Sie es zuerst (ein zweiter Prozess auf einer SQLite-Datei wird abgewiesen)",
            "another Kontor already runs on {place}; stop it first (a second process on one SQLite file is refused)"
        )
    );
    let options = SqliteConnectOptions::new()
        .filename(&path)
        .create_if_missing(true)
        .journal_mode(SqliteJournalMode::Wal)
        .synchronous(SqliteSynchronous::Full)
        .foreign_keys(true)
        .busy_timeout(Duration::from_secs(5))
        .pragma("temp_store", "memory")
        .pragma("secure_delete", "on")
        .pragma("mmap_size", "268435456")
        .pragma("cache_size", "-8000")
        .pragma("journal_size_limit", "67108864")
        .disable_statement_logging();
    let writer = one_writer().connect_with(options.clone()).await;
    let writer =
        writer.with_context(|| format!("the database {} cannot be opened", path.display()))?;
    let reader = SqlitePoolOptions::new()
        .max_connections(readers.clamp(4, 8))
        .acquire_timeout(WAIT_FOR_CONNECTION)
        .connect_with(options.pragma("query_only", "on"))
        .await?;
    let pool = SqlxSqliteConnector::from_sqlx_sqlite_pool(reader);
    let line = Arc::<Line>::default();
    Ok(Db {
        reader: Reader { pool, near: Some(Arc::new(Near::new(&path, line.clone()))) },
        writer: SqlxSqliteConnector::from_sqlx_sqlite_pool(writer),
        line: Some(line),
        joined: lock.is_none(),
        _lock: lock.map(Arc::new),
        file: Some(path),
    })
}

/// After a commit that failed, the driver may take SQLite for being in a transaction that there is no more, and would never
/// commit again; such a connection is made anew. A ping before lets it take back all that is to be taken back.
fn one_writer() -> SqlitePoolOptions {
    let one = SqlitePoolOptions::new().max_connections(1).min_connections(1);
    one.acquire_timeout(Duration::from_secs(30)).before_acquire(|writer, _| {
        let is_good = !writer.is_in_transaction();
        Box::pin(async move { Ok(is_good) })
    })
}

/// SQLite is one server: a second one would miss the first one's wake-ups and leases. None: it is held.
fn lock_instance(database: &Path) -> anyhow::Result<Option<std::fs::File>> {
    let path = database.with_extension("lock");
    let lock = std::fs::OpenOptions::new()
        .create(true)
        .truncate(false)
        .write(true)
        .open(&path)
        .with_context(|| format!("the lock file {} cannot be written", path.display()))?;
    Ok(FileExt::try_lock_exclusive(&lock)?.then_some(lock))
}

async fn postgres(settings: &Settings) -> anyhow::Result<Db> {
    let options: PgConnectOptions = settings.url.parse().context("database.url")?;
    let pool = PgPoolOptions::new()
        .max_connections(settings.max_connections)
        .acquire_timeout(WAIT_FOR_CONNECTION)
        .connect_with(
            options
                .application_name("kontor")
                // a node that is frozen in the middle must not hold its locks for ever
                .options([("idle_in_transaction_session_timeout", "25s")])
                .disable_statement_logging(),
        )
        .await
        .context(said!("PostgreSQL ist nicht zu erreichen", "PostgreSQL cannot be reached"))?;
    let db = server(DatabaseConnection::from(pool));
    let version: i32 = scalar(&db, "SELECT current_setting('server_version_num')::int").await?;
    let major = version / 10_000;
    ensure!(
        version >= 150_000,
        said!(
            "PostgreSQL {major} ist zu alt; nötig ist 15 oder neuer",
            "PostgreSQL {major} is too old; 15 or newer is needed"
        )
    );
    let encoding: String = scalar(&db, "SELECT current_setting('server_encoding')").await?;
    ensure!(
        encoding == "UTF8",
        said!(
            "die Datenbank ist als {encoding} angelegt; legen Sie sie mit ENCODING 'UTF8' an",
            "the database is {encoding}-encoded; create it with ENCODING 'UTF8'"
        )
    );
    Ok(db)
}

async fn mariadb(settings: &Settings) -> anyhow::Result<Db> {
    let url = settings.url.replacen("mariadb:", "mysql:", 1);
    let options: MySqlConnectOptions = url.parse().context("database.url")?;
    let pool = MySqlPoolOptions::new()
        .max_connections(settings.max_connections)
        .acquire_timeout(WAIT_FOR_CONNECTION)
        .after_connect(|connection, _| {
            Box::pin(async move {
                // binary order of bytes everywhere, no silent truncation, and an index of full text that knows every
                // word, "und" and "com" too (it is told when it is created)
                connection
                    .execute("SET sql_mode='STRICT_ALL_TABLES,NO_ENGINE_SUBSTITUTION,ANSI_QUOTES,PIPES_AS_CONCAT', time_zone='+00:00', innodb_lock_wait_timeout=10, idle_transaction_timeout=25, innodb_ft_enable_stopword=OFF")
                    .await?;
                Ok(())
            })
        })
        .connect_with(options.charset("utf8mb4").disable_statement_logging())
        .await
        .context(said!("MariaDB ist nicht zu erreichen", "MariaDB cannot be reached"))?;
    let db = server(DatabaseConnection::from(pool));
    let version: String = scalar(&db, "SELECT VERSION()").await?;
    let number = |i| version.split('.').nth(i).and_then(|n| n.parse().ok()).unwrap_or(0_u32);
    ensure!(
        version.contains("MariaDB") && (number(0), number(1)) >= (10, 6),
        said!(
            "der Server meldet sich als {version}; nötig ist MariaDB 10.6 oder neuer",
            "the server says {version}; MariaDB 10.6 or newer is needed"
        )
    );
    let charset: String = scalar(&db, "SELECT @@character_set_database").await?;
    ensure!(
        charset == "utf8mb4",
        said!(
            "die Datenbank spricht {charset}; legen Sie sie mit CHARACTER SET utf8mb4 an",
            "the database speaks {charset}; create it with CHARACTER SET utf8mb4"
        )
    );
    Ok(db)
}

fn server(pool: DatabaseConnection) -> Db {
    Db {
        reader: Reader { pool: pool.clone(), near: None },
        writer: pool,
        line: None,
        joined: false,
        _lock: None,
        file: None,
    }
}

async fn scalar<T: sea_orm::TryGetable>(db: &Db, sql: &str) -> anyhow::Result<T> {
    let backend: DbBackend = db.backend();
    let row = db
        .reader
        .query_one_raw(Statement::from_string(backend, sql))
        .await?
        .with_context(|| format!("no answer to {sql}"))?;
    Ok(row.try_get_by_index(0)?)
}
