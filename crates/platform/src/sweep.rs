//! Sweeping the file store: content that no row refers to goes to the trash, a day after it was last put there, and is
//! deleted when it was there for a week.
//!
//! What is referred to is told by the apps (`App::files`), all that this program knows, also those that are off. A file
//! that is put again is as new as on its first day, so whoever puts one has a day for the row that refers to it.
//!
//! The database may be the wrong one: an empty one, an older one. So nothing goes while files are there that another
//! keyring sealed, while no row refers to any file, or where many would go at once; what a row refers to again comes back.

use crate::files::FileId;
use crate::job::{Failure, Job};
use crate::{Cx, Result};
use chrono::{DateTime, TimeDelta, Utc};
use sea_orm::{ConnectionTrait, DbBackend, Statement};
use serde::{Deserialize, Serialize};
use std::collections::HashSet;

/// A column that holds ids of files (`platform::files::FileId`), none of them shortened.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct FileColumn {
    pub table: &'static str,
    pub column: &'static str,
}

impl FileColumn {
    pub const fn new(table: &'static str, column: &'static str) -> Self {
        Self { table, column }
    }

    /// The ids in it that begin with this digit.
    async fn ids(
        &self,
        db: &impl ConnectionTrait,
        digit: char,
        into: &mut HashSet<String>,
    ) -> Result<()> {
        let q = if db.get_database_backend() == DbBackend::MySql { '`' } else { '"' };
        let Self { table, column } = self;
        let sql = format!(
            "SELECT {q}{column}{q} FROM {q}{table}{q} WHERE {q}{column}{q} LIKE '{digit}%'"
        );
        let rows = db.query_all_raw(Statement::from_string(db.get_database_backend(), sql)).await?;
        for row in rows {
            into.insert(row.try_get_by_index(0)?);
        }
        Ok(())
    }
}

/// So long a file stays that nothing refers to.
const GRACE: TimeDelta = TimeDelta::days(1);
/// So long it is in the trash then.
const TRASHED: TimeDelta = TimeDelta::days(7);
/// So many may always go at once; of more no more than a tenth of all.
const FEW: usize = 100;

/// Deletes content that nothing refers to any more.
#[derive(Debug, Default, Serialize, Deserialize)]
pub struct SweepFiles {}

impl Job for SweepFiles {
    const NAME: &'static str = "platform.sweep_files";
    const AT_ONCE: usize = 1;

    async fn run(self, cx: Cx) -> Result<(), Failure> {
        Ok(sweep(&cx).await?)
    }
}

async fn sweep(cx: &Cx) -> Result<()> {
    // where no column is known nothing is known of what refers to a file
    if cx.kontor.file_columns.is_empty() {
        return Ok(());
    }
    let files = &cx.kontor.files;
    let before = cx.now - GRACE;
    let mut found = Found::default();
    // a sixteenth at a time: of a million files the ids of some sixty thousand are in memory
    for digit in "0123456789abcdef".chars() {
        found.look(cx, digit, before).await?;
    }
    let back = files.bring_back(std::mem::take(&mut found.back)).await?;
    let (over, there) = (found.over.len(), found.there);
    if found.is_doubtful() && !files.may_sweep_anyway() {
        let foreign = found.foreign;
        tracing::warn!(
            over,
            there,
            foreign,
            back,
            "The file store was not swept: is this its database?"
        );
        return Ok(files.note_sweep(Some((over, there)))?);
    }
    let gone = files.discard(found.over, before).await?;
    let deleted = files.purge(found.trashed, cx.now - TRASHED).await?;
    files.note_sweep(None)?;
    tracing::info!(gone, deleted, back, "Files that nothing refers to went to the trash");
    Ok(())
}

/// What a look at the whole store found.
#[derive(Default)]
struct Found {
    there: usize,
    /// Whether any row refers to any file.
    wanted: bool,
    /// Nothing refers to these.
    over: Vec<FileId>,
    /// Nothing refers to these either, and they are in the trash.
    trashed: Vec<FileId>,
    /// In the trash, and wanted.
    back: Vec<FileId>,
    /// So many of those that nothing refers to were sealed under another keyring.
    foreign: usize,
}

impl Found {
    async fn look(&mut self, cx: &Cx, digit: char, before: DateTime<Utc>) -> Result<()> {
        let files = &cx.kontor.files;
        let looked = files.look(digit, before).await?;
        let mut wanted = HashSet::new();
        for column in &cx.kontor.file_columns {
            column.ids(cx.db(), digit, &mut wanted).await?;
        }
        self.there += looked.there;
        self.wanted |= !wanted.is_empty();
        let (back, trashed): (Vec<_>, Vec<_>) =
            looked.trashed.into_iter().partition(|id| wanted.contains(id));
        let over: Vec<_> = looked.older.into_iter().filter(|id| !wanted.contains(id)).collect();
        let unwanted = over.iter().chain(&trashed).cloned().collect();
        self.foreign += files.foreign(unwanted).await?;
        self.over.extend(over);
        self.trashed.extend(trashed);
        self.back.extend(back);
        Ok(())
    }

    /// Whether this looks as if the database were not the one that the files belong to.
    fn is_doubtful(&self) -> bool {
        let over = self.over.len();
        let nothing = !self.wanted && over + self.trashed.len() > 0;
        nothing || self.foreign > 0 || (over > FEW && over > self.there / 10)
    }
}
