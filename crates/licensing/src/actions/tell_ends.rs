use crate::domain::licence::Licence;
use crate::store;
use chrono::{DateTime, TimeDelta, Utc};
use events::licensing::{LicenceExpired, LicenceExpiresSoon};
use platform::{Cx, Result, event};

/// In one transaction.
const LOT: u64 = 200;
/// An end that is longer past is no news, and need not be looked for among all that ever ended.
const NEWS: TimeDelta = TimeDelta::days(60);

/// Tells of each end once: when it is near, and when it is there.
pub(crate) async fn tell_ends(cx: &Cx) -> Result<()> {
    while tell_ended(cx).await? {}
    while tell_ending(cx).await? {}
    Ok(())
}

/// Whether there may be more.
async fn tell_ended(cx: &Cx) -> Result<bool> {
    let lot = store::licence_end::ended(cx.db(), cx.now - NEWS, cx.now, LOT).await?;
    let tx = cx.begin().await?;
    for licence in &lot {
        if store::licence_end::note_ended(&tx, licence).await? {
            event::record(&tx, cx, &LicenceExpired { licence: licence.id }).await?;
        }
    }
    cx.commit(tx).await?;
    Ok(lot.len() as u64 == LOT)
}

async fn tell_ending(cx: &Cx) -> Result<bool> {
    let until: DateTime<Utc> = cx.now + Licence::SOON;
    let lot = store::licence_end::ending(cx.db(), cx.now, until, LOT).await?;
    let tx = cx.begin().await?;
    for licence in &lot {
        if store::licence_end::note_ending(&tx, licence).await? {
            event::record(&tx, cx, &LicenceExpiresSoon { licence: licence.id }).await?;
        }
    }
    cx.commit(tx).await?;
    Ok(lot.len() as u64 == LOT)
}
