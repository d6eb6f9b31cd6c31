//! Organisations: the list, one of them, and the lines of an autocomplete field.

use super::{Asked, OPTIONS, PAGE, id};
use crate::domain::organisation::OrganisationId;
use crate::views::organisation::{self as views, Shown, Start};
use crate::{actions, rights, store};
use axum::extract::{Path, Query};
use axum::response::{IntoResponse, Redirect, Response};
use axum::routing::{get, post};
use axum::{Form, Router};
use maud::Markup;
use platform::{Cx, Kontor, Result, event, users};
use serde::Deserialize;

pub fn routes() -> Router<Kontor> {
    Router::new()
        .route("/organisations", get(list))
        .route("/organisations/options", get(options))
        .route("/organisations/{id}", get(show))
        .route("/organisations/{id}/activity", post(switch))
}

async fn list(cx: Cx, Query(asked): Query<Asked>) -> Result<Markup> {
    cx.require(rights::VIEW)?;
    let start = start(&cx, asked).await?;
    if ui::wants_more(&cx) {
        return Ok(views::lines(&cx, &start, None));
    }
    Ok(views::list(&cx, &start))
}

/// One page of the list with what its lines show.
pub(super) async fn start(cx: &Cx, asked: Asked) -> Result<Start> {
    let (shown, after) = (asked.shown()?, asked.after()?);
    let text = asked.text();
    let limit = PAGE as u64 + 1;
    let mut found = store::organisation_search::page(cx.db(), &text, shown, after, limit).await?;
    let more = found.len() > PAGE;
    found.truncate(PAGE);
    let ids: Vec<_> = found.iter().map(|o| o.id).collect();
    let domains = store::organisation::first_domains(cx.db(), &ids).await?;
    Ok(Start { found, domains, more, asked })
}

async fn show(cx: Cx, Path(path): Path<String>) -> Result<Markup> {
    cx.require(rights::VIEW)?;
    let organisation = store::organisation::get(cx.db(), id(&path)?).await?;
    let facts = store::organisation::facts(cx.db(), &organisation).await?;
    let people = store::person_search::of_organisation(cx.db(), organisation.id, 200).await?;
    let ids: Vec<_> = people.iter().map(|person| person.id).collect();
    let emails = store::person::first_addresses(cx.db(), &ids).await?;
    let object = events::directory::organisation_object(organisation.id);
    let history = event::timeline(cx.db(), &object).await?;
    let actors: Vec<_> = history.iter().filter_map(|fact| fact.actor).collect();
    let actors = users::with_ids(cx.db(), &actors).await?;
    // the list beside it stays when only the detail is asked for
    let only_detail = cx.request.as_ref().is_some_and(|r| r.fragment && r.target == "detail");
    let start = if only_detail { Start::default() } else { start(&cx, Asked::default()).await? };
    let shown = Shown { organisation, facts, people, emails, history, actors };
    Ok(views::show(&cx, &start, &shown))
}

async fn options(cx: Cx, Query(asked): Query<Asked>) -> Result<Markup> {
    cx.require(rights::VIEW)?;
    let found = store::organisation_search::search(cx.db(), &asked.text(), OPTIONS as u64).await?;
    Ok(views::options(&found))
}

#[derive(Deserialize)]
struct Switch {
    active: bool,
}

async fn switch(cx: Cx, Path(path): Path<String>, Form(to): Form<Switch>) -> Result<Response> {
    cx.require(rights::EDIT)?;
    let id: OrganisationId = id(&path)?;
    let organisation = actions::switch_organisation(&cx, id, to.active).await?;
    let toast = views::switched(&cx, &organisation);
    let path = format!("/organisations/{id}");
    Ok(([ui::flash(&toast)], Redirect::to(&path)).into_response())
}
