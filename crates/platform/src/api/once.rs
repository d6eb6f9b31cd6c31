//! Requests that may be sent again: what each says is noted, so that its number is good for nothing else.

use super::headers::IDEMPOTENCY_KEY;
use crate::{Cx, Error};
use axum::body::{Body, Bytes};
use axum::extract::{FromRequest, Request};
use axum::middleware::Next;
use axum::response::{IntoResponse, Response};

/// Notes a keyed hash of method, address and body, which is kept with the request's number
/// (draft-ietf-httpapi-idempotency-key-header §2.4). Without a number nothing is read.
pub(super) async fn note_what_is_said(request: Request, next: Next) -> Response {
    if !request.headers().contains_key(IDEMPOTENCY_KEY) {
        return next.run(request).await;
    }
    let (mut parts, body) = request.into_parts();
    let read = Bytes::from_request(Request::from_parts(parts.clone(), body), &()).await;
    let body = match read {
        Ok(body) => body,
        Err(rejection) => return rejection.into_response(),
    };
    let Some(cx) = parts.extensions.get_mut::<Cx>() else {
        return Error::Internal(anyhow::anyhow!("the API's layer is missing")).into_response();
    };
    let path = cx.request.as_ref().map_or("", |request| request.path.as_str());
    let said = [format!("{} {path}\n", parts.method).as_bytes(), &body].concat();
    cx.said = Some(cx.kontor.keys.mac("api-idempotency-body", &said));
    next.run(Request::from_parts(parts, Body::from(body))).await
}
