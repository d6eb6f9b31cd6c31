use super::{NewMail, add_message, finish, message_id, queue_mail, ticket_at, written};
use crate::domain::attachment::{Attachment, AttachmentId};
use crate::domain::mailbox::Mailbox;
use crate::domain::message::{Body, Delivery, Kind, Message, Refused, answered};
use crate::domain::outgoing::Purpose;
use crate::domain::recipient::{self, Recipient};
use crate::domain::ticket::{Ticket, TicketId};
use crate::mail::write;
use crate::{rights, store};
use events::helpdesk::{AgentReplied, TicketAssigned, TicketClosed};
use platform::mail::compose;
use platform::op::{self, OpId};
use platform::{Cx, Error, Millis, Result, Tx, event};

/// A reply as it was written.
#[derive(Clone, Debug, Default)]
pub struct NewReply {
    pub body: String,
    pub to: String,
    pub cc: String,
    pub attachments: Vec<AttachmentId>,
    /// Close the ticket with it.
    pub close: bool,
    /// The form's own number: sent twice, it leaves once.
    pub op: Option<OpId>,
}

struct Checked {
    body: Body,
    to: Vec<Recipient>,
    cc: Vec<Recipient>,
    files: Vec<Attachment>,
    mailbox: Mailbox,
    before: Vec<Message>,
}

/// Answers the customer by mail, and hands the ticket over to them (or closes it).
pub async fn reply_to_ticket(cx: &Cx, id: TicketId, reply: NewReply) -> Result<Message> {
    cx.require(rights::WORK)?;
    if let Some(message) = sent_before(cx, reply.op).await? {
        return Ok(message);
    }
    let ticket = store::ticket::get(cx.db(), id).await?;
    let ticket = store::reach::to_work(cx, cx.db(), ticket).await?;
    let checked = check(cx, &ticket, &reply).await?;
    // the mail is finished and on disk before the transaction begins: it only writes rows
    let mut message = written(cx, id, Kind::Agent, &checked.body);
    let draft = draft(cx, &ticket, &checked).await?;
    message.from_address.clone_from(&checked.mailbox.address);
    message.to_addresses = write::list(&checked.to);
    message.cc_addresses = write::list(&checked.cc);
    message.subject.clone_from(&draft.subject);
    message.message_id.clone_from(&draft.message_id);
    message.delivery = Some(Delivery::Queued);
    let all: Vec<Recipient> = checked.to.iter().chain(&checked.cc).cloned().collect();
    let mail = NewMail {
        purpose: Purpose::Reply,
        mailbox: &checked.mailbox,
        ticket: id,
        draft,
        recipients: &all,
    };
    let finished = finish(cx, mail).await?;

    let tx = cx.begin().await?;
    let mut ticket = ticket_at(&tx, cx, id, None).await?;
    add_message(&tx, &mut ticket, message.clone()).await?;
    let ids: Vec<AttachmentId> = checked.files.iter().map(|file| file.id).collect();
    store::attachment::attach(&tx, cx.user_id(), &ids, message.id).await?;
    queue_mail(&tx, cx, finished, Some(message.id)).await?;
    hand_over(&tx, cx, &mut ticket, reply.close).await?;
    if let Some(user) = cx.user_id() {
        store::draft::forget(&tx, id, user, "reply").await?;
    }
    if let Some(op) = reply.op {
        op::keep(&tx, cx, op, message.id.to_string()).await?;
    }
    event::record(&tx, cx, &AgentReplied { ticket: id, message: message.id }).await?;
    if reply.close {
        event::record(&tx, cx, &TicketClosed { ticket: id, silent: false }).await?;
    }
    platform::fault!("helpdesk.reply.before_commit");
    cx.commit(tx).await?;
    Ok(message)
}

