//! The pool of domains, addresses and numbers.

use crate::domain::licence::LicenceId;
use crate::domain::resource::{Kind, Resource, ResourceId, State};
use crate::store::resource::Filter;
use crate::views::resource::{self as views, Asking, Start, Typed, Wanted};
use crate::{actions, rights, store};
use axum::extract::{Path, Query};
use axum::http::StatusCode;
use axum::response::{IntoResponse, Redirect, Response};
use axum::routing::{get, post};
use axum::{Form, Router};
use maud::Markup;
use platform::{Cx, Error, Kontor, Result};
use serde::Deserialize;
use ui::{Toast, flash};

const PAGE: usize = 50;

pub fn routes() -> Router<Kontor> {
    Router::new()
        .route("/licences/resources", get(list).post(add))
        .route("/licences/resources/{id}", get(show).post(change))
        .route("/licences/{id}/resources", get(of_licence).post(allocate))
        .route("/licences/resources/{id}/removal", post(remove))
}

/// What the list's address says; the address is the filter.
#[derive(Clone, Debug, Default, Deserialize)]
#[serde(default)]
pub struct Asked {
    pub q: String,
    pub kind: String,
    pub state: String,
    /// `test`, `live` or both.
    pub pool: String,
    /// The last row that was seen: its kind and value.
    pub after: String,
}

impl Asked {
    fn filter(&self) -> Filter {
        let after = self.after.split_once(' ');
        Filter {
            kind: Kind::of_name(&self.kind),
            state: State::of_name(&self.state),
            is_test: match self.pool.as_str() {
                "test" => Some(true),
                "live" => Some(false),
                _ => None,
            },
            text: beginning(&self.q),
            after: after.and_then(|(kind, value)| Some((Kind::of_name(kind)?, value.to_owned()))),
        }
    }
}

/// What values begin with that somebody looks for. Of a domain beyond ASCII nothing but the whole of it has a beginning.
fn beginning(q: &str) -> String {
    let text = q.trim();
    let plain = || text.to_lowercase();
    let value = if text.is_ascii() {
        plain()
    } else {
        Kind::Domain.value(text).unwrap_or_else(|_| plain())
    };
    value.chars().take(253).collect()
}

async fn list(cx: Cx, Query(asked): Query<Asked>) -> Result<Markup> {
    cx.require(rights::VIEW)?;
    let start = start(&cx, asked).await?;
    if ui::wants_more(&cx) {
        return Ok(views::lines(&cx, &start));
    }
    Ok(views::list(&cx, &start, &Typed::default()))
}

async fn start(cx: &Cx, asked: Asked) -> Result<Start> {
    let mut found = store::resource::page(cx.db(), &asked.filter(), PAGE as u64 + 1).await?;
    let more = found.len() > PAGE;
    found.truncate(PAGE);
    let holders: Vec<LicenceId> = found.iter().filter_map(|one| one.licence).collect();
    let holders = store::licence::with_ids(cx.db(), &holders).await?;
    let counts = store::resource::counts(cx.db()).await?;
    Ok(Start { found, holders, counts, more, asked })
}

/// What is typed to fill the pool.
#[derive(Clone, Debug, Default, Deserialize)]
#[serde(default)]
struct Addition {
    kind: String,
    values: String,
    test: Option<String>,
}

async fn add(cx: Cx, Form(form): Form<Addition>) -> Result<Response> {
    cx.require(rights::MANAGE)?;
    let kind = Kind::of_name(&form.kind).ok_or(Error::NotFound)?;
    let is_test = form.test.is_some();
    match actions::add_resources(&cx, kind, is_test, &form.values).await {
        Ok(added) => {
            let args = [("added", added.added.into()), ("known", added.known.into())];
            let said = cx.locale.ta("licensing-resources-added", &args);
            Ok(([flash(&Toast::ok(said))], Redirect::to(views::BASE)).into_response())
        }
        Err(Error::Refused(wrong)) => {
            let typed = Typed { kind: Some(kind), values: form.values, is_test, wrong };
            let page = views::list(&cx, &start(&cx, Asked::default()).await?, &typed);
            Ok((StatusCode::UNPROCESSABLE_ENTITY, page).into_response())
        }
        Err(error) => Err(error),
    }
}

/// An id out of an address; anything else is an address where nothing is.
fn id<T: std::str::FromStr>(text: &str) -> Result<T> {
    text.parse().map_err(|_| Error::NotFound)
}

async fn show(cx: Cx, Path(text): Path<String>) -> Result<Markup> {
    cx.require(rights::VIEW)?;
    draw(&cx, id(&text)?, &Asking::default()).await
}

