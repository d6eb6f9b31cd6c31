//! On closing, the customer gets the whole conversation.

use super::acknowledge::{automatic_message, customer};
use crate::actions::{NewMail, finish, message_id, queue_mail};
use crate::config::HelpdeskConfig;
use crate::domain::outgoing::Purpose;
use crate::domain::ticket::{Status, TicketId};
use crate::mail::write;
use crate::store;
use events::helpdesk::TicketClosed;
use platform::job::{Failure, Job};
use platform::mail::compose::Draft;
use platform::{Cx, Result};
use serde::{Deserialize, Serialize};

/// Sends the conversation of a closed ticket to its customer.
#[derive(Debug, Serialize, Deserialize)]
pub struct SendHistory {
    ticket: TicketId,
}

impl SendHistory {
    pub fn when_closed(event: TicketClosed) -> Option<Self> {
        (!event.silent).then_some(Self { ticket: event.ticket })
    }
}

impl Job for SendHistory {
    const NAME: &'static str = "helpdesk.send_history";

    async fn run(self, cx: Cx) -> Result<(), Failure> {
        let ticket = store::ticket::get(cx.db(), self.ticket).await?;
        let wanted = cx.kontor.config.section::<HelpdeskConfig>().history_on_close;
        let (Some(mailbox), Status::Closed, true) = (ticket.mailbox, ticket.status, wanted) else {
            return Ok(());
        };
        let mailbox = store::mailbox::get(cx.db(), mailbox).await?;
        let Some(to) = customer(&cx, &ticket).await?.filter(|_| mailbox.active) else {
            return Ok(());
        };
        if store::mailbox::find_by_address(cx.db(), &to.address.to_lowercase()).await?.is_some() {
            return Ok(());
        }
        let messages = store::message::of_ticket(cx.db(), ticket.id).await?;
        let ids: Vec<_> = messages.iter().map(|entry| entry.id).collect();
        let files = store::attachment::of_messages(cx.db(), &ids).await?;
        let l = cx.kontor.locale(ticket.lang);
        let references = write::references(&messages);
        let draft = Draft {
            to: write::mailboxes(std::slice::from_ref(&to)),
            subject: write::reply_subject(&ticket),
            in_reply_to: references.last().cloned(),
            references,
            text: write::history(&l, &ticket, (&messages, &files)),
            headers: write::automatic("auto-generated"),
            ..write::letter(&cx, &mailbox, message_id(&cx, &mailbox, ticket.id))
        };
        let mut message = automatic_message(&cx, &ticket, &draft);
        message.to_addresses = to.to_string();
        let mail = NewMail {
            purpose: Purpose::History,
            mailbox: &mailbox,
            ticket: ticket.id,
            draft,
            recipients: std::slice::from_ref(&to),
        };
        let finished = finish(&cx, mail).await?;
        let tx = cx.begin().await?;
        store::message::insert(&tx, message.clone()).await?;
        queue_mail(&tx, &cx, finished, Some(message.id)).await?;
        cx.commit(tx).await?;
        Ok(())
    }
}
