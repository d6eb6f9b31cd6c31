//! One person: what is known, taking them out of use, and making two entries one.

use super::{Asked, OPTIONS, id, people};
use crate::domain::person::{Person, PersonId};
use crate::domain::refused::Refused;
use crate::domain::words::sort_key;
use crate::views::merge::{self, Merging};
use crate::views::people::Start;
use crate::views::person::{self as views, Shown};
use crate::views::person_form as form;
use crate::{actions, rights, store};
use axum::extract::{Path, Query};
use axum::http::StatusCode;
use axum::response::{IntoResponse, Redirect, Response};
use axum::routing::{get, post};
use axum::{Form, Router};
use platform::{Cx, Error, Kontor, Refusal, Result, event, users};
use serde::Deserialize;
use ui::Toast;

pub fn routes() -> Router<Kontor> {
    Router::new()
        .route("/people/{id}", get(show))
        .route("/people/{id}/activity", post(switch))
        .route("/people/{id}/merge", get(choose).post(merge))
}

async fn show(cx: Cx, Path(path): Path<String>) -> Result<Response> {
    cx.require(rights::VIEW)?;
    let person = store::person::get(cx.db(), id(&path)?).await?;
    if let Some(into) = person.merged_into {
        return Ok(Redirect::to(&format!("/people/{into}")).into_response());
    }
    let facts = store::person::facts(cx.db(), &person).await?;
    let organisation = match person.organisation {
        Some(id) => store::organisation::find(cx.db(), id).await?,
        None => None,
    };
    let history = event::timeline(cx.db(), &events::directory::person_object(person.id)).await?;
    let actors: Vec<_> = history.iter().filter_map(|fact| fact.actor).collect();
    let actors = users::with_ids(cx.db(), &actors).await?;
    // the list beside it stays when only the detail is asked for
    let only_detail = cx.request.as_ref().is_some_and(|r| r.fragment && r.target == "detail");
    let start =
        if only_detail { Start::default() } else { people::start(&cx, Asked::default()).await? };
    let shown = Shown { person, facts, organisation, history, actors };
    Ok(views::show(&cx, &start, &shown).into_response())
}

#[derive(Deserialize)]
struct Switch {
    active: bool,
}

async fn switch(cx: Cx, Path(path): Path<String>, Form(to): Form<Switch>) -> Result<Response> {
    cx.require(rights::EDIT)?;
    let id: PersonId = id(&path)?;
    let person = actions::switch_person(&cx, id, to.active).await?;
    let toast = views::switched(&cx, &person);
    Ok(([ui::flash(&toast)], Redirect::to(&format!("/people/{id}"))).into_response())
}

/// The other entry: chosen from the list, or typed as name or address by those without scripts.
#[derive(Default, Deserialize)]
#[serde(default)]
struct Chosen {
    into: String,
    /// Chosen from those that came back with the form.
    into_match: String,
    into_text: String,
}

async fn find_chosen(cx: &Cx, chosen: &Chosen) -> Result<Option<Person>> {
    let picked = [&chosen.into_match, &chosen.into].into_iter().find(|id| !id.is_empty());
    if let Some(Ok(id)) = picked.map(|id| id.parse::<PersonId>()) {
        return store::person::find(cx.db(), id).await;
    }
    let text = chosen.into_text.trim();
    if let Some(person) = store::person::find_by_email(cx.db(), text).await? {
        return Ok(Some(person));
    }
    let mut named = store::person_search::search(cx.db(), text, 20).await?;
    named.retain(|person| person.name_key == sort_key(text));
    // two of the same name: only an address tells them apart
    Ok(if named.len() == 1 { named.pop() } else { None })
}

/// First the other entry is looked for, then both are shown side by side.
async fn choose(
    cx: Cx,
    Path(path): Path<String>,
    Query(chosen): Query<Chosen>,
) -> Result<Response> {
    cx.require(rights::EDIT)?;
    let mut merging = merging(&cx, id(&path)?).await?;
    if chosen.into.is_empty() && chosen.into_text.trim().is_empty() {
        return Ok(merge::page(&cx, &merging).into_response());
    }
    merging.typed.clone_from(&chosen.into_text);
    let refused = match find_chosen(&cx, &chosen).await? {
        Some(other) if other.id == merging.person.id => Refused::MergedWithItself,
        Some(other) if other.merged_into.is_some() => Refused::MergedAlready,
        Some(other) => {
            let facts = store::person::facts(cx.db(), &other).await?;
            merging.other = Some((other, facts));
            return Ok(merge::page(&cx, &merging).into_response());
        }
        None => {
            merging.matches = matches(&cx, &merging).await?;
            Refused::PersonUnknown
        }
    };
    Ok(refuse(&cx, merging, refused))
}

/// Those that may be meant by what was typed, but the entry itself.
async fn matches(cx: &Cx, merging: &Merging) -> Result<Vec<ui::Choice>> {
    let mut some =
        store::person_search::search(cx.db(), &merging.typed, OPTIONS as u64 + 1).await?;
    some.retain(|one| one.id != merging.person.id);
    let ids: Vec<_> = some.iter().map(|one| one.id).collect();
    let emails = store::person::first_addresses(cx.db(), &ids).await?;
    Ok(form::matches(some.iter().map(|one| (one.id, one.name.as_str())), &emails))
}

async fn merging(cx: &Cx, id: PersonId) -> Result<Merging> {
    let person = store::person::get(cx.db(), id).await?;
    if person.merged_into.is_some() {
        return Err(Refused::MergedAlready.into());
    }
    let facts = store::person::facts(cx.db(), &person).await?;
    Ok(Merging {
        person,
        facts,
        other: None,
        typed: String::new(),
        matches: Vec::new(),
        refusals: Vec::new(),
    })
}

fn refuse(cx: &Cx, mut merging: Merging, refused: Refused) -> Response {
    merging.refusals = vec![Refusal::from(refused).on("into")];
    (StatusCode::UNPROCESSABLE_ENTITY, merge::page(cx, &merging)).into_response()
}

async fn merge(cx: Cx, Path(path): Path<String>, Form(chosen): Form<Chosen>) -> Result<Response> {
    cx.require(rights::EDIT)?;
    let id: PersonId = id(&path)?;
    let Ok(into) = chosen.into.parse::<PersonId>() else {
        return Ok(refuse(&cx, merging(&cx, id).await?, Refused::PersonUnknown));
    };
    match actions::merge_persons(&cx, id, into).await {
        Ok(kept) => {
            let toast = Toast::ok(cx.locale.t("directory-merged"));
            let path = format!("/people/{}", kept.id);
            Ok(([ui::flash(&toast)], Redirect::to(&path)).into_response())
        }
        Err(Error::Refused(refusals)) => {
            let merging = Merging { refusals, ..merging(&cx, id).await? };
            Ok((StatusCode::UNPROCESSABLE_ENTITY, merge::page(&cx, &merging)).into_response())
        }
        Err(other) => Err(other),
    }
}
