use super::{ticket_at, touch};
use crate::domain::ticket::{self, Ticket, TicketId};
use crate::{rights, store};
use events::helpdesk::TicketTagged;
use platform::{Cx, Result, Tx, event};
use std::collections::BTreeSet;

/// A ticket has at most so many tags; the rest of a longer list is left out.
const MOST: usize = 20;

/// Sets the tags of a ticket to exactly these (comma-separated as typed).
pub async fn tag_ticket(cx: &Cx, id: TicketId, tags: &str, version: Option<i32>) -> Result<Ticket> {
    cx.require(rights::WORK)?;
    let tx = cx.begin().await?;
    let mut ticket = ticket_at(&tx, cx, id, version).await?;
    tag_within(&tx, cx, &mut ticket, tags).await?;
    cx.commit(tx).await?;
    Ok(ticket)
}

/// The same in a transaction that does more.
pub(super) async fn tag_within(tx: &Tx, cx: &Cx, ticket: &mut Ticket, tags: &str) -> Result<()> {
    let id = ticket.id;
    let wanted: BTreeSet<String> = tags.split(',').filter_map(ticket::tag).take(MOST).collect();
    let has: BTreeSet<String> = store::ticket::tags(tx, id).await?.into_iter().collect();
    let added: Vec<String> = wanted.difference(&has).cloned().collect();
    let removed: Vec<String> = has.difference(&wanted).cloned().collect();
    if !(added.is_empty() && removed.is_empty()) {
        store::ticket::remove_tags(tx, id, &removed).await?;
        store::ticket::add_tags(tx, id, &added).await?;
        touch(tx, cx, ticket).await?;
        event::record(tx, cx, &TicketTagged { ticket: id, added, removed }).await?;
    }
    Ok(())
}
