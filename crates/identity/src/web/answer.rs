//! Answers that several pages give.

use crate::actions::{Arrived, Entered};
use crate::device;
use crate::domain::link::Purpose;
use crate::domain::passkey::CEREMONY;
use crate::store::{farewell, waiting};
use axum::http::{HeaderMap, HeaderValue, StatusCode, header};
use axum::response::{IntoResponse, Redirect, Response};
use maud::Markup;
use platform::config::ServerConfig;
use platform::http::{RequestInfo, host_cookie, set_host_cookie, set_session};
use platform::{Cx, Error, Refusal, Result};

/// Sends somebody who has just signed in to a page of ours, with the cookies of the new session.
pub fn enter(cx: &Cx, entered: &Entered, to: &str) -> Result<Response> {
    with_session(cx, entered, Redirect::to(to).into_response())
}

/// An answer with the cookies of the new session.
pub fn with_session(cx: &Cx, entered: &Entered, mut response: Response) -> Result<Response> {
    let (request, config) = (request(cx)?, cx.kontor.config.section::<ServerConfig>());
    let session = set_session(request, config, &entered.session);
    let device = (device::COOKIE, entered.device.as_str());
    let device = set_host_cookie(request, config, device, Some(device::COOKIE_SECONDS));
    response.headers_mut().append(header::SET_COOKIE, session);
    response.headers_mut().append(header::SET_COOKIE, device);
    Ok(response)
}

/// The cookie of somebody who owes the second factor.
const WAITING: &str = "kontor-second";

/// Lets in who has arrived, or asks for the second factor, which leads to the same page.
pub fn arrive(cx: &Cx, arrived: &Arrived, to: &str) -> Result<Response> {
    let token = match arrived {
        Arrived::In(entered) => return enter(cx, entered, to),
        Arrived::Choose(token) => return Ok(Redirect::to(&choose(token)).into_response()),
        Arrived::Waiting(token) => token,
    };
    let config = cx.kontor.config.section::<ServerConfig>();
    let seconds = u32::try_from(waiting::LIFETIME.num_seconds()).unwrap_or(0);
    let cookie = set_host_cookie(request(cx)?, config, (WAITING, token), Some(seconds));
    let query = serde_urlencoded::to_string([("next", to)]).unwrap_or_default();
    let page = Redirect::to(&format!("/sign-in/second?{query}"));
    Ok(([(header::SET_COOKIE, cookie)], page).into_response())
}

/// Where another password is chosen.
pub fn choose(token: &str) -> String {
    format!("{}?token={token}", Purpose::Replacement.page())
}

/// What `arrive` gave the browser of somebody who owes the second factor.
pub fn waiting_cookie(cx: &Cx, headers: &HeaderMap) -> Result<Option<String>> {
    let config = cx.kontor.config.section::<ServerConfig>();
    Ok(host_cookie(headers, request(cx)?, config, WAITING))
}

/// Takes that cookie back.
pub fn no_longer_waiting(cx: &Cx) -> Result<HeaderValue> {
    let config = cx.kontor.config.section::<ServerConfig>();
    Ok(set_host_cookie(request(cx)?, config, (WAITING, ""), Some(0)))
}

/// The cookie of somebody who was asked for a passkey, or to make one.
const PASSKEY: &str = "kontor-passkey";

/// What the browser got with the question.
pub fn passkey_cookie(cx: &Cx, headers: &HeaderMap) -> Result<Option<String>> {
    let config = cx.kontor.config.section::<ServerConfig>();
    Ok(host_cookie(headers, request(cx)?, config, PASSKEY))
}

/// An answer that asks for a passkey, with the cookie that binds what comes back to this browser.
pub fn with_passkey_cookie(cx: &Cx, token: &str, mut response: Response) -> Result<Response> {
    let config = cx.kontor.config.section::<ServerConfig>();
    let seconds = u32::try_from(CEREMONY.num_seconds()).unwrap_or(0);
    let cookie = set_host_cookie(request(cx)?, config, (PASSKEY, token), Some(seconds));
    response.headers_mut().append(header::SET_COOKIE, cookie);
    Ok(response)
}

/// The cookie of who came by a provider, with which it is told to log out there.
const FAREWELL: &str = "kontor-farewell";

pub fn farewell_cookie(cx: &Cx, headers: &HeaderMap) -> Result<Option<String>> {
    let config = cx.kontor.config.section::<ServerConfig>();
    Ok(host_cookie(headers, request(cx)?, config, FAREWELL))
}

/// An answer that gives that cookie, or takes it back.
pub fn with_farewell(cx: &Cx, kept: Option<&str>, mut response: Response) -> Result<Response> {
    let config = cx.kontor.config.section::<ServerConfig>();
    let lifetime = if kept.is_some() { farewell::LIFETIME.num_seconds() } else { 0 };
    let cookie = (FAREWELL, kept.unwrap_or_default());
    let seconds = u32::try_from(lifetime).unwrap_or(0);
    let cookie = set_host_cookie(request(cx)?, config, cookie, Some(seconds));
    response.headers_mut().append(header::SET_COOKIE, cookie);
    Ok(response)
}

/// The device's cookie, whoever it is for.
pub fn device_cookie(cx: &Cx, headers: &HeaderMap) -> Result<Option<String>> {
    let config = cx.kontor.config.section::<ServerConfig>();
    Ok(host_cookie(headers, request(cx)?, config, device::COOKIE))
}

pub fn request(cx: &Cx) -> Result<&RequestInfo> {
    let request = cx.request.as_deref();
    request.ok_or_else(|| Error::Internal(anyhow::anyhow!("this is only done by a request")))
}

/// What was refused; anything else that went wrong is passed on.
pub fn refusals(error: Error) -> Result<Vec<Refusal>> {
    match error {
        Error::Refused(refusals) => Ok(refusals),
        other => Err(other),
    }
}

/// The form again, with what was entered and what is wrong with it.
pub fn again(page: Markup) -> Response {
    (StatusCode::UNPROCESSABLE_ENTITY, page).into_response()
}

/// A one-time link that is no good any more.
pub fn spent(page: Markup) -> Response {
    (StatusCode::GONE, page).into_response()
}
