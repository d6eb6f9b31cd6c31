//! What a crash left behind: mails that are stored but not read, and mails whose handing over nobody finished.

use super::send_mail::{SendMail, write_down};
use crate::domain::outgoing::{Delivery, ENDED, NO_JOB, OutgoingId};
use crate::{mail, store};
use chrono::TimeDelta;
use platform::db::DbBackend;
use platform::job::{self, Failure, Job, State};
use platform::{Cx, Millis, Result};
use serde::{Deserialize, Serialize};
use std::collections::HashMap;

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

/// Finds mails whose process died between their last byte and the server's answer, and those that wait for a job
/// that is no more: a person decides about both.
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
    let waiting = match before {
        Some(before) => store::outgoing::queued_before(cx.db(), before).await?,
        None => Vec::new(),
    };
    if stuck.is_empty() && waiting.is_empty() {
        return Ok(0);
    }
    // read after the mails: a job that ended in between changed its mail, which is then not ours to write
    let ids: Vec<OutgoingId> =
        stuck.iter().map(|mail| mail.id).chain(waiting.iter().copied()).collect();
    let jobs = if before.is_some() { live_jobs(cx, &ids).await? } else { HashMap::new() };
    let mut count = 0;
    for mut mail in stuck {
        if jobs.get(&mail.id) != Some(&State::Running) {
            write_down(cx, &mut mail, Delivery::Uncertain, ENDED).await?;
            count += 1;
        }
    }
    for id in waiting.into_iter().filter(|id| !jobs.contains_key(id)) {
        let mut mail = store::outgoing::get(cx.db(), id).await?;
        if mail.state == Delivery::Queued {
            // nothing of it has left: a person may send it again without fear
            write_down(cx, &mut mail, Delivery::Failed, NO_JOB).await?;
            count += 1;
        }
    }
    Ok(count)
}

/// Those of these mails whose job waits for its time or is claimed; one that is claimed may have a living process.
async fn live_jobs(cx: &Cx, mails: &[OutgoingId]) -> Result<HashMap<OutgoingId, State>> {
    let objects: Vec<String> = mails.iter().copied().map(SendMail::object).collect();
    let jobs = job::about::<SendMail>(cx.db(), &objects).await?;
    let state = |id: &OutgoingId| Some((*id, jobs.get(&SendMail::object(*id))?.state));
    let states = mails.iter().filter_map(state);
    Ok(states.filter(|(_, state)| matches!(state, State::Ready | State::Running)).collect())
}
