//! Moving in and out: what was exported is whole elsewhere, and what comes in is looked at first.

mod account;
mod page;
mod table;

use crate::world::World;
use licensing::actions;
use licensing::domain::import::{Import, ImportId, Outcome, Row, file};
use licensing::store::{self, import::Asked};

/// Takes a file in and looks at it.
async fn begin(w: &World, name: &str, bytes: &[u8]) -> Import {
    let (origin, given) = file::read(bytes, &w.t.cx().locale).unwrap();
    let import = actions::begin_import(&w.t.cx(), None, (origin, name), given).await.unwrap();
    w.t.run_jobs().await;
    now(w, import.id).await
}

/// Takes over what can be.
async fn confirm(w: &World, id: ImportId) -> Import {
    actions::confirm_import(&w.t.cx(), id, false).await.unwrap();
    w.t.run_jobs().await;
    now(w, id).await
}

async fn now(w: &World, id: ImportId) -> Import {
    store::import::get(w.t.db(), id).await.unwrap()
}

/// Ready, known, wrong and created.
fn counts(import: &Import) -> [i64; 4] {
    [import.ready, import.known, import.wrong, import.created]
}

async fn rows(w: &World, id: ImportId, outcome: Option<Outcome>) -> Vec<Row> {
    let asked = Asked { outcome, after: i64::MIN, ..Asked::default() };
    store::import::rows(w.t.db(), id, asked, 100_000).await.unwrap()
}

/// What is wrong, as rows with fields and texts.
async fn wrong(w: &World, id: ImportId) -> Vec<(i64, String, String)> {
    let rows = rows(w, id, Some(Outcome::Wrong)).await;
    let said = rows.iter().flat_map(|row| {
        row.said().into_iter().map(|one| (row.number, one.field.unwrap_or_default(), one.key))
    });
    said.collect()
}
