use super::{ticket_at, touch};
use crate::domain::ticket::{Ticket, TicketId};
use crate::rights;
use events::helpdesk::TicketReopened;
use platform::{Cx, Result, event};

/// Takes a closed ticket up again.
pub async fn reopen_ticket(cx: &Cx, id: TicketId, version: Option<i32>) -> Result<Ticket> {
    cx.require(rights::WORK)?;
    let tx = cx.begin().await?;
    let mut ticket = ticket_at(&tx, cx, id, version).await?;
    ticket.reopen()?;
    touch(&tx, cx, &mut ticket).await?;
    event::record(&tx, cx, &TicketReopened { ticket: id, by_customer: false }).await?;
    cx.commit(tx).await?;
    Ok(ticket)
}
