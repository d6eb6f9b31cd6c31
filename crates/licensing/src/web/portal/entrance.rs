//! The way into the portal and out of it.

use super::super::fields::Fields;
use super::guest::{self, Guest, Outside};
use super::limits;
use crate::actions;
use crate::views::portal::entrance as views;
use crate::views::portal::entrance::Typed;
use axum::Form;
use axum::extract::Query;
use axum::http::{StatusCode, header};
use axum::response::{AppendHeaders, IntoResponse, Redirect, Response};
use platform::{Cx, Error, Lang, Refusal, Result, post};
use serde::Deserialize;
use ui::{Toast, flash};

pub(super) async fn show(Outside { cx, visit }: Outside) -> Result<Response> {
    if visit.is_some() {
        return Ok(Redirect::to("/portal/licences").into_response());
    }
    if !guest::may_enter(&cx)? {
        return Ok(views::insecure(&cx).into_response());
    }
    Ok(views::page(&cx, &Typed::default(), &[]).into_response())
}

fn again(page: maud::Markup) -> Response {
    (StatusCode::UNPROCESSABLE_ENTITY, page).into_response()
}

fn refusals(error: Error) -> Result<Vec<Refusal>> {
    match error {
        Error::Refused(refusals) => Ok(refusals),
        other => Err(other),
    }
}

/// The same answer for every address, whether there is anything for it or not.
pub(super) async fn ask(Outside { cx, .. }: Outside, form: Fields) -> Result<Response> {
    if !post::is_ready(&cx) {
        return Err(Error::NotFound);
    }
    let email = form.text("email");
    limits::letter(&cx, email).await?;
    match actions::ask_portal_link(&cx, email).await {
        Ok(()) => Ok(views::sent(&cx).into_response()),
        Err(error) => {
            let typed = Typed { email: email.to_owned(), ..Typed::default() };
            Ok(again(views::page(&cx, &typed, &refusals(error)?)))
        }
    }
}

#[derive(Deserialize)]
pub(super) struct Token {
    #[serde(default)]
    token: String,
}

/// Asks first: mail programs open links by themselves, and that must not use them up.
pub(super) async fn confirm(
    Outside { cx, .. }: Outside,
    Query(Token { token }): Query<Token>,
) -> Result<Response> {
    limits::link(&cx).await?;
    let link = crate::store::portal::find_link(cx.db(), &token, cx.now).await?;
    Ok(match link {
        Some(_) if guest::may_enter(&cx)? => views::confirm(&cx, &token).into_response(),
        Some(_) => views::insecure(&cx).into_response(),
        None => (StatusCode::GONE, views::spent(&cx)).into_response(),
    })
}

pub(super) async fn enter_by_link(
    Outside { cx, .. }: Outside,
    Form(Token { token }): Form<Token>,
) -> Result<Response> {
    limits::link(&cx).await?;
    if !guest::may_enter(&cx)? {
        return Err(Error::Forbidden);
    }
    match actions::enter_portal_by_link(&cx, &token).await {
        Ok(visit) => entered(&cx, &visit),
        Err(error) => {
            refusals(error)?;
            Ok((StatusCode::GONE, views::spent(&cx)).into_response())
        }
    }
}

pub(super) async fn enter_by_key(Outside { cx, .. }: Outside, form: Fields) -> Result<Response> {
    let (key, email) = (form.text("key"), form.text("email"));
    limits::key(&cx, email).await?;
    if !guest::may_enter(&cx)? {
        return Err(Error::Forbidden);
    }
    match actions::enter_portal_by_key(&cx, key, email).await {
        Ok(visit) => entered(&cx, &visit),
        Err(error) => {
            let typed = Typed { of_key: email.to_owned(), ..Typed::default() };
            Ok(again(views::page(&cx, &typed, &refusals(error)?)))
        }
    }
}

fn entered(cx: &Cx, visit: &str) -> Result<Response> {
    let cookie = (header::SET_COOKIE, guest::began(cx, visit)?);
    Ok((AppendHeaders([cookie]), Redirect::to("/portal/licences")).into_response())
}

pub(super) async fn leave(guest: Guest) -> Result<Response> {
    actions::leave_portal(&guest.cx, &guest.visit).await?;
    let cookie = (header::SET_COOKIE, guest::ended(&guest.cx)?);
    Ok((AppendHeaders([cookie]), Redirect::to("/portal")).into_response())
}

pub(super) async fn leave_elsewhere(guest: Guest) -> Result<Response> {
    actions::leave_portal_elsewhere(&guest.cx, &guest.visit).await?;
    let toast = Toast::ok(guest.cx.locale.t("licensing-portal-did-end-others"));
    Ok(([flash(&toast)], Redirect::to("/portal/licences")).into_response())
}

/// Speaks another language from now on, and goes back to the page.
pub(super) async fn speak(Outside { cx, .. }: Outside, form: Fields) -> Result<Response> {
    let lang = Lang::of_tag(form.text("lang")).ok_or(Error::NotFound)?;
    let to = form.text("to");
    let ours = to == "/portal" || to.starts_with("/portal/");
    let to = if ours && to.bytes().all(|byte| byte.is_ascii_graphic()) { to } else { "/portal" };
    let cookie = (header::SET_COOKIE, guest::speaks(&cx, lang)?);
    Ok((AppendHeaders([cookie]), Redirect::to(to)).into_response())
}
