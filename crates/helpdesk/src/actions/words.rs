//! The words that entries are found by follow what the rows say.

use crate::domain::message::{Kind, Message, MessageId};
use crate::domain::ticket::Ticket;
use crate::domain::words::words;
use crate::store;
use crate::store::search::Findable;
use events::directory::PersonId;
use platform::{Error, Result, Tx};
use std::collections::HashMap;

/// Entries that are read at once, with their texts.
const LOT: usize = 200;

/// Makes the words of these entries anew, where they have some: somebody's name or address went out of them.
pub(super) async fn reword(tx: &Tx, ids: &[MessageId]) -> Result<()> {
    for some in ids.chunks(LOT) {
        // an erasure writes over the entries, then removes their words: never between the two
        let mut entries = store::message::locked(tx, some).await?;
        let found = store::search::findable(tx, some).await?;
        if found.is_empty() {
            continue;
        }
        entries.retain(|entry| found.contains(&entry.id));
        let rows = findable(tx, &entries).await?;
        store::search::remove(tx, &found).await?;
        store::search::add_many(tx, rows).await?;
    }
    Ok(())
}

async fn findable(tx: &Tx, entries: &[Message]) -> Result<Vec<Findable>> {
    let ids: Vec<_> = entries.iter().map(|entry| entry.ticket).collect();
    let tickets = store::ticket::with_ids(tx, &ids).await?;
    let tickets: HashMap<_, _> = tickets.into_iter().map(|ticket| (ticket.id, ticket)).collect();
    let ids: Vec<_> = entries.iter().map(|entry| entry.id).collect();
    let files = store::attachment::of_messages(tx, &ids).await?;
    let people = entries.iter().filter_map(|entry| entry.person);
    let people: Vec<_> = people.chain(tickets.values().map(|ticket| ticket.person)).collect();
    let people = directory::persons_with_ids(tx, &people).await?;
    let people: HashMap<_, _> =
        people.iter().map(|person| (person.id, person.name.as_str())).collect();
    let mut rows = Vec::with_capacity(entries.len());
    for entry in entries {
        let ticket = tickets.get(&entry.ticket).ok_or(Error::NotFound)?;
        let known_as = people.get(&writer(ticket, entry)).copied().unwrap_or_default();
        let files = files.iter().filter(|file| file.message == Some(entry.id));
        let files: Vec<_> = files.map(|file| file.name.as_str()).collect();
        let words = words(ticket, known_as, entry, &files);
        rows.push(Findable { ticket: ticket.id, message: entry.id, words });
    }
    Ok(rows)
}

/// Whose name in the directory finds an entry: the customer's who wrote it, or for whom it was written.
fn writer(ticket: &Ticket, entry: &Message) -> PersonId {
    entry.person.filter(|_| entry.kind == Kind::Customer).unwrap_or(ticket.person)
}
