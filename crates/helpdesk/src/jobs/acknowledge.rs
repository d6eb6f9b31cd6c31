//! The customer's receipt: the ticket's number. Never to machines, never in loops.

use crate::actions::{NewMail, finish, message_id, queue_mail};
use crate::domain::message::{Delivery, Kind, Message, MessageId, last_of};
use crate::domain::outgoing::Purpose;
use crate::domain::recipient::Recipient;
use crate::domain::ticket::{Ticket, TicketId};
use crate::mail::write;
use crate::store;
use chrono::TimeDelta;
use events::helpdesk::TicketOpened;
use platform::job::{Failure, Job};
use platform::mail::compose::Draft;
use platform::{Cx, Millis, Result};
use serde::{Deserialize, Serialize};

/// Tells the customer that the mail arrived and what it is called here.
#[derive(Debug, Serialize, Deserialize)]
pub struct Acknowledge {
    ticket: TicketId,
    message: MessageId,
}

impl Acknowledge {
    pub fn when_opened(event: TicketOpened) -> Option<Self> {
        let TicketOpened { ticket, message, answerable, .. } = event;
        answerable.then_some(Self { ticket, message })
    }
}

/// To one address: three in an hour. About one ticket: one in 15 minutes.
const PER_ADDRESS: (u64, TimeDelta) = (3, TimeDelta::hours(1));
const PER_TICKET: (u64, TimeDelta) = (1, TimeDelta::minutes(15));

/// True when another automatic mail may go to this address about this ticket.
pub(super) async fn may_write(cx: &Cx, address_key: &str, ticket: TicketId) -> Result<bool> {
    let to = store::automatic::to_address(cx.db(), address_key, cx.now - PER_ADDRESS.1).await?;
    let about = store::automatic::about_ticket(cx.db(), ticket, cx.now - PER_TICKET.1).await?;
    Ok(to < PER_ADDRESS.0 && about < PER_TICKET.0)
}

/// Addresses behind which nobody reads.
pub(super) fn is_nobody(address: &str) -> bool {
    let local = address.split('@').next().unwrap_or_default().to_lowercase();
    let flat: String = local.chars().filter(char::is_ascii_alphanumeric).collect();
    ["noreply", "donotreply", "nichtantworten", "keineantwort", "bounce", "bounces"]
        .iter()
        .any(|name| flat.starts_with(name))
        || matches!(local.as_str(), "mailer-daemon" | "postmaster" | "abuse" | "root" | "daemon")
}

/// Where the ticket's customer can be written to: the address that they used in it, else the directory's. Who else
/// wrote, even last, is not told the conversation.
pub(super) async fn customer(cx: &Cx, ticket: &Ticket) -> Result<Option<Recipient>> {
    let messages = store::message::of_ticket(cx.db(), ticket.id).await?;
    let person = directory::get_person(cx.db(), ticket.person).await?;
    let address = match last_of(&messages, ticket.person) {
        Some(entry) => Some(entry.from_address.clone()),
        None => directory::addresses_of(cx.db(), ticket.person).await?.into_iter().next(),
    };
    Ok(address
        .filter(|address| crate::domain::recipient::is_address(address) && !is_nobody(address))
        .map(|address| Recipient { name: person.name, address }))
}

impl Job for Acknowledge {
    const NAME: &'static str = "helpdesk.acknowledge";

    async fn run(self, cx: Cx) -> Result<(), Failure> {
        let ticket = store::ticket::get(cx.db(), self.ticket).await?;
        let Some(mailbox) = ticket.mailbox else { return Ok(()) };
        let mailbox = store::mailbox::get(cx.db(), mailbox).await?;
        let Some(to) = customer(&cx, &ticket).await? else { return Ok(()) };
        let address_key = to.address.to_lowercase();
        let own = store::mailbox::find_by_address(cx.db(), &address_key).await?.is_some();
        let allowed = may_write(&cx, &address_key, ticket.id).await?;
        if !mailbox.active || !mailbox.acknowledge || own || !allowed {
            return Ok(());
        }
        let first = store::message::get(cx.db(), self.message).await?;
        let draft = draft(&cx, &ticket, &mailbox, &to, &first);
        let mut message = automatic_message(&cx, &ticket, &draft);
        message.to_addresses = to.to_string();
        let mail = NewMail {
            purpose: Purpose::Acknowledgement,
            mailbox: &mailbox,
            ticket: ticket.id,
            draft,
            recipients: std::slice::from_ref(&to),
        };
        let finished = finish(&cx, mail).await?;
        let tx = cx.begin().await?;
        store::message::insert(&tx, message.clone()).await?;
        queue_mail(&tx, &cx, finished, Some(message.id)).await?;
        store::automatic::note(&tx, &address_key, ticket.id, cx.now).await?;
        cx.commit(tx).await?;
        Ok(())
    }
}

fn draft(
    cx: &Cx,
    ticket: &Ticket,
    mailbox: &crate::domain::mailbox::Mailbox,
    to: &Recipient,
    first: &Message,
) -> Draft {
    let l = cx.kontor.locale(ticket.lang);
    let number = ticket.number.to_string();
    let args = [
        ("number", number.into()),
        ("subject", ticket.subject.as_str().into()),
        ("name", mailbox.sender_name.as_str().into()),
    ];
    let answers = (!first.message_id.is_empty()).then(|| first.message_id.clone());
    Draft {
        to: write::mailboxes(std::slice::from_ref(to)),
        subject: write::reply_subject(ticket),
        references: write::references(std::slice::from_ref(first)),
        in_reply_to: answers,
        text: l.ta("helpdesk-mail-acknowledge", &args),
        headers: write::automatic("auto-replied"),
        ..write::letter(cx, mailbox, message_id(cx, mailbox, ticket.id))
    }
}

/// What we sent by ourselves, as it stands in the conversation.
pub(super) fn automatic_message(cx: &Cx, ticket: &Ticket, draft: &Draft) -> Message {
    Message {
        from_name: draft.from.name.clone(),
        from_address: draft.from.address.clone(),
        subject: draft.subject.clone(),
        automatic: "sent".into(),
        message_id: draft.message_id.clone(),
        delivery: Some(Delivery::Queued),
        ..Message::plain(ticket.id, Kind::Automatic, &draft.text, Millis(cx.now))
    }
}

#[cfg(test)]
mod tests {
    use super::is_nobody;

    #[test]
    fn nobody_is_written_to_where_nobody_reads() {
        for address in
            ["no-reply@x.de", "noreply+1@x.de", "Do.Not.Reply@x.de", "MAILER-DAEMON@x.de"]
        {
            assert!(is_nobody(address), "{address}");
        }
        assert!(!is_nobody("nora.reply@x.de") && !is_nobody("root.beer@x.de"));
    }
}
