use crate::domain::outgoing::{Delivery, Outgoing, OutgoingId, Refused};
use crate::jobs::SendMail;
use crate::{rights, store};
use events::operations::JobRepeated;
use platform::job::{self, State};
use platform::{Cx, Error, Result, event};

/// Tries a mail at once that waits for its next attempt. One that is being tried at this moment is left alone.
pub async fn try_outgoing(cx: &Cx, id: OutgoingId) -> Result<Outgoing> {
    cx.require(rights::WORK)?;
    let tx = cx.begin().await?;
    let mail = store::outgoing::get(&tx, id).await?;
    super::mail_in_reach(&tx, cx, &mail).await?;
    if mail.state != Delivery::Queued {
        return Err(Refused::NotWaiting.into());
    }
    let object = SendMail::object(id);
    let job = job::about::<SendMail>(&tx, std::slice::from_ref(&object)).await?.remove(&object);
    let job = job.ok_or(Refused::NotWaiting)?;
    if job.state == State::Running {
        return Ok(mail);
    }
    match job::repeat(&tx, job.id, cx.now).await {
        Err(Error::NotFound) => return Ok(mail), // a worker took it in between: it is being tried
        other => other?,
    }
    event::record(&tx, cx, &JobRepeated { job: job.id.to_string(), name: job.name }).await?;
    cx.commit(tx).await?;
    Ok(mail)
}
