use crate::domain::outgoing::{Delivery, Outgoing, OutgoingId, Refused};
use crate::jobs::SendMail;
use crate::{rights, store};
use platform::job::{self, State};
use platform::{Cx, Result};

/// Tries a mail at once that waits for its next attempt. One that is being tried at this moment is left alone.
pub async fn try_outgoing(cx: &Cx, id: OutgoingId) -> Result<Outgoing> {
    cx.require(rights::WORK)?;
    let tx = cx.begin().await?;
    let mail = store::outgoing::get(&tx, id).await?;
    if mail.state != Delivery::Queued {
        return Err(Refused::NotWaiting.into());
    }
    let job = job::of(&tx, &SendMail { outgoing: id }).await?;
    if let Some(job) = job.filter(|job| job.state != State::Running) {
        job::repeat(&tx, job.id, cx.now).await?;
    }
    cx.commit(tx).await?;
    Ok(mail)
}
