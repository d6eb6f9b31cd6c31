//! Mails whose outcome nobody knows, or that failed: a person decides.

use super::fields::{Fields, Id, unknown};
use crate::actions::{self, Decision};
use crate::domain::outgoing::OutgoingId;
use crate::{rights, store, views};
use axum::response::{IntoResponse, Redirect, Response};
use maud::Markup;
use platform::{Cx, Result};
use ui::{Toast, flash};

pub(super) async fn list(cx: Cx) -> Result<Markup> {
    cx.require(rights::WORK)?;
    let mails = store::outgoing::undecided(cx.db(), 200).await?;
    let mut lines = Vec::with_capacity(mails.len());
    for mail in mails {
        let ticket = match mail.ticket {
            Some(id) => store::ticket::get(cx.db(), id).await.ok(),
            None => None,
        };
        lines.push((mail, ticket));
    }
    Ok(views::outgoing::page(&cx, &lines))
}

pub(super) async fn decide(cx: Cx, Id(id): Id<OutgoingId>, form: Fields) -> Result<Response> {
    cx.require(rights::WORK)?;
    let (decision, said) = match form.text("decision").as_str() {
        "resend" => (Decision::Resend, "helpdesk-outgoing-resent"),
        "sent" => (Decision::MarkSent, "helpdesk-outgoing-marked"),
        _ => return Err(unknown("decision")),
    };
    let mail = actions::decide_outgoing(&cx, id, decision).await?;
    let to = match mail.ticket {
        Some(id) => format!("/tickets/{}", store::ticket::get(cx.db(), id).await?.number),
        None => "/admin/outgoing".to_owned(),
    };
    Ok(([flash(&Toast::ok(cx.locale.t(said)))], Redirect::to(&to)).into_response())
}
