use super::choices::users;
use crate::domain::ticket::Ticket;
use crate::store::search::MOST_HITS;
use crate::store::ticket_list::{self, Cursor};
use crate::views::choices::Choices;
use crate::views::ticket_list::{Line, List};
use crate::web::TicketFilter;
use platform::{Cx, Result};
use std::collections::HashMap;
use std::hash::Hash;

/// Tickets on one page of a list.
const PAGE: usize = 50;
/// Counted no further: "99+" says enough.
const COUNTED: u64 = 100;

/// One page of the list, with the names that its rows show.
pub(in crate::web) async fn list(
    cx: &Cx,
    filter: &TicketFilter,
    choices: &Choices,
) -> Result<List> {
    let resolved = filter.resolve(cx).await?;
    let mut tickets = ticket_list::page(cx.db(), &resolved, filter.after, PAGE as u64 + 1).await?;
    let more = tickets.len() > PAGE;
    tickets.truncate(PAGE);
    let last = tickets.last().filter(|_| more).map(Cursor::of);
    let is_whole = !more && filter.after.is_none();
    let count = if is_whole {
        tickets.len() as u64
    } else {
        ticket_list::count_up_to(cx.db(), &resolved, COUNTED).await?
    };
    let found = resolved.ids.as_ref().map_or(0, |ids| ids.len() as u64);
    Ok(List {
        found,
        found_more: found >= MOST_HITS,
        lines: lines(cx, tickets, choices).await?,
        more: last.map(|cursor| filter.next(cursor).href()),
        count,
        names: names(cx, filter).await?,
    })
}

async fn lines(cx: &Cx, tickets: Vec<Ticket>, choices: &Choices) -> Result<Vec<Line>> {
    let persons = unique(tickets.iter().map(|ticket| ticket.person));
    let persons = directory::persons_with_ids(cx.db(), &persons).await?;
    let persons: HashMap<_, _> = persons.into_iter().map(|one| (one.id, one.name)).collect();
    let houses = unique(tickets.iter().filter_map(|ticket| ticket.organisation));
    let houses = directory::organisations_with_ids(cx.db(), &houses).await?;
    let houses: HashMap<_, _> = houses.into_iter().map(|one| (one.id, one.name)).collect();
    let agents = unique(tickets.iter().filter_map(|ticket| ticket.assignee));
    let agents = users(cx, choices, &agents).await?;
    let agents: HashMap<_, _> = agents.into_iter().map(|one| (one.id, one.name)).collect();
    let line = |ticket: Ticket| Line {
        person: persons.get(&ticket.person).cloned().unwrap_or_default(),
        organisation: ticket.organisation.and_then(|id| houses.get(&id).cloned()),
        assignee: ticket.assignee.and_then(|id| agents.get(&id).cloned()),
        ticket,
    };
    Ok(tickets.into_iter().map(line).collect())
}

/// Each id once.
fn unique<T: Ord + Hash + Copy>(ids: impl Iterator<Item = T>) -> Vec<T> {
    let mut ids: Vec<T> = ids.collect();
    ids.sort_unstable();
    ids.dedup();
    ids
}

/// The names behind the ids of the filter; a page of an unknown person is an empty list with the bare id.
async fn names(cx: &Cx, filter: &TicketFilter) -> Result<Vec<(&'static str, String)>> {
    let mut names = Vec::new();
    if let Some(id) = filter.get("person").and_then(|id| id.parse().ok())
        && let Some(person) = directory::find_person(cx.db(), id).await?
    {
        names.push(("person", person.name));
    }
    if let Some(id) = filter.get("organisation").and_then(|id| id.parse().ok())
        && let Some(organisation) = directory::find_organisation(cx.db(), id).await?
    {
        names.push(("organisation", organisation.name));
    }
    Ok(names)
}
