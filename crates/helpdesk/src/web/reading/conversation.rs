//! The messages of a ticket with their files and deliveries, and between them what happened.

use super::{images, leaving};
use crate::domain::message::{Delivery, Message, MessageId};
use crate::domain::ticket::Ticket;
use crate::store;
use crate::views::happened::Happened;
use crate::views::message::{Leaving, Said};
use crate::views::ticket::Entry;
use events::directory::PersonId;
use platform::{Cx, Result};
use std::collections::HashMap;

/// So many messages are shown at first.
const SHOWN: u64 = 100;

/// What of the conversation is asked for.
#[derive(Clone, Copy, Debug, Default)]
pub(super) struct Asked {
    /// All of it, however long.
    pub older: bool,
    /// The message whose remote images are wanted.
    pub images: Option<MessageId>,
}

/// The messages, oldest first, and whether there are older ones.
pub(super) async fn messages(
    cx: &Cx,
    ticket: &Ticket,
    asked: Asked,
) -> Result<(Vec<Message>, bool)> {
    if asked.older {
        return Ok((store::message::of_ticket(cx.db(), ticket.id).await?, false));
    }
    store::message::last_of_ticket(cx.db(), ticket.id, SHOWN).await
}

/// The conversation in the order in which it was recorded.
pub(super) async fn entries(
    cx: &Cx,
    messages: Vec<Message>,
    happened: &[(u128, Happened)],
    asked: Asked,
) -> Result<Vec<Entry>> {
    let from = messages.first().map(|message| message.id.0.as_u128());
    let mut entries: Vec<(u128, Entry)> = happened
        .iter()
        .filter(|(id, fact)| !fact.minor && from.is_none_or(|from| *id > from))
        .map(|(id, fact)| (*id, Entry::Happened(fact.clone())))
        .collect();
    for said in with_files(cx, messages, asked).await? {
        entries.push((said.message.id.0.as_u128(), Entry::Said(Box::new(said))));
    }
    entries.sort_by_key(|(id, _)| *id);
    Ok(entries.into_iter().map(|(_, entry)| entry).collect())
}

/// What the directory calls those whose mails give no name.
async fn names(cx: &Cx, messages: &[Message]) -> Result<HashMap<PersonId, String>> {
    let nameless = messages.iter().filter(|message| message.from_name.trim().is_empty());
    let mut ids: Vec<PersonId> = nameless.filter_map(|message| message.person).collect();
    ids.sort_unstable();
    ids.dedup();
    let persons = directory::persons_with_ids(cx.db(), &ids).await?;
    Ok(persons.into_iter().map(|person| (person.id, person.name)).collect())
}

/// Our mails that did not leave at once, or that a person has to look at.
async fn troubled(cx: &Cx, messages: &[Message]) -> Result<HashMap<MessageId, Leaving>> {
    let trouble = |message: &&Message| {
        matches!(
            message.delivery,
            Some(Delivery::Queued | Delivery::Uncertain | Delivery::Failed | Delivery::Bounced)
        )
    };
    let ids: Vec<MessageId> = messages.iter().filter(trouble).map(|message| message.id).collect();
    let mut mails = store::outgoing::of_messages(cx.db(), &ids).await?;
    mails.retain(|mail| mail.state != Delivery::Queued || mail.attempts > 0);
    let told = leaving(cx, mails).await?;
    Ok(told.into_iter().filter_map(|one| Some((one.mail.message?, one))).collect())
}

async fn with_files(cx: &Cx, messages: Vec<Message>, asked: Asked) -> Result<Vec<Said>> {
    let ids: Vec<MessageId> = messages.iter().map(|message| message.id).collect();
    let mut files = store::attachment::of_messages(cx.db(), &ids).await?;
    files.retain(|file| !file.inline);
    let names = names(cx, &messages).await?;
    let mut troubled = troubled(cx, &messages).await?;
    let mut all = Vec::with_capacity(messages.len());
    for message in messages {
        let (own, others) = files.into_iter().partition(|file| file.message == Some(message.id));
        files = others;
        let leaving = troubled.remove(&message.id);
        let remote = if message.is_html() { images::remote(&message.body) } else { None };
        let images = asked.images == Some(message.id);
        let known_as = message.person.and_then(|id| names.get(&id).cloned());
        all.push(Said { known_as, files: own, leaving, remote, images, message });
    }
    Ok(all)
}
