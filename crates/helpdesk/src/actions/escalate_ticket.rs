use super::{ticket_at, touch};
use crate::domain::ticket::{Ticket, TicketId};
use crate::rights;
use events::helpdesk::TicketEscalated;
use platform::{Cx, Result, event};

/// Hands the ticket to another support level, with the reason. The old level's agent lets go of it.
pub async fn escalate_ticket(
    cx: &Cx,
    id: TicketId,
    to: i16,
    reason: &str,
    version: Option<i32>,
) -> Result<Ticket> {
    cx.require(rights::WORK)?;
    let tx = cx.begin().await?;
    let mut ticket = ticket_at(&tx, cx, id, version).await?;
    let from = ticket.level;
    if ticket.escalate(to, reason)? {
        touch(&tx, cx, &mut ticket).await?;
        let reason = reason.trim().to_owned();
        event::record(&tx, cx, &TicketEscalated { ticket: id, from, to, reason }).await?;
    }
    cx.commit(tx).await?;
    Ok(ticket)
}