/// The first sending's message, when this form was sent before.
async fn sent_before(cx: &Cx, op: Option<OpId>) -> Result<Option<Message>> {
    let Some(op) = op else { return Ok(None) };
    let Some(before) = op::find(cx.db(), cx, op).await? else { return Ok(None) };
    let message = before.parse().map_err(|_| Error::NotFound)?;
    Ok(Some(store::message::get(cx.db(), message).await?))
}

async fn check(cx: &Cx, ticket: &Ticket, reply: &NewReply) -> Result<Checked> {
    let mut wrong = Vec::new();
    let body = Body::new(&reply.body).map_err(|refused| wrong.push(refused.into())).ok();
    let to = recipient::list(&reply.to).map_err(|refused| wrong.push(refused.into())).ok();
    let cc = recipient::list(&reply.cc)
        .map_err(|refused| wrong.push(platform::Refusal::from(refused).on("cc")))
        .ok();
    if to.as_ref().is_some_and(Vec::is_empty) {
        wrong.push(Refused::RecipientMissing.into());
    }
    let mailbox = mailbox_of(cx, ticket).await?;
    if mailbox.is_none() {
        wrong.push(Refused::MailboxMissing.into());
    }
    let (Some(body), Some(to), Some(cc), Some(mailbox), true) =
        (body, to, cc, mailbox, wrong.is_empty())
    else {
        return Err(Error::Refused(wrong));
    };
    let files = super::add_upload::claim(cx.db(), cx, &reply.attachments).await?;
    let before = store::message::of_ticket(cx.db(), ticket.id).await?;
    Ok(Checked { body, to, cc, files, mailbox, before })
}

/// The mailbox that the ticket's answers leave from.
pub(crate) async fn mailbox_of(cx: &Cx, ticket: &Ticket) -> Result<Option<Mailbox>> {
    let active = store::mailbox::active(cx.db()).await?;
    let own = active.iter().find(|mailbox| Some(mailbox.id) == ticket.mailbox);
    let groups = active.iter().find(|mailbox| mailbox.group == ticket.group);
    Ok(own.or(groups).or(active.first()).cloned())
}

async fn draft(cx: &Cx, ticket: &Ticket, checked: &Checked) -> Result<compose::Draft> {
    let l = cx.kontor.locale(ticket.lang);
    let agent = cx.user.as_ref().map(|user| user.name.as_str()).unwrap_or_default();
    let text = write::reply(&l, &checked.body, &checked.mailbox, agent, &checked.before);
    let mut attachments = Vec::with_capacity(checked.files.len());
    for file in &checked.files {
        attachments.push(compose::File {
            name: file.name.clone(),
            mime: file.mime.clone(),
            bytes: cx.kontor.files.get(&file.file).await?,
            content_id: None,
        });
    }
    let last = answered(&checked.before);
    Ok(compose::Draft {
        subject: write::reply_subject(ticket),
        to: write::mailboxes(&checked.to),
        cc: write::mailboxes(&checked.cc),
        in_reply_to: last.map(|entry| entry.message_id.clone()).filter(|id| !id.is_empty()),
        references: write::references(&checked.before),
        text,
        attachments,
        ..write::letter(cx, &checked.mailbox, message_id(cx, &checked.mailbox, ticket.id))
    })
}

/// It is the customer's turn now, or nobody's.
async fn hand_over(tx: &Tx, cx: &Cx, ticket: &mut Ticket, close: bool) -> Result<()> {
    let before = ticket.status;
    ticket.replied(Millis(cx.now))?;
    let taken = if ticket.assignee.is_none() { cx.user_id() } else { None };
    if taken.is_some() {
        ticket.assignee = taken;
    }
    if close {
        ticket.close(Millis(cx.now))?;
    }
    super::touch(tx, cx, ticket).await?;
    if taken.is_some() {
        event::record(tx, cx, &TicketAssigned { ticket: ticket.id, from: None, to: taken }).await?;
    }
    super::assign_ticket::record_status(tx, cx, ticket, before).await
}
