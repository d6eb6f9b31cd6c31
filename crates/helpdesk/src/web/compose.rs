//! Writing into a ticket: replies, notes, drafts, and files for them.

use super::fields::{Fields, Number, refused_into};
use crate::actions::{self, DraftKind, NewNote, NewReply, Written};
use crate::domain::attachment::AttachmentId;
use crate::domain::ticket::Ticket;
use crate::views::composer::Wrong;
use crate::{rights, store, views};
use axum::extract::Path;
use axum::http::StatusCode;
use axum::response::{IntoResponse, Redirect, Response};
use maud::Markup;
use platform::{Cx, Error, Refusal, Result};
use ui::{Toast, flash};

async fn ticket(cx: &Cx, number: i64) -> Result<Ticket> {
    cx.require(rights::WORK)?;
    store::reach::work_by_number(cx, number).await
}

/// Files that came with the form itself (without scripts), and those that were sent up before.
async fn attachments(
    cx: &Cx,
    form: &mut Fields,
    wrong: &mut Vec<Refusal>,
) -> Result<Vec<AttachmentId>> {
    let ids = refused_into(wrong, form.parsed_all("attachment"))?;
    let mut ids: Vec<AttachmentId> = ids.unwrap_or_default();
    for file in std::mem::take(&mut form.files) {
        let kept = refused_into(wrong, actions::add_upload(cx, file).await)?;
        ids.extend(kept.map(|file| file.id));
    }
    Ok(ids)
}

pub(super) async fn reply(cx: Cx, Number(number): Number, mut form: Fields) -> Result<Response> {
    let ticket = ticket(&cx, number).await?;
    let mut wrong = Vec::new();
    let reply = NewReply {
        body: form.text("body"),
        to: form.text("to"),
        cc: form.text("cc"),
        close: form.text("after") == "close",
        attachments: attachments(&cx, &mut form, &mut wrong).await?,
        op: refused_into(&mut wrong, form.parsed("op"))?.flatten(),
    };
    let sent = if wrong.is_empty() {
        actions::reply_to_ticket(&cx, ticket.id, reply.clone()).await
    } else {
        Err(Error::Refused(wrong))
    };
    let said = if reply.close { "helpdesk-reply-sent-closed" } else { "helpdesk-reply-sent" };
    match sent {
        Ok(_) => Ok(done(&cx, &ticket, said)),
        Err(Error::Refused(refusals)) => {
            wrong_form(&cx, ticket, Wrong::reply(reply, refusals)).await
        }
        Err(other) => Err(other),
    }
}

pub(super) async fn note(cx: Cx, Number(number): Number, mut form: Fields) -> Result<Response> {
    let ticket = ticket(&cx, number).await?;
    let mut wrong = Vec::new();
    let note = NewNote {
        body: form.text("body"),
        attachments: attachments(&cx, &mut form, &mut wrong).await?,
        op: refused_into(&mut wrong, form.parsed("op"))?.flatten(),
    };
    let added = if wrong.is_empty() {
        actions::add_note(&cx, ticket.id, note.clone()).await
    } else {
        Err(Error::Refused(wrong))
    };
    match added {
        Ok(_) => Ok(done(&cx, &ticket, "helpdesk-note-added")),
        Err(Error::Refused(refusals)) => wrong_form(&cx, ticket, Wrong::note(note, refusals)).await,
        Err(other) => Err(other),
    }
}

fn done(cx: &Cx, ticket: &Ticket, said: &str) -> Response {
    let query = cx.request.as_ref().map_or("", |request| request.query.as_str());
    let mark = if query.is_empty() { "" } else { "?" };
    let to = format!("/tickets/{}{mark}{query}", ticket.number);
    ([flash(&Toast::ok(cx.locale.t(said)))], Redirect::to(&to)).into_response()
}

/// The ticket again, with what was typed and what is wrong with it.
async fn wrong_form(cx: &Cx, ticket: Ticket, wrong: Wrong) -> Result<Response> {
    let page = super::ticket::draw(cx, ticket, wrong).await?;
    Ok((StatusCode::UNPROCESSABLE_ENTITY, page).into_response())
}

pub(super) async fn draft(
    cx: Cx,
    Number(number): Number,
    Path((_, kind)): Path<(String, String)>,
    form: Fields,
) -> Result<StatusCode> {
    let ticket = ticket(&cx, number).await?;
    let kind = match kind.as_str() {
        "reply" => DraftKind::Reply,
        "note" => DraftKind::Note,
        _ => return Err(Error::NotFound),
    };
    let written = Written {
        body: form.text("body"),
        to: form.text("to"),
        cc: form.text("cc"),
        uploads: form.parsed_all("attachment")?,
    };
    actions::keep_draft(&cx, ticket.id, kind, written).await?;
    Ok(StatusCode::NO_CONTENT)
}

/// One file of a composer; the answer is its line in the list of files.
pub(super) async fn upload(cx: Cx, Number(number): Number, mut form: Fields) -> Result<Markup> {
    ticket(&cx, number).await?;
    let Some(file) = form.files.pop() else {
        return Err(super::fields::unknown("file"));
    };
    let file = actions::add_upload(&cx, file).await?;
    Ok(views::composer::uploaded(&cx.locale, &file))
}
