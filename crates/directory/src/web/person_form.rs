//! Writing a person down, and changing what is known.

use super::typed::Typed;
use super::{OPTIONS, id};
use crate::domain::draft::PersonDraft;
use crate::domain::organisation::{Organisation, OrganisationId};
use crate::domain::person::PersonId;
use crate::domain::refused::Refused;
use crate::domain::words::sort_key;
use crate::views::person_form::{self as views, Editing};
use crate::{actions, rights, store};
use axum::extract::{Path, Query};
use axum::http::StatusCode;
use axum::response::{IntoResponse, Redirect, Response};
use axum::routing::{get, post};
use axum::{Form, Router};
use maud::Markup;
use platform::op::OpId;
use platform::{Cx, Error, Kontor, Refusal, Result};
use serde::Deserialize;
use ui::{Difference, Toast};

pub fn routes() -> Router<Kontor> {
    Router::new()
        .route("/people", post(create))
        .route("/people/new", get(new))
        .route("/people/{id}", post(change))
        .route("/people/{id}/edit", get(edit))
}

fn with_empty_rows(draft: &mut PersonDraft) {
    for rows in [&mut draft.phones, &mut draft.emails] {
        if rows.is_empty() {
            rows.push(String::new());
        }
    }
}

/// What a link to the new form may say already.
#[derive(Default, Deserialize)]
#[serde(default)]
struct Known {
    organisation: String,
}

async fn new(cx: Cx, Query(known): Query<Known>) -> Result<Markup> {
    cx.require(rights::EDIT)?;
    let mut draft = PersonDraft::default();
    with_empty_rows(&mut draft);
    let mut editing = Editing::new(OpId::new(), draft);
    if let Ok(id) = known.organisation.parse() {
        let found = store::organisation::find(cx.db(), id).await?;
        editing.organisation = found.map(|o| (o.id.to_string(), o.name)).unwrap_or_default();
    }
    Ok(views::form(&cx, &editing))
}

/// The organisation that is meant: the one chosen from the matches, the one chosen while typing as long as the text
/// still names it, else the only one of that name.
async fn meant(cx: &Cx, typed: &Typed) -> Result<Option<Organisation>> {
    let text = typed.one("organisation_text").trim();
    if let Ok(id) = typed.one("organisation_match").parse()
        && let Some(chosen) = store::organisation::find(cx.db(), id).await?
    {
        return Ok(Some(chosen));
    }
    if text.is_empty() {
        return Ok(None);
    }
    if let Ok(id) = typed.one("organisation").parse()
        && let Some(chosen) = store::organisation::find(cx.db(), id).await?
        && chosen.name == text
    {
        return Ok(Some(chosen));
    }
    let mut named = store::organisation_search::search(cx.db(), text, 20).await?;
    named.retain(|organisation| organisation.name_key == sort_key(text));
    let only = if named.len() == 1 { named.pop() } else { None };
    let unknown = || Refusal::from(Refused::OrganisationUnknown).on("organisation");
    Ok(Some(only.ok_or_else(unknown)?))
}

/// The same, and the form knows what to show: the one that was found, or those that may be meant.
async fn organisation(
    cx: &Cx,
    typed: &Typed,
    editing: &mut Editing,
) -> Result<Option<OrganisationId>> {
    let found = meant(cx, typed).await;
    match &found {
        Ok(Some(one)) => editing.organisation = (one.id.to_string(), one.name.clone()),
        Ok(None) => {}
        Err(_) => {
            let text = typed.one("organisation_text");
            let some = store::organisation_search::search(cx.db(), text, OPTIONS as u64).await?;
            let ids: Vec<_> = some.iter().map(|one| one.id).collect();
            let domains = store::organisation::first_domains(cx.db(), &ids).await?;
            let named = some.iter().map(|one| (one.id, one.name.as_str()));
            editing.matches = views::matches(named, &domains);
        }
    }
    Ok(found?.map(|one| one.id))
}

fn editing_of(typed: &Typed, mut editing: Editing) -> Editing {
    let text = |name| typed.one(name).to_owned();
    editing.organisation = (text("organisation"), text("organisation_text"));
    if let Some(pressed) = typed.pressed() {
        pressed.on_person(&mut editing.draft);
        editing.added = pressed.added().map(str::to_owned);
    }
    editing
}

