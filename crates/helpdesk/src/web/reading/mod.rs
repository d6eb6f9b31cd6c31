//! Gathering what a page shows: the one place between the queries and the views, which only draw.

mod choices;
mod conversation;
mod images;
mod leaving;
mod list;
mod shown;
mod timeline;
mod writing;

use crate::domain::ticket::Ticket;
use crate::store;
use platform::{Cx, Result};

pub(super) use choices::choices;
pub(super) use leaving::leaving;
pub(super) use list::list;
pub(super) use shown::shown;

/// To whom an answer goes that names nobody: addressees and copies, comma-separated.
pub(crate) async fn reply_recipients(cx: &Cx, ticket: &Ticket) -> Result<(String, String)> {
    let messages = store::message::of_ticket(cx.db(), ticket.id).await?;
    let emails = directory::addresses_of(cx.db(), ticket.person).await?;
    writing::recipients(cx, ticket, &messages, &emails).await
}
