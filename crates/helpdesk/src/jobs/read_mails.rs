//! What a crash left behind: mails that are stored but not read, and mails whose handing over nobody finished.

use super::send_mail::write_down;
use crate::domain::outgoing::Delivery;
use crate::{mail, store};
use chrono::TimeDelta;
use platform::db::DbBackend;
use platform::job::{Failure, Job};
use platform::{Cx, Millis, Result};
use serde::{Deserialize, Serialize};

/// Reads mails that were stored and not read.
#[derive(Debug, Default, Serialize, Deserialize)]
pub struct ReadMails {}

impl Job for ReadMails {
    const NAME: &'static str = "helpdesk.read_mails";
    const AT_ONCE: usize = 1;

    async fn run(self, cx: Cx) -> Result<(), Failure> {
        mail::sweep(&cx).await?;
        Ok(())
    }
}

/// Finds mails whose process died between their last byte and the server's answer.
#[derive(Debug, Default, Serialize, Deserialize)]
pub struct SettleStuck {}

/// Longer than any handing over may take.
const LATE: TimeDelta = TimeDelta::minutes(15);

impl Job for SettleStuck {
    const NAME: &'static str = "helpdesk.settle_stuck";
    const AT_ONCE: usize = 1;

    async fn run(self, cx: Cx) -> Result<(), Failure> {
        let before = Millis(cx.now - LATE);
        settle(&cx, Some(before)).await?;
        Ok(())
    }
}

/// On SQLite nobody else can be handing over when we start, so every such mail is undecided.
pub(crate) async fn settle_at_start(cx: &Cx) -> Result<usize> {
    if cx.kontor.db.backend() == DbBackend::Sqlite { settle(cx, None).await } else { Ok(0) }
}

async fn settle(cx: &Cx, before: Option<Millis>) -> Result<usize> {
    let stuck = store::outgoing::stuck(cx.db(), before).await?;
    let count = stuck.len();
    for mut mail in stuck {
        let detail = "the server stopped while the mail was handed over";
        write_down(cx, &mut mail, Delivery::Uncertain, detail).await?;
    }
    Ok(count)
}
