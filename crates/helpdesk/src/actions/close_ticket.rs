use super::{ticket_at, touch};
use crate::domain::ticket::{Ticket, TicketId};
use crate::rights;
use events::helpdesk::TicketClosed;
use platform::{Cx, Millis, Result, event};

/// Closes the ticket. Unless `silent`, the customer gets the whole conversation by mail.
pub async fn close_ticket(
    cx: &Cx,
    id: TicketId,
    silent: bool,
    version: Option<i32>,
) -> Result<Ticket> {
    cx.require(rights::WORK)?;
    let tx = cx.begin().await?;
    let mut ticket = ticket_at(&tx, cx, id, version).await?;
    ticket.close(Millis(cx.now))?;
    touch(&tx, cx, &mut ticket).await?;
    event::record(&tx, cx, &TicketClosed { ticket: id, silent }).await?;
    cx.commit(tx).await?;
    Ok(ticket)
}
