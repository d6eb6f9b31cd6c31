//! What happens around every handler: a request is counted, and whatever comes back is written as the wire writes it,
//! gets its headers and is signed.

use super::document::MEDIA_TYPE;
use super::fault::Fault;
use super::headers::{self, Whom};
use super::issuer::{self, Issuer};
use super::log::{About, Watch};
use super::version::Version;
use super::{meter, sign};
use crate::crypto::algorithm::Algorithm;
use axum::body::Body;
use axum::extract::Request;
use axum::http::{HeaderValue, StatusCode, header};
use axum::response::{IntoResponse, Response};
use platform::error::Problem;
use platform::http::RequestInfo;
use platform::wire::Rest;
use platform::{Error, Kontor, Lang, Result};
use serde_json::json;
use std::sync::Arc;

/// What is known of a request before a handler reads it; handlers have it by [`super::ask::Ask`].
#[derive(Clone)]
pub struct Frame {
    pub issuer: Arc<Issuer>,
    pub info: Arc<RequestInfo>,
    pub version: Version,
    pub whom: Whom,
    pub about: About,
}

/// The layer around everything below the wire's address.
pub async fn around(kontor: Kontor, mut request: Request, rest: Rest) -> Response {
    let Some(info) = platform::http::info(&request).cloned() else {
        return Error::Internal(anyhow::anyhow!("the entrance layer is missing")).into_response();
    };
    let issuer = match issuer::of(&kontor).await {
        Ok(issuer) => issuer,
        // without a key nothing can be signed, and an answer without a signature is none
        Err(cause) => return cause.into_response(),
    };
    let now = kontor.clock.now();
    let (asked, algorithm) = (sign::Asked::of(&request, &info), sign::wished(&request, &issuer));
    let version = Version::asked(request.headers());
    let counted = meter::count(&kontor, &info).await;
    let about = About::default();
    let watch = Watch::of(&kontor, &request, (&info, &about));
    let frame = Frame {
        issuer: issuer.clone(),
        info,
        version: *version.as_ref().unwrap_or(&Version::LATEST),
        whom: Whom::default(),
        about,
    };
    request.extensions_mut().insert(frame.clone());
    let passes = counted.as_ref().map_or(Ok(()), meter::Counted::check);
    let passes = passes.and(version.map(drop)).and(may_change(&kontor, &frame.info));
    let algorithm_known = algorithm.as_ref().map(drop).map_err(Clone::clone);
    let response = match passes.and(algorithm_known) {
        Ok(()) => rest.run(request).await,
        Err(fault) => fault.into_response(),
    };
    if let Some(watch) = watch {
        watch.end(&kontor, &response);
    }
    let mut response = written(response, &frame.info.id);
    let said = response.headers_mut();
    headers::say(said, &issuer, frame.version, &frame.whom);
    if let Some(counted) = counted {
        counted.say(said, now);
    }
    match signed(&kontor, &issuer, algorithm.unwrap_or_default(), &asked, response).await {
        Ok(signed) => signed,
        Err(cause) => cause.into_response(),
    }
}

pub(super) async fn signed(
    kontor: &Kontor,
    issuer: &Issuer,
    algorithm: Algorithm,
    asked: &sign::Asked,
    response: Response,
) -> Result<Response> {
    let pair = issuer.pair(kontor, algorithm).await?;
    let how = sign::How { pair: &pair, algorithm, asked, now: kontor.clock.now() };
    sign::signed(issuer, how, response).await
}

/// Refuses changes while the house takes none. Whether a licence is valid can be asked at any time: who asks has no part in
/// what goes on here.
fn may_change(kontor: &Kontor, info: &RequestInfo) -> Result<(), Fault> {
    let asks = ["/actions/validate-key", "/actions/validate", "/search", "/version/check"];
    if info.method.is_safe() || asks.iter().any(|end| info.path.ends_with(end)) {
        return Ok(());
    }
    Ok(kontor.may_change_from_outside(Lang::En)?)
}

/// The same answer, if it went well; else what went wrong in the wire's words.
pub(super) fn written(mut response: Response, request: &str) -> Response {
    let status = response.status();
    let extensions = response.extensions_mut();
    let fault = extensions.remove::<Fault>();
    let fault = fault.or_else(|| extensions.remove::<Problem>().map(|one| Fault::from(&one)));
    // what axum refuses by itself has neither
    let failed = status.is_client_error() || status.is_server_error();
    let Some(fault) = fault.or_else(|| failed.then(|| Fault::of_status(status))) else {
        return response;
    };
    let body = json!({ "meta": { "id": request }, "errors": fault.errors }).to_string();
    let (mut parts, _) = response.into_parts();
    parts.headers.remove(header::CONTENT_LENGTH);
    parts.headers.insert(header::CONTENT_TYPE, HeaderValue::from_static(MEDIA_TYPE));
    if parts.status == StatusCode::UNAUTHORIZED {
        parts.headers.insert(header::WWW_AUTHENTICATE, HeaderValue::from_static("Bearer"));
    }
    Response::from_parts(parts, Body::from(body))
}
