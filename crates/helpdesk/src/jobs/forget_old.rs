//! Forgetting what has served its time.

use crate::store;
use chrono::TimeDelta;
use platform::job::{Failure, Job};
use platform::{Cx, Result};
use serde::{Deserialize, Serialize};

/// Which automatic mails went to whom: the longest limit looks back one hour.
const AUTOMATIC: TimeDelta = TimeDelta::days(2);
/// Files in a composer that were never sent and are in no draft.
const UPLOADS: TimeDelta = TimeDelta::days(30);

/// Removes what the limits on automatic mails look at no more, and files that were never sent.
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
        tracing::debug!(automatic, uploads, "Forgot what is over");
        Ok(())
    }
}