/// All refusals at once: what the draft says and what the organisation says.
fn with_those_of_the_draft(mut refusals: Vec<Refusal>, draft: &PersonDraft) -> Vec<Refusal> {
    let about_organisation = refusals.iter().any(|r| r.field.as_deref() == Some("organisation"));
    if about_organisation && let Err(more) = draft.read() {
        refusals.extend(more);
    }
    refusals
}

async fn create(cx: Cx, Form(pairs): Form<Vec<(String, String)>>) -> Result<Response> {
    cx.require(rights::EDIT)?;
    let typed = Typed(pairs);
    let op = typed.one("op").parse().unwrap_or_else(|_| OpId::new());
    let mut editing = editing_of(&typed, Editing::new(op, typed.person_draft()));
    let organisation = organisation(&cx, &typed, &mut editing).await;
    if typed.pressed().is_some() {
        return Ok(views::form(&cx, &editing).into_response());
    }
    let done = match organisation {
        Ok(organisation) => actions::create_person(&cx, op, organisation, &editing.draft).await,
        Err(refused) => Err(refused),
    };
    match done {
        Ok(id) => Ok(saved(&cx, id)),
        Err(Error::Refused(refusals)) => {
            editing.refusals = with_those_of_the_draft(refusals, &editing.draft);
            let page = views::form(&cx, &editing);
            Ok((StatusCode::UNPROCESSABLE_ENTITY, page).into_response())
        }
        Err(other) => Err(other),
    }
}

async fn edit(cx: Cx, Path(path): Path<String>) -> Result<Markup> {
    cx.require(rights::EDIT)?;
    let person = store::person::get(cx.db(), id(&path)?).await?;
    let facts = store::person::facts(cx.db(), &person).await?;
    let mut editing = Editing::of(&person, facts.into());
    with_empty_rows(&mut editing.draft);
    if let Some(id) = person.organisation {
        let found = store::organisation::find(cx.db(), id).await?;
        editing.organisation = found.map(|o| (o.id.to_string(), o.name)).unwrap_or_default();
    }
    Ok(views::form(&cx, &editing))
}

async fn change(
    cx: Cx,
    Path(path): Path<String>,
    Form(pairs): Form<Vec<(String, String)>>,
) -> Result<Response> {
    cx.require(rights::EDIT)?;
    let id: PersonId = id(&path)?;
    let typed = Typed(pairs);
    let stored = store::person::get(cx.db(), id).await?;
    let mut editing = editing_of(&typed, Editing::of(&stored, typed.person_draft()));
    editing.version = typed.version();
    let organisation = organisation(&cx, &typed, &mut editing).await;
    if typed.pressed().is_some() {
        return Ok(views::form(&cx, &editing).into_response());
    }
    let of = (id, editing.version);
    let done = match organisation {
        Ok(organisation) => actions::change_person(&cx, of, organisation, &editing.draft).await,
        Err(refused) => Err(refused),
    };
    match done {
        Ok(_) => Ok(saved(&cx, id)),
        Err(Error::Refused(refusals)) => {
            editing.refusals = with_those_of_the_draft(refusals, &editing.draft);
            let page = views::form(&cx, &editing);
            Ok((StatusCode::UNPROCESSABLE_ENTITY, page).into_response())
        }
        Err(Error::Stale) => conflicting(&cx, id, editing).await,
        Err(other) => Err(other),
    }
}

/// Someone else saved meanwhile: both texts are shown, and the next sending goes on top.
async fn conflicting(cx: &Cx, id: PersonId, mut editing: Editing) -> Result<Response> {
    let stored = store::person::get(cx.db(), id).await?;
    let mut theirs = store::person::facts(cx.db(), &stored).await?.fields();
    let mut mine = editing.draft.read().map_err(Error::Refused)?.fields();
    let organisation = match stored.organisation {
        Some(id) => store::organisation::find(cx.db(), id).await?,
        None => None,
    };
    theirs.push(("organisation", organisation.map(|o| o.name).unwrap_or_default()));
    mine.push(("organisation", editing.organisation.1.clone()));
    editing.version = stored.version;
    editing.conflict = Difference::all(mine, theirs);
    Ok((StatusCode::CONFLICT, views::form(cx, &editing)).into_response())
}

fn saved(cx: &Cx, id: PersonId) -> Response {
    let toast = Toast::ok(cx.locale.t("directory-saved"));
    ([ui::flash(&toast)], Redirect::to(&format!("/people/{id}"))).into_response()
}