async fn draw(cx: &Cx, id: ResourceId, asking: &Asking) -> Result<Markup> {
    let resource = store::resource::get(cx.db(), id).await?;
    let holder = match resource.licence {
        Some(licence) => store::licence::find(cx.db(), licence).await?,
        None => None,
    };
    Ok(views::show(cx, &resource, holder.as_ref(), asking))
}

/// What is done with one resource.
#[derive(Clone, Debug, Default, Deserialize)]
#[serde(default)]
struct Change {
    verb: String,
    version: Option<i32>,
    reason: String,
    days: String,
    licence: String,
}

async fn change(cx: Cx, Path(text): Path<String>, Form(form): Form<Change>) -> Result<Response> {
    cx.require(rights::WORK)?;
    let id: ResourceId = id(&text)?;
    // what is no number fits no quarantine either
    let days = form.days.trim().parse().unwrap_or_default();
    let done = match form.verb.as_str() {
        "allocate" => match form.licence.trim().parse::<LicenceId>() {
            Ok(licence) => actions::allocate_resource(&cx, id, licence, form.version).await,
            Err(_) => Err(crate::domain::resource::Refused::NoLicence.into()),
        },
        "release" => actions::release_resource(&cx, id, form.version).await,
        "quarantine" => actions::quarantine_resource(&cx, id, &form.reason, days).await,
        "return" => actions::return_resource(&cx, id).await,
        _ => return Err(Error::NotFound),
    };
    said(&cx, id, done, form).await
}

async fn said(cx: &Cx, id: ResourceId, done: Result<Resource>, form: Change) -> Result<Response> {
    match done {
        Ok(resource) => {
            let said =
                cx.locale.ta("licensing-resource-done", &[("value", resource.readable().into())]);
            let to = format!("{}/{id}", views::BASE);
            Ok(([flash(&Toast::ok(said))], Redirect::to(&to)).into_response())
        }
        Err(Error::Refused(wrong)) => {
            // each form of the page has fields of its own; the others are as they were
            let Change { verb, reason, days, licence, .. } = form;
            let asking = match verb.as_str() {
                "quarantine" => Asking { reason, days, wrong, ..Asking::default() },
                _ => Asking { licence, wrong, ..Asking::default() },
            };
            Ok((StatusCode::UNPROCESSABLE_ENTITY, draw(cx, id, &asking).await?).into_response())
        }
        Err(error) => Err(error),
    }
}

async fn remove(cx: Cx, Path(text): Path<String>) -> Result<Response> {
    let id: ResourceId = id(&text)?;
    match actions::remove_resource(&cx, id).await {
        Ok(()) => {
            let said = cx.locale.t("licensing-resource-removed");
            Ok(([flash(&Toast::ok(said))], Redirect::to(views::BASE)).into_response())
        }
        Err(Error::Refused(wrong)) => {
            let asking = Asking { wrong, ..Asking::default() };
            Ok((StatusCode::UNPROCESSABLE_ENTITY, draw(&cx, id, &asking).await?).into_response())
        }
        Err(error) => Err(error),
    }
}

async fn of_licence(cx: Cx, Path(text): Path<String>) -> Result<Markup> {
    cx.require(rights::VIEW)?;
    draw_licence(&cx, id(&text)?, &Wanted::default()).await
}

async fn draw_licence(cx: &Cx, id: LicenceId, wanted: &Wanted) -> Result<Markup> {
    let licence = store::licence::get(cx.db(), id).await?;
    let held = store::resource::of_licence(cx.db(), id).await?;
    Ok(views::of_licence(cx, &licence, &held, wanted))
}

/// So many of a kind for a licence.
#[derive(Clone, Debug, Default, Deserialize)]
#[serde(default)]
struct Allocation {
    kind: String,
    count: String,
}

async fn allocate(
    cx: Cx,
    Path(text): Path<String>,
    Form(form): Form<Allocation>,
) -> Result<Response> {
    cx.require(rights::WORK)?;
    let id: LicenceId = id(&text)?;
    let kind = Kind::of_name(&form.kind).ok_or(Error::NotFound)?;
    // what is no number is no number that can be given either
    let count = form.count.trim().parse().unwrap_or_default();
    match actions::allocate_resources(&cx, id, kind, count).await {
        Ok(given) => {
            let said = cx.locale.ta("licensing-resources-given", &[("count", given.len().into())]);
            let to = format!("/licences/{id}/resources");
            Ok(([flash(&Toast::ok(said))], Redirect::to(&to)).into_response())
        }
        Err(Error::Refused(wrong)) => {
            let wanted = Wanted { kind, count: form.count, wrong };
            let page = draw_licence(&cx, id, &wanted).await?;
            Ok((StatusCode::UNPROCESSABLE_ENTITY, page).into_response())
        }
        Err(error) => Err(error),
    }
}
