use super::answer::{
    again, arrive, choose, device_cookie, no_longer_waiting, passkey_cookie, refusals,
    waiting_cookie, with_session,
};
use super::factor::NewApp;
use super::limits;
use super::passkey::{self, Answered};
use crate::actions::{
    self, Arrived, Owed, Shown, ask_passkey, offer_again, offer_totp, owed, who_waits,
};
use crate::domain::passkey::Purpose;
use crate::domain::return_to;
use crate::views;
use axum::extract::Query;
use axum::http::{HeaderMap, header};
use axum::response::{IntoResponse, Redirect, Response};
use axum::routing::{get, post};
use axum::{Form, Router};
use maud::Markup;
use platform::{Cx, Kontor, Refusal, Result, User, Visitor};
use serde::Deserialize;

pub fn routes() -> Router<Kontor> {
    Router::new()
        .route("/sign-in/second", get(show).post(pass))
        .route("/sign-in/second/app", post(set_up))
        .route("/sign-in/second/passkey", post(pass_with_passkey))
        .route("/sign-in/second/passkey/options", post(options))
}

/// Somebody who owes the second factor; the page speaks that person's language.
struct Someone {
    cx: Cx,
    token: String,
    user: User,
    /// The cookie of a known device.
    device: Option<String>,
}

async fn someone(mut cx: Cx, headers: &HeaderMap) -> Result<Option<Someone>> {
    let Some(token) = waiting_cookie(&cx, headers)? else { return Ok(None) };
    let Some((_, user)) = who_waits(cx.db(), &cx, &token).await? else { return Ok(None) };
    cx.locale = cx.kontor.locale(user.lang);
    let device = device_cookie(&cx, headers)?;
    Ok(Some(Someone { cx, token, user, device }))
}

/// The same for somebody who gives a code: so many a minute are taken.
async fn trying(cx: Cx, headers: &HeaderMap) -> Result<Option<Someone>> {
    let someone = someone(cx, headers).await?;
    if let Some(Someone { cx, user, device, .. }) = &someone {
        limits::code(cx, user, device.as_deref()).await?;
    }
    Ok(someone)
}

/// Who does not wait, or waited too long, begins with the first factor.
fn begin_anew() -> Response {
    Redirect::to("/sign-in").into_response()
}

#[derive(Default, Deserialize)]
#[serde(default)]
struct Second {
    code: String,
    next: String,
}

async fn show(
    Visitor(cx): Visitor,
    headers: HeaderMap,
    Query(query): Query<Second>,
) -> Result<Response> {
    let Some(Someone { cx, user, .. }) = someone(cx, &headers).await? else {
        return Ok(begin_anew());
    };
    let next = return_to::local(&query.next);
    let has = owed(cx.db(), &user).await?;
    if has.app || has.passkey {
        return Ok(ask(&cx, has, next, &[]).into_response());
    }
    let offer = offer_totp(&cx, user.id)?;
    Ok(views::second::set_up(&cx, &user, &offer, next, &[]).into_response())
}

async fn pass(
    Visitor(cx): Visitor,
    headers: HeaderMap,
    Form(form): Form<Second>,
) -> Result<Response> {
    let Some(Someone { cx, token, user, device }) = trying(cx, &headers).await? else {
        return Ok(begin_anew());
    };
    let next = return_to::local(&form.next);
    match actions::pass_second(&cx, &token, &form.code, device.as_deref()).await {
        Ok(arrived) => done(&cx, arrive(&cx, &arrived, next)?),
        Err(error) => {
            let has = owed(cx.db(), &user).await?;
            Ok(again(ask(&cx, has, next, &refusals(error)?)))
        }
    }
}

fn ask(cx: &Cx, has: Owed, next: &str, wrong: &[Refusal]) -> Markup {
    let origin = passkey::origin(cx).filter(|_| has.passkey);
    views::second::page(cx, (has.app, origin.as_deref()), next, wrong)
}

async fn options(Visitor(cx): Visitor, headers: HeaderMap) -> Result<Response> {
    limits::passkey(&cx).await?;
    let Some(Someone { cx, user, .. }) = someone(cx, &headers).await? else {
        return Ok(begin_anew());
    };
    let before = passkey_cookie(&cx, &headers)?;
    let asked = ask_passkey(&cx, Purpose::Second, Some(user.id), before.as_deref()).await?;
    passkey::begun(&cx, asked)
}

async fn pass_with_passkey(
    Visitor(cx): Visitor,
    headers: HeaderMap,
    Form(form): Form<Answered>,
) -> Result<Response> {
    limits::passkey(&cx).await?;
    let Some(Someone { cx, token, user, device }) = someone(cx, &headers).await? else {
        return Ok(begin_anew());
    };
    let next = return_to::local(&form.next);
    let asked = passkey_cookie(&cx, &headers)?.unwrap_or_default();
    let shown = Shown { token: &asked, credential: &form.credential };
    match actions::pass_with_passkey(&cx, &token, shown, device.as_deref()).await {
        Ok(arrived) => done(&cx, arrive(&cx, &arrived, next)?),
        Err(error) => {
            let has = owed(cx.db(), &user).await?;
            Ok(again(ask(&cx, has, next, &refusals(error)?)))
        }
    }
}

/// Shows the recovery codes at once: they are known to nobody afterwards.
async fn set_up(
    Visitor(cx): Visitor,
    headers: HeaderMap,
    Form(form): Form<NewApp>,
) -> Result<Response> {
    let Some(Someone { cx, token, user, .. }) = trying(cx, &headers).await? else {
        return Ok(begin_anew());
    };
    let next = return_to::local(&form.next);
    match actions::pass_with_new_totp(&cx, &token, &form.kept, &form.code).await {
        Ok((Arrived::In(entered), codes)) => {
            let page = views::second::codes(&cx, &codes, next).into_response();
            done(&cx, with_session(&cx, &entered, page)?)
        }
        Ok((Arrived::Choose(token) | Arrived::Waiting(token), codes)) => {
            done(&cx, views::second::codes(&cx, &codes, &choose(&token)).into_response())
        }
        Err(error) => {
            let wrong = refusals(error)?;
            let offer = offer_again(&cx, user.id, &form.kept)?;
            Ok(again(views::second::set_up(&cx, &user, &offer, next, &wrong)))
        }
    }
}

fn done(cx: &Cx, mut response: Response) -> Result<Response> {
    response.headers_mut().append(header::SET_COOKIE, no_longer_waiting(cx)?);
    Ok(response)
}
