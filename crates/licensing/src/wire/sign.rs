//! Every answer is signed, also one without a body and one that refuses: whoever stands in between can change none.

use super::fault::{Fault, Source, code};
use super::headers::put;
use super::issuer::Issuer;
use crate::crypto::algorithm::Algorithm;
use crate::crypto::pair::Pair;
use crate::crypto::response::{Message, body_digest, http_date, wish};
use axum::body::{Body, to_bytes};
use axum::extract::Request;
use axum::http::header;
use axum::http::uri::Authority;
use axum::response::Response;
use chrono::{DateTime, Utc};
use platform::http::RequestInfo;
use platform::{Error, Result};

/// Where a program says how it wants answers signed.
pub const WISH: &str = "keygen-accept-signature";
/// Answers are documents, not files.
const LONGEST: usize = 32 * 1024 * 1024;

/// What a signature says of the request: as it was sent, before any route took a part of it.
pub struct Asked {
    method: String,
    target: String,
    host: String,
}

impl Asked {
    pub fn of(request: &Request, info: &RequestInfo) -> Self {
        let host = request.headers().get(header::HOST).and_then(|host| host.to_str().ok());
        // HTTP/2 says it in the address
        let host = host.or_else(|| request.uri().authority().map(Authority::as_str));
        Self {
            method: info.method.as_str().to_owned(),
            target: info.address(),
            host: host.unwrap_or_default().to_owned(),
        }
    }
}

/// With which key an answer is signed, and to what.
pub struct How<'a> {
    pub pair: &'a Pair,
    pub algorithm: Algorithm,
    pub asked: &'a Asked,
    pub now: DateTime<Utc>,
}

/// How this request wants its answer signed.
pub fn wished(request: &Request, issuer: &Issuer) -> Result<Algorithm, Fault> {
    let Some(header) = request.headers().get(WISH) else { return Ok(Algorithm::default()) };
    let refused = |detail: String| {
        let detail = format!("Keygen-Accept-Signature: {detail}");
        Fault::bad(code::SIGNATURE_INVALID, detail)
            .about(Source::Header("Keygen-Accept-Signature".into()))
    };
    let wish = wish(header.to_str().unwrap_or_default()).map_err(|bad| refused(bad.to_string()))?;
    if wish.key_id.is_some_and(|key| !issuer.is_meant(key)) {
        return Err(refused("there is no such key".into()));
    }
    Ok(wish.algorithm)
}

/// The same answer with its digest, its date and its signature.
pub async fn signed(issuer: &Issuer, how: How<'_>, response: Response) -> Result<Response> {
    let How { pair, algorithm, asked, now } = how;
    let (mut parts, body) = response.into_parts();
    let body = to_bytes(body, LONGEST).await.map_err(|cause| anyhow::anyhow!(cause))?;
    let date = http_date(now);
    let digest = body_digest(&body);
    let message = Message {
        method: &asked.method,
        target: &asked.target,
        host: &asked.host,
        date: &date,
        digest: &digest,
    };
    let signature = message.signature(&issuer.id, algorithm, pair).map_err(Error::from)?;
    for (name, value) in message.headers(&signature) {
        put(&mut parts.headers, name, value);
    }
    Ok(Response::from_parts(parts, Body::from(body)))
}
