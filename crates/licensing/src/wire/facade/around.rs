//! What happens around every handler here: a request is counted, and whatever comes back is written as a flat object with its
//! time and signed.

use super::super::around::{Frame, signed};
use super::super::credential::{self, Credential};
use super::super::fault::Fault;
use super::super::headers::{self, Whom};
use super::super::issuer;
use super::super::log::{About, Watch};
use super::super::meter::{self, Counted};
use super::super::sign;
use super::super::version::Version;
use super::super::words::iso;
use super::said::Said;
use super::told::Noted;
use axum::body::Body;
use axum::extract::Request;
use axum::http::{HeaderMap, HeaderValue, header};
use axum::response::{IntoResponse, Response};
use platform::error::Problem;
use platform::http::{RequestInfo, address_key};
use platform::wire::Rest;
use platform::{Error, Kontor, Lang};
use serde_json::Value;

/// Which of the small interfaces is asked.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Face {
    /// `/api/license`, where a licence's key says which one is meant.
    Licence,
    /// `/api/version`, where it lets its program in.
    Version,
}

/// The layer around everything below the wire's address.
pub async fn around(kontor: Kontor, face: Face, mut request: Request, rest: Rest) -> Response {
    let Some(info) = platform::http::info(&request).cloned() else {
        return Error::Internal(anyhow::anyhow!("the entrance layer is missing")).into_response();
    };
    let issuer = match issuer::of(&kontor).await {
        Ok(issuer) => issuer,
        // without a key nothing can be signed, and an answer without a signature is none
        Err(cause) => return cause.into_response(),
    };
    let (asked, algorithm) = (sign::Asked::of(&request, &info), sign::wished(&request, &issuer));
    let counted = match face {
        Face::Licence => meter::of_facade(&kontor, &address_key(info.ip)).await,
        Face::Version => meter::count(&kontor, &info).await,
    };
    let (noted, whom) = (Noted::default(), Whom::default());
    let about = About::default();
    let watch = Watch::of(&kontor, &request, (&info, &about));
    let passes = counted.as_ref().map_or(Ok(()), Counted::check);
    let passes = passes.and_then(|()| may_change(&kontor, &info));
    let passes = passes.and_then(|()| algorithm.clone().map(drop));
    let passes = passes.and_then(|()| introduce(&mut request, (face, &noted)));
    let response = match passes {
        Ok(()) => {
            let (issuer, info, whom) = (issuer.clone(), info.clone(), whom.clone());
            let frame = Frame { issuer, info, version: Version::LATEST, whom, about };
            request.extensions_mut().insert(frame);
            request.extensions_mut().insert(noted.clone());
            rest.run(request).await
        }
        Err(fault) => fault.into_response(),
    };
    if let Some(watch) = watch {
        watch.end(&kontor, &response);
    }
    let now = kontor.clock.now();
    let word = if info.path.ends_with("/verify") { "valid" } else { "success" };
    let mut response = written(response, word, (Value::String(iso(now)), &noted));
    headers::say(response.headers_mut(), &issuer, Version::LATEST, &whom);
    if let Some(counted) = tighter(counted.as_ref(), noted.counted()) {
        counted.say(response.headers_mut(), now);
    }
    match signed(&kontor, &issuer, algorithm.unwrap_or_default(), &asked, response).await {
        Ok(signed) => signed,
        Err(cause) => cause.into_response(),
    }
}

/// A token may come in a header of its own. A licence's key is no credential here but says which licence is meant: it may stand
/// in the body just as well.
fn introduce(request: &mut Request, (face, noted): (Face, &Noted)) -> Result<(), Fault> {
    let headers = request.headers_mut();
    if let Some(bearer) = bearer(headers) {
        headers.insert(header::AUTHORIZATION, bearer);
    }
    if face == Face::Version {
        return Ok(());
    }
    let shown = headers.get(header::AUTHORIZATION).map(|value| value.to_str().unwrap_or("?"));
    if let Credential::Licence(key) = credential::of(shown, "")? {
        headers.remove(header::AUTHORIZATION);
        noted.shows(key);
    }
    Ok(())
}

fn bearer(headers: &HeaderMap) -> Option<HeaderValue> {
    let key = headers.get("x-api-key")?.to_str().ok()?;
    let mut bearer = HeaderValue::from_str(&format!("Bearer {key}")).ok()?;
    bearer.set_sensitive(true);
    Some(bearer)
}

/// While the house takes no changes, programs are still told whether their licence is good, and they are the newest.
fn may_change(kontor: &Kontor, info: &RequestInfo) -> Result<(), Fault> {
    let asks = ["/verify", "/version/check"];
    if info.method.is_safe() || asks.iter().any(|end| info.path.ends_with(end)) {
        return Ok(());
    }
    Ok(kontor.may_change_from_outside(Lang::En)?)
}

/// Of two counts the one that ends sooner.
fn tighter<'a>(one: Option<&'a Counted>, other: Option<&'a Counted>) -> Option<&'a Counted> {
    match (one, other) {
        (Some(one), Some(other)) if other.remaining() < one.remaining() => Some(other),
        (None, other) => other,
        (one, _) => one,
    }
}

/// The same answer as this interface writes it.
fn written(mut response: Response, word: &str, (ts, noted): (Value, &Noted)) -> Response {
    let status = response.status();
    let extensions = response.extensions_mut();
    let said = extensions.remove::<Said>().unwrap_or_else(|| {
        let fault = extensions.remove::<Fault>();
        let fault = fault.or_else(|| extensions.remove::<Problem>().map(|one| Fault::from(&one)));
        // what axum refuses by itself has neither
        Said::no(&fault.unwrap_or_else(|| Fault::of_status(status)), word)
    });
    let Said { status, mut fields } = said;
    fields.insert("ts".into(), ts);
    if let Some(nonce) = noted.nonce() {
        fields.insert("nonce".into(), nonce.clone());
    }
    let (mut parts, _) = response.into_parts();
    parts.status = status;
    parts.headers.remove(header::CONTENT_LENGTH);
    let kind = HeaderValue::from_static("application/json; charset=utf-8");
    parts.headers.insert(header::CONTENT_TYPE, kind);
    Response::from_parts(parts, Body::from(Value::Object(fields).to_string()))
}
