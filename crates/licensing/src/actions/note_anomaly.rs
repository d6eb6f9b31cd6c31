use super::seating::is_taken;
use crate::domain::anomaly::Sign;
use crate::signs::Signs;
use crate::store;
use events::licensing::{EntryCreated, Noun};
use platform::{Cx, Millis, Result, Tx, event};

/// Writes down what looks like misuse; one that is open is counted once more, no more often than once an hour. The server does
/// so by itself: nobody needs a right for it.
pub async fn note_anomaly(cx: &Cx, sign: &Sign) -> Result<()> {
    if cx.kontor.is_read_only() || !cx.kontor.held::<Signs>().is_due(&sign.claim(), cx.now) {
        return Ok(());
    }
    note_due(cx, sign).await
}

/// Writes down several that are due, together.
pub(crate) async fn note_anomalies(cx: &Cx, signs: &[Sign]) -> Result<()> {
    let tx = cx.begin().await?;
    for sign in signs {
        match write(&tx, cx, sign).await {
            Ok(()) => {}
            Err(cause) if is_taken(&cause) => {
                // somebody else saw the same in this moment, and the transaction is no good any more
                drop(tx);
                return each(cx, signs).await;
            }
            Err(cause) => return Err(cause),
        }
    }
    cx.commit(tx).await
}

async fn each(cx: &Cx, signs: &[Sign]) -> Result<()> {
    for sign in signs {
        note_due(cx, sign).await?;
    }
    Ok(())
}

async fn note_due(cx: &Cx, sign: &Sign) -> Result<()> {
    let tx = cx.begin().await?;
    match write(&tx, cx, sign).await {
        // somebody else saw the same in this moment
        Err(cause) if is_taken(&cause) => Ok(()),
        Err(cause) => Err(cause),
        Ok(()) => cx.commit(tx).await,
    }
}

async fn write(tx: &Tx, cx: &Cx, sign: &Sign) -> Result<()> {
    let row = sign.row(Millis(cx.now));
    if store::anomaly::again(tx, &row).await? {
        return Ok(());
    }
    store::anomaly::insert(tx, &row).await?;
    let name = row.kind.name().to_owned();
    event::record(tx, cx, &EntryCreated { noun: Noun::Anomaly, id: row.id.0, name }).await
}
