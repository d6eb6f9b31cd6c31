//! Forgetting what has served its time.

use crate::store;
use chrono::TimeDelta;
use platform::job::{Failure, Job};
use platform::privacy::forget_files;
use platform::{Cx, Millis, Result};
use serde::{Deserialize, Serialize};

/// Which automatic mails went to whom: the longest limit looks back one hour.
const AUTOMATIC: TimeDelta = TimeDelta::days(2);
/// Files in a composer that were never sent and are in no draft.
const UPLOADS: TimeDelta = TimeDelta::days(30);

/// Mails that no conversation shows: our own ones that came back, and notices to agents.
const UNSHOWN: TimeDelta = TimeDelta::days(7);
/// Mails in one transaction.
const LOT: u64 = 500;

/// Removes what the limits on automatic mails look at no more, files that were never sent, and what mails said that stand
/// in no conversation.
#[derive(Debug, Default, Serialize, Deserialize)]
pub struct ForgetOld {}

impl Job for ForgetOld {
    const NAME: &'static str = "helpdesk.forget_old";
    const AT_ONCE: usize = 1;

    async fn run(self, cx: Cx) -> Result<(), Failure> {
        let tx = cx.begin().await?;
        let automatic = store::automatic::forget_before(&tx, cx.now - AUTOMATIC).await?;
        cx.commit(tx).await?;
        let (mut uploads, mut after) = (0, None);
        loop {
            // each lot on its own: a transaction has an end, however many files there are
            let tx = cx.begin().await?;
            let drafted = store::draft::uploads(&tx).await?;
            let before = cx.now - UPLOADS;
            let (gone, last) =
                store::attachment::forget_unsent(&tx, before, &drafted, after).await?;
            cx.commit(tx).await?;
            uploads += gone;
            after = last;
            if after.is_none() {
                break;
            }
        }
        forget_unshown(&cx).await?;
        tracing::debug!(automatic, uploads, "Forgot what is over");
        Ok(())
    }
}

/// Nobody would find these mails to erase somebody in them.
async fn forget_unshown(cx: &Cx) -> Result<()> {
    let before = Millis(cx.now - UNSHOWN);
    loop {
        let tx = cx.begin().await?;
        let dropped = store::mail::dropped_before(&tx, before, LOT).await?;
        let notices = store::outgoing::notices_before(&tx, before, LOT).await?;
        if dropped.is_empty() && notices.is_empty() {
            return Ok(());
        }
        let mut files = store::mail::forget_files(&tx, &dropped).await?;
        store::erasure::forget_outgoing(&tx, &notices).await?;
        files.extend(notices.into_iter().map(|mail| mail.file));
        forget_files(&tx, cx, files).await?;
        cx.commit(tx).await?;
    }
}
