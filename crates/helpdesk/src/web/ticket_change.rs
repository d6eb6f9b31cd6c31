//! Small changes to a ticket: one form each, back to the ticket.

use super::customer::Typed;
use super::fields::{Fields, Number, unknown};
use crate::actions::{self, Change, Properties};
use crate::domain::ticket::{Status, Ticket};
use crate::store;
use crate::views::composer::Wrong;
use axum::http::StatusCode;
use axum::response::{IntoResponse, Redirect, Response};
use platform::{Cx, Error, Refusal, Result};
use ui::{Toast, flash};

/// Back to the ticket, where the change is seen; the list's filter stays.
fn back(cx: &Cx, ticket: &Ticket) -> Response {
    let query = cx.request.as_ref().map_or("", |request| request.query.as_str());
    let mark = if query.is_empty() { "" } else { "?" };
    Redirect::to(&format!("/tickets/{}{mark}{query}", ticket.number)).into_response()
}

async fn ticket(cx: &Cx, number: i64) -> Result<Ticket> {
    cx.require(crate::rights::WORK)?;
    store::reach::work_by_number(cx, number).await
}

pub(super) async fn assign(cx: Cx, Number(number): Number, form: Fields) -> Result<Response> {
    let ticket = ticket(&cx, number).await?;
    let to = match form.text("agent").as_str() {
        "me" => cx.user_id(),
        _ => form.parsed("agent")?,
    };
    let ticket = actions::assign_ticket(&cx, ticket.id, to, form.parsed("version")?).await?;
    Ok(back(&cx, &ticket))
}

/// Closing and opening again; the other statuses follow from what people do.
pub(super) async fn status(cx: Cx, Number(number): Number, form: Fields) -> Result<Response> {
    let ticket = ticket(&cx, number).await?;
    let version = form.parsed("version")?;
    match Status::of_name(&form.text("status")) {
        Some(Status::Closed) => {
            let silent = form.is_on("silent");
            let ticket = actions::close_ticket(&cx, ticket.id, silent, version).await?;
            let number = ticket.number.to_string();
            let said = cx.locale.ta("helpdesk-ticket-was-closed", &[("number", number.into())]);
            let toast = Toast::ok(said).undo(format!("/tickets/{}/reopening", ticket.number));
            Ok(([flash(&toast)], back(&cx, &ticket)).into_response())
        }
        Some(Status::Open) => {
            Ok(back(&cx, &actions::reopen_ticket(&cx, ticket.id, version).await?))
        }
        _ => Err(unknown("status")),
    }
}

pub(super) async fn reopen(cx: Cx, Number(number): Number) -> Result<Response> {
    let ticket = ticket(&cx, number).await?;
    Ok(back(&cx, &actions::reopen_ticket(&cx, ticket.id, None).await?))
}

async fn change(cx: &Cx, number: i64, form: &Fields, change: Change) -> Result<Response> {
    let ticket = ticket(cx, number).await?;
    let version = form.parsed("version")?;
    Ok(back(cx, &actions::change_ticket(cx, ticket.id, change, version).await?))
}

/// What stands beside the ticket, in one form. A field that is missing leaves its property alone.
pub(super) async fn properties(cx: Cx, Number(number): Number, form: Fields) -> Result<Response> {
    let ticket = ticket(&cx, number).await?;
    let optional = |name| form.all(name).next().is_some();
    let wanted = Properties {
        assignee: if optional("agent") { Some(form.parsed("agent")?) } else { None },
        priority: form.parsed("priority")?,
        group: form.parsed("group")?,
        category: if optional("category") { Some(form.parsed("category")?) } else { None },
        tags: form.all("tags").next().map(str::to_owned),
    };
    let version = form.parsed("version")?;
    Ok(back(&cx, &actions::set_properties(&cx, ticket.id, wanted, version).await?))
}

pub(super) async fn subject(cx: Cx, Number(number): Number, form: Fields) -> Result<Response> {
    change(&cx, number, &form, Change::Subject(form.text("subject"))).await
}

/// To the person who was chosen, or whom the text means; when it may mean several, the ticket comes back with them.
pub(super) async fn customer(cx: Cx, Number(number): Number, form: Fields) -> Result<Response> {
    let ticket = ticket(&cx, number).await?;
    let typed = Typed::of(&form)?;
    match typed.person(&cx).await {
        Ok(Some(person)) => change(&cx, number, &form, Change::Customer(person)).await,
        Ok(None) => Err(unknown("person")),
        Err(Error::Refused(wrong)) => {
            let customer = Some((typed.customers(&cx).await?, wrong));
            let wrong = Wrong { customer, ..Wrong::default() };
            let page = super::ticket::draw(&cx, ticket, wrong).await?;
            Ok((StatusCode::UNPROCESSABLE_ENTITY, page).into_response())
        }
        Err(other) => Err(other),
    }
}

pub(super) async fn level(cx: Cx, Number(number): Number, form: Fields) -> Result<Response> {
    let ticket = ticket(&cx, number).await?;
    let to = form.parsed("level")?.ok_or_else(|| unknown("level"))?;
    let (reason, version) = (form.text("reason"), form.parsed("version")?);
    let ticket = actions::escalate_ticket(&cx, ticket.id, to, &reason, version).await?;
    Ok(back(&cx, &ticket))
}

/// One change to every ticket that is ticked. What could not be changed is named; the rest is done.
pub(super) async fn bulk(cx: Cx, form: Fields) -> Result<Response> {
    cx.require(crate::rights::WORK)?;
    let numbers: Vec<i64> = form.parsed_all("ticket")?;
    let action = form.text("action");
    let (mut done, mut failed) = (0, Vec::new());
    for number in numbers.into_iter().take(500) {
        match change_one(&cx, number, &action, &form).await {
            Ok(()) => done += 1,
            Err(Error::Internal(cause)) => return Err(Error::Internal(cause)),
            Err(_) => failed.push(format!("#{number}")),
        }
    }
    let l = &cx.locale;
    let toast = if failed.is_empty() {
        Toast::ok(l.ta("helpdesk-bulk-done", &[("n", done.into())]))
    } else {
        let which = failed.join(", ");
        let args = [("n", done.into()), ("failed", which.into())];
        Toast::new(ui::Tone::Warn, l.ta("helpdesk-bulk-partly", &args))
    };
    let list = super::TicketFilter::of_query(cx.request.as_ref().map_or("", |r| &r.query)).href();
    Ok(([flash(&toast)], Redirect::to(&list)).into_response())
}

async fn change_one(cx: &Cx, number: i64, action: &str, form: &Fields) -> Result<()> {
    let ticket = ticket(cx, number).await?;
    match action {
        "close" => actions::close_ticket(cx, ticket.id, false, None).await?,
        "take" => actions::assign_ticket(cx, ticket.id, cx.user_id(), None).await?,
        "assign" => actions::assign_ticket(cx, ticket.id, form.parsed("agent")?, None).await?,
        _ => {
            let text = "action: there is no such choice";
            let refusal = Refusal::new("helpdesk-choice-unknown", text).with("field", "action");
            return Err(refusal.on("action").into());
        }
    };
    Ok(())
}
