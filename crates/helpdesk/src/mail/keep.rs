//! Keeping a mail: a message in an old ticket or a new one, with its files, in the caller's transaction.

use super::batch::Batch;
use super::identify::{self, Sender};
use super::read::written_at;
use super::thread::{self, Thread};
use super::{bounce, cut, id_key};
use crate::domain::attachment::{Attachment, AttachmentId};
use crate::domain::mail::{Mail, State};
use crate::domain::mailbox::Mailbox;
use crate::domain::message::{Kind, Message as Entry, MessageId, RELATED};
use crate::domain::ticket::{Channel, GroupId, Priority, Status, Subject, Ticket, TicketId};
use crate::domain::words::words;
use crate::store;
use ::message::authentication::Verdict;
use ::message::automatic::has_loop_mark;
use ::message::{Address, Automatic, Message, references};
use events::helpdesk::{CustomerWrote, TicketOpened, TicketReopened};
use platform::{Cx, Millis, Result, Tx};
use std::sync::Arc;

/// A mail that was parsed, its files on disk.
pub(super) struct Prepared {
    pub mail: Mail,
    pub message: Arc<Message>,
    /// Where each attachment lies, in their order.
    pub files: Vec<String>,
    /// Why it could not be read; then the raw file is what there is.
    pub fault: Option<String>,
}

impl Prepared {
    pub(super) fn unreadable(mail: Mail, fault: &str) -> Self {
        let message = Arc::new(Message::read(b""));
        Self { mail, message, files: Vec::new(), fault: Some(fault.to_owned()) }
    }
}

/// One of our own automatic mails has come back: nobody else can make its Message-ID.
fn is_loop(cx: &Cx, message: &Message) -> bool {
    has_loop_mark(&message.headers)
        && references::verify_ticket_message_id(&id_key(&cx.kontor.keys), &message.message_id)
            .is_some()
}

/// Keeps these mails, in their order; false when another worker read one of them meanwhile: then nothing may be
/// committed.
pub(super) async fn keep(tx: &Tx, cx: &Cx, mails: &[Prepared]) -> Result<bool> {
    let (loops, rest): (Vec<&Prepared>, Vec<&Prepared>) =
        mails.iter().partition(|one| is_loop(cx, &one.message));
    let mut new = 0;
    for (mails, state) in [(&loops, State::Dropped), (&rest, State::Read)] {
        let ids: Vec<_> = mails.iter().map(|one| one.mail.id).collect();
        new += store::mail::set_read(tx, &ids, state).await?;
    }
    if new != mails.len() as u64 {
        return Ok(false);
    }
    let mut batch = Batch::load(tx, cx, mails).await?;
    for one in rest {
        let mailbox = batch.mailbox(one.mail.mailbox).await?;
        let sender = identify::sender(&mut batch, &mailbox, &one.message).await?;
        match thread::find(&mut batch, &mailbox, &one.message, &sender).await? {
            Thread::Existing(ticket) => {
                let sender = sender.within(&batch, ticket.group).await?;
                into_existing(&mut batch, one, &sender, *ticket).await?;
            }
            Thread::New { related, group } => {
                let sender = sender.within(&batch, group).await?;
                into_new(&mut batch, one, &sender, (&mailbox, group, related)).await?;
            }
        }
    }
    batch.write().await?;
    Ok(true)
}

async fn into_existing(
    batch: &mut Batch<'_>,
    one: &Prepared,
    sender: &Sender,
    mut ticket: Ticket,
) -> Result<()> {
    let entry = entry(one, sender, ticket.id);
    let was_closed = ticket.status == Status::Closed;
    // an agent's own mail is an internal note: nobody outside has seen it through us
    let automatic = is_automatic(one, sender) || sender.agent.is_some() || one.mail.archived;
    let now = Millis(batch.cx.now);
    let reopened = ticket.customer_wrote(now, automatic)? && was_closed;
    ticket.message_count += 1;
    ticket.updated_at = now;
    let (id, message) = (ticket.id, entry.id);
    add(batch, one, entry, (&ticket, &sender.person.name));
    batch.change(ticket);
    if let Some(report) = &one.message.bounce {
        bounce::note(batch.tx, batch.cx, id, report).await?;
    }
    batch.record(&CustomerWrote { ticket: id, message, automatic })?;
    if reopened {
        batch.record(&TicketReopened { ticket: id, by_customer: true })?;
    }
    Ok(())
}

async fn into_new(
    batch: &mut Batch<'_>,
    one: &Prepared,
    sender: &Sender,
    (mailbox, group, related): (&Mailbox, GroupId, Option<i64>),
) -> Result<()> {
    let ticket = new_ticket(batch, one, (mailbox, group), sender).await?;
    let (id, number) = (ticket.id, ticket.number);
    let entry = entry(one, sender, id);
    let message = entry.id;
    add(batch, one, entry, (&ticket, &sender.person.name));
    batch.open(ticket);
    if let Some(related) = related {
        batch.add(related_note(batch.cx, id, mailbox, related), None, Vec::new());
    }
    let answerable = !one.mail.archived
        && one.fault.is_none()
        && sender.reachable
        && !is_automatic(one, sender)
        && sender.agent.is_none();
    let archived = one.mail.archived;
    batch.record(&TicketOpened { ticket: id, number, message, by_mail: true, answerable, archived })
}

fn is_automatic(one: &Prepared, sender: &Sender) -> bool {
    thread::is_machine(&one.message) || sender.is_own
}

