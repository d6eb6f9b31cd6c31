use super::take_over::{Slice, Stop, warm};
use crate::domain::import::{Import, ImportId, Outcome, Row, State};
use crate::store;
use crate::store::import::Asked;
use platform::job::{self, Queued};
use platform::{Cx, Error, Millis, Result, Tx, Via};
use std::sync::Arc;

/// Rows that are looked at together.
const LOT: u64 = 200;

/// Looks at some rows of an import as if they were taken over, and takes it back; false when all were looked at.
pub async fn check_import(cx: &Cx, id: ImportId) -> Result<bool> {
    step(cx, id, (State::Checking, Outcome::Waiting)).await
}

/// Takes some rows over that may be; false when all are. A row is taken over whole or not at all, and once.
pub async fn run_import(cx: &Cx, id: ImportId) -> Result<bool> {
    step(cx, id, (State::Running, Outcome::Ready)).await
}

async fn step(cx: &Cx, id: ImportId, (state, from): (State, Outcome)) -> Result<bool> {
    let import = store::import::get(cx.db(), id).await?;
    if import.state != state {
        return Ok(false);
    }
    let asked = Asked { outcome: Some(from), after: i64::MIN, ..Asked::default() };
    let rows = store::import::rows(cx.db(), id, asked, LOT).await?;
    if rows.is_empty() {
        end(cx, import).await?;
        return Ok(false);
    }
    let cx = &acting(cx, &import);
    // how keys are signed is known before a transaction begins
    match slice(cx, id, &rows, state == State::Checking).await {
        Err(Stop::Signer(kind)) => {
            warm(cx, kind).await?;
            Ok(true)
        }
        Err(Stop::Error(cause)) => Err(cause),
        Ok(()) => Ok(true),
    }
}

/// Who acts: webhooks pass over what an import does, unless they are to be told.
fn acting(cx: &Cx, import: &Import) -> Cx {
    let mut cx = cx.clone();
    if !import.tells {
        let id = format!("{}:{}", Import::VIA, import.id);
        cx.via = Some(Arc::new(Via { id, name: Import::VIA.to_owned() }));
    }
    cx
}

async fn slice(cx: &Cx, id: ImportId, rows: &[Row], dry: bool) -> Result<(), Stop> {
    let tx = cx.begin().await?;
    let mut slice = Slice::new(cx, &tx, id, dry);
    for row in rows {
        slice.take(row.clone()).await?;
    }
    let (settled, log) = slice.end();
    // what was only tried is taken back
    let tx = if dry {
        drop(tx);
        cx.begin().await?
    } else {
        log.write(&tx, cx).await?;
        tx
    };
    settle(cx, tx, id, settled).await?;
    Ok(())
}

async fn settle(cx: &Cx, tx: Tx, id: ImportId, settled: Vec<(Outcome, Row)>) -> Result<()> {
    let mut import = store::import::get(&tx, id).await?;
    for (before, row) in &settled {
        count(&mut import, *before, -1);
        count(&mut import, row.outcome, 1);
        store::import::settle(&tx, row).await?;
    }
    import.updated_at = Millis(cx.now);
    store::import::save(&tx, &mut import).await?;
    cx.commit(tx).await
}

fn count(import: &mut Import, outcome: Outcome, more: i64) {
    match outcome {
        Outcome::Waiting | Outcome::Left => {}
        Outcome::Ready => import.ready += more,
        Outcome::Known => import.known += more,
        Outcome::Wrong => import.wrong += more,
        Outcome::Created => import.created += more,
    }
}

async fn end(cx: &Cx, import: Import) -> Result<()> {
    let tx = cx.begin().await?;
    let mut import = store::import::get(&tx, import.id).await?;
    import.state = match import.state {
        State::Checking => State::Checked,
        State::Running => State::Done,
        _ => return Ok(()),
    };
    import.updated_at = Millis(cx.now);
    store::import::save(&tx, &mut import).await?;
    if import.state == State::Done {
        let account = store::account::find(&tx).await?.ok_or(Error::NotFound)?;
        super::begin_import::mark(&tx, cx, account.id.0, "import_done").await?;
    }
    cx.commit(tx).await
}

/// Begins to take over what was looked at; `tells` webhooks of each entry.
pub async fn confirm_import(cx: &Cx, id: ImportId, tells: bool) -> Result<()> {
    cx.require(crate::rights::MANAGE)?;
    let tx = cx.begin().await?;
    let mut import = store::import::get(&tx, id).await?;
    if matches!(import.state, State::Running | State::Done) {
        return Ok(()); // the form was sent twice
    }
    if import.state != State::Checked {
        return Err(crate::domain::import::Refused::NotNow.into());
    }
    (import.state, import.updated_at) = (State::Running, Millis(cx.now));
    import.tells = tells;
    store::import::save(&tx, &mut import).await?;
    let job = crate::jobs::RunImport { import: id };
    job::enqueue(&tx, cx, Queued::of(&job)?.once(format!("licensing.import:{id}"))).await?;
    cx.commit(tx).await
}
