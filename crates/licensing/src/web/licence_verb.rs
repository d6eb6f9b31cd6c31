//! What is done to a licence from its page, and to many from the list.

use super::address::unknown;
use super::fields::{Fields, Id, moved};
use super::licence::again;
use super::licence_list;
use crate::actions::{self, Attachment};
use crate::domain::entitlement::EntitlementId;
use crate::domain::licence::{Licence, LicenceId};
use crate::domain::user::LicenceUserId;
use crate::rights;
use crate::store::{self, choices};
use crate::views::licence_list::label;
use crate::views::licence_remove::{self as views, Removal};
use axum::http::StatusCode;
use axum::response::{IntoResponse, Redirect, Response};
use maud::Markup;
use platform::{Cx, Error, Refusal, Result};
use ui::{Toast, Tone, flash};

/// So many are changed at once.
const MOST: usize = 500;

/// Back to the licence, where the change is seen; or its page again, with what was refused and what was typed.
async fn said<T>(
    cx: &Cx,
    id: LicenceId,
    done: Result<T>,
    (fields, said): (Fields, &str),
) -> Result<Response> {
    match done {
        Ok(_) => Ok(back(cx, id, said)),
        Err(error) => again(cx, id, error, fields).await,
    }
}

/// Back to the licence, where the change is seen; a list's filter stays.
pub(super) fn back(cx: &Cx, id: LicenceId, said: &str) -> Response {
    let query = cx.request.as_ref().map_or("", |request| request.query.as_str());
    let mark = if query.is_empty() { "" } else { "?" };
    let toast = Toast::ok(cx.locale.t(said));
    ([flash(&toast)], Redirect::to(&format!("/licences/{id}{mark}{query}"))).into_response()
}

pub(super) async fn suspend(cx: Cx, Id(id): Id<LicenceId>) -> Result<Response> {
    let done = actions::suspend_licence(&cx, id).await;
    said(&cx, id, done, (Fields::default(), "licensing-did-suspend")).await
}

pub(super) async fn reinstate(cx: Cx, Id(id): Id<LicenceId>) -> Result<Response> {
    let done = actions::reinstate_licence(&cx, id).await;
    said(&cx, id, done, (Fields::default(), "licensing-did-reinstate")).await
}

pub(super) async fn renew(cx: Cx, Id(id): Id<LicenceId>) -> Result<Response> {
    let done = actions::renew_licence(&cx, id).await;
    said(&cx, id, done, (Fields::default(), "licensing-did-renew")).await
}

pub(super) async fn attach_user(cx: Cx, Id(id): Id<LicenceId>, form: Fields) -> Result<Response> {
    cx.require(rights::WORK)?;
    let done = match choices::user_by_email(cx.db(), form.text("email")).await? {
        Some(user) => actions::attach_users(&cx, id, &[user.id]).await,
        None => Err(user_unknown("email", form.text("email")).into()),
    };
    let done = done.map_err(|error| moved(error, "users", "email"));
    said(&cx, id, done, (form, "licensing-did-save")).await
}

pub(super) async fn detach_user(cx: Cx, Id(id): Id<LicenceId>, form: Fields) -> Result<Response> {
    cx.require(rights::WORK)?;
    let user: LicenceUserId = form.parsed("user")?.ok_or_else(|| unknown("user"))?;
    let done = actions::detach_users(&cx, id, &[user]).await;
    said(&cx, id, done, (Fields::default(), "licensing-did-save")).await
}

pub(super) fn user_unknown(field: &'static str, email: &str) -> Refusal {
    Refusal::new("licensing-owner-nobody", "nobody has this address")
        .with("email", email.trim())
        .on(field)
}

pub(super) async fn attach_feature(
    cx: Cx,
    Id(id): Id<LicenceId>,
    form: Fields,
) -> Result<Response> {
    cx.require(rights::WORK)?;
    let done = match attachment(&cx, &form) {
        Ok(one) => actions::attach_entitlements(&cx, id, &[one]).await,
        Err(refusal) => Err(refusal.into()),
    };
    let done = done.map_err(|error| moved(error, "entitlements", "entitlement"));
    said(&cx, id, done, (form, "licensing-did-save")).await
}

fn attachment(cx: &Cx, form: &Fields) -> Result<Attachment, Refusal> {
    let entitlement = form.parsed("entitlement")?.ok_or_else(|| unknown("entitlement"))?;
    let value = Some(form.text("value").trim().to_owned()).filter(|value| !value.is_empty());
    let expires_at = form.end_of_day(&cx.locale, "ends")?;
    if expires_at.is_some_and(|end| end <= cx.now) {
        return Err(Refusal::new("licensing-features-past", "this day is past").on("ends"));
    }
    Ok(Attachment { entitlement, value, expires_at })
}