async fn new_ticket(
    batch: &mut Batch<'_>,
    one: &Prepared,
    (mailbox, group): (&Mailbox, GroupId),
    sender: &Sender,
) -> Result<Ticket> {
    let cx = batch.cx;
    let l = cx.kontor.locale(mailbox.lang);
    let fallback = match one.fault {
        Some(_) => l.t("helpdesk-mail-unreadable"),
        None => l.t("helpdesk-mail-no-subject"),
    };
    let archived = one.mail.archived;
    let written = written_at(&one.message, &one.mail);
    let at = if archived { written } else { Millis(cx.now) };
    Ok(Ticket {
        id: TicketId::new(),
        number: batch.next_number().await?,
        subject: Subject::of_mail(&one.message.subject, &fallback),
        status: if archived { Status::Closed } else { Status::New },
        open: !archived,
        priority: Priority::NORMAL,
        channel: Channel::Mail,
        group,
        category: None,
        assignee: None,
        level: 1,
        person: sender.person.id,
        organisation: sender.person.organisation,
        mailbox: Some(mailbox.id),
        lang: mailbox.lang,
        unverified: sender.verdict == Verdict::Fail,
        message_count: 1,
        created_at: at,
        updated_at: at,
        last_customer_at: Some(written),
        last_agent_at: None,
        closed_at: archived.then_some(at),
        version: 0,
    })
}

fn entry(one: &Prepared, sender: &Sender, ticket: TicketId) -> Entry {
    let message = &one.message;
    let body = if one.fault.is_some() { "" } else { message.body.content.as_str() };
    Entry {
        id: MessageId::new(),
        ticket,
        kind: if sender.agent.is_some() { Kind::Note } else { Kind::Customer },
        author: sender.agent.as_ref().map(|agent| agent.id),
        person: Some(sender.person.id),
        from_name: cut(&sender.name, 255),
        // where an answer goes; of a web form's mail that is the customer, not our own mailbox
        from_address: cut(if sender.reachable { &sender.email } else { &message.from.email }, 254),
        to_addresses: addresses(&message.to),
        cc_addresses: addresses(&message.cc),
        subject: cut(&message.subject, 1000),
        content_type: message.body.content_type().into(),
        body: cut(body, usize::MAX),
        text: cut(&message.body.text, usize::MAX),
        text_new: cut(&message.new_text(), usize::MAX),
        automatic: automatic_name(one, sender).to_owned(),
        unverified: sender.verdict == Verdict::Fail,
        message_id: cut(&message.message_id, 1000),
        mail: Some(one.mail.id),
        delivery: None,
        written_at: written_at(message, &one.mail),
        created_at: one.mail.received_at,
    }
}

fn automatic_name(one: &Prepared, sender: &Sender) -> &'static str {
    if one.message.bounce.is_some() {
        return "bounce";
    }
    match one.message.automatic {
        Automatic::None if sender.is_own => "own-mailbox",
        Automatic::None => "",
        Automatic::AutoReply => "auto-reply",
        Automatic::OutOfOffice => "out-of-office",
        Automatic::Notification => "notification",
        Automatic::List => "list",
        Automatic::Bounce => "bounce",
    }
}

fn addresses(list: &[Address]) -> String {
    list.iter().take(200).map(Address::to_string).collect::<Vec<_>>().join(", ")
}

/// The message, its files, its ids and its words.
fn add(batch: &mut Batch<'_>, one: &Prepared, entry: Entry, (ticket, known_as): (&Ticket, &str)) {
    let message = &one.message;
    let files = attachments(batch.cx, one, entry.id);
    let names: Vec<&str> = files.iter().map(|file| file.name.as_str()).collect();
    // the lists show the name in the directory, which need not be the one in the mail
    let words = words(ticket, known_as, &entry, &names);
    // ids that the mail refers to are noted too: a common ancestor that we never saw still threads
    let ancestors = message.ancestors();
    let known = ancestors.iter().take(50).map(String::as_str).chain([message.message_id.as_str()]);
    batch.note_references(ticket.id, known);
    batch.add(entry, Some(words), files);
}

fn attachments(cx: &Cx, one: &Prepared, message: MessageId) -> Vec<Attachment> {
    let row = |name: &str, mime: &str, file: &str, size: usize, position: usize| Attachment {
        id: AttachmentId::new(),
        message: Some(message),
        uploader: None,
        file: file.to_owned(),
        name: cut(name, 255),
        mime: cut(mime, 255),
        size: i64::try_from(size).unwrap_or(i64::MAX),
        content_id: String::new(),
        inline: false,
        position: i32::try_from(position).unwrap_or(i32::MAX),
        created_at: Millis(cx.now),
    };
    if one.fault.is_some() {
        let size = usize::try_from(one.mail.size).unwrap_or(0);
        return vec![row("mail.eml", "message/rfc822", &one.mail.file, size, 0)];
    }
    let html = one.message.body.content.as_str();
    let parts = one.message.attachments.iter().zip(&one.files).take(500).enumerate();
    parts
        .map(|(position, (part, file))| {
            let mut row = row(&part.filename, &part.mime, file, part.bytes.len(), position);
            row.content_id = cut(part.content_id.as_deref().unwrap_or_default(), 255);
            // only what the text really shows is left out of the list of files
            row.inline =
                !row.content_id.is_empty() && html.contains(&format!("cid:{}", row.content_id));
            row
        })
        .collect()
}

/// An internal note that leads to the ticket which this one came out of.
fn related_note(cx: &Cx, ticket: TicketId, mailbox: &Mailbox, related: i64) -> Entry {
    let l = cx.kontor.locale(mailbox.lang);
    let text = l.ta("helpdesk-mail-related", &[("number", related.to_string().into())]);
    Entry { automatic: RELATED.into(), ..Entry::plain(ticket, Kind::Note, text, Millis(cx.now)) }
}
