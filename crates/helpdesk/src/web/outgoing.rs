//! Mails whose outcome nobody knows, or that failed: a person decides.

use super::fields::{Fields, Id, unknown};
use super::reading;
use crate::actions::{self, Decision};
use crate::domain::outgoing::{Outgoing, OutgoingId};
use crate::domain::ticket::TicketId;
use crate::views::message::Leaving;
use crate::views::outgoing::Line;
use crate::{rights, store, views};
use axum::response::{IntoResponse, Redirect, Response};
use maud::Markup;
use platform::{Cx, Result};
use ui::{Toast, flash};

pub(super) async fn list(cx: Cx) -> Result<Markup> {
    cx.require(rights::WORK)?;
    let hidden = store::reach::hidden(&cx, rights::VIEW).await?;
    let undecided = store::outgoing::undecided(cx.db(), &hidden, 200).await?;
    let waiting = store::outgoing::tried(cx.db(), &hidden, 200).await?;
    let (undecided, waiting) = (lines(&cx, undecided).await?, lines(&cx, waiting).await?);
    Ok(views::outgoing::page(&cx, &undecided, &waiting))
}

async fn lines(cx: &Cx, mails: Vec<Outgoing>) -> Result<Vec<Line>> {
    let ids: Vec<TicketId> = mails.iter().filter_map(|mail| mail.ticket).collect();
    let tickets = store::ticket::with_ids(cx.db(), &ids).await?;
    let with_ticket = |leaving: Leaving| {
        let ticket = tickets.iter().find(|ticket| Some(ticket.id) == leaving.mail.ticket);
        (leaving, ticket.cloned())
    };
    Ok(reading::leaving(cx, mails).await?.into_iter().map(with_ticket).collect())
}

pub(super) async fn decide(cx: Cx, Id(id): Id<OutgoingId>, form: Fields) -> Result<Response> {
    cx.require(rights::WORK)?;
    let (decision, said) = match form.text("decision").as_str() {
        "resend" => (Decision::Resend, "helpdesk-outgoing-resent"),
        "sent" => (Decision::MarkSent, "helpdesk-outgoing-marked"),
        _ => return Err(unknown("decision")),
    };
    let mail = actions::decide_outgoing(&cx, id, decision).await?;
    done(&cx, &mail, said).await
}

pub(super) async fn attempt(cx: Cx, Id(id): Id<OutgoingId>) -> Result<Response> {
    cx.require(rights::WORK)?;
    let mail = actions::try_outgoing(&cx, id).await?;
    done(&cx, &mail, "helpdesk-outgoing-tried").await
}

/// Back to the ticket that the mail is about.
async fn done(cx: &Cx, mail: &Outgoing, said: &str) -> Result<Response> {
    let to = match mail.ticket {
        Some(id) => format!("/tickets/{}", store::reach::by_id(cx, id).await?.number),
        None => "/admin/outgoing".to_owned(),
    };
    Ok(([flash(&Toast::ok(cx.locale.t(said)))], Redirect::to(&to)).into_response())
}
