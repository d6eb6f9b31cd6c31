//! Stored files that no row may name any more: gone for good within the hour, not with the next sweep.

use crate::db::Source;
use crate::files::FileId;
use crate::job::{self, Failure, Job, Queued};
use crate::{Cx, Result};
use chrono::TimeDelta;
use sea_orm::ConnectionTrait;
use sea_orm::sea_query::{Alias, Expr, ExprTrait, Query};
use serde::{Deserialize, Serialize};
use std::collections::HashSet;

/// So long after the rows went: whoever puts the same content meanwhile has had the time to name it.
const AFTER: TimeDelta = TimeDelta::hours(1);
/// What was put again so lately may be named in a moment: that is left to the sweep.
const LATELY: TimeDelta = TimeDelta::minutes(10);

/// Deletes files that nothing refers to, in the trash as well.
#[derive(Debug, Serialize, Deserialize)]
pub struct PurgeFiles {
    files: Vec<FileId>,
}

impl Job for PurgeFiles {
    const NAME: &'static str = "platform.purge_files";
    const AT_ONCE: usize = 1;

    async fn run(self, cx: Cx) -> Result<(), Failure> {
        let named = named(&cx, &self.files).await?;
        let over: Vec<_> = self.files.into_iter().filter(|id| !named.contains(id)).collect();
        let gone = cx.kontor.files.erase(over, cx.now - LATELY).await;
        let gone = gone.map_err(Failure::Retry)?;
        tracing::info!(gone, "Files of erased rows are gone");
        Ok(())
    }
}

/// Those of these files that a row of any app names.
async fn named(cx: &Cx, files: &[FileId]) -> Result<HashSet<FileId>> {
    let mut named = HashSet::new();
    for column in &cx.kontor.file_columns {
        let name = Alias::new(column.column);
        let select = Query::select()
            .column(name.clone())
            .from(Alias::new(column.table))
            .and_where(Expr::col(name).is_in(files.iter().map(String::as_str)))
            .to_owned();
        for row in cx.db().query_all(&select).await? {
            named.insert(row.try_get_by_index(0)?);
        }
    }
    Ok(named)
}

/// Sees to it that these files go, in the transaction that takes their names out of the rows. Those that another row
/// names stay.
pub async fn forget_files(tx: &impl Source, cx: &Cx, files: Vec<FileId>) -> Result<()> {
    let mut files: Vec<_> = files.into_iter().filter(|id| !id.is_empty()).collect();
    files.sort_unstable();
    files.dedup();
    for some in files.chunks(500) {
        let purge = Queued::of(&PurgeFiles { files: some.to_vec() })?.at(cx.now + AFTER);
        job::enqueue(tx, cx, purge).await?;
    }
    Ok(())
}
