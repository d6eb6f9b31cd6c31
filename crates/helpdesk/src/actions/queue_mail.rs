use crate::domain::mailbox::Mailbox;
use crate::domain::message::MessageId;
use crate::domain::outgoing::{Delivery, Outgoing, OutgoingId, Purpose};
use crate::domain::recipient::Recipient;
use crate::domain::ticket::TicketId;
use crate::jobs::SendMail;
use crate::mail::id_key;
use crate::store;
use ::message::references;
use platform::job::{self, Queued};
use platform::mail::compose::{Draft, compose};
use platform::{Cx, Millis, Result, Tx};

/// A mail that is to leave.
pub(crate) struct NewMail<'a> {
    pub purpose: Purpose,
    pub mailbox: &'a Mailbox,
    pub ticket: TicketId,
    pub draft: Draft,
    pub recipients: &'a [Recipient],
}

/// A mail that is finished and on disk: from here on only rows are needed.
pub(crate) struct Finished {
    row: Outgoing,
}

/// A new Message-ID of ours for a mail about this ticket.
pub(crate) fn message_id(cx: &Cx, mailbox: &Mailbox, ticket: TicketId) -> String {
    let domain = mailbox.address.rsplit_once('@').map_or("kontor.invalid", |(_, domain)| domain);
    let random = platform::rng::bytes::<8>();
    let key = id_key(&cx.kontor.keys);
    references::ticket_message_id(&key, ticket.0.as_bytes(), &random, domain)
}

/// Writes the finished mail to disk, outside any transaction.
pub(crate) async fn finish(cx: &Cx, mail: NewMail<'_>) -> Result<Finished> {
    let message_id = mail.draft.message_id.clone();
    let bytes = compose(&mail.draft)?;
    let addresses: Vec<&str> = mail.recipients.iter().map(|to| to.address.as_str()).collect();
    let row = Outgoing {
        id: OutgoingId::new(),
        purpose: mail.purpose,
        mailbox: mail.mailbox.id,
        ticket: Some(mail.ticket),
        message: None,
        message_id,
        sender: mail.mailbox.address.clone(),
        recipients: serde_json::to_string(&addresses)?,
        refused: None,
        file: cx.kontor.files.put(bytes).await?,
        state: Delivery::Queued,
        attempts: 0,
        detail: String::new(),
        created_at: Millis(cx.now),
        sent_at: None,
        version: 0,
    };
    Ok(Finished { row })
}

/// Queues a finished mail in the transaction of the change that it tells of.
pub(crate) async fn queue_mail(
    tx: &Tx,
    cx: &Cx,
    finished: Finished,
    message: Option<MessageId>,
) -> Result<OutgoingId> {
    let row = Outgoing { message, ..finished.row };
    let id = row.id;
    if let Some(ticket) = row.ticket {
        store::reference::note(tx, ticket, [row.message_id.as_str()]).await?;
    }
    store::outgoing::insert(tx, row).await?;
    job::enqueue(tx, cx, Queued::of(&SendMail { outgoing: id })?).await?;
    Ok(id)
}
