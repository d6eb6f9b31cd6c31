//! Looking after heartbeats: what lives does not die of our own absence, nor of a clock that jumps.

use crate::{rights, store};
use chrono::TimeDelta;
use platform::{Cx, Kontor, Result};
use tokio::sync::OnceCell;

/// Who looks every minute is not silent for longer.
const SILENT: TimeDelta = TimeDelta::minutes(3);

/// Notes that somebody is there. Where nobody was for a while, or the clock was set, whatever lived then has as long to live
/// from now on as it had: nobody could be heard meanwhile.
pub async fn watch_heartbeats(cx: &Cx) -> Result<()> {
    cx.require(rights::WORK)?;
    let before = store::watch::until(cx.db()).await?;
    let tx = cx.begin().await?;
    if !store::watch::note(&tx, before, cx.now).await? {
        return Ok(());
    }
    let away = before.map_or(TimeDelta::zero(), |before| cx.now - before);
    if let Some(before) = before.filter(|_| away.abs() > SILENT) {
        let count = store::watch::shift(&tx, before, away).await?;
        tracing::info!(
            minutes = away.num_minutes(),
            count,
            "Made up for a time without heartbeats"
        );
    }
    cx.commit(tx).await
}

/// Whether this server has made up for the time before it started.
#[derive(Default)]
struct Awake(OnceCell<()>);

/// Before the first heartbeat is judged: the server may have been away. Where nobody ever looked there is nothing to make up for.
pub async fn awake(kontor: &Kontor) -> Result<()> {
    let awake = kontor.held_or(Awake::default);
    let looked = awake.0.get_or_try_init(async || {
        let cx = Cx::system(kontor);
        match store::watch::until(cx.db()).await? {
            Some(_) => watch_heartbeats(&cx).await,
            None => Ok(()),
        }
    });
    looked.await.copied()
}
