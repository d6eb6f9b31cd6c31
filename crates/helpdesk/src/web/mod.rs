//! Requests: extract, one call, draw. Every route of the helpdesk stands on this page.

mod attachment;
mod category;
mod compose;
mod customer;
mod fields;
mod filter;
mod group;
mod mailbox;
mod message;
mod new_ticket;
mod outgoing;
mod palette;
mod panel;
mod reading;
mod ticket;
mod ticket_change;

pub(crate) use attachment::{seen as seen_attachment, served};
pub(crate) use fields::{Fields, unknown};
pub(crate) use filter::TicketFilter;
pub(crate) use palette::hits;
pub(crate) use panel::tile;
pub(crate) use reading::reply_recipients;

use axum::Router;
use axum::middleware::from_fn;
use axum::routing::{get, post};
use platform::Kontor;
use platform::http::proof::proven;

pub fn routes() -> Router<Kontor> {
    Router::new()
        .route("/tickets", get(ticket::list).post(new_ticket::open))
        .route("/tickets/new", get(new_ticket::form))
        .route("/tickets/bulk", post(ticket_change::bulk))
        .route("/tickets/{number}", get(ticket::show))
        .merge(acts())
        .route("/attachments/{id}/{name}", get(attachment::download))
        .route("/messages/{id}/frame", get(message::frame))
        .route("/messages/{id}/raw", get(message::raw))
        .route("/outgoing/{id}/decision", post(outgoing::decide))
        .route("/outgoing/{id}/attempt", post(outgoing::attempt))
        .merge(secrets())
        .route("/admin/mailboxes/new", get(mailbox::new))
        .route("/admin/mailboxes/{id}/test", post(mailbox::test))
        .route("/admin/groups", get(group::list).post(group::create))
        .route("/admin/groups/new", get(group::new))
        .route("/admin/groups/{id}", get(group::edit).post(group::change))
        .route("/admin/categories", get(category::list).post(category::create))
        .route("/admin/categories/{id}", get(category::edit).post(category::change))
        .route("/admin/outgoing", get(outgoing::list))
        .route("/panels/tickets/organisation/{id}", get(panel::of_organisation))
        .route("/panels/tickets/person/{id}", get(panel::of_person))
}

/// What is done to a ticket. After a refused form the address stands in the browser: opening it leads back to the ticket.
fn acts() -> Router<Kontor> {
    Router::new()
        .route("/tickets/{number}/reply", post(compose::reply))
        .route("/tickets/{number}/notes", post(compose::note))
        .route("/tickets/{number}/drafts/{kind}", post(compose::draft))
        .route("/tickets/{number}/files", post(compose::upload))
        .route("/tickets/{number}/assignment", post(ticket_change::assign))
        .route("/tickets/{number}/status", post(ticket_change::status))
        .route("/tickets/{number}/reopening", post(ticket_change::reopen))
        .route("/tickets/{number}/properties", post(ticket_change::properties))
        .route("/tickets/{number}/subject", post(ticket_change::subject))
        .route("/tickets/{number}/customer", post(ticket_change::customer))
        .route("/tickets/{number}/level", post(ticket_change::level))
        .method_not_allowed_fallback(ticket::back)
}

/// Where mailbox passwords are set, and where they are sent to.
fn secrets() -> Router<Kontor> {
    Router::new()
        .route("/admin/mailboxes", get(mailbox::list).post(mailbox::create))
        .route("/admin/mailboxes/{id}", get(mailbox::edit).post(mailbox::change))
        .route_layer(from_fn(proven))
}
