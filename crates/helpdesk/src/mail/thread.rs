//! Which ticket a mail belongs to. Nobody gets into a foreign ticket by guessing a number.

use super::batch::Batch;
use super::identify::Sender;
use super::{HOOK, id_key};
use crate::domain::mailbox::Mailbox;
use crate::domain::ticket::{GroupId, Status, Ticket, TicketId};
use crate::store;
use ::message::authentication::Verdict;
use ::message::{Automatic, Message, references, subject};
use platform::Result;
use std::collections::HashSet;

/// Where a mail goes.
pub(super) enum Thread {
    Existing(Box<Ticket>),
    /// A new ticket; `related` is the one that it came out of, if it did. What comes out of a reserved group stays there.
    New {
        related: Option<i64>,
        group: GroupId,
    },
}

pub(super) async fn find(
    batch: &mut Batch<'_>,
    mailbox: &Mailbox,
    message: &Message,
    sender: &Sender,
) -> Result<Thread> {
    let ancestors = known_ids(message);
    if is_bounce(message) {
        return bounced(batch, mailbox, message, &ancestors).await;
    }
    let key = id_key(&batch.cx.kontor.keys);
    let (mut related, mut about) = (None, Vec::new());
    // our own ids prove that the sender has a mail of ours
    for id in &ancestors {
        if let Some(bytes) = references::verify_ticket_message_id(&key, id)
            && let Some(ticket) = batch.ticket(TicketId(uuid(bytes))).await?
        {
            // a sender in doubt does not open again what is closed: that is looked at on its own
            let reopens = ticket.status == Status::Closed && !is_machine(message);
            if continues(message, &ticket) && !(reopens && sender.verdict == Verdict::Fail) {
                return Ok(Thread::Existing(Box::new(ticket)));
            }
            related.get_or_insert(ticket.number);
            about.push(ticket.group);
        }
    }
    for ticket in knowing(batch, &ancestors).await? {
        about.push(ticket.group);
        if !belongs(batch, &ticket, sender).await? {
            continue;
        }
        if continues(message, &ticket) {
            return Ok(Thread::Existing(Box::new(ticket)));
        }
        related.get_or_insert(ticket.number);
    }
    for number in subject::tokens(&message.subject, HOOK) {
        let Ok(number) = number.parse() else { continue };
        if let Some(ticket) = batch.ticket_by_number(number).await? {
            // the number alone is no proof: anyone can write it
            let same = ticket.mailbox.is_none_or(|of| of == mailbox.id)
                || sender.colleague(batch, ticket.group).await?.is_some();
            if same && belongs(batch, &ticket, sender).await? {
                return Ok(Thread::Existing(Box::new(ticket)));
            }
            related.get_or_insert(number);
            about.push(ticket.group);
        }
    }
    Ok(Thread::New { related, group: home(batch, mailbox, &about).await? })
}

/// Where a new ticket opens: as a rule in the mailbox's group, always where that is reserved itself. What says that it is
/// about a ticket of a reserved group may quote it, and is for those who see that one.
async fn home(batch: &Batch<'_>, mailbox: &Mailbox, about: &[GroupId]) -> Result<GroupId> {
    if about.is_empty() {
        return Ok(mailbox.group);
    }
    let reserved = store::reach::reserved(batch.tx).await?;
    if reserved.has(mailbox.group) {
        return Ok(mailbox.group);
    }
    Ok(about.iter().copied().find(|group| reserved.has(*group)).unwrap_or(mailbox.group))
}

/// A report that a mail did not arrive belongs to the ticket of a mail that we really sent; everything else in it
/// can be made up by anyone.
async fn bounced(
    batch: &mut Batch<'_>,
    mailbox: &Mailbox,
    message: &Message,
    ids: &[String],
) -> Result<Thread> {
    let key = id_key(&batch.cx.kontor.keys);
    for id in ids {
        let ours =
            references::verify_ticket_message_id(&key, id).map(|bytes| TicketId(uuid(bytes)));
        let ticket = match ours {
            Some(ticket) => Some(ticket),
            None => store::outgoing::find_by_message_id(batch.tx, id)
                .await?
                .and_then(|mail| mail.ticket),
        };
        if let Some(ticket) = ticket
            && let Some(ticket) = batch.ticket(ticket).await?
        {
            return Ok(Thread::Existing(Box::new(ticket)));
        }
    }
    // one of a mail that somebody sent past us
    let mut about: Vec<_> = knowing(batch, ids).await?.iter().map(|ticket| ticket.group).collect();
    for number in subject::tokens(&message.subject, HOOK) {
        if let Ok(number) = number.parse()
            && let Some(ticket) = batch.ticket_by_number(number).await?
        {
            about.push(ticket.group);
        }
    }
    Ok(Thread::New { related: None, group: home(batch, mailbox, &about).await? })
}

