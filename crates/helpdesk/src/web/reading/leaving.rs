//! Our mails that have not arrived: why, and what becomes of them.

use crate::domain::outgoing::{Delivery, Outgoing};
use crate::jobs::SendMail;
use crate::mail::trouble::say_sending;
use crate::store;
use crate::views::message::{Attempt, Leaving};
use platform::job::{self, Row, State};
use platform::{Cx, Result};

/// These mails, in their order, each with the reason in the reader's language and its next attempt.
pub(in crate::web) async fn leaving(cx: &Cx, mails: Vec<Outgoing>) -> Result<Vec<Leaving>> {
    if mails.is_empty() {
        return Ok(Vec::new());
    }
    let waits = |mail: &Outgoing| mail.state == Delivery::Queued;
    let queued: Vec<String> =
        mails.iter().filter(|mail| waits(mail)).map(|mail| SendMail::object(mail.id)).collect();
    let jobs = job::about::<SendMail>(cx.db(), &queued).await?;
    let mailboxes = store::mailbox::all(cx.db()).await?;
    let told = mails.into_iter().map(|mail| {
        let mailbox = mailboxes.iter().find(|mailbox| mailbox.id == mail.mailbox);
        let why = match mailbox {
            Some(mailbox) if mail.state != Delivery::Bounced && !mail.detail.is_empty() => {
                say_sending(&cx.locale, mailbox, &mail.detail)
            }
            _ => mail.detail.clone(),
        };
        let attempt = waits(&mail).then(|| attempt(jobs.get(&SendMail::object(mail.id))));
        Leaving { mail, why, attempt }
    });
    Ok(told.collect())
}

fn attempt(job: Option<&Row>) -> Attempt {
    match job.map(|job| (job.state, job.due.0)) {
        Some((State::Ready, due)) => Attempt::At(due),
        Some((State::Running, _)) => Attempt::Now,
        Some((State::Failed, _)) => Attempt::GivenUp,
        Some((State::Quarantined, _)) => Attempt::PutAside,
        None => Attempt::Gone,
    }
}
