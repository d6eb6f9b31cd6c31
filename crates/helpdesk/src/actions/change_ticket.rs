use super::{ticket_at, touch};
use crate::domain::ticket::{CategoryId, GroupId, Priority, Subject, Ticket, TicketId};
use crate::{rights, store};
use events::directory::PersonId;
use events::helpdesk::{TicketAssigned, TicketChanged};
use platform::{Cx, Error, Result, Tx, UserId, event};

/// One field's new value.
#[derive(Clone, Debug)]
pub enum Change {
    Subject(String),
    Priority(i16),
    Category(Option<CategoryId>),
    Group(GroupId),
    Customer(PersonId),
}

/// Changes one field of a ticket. The same value again changes and records nothing.
pub async fn change_ticket(
    cx: &Cx,
    id: TicketId,
    change: Change,
    version: Option<i32>,
) -> Result<Ticket> {
    cx.require(rights::WORK)?;
    let tx = cx.begin().await?;
    let mut ticket = ticket_at(&tx, cx, id, version).await?;
    change_within(&tx, cx, &mut ticket, change).await?;
    cx.commit(tx).await?;
    Ok(ticket)
}

/// The same in a transaction that does more.
pub(super) async fn change_within(
    tx: &Tx,
    cx: &Cx,
    ticket: &mut Ticket,
    change: Change,
) -> Result<()> {
    if let Change::Group(id) = change
        && !store::reach::lets(cx, tx, rights::WORK, id).await?
    {
        return Err(Error::NotFound);
    }
    let moves = matches!(change, Change::Group(_));
    let renames = matches!(change, Change::Customer(_));
    let (field, from, to) = apply(tx, ticket, change).await?;
    if from != to {
        let gone = if moves { leave_behind(tx, cx, ticket).await? } else { None };
        touch(tx, cx, ticket).await?;
        if renames {
            let entries = store::message::ids_of_ticket(tx, ticket.id).await?;
            super::words::reword(tx, &entries).await?;
        }
        if gone.is_some() {
            event::record(tx, cx, &TicketAssigned { ticket: ticket.id, from: gone, to: None })
                .await?;
        }
        let fact = TicketChanged { ticket: ticket.id, field: field.to_owned(), from, to };
        event::record(tx, cx, &fact).await?;
    }
    Ok(())
}

/// Takes the ticket out of the hands of somebody who does not work on tickets of its group. Returns who it was.
async fn leave_behind(tx: &Tx, cx: &Cx, ticket: &mut Ticket) -> Result<Option<UserId>> {
    let Some(agent) = ticket.assignee else { return Ok(None) };
    if store::reach::is_worker(cx, tx, agent, ticket.group).await? {
        return Ok(None);
    }
    ticket.assignee = None;
    Ok(Some(agent))
}

/// Sets the field; returns its name and its old and new value as people read it.
async fn apply(
    tx: &Tx,
    ticket: &mut Ticket,
    change: Change,
) -> Result<(&'static str, String, String)> {
    Ok(match change {
        Change::Subject(text) => {
            let subject = Subject::new(&text)?;
            let from = ticket.subject.as_str().to_owned();
            let to = subject.as_str().to_owned();
            ticket.subject = subject;
            ("subject", from, to)
        }
        Change::Priority(level) => {
            let priority = Priority::new(level)?;
            let (from, to) = (ticket.priority.get().to_string(), priority.get().to_string());
            ticket.priority = priority;
            ("priority", from, to)
        }
        Change::Category(id) => {
            let name = |category: Option<crate::domain::category::Category>| {
                category.map(|c| c.name).unwrap_or_default()
            };
            let from = name(category(tx, ticket.category).await?);
            let to = name(category(tx, id).await?);
            ticket.category = id;
            ("category", from, to)
        }
        Change::Group(id) => {
            let from = store::group::get(tx, ticket.group).await?.name;
            let to = store::group::get(tx, id).await?.name;
            ticket.group = id;
            ("group", from, to)
        }
        Change::Customer(id) => {
            let from = directory::get_person(tx, ticket.person).await?.name;
            let person = directory::get_person(tx, id).await?;
            ticket.person = id;
            ticket.organisation = person.organisation;
            ("customer", from, person.name)
        }
    })
}

async fn category(
    tx: &Tx,
    id: Option<CategoryId>,
) -> Result<Option<crate::domain::category::Category>> {
    match id {
        Some(id) => Ok(Some(store::category::get(tx, id).await?)),
        None => Ok(None),
    }
}
