//! What the helpdesk shows on pages of others: the tickets of an organisation or a person, and today's.

use super::fields::Id;
use crate::domain::ticket::Ticket;
use crate::store::ticket_list::{self, Assignee, Filter};
use crate::views::panel::Today;
use crate::{rights, store, views};
use axum::response::{IntoResponse, Redirect, Response};
use events::directory::{OrganisationId, PersonId};
use platform::{Cx, Result};

const SHOWN: u64 = 10;
/// So many of what is next stand on the home page.
const NEXT: u64 = 8;
/// Counted no further: "99+" says enough.
const COUNTED: u64 = 100;

pub(super) async fn of_organisation(cx: Cx, Id(id): Id<OrganisationId>) -> Result<Response> {
    cx.require(rights::VIEW)?;
    let hidden = store::reach::hidden(&cx, rights::VIEW).await?;
    let tickets = store::ticket::of_organisation(cx.db(), id, &hidden, SHOWN).await?;
    Ok(panel(&cx, &tickets, &format!("/tickets?status=all&organisation={id}")))
}

pub(super) async fn of_person(cx: Cx, Id(id): Id<PersonId>) -> Result<Response> {
    cx.require(rights::VIEW)?;
    let hidden = store::reach::hidden(&cx, rights::VIEW).await?;
    let tickets = store::ticket::of_person(cx.db(), id, &hidden, SHOWN).await?;
    Ok(panel(&cx, &tickets, &format!("/tickets?status=all&person={id}")))
}

/// The panel within another page; who follows it as a link, without scripts, gets the list itself.
fn panel(cx: &Cx, tickets: &[Ticket], all: &str) -> Response {
    if cx.request.as_ref().is_some_and(|request| request.fragment) {
        views::panel::tickets(cx, tickets, all).into_response()
    } else {
        Redirect::to(all).into_response()
    }
}

/// Today's tickets, as HTML for the home page.
pub(crate) async fn tile(cx: Cx) -> Result<String> {
    cx.require(rights::VIEW)?;
    let hidden = store::reach::hidden(&cx, rights::VIEW).await?;
    let open = Filter { open: Some(true), hidden, ..Filter::default() };
    let mine = Filter { assignee: cx.user_id().map(Assignee::User), ..open.clone() };
    let free = Filter { assignee: Some(Assignee::Nobody), ..open.clone() };
    let count = async |filter: &Filter| ticket_list::count_up_to(cx.db(), filter, COUNTED).await;
    let counts = [count(&mine).await?, count(&free).await?, count(&open).await?];
    let mut waiting = ticket_list::page(cx.db(), &mine, None, NEXT).await?;
    let are_mine = !waiting.is_empty();
    if !are_mine {
        waiting = ticket_list::page(cx.db(), &free, None, NEXT).await?;
    }
    let connected = !store::mailbox::all(cx.db()).await?.is_empty();
    let today = Today { counts, waiting, are_mine, connected };
    Ok(views::panel::tile(&cx, &today).into_string())
}
