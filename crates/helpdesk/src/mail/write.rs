//! What our mails say: greetings, quotes, numbers, and the marks that tell machines to be quiet.

use crate::domain::attachment::Attachment;
use crate::domain::mailbox::Mailbox;
use crate::domain::message::{Body, Kind, Message, answered};
use crate::domain::recipient::Recipient;
use crate::domain::ticket::Ticket;
use crate::mail::HOOK;
use platform::mail::compose::{self, Draft};
use platform::{Cx, Locale};

/// References grow with the conversation; mail servers stop reading at some length.
const MOST_REFERENCES: usize = 20;

/// `Re: [Ticket#4711] Drucker druckt leer`
pub(crate) fn reply_subject(ticket: &Ticket) -> String {
    format!("Re: {}", subject(ticket))
}

/// `[Ticket#4711] Drucker druckt leer`
pub(crate) fn subject(ticket: &Ticket) -> String {
    let subject = ::message::subject::core(ticket.subject.as_str()).text.to_owned();
    if ::message::subject::tokens(&subject, HOOK).contains(&ticket.number.to_string().as_str()) {
        return subject;
    }
    // whose number it was is not this ticket's matter
    let foreign = ::message::subject::tokens(&subject, HOOK).into_iter();
    let bare = foreign.fold(subject.clone(), |all, n| all.replace(&format!("[{HOOK}{n}]"), " "));
    let bare = bare.split_whitespace().collect::<Vec<_>>().join(" ");
    format!("[{HOOK}{}] {bare}", ticket.number)
}

/// The part of a mail that is the same for all: sender, date, identity.
pub(crate) fn letter(cx: &Cx, mailbox: &Mailbox, message_id: String) -> Draft {
    Draft {
        from: compose::Mailbox {
            name: mailbox.sender_name.clone(),
            address: mailbox.address.clone(),
        },
        message_id,
        date: cx.now,
        ..Draft::default()
    }
}

/// The marks of a mail that no person wrote, those that list servers look at, and ours.
pub(crate) fn automatic(kind: &str) -> Vec<(String, String)> {
    let more = [("Precedence", "bulk"), ("X-Loop", ::message::automatic::LOOP_MARK)];
    let more = more.map(|(name, value)| (name.to_owned(), value.to_owned()));
    compose::automatic(kind).into_iter().chain(more).collect()
}

/// A reply's text: what was written, the signature, and what it answers.
pub(crate) fn reply(
    l: &Locale,
    body: &Body,
    mailbox: &Mailbox,
    agent: &str,
    before: &[Message],
) -> String {
    let mut text = body.as_str().to_owned();
    let signature = mailbox.signature.replace("{agent}", agent);
    if !signature.trim().is_empty() {
        text.push_str("\n\n-- \n");
        text.push_str(signature.trim_end());
    }
    if let Some(last) = answered(before) {
        let name = if last.from_name.is_empty() { &last.from_address } else { &last.from_name };
        let at = l.datetime(last.written_at.0);
        let intro =
            l.ta("helpdesk-mail-quote", &[("at", at.into()), ("name", name.as_str().into())]);
        text.push_str("\n\n");
        text.push_str(&intro);
        for line in last.text_new.lines() {
            text.push_str(if line.is_empty() { "\n>" } else { "\n> " });
            text.push_str(line);
        }
    }
    text.push('\n');
    text
}

/// The whole conversation for the customer, oldest first. Internal notes are not in it.
pub(crate) fn history(
    l: &Locale,
    ticket: &Ticket,
    (messages, files): (&[Message], &[Attachment]),
) -> String {
    let number = ticket.number.to_string();
    let args = [("number", number.into()), ("subject", ticket.subject.as_str().into())];
    let mut text = l.ta("helpdesk-mail-closed", &args);
    text.push_str("\n\n");
    text.push_str(&l.t("helpdesk-mail-history"));
    for entry in messages.iter().filter(|entry| entry.is_public()) {
        let name = if entry.from_name.is_empty() { &entry.from_address } else { &entry.from_name };
        text.push_str("\n\n────────────────────────\n");
        text.extend([l.datetime(entry.written_at.0).as_str(), " · ", name, "\n\n"]);
        text.push_str(entry.text_new.trim());
        let names: Vec<_> = files
            .iter()
            .filter(|file| file.message == Some(entry.id) && !file.inline)
            .map(|file| file.name.as_str())
            .collect();
        if !names.is_empty() {
            text.extend(["\n\n", &l.t("helpdesk-attachments"), ": ", &names.join(", ")]);
        }
    }
    text.push('\n');
    text
}

pub(crate) fn list(recipients: &[Recipient]) -> String {
    recipients.iter().map(Recipient::to_string).collect::<Vec<_>>().join(", ")
}

pub(crate) fn mailboxes(recipients: &[Recipient]) -> Vec<compose::Mailbox> {
    recipients
        .iter()
        .map(|to| compose::Mailbox { name: to.name.clone(), address: to.address.clone() })
        .collect()
}

/// The conversation's Message-IDs, oldest first; of a long one the first and the newest.
pub(crate) fn references(messages: &[Message]) -> Vec<String> {
    let ids: Vec<String> = messages
        .iter()
        .filter(|entry| entry.is_public() || entry.kind == Kind::Automatic)
        .map(|entry| entry.message_id.clone())
        .filter(|id| !id.is_empty() && id.len() <= 250 && !id.contains(char::is_whitespace))
        .collect();
    if ids.len() <= MOST_REFERENCES {
        return ids;
    }
    let newest = ids.len() - (MOST_REFERENCES - 1);
    ids.iter().take(1).chain(&ids[newest..]).cloned().collect()
}
