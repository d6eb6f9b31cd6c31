//! Writing an organisation down, and changing it.

use super::id;
use super::typed::Typed;
use crate::domain::draft::{Address, OrganisationDraft};
use crate::domain::organisation::{Kind, OrganisationId};
use crate::views::organisation_form::{self as views, Editing};
use crate::{actions, rights, store};
use axum::extract::Path;
use axum::http::StatusCode;
use axum::response::{IntoResponse, Redirect, Response};
use axum::routing::{get, post};
use axum::{Form, Router};
use maud::Markup;
use platform::op::OpId;
use platform::{Cx, Error, Kontor, Result};
use ui::{Difference, Toast};

pub fn routes() -> Router<Kontor> {
    Router::new()
        .route("/organisations", post(create))
        .route("/organisations/new", get(new))
        .route("/organisations/{id}", post(change))
        .route("/organisations/{id}/edit", get(edit))
}

/// Every kind of row begins with an empty one, so that nothing must be added for the usual case.
fn with_empty_rows(draft: &mut OrganisationDraft) {
    for rows in [&mut draft.domains, &mut draft.phones, &mut draft.websites, &mut draft.emails] {
        if rows.is_empty() {
            rows.push(String::new());
        }
    }
    if draft.addresses.is_empty() {
        draft.addresses.push(Address::default());
    }
}

async fn new(cx: Cx) -> Result<Markup> {
    cx.require(rights::EDIT)?;
    let kind = Kind::default().name().to_owned();
    let mut draft = OrganisationDraft { kind, ..OrganisationDraft::default() };
    with_empty_rows(&mut draft);
    Ok(views::form(&cx, &Editing::new(OpId::new(), draft)))
}

async fn create(cx: Cx, Form(pairs): Form<Vec<(String, String)>>) -> Result<Response> {
    cx.require(rights::EDIT)?;
    let typed = Typed(pairs);
    let op = typed.one("op").parse().unwrap_or_else(|_| OpId::new());
    let mut editing = Editing::new(op, typed.organisation_draft());
    if let Some(pressed) = typed.pressed() {
        pressed.on_organisation(&mut editing.draft);
        editing.added = pressed.added().map(str::to_owned);
        return Ok(views::form(&cx, &editing).into_response());
    }
    match actions::create_organisation(&cx, op, &editing.draft).await {
        Ok(id) => Ok(saved(&cx, id)),
        Err(Error::Refused(refusals)) => {
            editing.refusals = refusals;
            let page = views::form(&cx, &editing);
            Ok((StatusCode::UNPROCESSABLE_ENTITY, page).into_response())
        }
        Err(other) => Err(other),
    }
}

async fn edit(cx: Cx, Path(path): Path<String>) -> Result<Markup> {
    cx.require(rights::EDIT)?;
    let organisation = store::organisation::get(cx.db(), id(&path)?).await?;
    let facts = store::organisation::facts(cx.db(), &organisation).await?;
    let mut editing = Editing::of(&organisation, facts.into());
    with_empty_rows(&mut editing.draft);
    Ok(views::form(&cx, &editing))
}

async fn change(
    cx: Cx,
    Path(path): Path<String>,
    Form(pairs): Form<Vec<(String, String)>>,
) -> Result<Response> {
    cx.require(rights::EDIT)?;
    let id: OrganisationId = id(&path)?;
    let typed = Typed(pairs);
    let stored = store::organisation::get(cx.db(), id).await?;
    let mut editing = Editing::of(&stored, typed.organisation_draft());
    editing.version = typed.version();
    if let Some(pressed) = typed.pressed() {
        pressed.on_organisation(&mut editing.draft);
        editing.added = pressed.added().map(str::to_owned);
        return Ok(views::form(&cx, &editing).into_response());
    }
    match actions::change_organisation(&cx, id, editing.version, &editing.draft).await {
        Ok(_) => Ok(saved(&cx, id)),
        Err(Error::Refused(refusals)) => {
            editing.refusals = refusals;
            let page = views::form(&cx, &editing);
            Ok((StatusCode::UNPROCESSABLE_ENTITY, page).into_response())
        }
        Err(Error::Stale) => {
            let stored = store::organisation::get(cx.db(), id).await?;
            let theirs = store::organisation::facts(cx.db(), &stored).await?.fields();
            let mine = editing.draft.read().map_err(Error::Refused)?.fields();
            editing.version = stored.version;
            editing.conflict = Difference::all(mine, theirs);
            Ok((StatusCode::CONFLICT, views::form(&cx, &editing)).into_response())
        }
        Err(other) => Err(other),
    }
}

fn saved(cx: &Cx, id: OrganisationId) -> Response {
    let toast = Toast::ok(cx.locale.t("directory-saved"));
    ([ui::flash(&toast)], Redirect::to(&format!("/organisations/{id}"))).into_response()
}
