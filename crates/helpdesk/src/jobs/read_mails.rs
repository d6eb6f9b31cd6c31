//! What a crash left behind: mails that are stored but not read, and mails whose handing over nobody finished.

use super::send_mail::{ENDED, SendMail, write_down};
use crate::domain::outgoing::{Delivery, OutgoingId};
use crate::{mail, store};
use chrono::TimeDelta;
use platform::db::DbBackend;
use platform::job::{Failure, Filter, Job, Row, State};
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

/// Longer than the claim of a job that nobody renews.
const LATE: TimeDelta = TimeDelta::minutes(2);

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

/// Those that no job works on: whose process died, and whose job is gone or put aside since.
async fn settle(cx: &Cx, before: Option<Millis>) -> Result<usize> {
    let stuck = store::outgoing::stuck(cx.db(), before).await?;
    if stuck.is_empty() {
        return Ok(0);
    }
    let running = if before.is_some() { being_sent(cx).await? } else { Vec::new() };
    let mut count = 0;
    for mut mail in stuck.into_iter().filter(|mail| !running.contains(&mail.id)) {
        write_down(cx, &mut mail, Delivery::Uncertain, ENDED).await?;
        count += 1;
    }
    Ok(count)
}

/// The mails of jobs that are claimed: their process may live.
async fn being_sent(cx: &Cx) -> Result<Vec<OutgoingId>> {
    let claimed = Filter {
        state: Some(State::Running),
        name: Some(SendMail::NAME.into()),
        ..Filter::default()
    };
    let rows = platform::job::page(cx.db(), &claimed, 1000).await?;
    let mail =
        |row: Row| serde_json::from_str::<SendMail>(&row.payload).ok().map(|job| job.outgoing);
    Ok(rows.into_iter().filter_map(mail).collect())
}
