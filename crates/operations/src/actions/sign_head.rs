use crate::config::AuditConfig;
use crate::jobs::{ShipHead, To};
use crate::{health, jobs};
use chrono::TimeDelta;
use events::operations::HeadSigned;
use platform::audit::heads::Head;
use platform::db::Source;
use platform::job::{self, Queued};
use platform::{Cx, Result, audit, event};

/// Signs the newest link and sends it on its way, if heads go anywhere, the last one is old enough (unless `at_once`),
/// and anything happened since but its own signing.
pub async fn sign_head(cx: &Cx, at_once: bool) -> Result<()> {
    let config = cx.kontor.config.section::<AuditConfig>();
    if !config.ships() {
        return Ok(());
    }
    let Some(link) = audit::head(cx.db()).await? else { return Ok(()) };
    if let Some((last, at)) = health::last_head(cx.db()).await? {
        let pause = TimeDelta::minutes(i64::from(config.heads_minutes));
        if link.seq <= last.number + 1 || (!at_once && at.0 + pause > cx.now) {
            return Ok(());
        }
    }
    let head = Head::sign(&cx.kontor.keys, &link, cx.now);
    let tx = cx.begin().await?;
    let targets = [(To::File, config.heads_file.is_some()), (To::Url, config.heads_url.is_some())];
    for (to, _) in targets.into_iter().filter(|(_, set)| *set) {
        let ship = ShipHead { to, line: head.line() };
        job::enqueue(&tx, cx, Queued::of(&ship)?).await?;
    }
    let Head { number, hash, at, signature, .. } = head;
    event::record(&tx, cx, &HeadSigned { number, hash, at, signature }).await?;
    cx.commit(tx).await
}

/// Queues the same for now: what goes out as a file is covered by a head that is kept elsewhere.
pub async fn ask_for_head(tx: &impl Source, cx: &Cx) -> Result<()> {
    let sign = Queued::of(&jobs::SignHead { at_once: true })?;
    job::enqueue(tx, cx, sign.once("operations.sign_head")).await
}