pub(super) async fn detach_feature(
    cx: Cx,
    Id(id): Id<LicenceId>,
    form: Fields,
) -> Result<Response> {
    cx.require(rights::WORK)?;
    let one: EntitlementId = form.parsed("entitlement")?.ok_or_else(|| unknown("entitlement"))?;
    let done = actions::detach_entitlements(&cx, id, &[one]).await;
    said(&cx, id, done, (Fields::default(), "licensing-did-save")).await
}

/// The page that asks for the word.
pub(super) async fn ask_to_remove(cx: Cx, Id(id): Id<LicenceId>) -> Result<Markup> {
    cx.require(rights::MANAGE)?;
    let licence = store::licence::get(cx.db(), id).await?;
    let removal = Removal { back: format!("/licences/{id}"), ..Removal::of(vec![licence]) };
    Ok(views::page(&cx, &removal))
}

pub(super) async fn remove(cx: Cx, Id(id): Id<LicenceId>, form: Fields) -> Result<Response> {
    cx.require(rights::MANAGE)?;
    let licence = store::licence::get(cx.db(), id).await?;
    let name = label(&cx.locale, &licence);
    if let Some(refusal) = unconfirmed(&cx, &form) {
        let back = format!("/licences/{id}");
        let removal = Removal { back, wrong: vec![refusal], ..Removal::of(vec![licence]) };
        return Ok((StatusCode::UNPROCESSABLE_ENTITY, views::page(&cx, &removal)).into_response());
    }
    actions::revoke_licence(&cx, id).await?;
    let toast = Toast::ok(cx.locale.ta("licensing-did-remove", &[("name", name.into())]));
    Ok(([flash(&toast)], Redirect::to(licence_list::PATH)).into_response())
}

/// What is wrong with the word that was typed; none when it is the one.
fn unconfirmed(cx: &Cx, form: &Fields) -> Option<Refusal> {
    let word = cx.locale.t("licensing-remove-word");
    if form.text("confirm").trim().to_lowercase() == word.to_lowercase() {
        return None;
    }
    let no = Refusal::new("licensing-remove-unconfirmed", "the word was not typed");
    Some(no.with("word", word).on("confirm"))
}

/// One change to every licence that is ticked. What could not be changed is named; the rest is done.
pub(super) async fn bulk(cx: Cx, form: Fields) -> Result<Response> {
    cx.require(rights::WORK)?;
    let mut ids: Vec<LicenceId> = form.ids("licence")?;
    ids.truncate(MOST);
    let action = form.text("action");
    if action == "delete" {
        cx.require(rights::MANAGE)?;
        if let Some(refusal) = unconfirmed(&cx, &form) {
            return ask_to_remove_all(&cx, &ids, &form, refusal).await;
        }
    }
    let (mut done, mut failed) = (0, Vec::new());
    for id in ids {
        let Some(licence) = store::licence::find(cx.db(), id).await? else { continue };
        match change_one(&cx, &licence, action).await {
            Ok(()) => done += 1,
            Err(Error::Internal(cause)) => return Err(Error::Internal(cause)),
            Err(_) => failed.push(label(&cx.locale, &licence)),
        }
    }
    let l = &cx.locale;
    let toast = if failed.is_empty() {
        Toast::ok(l.ta("licensing-bulk-done", &[("n", done.into())]))
    } else {
        let args = [("n", done.into()), ("failed", failed.join(", ").into())];
        Toast::new(Tone::Warn, l.ta("licensing-bulk-partly", &args))
    };
    let list = licence_list::address(&cx).href();
    Ok(([flash(&toast)], Redirect::to(&list)).into_response())
}

async fn change_one(cx: &Cx, licence: &Licence, action: &str) -> Result<()> {
    match action {
        "suspend" => actions::suspend_licence(cx, licence.id).await.map(drop),
        "reinstate" => actions::reinstate_licence(cx, licence.id).await.map(drop),
        "renew" => actions::renew_licence(cx, licence.id).await.map(drop),
        "delete" => actions::revoke_licence(cx, licence.id).await,
        _ => Err(unknown("action").into()),
    }
}

async fn ask_to_remove_all(
    cx: &Cx,
    ids: &[LicenceId],
    form: &Fields,
    refusal: Refusal,
) -> Result<Response> {
    let licences = store::licence::with_ids(cx.db(), ids).await?;
    if licences.is_empty() {
        return Err(unknown("licence").into());
    }
    let address = licence_list::address(cx);
    // the first time nothing was typed, so nothing was typed wrongly
    let asked = form.all("confirm").next().is_some();
    let removal = Removal {
        back: address.href(),
        bulk: Some(address.at("/licences/bulk")),
        wrong: if asked { vec![refusal] } else { Vec::new() },
        ..Removal::of(licences)
    };
    Ok((StatusCode::UNPROCESSABLE_ENTITY, views::page(cx, &removal)).into_response())
}
