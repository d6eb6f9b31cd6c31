//! Sweeping the file store: content that no row refers to goes, a day after it was last put there.
//!
//! What is referred to is told by the apps (`App::files`), all that this program knows, also those that are off. A file
//! that is put again is as new as on its first day, so whoever puts one has a day for the row that refers to it.

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

/// Deletes content that nothing refers to any more.
#[derive(Debug, Default, Serialize, Deserialize)]
pub struct SweepFiles {}

impl Job for SweepFiles {
    const NAME: &'static str = "platform.sweep_files";
    const AT_ONCE: usize = 1;

    async fn run(self, cx: Cx) -> Result<(), Failure> {
        let before = cx.now - GRACE;
        let mut gone = 0;
        // a sixteenth at a time: of a million files the ids of some sixty thousand are in memory
        for digit in "0123456789abcdef".chars() {
            gone += sweep(&cx, digit, before).await?;
        }
        tracing::info!(gone, "Files that nothing refers to were deleted");
        Ok(())
    }
}

async fn sweep(cx: &Cx, digit: char, before: DateTime<Utc>) -> Result<usize> {
    let columns = &cx.kontor.file_columns;
    let mut over = cx.kontor.files.older(digit, before).await?;
    // where no column is known nothing is known of what refers to a file
    if over.is_empty() || columns.is_empty() {
        return Ok(0);
    }
    let mut wanted = HashSet::new();
    for column in columns {
        column.ids(cx.db(), digit, &mut wanted).await?;
    }
    over.retain(|id| !wanted.contains(id));
    Ok(cx.kontor.files.remove_older(over, before).await?)
}
