//! Looking for machines: by fingerprint, by name and host, and by the licence they run under.

use super::words;
use crate::domain::machine::{COLUMN, Column, Entity, LicenceId, MachineId};
use platform::Result;
use platform::db::Source;
use sea_orm::entity::prelude::*;
use sea_orm::{Condition, QuerySelect as _};

/// More hits than this are not told apart: the search is narrowed instead.
const MOST_HITS: u64 = 500;

/// Machines whose fingerprint begins so, whose name and host have words that begin with those of the text, and those of
/// these licences.
pub async fn ids(db: &impl Source, text: &str, licences: &[LicenceId]) -> Result<Vec<MachineId>> {
    let begins = Condition::all()
        .add(Column::Fingerprint.gte(text))
        .add(Column::Fingerprint.lt(format!("{text}\u{10ffff}")));
    let mut hits = those(db, begins).await?;
    let named = words::OF_MACHINES.ids(db, text, MOST_HITS).await?;
    hits.extend(named.into_iter().map(MachineId));
    if let Ok(id) = text.parse::<MachineId>() {
        hits.extend(those(db, Condition::all().add(COLUMN.id.eq(id))).await?);
    }
    if !licences.is_empty() {
        let theirs = COLUMN.licence.is_in(licences.iter().copied());
        hits.extend(those(db, Condition::all().add(theirs)).await?);
    }
    hits.sort_unstable();
    hits.dedup();
    Ok(hits)
}

async fn those(db: &impl Source, condition: Condition) -> Result<Vec<MachineId>> {
    Ok(Entity::find()
        .select_only()
        .column(Column::Id)
        .filter(condition)
        .limit(MOST_HITS)
        .into_tuple()
        .all(db)
        .await?)
}
