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

pub(super) async fn show(outside: Outside) -> Result<Response> {
    if outside.visit.is_some() {
        return Ok(Redirect::to("/portal/licences").into_response());
    }
    if !guest::may_enter(&outside.cx)? {
        return Ok(views::insecure(outside.frame()).into_response());
    }
    Ok(views::page(outside.frame(), &Typed::default(), &[]).into_response())
}

/// The forms once more, with what was typed and what is to be done about it.
fn again(outside: &Outside, typed: &Typed, error: Error) -> Result<Response> {
    match error {
        Error::Refused(wrong) => {
            let page = views::page(outside.frame(), typed, &wrong);
            Ok((StatusCode::UNPROCESSABLE_ENTITY, page).into_response())
        }
        Error::TooMany { retry_after_seconds: wait } => {
            let late = Refusal::new("licensing-portal-too-many", "too many tries; wait a while");
            let page = views::page(outside.frame(), typed, &[late]);
            let after = [(header::RETRY_AFTER, wait.to_string())];
            Ok((StatusCode::TOO_MANY_REQUESTS, after, page).into_response())
        }
        other => Err(other),
    }
}

/// The same answer for every address, whether there is anything for it or not.
pub(super) async fn ask(outside: Outside, form: Fields) -> Result<Response> {
    let cx = &outside.cx;
    if !post::is_ready(cx) {
        return Err(Error::NotFound);
    }
    let email = form.text("email");
    let asked = match limits::letter(cx, email).await {
        Ok(()) => actions::ask_portal_link(cx, email).await,
        stopped => stopped,
    };
    match asked {
        Ok(()) => Ok(views::sent(outside.frame()).into_response()),
        Err(error) => {
            again(&outside, &Typed { email: email.to_owned(), ..Typed::default() }, error)
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
    outside: Outside,
    Query(Token { token }): Query<Token>,
) -> Result<Response> {
    let cx = &outside.cx;
    limits::link(cx).await?;
    let link = crate::store::portal::find_link(cx.db(), &token, cx.now).await?;
    Ok(match link {
        Some(_) if guest::may_enter(cx)? => views::confirm(outside.frame(), &token).into_response(),
        Some(_) => views::insecure(outside.frame()).into_response(),
        None => (StatusCode::GONE, views::spent(outside.frame())).into_response(),
    })
}

pub(super) async fn enter_by_link(
    outside: Outside,
    Form(Token { token }): Form<Token>,
) -> Result<Response> {
    let cx = &outside.cx;
    limits::link(cx).await?;
    if !guest::may_enter(cx)? {
        return Err(Error::Forbidden);
    }
    match actions::enter_portal_by_link(cx, &token).await {
        Ok(visit) => entered(cx, &visit),
        Err(Error::Refused(_)) => {
            Ok((StatusCode::GONE, views::spent(outside.frame())).into_response())
        }
        Err(error) => Err(error),
    }
}

pub(super) async fn enter_by_key(outside: Outside, form: Fields) -> Result<Response> {
    let cx = &outside.cx;
    if !guest::may_enter(cx)? {
        return Err(Error::Forbidden);
    }
    let (key, email) = (form.text("key"), form.text("email"));
    let asked = match limits::key(cx, email).await {
        Ok(()) => actions::enter_portal_by_key(cx, key, email).await,
        Err(stopped) => Err(stopped),
    };
    match asked {
        Ok(visit) => entered(cx, &visit),
        Err(error) => {
            let (key, of_key) = (key.to_owned(), email.to_owned());
            again(&outside, &Typed { key, of_key, by_key: true, ..Typed::default() }, error)
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
