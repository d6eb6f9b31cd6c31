//! The verbs: each checks the right, changes rows in one transaction and records what happened.

mod add_note;
mod add_upload;
mod assign_ticket;
mod bootstrap_mailbox;
mod change_ticket;
mod close_ticket;
mod decide_outgoing;
mod erase_addresses;
mod erase_conversations;
mod erase_user;
mod escalate_ticket;
mod follow_groups;
mod keep_draft;
mod open_ticket;
mod queue_mail;
mod reopen_ticket;
mod reply_to_ticket;
mod save_category;
mod save_group;
mod save_mailbox;
mod set_properties;
mod structure;
mod tag_ticket;
mod test_mailbox;
mod try_outgoing;
mod words;

pub use add_note::{NewNote, add_note};
pub use add_upload::{Upload, add_upload};
pub use assign_ticket::assign_ticket;
pub use bootstrap_mailbox::bootstrap_mailbox;
pub use change_ticket::{Change, change_ticket};
pub use close_ticket::close_ticket;
pub use decide_outgoing::{Decision, decide_outgoing};
pub(crate) use erase_conversations::{erase_person, erase_tickets};
pub(crate) use erase_user::{erase_user, name_instead};
pub use escalate_ticket::escalate_ticket;
pub use follow_groups::follow_groups;
pub use keep_draft::{DraftKind, Written, keep_draft};
pub(crate) use open_ticket::usual_group;
pub use open_ticket::{NewTicket, open_ticket};
pub(crate) use queue_mail::{NewMail, finish, message_id, queue_mail};
pub use reopen_ticket::reopen_ticket;
pub(crate) use reply_to_ticket::mailbox_of;
pub use reply_to_ticket::{NewReply, reply_to_ticket};
pub use save_category::{CategoryForm, save_category};
pub use save_group::{Access, GroupForm, save_group};
pub use save_mailbox::{MailboxForm, ServerForm, save_mailbox};
pub use set_properties::{Properties, set_properties};
pub use tag_ticket::tag_ticket;
pub use test_mailbox::test_mailbox;
pub use try_outgoing::try_outgoing;

use crate::domain::message::{Body, Kind, Message};
use crate::domain::outgoing::Outgoing;
use crate::domain::ticket::{Ticket, TicketId};
use crate::domain::words::words;
use crate::store;
use platform::{Cx, Error, Millis, Result, Tx};

/// Reads the ticket for who works on it, and refuses when the form was drawn from an older reading.
async fn ticket_at(tx: &Tx, cx: &Cx, id: TicketId, version: Option<i32>) -> Result<Ticket> {
    let ticket = store::reach::to_work(cx, tx, store::ticket::get(tx, id).await?).await?;
    if version.is_some_and(|version| version != ticket.version) {
        return Err(Error::Stale);
    }
    Ok(ticket)
}

/// A mail of a ticket is for who works on that ticket.
async fn mail_in_reach(tx: &Tx, cx: &Cx, mail: &Outgoing) -> Result<()> {
    if let Some(ticket) = mail.ticket {
        store::reach::to_work(cx, tx, store::ticket::get(tx, ticket).await?).await?;
    }
    Ok(())
}

/// Notes that something happened to the ticket, and saves it.
async fn touch(tx: &Tx, cx: &Cx, ticket: &mut Ticket) -> Result<()> {
    ticket.updated_at = Millis(cx.now);
    store::ticket::save(tx, ticket).await
}

/// A message that someone of us writes now.
fn written(cx: &Cx, ticket: TicketId, kind: Kind, body: &Body) -> Message {
    Message {
        author: cx.user_id(),
        from_name: cx.user.as_ref().map(|user| user.name.clone()).unwrap_or_default(),
        ..Message::plain(ticket, kind, body.as_str(), Millis(cx.now))
    }
}

/// Adds the message to the conversation and makes it findable, also by its customer's name.
async fn add_message(tx: &Tx, ticket: &mut Ticket, message: Message) -> Result<()> {
    let customer = directory::get_person(tx, ticket.person).await?.name;
    let words = words(ticket, &customer, &message, &[]);
    ticket.message_count += 1;
    store::search::add(tx, ticket.id, message.id, &words).await?;
    store::message::insert(tx, message).await
}
