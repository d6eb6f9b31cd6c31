//! Opening the house: from the configuration to everything that the apps stand on.

use crate::{APPS, apps};
use anyhow::{Context, ensure};
use platform::app::Foundation;
use platform::clock::Clock;
use platform::config::{Config, DataConfig, DatabaseConfig};
use platform::db::{self, Db, Settings, migrate::AllMigrations};
use platform::files::Files;
use platform::keys::Keys;
use platform::password::PasswordConfig;
use platform::security_log::SecurityLog;
use platform::{Kontor, job, lease, said};
use std::os::unix::fs::DirBuilderExt;
use std::path::Path;

/// Who opens it.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum For {
    /// The server, or a command that must be alone.
    Alone,
    /// A command that may work beside a running server.
    Command,
}

/// Connects to the database; the data folder is made if it is missing.
pub async fn connect(config: &Config, who: For) -> anyhow::Result<Db> {
    let data = config.section::<DataConfig>();
    make_folder(&data.path)?;
    let database = config.section::<DatabaseConfig>();
    let settings =
        Settings { url: database.address(data), max_connections: database.max_connections };
    match who {
        For::Alone => db::connect(&settings).await,
        For::Command => db::join(&settings).await,
    }
}

/// Brings the schema up to date, except beside a running server, which would not know the new one.
pub async fn migrate(db: &Db) -> anyhow::Result<()> {
    let steps = migrations();
    if db.is_joined() {
        let status = steps.status(db).await?;
        ensure!(
            status.pending.is_empty() && status.unknown.is_empty(),
            said!(
                "das Kontor, das auf dieser Datenbank läuft, hat eine andere Version als dieser Befehl; starten Sie es zuerst neu",
                "the Kontor that runs on this database has another version than this command; restart it first"
            )
        );
        return Ok(());
    }
    steps.migrate(db, &Clock::system()).await?;
    Ok(())
}

/// The steps of all apps, also of those that are off: their tables stay.
pub fn migrations() -> AllMigrations {
    Kontor::migrations(APPS)
}

/// Joins the apps that are on into one server on an up-to-date database.
pub async fn assemble(config: Config, db: Db) -> anyhow::Result<Kontor> {
    let clock = Clock::system();
    let keys = Keys::open(&config, &db, &clock).await?;
    let data = &config.section::<DataConfig>().path;
    let files = Files::open(data.join("files"), keys.clone())?;
    let security = SecurityLog::of_config(&config, &keys)?;
    let on = apps::switched_on(&config);
    let cost = config.section::<PasswordConfig>().into();
    let base = Foundation { db, config, keys, clock, files, security, cost, all: APPS };
    Kontor::assemble(base, &on)
}

/// What a crash left claimed is free again: on `SQLite` nobody else can hold it.
pub async fn release_claims(kontor: &Kontor) -> anyhow::Result<()> {
    // in read-only mode they lapse by themselves
    let may = kontor.db.backend() == db::DbBackend::Sqlite && !kontor.is_read_only();
    if may && !kontor.db.is_joined() {
        lease::release_all(kontor).await?;
        let released = job::release_all(kontor).await?;
        if released > 0 {
            tracing::info!(released, "Jobs that a crash interrupted run again");
        }
    }
    Ok(())
}

/// The data folder holds the root key and the mails, so it is nobody else's to look into.
fn make_folder(folder: &Path) -> anyhow::Result<()> {
    std::fs::DirBuilder::new()
        .recursive(true)
        .mode(0o700)
        .create(folder)
        .with_context(|| format!("the data folder {} cannot be made", folder.display()))
}
