//! Migrations: all apps' steps as one list in the order of the dates in their names.

use super::Db;
use crate::clock::Clock;
use crate::said;
use anyhow::{Context, ensure};
use sea_orm::{ConnectionTrait, DbBackend, Statement};
use sea_orm_migration::{MigrationTrait, MigratorTraitSelf};
use std::path::PathBuf;

pub type Migrations = Vec<Box<dyn MigrationTrait>>;

/// The steps of the platform and of every app.
pub struct AllMigrations(pub Vec<fn() -> Migrations>);

impl MigratorTraitSelf for AllMigrations {
    fn migrations(&self) -> Migrations {
        let mut all: Migrations = self.0.iter().flat_map(|of| of()).collect();
        all.sort_by_key(|step| step.name().to_owned());
        all
    }
}

/// Where the schema stands: the steps that are applied, and those that wait.
#[derive(Debug, serde::Serialize)]
pub struct Status {
    pub applied: Vec<String>,
    pub pending: Vec<String>,
    /// Applied steps that this binary does not know: the schema is newer than it.
    pub unknown: Vec<String>,
}

impl AllMigrations {
    pub async fn status(&self, db: &Db) -> anyhow::Result<Status> {
        let known: Vec<String> =
            self.migrations().iter().map(|step| step.name().to_owned()).collect();
        let applied: Vec<String> = self
            .get_migration_models(&db.writer)
            .await
            .context("the list of applied migrations cannot be read")?
            .into_iter()
            .map(|row| row.version)
            .collect();
        Ok(Status {
            pending: known.iter().filter(|name| !applied.contains(name)).cloned().collect(),
            unknown: applied.iter().filter(|name| !known.contains(name)).cloned().collect(),
            applied,
        })
    }

    /// Where the schema stands, unless a newer Kontor made it.
    async fn known(&self, db: &Db) -> anyhow::Result<Status> {
        let status = self.status(db).await?;
        let unknown = status.unknown.join(", ");
        ensure!(
            unknown.is_empty(),
            said!(
                "die Datenbank wurde zuletzt von einem neueren Kontor benutzt (sie hat {unknown}); starten Sie jene Version, oder spielen Sie die Kopie von vor der Aktualisierung zurück. Nichts wurde geändert.",
                "the database was last used by a newer Kontor (it has {unknown}); start that version, or restore the copy from before the upgrade. Nothing was changed."
            )
        );
        Ok(status)
    }

    /// Brings the schema up to date. Refuses a newer schema; on SQLite a copy is made first.
    pub async fn migrate(&self, db: &Db, clock: &Clock) -> anyhow::Result<Status> {
        let status = self.known(db).await?;
        if status.pending.is_empty() {
            return Ok(status);
        }
        if !status.applied.is_empty() {
            copy_before(db, clock).await?;
        }
        self.up(&db.writer, None).await.context(said!(
            "ein Schritt des Schemas ist misslungen; er lässt sich wiederholen",
            "a migration failed; it may be run again"
        ))?;
        Ok(status)
    }

    /// Takes back the last `steps` migrations. Refuses a newer schema; on SQLite a copy is made first.
    pub async fn revert(&self, db: &Db, clock: &Clock, steps: u32) -> anyhow::Result<()> {
        self.known(db).await?;
        copy_before(db, clock).await?;
        self.down(&db.writer, Some(steps)).await.context(said!(
            "ein Schritt des Schemas ließ sich nicht zurücknehmen",
            "taking back a migration failed"
        ))
    }
}

/// SQLite: a whole, consistent copy beside the database. Servers have their own backups.
async fn copy_before(db: &Db, clock: &Clock) -> anyhow::Result<Option<PathBuf>> {
    let Some(file) = db.file.as_ref().filter(|_| db.backend() == DbBackend::Sqlite) else {
        return Ok(None);
    };
    let stamp = clock.now().format("%Y%m%d-%H%M%S%3f");
    let copy = file.with_extension(format!("before-{stamp}.db"));
    let target = copy.to_str().context("the database's path is no UTF-8")?.to_owned();
    let statement =
        Statement::from_sql_and_values(DbBackend::Sqlite, "VACUUM INTO ?", [target.into()]);
    db.writer
        .execute_raw(statement)
        .await
        .with_context(|| format!("the copy {} cannot be made", copy.display()))?;
    tracing::info!(copy = %copy.display(), "Made a copy of the database before migrating");
    Ok(Some(copy))
}
