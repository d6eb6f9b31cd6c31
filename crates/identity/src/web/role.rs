use super::answer::{again, refusals};
use crate::domain::role::{OwnRole, RoleId};
use crate::views::role::{self as views, Input, Row, Seen};
use crate::{actions, rights, store};
use axum::extract::{Path, Query};
use axum::middleware::from_fn;
use axum::response::{IntoResponse, Redirect, Response};
use axum::routing::{get, post};
use axum::{Form, Router};
use maud::Markup;
use platform::http::proof::proven;
use platform::{Cx, Error, Kontor, Refusal, Result, roles};
use serde::Deserialize;
use ui::{Toast, flash};

pub fn routes() -> Router<Kontor> {
    Router::new()
        .route("/admin/roles", get(list).post(create))
        .route("/admin/roles/new", get(new))
        .route("/admin/roles/{role}", get(show).post(change))
        .route("/admin/roles/{role}/removal", post(remove))
        .route_layer(from_fn(proven))
}

type Pairs = Form<Vec<(String, String)>>;

/// An address that names no role is not there.
fn id(text: &str) -> Result<RoleId> {
    text.parse().map_err(|_| Error::NotFound)
}

async fn list(cx: Cx) -> Result<Markup> {
    cx.require(rights::MANAGE_ROLES)?;
    let (all, people) = (roles::all(cx.db()).await?, store::role::counts(cx.db()).await?);
    let ids: Vec<RoleId> = all.iter().map(|role| role.id).collect();
    let granted = roles::rights_of(cx.db(), &ids).await?;
    let row = |role: OwnRole| Row {
        people: people.get(&role.id).copied().unwrap_or(0),
        rights: granted.iter().filter(|row| row.role == role.id).count() as u64,
        role,
    };
    Ok(views::list(&cx, &all.into_iter().map(row).collect::<Vec<_>>()))
}

#[derive(Default, Deserialize)]
#[serde(default)]
struct From {
    /// The role to begin with a copy of.
    from: String,
}

async fn new(cx: Cx, Query(query): Query<From>) -> Result<Markup> {
    cx.require(rights::MANAGE_ROLES)?;
    let mut input = Input::default();
    if !query.from.is_empty() {
        let role = store::role::get(cx.db(), id(&query.from)?).await?;
        let name = cx.locale.ta("identity-role-copy-of", &[("name", role.name.as_str().into())]);
        input = Input { name, version: String::new(), ..filled(&cx, &role).await? };
    }
    Ok(views::new(&cx, &input, &[]))
}

async fn filled(cx: &Cx, role: &OwnRole) -> Result<Input> {
    let granted = roles::rights_of(cx.db(), &[role.id]).await?;
    Ok(Input {
        name: role.name.clone(),
        description: role.description.clone(),
        rights: granted.into_iter().map(|row| row.granted).collect(),
        version: role.version.to_string(),
    })
}

async fn create(cx: Cx, Form(form): Pairs) -> Result<Response> {
    cx.require(rights::MANAGE_ROLES)?;
    let input = Input::read(form);
    match actions::create_role(&cx, &input.draft()).await {
        Ok(role) => Ok(done(&cx, &format!("/admin/roles/{}", role.id), "identity-role-saved")),
        Err(error) => Ok(again(views::new(&cx, &input, &refusals(error)?))),
    }
}

async fn show(cx: Cx, Path(role): Path<String>) -> Result<Markup> {
    cx.require(rights::MANAGE_ROLES)?;
    let role = store::role::get(cx.db(), id(&role)?).await?;
    let input = filled(&cx, &role).await?;
    drawn(&cx, role, &input, &[]).await
}

async fn drawn(cx: &Cx, role: OwnRole, input: &Input, wrong: &[Refusal]) -> Result<Markup> {
    let people = store::role::count_holders(cx.db(), role.id).await?;
    let holders = store::role::holders(cx.db(), role.id, views::SHOWN).await?;
    Ok(views::show(cx, &Seen { role, holders, people }, input, wrong))
}

async fn change(cx: Cx, Path(role): Path<String>, Form(form): Pairs) -> Result<Response> {
    cx.require(rights::MANAGE_ROLES)?;
    let (id, input) = (id(&role)?, Input::read(form));
    // a version that is no number is one that nobody has
    let version = input.version.parse().unwrap_or(-1);
    match actions::change_role(&cx, id, version, &input.draft()).await {
        Ok(_) => Ok(done(&cx, &format!("/admin/roles/{id}"), "identity-role-saved")),
        Err(error) => {
            let wrong = refusals(error)?;
            let role = store::role::get(cx.db(), id).await?;
            Ok(again(drawn(&cx, role, &input, &wrong).await?))
        }
    }
}

/// One that somebody has stays, and the page says so.
async fn remove(cx: Cx, Path(role): Path<String>) -> Result<Response> {
    cx.require(rights::MANAGE_ROLES)?;
    let id = id(&role)?;
    match actions::remove_role(&cx, id).await {
        Ok(()) => Ok(done(&cx, "/admin/roles", "identity-role-removed")),
        Err(error) => {
            let wrong = refusals(error)?;
            let role = store::role::get(cx.db(), id).await?;
            let input = filled(&cx, &role).await?;
            Ok(again(drawn(&cx, role, &input, &wrong).await?))
        }
    }
}

fn done(cx: &Cx, to: &str, said: &str) -> Response {
    ([flash(&Toast::ok(cx.locale.t(said)))], Redirect::to(to)).into_response()
}
