use crate::domain::outgoing::{Delivery, Outgoing, OutgoingId, Refused};
use crate::jobs::SendMail;
use crate::{rights, store};
use events::helpdesk::DeliveryChanged;
use platform::job::{self, Queued};
use platform::{Cx, Millis, Result, event};

/// What a person says of a mail whose outcome nobody knows, or that failed.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Decision {
    /// Send it (again), under the same Message-ID.
    Resend,
    /// It arrived.
    MarkSent,
}

/// Carries out a person's decision. Until then nothing is sent again.
pub async fn decide_outgoing(cx: &Cx, id: OutgoingId, decision: Decision) -> Result<Outgoing> {
    cx.require(rights::WORK)?;
    let tx = cx.begin().await?;
    let mut mail = store::outgoing::get(&tx, id).await?;
    super::mail_in_reach(&tx, cx, &mail).await?;
    if !matches!(mail.state, Delivery::Uncertain | Delivery::Failed) {
        return Err(Refused::NotUndecided.into());
    }
    match decision {
        Decision::Resend => {
            (mail.state, mail.attempts) = (Delivery::Queued, 0);
            job::enqueue(&tx, cx, Queued::of(&SendMail { outgoing: id })?).await?;
        }
        Decision::MarkSent => {
            mail.state = Delivery::Sent;
            mail.sent_at = Some(Millis(cx.now));
        }
    }
    store::outgoing::save(&tx, &mut mail).await?;
    if let Some(message) = mail.message {
        store::message::set_delivery(&tx, message, mail.state).await?;
    }
    if let Some(ticket) = mail.ticket {
        let (message, state) = (mail.message, mail.state.name().to_owned());
        let fact = DeliveryChanged { ticket, message, state, detail: "decided".into() };
        event::record(&tx, cx, &fact).await?;
    }
    cx.commit(tx).await?;
    Ok(mail)
}