fn is_bounce(message: &Message) -> bool {
    message.bounce.is_some() || message.automatic == Automatic::Bounce
}

/// True when no person wrote it.
pub(super) fn is_machine(message: &Message) -> bool {
    message.automatic != Automatic::None || message.bounce.is_some()
}

/// The tickets that know one of these ids: those of the nearest id first, the newest of each first.
async fn knowing(batch: &mut Batch<'_>, ids: &[String]) -> Result<Vec<Ticket>> {
    let mut tickets: Vec<Ticket> = Vec::new();
    for id in ids {
        for known in batch.knowing(id) {
            if tickets.iter().all(|ticket| ticket.id != known) {
                tickets.extend(batch.ticket(known).await?);
            }
        }
    }
    Ok(tickets)
}

/// The mails that this one is about, nearest first; a bounce names the one that came back.
pub(super) fn known_ids(message: &Message) -> Vec<String> {
    let bounced = message.bounce.as_ref().and_then(|bounce| bounce.original_message_id.clone());
    bounced.into_iter().chain(message.ancestors()).take(50).collect()
}

fn uuid(bytes: [u8; 16]) -> sea_orm::prelude::Uuid {
    sea_orm::prelude::Uuid::from_bytes(bytes)
}

/// False for a forward, and for an answer under a subject that shares no word with the old one: those begin
/// something new. Machines answer under subjects of their own, so theirs stay.
fn continues(message: &Message, ticket: &Ticket) -> bool {
    if message.automatic.is_reply() {
        return true;
    }
    let (new, old) = (subject::core(&message.subject), subject::core(ticket.subject.as_str()));
    let number = ticket.number.to_string();
    let named = subject::tokens(&message.subject, HOOK).contains(&number.as_str());
    let same = new.text.is_empty() || shares_words(new.text, old.text);
    named || (same && (new.reply || !new.forward))
}

fn shares_words(one: &str, other: &str) -> bool {
    let words = |text: &str| -> HashSet<String> {
        text.to_lowercase()
            .split(|c: char| !c.is_alphanumeric())
            .filter(|word| !word.is_empty())
            .map(str::to_owned)
            .collect()
    };
    let (one, other) = (words(one), words(other));
    one == other || one.intersection(&other).any(|word| word.chars().count() > 2)
}

/// True when the sender has something to do with the ticket: took part in it, is of the same
/// organisation, or is one of us who works on it. Whom our own server calls forged has not, nor who has no address or
/// one that only `Reply-To` claims.
async fn belongs(batch: &Batch<'_>, ticket: &Ticket, sender: &Sender) -> Result<bool> {
    if sender.colleague(batch, ticket.group).await?.is_some() {
        return Ok(true);
    }
    if sender.verdict == Verdict::Fail || !sender.reachable || !sender.is_from {
        return Ok(false);
    }
    let same_house =
        sender.person.organisation.is_some() && sender.person.organisation == ticket.organisation;
    if sender.person.id == ticket.person || same_house {
        return Ok(true);
    }
    batch.took_part(ticket.id, sender).await
}

pub(super) fn is_among(address_key: &str, list: &str) -> bool {
    list.to_lowercase().split([',', ';', '<', '>', ' ', '"']).any(|part| part.trim() == address_key)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn subjects_are_the_same_matter_when_they_share_a_real_word() {
        assert!(shares_words("Drucker druckt leer", "drucker in Halle 2"));
        assert!(!shares_words("Rechnung 42", "Drucker in Halle 2"));
        assert!(shares_words("ab", "AB"));
        assert!(!shares_words("in", "in Halle"), "two letters are no matter");
    }

    #[test]
    fn an_address_is_found_whole_only() {
        assert!(is_among("a@x.de", "\"A\" <a@x.de>, b@x.de"));
        assert!(!is_among("a@x.de", "aa@x.de, a@x.de.evil.test"));
    }
}
