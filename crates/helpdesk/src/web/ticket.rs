//! The list and the ticket: three panes, each drawn alone when htmx asks for it.

use super::fields::Number;
use super::{TicketFilter, reading};
use crate::domain::ticket::Ticket;
use crate::views;
use crate::views::choices::Choices;
use crate::views::composer::Wrong;
use crate::views::ticket_list::List;
use crate::{rights, store};
use axum::http::Method;
use axum::response::{IntoResponse, Redirect, Response};
use maud::Markup;
use platform::{Cx, Error, Result};

pub(super) fn filter_of(cx: &Cx) -> TicketFilter {
    TicketFilter::of_query(cx.request.as_ref().map_or("", |request| &request.query))
}

pub(super) async fn list(cx: Cx) -> Result<Markup> {
    cx.require(rights::VIEW)?;
    let filter = filter_of(&cx);
    if ui::wants_more(&cx) {
        let list = reading::list(&cx, &filter, &Choices::default()).await?;
        return Ok(views::ticket_list::lines(&cx, &filter, &list, None));
    }
    let choices = reading::choices(&cx, None).await?;
    let list = reading::list(&cx, &filter, &choices).await?;
    Ok(views::ticket_list::page(&cx, &filter, &list, &choices))
}

pub(super) async fn show(cx: Cx, Number(number): Number) -> Result<Markup> {
    cx.require(rights::VIEW)?;
    let ticket = store::reach::by_number(&cx, number).await?;
    draw(&cx, ticket, Wrong::default()).await
}

/// From the address of a form to the ticket that it was about.
pub(super) async fn back(method: Method, Number(number): Number) -> Response {
    if method == Method::GET {
        Redirect::to(&format!("/tickets/{number}")).into_response()
    } else {
        Error::WrongMethod.into_response()
    }
}

/// The ticket's page, or the pane that is asked for; `wrong` is what a form of it was refused for.
pub(super) async fn draw(cx: &Cx, ticket: Ticket, wrong: Wrong) -> Result<Markup> {
    let filter = filter_of(cx);
    let choices = reading::choices(cx, Some(ticket.group)).await?;
    let shown = reading::shown(cx, ticket, &choices, wrong).await?;
    let beside = cx.request.as_ref().is_some_and(|request| {
        request.fragment && matches!(request.target.as_str(), "detail" | "context")
    });
    // beside an open list only the ticket is drawn
    let list = if beside { List::default() } else { reading::list(cx, &filter, &choices).await? };
    Ok(views::ticket::page(cx, &filter, &list, &shown, &choices))
}
