//! Answers that several pages give.

use crate::actions::Entered;
use crate::device;
use axum::http::{HeaderMap, StatusCode, header};
use axum::response::{IntoResponse, Redirect, Response};
use maud::Markup;
use platform::config::ServerConfig;
use platform::http::{RequestInfo, host_cookie, set_host_cookie, set_session};
use platform::{Cx, Error, Refusal, Result};

/// Sends somebody who has just signed in to a page of ours, with the cookies of the new session.
pub fn enter(cx: &Cx, entered: &Entered, to: &str) -> Result<Response> {
    let (request, config) = (request(cx)?, cx.kontor.config.section::<ServerConfig>());
    let session = set_session(request, config, &entered.session);
    let device = (device::COOKIE, entered.device.as_str());
    let device = set_host_cookie(request, config, device, Some(device::COOKIE_SECONDS));
    let mut response = Redirect::to(to).into_response();
    response.headers_mut().append(header::SET_COOKIE, session);
    response.headers_mut().append(header::SET_COOKIE, device);
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
