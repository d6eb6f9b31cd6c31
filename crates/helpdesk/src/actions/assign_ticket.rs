use super::{ticket_at, touch};
use crate::domain::ticket::{GroupId, Refused, Status, Ticket, TicketId};
use crate::{rights, store};
use events::helpdesk::{StatusChanged, TicketAssigned};
use platform::users::{self, UserId};
use platform::{Cx, Result, Tx, User, event};

/// Hands a ticket to an agent, or to nobody. If it is theirs already, nothing is saved or recorded.
pub async fn assign_ticket(
    cx: &Cx,
    id: TicketId,
    to: Option<UserId>,
    version: Option<i32>,
) -> Result<Ticket> {
    cx.require(rights::WORK)?;
    let tx = cx.begin().await?;
    let mut ticket = ticket_at(&tx, cx, id, version).await?;
    assign_within(&tx, cx, &mut ticket, to).await?;
    cx.commit(tx).await?;
    Ok(ticket)
}

/// The same in a transaction that does more.
pub(super) async fn assign_within(
    tx: &Tx,
    cx: &Cx,
    ticket: &mut Ticket,
    to: Option<UserId>,
) -> Result<()> {
    let agent = match to {
        Some(user) => Some(users::get(tx, user).await?),
        None => None,
    };
    if let Some(agent) = agent.as_ref().filter(|agent| ticket.assignee != Some(agent.id)) {
        fit(tx, cx, agent, ticket.group).await?;
    }
    let (from, status) = (ticket.assignee, ticket.status);
    if ticket.assign(agent.as_ref())? {
        touch(tx, cx, ticket).await?;
        event::record(tx, cx, &TicketAssigned { ticket: ticket.id, from, to }).await?;
        record_status(tx, cx, ticket, status).await?;
    }
    Ok(())
}

/// Refuses agents who do not work on tickets of the group. What else keeps them from it the ticket says.
pub(super) async fn fit(tx: &Tx, cx: &Cx, agent: &User, group: GroupId) -> Result<()> {
    let may_hold = agent.role.is_staff() && agent.active;
    if may_hold && !store::reach::is_worker(cx, tx, agent.id, group).await? {
        return Err(Refused::AgentOutOfReach.into());
    }
    Ok(())
}

/// Records a status that really changed.
pub(super) async fn record_status(tx: &Tx, cx: &Cx, ticket: &Ticket, before: Status) -> Result<()> {
    if ticket.status == before {
        return Ok(());
    }
    let (from, to) = (before.name().to_owned(), ticket.status.name().to_owned());
    event::record(tx, cx, &StatusChanged { ticket: ticket.id, from, to }).await
}
