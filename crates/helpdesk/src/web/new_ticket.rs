//! A ticket by hand, usually with the customer on the phone.

use super::customer::offered;
use super::fields::{Fields, refused_into};
use super::reading;
use crate::actions::{self, NewTicket};
use crate::views::new_ticket::Filled;
use crate::{rights, store, views};
use axum::http::StatusCode;
use axum::response::{IntoResponse, Redirect, Response};
use maud::Markup;
use platform::op::OpId;
use platform::{Cx, Error, Refusal, Result};
use ui::{Toast, flash};

pub(super) async fn form(cx: Cx) -> Result<Response> {
    cx.require(rights::WORK)?;
    let mut new = NewTicket { op: Some(OpId::new()), ..NewTicket::default() };
    let query = cx.request.as_ref().map_or("", |request| &request.query);
    let given: Vec<(String, String)> = serde_urlencoded::from_str(query).unwrap_or_default();
    new.group = actions::usual_group(cx.db(), &cx).await?;
    new.person = given.iter().find(|(n, _)| n == "person").and_then(|(_, id)| id.parse().ok());
    Ok(draw(&cx, new, Vec::new()).await?.into_response())
}

pub(super) async fn open(cx: Cx, form: Fields) -> Result<Response> {
    cx.require(rights::WORK)?;
    let mut wrong = Vec::new();
    let mut new = NewTicket {
        email: form.text("email"),
        name: form.text("name"),
        phone: form.text("phone"),
        namesake: form.text("known") == "new",
        subject: form.text("subject"),
        body: form.text("body"),
        tags: form.text("tags"),
        acknowledge: form.is_on("acknowledge"),
        ..NewTicket::default()
    };
    new.person = refused_into(&mut wrong, form.parsed("person"))?.flatten();
    new.group = refused_into(&mut wrong, form.parsed("group"))?.flatten();
    new.category = refused_into(&mut wrong, form.parsed("category"))?.flatten();
    new.priority = refused_into(&mut wrong, form.parsed("priority"))?.flatten();
    new.assignee = refused_into(&mut wrong, form.parsed("assignee"))?.flatten();
    new.op = refused_into(&mut wrong, form.parsed("op"))?.flatten();
    if new.person.is_none() && !new.namesake {
        new.person = refused_into(&mut wrong, form.parsed("known"))?.flatten();
    }
    // what was typed into the combobox counts when nobody was chosen: as an address, or as a name
    let typed = form.text("person_text");
    let field = if typed.contains('@') { &mut new.email } else { &mut new.name };
    if new.person.is_none() && field.trim().is_empty() {
        *field = typed;
    }
    let opened = if wrong.is_empty() {
        actions::open_ticket(&cx, new.clone()).await
    } else {
        Err(Error::Refused(wrong))
    };
    match opened {
        Ok(ticket) => {
            let number = ticket.number.to_string();
            let toast =
                Toast::ok(cx.locale.ta("helpdesk-ticket-was-opened", &[("number", number.into())]));
            let to = format!("/tickets/{}", ticket.number);
            Ok(([flash(&toast)], Redirect::to(&to)).into_response())
        }
        Err(Error::Refused(refusals)) => {
            let page = draw(&cx, new, refusals).await?;
            Ok((StatusCode::UNPROCESSABLE_ENTITY, page).into_response())
        }
        Err(other) => Err(other),
    }
}

async fn draw(cx: &Cx, new: NewTicket, wrong: Vec<Refusal>) -> Result<Markup> {
    let choices = reading::choices(cx, None).await?;
    let person = match new.person {
        Some(id) => directory::find_person(cx.db(), id).await?,
        None => None,
    };
    let can_mail = !store::mailbox::active(cx.db()).await?.is_empty();
    let new = NewTicket { op: new.op.or_else(|| Some(OpId::new())), ..new };
    let asked = wrong.iter().any(|one| one.key == "helpdesk-ticket-customer-known");
    let namesakes = if asked {
        offered(cx, &directory::persons_named(cx.db(), &new.name, 10).await?).await?
    } else {
        Vec::new()
    };
    let filled = Filled { new, person, namesakes, can_mail, wrong };
    Ok(views::new_ticket::page(cx, &filled, &choices))
}
