use super::answer::{
    again, arrive, device_cookie, farewell_cookie, refusals, request, with_farewell,
};
use super::limits;
use super::passkey;
use crate::actions::{self, Attempt};
use crate::domain::return_to;
use crate::views::sign_in::Entry;
use crate::{device, setup, views};
use axum::extract::Query;
use axum::http::{HeaderMap, HeaderName, HeaderValue, header};
use axum::response::{IntoResponse, Redirect, Response};
use axum::routing::{get, post};
use axum::{Form, Router};
use platform::config::ServerConfig;
use platform::{Cx, Error, Kontor, Result, Visitor, http};
use serde::Deserialize;

pub fn routes() -> Router<Kontor> {
    Router::new().route("/sign-in", get(show).post(sign_in)).route("/sign-out", post(sign_out))
}

#[derive(Deserialize)]
struct Back {
    #[serde(default)]
    next: String,
}

async fn show(Visitor(cx): Visitor, Query(back): Query<Back>) -> Result<Response> {
    let next = return_to::local(&back.next);
    if cx.user.is_some() {
        return Ok(Redirect::to(next).into_response());
    }
    let is_new = setup::is_needed(cx.db()).await?;
    let passkey = passkey::origin(&cx);
    let entry = Entry { email: "", next, is_new, passkey: passkey.as_deref() };
    Ok(views::sign_in::page(&cx, &entry, &[]).into_response())
}

/// The page again, with what was refused about a passkey.
pub fn refuse(cx: &Cx, next: &str, error: Error) -> Result<Response> {
    let (wrong, passkey) = (refusals(error)?, passkey::origin(cx));
    let entry = Entry { email: "", next, is_new: false, passkey: passkey.as_deref() };
    Ok(again(views::sign_in::page(cx, &entry, &wrong)))
}

#[derive(Deserialize)]
#[serde(default)]
#[derive(Default)]
struct SignInForm {
    email: String,
    password: String,
    next: String,
}

async fn sign_in(
    Visitor(cx): Visitor,
    headers: HeaderMap,
    Form(form): Form<SignInForm>,
) -> Result<Response> {
    let cookie = device_cookie(&cx, &headers)?;
    let known = device::known(&cx.kontor, &form.email, cookie.as_deref());
    limits::password(&cx, &form.email, known.as_deref()).await?;
    let next = return_to::local(&form.next);
    let attempt =
        Attempt { email: &form.email, password: &form.password, device: cookie.as_deref() };
    match actions::sign_in(&cx, attempt).await {
        Ok(arrived) => arrive(&cx, &arrived, next),
        Err(error) => {
            let (wrong, passkey) = (refusals(error)?, passkey::origin(&cx));
            let passkey = passkey.as_deref();
            let entry = Entry { email: &form.email, next, is_new: false, passkey };
            Ok(again(views::sign_in::page(&cx, &entry, &wrong)))
        }
    }
}

/// What the browser keeps of our pages goes too; its cookies stay, for it is still a known device.
const FORGET: &str = r#""cache", "storage""#;

async fn sign_out(Visitor(cx): Visitor, headers: HeaderMap) -> Result<Response> {
    let kept = farewell_cookie(&cx, &headers)?;
    let goodbye = actions::sign_out(&cx, kept.as_deref()).await?;
    let config = cx.kontor.config.section::<ServerConfig>();
    let headers = [
        (header::SET_COOKIE, http::clear_session(request(&cx)?, config)),
        (HeaderName::from_static("clear-site-data"), HeaderValue::from_static(FORGET)),
    ];
    let Some(goodbye) = goodbye else {
        return Ok((headers, Redirect::to("/sign-in")).into_response());
    };
    // a page and no redirect: a form's way to another house is stopped by the page's own policy
    let mut page = (headers, views::goodbye::page(&cx, &goodbye)).into_response();
    if goodbye.at_once
        && let Ok(on) = HeaderValue::from_str(&format!("0; url={}", goodbye.address))
    {
        page.headers_mut().insert(HeaderName::from_static("refresh"), on);
    }
    with_farewell(&cx, None, page)
}
