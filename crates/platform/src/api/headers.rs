use crate::op::OpId;
use crate::{Cx, Error, Kontor, Refusal, Result};
use axum::extract::{FromRequestParts, Path};
use axum::http::request::Parts;
use axum::http::{HeaderMap, HeaderName, HeaderValue, header};
use sea_orm::prelude::Uuid;
use std::str::FromStr;

/// The header that makes a repeated request harmless (draft-ietf-httpapi-idempotency-key-header).
pub(crate) const IDEMPOTENCY_KEY: &str = "idempotency-key";
/// Longer ones name nothing.
const LONGEST_KEY: usize = 255;

/// The number of this request, made of its `Idempotency-Key`: repeated within 48 hours by the same user at the same
/// address, it takes effect once and is answered as the first time.
#[derive(Clone, Copy, Debug)]
pub struct Once(pub Option<OpId>);

impl FromRequestParts<Kontor> for Once {
    type Rejection = Error;

    async fn from_request_parts(parts: &mut Parts, kontor: &Kontor) -> Result<Self> {
        let Some(key) = header_text(&parts.headers, IDEMPOTENCY_KEY)? else {
            return Ok(Self(None));
        };
        let key = key.to_owned();
        if key.is_empty() || key.len() > LONGEST_KEY {
            return Err(unreadable(IDEMPOTENCY_KEY));
        }
        let cx = Cx::from_request_parts(parts, kontor).await?;
        let path = cx.request.as_ref().map_or("", |request| request.path.as_str());
        // a keyed hash of who, where and which: nobody meets the number of another
        let said = format!("{}\n{} {path}\n{key}", cx.user()?.id, parts.method);
        let hash = kontor.keys.mac("api-idempotency", said.as_bytes());
        Ok(Self(Some(OpId(Uuid::from_slice(&hash[..16]).unwrap_or_default()))))
    }
}

/// The version that the caller has seen, from `If-Match`; none where it does not care.
#[derive(Clone, Copy, Debug)]
pub struct AtVersion(pub Option<i32>);

impl FromRequestParts<Kontor> for AtVersion {
    type Rejection = Error;

    async fn from_request_parts(parts: &mut Parts, _: &Kontor) -> Result<Self> {
        match header_text(&parts.headers, header::IF_MATCH.as_str())? {
            None | Some("*") => Ok(Self(None)),
            // a tag that we never gave is one that nobody has
            Some(tag) => Ok(Self(Some(tag.trim_matches('"').parse().unwrap_or(-1)))),
        }
    }
}

/// The version as the caller sees it, and sends it back.
pub fn version_tag(version: i32) -> [(HeaderName, HeaderValue); 1] {
    let tag = HeaderValue::try_from(format!("\"{version}\""));
    [(header::ETAG, tag.unwrap_or(HeaderValue::from_static("\"\"")))]
}

fn header_text<'a>(headers: &'a HeaderMap, name: &'static str) -> Result<Option<&'a str>> {
    let value = headers.get(name).map(|value| value.to_str().map(str::trim));
    value.transpose().map_err(|_| unreadable(name))
}

fn unreadable(name: &'static str) -> Error {
    let refusal = Refusal::new("platform-unread-field", format!("{name} cannot be read"));
    refusal.with("field", name).on(name).into()
}

/// What an address names, such as an id or a number; what cannot be one is not there.
#[derive(Clone, Copy, Debug)]
pub struct Named<T>(pub T);

impl<T: FromStr + Send> FromRequestParts<Kontor> for Named<T> {
    type Rejection = Error;

    async fn from_request_parts(parts: &mut Parts, kontor: &Kontor) -> Result<Self> {
        let path = Path::<String>::from_request_parts(parts, kontor).await;
        let Path(text) = path.map_err(|_| Error::NotFound)?;
        text.parse().map(Self).map_err(|_| Error::NotFound)
    }
}
